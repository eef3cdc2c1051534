// What an analysis does not count although it was recorded, value by value with its reason; and what a drawing holds beyond it.
// Must not be shown as a list to a reader to whom the groups are coded: analysis.ts and figure-caption.ts see to that.

import { say } from '../catalogue/catalogue.ts';
import type { FigureAnalysis } from '../statistics/figure-model.ts';
import type { AnalysedValue, GroupValues, ResultInNoGroup, ResultWithoutNumber } from './analysis-values.ts';
import { exclusionScopeText } from './exclusion.ts';
import type { TimePoint } from './schedule.ts';

/** A value that the analysis leaves out, and why. */
export interface LeftOutValue {
  readonly animalId: string;
  readonly timePoint: TimePoint;
  readonly why: string;
}

export interface LeftOut extends LeftOutValue {
  /** `excluded` and `outlier` have a number, and are drawn where everything is asked for. */
  readonly kind: 'excluded' | 'outlier' | 'out-of-range' | 'no-number' | 'no-group';
}

interface Subject {
  readonly groups: readonly GroupValues[];
  readonly inNoGroup: readonly ResultInNoGroup[];
}

/** By animal, then by time point. */
export function leftOutOf({ groups, inNoGroup }: Subject): readonly LeftOut[] {
  const inGroups = groups.flatMap((group) =>
    group.byTimePoint.flatMap(({ timePoint, values, withoutNumber }): readonly LeftOut[] => [
      ...values
        .filter((value) => !value.isPlanned)
        .map((value) => ({ animalId: value.animalId, timePoint, ...whyNotPlanned(value) })),
      ...withoutNumber.map((one) => ({ animalId: one.animalId, timePoint, ...whyNoNumber(one) })),
    ]),
  );
  const outside = inNoGroup.map(({ animalId, timePoint, replacedBy }): LeftOut => {
    const why =
      replacedBy === null
        ? say('analysis.left-out-not-allocated')
        : say('analysis.left-out-replaced', { by: replacedBy });
    return { animalId, timePoint, why, kind: 'no-group' };
  });
  return [...inGroups, ...outside].toSorted((left, right) => compare(left.animalId, right.animalId));
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function whyNotPlanned({ exclusion }: AnalysedValue): Pick<LeftOut, 'why' | 'kind'> {
  if (exclusion === null) return { why: say('analysis.left-out-outlier'), kind: 'outlier' };
  const scope = exclusionScopeText(exclusion);
  return {
    why: say('analysis.left-out-excluded', { scope, reason: exclusion.reason ?? '' }),
    kind: 'excluded',
  };
}

function whyNoNumber({ why, text, old, reason }: ResultWithoutNumber): Pick<LeftOut, 'why' | 'kind'> {
  const withReason = (words: string): string =>
    reason === null ? words : say('analysis.left-out-reason', { words, reason });
  switch (why) {
    case 'out-of-range':
      return { why: say('analysis.left-out-range', { text }), kind: 'out-of-range' };
    case 'no-limit':
      return { why: say('analysis.left-out-no-limit', { text }), kind: 'out-of-range' };
    case 'corrected':
      return { why: withReason(say('analysis.left-out-corrected', { old: old ?? '' })), kind: 'no-number' };
    case 'missing':
      return { why: withReason(say('analysis.left-out-missing')), kind: 'no-number' };
    case 'no-number':
      return { why: withReason(text), kind: 'no-number' };
  }
}

/** Whose analysis the counted values make: the plan's, or one with what it leaves out. */
export function analysisOf(counted: readonly AnalysedValue[], hasPlan: boolean): FigureAnalysis {
  const beyond = counted.filter((value) => !value.isPlanned);
  const hasExcluded = beyond.some((value) => value.exclusion !== null);
  const hasOutliers = beyond.some((value) => value.exclusion === null);
  if (hasExcluded && hasOutliers) return 'with-both';
  if (hasOutliers) return 'with-outliers';
  if (hasExcluded) return hasPlan ? 'with-excluded' : 'unplanned-with-excluded';
  return hasPlan ? 'planned' : 'unplanned';
}
