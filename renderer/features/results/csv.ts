// The numbers of a chart as CSV (RFC 4180), with the unit in the head, for a spreadsheet or a statistics program.
// Must not round otherwise than the table on the screen; typed values go out with the digits as typed.

import { say } from '../../../shared/catalogue/catalogue.ts';
import { csvText, type CsvLine } from '../../../shared/report/csv-text.ts';
import { countedPoints, type ChartAnswer, type NumberRow } from './chart-numbers.ts';

/** The rows of the table. `note` stands in each line, such as SIMULATED; null for none. */
export function csvOfRows({ analyte }: ChartAnswer, rows: readonly NumberRow[], note: string | null): string {
  const head = [
    say('results.column.time-point'),
    say('results.column.group'),
    say('results.column.n'),
    `${analyte.label} ${say('results.column.mean')} (${analyte.unit})`,
    `${analyte.label} ${say('results.column.sd')} (${analyte.unit})`,
    say('results.column.out-of-range'),
    say('results.column.missing'),
  ];
  const lines = rows.map((row) => [
    say(`sample.timePoint.${row.timePoint}`),
    row.group,
    row.n,
    row.mean,
    row.sd,
    row.outOfRange,
    row.missing,
  ]);
  return withNote(head, lines, note);
}

/** One line an animal and time point, of those that the figures count. Animals are not named while blinded. */
export function csvOfPoints(
  { analyte, series }: ChartAnswer,
  isWithoutOutliers: boolean,
  note: string | null,
): string {
  const head = [
    say('results.column.time-point'),
    say('results.column.group'),
    say('results.column.animal'),
    `${analyte.label} (${analyte.unit})`,
    say('results.column.mark'),
  ];
  const lines = series.flatMap(({ label, byTimePoint }) =>
    byTimePoint.flatMap(({ timePoint, points }) =>
      countedPoints(points, isWithoutOutliers).map((point) => [
        say(`sample.timePoint.${timePoint}`),
        label,
        point.animalId,
        point.value,
        point.mark === null ? null : say(`result.mark.${point.mark}`),
      ]),
    ),
  );
  return withNote(head, lines, note);
}

function withNote(head: CsvLine, lines: readonly CsvLine[], note: string | null): string {
  if (note === null) return csvText([head, ...lines]);
  return csvText([[...head, say('results.column.note')], ...lines.map((line) => [...line, note])]);
}
