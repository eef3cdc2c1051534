// The Shapiro-Wilk test of normality.
// Must not be asked about fewer than three values or more than five thousand: no approximation covers them.

import { refuse, type Outcome } from '../kernel/refusal.ts';
import { normalQuantile, normalTail } from './normal.ts';

export interface NormalityTest {
  readonly W: number;
  readonly p: number;
}

const leastValues = 3;
const mostValues = 5000;

/**
 * Royston's Algorithm AS R94, Applied Statistics 44 (1995) 547–551, with its constants. Refused for fewer than 3 or
 * more than 5000 values, and for equal ones.
 */
export function testNormality(values: readonly number[]): Outcome<NormalityTest> {
  const n = values.length;
  if (n < leastValues || n > mostValues) {
    return refuse('statistics.normality-size', { n, least: leastValues, most: mostValues });
  }
  const sorted = values.toSorted((left, right) => left - right);
  const [low, high] = [sorted[0] ?? 0, sorted[n - 1] ?? 0];
  const range = high - low;
  if (range === 0) return refuse('statistics.normality-equal');
  const scaled = sorted.map((value) => (value - low) / range);
  const weights = weightsFor(n);
  const mean = scaled.reduce((total, value) => total + value, 0) / n;
  let [squares, weighted, weightSquares] = [0, 0, 0];
  for (let index = 0; index < n; index++) {
    const distance = (scaled[index] ?? 0) - mean;
    const weight = index < n / 2 ? -(weights[index] ?? 0) : (weights[n - 1 - index] ?? 0);
    squares += distance * distance;
    weighted += weight * distance;
    weightSquares += weight * weight;
  }
  // 1 − W as a product, because W is near 1 for large samples.
  const norm = Math.sqrt(squares * weightSquares);
  const rest = Math.max(0, ((norm - weighted) * (norm + weighted)) / (squares * weightSquares));
  return { ok: true, value: { W: 1 - rest, p: probabilityOf(rest, n) } };
}

/** The weights of the lower half, positive, from the outermost inwards; the middle one of an odd number is 0. */
function weightsFor(n: number): readonly number[] {
  const half = Math.floor(n / 2);
  const middle = n % 2 ? [0] : [];
  if (n === 3) return [Math.SQRT1_2, 0];
  const scores = Array.from(
    { length: half },
    (_, index) => -normalQuantile((index + 1 - 0.375) / (n + 0.25)),
  );
  const total = 2 * scores.reduce((squares, score) => squares + score * score, 0);
  const root = 1 / Math.sqrt(n);
  const [first = 0, second = 0] = scores;
  const outermost =
    polynomial([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], root) + first / Math.sqrt(total);
  if (n <= 5) {
    const scale = Math.sqrt((total - 2 * first ** 2) / (1 - 2 * outermost ** 2));
    return [outermost, ...scores.slice(1).map((score) => score / scale), ...middle];
  }
  const next =
    polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], root) + second / Math.sqrt(total);
  const scale = Math.sqrt(
    (total - 2 * first ** 2 - 2 * second ** 2) / (1 - 2 * outermost ** 2 - 2 * next ** 2),
  );
  return [outermost, next, ...scores.slice(2).map((score) => score / scale), ...middle];
}

/** p from 1 − W. Exact for n = 3; else a power of 1 − W that is about normal. */
function probabilityOf(rest: number, n: number): number {
  if (n === 3) return Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(1 - rest)) - Math.PI / 3));
  const logRest = Math.log(rest);
  if (n <= 11) {
    const bound = polynomial([-2.273, 0.459], n);
    const mean = polynomial([0.544, -0.39978, 0.025054, -6.714e-4], n);
    const sd = Math.exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n));
    return normalTail((-Math.log(bound - logRest) - mean) / sd);
  }
  const logN = Math.log(n);
  const mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], logN);
  const sd = Math.exp(polynomial([-0.4803, -0.082676, 0.0030302], logN));
  return normalTail((logRest - mean) / sd);
}

/** Coefficients from the constant term on. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((total, coefficient) => total * x + coefficient, 0);
}
