// A table with a head row and named columns, from text or from a sheet: one way to look up a cell by its column.
// Must not know what the columns mean.

import type { SheetRow } from './workbook.ts';

export interface TableRow {
  /** Of the file or the sheet, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly head: readonly string[];
  readonly headLine: number;
  readonly rows: readonly TableRow[];
}

/** The rows of a sheet as text; numbers as the shortest text that reads back as the same number. */
export function sheetText(rows: readonly SheetRow[]): readonly TableRow[] {
  return rows.map(({ number, cells }) => ({
    line: number,
    cells: Array.from(cells, (cell) =>
      cell?.number === null ? cell.text.trim() : String(cell?.number ?? ''),
    ),
  }));
}

export function lineRows(lines: readonly string[], separator: string, offset = 0): readonly TableRow[] {
  return lines.map((line, index) => ({
    line: offset + index + 1,
    cells: line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')),
  }));
}

/** The table whose head is the first row that `isHead` accepts; its rows end at the first one without a cell. */
export function tableBelow(
  rows: readonly TableRow[],
  isHead: (cells: readonly string[]) => boolean,
): Table | null {
  const at = rows.findIndex(({ cells }) => isHead(cells));
  const head = rows[at];
  if (!head) return null;
  const body: TableRow[] = [];
  let previous = head.line;
  for (const row of rows.slice(at + 1)) {
    const isGap = row.line > previous + 1;
    if (isGap || row.cells.every((cell) => cell === '')) break;
    body.push(row);
    previous = row.line;
  }
  return { head: head.cells, headLine: head.line, rows: body };
}

const positions = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** The first column of each name, whatever its case. A head is asked for every row of its table. */
function positionsOf(head: readonly string[]): ReadonlyMap<string, number> {
  const known = positions.get(head);
  if (known) return known;
  const found = new Map<string, number>();
  for (const [at, cell] of head.entries()) {
    const name = cell.trim().toLowerCase();
    if (!found.has(name)) found.set(name, at);
  }
  positions.set(head, found);
  return found;
}

/** Where the first of `names` stands in the head, whatever its case; -1 where none does. */
export function columnOf({ head }: Table, ...names: readonly string[]): number {
  const found = positionsOf(head);
  for (const name of names) {
    const at = found.get(name.toLowerCase());
    if (at !== undefined) return at;
  }
  return -1;
}

/** The text of the row in that column; empty where there is none. */
export function cellOf(row: TableRow, column: number): string {
  return row.cells[column] ?? '';
}

/**
 * The line of the row at which a text breaks off: the very last line of the file, shorter than the rows before it.
 * Its last number may have lost digits, so nothing of such a file is to be trusted.
 */
export function brokenLine({ head, rows }: Table, lineCount: number): number | null {
  const last = rows.at(-1);
  if (!last || last.line !== lineCount) return null;
  const usual = rows.at(-2)?.cells.length ?? head.length;
  return last.cells.length < usual ? last.line : null;
}
