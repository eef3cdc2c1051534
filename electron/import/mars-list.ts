// The table view of BMG Labtech MARS: a row a well, a column a reading, and below the head the times or wavelengths.
// Must not lose the axis: readings that only their time or wavelength tells apart are worth nothing without it.

import type { SampleRole, WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { brokenLine, cellOf, columnOf, type Table, type TableRow } from './cell-table.ts';
import { wellReading } from './instrument-file.ts';
import { plainNumber, readNumber, type DecimalMark } from './number-text.ts';
import { wellName } from './well-name.ts';

export const rawTitle = /^Raw Data\s*\((.*)\)/i;

export function isMarsListHead({ cells }: TableRow): boolean {
  return /^well\b/i.test(cells[0] ?? '') && cells.some((cell) => rawTitle.test(cell));
}

/** `580/620`: excitation and emission; `450` and `450 1`: a wavelength, and which of several; `No filter`: none. */
export function opticsOf(title: string): Pick<WellReading, 'wavelengthNm' | 'excitationNm'> {
  const filter = rawTitle.exec(title)?.[1] ?? '';
  const [first, second] = [...filter.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));
  return filter.includes('/')
    ? { wavelengthNm: second ?? null, excitationNm: first ?? null }
    : { wavelengthNm: first ?? null, excitationNm: null };
}

interface Column {
  readonly title: string;
  readonly position: number;
}

type Point = Partial<Pick<WellReading, 'timeSeconds' | 'wavelengthNm' | 'excitationNm'>>;

/**
 * The list whose head is `rows[head]`. Rows without any cell are passed over. Refused, with the line: a row without a
 * well or with a damaged one, a time or wavelength that is none, columns that nothing tells apart, and a last row that
 * breaks off.
 */
export function readMarsList(
  rows: readonly TableRow[],
  head: number,
  { unit, mark }: { readonly unit: string | null; readonly mark: DecimalMark },
  lineCount: number,
): Outcome<{ readonly wells: readonly WellReading[]; readonly last: number }> {
  const headRow = rows[head];
  const headLine = headRow?.line ?? 1;
  const after = rows.slice(head + 1);
  const next = after.findIndex(isMarsListHead);
  const body = (next < 0 ? after : after.slice(0, next)).filter(({ cells }) => cells.some(Boolean));
  const table: Table = { head: headRow?.cells ?? [], headLine, rows: body };
  const broken = brokenLine(table, lineCount);
  if (broken !== null) return damaged(broken, say('instrument.reason-row-short'));
  const columns = table.head.flatMap((title, position) =>
    rawTitle.test(title) ? [{ title, position }] : [],
  );
  let axis: ReadonlyMap<number, Point> = new Map();
  const wells: WellReading[] = [];
  for (const row of body) {
    const text = wellText(table, row);
    const well = wellName(text);
    const label = text === '' ? axisLabel(row, columns) : null;
    if (label !== null) {
      const read = axisOf(row, label, columns, mark);
      if (!read.ok) return read;
      axis = read.value;
    } else if (well === null) {
      return damaged(row.line, say('instrument.reason-no-well', { text }));
    } else {
      wells.push(...readingsOfRow(table, row, well, columns, { unit, mark, axis }));
    }
  }
  const twice = columns.find(({ title }, index) => columns.findIndex((one) => one.title === title) !== index);
  if (axis.size === 0 && twice) {
    return damaged(headLine, say('instrument.reason-no-axis', { column: twice.title }));
  }
  return { ok: true, value: { wells, last: next < 0 ? rows.length - 1 : head + next } };
}

function damaged(line: number, reason: string) {
  return refuse('instrument.damaged', { format: 'BMG Labtech MARS', line, reason });
}

function wellText(table: Table, row: TableRow): string {
  const [letters, number] = [columnOf(table, 'Well Row'), columnOf(table, 'Well Col')];
  return letters >= 0 && number >= 0
    ? `${cellOf(row, letters)}${cellOf(row, number)}`
    : cellOf(row, columnOf(table, 'Well'));
}

/** What stands before the readings in a row without a well: `Time`, `Wavelength [nm]`. */
function axisLabel(row: TableRow, columns: readonly Column[]): string | null {
  const before = row.cells.slice(0, columns[0]?.position ?? 0);
  return before.find((cell) => /^(?:Time|Wavelength)\b/i.test(cell)) ?? null;
}

function axisOf(
  row: TableRow,
  label: string,
  columns: readonly Column[],
  mark: DecimalMark,
): Outcome<ReadonlyMap<number, Point>> {
  const points = new Map<number, Point>();
  const isTime = /^time/i.test(label);
  for (const { title, position } of columns) {
    const text = cellOf(row, position);
    const at = isTime ? secondsOf(text, label, mark) : plainNumber(text, mark);
    if (at === null || at < 0) {
      const reason = isTime ? 'instrument.reason-no-time' : 'instrument.reason-no-wavelength';
      return damaged(row.line, say(reason, { text }));
    }
    points.set(position, isTime ? { timeSeconds: at } : wavelengthOf(title, at));
  }
  return { ok: true, value: points };
}

/** A spectrum of the excitation says so in its title. */
function wavelengthOf(title: string, nanometres: number): Point {
  const isExcitation = /\bex(?:citation)?\b/i.test(title);
  return isExcitation ? { excitationNm: nanometres } : { wavelengthNm: nanometres };
}

const secondsPerUnit: ReadonlyMap<string, number> = new Map([
  ['h', 3600],
  ['min', 60],
  ['s', 1],
  ['sec', 1],
  ['ms', 0.001],
]);

/** `1 h 15 min` and the program's own `0 h 60 min`; numbers alone in the unit of the label, `Time [s]`. */
function secondsOf(text: string, label: string, mark: DecimalMark): number | null {
  const words = text.split(/\s+/).filter(Boolean);
  const ofLabel = secondsPerUnit.get(/\[([a-z]+)\]/i.exec(label)?.[1]?.toLowerCase() ?? '');
  if (words.length === 1 && ofLabel !== undefined) {
    const value = plainNumber(words[0], mark);
    return value === null ? null : value * ofLabel;
  }
  if (words.length === 0 || words.length % 2 !== 0) return null;
  let seconds = 0;
  for (let at = 0; at < words.length; at += 2) {
    const value = plainNumber(words[at], mark);
    const unit = secondsPerUnit.get(words[at + 1]?.toLowerCase() ?? '');
    if (value === null || unit === undefined) return null;
    seconds += value * unit;
  }
  return seconds;
}

function readingsOfRow(
  table: Table,
  row: TableRow,
  well: string,
  columns: readonly Column[],
  known: {
    readonly unit: string | null;
    readonly mark: DecimalMark;
    readonly axis: ReadonlyMap<number, Point>;
  },
): readonly WellReading[] {
  const held = cellOf(row, columnOf(table, 'Content'));
  return columns.map(({ title, position }) =>
    wellReading({
      well,
      sample: held || null,
      role: roleOf(held),
      unit: known.unit,
      read: title,
      ...opticsOf(title),
      ...known.axis.get(position),
      ...readNumber(cellOf(row, position), known.mark),
    }),
  );
}

function roleOf(content: string): SampleRole | null {
  if (/^sample/i.test(content)) return 'unknown';
  if (/^standard/i.test(content)) return 'standard';
  if (/^blank/i.test(content)) return 'blank';
  if (/^positive/i.test(content)) return 'positive-control';
  if (/^negative/i.test(content)) return 'negative-control';
  return /^control/i.test(content) ? 'control' : null;
}
