// The analysis of one outcome as planned: at each time point groups, tests, comparisons, marks, and what the checks say.
// Must not run a test before the plan is locked, nor hide the result with everything in it where something was left out.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { defineQuery, type Actor, type Reader } from '../kernel/decider.ts';
import { refusal, type Outcome, type Refusal } from '../kernel/refusal.ts';
import type { GroupStatistics } from '../statistics/analysis.ts';
import { judgeAssumptions } from '../statistics/assumptions.ts';
import { describe } from '../statistics/describe.ts';
import type { VarianceEffects } from '../statistics/effect-size.ts';
import type { Group } from '../statistics/groups.ts';
import {
  carryOut,
  type AgainstControl,
  type PlannedAnalysis,
  type PlannedTests,
  type Tests,
} from '../statistics/planned-analysis.ts';
import { probabilityText } from '../statistics/probability.ts';
import { planInForce, type PlanContent } from './analysis-plan.ts';
import {
  resultsInNoGroup,
  valuesOf,
  type AnalysedValue,
  type GroupValues,
  type ResultInNoGroup,
} from './analysis-values.ts';
import { analyte, analyteKeys, type AnalyteKey } from './analytes.ts';
import { groupLabel } from './design.ts';
import { groupNaming } from './group-naming.ts';
import { leftOutOf, type LeftOutValue } from './left-out.ts';
import { timePointKeys, type TimePoint } from './schedule.ts';
import { designGroups } from './settings.ts';

export interface GroupAt extends Pick<GroupStatistics, 'n' | 'mean' | 'sd' | 'sem' | 'median' | 'ci95'> {
  readonly key: string;
  readonly label: string;
  readonly outOfRange: number;
  readonly missing: number;
  /** Its comparisons with the controls, in their order. */
  readonly against: readonly AgainstControl[];
}

export interface TestsAt extends Tests {
  readonly effects: Outcome<VarianceEffects>;
  /** What the checks of the assumptions say and what to do, as sentences. */
  readonly findings: readonly { readonly text: string; readonly isDoubtful: boolean | null }[];
  /** What to read beside, where a check is doubtful. */
  readonly beside: readonly Tests[];
}

export interface AnalysisAt {
  readonly groups: readonly GroupAt[];
  /** Refused before the plan is locked, to a blinded reader, and where nothing can be tested. */
  readonly tests: Outcome<TestsAt>;
}

export interface TimePointAnalysis {
  readonly timePoint: TimePoint;
  readonly planned: AnalysisAt;
  /** With the excluded animals and the outliers that were left out; null where nothing was. */
  readonly everything: AnalysisAt | null;
}

export interface AnalyteAnalysis {
  readonly groups: readonly GroupValues[];
  readonly inNoGroup: readonly ResultInNoGroup[];
  readonly whyCoded: Refusal | null;
  readonly plan: { readonly version: number; readonly content: PlanContent } | null;
  readonly byTimePoint: readonly TimePointAnalysis[];
}

/** Everything that screens, figures and pages show of one outcome, for one reader. */
export function analyseAnalyte(read: Reader, actor: Actor, key: AnalyteKey): AnalyteAnalysis {
  const { groups: named, whyCoded } = groupNaming(read, actor);
  const plan = planInForce(read);
  const groups = valuesOf(read, named, key, plan?.content ?? null);
  // A p, too, follows from who is in which group.
  const tests: Planned =
    whyCoded !== null || plan === null
      ? { ok: false, refusal: whyCoded ?? refusal('analysis.plan-not-locked') }
      : { ok: true, value: plannedTests(read, plan.content) };
  return {
    groups,
    inNoGroup: resultsInNoGroup(read, key),
    whyCoded,
    plan: plan && { version: plan.number, content: plan.content },
    byTimePoint: timePointKeys.map((timePoint, at): TimePointAnalysis => {
      const isLeftOut = groups.some((one) => one.byTimePoint[at]?.values.some((value) => !value.isPlanned));
      return {
        timePoint,
        planned: analysisAt(groups, at, tests, (value) => value.isPlanned),
        everything: isLeftOut ? analysisAt(groups, at, tests, () => true) : null,
      };
    }),
  };
}

/** The tests to run, or why none is. */
type Planned = Outcome<PlannedTests>;

/** Names are labels, as people read them in comparisons and refusals. */
function plannedTests(read: Reader, content: PlanContent): PlannedTests {
  const design = designGroups(read);
  const { test, postHoc } = content;
  const controls = content.controls.map(({ group, symbol }) => ({
    group: groupLabel(design, group),
    symbol,
  }));
  return { test, postHoc, controls };
}

function analysisAt(
  groups: readonly GroupValues[],
  at: number,
  tests: Planned,
  isCounted: (value: AnalysedValue) => boolean,
): AnalysisAt {
  const counted = groups.map(({ label, byTimePoint }) => ({
    name: label,
    values: (byTimePoint[at]?.values ?? []).filter(isCounted).map((value) => value.number),
  }));
  const carriedOut: Outcome<PlannedAnalysis> = tests.ok ? carriedOutOnce(tests.value, counted) : tests;
  return {
    groups: groups.map(({ key, label, byTimePoint }, index): GroupAt => {
      const done = carriedOut.ok ? carriedOut.value : null;
      const { n, mean, sd, sem, median, ci95 } = done?.analysis.groups[index] ?? {
        ...describe(counted[index]?.values ?? []),
        ci95: null,
      };
      const { outOfRange = 0, missing = 0 } = byTimePoint[at] ?? {};
      const against = done?.against[index]?.against ?? [];
      return { key, label, n, mean, sd, sem, median, ci95, outOfRange, missing, against };
    }),
    tests: carriedOut.ok ? { ok: true, value: testsAt(carriedOut.value) } : carriedOut,
  };
}

/** A whole study has some eighty outcomes and time points; screens ask again after every change of anything. */
const mostRemembered = 400;
const remembered = new Map<string, Outcome<PlannedAnalysis>>();

/** The same values under the same plan give the same answer, so it is computed once. */
function carriedOutOnce(tests: PlannedTests, groups: readonly Group[]): Outcome<PlannedAnalysis> {
  const key = JSON.stringify([tests, groups]);
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= mostRemembered) remembered.clear();
  const carriedOut = carryOut(tests, groups);
  remembered.set(key, carriedOut);
  return carriedOut;
}

function testsAt({ analysis, test, postHoc, overall, comparisons, beside }: PlannedAnalysis): TestsAt {
  return {
    test,
    postHoc,
    overall,
    comparisons,
    beside,
    effects: analysis.varianceEffects,
    findings: judgeAssumptions(analysis, probabilityText).map(
      ({ assumption, key, parameters, isDoubtful }) =>
        test === 'kruskal' && assumption === 'normality'
          ? { text: say('analysis.ranks'), isDoubtful: false }
          : { text: say(key, parameters), isDoubtful },
    ),
  };
}

/** What was recorded and does not count; empty for a reader to whom the groups are coded. */
function leftOutValues(analysis: AnalyteAnalysis): readonly LeftOutValue[] {
  if (analysis.whyCoded !== null) return [];
  return leftOutOf(analysis).map(({ animalId, timePoint, why }) => ({ animalId, timePoint, why }));
}

export const showAnalysis = defineQuery({
  name: 'analysis.show',
  input: z.object({ analyte: z.enum(analyteKeys) }),
  answer(input, { read, actor }) {
    const analysis = analyseAnalyte(read, actor, input.analyte);
    const { whyCoded, plan, byTimePoint } = analysis;
    return {
      analyte: analyte(input.analyte),
      whyCoded,
      planVersion: plan?.version ?? null,
      byTimePoint,
      leftOut: leftOutValues(analysis),
      /** Every value behind the bars, by group; empty while the groups are coded. */
      values: whyCoded === null ? analysis.groups.map(valuesView) : [],
    };
  },
});

function valuesView({ key, label, byTimePoint }: GroupValues) {
  return { key, label, byTimePoint };
}

export const analysisQueries = [showAnalysis] as const;
