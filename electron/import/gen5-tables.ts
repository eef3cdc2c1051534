// The tables of one plate in an Agilent Gen5 export: plates drawn as grids, and series with a column for each well.
// Must not decide what a table means.

import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { isRowLetters, plateColumns, wellName } from './well-name.ts';

export interface GridRow {
  readonly letters: string;
  readonly wells: readonly string[];
  readonly cells: readonly string[];
  /** What stands after the last column: which of several lines of the row this is. */
  readonly label: string;
}

export interface GridTable {
  readonly title: string;
  readonly columnCount: number;
  readonly rows: readonly GridRow[];
}

export interface SeriesTable {
  readonly title: string;
  readonly kind: 'Time' | 'Wavelength' | 'Area';
  readonly wells: readonly string[];
  readonly rows: readonly { readonly index: string; readonly cells: readonly string[] }[];
}

export interface Tables {
  readonly grids: readonly GridTable[];
  readonly series: readonly SeriesTable[];
}

/** All tables from the line `from` on. `offset` is the number of lines of the file before `lines`. */
export function gen5Tables(lines: readonly string[], from: number, offset: number): Outcome<Tables> {
  const grids: GridTable[] = [];
  const series: SeriesTable[] = [];
  let title = '';
  for (let at = from; at < lines.length; at++) {
    const cells = cellsOf(lines[at]);
    const columns = plateColumns(cells);
    if (columns.length > 0) {
      const grid = readGrid(lines, at, columns, title, offset);
      if (!grid.ok) return grid;
      grids.push(grid.value.table);
      at = grid.value.last;
    } else if (seriesKind(cells) !== null) {
      const read = readSeries(lines, at, cells, title, offset);
      if (!read.ok) return read;
      series.push(read.value.table);
      at = read.value.last;
    } else if (cells.some((cell) => cell !== '')) {
      title = cells.find((cell) => cell !== '') ?? '';
    }
  }
  return { ok: true, value: { grids, series } };
}

function cellsOf(line: string | undefined): readonly string[] {
  return (line ?? '').split('\t').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function readGrid(
  lines: readonly string[],
  head: number,
  columns: readonly { position: number; column: number }[],
  title: string,
  offset: number,
): Outcome<{ table: GridTable; last: number }> {
  const first = columns[0]?.position ?? 1;
  const rows: GridRow[] = [];
  let letters = '';
  let at = head + 1;
  for (; at < lines.length && (lines[at] ?? '').trim() !== ''; at++) {
    const cells = cellsOf(lines[at]);
    const name = cells[first - 1] ?? '';
    if (name !== '' && !isRowLetters(name)) break;
    letters = name === '' ? letters : name;
    const label = cells[first + columns.length] ?? '';
    if (letters === '' || label === '') {
      return rowShort(offset + at + 1);
    }
    rows.push({
      letters,
      wells: columns.map(({ column }) => `${letters}${column}`),
      cells: columns.map(({ position }) => cells[position] ?? ''),
      label,
    });
  }
  return { ok: true, value: { table: { title, columnCount: columns.length, rows }, last: at - 1 } };
}

function seriesKind(cells: readonly string[]): SeriesTable['kind'] | null {
  // Some exports indent every line of their data by a tab.
  const kind = cells.find((cell) => cell !== '');
  if (kind !== 'Time' && kind !== 'Wavelength' && kind !== 'X Read #') return null;
  if (!cells.some((cell) => wellName(cell) !== null)) return null;
  return kind === 'X Read #' ? 'Area' : kind;
}

function readSeries(
  lines: readonly string[],
  head: number,
  headCells: readonly string[],
  title: string,
  offset: number,
): Outcome<{ table: SeriesTable; last: number }> {
  const kind = seriesKind(headCells) ?? 'Time';
  // A temperature may stand before the wells; an area scan has a second coordinate there.
  const columns = headCells.flatMap((cell, position) => {
    const well = wellName(cell);
    return well === null ? [] : [{ position, well }];
  });
  const firstWell = columns[0]?.position ?? 1;
  const odd = headCells.find((cell, at) => at > firstWell && cell !== '' && wellName(cell) === null);
  if (odd !== undefined) {
    return damaged(offset + head + 1, say('instrument.reason-no-well', { text: odd }));
  }
  const indexAt = headCells.findIndex((cell) => cell !== '');
  const rows: { index: string; cells: string[] }[] = [];
  const lastWell = columns.at(-1)?.position ?? 0;
  let at = head + 1;
  for (; at < lines.length && (lines[at] ?? '').trim() !== ''; at++) {
    const cells = cellsOf(lines[at]);
    // A line without an end is the very last one: shorter than the head, it has lost digits or wells.
    if (at === lines.length - 1 && cells.length <= lastWell) return rowShort(offset + at + 1);
    const index = kind === 'Area' ? cells.slice(indexAt, firstWell).join(',') : (cells[indexAt] ?? '');
    const values = columns.map(({ position }) => cells[position] ?? '');
    // A reading at no time, or of no wavelength, would stand beside the others as one of them.
    if (values.some((cell) => cell !== '') && !isOnAxis(kind, index)) {
      const reason = kind === 'Time' ? 'instrument.reason-no-time' : 'instrument.reason-no-wavelength';
      return damaged(offset + at + 1, say(reason, { text: index }));
    }
    rows.push({ index, cells: values });
  }
  const wells = columns.map(({ well }) => well);
  return { ok: true, value: { table: { title, kind, wells, rows }, last: at - 1 } };
}

function isOnAxis(kind: SeriesTable['kind'], index: string): boolean {
  if (kind === 'Area') return true;
  return kind === 'Time' ? secondsOf(index) !== null : /^\d+(?:[.,]\d+)?$/.test(index);
}

/** `0:02:30`, `66:35:00` and `0:00.210` as seconds; null for anything else. */
export function secondsOf(text: string): number | null {
  const match = /^(?:(\d+):)?(\d+):(\d+(?:[.,]\d+)?)$/.exec(text);
  if (!match) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'));
}

function rowShort(line: number) {
  return damaged(line, say('instrument.reason-row-short'));
}

function damaged(line: number, reason: string) {
  return refuse('instrument.damaged', { format: 'Agilent Gen5', line, reason });
}
