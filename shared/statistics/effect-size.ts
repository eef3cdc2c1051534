// Effect sizes with 95 % intervals: η² and ω² of the analysis of variance, Hedges' g of every pair.
// Must not round, nor call an effect small or large.

import { refuse, type Outcome } from '../kernel/refusal.ts';
import { difference, isMeasurable, pairsOf, type Summary } from './groups.ts';
import { fisherLimits, studentLimits } from './noncentral.ts';
import { logGamma } from './special-functions.ts';
import type { VarianceAnalysis } from './variance-analysis.ts';

const alpha = 0.05;

export interface EffectSize {
  readonly value: number;
  readonly ci95: readonly [number, number];
}

/** Each value lies within its interval. */
export interface VarianceEffects {
  readonly etaSquared: EffectSize;
  readonly omegaSquared: EffectSize;
}

export interface PairEffect {
  readonly group: string;
  readonly versus: string;
  /** Positive where `group` is higher. */
  readonly hedgesG: Outcome<EffectSize>;
}

/**
 * The share of the variance that lies between the groups: η² of the sample, and ω² (Hays 1963), nearly unbiased, at
 * least 0. Both estimate one share λ / (λ + N) of the population, whose interval comes from the limits of the
 * noncentrality λ (Steiger, Psychol. Methods 9 (2004) 164–182). R's effectsize divides by λ + dfWithin instead of λ + N
 * and is one-sided by default, from its lower limit to 1.
 *
 * ω² is that share for λ = dfBetween (F − 1), which lies between the limits. η² grows with the number of groups where
 * there is no effect at all: with many small groups, or F near 0, it lies above the upper limit. There its interval
 * reaches up to it: a wider interval covers the share of the population no less often than 95 %. It is never below
 * the lower limit.
 */
export function varianceEffects(analysis: VarianceAnalysis): VarianceEffects {
  const { F, dfBetween, dfWithin, ssBetween, ssWithin } = analysis;
  const whole = dfBetween + dfWithin + 1;
  const msWithin = ssWithin / dfWithin;
  const share = (lambda: number) => lambda / (lambda + whole);
  const [low, high] = fisherLimits(F, dfBetween, dfWithin, alpha);
  const eta = ssBetween / (ssBetween + ssWithin);
  const omega = (ssBetween - dfBetween * msWithin) / (ssBetween + ssWithin + msWithin);
  return {
    etaSquared: { value: eta, ci95: [share(low), Math.max(share(high), eta)] },
    omegaSquared: { value: Math.max(0, omega), ci95: [share(low), share(high)] },
  };
}

/**
 * Hedges' g of every pair, J. Educ. Stat. 6 (1981) 107–128: the difference in units of the pair's own pooled standard
 * deviation, times the exact correction J. The interval is that of the noncentrality of t, times J. A pair is refused
 * with fewer than four values in all, and without spread.
 */
export function pairEffects(groups: readonly Summary[]): Outcome<readonly PairEffect[]> {
  if (groups.length < 2) return refuse('statistics.one-group');
  const value = pairsOf(groups).map(([group, versus]) => ({
    group: group.name,
    versus: versus.name,
    hedgesG: hedgesG(group, versus),
  }));
  return { ok: true, value };
}

function hedgesG(group: Summary, versus: Summary): Outcome<EffectSize> {
  const names = { group: group.name, versus: versus.name };
  const df = group.n + versus.n - 2;
  if (df < 2) return refuse('statistics.pair-too-small', names);
  const variance = ((group.n - 1) * group.variance + (versus.n - 1) * versus.variance) / df;
  const d = difference(group, versus) / Math.sqrt(variance);
  const unit = Math.sqrt(1 / group.n + 1 / versus.n);
  if (!isMeasurable((d / unit) ** 2)) return refuse('statistics.pair-without-spread', names);
  const correction = Math.exp(logGamma(df / 2) - logGamma((df - 1) / 2)) / Math.sqrt(df / 2);
  const limits = studentLimits(d / unit, df, alpha);
  return {
    ok: true,
    value: {
      value: correction * d,
      ci95: [correction * limits[0] * unit, correction * limits[1] * unit],
    },
  };
}
