// Agreement of two readers on ordered scores: Cohen's weighted kappa.
// Must not call agreement good or poor.

import type { Decimal } from 'decimal.js';
import { decimal } from '../kernel/units.ts';

/**
 * κw = 1 − Σ v·o / Σ v·e: v the weight of a disagreement, o the pairs counted, e the pairs that two readers with these
 * frequencies would have by chance (Cohen, Psychological Bulletin 70 (1968) 213–220). Exact up to the one division.
 * Null without pairs, or where chance alone could not disagree.
 */
export function weightedKappa(
  pairs: readonly (readonly [first: number, second: number])[],
  weightOf: (first: number, second: number) => number,
): Decimal | null {
  const observed = pairs.reduce((sum, [first, second]) => sum + weightOf(first, second), 0);
  // Σ over all combinations is n times what is expected by chance.
  const byChance = pairs.reduce(
    (sum, [first]) => pairs.reduce((inner, [, second]) => inner + weightOf(first, second), sum),
    0,
  );
  if (byChance === 0) return null;
  return decimal('1').minus(decimal(observed).times(pairs.length).div(byChance));
}

/** Disagreement grows with the distance of the two scores, or with its square. */
export const disagreements = {
  linear: (first: number, second: number) => Math.abs(first - second),
  quadratic: (first: number, second: number) => (first - second) * (first - second),
} as const satisfies Readonly<Record<string, (first: number, second: number) => number>>;
