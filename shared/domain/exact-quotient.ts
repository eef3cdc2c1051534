// Quotients of exact decimals, kept as numerator and denominator and rounded once, half-even, to a multiple of a step.
// Must not divide before the end: a rounded intermediate can move a tie, and so the mark that is drawn to.

import { Decimal } from 'decimal.js';

// Wide enough for the product of eight inputs of 60 digits (the longest that units.ts reads): products stay exact.
const Wide = Decimal.clone({
  precision: 600,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -99,
  toExpPos: 999,
});

/** The same number with room for exact products. */
export function exact(value: Decimal | string | number): Decimal {
  return new Wide(value);
}

/** `numerator / denominator`; the denominator is greater than zero. */
export interface Quotient {
  readonly numerator: Decimal;
  readonly denominator: Decimal;
}

/** How many whole steps are nearest to the quotient; a tie goes to the even count. Exact: no division is rounded. */
export function nearestSteps({ numerator, denominator }: Quotient, step: Decimal): Decimal {
  const divisor = exact(denominator).times(step);
  const size = exact(numerator).abs();
  const below = size.divToInt(divisor);
  const twiceRest = size.minus(below.times(divisor)).times(2);
  const isUp = twiceRest.greaterThan(divisor) || (twiceRest.equals(divisor) && !below.mod(2).isZero());
  const steps = isUp ? below.plus(1) : below;
  return numerator.isNegative() && !steps.isZero() ? steps.negated() : steps;
}

/** Plain text of the quotient with exactly `places` decimals, half-even from the exact value. No negative zero. */
export function quotientText(quotient: Quotient, places: number): string {
  const step = exact(10).pow(-places);
  return nearestSteps(quotient, step).times(step).toFixed(places);
}

/** Exact sum of stored decimals, plain text. */
export function sumOf(texts: readonly string[]): string {
  return texts.reduce((sum, text) => sum.plus(text), exact(0)).toFixed();
}
