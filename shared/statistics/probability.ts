// How a probability is written where it is read exactly: beside a mark, in a table, on a page.
// Must not stand for the number itself: comparisons with a level use the double.

/**
 * Four decimals, or two significant digits with an exponent where these would say nothing: `0.0312`, `4.1e-7`. What
 * rounds to 0.0500 or 0.0100 from below gets the digits that tell it from there, so that it agrees with its mark.
 */
export function probabilityText(p: number): string {
  if (p === 0) return '0';
  if (p < 0.0001) return p.toExponential(1);
  const rounded = p.toFixed(4);
  return (rounded === '0.0500' && p < 0.05) || (rounded === '0.0100' && p < 0.01) ? p.toFixed(6) : rounded;
}
