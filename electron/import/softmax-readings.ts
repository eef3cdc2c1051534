// The raw and reduced tables of a plate block of SoftMax Pro, as text by well.
// Must not turn text into numbers.

import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import type { PlateHead } from './softmax-plate.ts';
import { rowLetters, wellName } from './well-name.ts';

export interface RawCell {
  readonly well: string;
  readonly text: string;
  /** Which of several wavelengths, from 0. */
  readonly channel: number;
  readonly wavelengthNm: number | null;
  readonly timeSeconds: number | null;
  /** Which point of a well scan. */
  readonly read: string | null;
}

export interface PlateTables {
  readonly cells: readonly RawCell[];
  /** The program can leave the readings out: the wells are there, without a value. */
  readonly isUnread: boolean;
  readonly reduced: ReadonlyMap<string, string>;
}

function damaged(line: number, reason: string) {
  return refuse('instrument.damaged', { format: 'Molecular Devices SoftMax Pro', line, reason });
}

function fieldsOf(line: string | undefined): readonly string[] {
  return (line ?? '').split('\t').map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
}

function isBlank(line: string | undefined): boolean {
  return (line ?? '').trim() === '';
}

/** A head row with `Temperature` is that of the readings; one without is that of the reduced values. */
function isRawHead(fields: readonly string[]): boolean {
  return /^Temperature/i.test(fields[1] ?? '');
}

/**
 * Plates drawn as grids: `points` of them one under another, the wavelengths side by side. A row that ends before the
 * last column that was read is damage, and so is a missing row.
 */
export function readPlateFormat(
  head: PlateHead,
  lines: readonly string[],
  offset: number,
): Outcome<PlateTables> {
  const cells: RawCell[] = [];
  const reduced = new Map<string, string>();
  let at = 1;
  if (isRawHead(fieldsOf(lines[at]))) {
    const columns = gridColumns(fieldsOf(lines[at]));
    at += 1;
    for (let point = 0; point < head.points; point++) {
      while (at < lines.length && lines[at] === '') at += 1;
      // A separator of a few tabs is shorter than any row of the plate.
      if (isBlank(lines[at]) && point > 0 && fieldsOf(lines[at]).length <= 3) at += 1;
      const grid = readGrid(head, lines, at, offset, columns);
      if (!grid.ok) return grid;
      for (const cell of grid.value) {
        cells.push({ ...cell, ...pointOf(head, cell.channel, point, cell.index) });
      }
      at += head.rowCount;
    }
  }
  while (at < lines.length && isBlank(lines[at])) at += 1;
  const columns = gridColumns(fieldsOf(lines[at]));
  for (let row = 0; columns.length > 0 && row < head.rowCount; row++) {
    const fields = fieldsOf(lines[at + 1 + row]);
    for (const { position, column } of columns) {
      const text = fields[position] ?? '';
      if (text !== '') reduced.set(`${rowLetters(row)}${column}`, text);
    }
  }
  return {
    ok: true,
    value: head.data === 'Reduced' ? unread(head, reduced) : { cells, isUnread: false, reduced },
  };
}

interface GridColumn {
  readonly position: number;
  readonly column: number;
  readonly channel: number;
}

/** Columns `1 … n`, an empty one, and again for the next wavelength. */
function gridColumns(fields: readonly string[]): readonly GridColumn[] {
  const columns: GridColumn[] = [];
  let channel = -1;
  for (let position = 2; position < fields.length; position++) {
    const column = Number(fields[position]);
    if (fields[position] === '' || !Number.isInteger(column)) continue;
    if (column === 1) channel += 1;
    columns.push({ position, column, channel });
  }
  return columns;
}

interface GridCell {
  readonly well: string;
  readonly text: string;
  readonly channel: number;
  /** What stands at the left of the first row: a time or a wavelength. */
  readonly index: string;
}

function readGrid(
  head: PlateHead,
  lines: readonly string[],
  start: number,
  offset: number,
  columns: readonly GridColumn[],
): Outcome<readonly GridCell[]> {
  const cells: GridCell[] = [];
  let index = '';
  for (let row = 0; row < head.rowCount; row++) {
    const line = lines[start + row];
    if (line === undefined || line === '') {
      const reason = say('instrument.reason-rows', { expected: head.rowCount, found: row });
      return damaged(offset + start + row + 1, reason);
    }
    const fields = fieldsOf(line);
    index ||= fields[0] ?? '';
    const last = columns.findLast(({ column }) => isRead(head, row, column));
    if (last && fields.length <= last.position) {
      return damaged(offset + start + row + 1, say('instrument.reason-row-short'));
    }
    for (const { position, column, channel } of columns) {
      cells.push({ well: `${rowLetters(row)}${column}`, text: fields[position] ?? '', channel, index });
    }
  }
  return { ok: true, value: cells.map((cell) => ({ ...cell, index })) };
}

/** Whether the plate's head says that this well was read; `row` counts from 0. */
function isRead(head: PlateHead, row: number, column: number): boolean {
  const isRow = row + 1 >= head.firstRow && row + 1 < head.firstRow + head.readRows;
  return isRow && column >= head.firstColumn && column < head.firstColumn + head.columnCount;
}

/** A column for each well; a row for each time, and one block of rows for each wavelength. */
export function readTimeFormat(
  head: PlateHead,
  lines: readonly string[],
  offset: number,
): Outcome<PlateTables> {
  const cells: RawCell[] = [];
  const reduced = new Map<string, string>();
  let columns: readonly { position: number; well: string }[] = [];
  let [isRaw, channel, row] = [true, 0, 0];
  for (let at = 1; at < lines.length; at++) {
    if (isBlank(lines[at])) continue;
    const fields = fieldsOf(lines[at]);
    if (fields.some((field, position) => position >= 2 && wellName(field) !== null)) {
      columns = fields.flatMap((field, position) => {
        const well = wellName(field);
        return well === null ? [] : [{ position, well }];
      });
      const first = columns[0]?.position ?? 0;
      const odd = fields.find((field, at) => at > first && field !== '' && wellName(field) === null);
      if (odd !== undefined) {
        return damaged(offset + at + 1, say('instrument.reason-no-well', { text: odd }));
      }
      isRaw = isRawHead(fields);
      continue;
    }
    if (!isRaw) {
      for (const { position, well } of columns) {
        const text = fields[position] ?? '';
        if (text !== '') reduced.set(well, text);
      }
      continue;
    }
    const last = columns.findLast(({ well }) => isWellRead(head, well));
    if (last === undefined || fields.length <= last.position) {
      return damaged(offset + at + 1, say('instrument.reason-row-short'));
    }
    const isSpectrum = head.kind === 'Spectrum';
    channel = isSpectrum ? 0 : Math.floor(row / head.points);
    for (const { position, well } of columns) {
      const point = isSpectrum ? row : row % head.points;
      const where = pointOf(head, channel, point, fields[0] ?? '');
      cells.push({ well, text: fields[position] ?? '', channel, ...where });
    }
    row += 1;
  }
  if (head.data === 'Reduced' || row === 0) return { ok: true, value: unread(head, reduced) };
  const expected = head.kind === 'Spectrum' ? head.points : head.points * head.wavelengthsNm.length;
  if (row < expected) {
    return damaged(offset + lines.length, say('instrument.reason-rows', { expected, found: row }));
  }
  return { ok: true, value: { cells, isUnread: false, reduced } };
}

function isWellRead(head: PlateHead, well: string): boolean {
  const letters = well.replace(/\d+$/, '');
  const row = Array.from({ length: head.rowCount }, (_, index) => rowLetters(index)).indexOf(letters);
  return isRead(head, row, Number(well.slice(letters.length)));
}

function pointOf(
  head: PlateHead,
  channel: number,
  point: number,
  index: string,
): Pick<RawCell, 'wavelengthNm' | 'timeSeconds' | 'read'> {
  if (head.kind !== 'Spectrum') {
    const wavelengthNm = head.wavelengthsNm[channel] ?? null;
    // The program writes 0 for a luminescence that was read without a filter.
    return {
      wavelengthNm: wavelengthNm === 0 ? null : wavelengthNm,
      timeSeconds: head.kind === 'Kinetic' ? secondsOf(index) : null,
      read: head.kind === 'Well Scan' ? index : null,
    };
  }
  const written = Number(index);
  const wavelengthNm = index === '' || Number.isNaN(written) ? head.wavelengthsNm[point] : written;
  return { wavelengthNm: wavelengthNm ?? null, timeSeconds: null, read: null };
}

/** `00:01:30` and `1:30` as seconds. */
function secondsOf(text: string): number | null {
  const parts = text.split(':').map(Number);
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => Number.isNaN(part))) return null;
  return parts.reduce((seconds, part) => seconds * 60 + part, 0);
}

/** The wells of a plate whose readings were not exported: they have no value. */
function unread(head: PlateHead, reduced: ReadonlyMap<string, string>): PlateTables {
  const cells: RawCell[] = [];
  for (const [channel, wavelengthNm] of head.wavelengthsNm.entries()) {
    for (let row = 0; row < head.rowCount; row++) {
      for (let column = 1; column <= head.plateColumns; column++) {
        if (!isRead(head, row, column)) continue;
        const well = `${rowLetters(row)}${column}`;
        cells.push({ well, text: '', channel, wavelengthNm, timeSeconds: null, read: null });
      }
    }
  }
  return { cells, isUnread: true, reduced };
}
