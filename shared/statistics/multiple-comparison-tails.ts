// Tails of the largest difference among several means with a known spread: all pairs (Tukey), or all against one (Dunnett).
// Must not know degrees of freedom: those come in where the spread is estimated.

import { normalDensity, normalTail } from './normal.ts';
import { remembered, type Tail } from './studentised.ts';

/** Half of the range of z that counts: beyond it the normal density is below 1e-15 of its peak. */
const reach = 8.5;

/**
 * P(range > w) of `k` independent standard normal variables. Conditioned on the largest, z, the tail is
 * k ∫ φ(z) (Φ(z)^(k−1) − (Φ(z) − Φ(z − w))^(k−1)) dz: positive throughout, so that small tails keep their digits.
 * Trapezoids; the integrand is entire. Formula: Copenhaver and Holland, J. Stat. Comput. Simul. 30 (1988) 1–15.
 */
export function rangeTail(k: number, w: number): number {
  const step = k > 12 ? 0.125 : 0.25;
  let total = 0;
  for (let z = w / 2 - reach; z <= w / 2 + reach; z += step) {
    const below = normalTail(-z);
    const share = normalTail(w - z) / below;
    total += normalDensity(z) * below ** (k - 1) * -Math.expm1((k - 1) * Math.log1p(-Math.min(share, 1)));
  }
  return Math.min(1, k * total * step);
}

/**
 * P(max |T_i| > w) for the comparisons of groups of `sizes` values with a control of `controlSize`, spread known.
 * T_i = λ_i Z + √(1 − λ_i²) E_i with λ_i² = n_i / (n_i + n_0), so that given Z = z they are independent: Dunnett,
 * J. Am. Stat. Assoc. 50 (1955) 1096–1121, exact for unequal sizes as well. Trapezoids over z.
 */
function dunnettTail(controlSize: number, sizes: readonly number[], w: number): number {
  const loadings = [...new Set(sizes)].map((size) => ({
    times: sizes.filter((other) => other === size).length,
    loading: Math.sqrt(size / (size + controlSize)),
    own: Math.sqrt(controlSize / (size + controlSize)),
  }));
  const finest = Math.min(...loadings.map(({ own, loading }) => own / loading));
  const farthest = Math.max(...loadings.map(({ loading }) => loading * w)) + reach;
  const step = Math.min(0.4, 0.3 * finest);
  let total = 0;
  for (let z = 0; z <= farthest; z += step) {
    let logInside = 0;
    for (const { times, loading, own } of loadings) {
      const outside = normalTail((w - loading * z) / own) + normalTail((w + loading * z) / own);
      logInside += times * Math.log1p(-Math.min(outside, 1));
    }
    // The integrand is even in z.
    total += (z === 0 ? 0.5 : 1) * normalDensity(z) * -Math.expm1(logInside);
  }
  return Math.min(1, 2 * step * total);
}

/** Kept from one analysis to the next: a tail depends on the sizes of the groups, never on their values. */
const kept = new Map<string, Tail>();

/** `rangeTail` of `k`, remembered. */
export function rangeTailOf(k: number): Tail {
  return keep(`range ${k}`, (w) => rangeTail(k, w));
}

/** `dunnettTail` of these sizes, remembered. */
export function dunnettTailOf(controlSize: number, sizes: readonly number[]): Tail {
  return keep(`dunnett ${controlSize} ${sizes.join(' ')}`, (w) => dunnettTail(controlSize, sizes, w));
}

function keep(name: string, tail: Tail): Tail {
  const known = kept.get(name);
  if (known) return known;
  const made = remembered(tail);
  kept.set(name, made);
  return made;
}
