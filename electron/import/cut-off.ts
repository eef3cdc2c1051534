// Signs that a file without an end mark may have lost its last lines: a plate that ends before it is full.
// Must not refuse: a part of a plate is a usual thing to read.

import type { WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { rowLetters } from './well-name.ts';

/** Plates are two thirds as high as they are wide, in wells. */
const rowsForColumns: Readonly<Record<number, number>> = { 3: 2, 4: 3, 6: 4, 8: 6, 12: 8, 24: 16, 48: 32 };

/** For a plate drawn as a grid: that its last row is not the last of a plate of so many columns. */
export function gridEndWarnings(title: string, lastRow: string, columnCount: number): readonly string[] {
  const rows = rowsForColumns[columnCount];
  // Beyond Z the instruments disagree: AA to AF, or a to f.
  if (rows === undefined || rows > 26 || lastRow === rowLetters(rows - 1)) return [];
  return [say('instrument.warning-rows', { title, row: lastRow })];
}

/** For a list of wells row by row: that the last row has only the first of the columns that every other row has. */
export function listEndWarnings(wells: readonly WellReading[]): readonly string[] {
  const columnsByRow = new Map<string, Set<string>>();
  for (const { well } of wells) {
    const letters = well.replace(/\d+$/, '');
    const columns = columnsByRow.get(letters) ?? new Set();
    columnsByRow.set(letters, columns.add(well.slice(letters.length)));
  }
  const rows = [...columnsByRow.values()].map((columns) => [...columns].join(' '));
  const [first = '', last = ''] = [rows[0], rows.at(-1)];
  const isEven = rows.slice(0, -1).every((columns) => columns === first);
  if (rows.length < 2 || !isEven || last === first || !first.startsWith(`${last} `)) return [];
  return [say('instrument.warning-list', { well: wells.at(-1)?.well ?? '' })];
}
