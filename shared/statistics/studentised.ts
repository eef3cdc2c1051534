// From a statistic of normal variables with a known spread to the same with an estimated one: averages over the
// distribution of s / σ. Must not know which statistic it is.

import { zeroOfFalling } from './root.ts';
import { stirlingRest } from './special-functions.ts';

/** P(W > w) of some W ≥ 0. */
export type Tail = (w: number) => number;

/** Trapezoids at most this wide in ln s, and at most this part of its standard deviation. */
const widestStep = 0.125;
const widestShare = 0.6;
const negligible = 1e-17;

/**
 * Nodes and weights of a mean over s, where s² is χ² / df: the integral over u = ln s by the trapezoidal rule, whose
 * error falls exponentially for an analytic integrand (Trefethen and Weideman, SIAM Review 56 (2014) 385–458). What is
 * averaged changes by no more than a normal density of the width 1 / `steepness` does.
 */
export function spreadNodes(
  df: number,
  steepness: number,
): readonly (readonly [s: number, weight: number])[] {
  const step = Math.min(stepFor(df), widestShare / Math.SQRT2 / steepness);
  const density = spreadDensity(df);
  const nodes: [number, number][] = [];
  for (const direction of [1, -1]) {
    for (let u = direction > 0 ? 0 : -step; ; u += direction * step) {
      const weight = step * density(u);
      if (weight <= negligible * step) break;
      nodes.push([Math.exp(u), weight]);
    }
  }
  return nodes;
}

function stepFor(df: number): number {
  return Math.min(widestStep, widestShare / Math.sqrt(2 * df));
}

/** 2 (df/2)^(df/2) / Γ(df/2) · exp(df (u − e^2u / 2)), without the powers that cancel. */
function spreadDensity(df: number): (u: number) => number {
  const scale = Math.sqrt(df / Math.PI) * Math.exp(-stirlingRest(df / 2));
  return (u) => scale * Math.exp(-(df / 2) * (Math.expm1(2 * u) - 2 * u));
}

/**
 * P(Q > q) for the studentised form Q = W / s of a W whose upper tail is `tail`: the mean of tail(q s), summed from
 * the peak of the integrand outwards, so that its relative accuracy is that of `tail`.
 */
export function studentisedTail(tail: Tail, q: number, df: number): number {
  if (q <= 0) return 1;
  const step = stepFor(df);
  const density = spreadDensity(df);
  const term = (u: number) => density(u) * tail(q * Math.exp(u));
  // Where exp(−w²/4), the tail of a range, balances the density: its peak, and near that of any such tail.
  const start = -0.5 * Math.log1p((q * q) / (2 * df));
  let total = term(start);
  let largest = total;
  for (const direction of [1, -1]) {
    let before = direction > 0 ? total : largest;
    for (let count = 1; ; count++) {
      const next = term(start + direction * count * step);
      total += next;
      if (next <= before && next <= negligible * largest) break;
      largest = Math.max(largest, next);
      before = next;
    }
  }
  return Math.min(1, total * step);
}

/** The q with P(Q > q) = alpha, for an alpha that is not smaller than 1e-6. */
export function studentisedQuantile(tail: Tail, alpha: number, df: number): number {
  const nodes = spreadNodes(df, 1);
  const excess = (logQ: number) => {
    const q = Math.exp(logQ);
    let total = 0;
    for (const [s, weight] of nodes) total += weight * tail(q * s);
    return Math.log(total / alpha);
  };
  return Math.exp(zeroOfFalling(excess, 1.25, 0.25));
}

const order = 16;
const angles = Array.from({ length: order }, (_, node) => (Math.PI * (2 * node + 1)) / (2 * order));
/** Below this a tail counts as none: its logarithm would soon have no value. */
const smallest = 1e-290;

/**
 * The same tail, evaluated once at the 16 Chebyshev points of each unit interval that is asked for, and from then on by
 * the Chebyshev series of its logarithm: tests of one analysis ask for the same tail thousands of times.
 */
export function remembered(tail: Tail): Tail {
  const panels: (readonly number[] | null)[] = [];
  const panelAt = (left: number): readonly number[] | null => {
    const values = angles.map((angle) => tail(left + (Math.cos(angle) + 1) / 2));
    return values.every((value) => value > smallest) ? chebyshevSeries(values.map(Math.log)) : null;
  };
  return (w) => {
    const left = Math.floor(w);
    const known = panels[left];
    const panel = known === undefined ? (panels[left] = panelAt(left)) : known;
    return panel === null ? 0 : Math.exp(chebyshevSum(panel, 2 * (w - left) - 1));
  };
}

/** Coefficients of the series through `values` at the Chebyshev points, the first one already halved. */
function chebyshevSeries(values: readonly number[]): readonly number[] {
  return angles.map((_, degree) => {
    const total = values.reduce(
      (sum, value, node) => sum + value * Math.cos(degree * (angles[node] ?? 0)),
      0,
    );
    return ((degree === 0 ? 1 : 2) * total) / order;
  });
}

/** Clenshaw's recurrence, DLMF 3.11.15. */
function chebyshevSum(coefficients: readonly number[], x: number): number {
  let [next, afterNext] = [0, 0];
  for (let degree = order - 1; degree > 0; degree--) {
    const own = 2 * x * next - afterNext + (coefficients[degree] ?? 0);
    afterNext = next;
    next = own;
  }
  return x * next - afterNext + (coefficients[0] ?? 0);
}
