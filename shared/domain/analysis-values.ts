// The values of one outcome by group and time point, with what the plan makes of each: counted, at a limit, left out.
// Must not test anything, nor drop a value: what does not count is still there and says why.

import type { Reader } from '../kernel/decider.ts';
import type { PlanContent } from './analysis-plan.ts';
import type { AnalyteKey } from './analytes.ts';
import type { AnimalState } from './animal.ts';
import { exclusionOf, exclusionsInForce, type ExclusionState } from './exclusion.ts';
import { isMember, studyAnimals, whyLeftOut, type NamedGroup } from './group-naming.ts';
import { Result, resultId, resultText, type ResultState } from './result.ts';
import { timePointKeys, type TimePoint } from './schedule.ts';

export interface AnalysedValue {
  readonly animalId: string;
  readonly resultId: string;
  /** As recorded, without its unit; the flag and the limit where there is no number. */
  readonly text: string;
  readonly number: number;
  /** `at-limit`: the plan takes an end of the range, or half of it, for a value beyond it. */
  readonly kind: 'measured' | 'outlier' | 'at-limit';
  readonly exclusion: ExclusionState | null;
  /** Whether it counts in the analysis as planned; without exclusions and left-out outliers all do. */
  readonly isPlanned: boolean;
}

export interface ValuesAt {
  readonly timePoint: TimePoint;
  readonly values: readonly AnalysedValue[];
  /** Beyond the range and left out by the plan. */
  readonly outOfRange: number;
  readonly missing: number;
}

export interface GroupValues extends NamedGroup {
  readonly byTimePoint: readonly ValuesAt[];
}

/** What the plan says of odd values; without a locked plan nothing is set to a limit and outliers count. */
type Rules = Pick<PlanContent, 'belowRange' | 'aboveRange' | 'outliers'>;
const withoutPlan: Rules = { belowRange: 'left-out', aboveRange: 'left-out', outliers: 'kept' };

/** Replaced and unallocated animals are in no group. */
export function valuesOf(
  read: Reader,
  groups: readonly NamedGroup[],
  key: AnalyteKey,
  plan: Rules | null,
): readonly GroupValues[] {
  const rules = plan ?? withoutPlan;
  const exclusions = exclusionsInForce(read);
  const animals = studyAnimals(read).filter((animal) => whyLeftOut(read, animal) === null);
  return groups.map((named) => {
    const members = animals.filter((animal) => isMember(read, animal, named));
    return {
      ...named,
      byTimePoint: timePointKeys.map((timePoint) =>
        valuesAt(timePoint, members, (animal) => {
          const result = read.get(Result, resultId(animal.id, timePoint, key));
          const exclusion = exclusionOf(exclusions, animal.id, key, timePoint);
          return result ? { result, value: valueOf(result, rules, exclusion) } : null;
        }),
      ),
    };
  });
}

interface Looked {
  readonly result: ResultState;
  readonly value: AnalysedValue | null;
}

function valuesAt(
  timePoint: TimePoint,
  members: readonly AnimalState[],
  look: (animal: AnimalState) => Looked | null,
): ValuesAt {
  const looked = members.map(look);
  const values = looked.flatMap((one) => one?.value ?? []);
  const outOfRange = looked.filter((one) => one !== null && !one.value && isOutOfRange(one.result)).length;
  return { timePoint, values, outOfRange, missing: members.length - values.length - outOfRange };
}

function valueOf(result: ResultState, rules: Rules, exclusion: ExclusionState | null): AnalysedValue | null {
  const number = numberOf(result, rules);
  if (number === null) return null;
  const kind = result.value === null ? 'at-limit' : result.mark === 'outlier' ? 'outlier' : 'measured';
  const isLeftOut = kind === 'outlier' && rules.outliers === 'left-out';
  return {
    animalId: result.animalId,
    resultId: result.id,
    text: result.value ?? resultText(result),
    number,
    kind,
    exclusion,
    isPlanned: exclusion === null && !isLeftOut,
  };
}

/** The double that the tests take; null for what is missing or left out. */
function numberOf({ value, flags, limit }: ResultState, rules: Rules): number | null {
  if (value !== null) return Number(value);
  if (limit === null) return null;
  if (flags.includes('below-range') && rules.belowRange !== 'left-out') {
    return rules.belowRange === 'limit' ? Number(limit) : Number(limit) / 2;
  }
  return flags.includes('above-range') && rules.aboveRange === 'limit' ? Number(limit) : null;
}

function isOutOfRange({ value, flags }: ResultState): boolean {
  return value === null && (flags.includes('below-range') || flags.includes('above-range'));
}
