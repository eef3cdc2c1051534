// The tests that a plan names, taken out of all statistics of one outcome: overall test, comparisons, marks.
// Must not choose a test or a control: both are the plan's.

import { refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { analyse, type Analysis } from './analysis.ts';
import { judgeAssumptions } from './assumptions.ts';
import type { EffectSize } from './effect-size.ts';
import { summarise, type Group } from './groups.ts';
import { significanceMark, type MarkSymbol } from './marks.ts';
import { compareByDunnett } from './mean-comparisons.ts';
import { probabilityText } from './probability.ts';

export const overallTests = ['anova', 'welch', 'kruskal'] as const;
export type OverallTest = (typeof overallTests)[number];

export const postHocTests = ['tukey', 'dunnett', 'holm', 'sidak', 'games-howell', 'dunn'] as const;
export type PostHocTest = (typeof postHocTests)[number];

/** Which comparisons assume what the overall test assumes: pooled spread, own spreads, ranks. */
export const postHocTestsOf: Readonly<Record<OverallTest, readonly PostHocTest[]>> = {
  anova: ['tukey', 'dunnett', 'holm', 'sidak'],
  welch: ['games-howell'],
  kruskal: ['dunn'],
};

export interface Control {
  /** The name of the group. */
  readonly group: string;
  readonly symbol: MarkSymbol;
}

export interface PlannedTests {
  readonly test: OverallTest;
  readonly postHoc: PostHocTest;
  /** Empty where the groups are coded: which of them is a control must not show. */
  readonly controls: readonly Control[];
}

export interface OverallResult {
  readonly statistic: 'F' | 'H';
  readonly value: number;
  readonly df: readonly number[];
  readonly p: number;
}

export interface Comparison {
  readonly group: string;
  readonly versus: string;
  /** Mean of `group` minus mean of `versus`; null for ranks. */
  readonly difference: number | null;
  /** Simultaneous 95 % interval of the difference, where the method has one. */
  readonly ci95: readonly [number, number] | null;
  /** Two-sided, adjusted for its list; null where this pair was refused. */
  readonly p: number | null;
  readonly refusal: Refusal | null;
  readonly hedgesG: EffectSize | null;
}

/** One comparison with a control. `mark` is empty where p is not below 0.05. */
export interface AgainstControl {
  readonly versus: string;
  readonly p: number;
  readonly mark: string;
}

export interface Tests {
  readonly test: OverallTest;
  readonly postHoc: PostHocTest;
  readonly overall: Outcome<OverallResult>;
  readonly comparisons: Outcome<readonly Comparison[]>;
}

export interface PlannedAnalysis extends Tests {
  readonly analysis: Analysis;
  /** For each group in the order given, its comparisons with the controls in their order. */
  readonly against: readonly { readonly group: string; readonly against: readonly AgainstControl[] }[];
  /** What to read beside, where a check of the assumptions is doubtful and the plan does not name it itself. */
  readonly beside: readonly Tests[];
}

/**
 * Carries out the plan on one outcome at one time point. Refused where `analyse` is; a test that cannot be computed is
 * a refusal in its place. A pair of two controls is marked once, at the later one.
 */
export function carryOut(plan: PlannedTests, groups: readonly Group[]): Outcome<PlannedAnalysis> {
  const first = plan.controls[0]?.group ?? groups[0]?.name ?? '';
  const analysed = analyse(groups, first);
  if (!analysed.ok) return analysed;
  const analysis = analysed.value;
  const tests = testsBy(plan, analysis, groups);
  const planned = { ...tests, analysis, beside: besideOf(plan, analysis, groups) };
  const { comparisons } = tests;
  return {
    ok: true,
    value: {
      ...planned,
      against: groups.map(({ name }) => ({
        group: name,
        against: comparisons.ok ? againstControls(name, plan.controls, comparisons.value) : [],
      })),
    },
  };
}

function testsBy(plan: PlannedTests, analysis: Analysis, groups: readonly Group[]): Tests {
  const comparisons = comparisonsBy(plan, analysis, groups);
  return {
    test: plan.test,
    postHoc: plan.postHoc,
    overall: overallBy(plan.test, analysis),
    comparisons: comparisons.ok ? { ok: true, value: withEffects(comparisons.value, analysis) } : comparisons,
  };
}

function overallBy(test: OverallTest, { anova, welch, kruskal }: Analysis): Outcome<OverallResult> {
  switch (test) {
    case 'anova':
      return mapped(anova, ({ F, dfBetween, dfWithin, p }) => ({
        statistic: 'F',
        value: F,
        df: [dfBetween, dfWithin],
        p,
      }));
    case 'welch':
      return mapped(welch, ({ F, df1, df2, p }) => ({ statistic: 'F', value: F, df: [df1, df2], p }));
    case 'kruskal':
      return mapped(kruskal, ({ H, df, p }) => ({ statistic: 'H', value: H, df: [df], p }));
  }
}

type Bare = Omit<Comparison, 'hedgesG'>;

function comparisonsBy(
  { postHoc, controls }: PlannedTests,
  analysis: Analysis,
  groups: readonly Group[],
): Outcome<readonly Bare[]> {
  switch (postHoc) {
    case 'tukey':
      return mapped(analysis.tukey, (list) => list.map((one) => bare(one, [one.lwr, one.upr])));
    case 'sidak':
      return mapped(analysis.sidak, (list) => list.map((one) => bare(one, [one.lwr, one.upr])));
    case 'holm':
      return mapped(analysis.holm, (list) => list.map((one) => bare(one, null)));
    case 'dunnett':
      return againstEach(controls, analysis, groups);
    case 'games-howell':
      return mapped(analysis.gamesHowell, (list) =>
        list.map(({ group, versus, diff, test }): Bare => {
          const { lwr, upr, p } = test.ok ? test.value : { lwr: null, upr: null, p: null };
          const ci95 = lwr === null || upr === null ? null : ([lwr, upr] as const);
          return { group, versus, difference: diff, ci95, p, refusal: test.ok ? null : test.refusal };
        }),
      );
    case 'dunn':
      return mapped(analysis.dunn, (list) =>
        list.map(({ group, versus, p }): Bare => ({
          group,
          versus,
          difference: null,
          ci95: null,
          p,
          refusal: null,
        })),
      );
  }
}

/** One family a control, each adjusted for itself: that is Dunnett's question, asked once for each control. */
function againstEach(
  controls: readonly Control[],
  { anova }: Analysis,
  groups: readonly Group[],
): Outcome<readonly Bare[]> {
  if (controls.length === 0) return refuse('statistics.controls-hidden');
  if (!anova.ok) return anova;
  const taken = groups.filter(({ values }) => values.length > 0).map(summarise);
  const all: Bare[] = [];
  for (const { group } of controls) {
    const compared = compareByDunnett(taken, group, anova.value);
    if (!compared.ok) return compared;
    all.push(...compared.value.map((one) => bare(one, null)));
  }
  return { ok: true, value: all };
}

function bare(
  {
    group,
    versus,
    diff,
    p,
  }: { readonly group: string; readonly versus: string; readonly diff: number; readonly p: number },
  ci95: Bare['ci95'],
): Bare {
  return { group, versus, difference: diff, ci95, p, refusal: null };
}

/** Hedges' g of every pair has the direction of the comparison it stands beside. */
function withEffects(list: readonly Bare[], { pairEffects }: Analysis): readonly Comparison[] {
  const effects = pairEffects.ok ? pairEffects.value : [];
  return list.map((one): Comparison => {
    const same = effects.find(({ group, versus }) => group === one.group && versus === one.versus);
    const turned = effects.find(({ group, versus }) => group === one.versus && versus === one.group);
    const effect = (same ?? turned)?.hedgesG;
    if (effect?.ok !== true) return { ...one, hedgesG: null };
    const { value, ci95 } = effect.value;
    return { ...one, hedgesG: same ? { value, ci95 } : { value: -value, ci95: [-ci95[1], -ci95[0]] } };
  });
}

function againstControls(
  name: string,
  controls: readonly Control[],
  comparisons: readonly Comparison[],
): readonly AgainstControl[] {
  const own = controls.findIndex(({ group }) => group === name);
  // A control carries the marks of the controls before it, so that their pair is marked once.
  const asked = own < 0 ? controls : controls.slice(0, own);
  return asked.flatMap(({ group: versus, symbol }) => {
    const compared =
      comparisons.find((one) => one.group === name && one.versus === versus) ??
      comparisons.find((one) => one.group === versus && one.versus === name);
    if (!compared || compared.p === null) return [];
    return [{ versus, p: compared.p, mark: significanceMark(compared.p, symbol) }];
  });
}

const besides: Readonly<Record<'normality' | 'spread', Pick<PlannedTests, 'test' | 'postHoc'>>> = {
  normality: { test: 'kruskal', postHoc: 'dunn' },
  spread: { test: 'welch', postHoc: 'games-howell' },
};

function besideOf(plan: PlannedTests, analysis: Analysis, groups: readonly Group[]): readonly Tests[] {
  return judgeAssumptions(analysis, probabilityText).flatMap(({ assumption, isDoubtful }) => {
    const other = besides[assumption];
    if (isDoubtful !== true || other.test === plan.test || plan.test === 'kruskal') return [];
    return [testsBy({ ...other, controls: plan.controls }, analysis, groups)];
  });
}

function mapped<From, To>(outcome: Outcome<From>, to: (value: From) => To): Outcome<To> {
  return outcome.ok ? { ok: true, value: to(outcome.value) } : outcome;
}
