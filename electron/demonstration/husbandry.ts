// Life of the animals outside the theatre: arrival, weighing, enrolment, complications, a death, a replacement, the end.
// Must not take samples or operate: those are stories of their own.

import { latestWeight, Animal } from '../../shared/domain/animal.ts';
import { dayMs } from '../../shared/kernel/time.ts';
import type { Story } from './agenda.ts';
import { director, firstTechnician, secondTechnician, thirdTechnician } from './cast.ts';
import { growthKgPerDay, replacementDay, type Donor, type StudyAnimal } from './roster.ts';
import type { World } from './world.ts';

const strain = 'Bama miniature pig';
const source = 'Breeder 1';

/** What the scales show on a day of the story, in kg; the same animal grows evenly, the scales scatter a little. */
export function weightOn(world: World, animal: StudyAnimal, day: number): string {
  const grown = animal.arrivalKg + growthKgPerDay * (day - animal.arrivesOn);
  return (grown + world.values.between(-0.15, 0.15)).toFixed(1);
}

export function* donorArrives(world: World, donor: Donor): Story {
  const { stage } = world;
  yield stage.calendar.at(donor.arrivesOn, '09:30');
  stage.run(firstTechnician, 'animal.register', {
    animalId: donor.id,
    earTag: donor.earTag,
    sex: 'female',
    birthDate: stage.calendar.date(donor.arrivesOn - 210),
    source,
    strain,
    purpose: 'donor',
    housing: 'Pen 1',
    weightKg: world.values.between(28, 32).toFixed(1),
  });
}

export function* arrives(world: World, animal: StudyAnimal): Story {
  const { stage } = world;
  const { id, earTag, sex, arrivesOn, operatedOn, incidents } = animal;
  const number = Number(id.slice(1));
  yield stage.in(number * 4, stage.calendar.at(arrivesOn, '10:00'));
  const other = sex === 'female' ? 'castrated' : 'female';
  stage.run(number % 2 === 0 ? secondTechnician : firstTechnician, 'animal.register', {
    animalId: id,
    earTag,
    sex: incidents.sexTypedWrongly === true ? other : sex,
    birthDate: stage.calendar.date(operatedOn - animal.ageInDaysAtOperation),
    source,
    strain,
    purpose: 'study',
    housing: `Pen ${2 + (number % 6)}`,
    weightKg: incidents.arrivalTypedKg ?? weightOn(world, animal, arrivesOn),
  });
  yield stage.in(number * 3, stage.calendar.at(arrivesOn + 1, '08:15'));
  correctArrival(world, animal);
  for (let day = arrivesOn + 7; day < operatedOn - 1; day += 7) {
    yield stage.in(number * 2, stage.calendar.at(day, '09:00'));
    stage.run(thirdTechnician, 'animal.weigh', { animalId: id, weightKg: weightOn(world, animal, day) });
  }
}

function correctArrival(world: World, animal: StudyAnimal): void {
  const { stage } = world;
  const { id, sex, incidents } = animal;
  if (incidents.sexTypedWrongly === true) {
    const meta = { reason: 'The wrong line of the delivery note was read.' };
    stage.run(firstTechnician, 'animal.correct', { animalId: id, to: { sex } }, meta);
  }
  if (incidents.arrivalTypedKg === undefined) return;
  const state = stage.read.get(Animal, id);
  const recordId = (state && latestWeight(state)?.recordId) ?? '';
  const weightKg = weightOn(world, animal, animal.arrivesOn);
  const meta = { reason: 'Digits exchanged while typing; the scales printed this weight.' };
  stage.run(secondTechnician, 'animal.correctWeight', { animalId: id, recordId, weightKg }, meta);
}

export function* isEnrolled(world: World, animal: StudyAnimal, replaces: string | null): Story {
  const { stage } = world;
  if (replaces !== null) {
    yield stage.calendar.at(replacementDay, '14:30');
    const meta = {
      reason: 'Died two days after the operation; a reserve of the same delivery takes its place.',
    };
    stage.run(director, 'animal.replace', { animalId: replaces, by: animal.id }, meta);
    return;
  }
  yield stage.in(Number(animal.id.slice(1)) * 2, stage.calendar.at(animal.enrolledOn, '13:30'));
  stage.run(firstTechnician, 'allocation.enrol', { animalId: animal.id });
}

/** What happens after the operation that ended at the moment of the call. */
export function* aftermath(world: World, animal: StudyAnimal): Story {
  const { stage } = world;
  const { id, incidents } = animal;
  const operatedAt = stage.now;
  const { complication } = incidents;
  yield stage.about(90, 20);
  stage.run(secondTechnician, 'animal.rehouse', {
    animalId: id,
    housing: `Recovery pen ${1 + (Number(id.slice(1)) % 4)}`,
  });
  if (complication) {
    yield stage.in(complication.afterHours * 60, operatedAt);
    const { what, severity } = complication;
    stage.run(animal.surgeon, 'animal.recordComplication', { animalId: id, what, severity });
  }
  if (incidents.diesOnDay === undefined) return;
  yield stage.calendar.at(animal.operatedOn + incidents.diesOnDay, '06:40');
  const meta = {
    reason: 'Found dead at the morning round; blood in the abdomen. Not related to the substance.',
  };
  stage.run(thirdTechnician, 'animal.recordDeath', { animalId: id }, meta);
}

/** Whether the animal is still in the study at the moment of the call. */
export function isActive({ stage }: World, animalId: string): boolean {
  return stage.read.get(Animal, animalId)?.status === 'active';
}

/** The day of the story on which a moment lies, counted from the day of making. */
export function dayOf({ stage }: World, epochMs: number): number {
  return Math.round((epochMs - stage.calendar.at(0, '12:00')) / dayMs);
}
