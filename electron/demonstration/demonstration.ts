// The demonstration study.
// Must not run outside a SIMULATED notebook.

import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import type { Moment } from '../../shared/kernel/time.ts';
import type { OpenOptions } from '../notebook/open.ts';
import type { Workbench } from '../workbench.ts';

export const demonstrationDirector = 'study-director-1';

export interface DemonstrationOptions extends OpenOptions {
  readonly seed: number;
  readonly now: Moment;
}

export async function createDemonstration(
  path: string,
  _options: DemonstrationOptions,
): Promise<Outcome<{ records: number; head: string }>> {
  return refuse('notebook.exists', { path });
}

export async function writeDemonstration(_bench: Workbench): Promise<Outcome<{ path: string }>> {
  return refuse('notebook.closed');
}
