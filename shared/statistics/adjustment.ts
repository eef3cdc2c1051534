// Probabilities of several tests, adjusted so that all of them together keep their level.
// Must not know the tests.

/** Holm, Scand. J. Stat. 6 (1979) 65–70: step-down, in the order of the input. */
export function holm(probabilities: readonly number[]): readonly number[] {
  const adjusted = probabilities.map(() => 1);
  let largest = 0;
  probabilities
    .map((p, index) => ({ p, index }))
    .toSorted((left, right) => left.p - right.p)
    .forEach(({ p, index }, rank) => {
      largest = Math.max(largest, Math.min(1, p * (probabilities.length - rank)));
      adjusted[index] = largest;
    });
  return adjusted;
}

/** Šidák, J. Am. Stat. Assoc. 62 (1967) 626–633: 1 − (1 − p)^m, without losing a small p. */
export function sidak(p: number, comparisons: number): number {
  return -Math.expm1(comparisons * Math.log1p(-p));
}

/** The level of each of `comparisons` intervals that together cover with 1 − `alpha`, after Šidák. */
export function sidakLevel(alpha: number, comparisons: number): number {
  return -Math.expm1(Math.log1p(-alpha) / comparisons);
}
