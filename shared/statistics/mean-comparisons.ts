// Comparisons of means by pairs: Tukey and Kramer, Dunnett, Games and Howell, Holm, Šidák.
// Must not choose among them, nor compare by anything but two-sided tests.

import { refuse, type Outcome } from '../kernel/refusal.ts';
import { holm, sidak, sidakLevel } from './adjustment.ts';
import { studentTwoTailQuantile, studentTwoTails } from './distributions.ts';
import { difference, isMeasurable, pairsOf, type Summary } from './groups.ts';
import { dunnettTailOf, rangeTailOf } from './multiple-comparison-tails.ts';
import { studentisedQuantile, studentisedTail, type Tail } from './studentised.ts';
import type { VarianceAnalysis } from './variance-analysis.ts';

const alpha = 0.05;

interface Compared {
  readonly group: string;
  readonly versus: string;
  /** Mean of `group` minus mean of `versus`. */
  readonly diff: number;
}

/** Limits of 95 % intervals that cover all differences of their list together. */
interface Interval {
  readonly lwr: number;
  readonly upr: number;
}

/** `p` is adjusted for all comparisons of its list. */
export type TukeyComparison = Compared & Interval & { readonly p: number };
export type DunnettComparison = Compared & { readonly t: number; readonly p: number };
export type HolmComparison = DunnettComparison & { readonly pUnadjusted: number };
export type SidakComparison = HolmComparison & Interval;
export type GamesHowellTest = Interval & { readonly t: number; readonly df: number; readonly p: number };
export type GamesHowellComparison = Compared & { readonly test: Outcome<GamesHowellTest> };

/** Every pair with the pooled spread of the analysis of variance. Kramer, Biometrics 12 (1956) 307–310, for unequal sizes. */
export function compareByTukey(
  groups: readonly Summary[],
  analysis: VarianceAnalysis,
): readonly TukeyComparison[] {
  const { dfWithin } = analysis;
  const tail = rangeTailOf(groups.length);
  const quantile = studentisedQuantile(tail, alpha, dfWithin);
  return pairsOf(groups).map(([group, versus]) => {
    const diff = difference(group, versus);
    const se = standardError(group, versus, analysis) / Math.SQRT2;
    return {
      ...named(group, versus, diff),
      ...around(diff, quantile * se),
      p: studentisedTail(tail, Math.abs(diff) / se, dfWithin),
    };
  });
}

/** Every other group against the control, with the pooled spread of the analysis of variance. */
export function compareByDunnett(
  groups: readonly Summary[],
  controlName: string,
  analysis: VarianceAnalysis,
): Outcome<readonly DunnettComparison[]> {
  const control = groups.find(({ name }) => name === controlName);
  if (!control) return refuse('statistics.control-empty', { group: controlName });
  const others = groups.filter((group) => group !== control);
  const sizes = others.map(({ n }) => n);
  const tail = dunnettTailOf(control.n, sizes);
  const value = others.map((group) => {
    const diff = difference(group, control);
    const t = diff / standardError(group, control, analysis);
    return { ...named(group, control, diff), t, p: studentisedTail(tail, Math.abs(t), analysis.dfWithin) };
  });
  return { ok: true, value };
}

/** Every pair by Student's t with the pooled spread, adjusted by Holm. */
export function compareByHolm(
  groups: readonly Summary[],
  analysis: VarianceAnalysis,
): readonly HolmComparison[] {
  const compared = pairsOf(groups).map(([group, versus]) => comparedByStudent(group, versus, analysis));
  const adjusted = holm(compared.map(({ pUnadjusted }) => pUnadjusted));
  return compared.map((one, index) => ({ ...one, p: adjusted[index] ?? 1 }));
}

/** The same, adjusted by Šidák, with simultaneous intervals. */
export function compareBySidak(
  groups: readonly Summary[],
  analysis: VarianceAnalysis,
): readonly SidakComparison[] {
  const pairs = pairsOf(groups);
  const quantile = studentTwoTailQuantile(sidakLevel(alpha, pairs.length), analysis.dfWithin);
  return pairs.map(([group, versus]) => {
    const compared = comparedByStudent(group, versus, analysis);
    const { diff, pUnadjusted } = compared;
    const half = quantile * standardError(group, versus, analysis);
    return { ...compared, ...around(diff, half), p: sidak(pUnadjusted, pairs.length) };
  });
}

function comparedByStudent(group: Summary, versus: Summary, analysis: VarianceAnalysis) {
  const diff = difference(group, versus);
  const t = diff / standardError(group, versus, analysis);
  return { ...named(group, versus, diff), t, pUnadjusted: studentTwoTails(t, analysis.dfWithin) };
}

function standardError(group: Summary, versus: Summary, { dfWithin, ssWithin }: VarianceAnalysis): number {
  return Math.sqrt((ssWithin / dfWithin) * (1 / group.n + 1 / versus.n));
}

/**
 * Every pair with the spread of its own two groups: Games and Howell, J. Educ. Stat. 1 (1976) 113–125. A pair is refused
 * where a group has one value, or both have no spread.
 */
export function compareByGamesHowell(groups: readonly Summary[]): Outcome<readonly GamesHowellComparison[]> {
  if (groups.length < 2) return refuse('statistics.one-group');
  const tail = rangeTailOf(groups.length);
  const value = pairsOf(groups).map(([group, versus]) => {
    const diff = difference(group, versus);
    return { ...named(group, versus, diff), test: testByGamesHowell(group, versus, diff, tail) };
  });
  return { ok: true, value };
}

function testByGamesHowell(
  group: Summary,
  versus: Summary,
  diff: number,
  tail: Tail,
): Outcome<GamesHowellTest> {
  const small = [group, versus].find(({ n }) => n < 2);
  if (small) return refuse('statistics.group-too-small', { group: small.name, n: small.n, least: 2 });
  const [own, other] = [group.variance / group.n, versus.variance / versus.n];
  const se = Math.sqrt(own + other);
  const t = diff / se;
  if (!isMeasurable(t * t)) {
    return refuse('statistics.pair-without-spread', { group: group.name, versus: versus.name });
  }
  // Shares instead of squares of variances, which may be too small or too large for a double.
  const share = own / (own + other);
  const df = 1 / (share ** 2 / (group.n - 1) + (1 - share) ** 2 / (versus.n - 1));
  const half = (studentisedQuantile(tail, alpha, df) * se) / Math.SQRT2;
  return {
    ok: true,
    value: {
      ...around(diff, half),
      t,
      df,
      p: studentisedTail(tail, Math.abs(t) * Math.SQRT2, df),
    },
  };
}

function named(group: Summary, versus: Summary, diff: number): Compared {
  return { group: group.name, versus: versus.name, diff };
}

function around(middle: number, half: number): Interval {
  return { lwr: middle - half, upr: middle + half };
}
