// BMG Labtech MARS (and reader control) exports as CSV: plates drawn as grids, and lists with a row for each well.
// Must not take a calculated column for a reading.

import type { InstrumentReading, SampleRole, WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { columnOf, cellOf, type Table, type TableRow } from './cell-table.ts';
import { gridEndWarnings, listEndWarnings } from './cut-off.ts';
import { delimitedRows, delimiterOf } from './separated-rows.ts';
import { wellReading } from './instrument-file.ts';
import { decimalMarkOf, readNumber, type DecimalMark } from './number-text.ts';
import { isRowLetters, plateColumns, wellName } from './well-name.ts';

const format = 'BMG Labtech MARS';
const headWithin = 12;
/** The program shows absorbance as OD; the others as relative units of fluorescence and luminescence. */
const units: readonly (readonly [RegExp, string])[] = [
  [/^absorbance/i, 'OD'],
  [/^(?:time.resolved )?fluorescence/i, 'RFU'],
  [/^(?:luminescence|alpha)/i, 'RLU'],
];
const rawTitle = /^Raw Data\s*\((.*)\)/i;

export function isMars(lines: readonly string[]): boolean {
  const head = lines.slice(0, headWithin);
  return /^"?User: ?/i.test(lines[0] ?? '') && head.some((line) => /^"?Test name: ?/i.test(line));
}

export function readMars(lines: readonly string[]): Outcome<InstrumentReading> {
  const delimiter = delimiterOf(lines);
  const rows = delimitedRows(lines, delimiter);
  const mark = decimalMarkOf(
    rows.flatMap(({ cells }) => cells),
    delimiter,
  );
  const unit = rows.map(({ cells }) => unitOf(cells[0] ?? '')).find(Boolean) ?? null;
  let wells: readonly WellReading[] = [];
  const warnings: string[] = [];
  let [title, isRaw] = ['', false];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    const first = row?.cells[0] ?? '';
    if (row === undefined) continue;
    if (/^well\b/i.test(first) && row.cells.some((cell) => rawTitle.test(cell))) {
      const list = listReadings(
        { head: row.cells, headLine: row.line, rows: rows.slice(at + 1) },
        unit,
        mark,
      );
      wells = [...wells, ...list];
      warnings.push(...listEndWarnings(list));
      break;
    }
    if (plateColumns(row.cells).length > 0) {
      const grid = readGrid(rows, at, isRaw ? { title, unit, mark } : null, lines.length);
      if (!grid.ok) return grid;
      wells = [...wells, ...grid.value.wells];
      warnings.push(...grid.value.warnings);
      at = grid.value.last;
    } else if (first !== '') {
      [title, isRaw] = [first, rawTitle.test(first)];
    }
  }
  if (wells.length === 0) return refuse('instrument.no-readings', { format, line: lines.length });
  return { ok: true, value: { format, plates: [{ name: plateName(rows), wells }], warnings } };
}

function unitOf(text: string): string | undefined {
  return units.find(([pattern]) => pattern.test(text))?.[1];
}

/** ID1 is where users of the program write the plate. */
function plateName(rows: readonly TableRow[]): string | null {
  const cells = rows.slice(0, headWithin).flatMap((row) => row.cells);
  const named = (key: string) =>
    cells
      .find((cell) => cell.startsWith(`${key}:`))
      ?.slice(key.length + 1)
      .trim() || null;
  return named('ID1') ?? named('Test name') ?? named('Test Name');
}

/** `580/620`: excitation and emission; `450` and `450 1`: a wavelength, and which of several; `No filter`: none. */
function opticsOf(title: string): Pick<WellReading, 'wavelengthNm' | 'excitationNm'> {
  const filter = rawTitle.exec(title)?.[1] ?? '';
  const [first, second] = [...filter.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));
  return filter.includes('/')
    ? { wavelengthNm: second ?? null, excitationNm: first ?? null }
    : { wavelengthNm: first ?? null, excitationNm: null };
}

interface GridMeaning {
  readonly title: string;
  readonly unit: string | null;
  readonly mark: DecimalMark;
}

/** A grid with no meaning is calculated: it is passed over. Rows of fewer cells are wells that were not read. */
function readGrid(
  rows: readonly TableRow[],
  head: number,
  meaning: GridMeaning | null,
  lineCount: number,
): Outcome<{ wells: readonly WellReading[]; warnings: readonly string[]; last: number }> {
  const columns = plateColumns(rows[head]?.cells ?? []);
  const lettersAt = (columns[0]?.position ?? 1) - 1;
  const wells: WellReading[] = [];
  let lastRow = '';
  let at = head + 1;
  for (; at < rows.length; at++) {
    const row = rows[at];
    const letters = row?.cells[lettersAt] ?? '';
    if (!row || row.cells.every((cell) => cell === '')) break;
    if (!isRowLetters(letters)) {
      const reason = say('instrument.reason-no-row', { text: letters });
      return refuse('instrument.damaged', { format, line: row.line, reason });
    }
    // A line without an end is the very last one: shorter than the head, it has lost digits or wells.
    if (row.line === lineCount && row.cells.length <= (columns.at(-1)?.position ?? 0)) {
      return refuse('instrument.damaged', {
        format,
        line: row.line,
        reason: say('instrument.reason-row-short'),
      });
    }
    lastRow = letters;
    if (!meaning) continue;
    for (const { position, column } of columns) {
      const known = { unit: meaning.unit, read: meaning.title, ...opticsOf(meaning.title) };
      const text = cellOf(row, position);
      wells.push(wellReading({ well: `${letters}${column}`, ...known, ...readNumber(text, meaning.mark) }));
    }
  }
  const warnings = meaning ? gridEndWarnings(meaning.title, lastRow, columns.length) : [];
  return { ok: true, value: { wells, warnings, last: at - 1 } };
}

function listReadings(table: Table, unit: string | null, mark: DecimalMark): WellReading[] {
  const content = columnOf(table, 'Content');
  const columns = table.head.flatMap((title, position) =>
    rawTitle.test(title) ? [{ title, position }] : [],
  );
  return table.rows.flatMap((row) => {
    const well = wellName(
      `${cellOf(row, columnOf(table, 'Well Row'))}${cellOf(row, columnOf(table, 'Well Col'))}`,
    );
    const name = well ?? wellName(cellOf(row, columnOf(table, 'Well')));
    if (name === null) return [];
    const held = cellOf(row, content);
    return columns.map(({ title, position }) =>
      wellReading({
        well: name,
        sample: held || null,
        role: roleOf(held),
        unit,
        read: title,
        ...opticsOf(title),
        ...readNumber(cellOf(row, position), mark),
      }),
    );
  });
}

function roleOf(content: string): SampleRole | null {
  if (/^sample/i.test(content)) return 'unknown';
  if (/^standard/i.test(content)) return 'standard';
  if (/^blank/i.test(content)) return 'blank';
  if (/^positive/i.test(content)) return 'positive-control';
  if (/^negative/i.test(content)) return 'negative-control';
  return /^control/i.test(content) ? 'control' : null;
}
