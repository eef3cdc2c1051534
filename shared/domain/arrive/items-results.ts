// Items 3c, 7b and 10 of ARRIVE: the exact numbers, what the checks of the tests say, results with effect sizes.
// Must not test anything itself, nor name a group beside a result to whom it is hidden.

import { say } from '../../catalogue/catalogue.ts';
import { probabilityText } from '../../statistics/probability.ts';
import type { EffectSize } from '../../statistics/effect-size.ts';
import type { Comparison, OverallResult } from '../../statistics/planned-analysis.ts';
import { analyseAnalyte, type GroupAt } from '../analysis.ts';
import { planInForce, type PlanContent } from '../analysis-plan.ts';
import { analyte, analyteKeys, type AnalyteKey } from '../analytes.ts';
import { groupOfAnimal } from '../allocation.ts';
import { Result, resultId } from '../result.ts';
import { column, part, type ArrivePart, type ArriveSource, type ArriveTable } from './checklist.ts';
import { piece, sentence, type Sentence } from './citation.ts';
import { rowsOf, type Analysed } from './analysed.ts';
import { checkSentences, checkTable } from './assumption-checks.ts';
import { outcomeText } from './methods-analysis.ts';

/** Keeps a mean, its spread and its number on one line. */
const bound = '\u00a0';

type Primary = NonNullable<PlanContent['primary']>;

export interface ResultParts {
  readonly numbers: ArrivePart;
  readonly checks: ArrivePart;
  readonly results: readonly ArrivePart[];
}

/** Numbers and results are for a locked plan with values of the primary outcome in two groups at least. */
export function resultParts(source: ArriveSource): ResultParts {
  const primary = planInForce(source.read)?.content.primary ?? null;
  const isNotYet = primary === null || !isComparable(source, primary);
  const analysed = once(() => analyses(source));
  const answered = (answers: () => readonly Sentence[]) => (): readonly Sentence[] =>
    isNotYet ? [sentence('arrive.results-not-yet')] : [...codedSentences(analysed()), ...answers()];
  const tabled = (table: () => ArriveTable) => () => (isNotYet ? [] : [table()]);
  return {
    numbers: part({
      key: '3c',
      isNotYet,
      answers: answered(() => []),
      tables: tabled(() => numberTable(analysed())),
    }),
    checks: part({
      key: '7b',
      isNotYet,
      answers: answered(() => checkSentences(analysed(), primary)),
      tables: () => (isNotYet || isBlinded(analysed()) ? [] : [checkTable(analysed())]),
    }),
    results: [
      part({
        key: '10a',
        isNotYet,
        answers: answered(() => []),
        tables: tabled(() => summaryTable(analysed())),
      }),
      part({
        key: '10b',
        isNotYet,
        answers: answered(() => (isBlinded(analysed()) ? [] : [sentence('arrive.effects')])),
        tables: () => (isNotYet || isBlinded(analysed()) ? [] : [effectTable(analysed())]),
      }),
    ],
  };
}

/** Whether two groups have two values each, so that there is something to compare. */
function isComparable({ read, enrolled }: ArriveSource, { analyte: key, timePoint }: Primary): boolean {
  const counts = new Map<string, number>();
  for (const animal of enrolled) {
    const group = groupOfAnimal(read, animal);
    const value = read.get(Result, resultId(animal.id, timePoint, key))?.value ?? null;
    if (group !== null && animal.replacedBy === null && value !== null) {
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
  }
  return [...counts.values()].filter((count) => count > 1).length > 1;
}

/** Every outcome that has a value, analysed as this reader may see it. */
function analyses({ read, actor }: ArriveSource): readonly Analysed[] {
  const known = new Set(read.list(Result).map((one) => one.analyte));
  return analyteKeys
    .filter((key) => known.has(key))
    .map((key) => ({ key, analysis: analyseAnalyte(read, actor, key) }));
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A blinded reader has no tests to be shown, outcome by outcome. */
function isBlinded([first]: readonly Analysed[]): boolean {
  return first?.analysis.whyCoded?.code === 'analysis.groups-blinded';
}

function codedSentences([first]: readonly Analysed[]): readonly Sentence[] {
  const why = first?.analysis.whyCoded;
  return why ? [[piece(why.message, [], 'blinded')]] : [];
}

function tableOf(
  title: string,
  analysed: readonly Analysed[],
  cell: (group: GroupAt, key: AnalyteKey) => string,
): ArriveTable {
  const groups = analysed[0]?.analysis.groups ?? [];
  return {
    title,
    columns: [
      column(say('arrive.outcome-word'), 30),
      column(say('report.time-point'), 24),
      ...groups.map(({ label }) => column(label, 34, true)),
    ],
    rows: rowsOf(analysed).map(({ key, timePoint, planned }) => [
      outcomeText(key),
      say(`sample.timePoint.${timePoint}`),
      ...planned.groups.map((group) => cell(group, key)),
    ]),
  };
}

function numberTable(analysed: readonly Analysed[]): ArriveTable {
  return tableOf(say('arrive.table-numbers'), analysed, ({ n, missing, outOfRange }) =>
    missing + outOfRange === 0 ? String(n) : say('arrive.n', { n, missing: missing + outOfRange }),
  );
}

function summaryTable(analysed: readonly Analysed[]): ArriveTable {
  return tableOf(say('arrive.table-results'), analysed, ({ n, mean, sd, ci95 }, key) => {
    if (mean === null) return '–';
    const { decimals } = analyte(key);
    const text = (value: number) => value.toFixed(decimals);
    const spread = sd === null ? text(mean) : `${text(mean)}${bound}±${bound}${text(sd)}`;
    const interval = ci95 === null ? '' : `\n${intervalText(ci95, decimals)}`;
    return `${spread}${bound}(${n})${interval}`;
  });
}

function intervalText([low, high]: readonly [number, number], decimals: number): string {
  return say('arrive.interval', { low: low.toFixed(decimals), high: high.toFixed(decimals) });
}

/** The test as planned with its effect size, and each comparison with its own. */
function effectTable(analysed: readonly Analysed[]): ArriveTable {
  return {
    title: say('arrive.table-effects'),
    columns: [
      column(say('arrive.outcome-word'), 26),
      column(say('report.time-point'), 22),
      column(say('report.overall-test'), 42),
      column(say('report.comparisons'), 86),
    ],
    rows: rowsOf(analysed).map(({ key, timePoint, planned: { tests } }) => {
      const about = [outcomeText(key), say(`sample.timePoint.${timePoint}`)];
      if (!tests.ok) return [...about, tests.refusal.message, ''];
      const { overall, effects, comparisons } = tests.value;
      return [
        ...about,
        [
          overall.ok ? overallText(overall.value) : overall.refusal.message,
          ...(effects.ok ? [say('arrive.omega', { effect: effectText(effects.value.omegaSquared) })] : []),
        ].join('\n'),
        comparisons.ok ? comparisons.value.map(comparisonText).join('\n') : comparisons.refusal.message,
      ];
    }),
  };
}

function overallText({ statistic, value, df, p }: OverallResult): string {
  const degrees = df.map((one) => (Number.isInteger(one) ? String(one) : one.toFixed(1))).join(', ');
  return `${statistic}(${degrees}) = ${value.toFixed(2)}, p = ${probabilityText(p)}`;
}

function effectText({ value, ci95 }: EffectSize): string {
  return `${value.toFixed(2)} ${intervalText(ci95, 2)}`;
}

function comparisonText({ group, versus, p, hedgesG, refusal }: Comparison): string {
  const pair = `${group} – ${versus}`;
  if (p === null) return `${pair}: ${refusal?.message ?? ''}`;
  const effect = hedgesG === null ? '' : `; g = ${effectText(hedgesG)}`;
  return `${pair}: p = ${probabilityText(p)}${effect}`;
}
