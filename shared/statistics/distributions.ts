// Tail probabilities and quantiles of the F, chi-squared and Student distributions.
// Must not form a small tail as one minus a large one: p is read in relative terms.

import { zeroOfFalling } from './root.ts';
import { betaShare, gammaTail } from './special-functions.ts';

/** P(F > f) of Fisher's F with d1 and d2 degrees of freedom, fractional ones too; f ≥ 0. */
export function fisherTail(f: number, d1: number, d2: number): number {
  const whole = d1 * f + d2;
  return betaShare(d2 / whole, (d1 * f) / whole, d2 / 2, d1 / 2);
}

/** P(χ² > x) with `df` degrees of freedom. */
export function chiSquaredTail(x: number, df: number): number {
  return gammaTail(df / 2, x / 2);
}

/** P(|T| > |t|) of Student's t. */
export function studentTwoTails(t: number, df: number): number {
  return fisherTail(t * t, 1, df);
}

/** The t that |T| exceeds with the probability `alpha`, 0 < alpha < 1. */
export function studentTwoTailQuantile(alpha: number, df: number): number {
  return Math.exp(zeroOfFalling((logT) => Math.log(studentTwoTails(Math.exp(logT), df) / alpha), 0.75, 0.25));
}
