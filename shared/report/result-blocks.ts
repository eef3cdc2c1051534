// Results as printed: figures with every animal's point, and beside them the same numbers in tables.
// Must not give a blinded reader numbers by group: the groups of the chart are used.

import { say } from '../catalogue/catalogue.ts';
import type { AnalyteAnalysis, GroupAt } from '../domain/analysis.ts';
import type { AnalysedValue } from '../domain/analysis-values.ts';
import { analytes, type Analyte } from '../domain/analytes.ts';
import { drawnFigure } from '../domain/figure-data.ts';
import { groupNaming, studyAnimals, whyLeftOut } from '../domain/group-naming.ts';
import { Result, resultId, resultText, type ResultState } from '../domain/result.ts';
import { dayOf, timePointKeys, type TimePoint } from '../domain/schedule.ts';
import { unitWords } from '../domain/unit-words.ts';
import type { Reader } from '../kernel/decider.ts';
import { figureCell, figurePanel, type FigurePoint } from '../statistics/figure-model.ts';
import {
  flow,
  heading,
  joined,
  paragraph,
  span,
  type Block,
  type Figure,
  type Spans,
  type Table,
} from './document.ts';
import { drawFigure } from './figure.ts';
import { testBlocks } from './plan-blocks.ts';
import type { ReportSource } from './source.ts';
import { withOlder } from './run-blocks.ts';
import { measure, reasonOf, shortNumber, when, type Wording } from './wording.ts';

const timeLabels = (): readonly string[] => timePointKeys.map((one) => say(`sample.timePoint.${one}`));

/** All animals by group: for each analyte that has a value a figure, its numbers, its tests, and what was left out. */
export function* studyResultBlocks(source: ReportSource): Iterable<Block> {
  const drawn = analytes.flatMap((analyte) => {
    const request = { variant: 'bars', isWithEverything: false, hasHead: false } as const;
    const figure = { figure: analyte.figure, analytes: [analyte] };
    const { model, analyses } = drawnFigure({ ...request, figure }, source.query);
    return analyses.map(({ analysis }) => ({ analyte, model, analysis }));
  });
  if (drawn.length === 0) {
    yield paragraph(span(say('report.no-results'), 'muted'));
    return;
  }
  const { whyCoded } = groupNaming(source.read, source.reader);
  if (whyCoded) yield paragraph(span(whyCoded.message, 'alert'), ' ', span(whyCoded.remedy, 'muted'));
  yield paragraph(span(say('report.figure-legend'), 'muted'));
  for (const { analyte, model, analysis } of drawn) {
    yield heading(2, `${analyte.label} (${analyte.unit})`);
    const caption = say('report.figure-caption', { analyte: analyte.label, figure: analyte.figure });
    yield { kind: 'figures', figures: [{ ...drawFigure(model, 85), caption }] };
    yield groupTable(analysis);
    yield* testBlocks(analysis);
    const replaced = studyAnimals(source.read)
      .filter((animal) => read(source, animal.id, analyte) && whyLeftOut(source.read, animal) !== null)
      .map(
        (animal) =>
          `${animal.id} (${say(`report.left-out-${whyLeftOut(source.read, animal) ?? 'replaced'}`)})`,
      );
    if (replaced.length > 0) yield paragraph(say('report.left-out', { who: replaced.join(', ') }));
  }
}

function read({ read: reader }: ReportSource, animalId: string, { key }: Analyte): boolean {
  return timePointKeys.some((time) => reader.get(Result, resultId(animalId, time, key)) !== undefined);
}

function groupTable({ groups, byTimePoint, whyCoded }: AnalyteAnalysis): Table {
  return {
    kind: 'table',
    columns: [
      { label: say('report.group'), share: 24 },
      ...timeLabels().map((label) => ({ label, share: 30, isNumber: true })),
    ],
    rows: groups.map((group, index) => [
      flow(span(group.label, 'strong')),
      ...byTimePoint.map(({ planned, everything }, at) => {
        const values = group.byTimePoint[at]?.values ?? [];
        const own = planned.groups[index];
        const whole = everything?.groups[index];
        return flow(
          meanText(own),
          span(countText(own), 'muted'),
          whole && whole.n !== own?.n
            ? span(`\n${say('report.with-everything', { mean: meanText(whole), n: whole.n })}`, 'late')
            : null,
          values.length === 0 ? null : span(`\n${valueTexts(values, whyCoded !== null)}`, 'muted'),
        );
      }),
    ]),
  };
}

function meanText(group: GroupAt | undefined): string {
  const { mean = null, sd = null } = group ?? {};
  return sd === null ? shortNumber(mean) : `${shortNumber(mean)} ± ${shortNumber(sd)}`;
}

function countText(group: GroupAt | undefined): string {
  const { n = 0, outOfRange = 0, missing = 0, against = [] } = group ?? {};
  const marks = against.flatMap(({ mark }) => (mark === '' ? [] : [mark]));
  return [
    ` n = ${n}`,
    ...(outOfRange === 0 ? [] : [say('report.out-of-range-count', { count: outOfRange })]),
    ...(missing === 0 ? [] : [say('report.missing-count', { count: missing })]),
    ...marks,
  ].join(', ');
}

/** While the groups are coded, which value is left out would tell whose it is: only those that count are printed. */
function valueTexts(values: readonly AnalysedValue[], isCoded: boolean): string {
  if (isCoded) {
    return values
      .filter((value) => value.isPlanned)
      .toSorted((left, right) => left.number - right.number)
      .map(({ text }) => text)
      .join('; ');
  }
  const signOf = ({ exclusion, kind }: AnalysedValue): string =>
    exclusion !== null
      ? ` (${say('report.excluded-sign')})`
      : kind === 'outlier'
        ? ` (${say('report.outlier-sign')})`
        : '';
  return values.map((value) => `${value.text}${signOf(value)}`).join('; ');
}

/** One animal: a table of its values, its course in small figures, and what was corrected and why. */
export function* animalResultBlocks(
  read: Reader,
  wording: Wording,
  animalId: string,
  hasFigures: boolean,
): Iterable<Block> {
  const results = read.list(Result, { animalId });
  if (results.length === 0) return;
  const byId = new Map(results.map((one) => [one.id, one]));
  const known = analytes.filter(({ key }) => results.some((one) => one.analyte === key));
  yield {
    kind: 'table',
    columns: [
      { label: say('report.analyte'), share: 20 },
      { label: say('report.unit'), share: 14 },
      ...timeLabels().map((label) => ({ label, share: 24, isNumber: true })),
    ],
    rows: known.map((analyte) => [
      flow(span(analyte.label, 'strong')),
      flow(analyte.unit),
      ...timePointKeys.map((time) => cell(byId.get(resultId(animalId, time, analyte.key)))),
    ]),
  };
  const corrections = results.flatMap((one) => correctionLines(wording, one));
  for (const line of corrections) yield { kind: 'paragraph', text: line };
  if (hasFigures) {
    const figures = known.map((analyte) =>
      courseFigure(read, animalId, analyte, (time) => byId.get(resultId(animalId, time, analyte.key))),
    );
    yield { kind: 'figures', figures };
  }
}

function cell(result: ResultState | undefined): Spans {
  if (!result) return flow(span('–', 'muted'));
  return joined(
    [
      withOlder(
        result.history.map((one) => one.value),
        result.value,
      ),
      flagWords(result),
      result.mark === null ? [] : flow(span(say(`result.mark.${result.mark}`).toLowerCase(), 'late')),
    ],
    ' ',
  );
}

/** What its assay says of a result; in the place of the number where there is none. */
function flagWords(result: ResultState): Spans {
  if (result.flags.length === 0) return [];
  const words =
    result.value === null ? resultText(result) : result.flags.map((flag) => say(`assay.flag.${flag}`));
  return flow(span(typeof words === 'string' ? words : words.join(', '), 'late'));
}

function correctionLines(wording: Wording, result: ResultState): readonly Spans[] {
  const { history, unit } = result;
  const versions = [...history, result];
  return versions.slice(1).map((version, index) => {
    const older = versions[index];
    const text = (one: typeof older) =>
      [
        one === undefined || (one.value === null && one.flags.length === 0)
          ? say('report.no-value')
          : one.value === null
            ? resultText({ ...one, unit })
            : measure(one.value, unit),
        one?.mark ?? '',
        one?.origin ? say('report.from-assay') : '',
      ]
        .filter((part) => part !== '')
        .join(', ');
    return flow(
      `${result.id}: `,
      span(text(older), 'struck'),
      ` ${text(version)}. `,
      span(say('report.corrected-by', { at: when(version.at), who: wording.person(version.by) }), 'muted'),
      ' ',
      ...reasonOf(version.reason),
    );
  });
}

function courseFigure(
  read: Reader,
  animalId: string,
  analyte: Analyte,
  resultAt: (time: TimePoint) => ResultState | undefined,
): Figure {
  const { key, label, unit, decimals, figure } = analyte;
  const cells = timePointKeys.map((time) => figureCell(pointsOf(resultAt(time))));
  const ids = cells.flatMap(({ points }) => points.flatMap((point) => point.id ?? []));
  const words = unitWords(read, analyte, ids);
  const model = {
    figure,
    variant: 'course',
    groups: [{ key: animalId, label: animalId }],
    categories: timePointKeys.map((time) => ({
      label: say(`sample.timePoint.${time}`),
      short: say(`figure.time.${time}`),
      day: dayOf(time),
    })),
    panels: [figurePanel({ key, title: label, unit, unitWords: words, decimals, cells: [cells] }, 'course')],
    isCoded: false,
    analysis: 'unplanned',
    isSimulated: false,
    head: null,
    caption: [],
  } as const;
  return { ...drawFigure(model, 85), caption: `${animalId}: ${label}` };
}

function pointsOf(result: ResultState | undefined): readonly FigurePoint[] {
  if (result === undefined || result.value === null) return [];
  const { id, animalId, value, mark, flags } = result;
  const isHollow = mark === 'outlier';
  const remarks = flags.map((flag) => say(`assay.flag.${flag}`));
  const counts = { isCounted: true, isPlanned: true };
  return [{ number: Number(value), id, subject: animalId, isHollow, ...counts, remarks }];
}
