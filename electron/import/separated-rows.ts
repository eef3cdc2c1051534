// Rows of a delimited text: the delimiter by which its lines agree, quotes and line numbers.
// Must not decide what a column means.

import Papa from 'papaparse';
import type { TableRow } from './cell-table.ts';

const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** The delimiter that stands most often in the line with the most of it; a comma where none does. */
export function delimiterOf(lines: readonly string[]): Delimiter {
  const most = (delimiter: string) =>
    lines.reduce((highest, line) => Math.max(highest, line.split(delimiter).length), 0);
  // A decimal comma makes commas frequent, but never where semicolons or tabs divide the line.
  const [commas, semicolons, tabs] = delimiters.map(most) as [number, number, number];
  if (semicolons > 1 && semicolons * 2 >= commas) return ';';
  return tabs > 1 && tabs * 2 >= commas ? '\t' : ',';
}

/** A row a line of the file; a quoted cell that spans lines belongs to the line it begins on. */
export function delimitedRows(lines: readonly string[], delimiter: Delimiter): readonly TableRow[] {
  const { data } = Papa.parse<readonly string[]>(lines.join('\n'), { delimiter, newline: '\n' });
  let line = 1;
  return data.map((row) => {
    const begins = line;
    line += 1 + row.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
    return { line: begins, cells: row.map((cell) => cell.trim()) };
  });
}
