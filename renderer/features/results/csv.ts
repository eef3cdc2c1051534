// The numbers of a chart as CSV (RFC 4180), with the unit in the head, for a spreadsheet or a statistics program.
// Must not round otherwise than the table on the screen; typed values go out with the digits as typed.

import { say } from '../../../shared/catalogue/catalogue.ts';
import { csvText, type CsvLine } from '../../../shared/report/csv-text.ts';
import { analysisWords, drawnPoints, type ChartAnswer, type NumberRow } from './chart-numbers.ts';

/** The rows of the table. `note` stands in each line, such as SIMULATED; null for none. */
export function csvOfRows(answer: ChartAnswer, rows: readonly NumberRow[], note: string | null): string {
  const { label, unit } = answer.analyte;
  const head = [
    say('results.column.time-point'),
    say('results.column.group'),
    say('results.column.n'),
    `${label} ${say('results.column.mean')} (${unit})`,
    `${label} ${say('results.column.sd')} (${unit})`,
    say('results.column.left-out'),
    say('results.column.out-of-range'),
    say('results.column.missing'),
  ];
  const lines = rows.map((row) => [
    say(`sample.timePoint.${row.timePoint}`),
    row.group,
    row.n,
    row.mean,
    row.sd,
    row.leftOut,
    row.outOfRange,
    row.missing,
  ]);
  return withEnd(answer, head, lines, note);
}

/** One line an animal and time point, of those that are drawn, and whether the plan counts it. */
export function csvOfPoints(answer: ChartAnswer, isWithoutOutliers: boolean, note: string | null): string {
  const { label: name, unit } = answer.analyte;
  const head = [
    say('results.column.time-point'),
    say('results.column.group'),
    say('results.column.animal'),
    `${name} (${unit})`,
    say('results.column.mark'),
    say('figure.column-counts'),
  ];
  const lines = answer.series.flatMap(({ label, byTimePoint }) =>
    byTimePoint.flatMap(({ timePoint, points }) =>
      drawnPoints(points, isWithoutOutliers).map((point) => [
        say(`sample.timePoint.${timePoint}`),
        label,
        point.animalId,
        point.value,
        point.isAtLimit
          ? say('results.at-limit')
          : point.mark === null
            ? null
            : say(`result.mark.${point.mark}`),
        say(point.isPlanned ? 'figure.yes' : 'figure.no'),
      ]),
    ),
  );
  return withEnd(answer, head, lines, note);
}

/** Whose numbers they are, in each line: a line copied out of its file still says so. */
function withEnd(answer: ChartAnswer, head: CsvLine, lines: readonly CsvLine[], note: string | null): string {
  const analysis = analysisWords(answer);
  const ends = note === null ? [analysis] : [analysis, note];
  const endHead = [say('figure.column-analysis'), ...(note === null ? [] : [say('results.column.note')])];
  return csvText([[...head, ...endHead], ...lines.map((line) => [...line, ...ends])]);
}
