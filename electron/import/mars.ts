// BMG Labtech MARS (and reader control) exports as CSV: plates drawn as grids, and lists with a row for each well.
// Must not take a calculated column for a reading.

import type { InstrumentReading, WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { cellOf, type TableRow } from './cell-table.ts';
import { gridEndWarnings, listEndWarnings } from './cut-off.ts';
import { firstTextLine } from './decoded-text.ts';
import { isMarsListHead, opticsOf, rawTitle, readMarsList } from './mars-list.ts';
import { delimitedRows, delimiterOf } from './separated-rows.ts';
import { wellReading } from './instrument-file.ts';
import { decimalMarkOf, isBelowThousand, readNumber, type DecimalMark } from './number-text.ts';
import { isRowLetters, plateColumns } from './well-name.ts';

const format = 'BMG Labtech MARS';
/** Of the lines from the first one with text on. */
const headWithin = 12;
/** The program shows absorbance as OD; the others as relative units of fluorescence and luminescence. */
const units: readonly (readonly [RegExp, string])[] = [
  [/^absorbance/i, 'OD'],
  [/^(?:time.resolved )?fluorescence/i, 'RFU'],
  [/^(?:luminescence|alpha)/i, 'RLU'],
];

export function isMars(lines: readonly string[]): boolean {
  const begin = firstTextLine(lines);
  const head = lines.slice(begin, begin + headWithin);
  return /^"?User: ?/i.test(head[0] ?? '') && head.some((line) => /^"?Test name: ?/i.test(line));
}

export function readMars(lines: readonly string[]): Outcome<InstrumentReading> {
  const delimiter = delimiterOf(lines);
  const rows = delimitedRows(lines, delimiter);
  const unit = rows.map(({ cells }) => unitOf(cells[0] ?? '')).find(Boolean) ?? null;
  const cells = rows.flatMap((row) => row.cells);
  const mark = decimalMarkOf(cells, delimiter, isBelowThousand(unit) ? cells : []);
  let wells: readonly WellReading[] = [];
  const warnings: string[] = [];
  let [title, isRaw] = ['', false];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    const first = row?.cells[0] ?? '';
    if (row === undefined) continue;
    if (isMarsListHead(row)) {
      const list = readMarsList(rows, at, { unit, mark }, lines.length);
      if (!list.ok) return list;
      wells = [...wells, ...list.value.wells];
      warnings.push(...listEndWarnings(list.value.wells));
      at = list.value.last;
    } else if (plateColumns(row.cells).length > 0) {
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
  return {
    ok: true,
    value: { format, plates: [{ name: plateName(rows.slice(firstTextLine(lines))), wells }], warnings },
  };
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
