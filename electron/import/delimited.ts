// Delimited text (CSV, and what spreadsheets save in its place): which separator, which columns, which rows.
// Must not read numbers, nor drop a cell.

import Papa from 'papaparse';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';

export type Separator = ',' | ';' | '\t' | '|';

export interface DelimitedTable {
  readonly separator: Separator;
  /** Rows that are not blank: the cells of the columns that were asked for, trimmed, and the row's number in the file. */
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

const separators = [',', ';', '\t', '|'] as const satisfies readonly Separator[];
/** What spreadsheets write into the first line to name the separator. */
const separatorLine = /^sep=(.)\r?\n/iu;

/**
 * The columns of these names, in the first row with a cell. The separator is the one by which it has them. Refused: no such column, one that
 * stands twice, a row with more cells than the header, a quotation mark that is never closed.
 */
export function readDelimited(text: string, columns: readonly string[]): Outcome<DelimitedTable> {
  const { body, skipped } = fromHeader(text);
  const headers = separators
    .map((separator) => ({ separator, names: headerOf(body, separator) }))
    .toSorted((left, right) => right.names.length - left.names.length);
  const header = headers.find(({ names }) => columns.every((column) => names.includes(column))) ?? headers[0];
  if (!header) return refuse('table.empty', { path: '' });
  const { separator, names } = header;
  for (const column of columns) {
    if (!names.includes(column)) {
      return refuse('table.column-missing', { column, columns: names.join(', ') });
    }
    if (names.indexOf(column) !== names.lastIndexOf(column)) return refuse('table.column-twice', { column });
  }
  const parsed = Papa.parse<string[]>(body, { delimiter: separator });
  const quotes = parsed.errors.find(({ type }) => type === 'Quotes');
  if (quotes) return refuse('table.quotes', { row: (quotes.row ?? 0) + 1 + skipped });
  const places = columns.map((column) => names.indexOf(column));
  const rows = parsed.data
    .map((cells, index) => ({ number: index + 1 + skipped, cells: cells.map((cell) => cell.trim()) }))
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const long = rows.find(({ cells }) => cells.slice(names.length).some((cell) => cell !== ''));
  if (long) return refuse('table.row-too-long', { row: long.number });
  return {
    ok: true,
    value: {
      separator,
      rows: rows.map(({ number, cells }) => ({ number, cells: places.map((place) => cells[place] ?? '') })),
    },
  };
}

/** The text from its header on, and the number of lines before it: blank ones, and the one that names the separator. */
function fromHeader(text: string): { readonly body: string; readonly skipped: number } {
  let [at, skipped] = [0, 0];
  for (;;) {
    const end = text.indexOf('\n', at) + 1;
    if (end === 0) break;
    const line = text.slice(at, end);
    // A spreadsheet writes the separators of a blank row too.
    if (!/^[\s,;|]*$/u.test(line) && !separatorLine.test(line)) break;
    [at, skipped] = [end, skipped + 1];
  }
  return { body: text.slice(at), skipped };
}

function headerOf(text: string, separator: Separator): readonly string[] {
  const [names = []] = Papa.parse<string[]>(text, { delimiter: separator, preview: 1 }).data;
  return names.map((name) => name.trim());
}
