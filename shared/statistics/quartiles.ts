// The five numbers of a box: quartiles, and whiskers to the last value that is not far out.
// Must not leave a value out of the quartiles: what lies beyond a whisker is still drawn as a point.

export interface FiveNumbers {
  /** The lowest value within 1.5 interquartile ranges of the box. */
  readonly low: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly high: number;
}

/**
 * Of finite values in any order; null for none. Quartiles by linear interpolation, R's default (type 7; Hyndman and
 * Fan, Am. Stat. 50 (1996) 361–365); whiskers after Tukey, Exploratory Data Analysis (1977).
 */
export function fiveNumbers(values: readonly number[]): FiveNumbers | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((left, right) => left - right);
  const [lowerQuartile, median, upperQuartile] = [
    quantile(sorted, 0.25),
    quantile(sorted, 0.5),
    quantile(sorted, 0.75),
  ];
  const reach = 1.5 * (upperQuartile - lowerQuartile);
  const within = sorted.filter((value) => value >= lowerQuartile - reach && value <= upperQuartile + reach);
  return {
    low: Math.min(lowerQuartile, within[0] ?? lowerQuartile),
    lowerQuartile,
    median,
    upperQuartile,
    high: Math.max(upperQuartile, within.at(-1) ?? upperQuartile),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
