// Tests by ranks: Kruskal and Wallis for all groups at once, Dunn for the pairs.
// Must not rank what is not finite.

import { refuse, type Outcome } from '../kernel/refusal.ts';
import { holm } from './adjustment.ts';
import { sum } from './describe.ts';
import { chiSquaredTail } from './distributions.ts';
import { pairsOf, type Summary } from './groups.ts';
import { normalTail } from './normal.ts';

export interface RankAnalysis {
  readonly H: number;
  readonly df: number;
  readonly p: number;
}

export interface RankComparison {
  readonly group: string;
  readonly versus: string;
  /** Positive where `group` ranks higher. */
  readonly z: number;
  readonly pUnadjusted: number;
  /** Adjusted by Holm for all pairs. */
  readonly p: number;
}

interface Ranking {
  /** Mean rank of each group minus the mean of all ranks. */
  readonly distances: readonly number[];
  /** N (N + 1) / 12, with ties taken off. */
  readonly variance: number;
}

/** Kruskal and Wallis, J. Am. Stat. Assoc. 47 (1952) 583–621, corrected for ties; p from χ². */
export function analyseRanks(groups: readonly Summary[]): Outcome<RankAnalysis> {
  const ranking = rankingOf(groups);
  if (!ranking.ok) return ranking;
  const { distances, variance } = ranking.value;
  const H = sum(groups.map(({ n }, index) => n * (distances[index] ?? 0) ** 2)) / variance;
  const df = groups.length - 1;
  return { ok: true, value: { H, df, p: chiSquaredTail(H, df) } };
}

/** Dunn, Technometrics 6 (1964) 241–252, two-sided, corrected for ties. */
export function compareRanks(groups: readonly Summary[]): Outcome<readonly RankComparison[]> {
  const ranking = rankingOf(groups);
  if (!ranking.ok) return ranking;
  const { distances, variance } = ranking.value;
  const ranked = groups.map((group, index) => ({ ...group, distance: distances[index] ?? 0 }));
  const compared = pairsOf(ranked).map(([group, versus]) => {
    const z = (group.distance - versus.distance) / Math.sqrt(variance * (1 / group.n + 1 / versus.n));
    return { group: group.name, versus: versus.name, z, pUnadjusted: 2 * normalTail(Math.abs(z)) };
  });
  const adjusted = holm(compared.map(({ pUnadjusted }) => pUnadjusted));
  return { ok: true, value: compared.map((one, index) => ({ ...one, p: adjusted[index] ?? 1 })) };
}

function rankingOf(groups: readonly Summary[]): Outcome<Ranking> {
  if (groups.length < 2) return refuse('statistics.one-group');
  const all = groups
    .flatMap(({ values }, group) => values.map((value) => ({ value, group })))
    .toSorted((left, right) => left.value - right.value);
  const whole = all.length;
  const sums = groups.map(() => 0);
  let ties = 0;
  for (let first = 0; first < whole;) {
    let after = first + 1;
    while (after < whole && all[after]?.value === all[first]?.value) after++;
    const size = after - first;
    ties += size ** 3 - size;
    const rank = (first + 1 + after) / 2;
    for (const { group } of all.slice(first, after)) sums[group] = (sums[group] ?? 0) + rank;
    first = after;
  }
  const variance = (whole * (whole + 1)) / 12 - ties / (12 * (whole - 1));
  if (ties === whole ** 3 - whole) return refuse('statistics.all-equal');
  const distances = groups.map(({ n }, index) => (sums[index] ?? 0) / n - (whole + 1) / 2);
  return { ok: true, value: { distances, variance } };
}
