// All statistics of one outcome in several groups, at once: what the command line prints and the results show.
// Must not drop a test in silence: what cannot be computed is a refusal in its place.

import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { describe, type Description } from './describe.ts';
import { studentTwoTailQuantile } from './distributions.ts';
import { pairEffects, varianceEffects, type PairEffect, type VarianceEffects } from './effect-size.ts';
import { summarise, type Group, type Summary } from './groups.ts';
import {
  compareByDunnett,
  compareByGamesHowell,
  compareByHolm,
  compareBySidak,
  compareByTukey,
  type DunnettComparison,
  type GamesHowellComparison,
  type HolmComparison,
  type SidakComparison,
  type TukeyComparison,
} from './mean-comparisons.ts';
import { analyseRanks, compareRanks, type RankAnalysis, type RankComparison } from './rank-tests.ts';
import { testNormality, type NormalityTest } from './shapiro-wilk.ts';
import {
  analyseSpread,
  analyseVariance,
  analyseVarianceByWelch,
  type SpreadAnalysis,
  type VarianceAnalysis,
  type WelchAnalysis,
} from './variance-analysis.ts';

export interface GroupStatistics extends Description {
  readonly name: string;
  /** Interval of the mean by Student's t; null for fewer than two values. */
  readonly ci95: readonly [number, number] | null;
  readonly normality: Outcome<NormalityTest>;
}

/** Groups in the order given; pairs in the order of R's TukeyHSD, the later group minus the earlier one. */
export interface Analysis {
  readonly control: string;
  readonly groups: readonly GroupStatistics[];
  readonly anova: Outcome<VarianceAnalysis>;
  readonly welch: Outcome<WelchAnalysis>;
  readonly kruskal: Outcome<RankAnalysis>;
  readonly brownForsythe: Outcome<SpreadAnalysis>;
  /** Shapiro-Wilk of all values minus the means of their groups, which is what the analysis of variance assumes. */
  readonly residualNormality: Outcome<NormalityTest>;
  readonly tukey: Outcome<readonly TukeyComparison[]>;
  readonly dunnett: Outcome<readonly DunnettComparison[]>;
  readonly gamesHowell: Outcome<readonly GamesHowellComparison[]>;
  readonly dunn: Outcome<readonly RankComparison[]>;
  readonly holm: Outcome<readonly HolmComparison[]>;
  readonly sidak: Outcome<readonly SidakComparison[]>;
  readonly varianceEffects: Outcome<VarianceEffects>;
  readonly pairEffects: Outcome<readonly PairEffect[]>;
}

/**
 * More than any experiment compares: beyond it a column was named that tells every row apart, and the comparisons, whose
 * number grows with the square, would take minutes and hundreds of megabytes.
 */
export const mostGroups = 50;

/** Beyond these the squares of values, or of their differences, leave the range of a double. */
const [smallest, largest] = [1e-100, 1e100];

/**
 * Everything at the 5 % level, two-sided. A group without values is described and takes part in no test. Refused as a
 * whole: more than `mostGroups`, a name that stands twice, a control that is no group, no value at all, a value beyond 10^±100.
 */
export function analyse(groups: readonly Group[], control: string): Outcome<Analysis> {
  if (groups.length > mostGroups) {
    return refuse('statistics.too-many-groups', { count: groups.length, most: mostGroups });
  }
  const names = groups.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return refuse('statistics.group-twice', { group: twice });
  if (groups.every(({ values }) => values.length === 0)) return refuse('statistics.no-values');
  if (!names.includes(control)) {
    return refuse('statistics.control-unknown', { control, groups: names.join(', ') });
  }
  for (const { name, values } of groups) {
    const outside = values.find((value) => !isInRange(value));
    if (outside !== undefined) return refuse('statistics.value-range', { group: name, value: outside });
  }
  const taken = groups.filter(({ values }) => values.length > 0).map(summarise);
  const anova = analyseVariance(taken);
  return accept({
    control,
    groups: groups.map(describeGroup),
    anova,
    welch: analyseVarianceByWelch(taken),
    kruskal: analyseRanks(taken),
    brownForsythe: analyseSpread(taken),
    residualNormality: anova.ok ? testNormality(residualsOf(taken)) : anova,
    tukey: after(anova, (value) => accept(compareByTukey(taken, value))),
    dunnett: after(anova, (value) => compareByDunnett(taken, control, value)),
    gamesHowell: compareByGamesHowell(taken),
    dunn: compareRanks(taken),
    holm: after(anova, (value) => accept(compareByHolm(taken, value))),
    sidak: after(anova, (value) => accept(compareBySidak(taken, value))),
    varianceEffects: after(anova, (value) => accept(varianceEffects(value))),
    pairEffects: pairEffects(taken),
  });
}

function isInRange(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= smallest && size <= largest);
}

function after<From, To>(outcome: Outcome<From>, then: (value: From) => Outcome<To>): Outcome<To> {
  return outcome.ok ? then(outcome.value) : outcome;
}

function describeGroup({ name, values }: Group): GroupStatistics {
  const description = describe(values);
  const { n, mean, sem } = description;
  const half = sem === null ? null : sem * studentTwoTailQuantile(0.05, n - 1);
  return {
    name,
    ...description,
    ci95: mean === null || half === null ? null : [mean - half, mean + half],
    normality: testNormality(values),
  };
}

function residualsOf(groups: readonly Summary[]): readonly number[] {
  return groups.flatMap(({ values, mean, meanRest }) => values.map((value) => value - mean - meanRest));
}
