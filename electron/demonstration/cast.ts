// The people of the demonstration: accounts named by their role, as no real person takes part.
// Must not hold passwords: in a SIMULATED notebook everybody signs in without one.

import type { Actor, Role } from '../../shared/kernel/decider.ts';

export interface Person extends Actor {
  readonly printedName: string;
}

function person(userId: string, printedName: string, role: Role): Person {
  return { userId, printedName, roles: [role] };
}

export const administrator = person('administrator-1', 'Administrator 1', 'administrator');
export const director = person('study-director-1', 'Study director 1', 'study-director');
export const firstTechnician = person('technician-1', 'Technician 1', 'technician');
export const secondTechnician = person('technician-2', 'Technician 2', 'technician');
export const thirdTechnician = person('technician-3', 'Technician 3', 'technician');
export const firstSurgeon = person('surgeon-1', 'Surgeon 1', 'surgeon');
export const secondSurgeon = person('surgeon-2', 'Surgeon 2', 'surgeon');
export const pathologist = person('pathologist-1', 'Pathologist 1', 'pathologist');
/** Joins when there are slides to be read a second time. */
export const secondPathologist = person('pathologist-2', 'Pathologist 2', 'pathologist');
export const qualityAssurance = person('quality-assurance-1', 'Quality assurance 1', 'quality-assurance');

/** Everybody whom the administrator, who founded the notebook, gives an account. */
export const staff = [
  director,
  firstTechnician,
  secondTechnician,
  thirdTechnician,
  firstSurgeon,
  secondSurgeon,
  pathologist,
  qualityAssurance,
] as const;
