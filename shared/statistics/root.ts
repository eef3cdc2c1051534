// The zero of a falling function.
// Must not be given a function that rises, nor one without a zero.

const mostSteps = 200;

/**
 * The x at which the falling function `value` is 0, right to 1e-13 of its size. From `start` it walks towards the zero,
 * first by `step`, then in doubled steps; between the last two points it uses Chandrupatla's method (Advances in
 * Engineering Software 28 (1997) 145–149): inverse quadratic interpolation where three points allow it, else bisection.
 */
export function zeroOfFalling(value: (x: number) => number, start: number, step: number): number {
  let [b, valueB] = [start, value(start)];
  if (valueB === 0) return b;
  const side = Math.sign(valueB);
  let a = start + side * step;
  let valueA = value(a);
  for (let width = 2 * step; Math.sign(valueA) === side; width *= 2) {
    if (!Number.isFinite(a)) throw new RangeError('The function has no zero.');
    [b, valueB] = [a, valueA];
    a += side * width;
    valueA = value(a);
  }
  let share = 0.5;
  for (let count = 0; count < mostSteps; count++) {
    const at = a + share * (b - a);
    const found = value(at);
    const isOnSideOfA = Math.sign(found) === Math.sign(valueA);
    const [c, valueC] = isOnSideOfA ? [a, valueA] : [b, valueB];
    if (!isOnSideOfA) [b, valueB] = [a, valueA];
    [a, valueA] = [at, found];
    const nearest = Math.abs(valueA) < Math.abs(valueB) ? a : b;
    const tolerance = (1e-13 * Math.abs(nearest) + 1e-16) / Math.abs(b - a);
    if (tolerance > 0.5 || found === 0) return nearest;
    const xi = (a - b) / (c - b);
    const phi = (valueA - valueB) / (valueC - valueB);
    const isSmooth = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    const inverse =
      (valueA / (valueB - valueA)) * (valueC / (valueB - valueC)) +
      ((c - a) / (b - a)) * (valueA / (valueC - valueA)) * (valueB / (valueC - valueB));
    share = isSmooth ? Math.min(1 - tolerance, Math.max(tolerance, inverse)) : 0.5;
  }
  return a;
}
