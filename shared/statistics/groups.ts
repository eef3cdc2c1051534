// A group of values and what every test needs of it: size, mean without lost digits, variance.
// Must not know any test.

import { describe, sum } from './describe.ts';

export interface Group {
  readonly name: string;
  /** Finite numbers in any order; missing ones are left out before they come here. */
  readonly values: readonly number[];
}

export interface Summary extends Group {
  readonly n: number;
  readonly mean: number;
  /** What the nearest double of the mean leaves out of it: differences of means keep their digits by it. */
  readonly meanRest: number;
  readonly median: number;
  /** n − 1 in the denominator; 0 for one value and for equal ones. */
  readonly variance: number;
}

/** A group of one value or more. */
export function summarise({ name, values }: Group): Summary {
  const { n, mean, median, sd } = describe(values);
  if (mean === null || median === null) throw new RangeError('A group without values has no mean.');
  const meanRest = sum(values.map((value) => value - mean)) / n;
  return { name, values, n, mean, meanRest, median, variance: (sd ?? 0) ** 2 };
}

/** Beyond it a difference is so large against the spread that a double no longer tells the spread from none. */
const largestRatio = 1e100;

/** Whether a ratio of variances, or a squared t, can be taken as one. */
export function isMeasurable(ratio: number): boolean {
  return ratio <= largestRatio;
}

/** Mean of `group` minus mean of `versus`. */
export function difference(group: Summary, versus: Summary): number {
  return group.mean - versus.mean + (group.meanRest - versus.meanRest);
}

/** The weighted mean of the means, and how far each lies from it, so that the distances keep their digits. */
export function distancesFromMean(groups: readonly Summary[], weights: readonly number[]): readonly number[] {
  const whole = sum(weights);
  const weighted = (values: readonly number[]) =>
    sum(values.map((value, index) => (value * (weights[index] ?? 0)) / whole));
  const rough = weighted(groups.map(({ mean }) => mean));
  const distances = groups.map(({ mean, meanRest }) => mean - rough + meanRest);
  const rest = weighted(distances);
  return distances.map((distance) => distance - rest);
}

/** Every pair once, the later group against the earlier one, in the order of R's TukeyHSD. */
export function pairsOf<Item>(items: readonly Item[]): readonly (readonly [later: Item, earlier: Item])[] {
  return items.flatMap((earlier, index) => items.slice(index + 1).map((later) => [later, earlier] as const));
}
