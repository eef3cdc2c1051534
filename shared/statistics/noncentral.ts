// Limits of the noncentrality of t and F, which become the intervals of effect sizes.
// Must not approximate where the exact distribution can be summed in reasonable time.

import { fisherTail } from './distributions.ts';
import { normalDensity, normalQuantile, normalTail } from './normal.ts';
import { zeroOfFalling } from './root.ts';
import { betaPower, betaShare, gammaTail, logGamma } from './special-functions.ts';
import { spreadNodes } from './studentised.ts';

/** Half of the range of z that counts, and the width of its pieces. */
const reach = 8.5;
const pieceWidth = 2;
const negligible = 1e-17;
/** Nodes and weights of the Gauss-Legendre rule of ten points on [−1, 1], the positive half (Abramowitz and Stegun 25.4.30). */
const gaussLegendre = [
  [0.14887433898163122, 0.29552422471475287],
  [0.4333953941292472, 0.26926671930999635],
  [0.6794095682990244, 0.21908636251598204],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.06667134430868814],
] as const;

/** Beyond it the sum over the spread needs more nodes than the integral over the numerator. */
const steepest = 40;

/**
 * P(T ≤ t) of Student's t with `df` degrees of freedom as a function of its noncentrality delta, T = (Z + delta) / S:
 * the mean of Φ(t s − delta) over S, or, where that is too steep, of P(S ≥ (z + delta) / t) over Z.
 */
export function noncentralStudentShare(t: number, df: number): (delta: number) => number {
  if (t < 0) {
    const mirrored = noncentralStudentShare(-t, df);
    return (delta) => 1 - mirrored(-delta);
  }
  if (t > steepest) return (delta) => shareByNumerator(t, df, delta);
  const nodes = spreadNodes(df, t);
  return (delta) => {
    let share = 0;
    for (const [s, weight] of nodes) share += weight * normalTail(delta - t * s);
    return share;
  };
}

function shareByNumerator(t: number, df: number, delta: number): number {
  // Below −delta S exceeds it always; there the integrand has a bend.
  const low = Math.max(-delta, -reach);
  const pieces = Math.max(0, Math.ceil((reach - low) / pieceWidth));
  const half = (reach - low) / pieces / 2;
  let share = normalTail(-low);
  for (let piece = 0; piece < pieces; piece++) {
    const middle = low + (2 * piece + 1) * half;
    for (const [node, weight] of gaussLegendre) {
      for (const z of [middle - half * node, middle + half * node]) {
        const s = (z + delta) / t;
        share += half * weight * normalDensity(z) * gammaTail(df / 2, (df * s * s) / 2);
      }
    }
  }
  return share;
}

/** Beyond it the sum over the Poisson weights grows long, and Patnaik's form differs by less than 1e-6. */
const patnaikFrom = 1e5;
/** Beyond these degrees of freedom the numerator of Patnaik's F varies by less than 1e-4 of itself: it is taken as 1. */
const constantFrom = 1e8;

/**
 * P(F ≤ f) of F with d1 and d2 degrees of freedom and noncentrality `lambda`: central beta distributions with Poisson
 * weights, summed from the largest weight outwards with their recurrence (Benton and Krishnamoorthy, Comput. Stat. Data
 * Anal. 43 (2003) 249–267). For a very large noncentrality a central F with the same two moments of the numerator
 * (Patnaik, Biometrika 36 (1949) 202–232).
 */
export function noncentralFisherShare(f: number, d1: number, d2: number, lambda: number): number {
  if (f <= 0) return 0;
  if (lambda > patnaikFrom) {
    const scaled = (f * d1) / (d1 + lambda);
    const df = (d1 + lambda) ** 2 / (d1 + 2 * lambda);
    return df > constantFrom ? gammaTail(d2 / 2, d2 / 2 / scaled) : 1 - fisherTail(scaled, df, d2);
  }
  const whole = d1 * f + d2;
  const [x, y, b, mean] = [(d1 * f) / whole, d2 / whole, d2 / 2, lambda / 2];
  const middle = Math.floor(mean);
  const a = d1 / 2 + middle;
  const middleWeight = mean === 0 ? 1 : Math.exp(middle * Math.log(mean) - mean - logGamma(middle + 1));
  const middleShare = betaShare(x, y, a, b);
  const middlePower = betaPower(x, y, a, b);
  let total = middleWeight * middleShare;
  // I_x(a + 1, b) = I_x(a, b) − x^a y^b / (a B(a, b)), DLMF 8.17.20.
  let [weight, share, power] = [middleWeight, middleShare, middlePower];
  for (let j = 0; weight * share > negligible * total; j++) {
    share -= power / (a + j);
    power *= (x * (a + b + j)) / (a + j);
    weight *= mean / (middle + j + 1);
    total += weight * Math.max(0, share);
  }
  [weight, share, power] = [middleWeight, middleShare, middlePower];
  for (let j = 0; j < middle && weight > negligible * total; j++) {
    power *= (a - j - 1) / (x * (a + b - j - 1));
    share += power / (a - j - 1);
    weight *= (middle - j) / mean;
    total += weight * Math.min(1, share);
  }
  return total;
}

/**
 * The noncentralities of t that leave the observed t with `alpha` / 2 on either side: the interval of Steiger and
 * Fouladi (in Harlow, Mulaik and Steiger, What If There Were No Significance Tests?, 1997).
 */
export function studentLimits(t: number, df: number, alpha: number): readonly [number, number] {
  // The noncentrality is about normal around t with this standard deviation.
  const spread = Math.sqrt(1 + (t * t) / (2 * df));
  const shareAt = noncentralStudentShare(t, df);
  const z = normalQuantile(1 - alpha / 2);
  const limit = (share: number, start: number) =>
    zeroOfFalling((delta) => shareAt(delta) - share, start, spread / 4);
  return [limit(1 - alpha / 2, t - z * spread), limit(alpha / 2, t + z * spread)];
}

/** The same for F; a limit is 0 where even no effect leaves less than `alpha` / 2 on that side. */
export function fisherLimits(f: number, d1: number, d2: number, alpha: number): readonly [number, number] {
  const limit = (share: number): number => {
    const excess = (lambda: number) => noncentralFisherShare(f, d1, d2, lambda) - share;
    if (excess(0) <= 0) return 0;
    const middle = Math.max(1, d1 * f);
    return zeroOfFalling((lambda) => excess(Math.max(0, lambda)), middle, middle / 2);
  };
  return [limit(1 - alpha / 2), limit(alpha / 2)];
}
