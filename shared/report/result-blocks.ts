// Results as printed: figures with every animal's point, and beside them the same numbers in tables.
// Must not tell a blinded reader the group: the chart's own codes are used.

import { say } from '../catalogue/catalogue.ts';
import { analytes, type Analyte } from '../domain/analytes.ts';
import { Result, resultId, resultText, type ResultState } from '../domain/result.ts';
import { resultChart, type ChartSeries } from '../domain/result-queries.ts';
import { timePointKeys, type TimePoint } from '../domain/schedule.ts';
import type { Reader } from '../kernel/decider.ts';
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
import type { ReportSource } from './source.ts';
import { withOlder } from './run-blocks.ts';
import { measure, reasonOf, shortNumber, when, type Wording } from './wording.ts';

const timeLabels = (): readonly string[] => timePointKeys.map((one) => say(`sample.timePoint.${one}`));

/** All animals by group: a figure and a table for each analyte that has a value. */
export function* studyResultBlocks(source: ReportSource): Iterable<Block> {
  const charts = analytes.map(({ key }) =>
    resultChart.answer({ analyte: key, isWithoutOutliers: false }, source.query),
  );
  const drawn = charts.filter(({ series }) =>
    series.some((one) => one.byTimePoint.some((time) => time.n > 0)),
  );
  if (drawn.length === 0) {
    yield paragraph(span(say('report.no-results'), 'muted'));
    return;
  }
  yield paragraph(span(say('report.figure-legend'), 'muted'));
  for (const chart of drawn) {
    yield heading(2, `${chart.analyte.label} (${chart.analyte.unit})`);
    yield { kind: 'figures', figures: [groupFigure(chart.analyte, chart.series, chart.isBlinded)] };
    yield groupTable(chart.series);
    if (chart.leftOut.length > 0) {
      const who = chart.leftOut.map((one) => `${one.animalId} (${say(`report.left-out-${one.why}`)})`);
      yield paragraph(say('report.left-out', { who: who.join(', ') }));
    }
  }
}

function groupFigure(analyte: Analyte, series: readonly ChartSeries[], isNeutral: boolean): Figure {
  return drawFigure({
    caption: say('report.figure-caption', { analyte: analyte.label, figure: analyte.figure }),
    unit: analyte.unit,
    timePoints: timeLabels(),
    isNeutral,
    series: series.map(({ label, byTimePoint }) => ({
      label,
      byTimePoint: byTimePoint.map(({ mean, sd, points }) => ({
        mean,
        sd,
        points: points.map(({ number, mark }) => ({ number, isHollow: mark === 'outlier' })),
      })),
    })),
  });
}

function groupTable(series: readonly ChartSeries[]): Table {
  return {
    kind: 'table',
    columns: [
      { label: say('report.group'), share: 24 },
      ...timeLabels().map((label) => ({ label, share: 30, isNumber: true })),
    ],
    rows: series.map((one) => [
      flow(span(one.label, 'strong')),
      ...one.byTimePoint.map(({ n, mean, sd, outOfRange, missing, points }) =>
        flow(
          sd === null ? shortNumber(mean) : `${shortNumber(mean)} ± ${shortNumber(sd)}`,
          span(
            [
              ` n = ${n}`,
              ...(outOfRange === 0 ? [] : [say('report.out-of-range-count', { count: outOfRange })]),
              ...(missing === 0 ? [] : [say('report.missing-count', { count: missing })]),
            ].join(', '),
            'muted',
          ),
          points.length === 0 ? null : span(`\n${points.map(pointText).join('; ')}`, 'muted'),
        ),
      ),
    ]),
  };
}

function pointText(point: { readonly value: string; readonly mark: string | null }): string {
  return point.mark === 'outlier' ? `${point.value} (${say('report.outlier-sign')})` : point.value;
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
      courseFigure(animalId, analyte, (time) => byId.get(resultId(animalId, time, analyte.key))),
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
  animalId: string,
  analyte: Analyte,
  resultAt: (time: TimePoint) => ResultState | undefined,
): Figure {
  return drawFigure({
    caption: `${animalId}: ${analyte.label}`,
    unit: analyte.unit,
    timePoints: timeLabels(),
    isNeutral: true,
    series: [
      {
        label: animalId,
        byTimePoint: timePointKeys.map((time) => {
          const result = resultAt(time);
          const points =
            result === undefined || result.value === null
              ? []
              : [{ number: Number(result.value), isHollow: result.mark === 'outlier' }];
          return { mean: null, sd: null, points };
        }),
      },
    ],
  });
}
