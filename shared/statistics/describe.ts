// Descriptive statistics of one group: n, mean, standard deviation, standard error, median.
// Must not round, nor drop values: who leaves a value out says so before it comes here.

export interface Description {
  readonly n: number;
  /** Null for no values. */
  readonly mean: number | null;
  /** Sample standard deviation, n − 1 in the denominator; null for fewer than two values. */
  readonly sd: number | null;
  readonly sem: number | null;
  readonly median: number | null;
}

/**
 * Describes finite doubles; throws on NaN and infinities. The mean is of a compensated sum (Neumaier 1974) with one
 * correction from the residuals, the variance the corrected two-pass algorithm (Chan, Golub, LeVeque 1983), so that
 * a large common offset costs no digits.
 */
export function describe(values: readonly number[]): Description {
  if (!values.every(Number.isFinite)) throw new RangeError('Only finite numbers can be described.');
  const n = values.length;
  if (n === 0) return { n, mean: null, sd: null, sem: null, median: null };
  const rough = sum(values) / n;
  const mean = rough + sum(values.map((value) => value - rough)) / n;
  const median = medianOf(values);
  if (n === 1) return { n, mean, sd: null, sem: null, median };
  const residuals = values.map((value) => value - mean);
  const residual = sum(residuals);
  const squares = sum(residuals.map((one) => one * one)) - (residual * residual) / n;
  const sd = Math.sqrt(Math.max(0, squares) / (n - 1));
  return { n, mean, sd, sem: sd / Math.sqrt(n), median };
}

/** Compensated sum: the error of each addition is kept and added at the end (Neumaier 1974). */
export function sum(values: readonly number[]): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return lower === upper ? upper : lower + (upper - lower) / 2;
}
