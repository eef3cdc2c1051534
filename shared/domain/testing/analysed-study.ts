// Twenty-four animals in four groups with values of day 1 whose tests are known, for tests of the analysis.
// Must not be imported by anything but tests; the values are made, and their tests computed with R 4.2.2.

import { lockPlan, offeredPlan, recordPlan, type PlanContent } from '../analysis-plan.ts';
import { enterResults } from '../result-commands.ts';
import { designGroups } from '../settings.ts';
import { Bench } from './bench.ts';
import { allocate, registerAnimal } from './operated-animal.ts';

/** By group in the order of the design; the animals take their positions in turn, one of each group after another. */
export const dayOneAlt: Readonly<Record<string, readonly string[]>> = {
  saline: ['118.2', '131.4', '109.7', '126.3', '121.9', '134.8'],
  dmem: ['104.1', '117.3', '122.8', '99.6', '111.5', '108.9'],
  asc: ['88.4', '95.7', '79.9', '101.2', '84.6', '92.3'],
  'asc-secretome': ['99.9', '112.4', '90.7', '104.8', '109.1', '94.2'],
};

const groups = Object.keys(dayOneAlt);

/** `P01`, `P05`, … are saline, `P02`, `P06`, … DMEM, and so on. */
export function animalIdOf(group: string, index: number): string {
  return `P${String(groups.indexOf(group) + groups.length * index + 1).padStart(2, '0')}`;
}

export const director = { as: 'study-director-1', roles: ['study-director'] } as const;

/** The animals with their values; no plan yet. */
export function measuredStudy(): Bench {
  const bench = new Bench();
  const rounds = dayOneAlt['saline']?.length ?? 0;
  allocate(bench, Array.from({ length: rounds }, () => groups).flat());
  const cells = groups.flatMap((group) =>
    (dayOneAlt[group] ?? []).map((value, index) => ({
      animalId: animalIdOf(group, index),
      timePoint: 'day-1' as const,
      analyte: 'alt' as const,
      value,
    })),
  );
  const ids = cells.map(({ animalId }) => animalId).toSorted();
  for (const [index, animalId] of ids.entries()) registerAnimal(bench, animalId, index + 1);
  bench.run(enterResults, { cells });
  return bench;
}

/** The article's plan for the design of this notebook, with a primary outcome. */
export function articlePlan(bench: Bench, changes: Partial<PlanContent> = {}): PlanContent {
  return {
    ...offeredPlan(designGroups(bench.read)),
    primary: { analyte: 'alt', timePoint: 'day-1' },
    ...changes,
  };
}

/** Records and locks a plan, as the director does. */
export function lockArticlePlan(bench: Bench, changes: Partial<PlanContent> = {}): void {
  bench.run(recordPlan, { content: articlePlan(bench, changes) }, director);
  bench.run(lockPlan, {}, director);
}

/** The same with a locked plan. */
export function plannedStudy(changes: Partial<PlanContent> = {}): Bench {
  const bench = measuredStudy();
  lockArticlePlan(bench, changes);
  return bench;
}
