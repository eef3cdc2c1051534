// Analysis of variance of one factor: Fisher's, Welch's for unequal variances, Brown and Forsythe's of the spread.
// Must not decide which of them applies.

import { refuse, type Outcome } from '../kernel/refusal.ts';
import { sum } from './describe.ts';
import { fisherTail } from './distributions.ts';
import { distancesFromMean, isMeasurable, summarise, type Summary } from './groups.ts';

export interface VarianceAnalysis {
  readonly F: number;
  readonly dfBetween: number;
  readonly dfWithin: number;
  readonly p: number;
  readonly ssBetween: number;
  readonly ssWithin: number;
}

/**
 * One-way analysis of variance, groups of any size. Refused for fewer than two groups, without repeated values, and
 * where the values within every group are equal.
 */
export function analyseVariance(groups: readonly Summary[]): Outcome<VarianceAnalysis> {
  const parts = sumsOfSquares(groups);
  if (groups.length < 2) return refuse('statistics.one-group');
  if (parts.dfWithin === 0) return refuse('statistics.no-replicates');
  return withRatio(parts) ?? refuse('statistics.no-spread');
}

type SumsOfSquares = Omit<VarianceAnalysis, 'F' | 'p'>;

function sumsOfSquares(groups: readonly Summary[]): SumsOfSquares {
  const sizes = groups.map(({ n }) => n);
  const distances = distancesFromMean(groups, sizes);
  return {
    dfBetween: groups.length - 1,
    dfWithin: sum(sizes) - groups.length,
    ssBetween: sum(distances.map((distance, index) => (sizes[index] ?? 0) * distance * distance)),
    ssWithin: sum(groups.map(({ n, variance }) => (n - 1) * variance)),
  };
}

function withRatio(parts: SumsOfSquares): Outcome<VarianceAnalysis> | null {
  const { dfBetween, dfWithin, ssBetween, ssWithin } = parts;
  const F = ssBetween / dfBetween / (ssWithin / dfWithin);
  if (!isMeasurable(F)) return null;
  const p = fisherTail(F, dfBetween, dfWithin);
  return { ok: true, value: { F, dfBetween, dfWithin, p, ssBetween, ssWithin } };
}

export interface WelchAnalysis {
  readonly F: number;
  readonly df1: number;
  readonly df2: number;
  readonly p: number;
}

/** Welch, Biometrika 38 (1951) 330–336. Refused where a group has one value, or equal ones: its weight has no bound. */
export function analyseVarianceByWelch(groups: readonly Summary[]): Outcome<WelchAnalysis> {
  const k = groups.length;
  if (k < 2) return refuse('statistics.one-group');
  const small = groups.find(({ n }) => n < 2);
  if (small) return refuse('statistics.group-too-small', { group: small.name, n: small.n, least: 2 });
  const weights = groups.map(({ n, variance }) => n / variance);
  const flat = groups.find((_, index) => !Number.isFinite(weights[index]));
  if (flat) return refuse('statistics.group-without-spread', { group: flat.name });
  const whole = sum(weights);
  const distances = distancesFromMean(groups, weights);
  const between = sum(distances.map((distance, index) => (weights[index] ?? 0) * distance * distance));
  const h = sum(groups.map(({ n }, index) => (1 - (weights[index] ?? 0) / whole) ** 2 / (n - 1)));
  const F = between / (k - 1) / (1 + (2 * (k - 2) * h) / (k * k - 1));
  if (!isMeasurable(F)) return refuse('statistics.no-spread');
  const df2 = (k * k - 1) / (3 * h);
  return { ok: true, value: { F, df1: k - 1, df2, p: fisherTail(F, k - 1, df2) } };
}

export interface SpreadAnalysis {
  readonly F: number;
  readonly p: number;
}

/**
 * Brown and Forsythe, J. Am. Stat. Assoc. 69 (1974) 364–367: analysis of variance of the distances from the median of
 * the group. Refused as that is; two values are always equally far from their median, so a group of two adds nothing.
 */
export function analyseSpread(groups: readonly Summary[]): Outcome<SpreadAnalysis> {
  if (groups.length < 2) return refuse('statistics.one-group');
  const distances = groups.map(({ name, values, median }) =>
    summarise({ name, values: values.map((value) => Math.abs(value - median)) }),
  );
  const parts = sumsOfSquares(distances);
  if (parts.dfWithin === 0) return refuse('statistics.no-replicates');
  // The rounding of a distance alone: equal distances differ by that much.
  const unit = 4 * Number.EPSILON * groups.reduce((most, { values }) => largest(values, most), 0);
  if (parts.ssWithin <= sum(groups.map(({ n }) => n)) * unit * unit)
    return refuse('statistics.no-spread-of-distances');
  const analysis = withRatio(parts) ?? refuse('statistics.no-spread-of-distances');
  return analysis.ok ? { ok: true, value: { F: analysis.value.F, p: analysis.value.p } } : analysis;
}

function largest(values: readonly number[], start: number): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), start);
}
