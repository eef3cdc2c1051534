// The bottles and units that a run of conditioned medium has recorded already, for the form of its lot.
// Must not change a value: the texts of the steps are split at their separator and nothing else.

import type { QueryValue } from '../../../shared/contract.ts';
import type { BottleEntry, UnitEntry } from './bottles-and-units.tsx';

type Run = NonNullable<QueryValue<'run.show'>['run']>;

interface Recorded {
  readonly bottles: readonly BottleEntry[];
  readonly units: readonly UnitEntry[];
}

/** Empty lists where the run has nothing yet. `countMoment`: the study's answer, which of two counts is meant. */
export function recordedIn(run: Run, countMoment: string | null): Recorded {
  const atStart = listOf(run, 'cells', 'cells');
  const atHarvest = listOf(run, 'collect', 'cells');
  const isEarly = countMoment === 'before-starvation' || atHarvest.length === 0;
  const cells = isEarly ? atStart : atHarvest;
  const collected = listOf(run, 'collect', 'collected-volume');
  const loaded = listOf(run, 'load', 'loaded-volume');
  const volumes = listOf(run, 'recover', 'unit-volume');
  return {
    bottles: rows(cells, collected).map(({ one, other, ...row }) => ({ ...row, cells: one, cmMl: other })),
    units: rows(loaded, volumes).map(({ one, other, ...row }) => ({
      ...row,
      cmMl: one,
      volumeMicrolitre: other,
      isAccepted: true,
    })),
  };
}

function listOf(run: Run, stepKey: string, inputKey: string): readonly string[] {
  const step = run.steps.find((one) => one.definition.key === stepKey);
  const text = step?.state?.status === 'done' ? (step.state.values[inputKey]?.value ?? '') : '';
  return text === '' ? [] : text.split(';').map((one) => one.trim());
}

function rows(ones: readonly string[], others: readonly string[]) {
  return Array.from({ length: Math.max(ones.length, others.length) }, (_, index) => ({
    key: index + 1,
    number: String(index + 1),
    one: ones[index] ?? '',
    other: others[index] ?? '',
  }));
}
