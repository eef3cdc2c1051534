// A notebook with twenty-four animals in four groups and ALT of day 1, for tests of figures and of the printed analysis.
// Must not be imported by anything but tests; its records are written directly where commands are not what is tested.

import { Allocation, allocationId } from '../../../../shared/domain/allocation-state.ts';
import {
  lockPlan,
  offeredPlan,
  recordPlan,
  type PlanContent,
} from '../../../../shared/domain/analysis-plan.ts';
import { Animal } from '../../../../shared/domain/animal.ts';
import { enterResults } from '../../../../shared/domain/result-commands.ts';
import { designGroups } from '../../../../shared/domain/settings.ts';
import { animalIdOf, dayOneAlt } from '../../../../shared/domain/testing/analysed-study.ts';
import type { Notebook } from '../../../notebook/notebook.ts';
import { director } from '../../../testing/bench-notebook.ts';
import type { Filler } from './filled-notebook.ts';

/** The animals in their positions, and their values; no plan yet. */
export function measureAnimals(fill: Filler): void {
  const groups = Object.keys(dayOneAlt);
  const cells = groups.flatMap((group) =>
    (dayOneAlt[group] ?? []).map((value, index) => ({
      animalId: animalIdOf(group, index),
      timePoint: 'day-1' as const,
      analyte: 'alt' as const,
      value,
    })),
  );
  const ids = cells.map(({ animalId }) => animalId).toSorted();
  const groupOf = Object.fromEntries(ids.map((_, index) => [String(index + 1), groups[index % 4] ?? '']));
  fill.append([
    Allocation.record('allocation.drawn', allocationId, {
      method: 'test',
      blockSize: 4,
      groups,
      positions: ids.length,
      blind: { seed: '00c0ffee00c0ffee', groupOf },
    }),
    ...ids.flatMap((animalId, index) => [
      Animal.record('animal.registered', animalId, {
        earTag: `TAG-${animalId}`,
        sex: 'female',
        birthDate: '2025-10-15',
        source: 'breeder',
        strain: 'miniature pig',
        purpose: 'study',
        housing: 'pen 1',
      }),
      Animal.record('animal.enrolled', animalId, { position: index + 1, replaces: null }),
    ]),
  ]);
  fill.run(enterResults, { cells });
}

/** The article's plan with ALT on day 1 as the primary outcome, recorded and locked. */
export function lockArticlePlan(fill: Filler, notebook: Notebook): PlanContent {
  const content: PlanContent = {
    ...offeredPlan(designGroups(notebook.queryContext(director).read)),
    primary: { analyte: 'alt', timePoint: 'day-1' },
  };
  fill.run(recordPlan, { content });
  fill.run(lockPlan, {});
  return content;
}
