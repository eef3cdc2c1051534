// Signs that a file without an end mark may have lost its last lines, or the last digits of its last number.
// Must not refuse: a part of a plate is a usual thing to read, and many programs end no line after the last one.

import type { WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { delimitedRows, delimiterOf } from './separated-rows.ts';
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

const numberLike = /^[-+]?\d+(?:[.,]\d*)?$|^[-+]?[.,]\d*$/;
/** The last line and some before it. */
const neighbouringLines = 8;

/**
 * For a text whose last line has no end: that its last number has fewer decimals than those above it, or, among whole
 * numbers, fewer digits than any of them. Where there is none above, the others of its line count. What was cut after a full number cannot be told from one that was not.
 */
export function lastNumberWarnings(lines: readonly string[]): readonly string[] {
  const last = lines.at(-1) ?? '';
  // A quoted cell that is closed is whole.
  if (last.trim() === '' || last.endsWith('"')) return [];
  const near = lines.slice(-neighbouringLines);
  const rows = delimitedRows(near, delimiterOf(near)).map(({ cells }) => cells);
  const row = rows.at(-1) ?? [];
  const number = row.at(-1) ?? '';
  if (!numberLike.test(number)) return [];
  const isNumber = (cell: string) => numberLike.test(cell);
  const above = rows.slice(0, -1).map((cells) => cells[row.length - 1] ?? '');
  const numbers = above.some(isNumber) ? above.filter(isNumber) : row.slice(0, -1).filter(isNumber);
  const decimals = numbers.map(decimalsOf);
  const most = Math.max(0, ...decimals);
  const digits = numbers.filter((_, index) => decimals[index] === 0).map(({ length }) => length);
  const isShort =
    most > 0 ? decimalsOf(number) < most : digits.length > 0 && number.length < Math.min(...digits);
  return isShort ? [say('instrument.warning-last-number', { line: lines.length, text: number })] : [];
}

function decimalsOf(text: string): number {
  const mark = text.search(/[.,]/);
  return mark < 0 ? 0 : text.length - mark - 1;
}
