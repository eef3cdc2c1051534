// The values of one outcome by group and time point, with what the plan makes of each: counted, at a limit, left out.
// Must not test anything, nor drop a value: what does not count is still there and says why.

import type { Reader } from '../kernel/decider.ts';
import { planInForce, type PlanContent } from './analysis-plan.ts';
import type { AnalyteKey } from './analytes.ts';
import { Animal, type AnimalState } from './animal.ts';
import { exclusionOf, exclusionsInForce, type ExclusionState } from './exclusion.ts';
import { isMember, studyAnimals, whyLeftOut, type NamedGroup } from './group-naming.ts';
import { Result, resultId, resultText, type ResultFlag, type ResultState } from './result.ts';
import { timePointKeys, type TimePoint } from './schedule.ts';

/** An end of the range, or half of it, stands for a value beyond it where the plan says so. */
export type ValueKind = 'measured' | 'outlier' | 'at-lower-limit' | 'at-half-lower-limit' | 'at-upper-limit';

export interface AnalysedValue {
  readonly animalId: string;
  readonly resultId: string;
  /** As recorded, without its unit; the flag and the limit where there is no number. */
  readonly text: string;
  readonly number: number;
  readonly kind: ValueKind;
  /** What its assay says of it; it counts all the same. */
  readonly flags: readonly ResultFlag[];
  readonly exclusion: ExclusionState | null;
  /** Whether the figure has its point without being asked for everything: an outlier that does not count has one. */
  readonly isDrawn: boolean;
  /** Whether it counts in the analysis as planned; without exclusions and left-out outliers all do. */
  readonly isPlanned: boolean;
}

/** A result that gives the analysis no number, and why. */
export interface ResultWithoutNumber {
  readonly animalId: string;
  /** `no-limit`: the plan takes the limit, and the assay gave none. */
  readonly why: 'out-of-range' | 'no-limit' | 'corrected' | 'missing' | 'no-number';
  readonly text: string;
  /** What a corrected one was before, in words; null for the others. */
  readonly old: string | null;
  readonly reason: string | null;
}

/** A result of an animal that is in no group. */
export interface ResultInNoGroup {
  readonly animalId: string;
  readonly timePoint: TimePoint;
  /** The animal in its place; null for one that was never allocated. */
  readonly replacedBy: string | null;
}

export interface ValuesAt {
  readonly timePoint: TimePoint;
  readonly values: readonly AnalysedValue[];
  readonly withoutNumber: readonly ResultWithoutNumber[];
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
          return result ? { result, value: valueOf(result, rules, exclusions) } : null;
        }),
      ),
    };
  });
}

/** Values of animals that are in no group, so that none of them is left out in silence. */
export function resultsInNoGroup(read: Reader, key: AnalyteKey): readonly ResultInNoGroup[] {
  return studyAnimals(read)
    .filter((animal) => whyLeftOut(read, animal) !== null)
    .flatMap(({ id, replacedBy }) =>
      timePointKeys.flatMap((timePoint): readonly ResultInNoGroup[] => {
        const result = read.get(Result, resultId(id, timePoint, key));
        const hasValue = result !== undefined && (result.value !== null || isOutOfRange(result));
        return hasValue ? [{ animalId: id, timePoint, replacedBy }] : [];
      }),
    );
}

/** Whether the figure of this result, as the plan in force has it, shows its point. */
export function isDrawnInFigure(read: Reader, result: ResultState): boolean {
  const animal = read.get(Animal, result.animalId);
  if (animal?.purpose !== 'study' || whyLeftOut(read, animal) !== null) return false;
  const rules = planInForce(read)?.content ?? withoutPlan;
  return valueOf(result, rules, exclusionsInForce(read))?.isDrawn ?? false;
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
  const looked = members.map(look).filter((one) => one !== null);
  const values = looked.flatMap((one) => one.value ?? []);
  const unnumbered = looked.filter((one) => one.value === null).map((one) => one.result);
  const outOfRange = unnumbered.filter(isOutOfRange).length;
  return {
    timePoint,
    values,
    withoutNumber: unnumbered.map(withoutNumber),
    outOfRange,
    missing: members.length - values.length - outOfRange,
  };
}

function valueOf(
  result: ResultState,
  rules: Rules,
  exclusions: readonly ExclusionState[],
): AnalysedValue | null {
  const found = numberOf(result, rules);
  if (found === null) return null;
  const { animalId, analyte, timePoint } = result;
  const exclusion = exclusionOf(exclusions, animalId, analyte, timePoint);
  const isLeftOut = found.kind === 'outlier' && rules.outliers === 'left-out';
  return {
    animalId,
    resultId: result.id,
    text: result.value ?? resultText(result),
    ...found,
    flags: result.flags,
    exclusion,
    isDrawn: exclusion === null,
    isPlanned: exclusion === null && !isLeftOut,
  };
}

function numberOf(
  { value, mark, flags, limit }: ResultState,
  { belowRange, aboveRange }: Rules,
): Pick<AnalysedValue, 'number' | 'kind'> | null {
  if (value !== null) return { number: Number(value), kind: mark === 'outlier' ? 'outlier' : 'measured' };
  if (limit === null) return null;
  if (flags.includes('below-range') && belowRange !== 'left-out') {
    return belowRange === 'limit'
      ? { number: Number(limit), kind: 'at-lower-limit' }
      : { number: Number(limit) / 2, kind: 'at-half-lower-limit' };
  }
  const isAbove = flags.includes('above-range') && aboveRange === 'limit';
  return isAbove ? { number: Number(limit), kind: 'at-upper-limit' } : null;
}

function isOutOfRange({ value, flags }: ResultState): boolean {
  return value === null && (flags.includes('below-range') || flags.includes('above-range'));
}

function withoutNumber(result: ResultState): ResultWithoutNumber {
  const { animalId, unit, flags, limit, history, reason } = result;
  const about = { animalId, text: resultText(result), old: null, reason };
  if (isOutOfRange(result)) return { ...about, why: limit === null ? 'no-limit' : 'out-of-range' };
  if (flags.length > 0) return { ...about, why: 'no-number' };
  const before = history.findLast((one) => one.value !== null || one.flags.length > 0);
  if (!before) return { ...about, why: 'missing' };
  return { ...about, why: 'corrected', old: resultText({ ...before, unit }) };
}
