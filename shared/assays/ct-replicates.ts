// Replicate CT values of one gene in one sample: the mean, its spread, and the recorded rule for outliers.
// Must not drop a value outside that rule, nor take a well without amplification for a number.

import type { Decimal } from 'decimal.js';
import { z } from 'zod';
import { decimal } from '../kernel/units.ts';
import type { Flag } from './assay.ts';
import { deviationOf, meanOf } from './number.ts';
import { readingId, type Reading } from './reading.ts';
import { amountText } from './curve-form.ts';

export const ctRules = z.object({
  /** Replicates farther apart than so many cycles differ; null where the lab does not judge. */
  maxDifference: amountText.nullable(),
  /** From this cycle on a signal is no amplification; null for no such cycle. */
  lastCycle: amountText.nullable(),
  /** A control may amplify so many cycles after the latest sample of its gene, and not earlier. */
  controlMargin: amountText,
});
export type CtRules = z.output<typeof ctRules>;

export interface CtReplicates {
  /** Null where no well amplified. */
  readonly mean: Decimal | null;
  /** Sample SD; null for fewer than two wells. */
  readonly deviation: Decimal | null;
  readonly count: number;
  readonly text: string;
  /** Every well that was looked at, the ones left out by the rule too. */
  readonly inputs: readonly string[];
  readonly flags: readonly Flag[];
}

interface Well {
  readonly id: string;
  readonly ct: Decimal;
  readonly text: string;
}

/** Wells that amplified before the last cycle. */
export function amplified(readings: readonly Reading[], { lastCycle }: CtRules): readonly Well[] {
  return readings.flatMap((one) => {
    if (one.leftOut !== null || one.value === null) return [];
    const ct = decimal(one.value);
    if (lastCycle !== null && ct.greaterThanOrEqualTo(lastCycle)) return [];
    return [{ id: readingId(one), ct, text: one.value }];
  });
}

/**
 * With three wells or more, the one farthest from their median is left out while it is farther from it than the
 * limit, as long as two remain. Of two wells nobody can tell which is wrong: both stay, and it is said.
 */
export function ctReplicates(readings: readonly Reading[], rules: CtRules): CtReplicates {
  const used = readings.filter((one) => one.leftOut === null);
  const all = amplified(readings, rules);
  const flags = new Set<Flag>();
  if (used.length < readings.length) flags.add('left-out');
  if (all.length < used.length) flags.add('no-amplification');
  const kept = withoutOutliers(all, rules.maxDifference);
  if (kept.length < all.length) flags.add('outlier-left-out');
  if (kept.length < 2) flags.add('too-few-replicates');
  const values = kept.map((one) => one.ct);
  if (rules.maxDifference !== null && spanOf(values).greaterThan(rules.maxDifference))
    flags.add('replicates-differ');
  return {
    mean: values.length === 0 ? null : meanOf(values),
    deviation: deviationOf(values),
    count: values.length,
    text: kept.map((one) => one.text).join(' + '),
    inputs: used.map(readingId),
    flags: [...flags],
  };
}

function withoutOutliers(wells: readonly Well[], limit: string | null): readonly Well[] {
  if (limit === null || wells.length < 3) return wells;
  const median = medianOf(wells.map((one) => one.ct));
  const distance = (one: Well) => one.ct.minus(median).abs();
  const farthest = wells.reduce((far, one) => (distance(one).greaterThan(distance(far)) ? one : far));
  const others = wells.filter((one) => one !== farthest);
  // Two that are equally far on both sides: nobody can tell which is wrong.
  const isTie = others.some((one) => distance(one).equals(distance(farthest)));
  return isTie || distance(farthest).lessThanOrEqualTo(limit) ? wells : withoutOutliers(others, limit);
}

function medianOf(values: readonly Decimal[]): Decimal {
  const sorted = values.toSorted((left, right) => left.comparedTo(right));
  const upper = sorted[Math.floor(sorted.length / 2)] ?? decimal('0');
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return meanOf([lower, upper]);
}

function spanOf(values: readonly Decimal[]): Decimal {
  const sorted = values.toSorted((left, right) => left.comparedTo(right));
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first && last ? last.minus(first) : decimal('0');
}
