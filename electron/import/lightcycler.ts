// Roche LightCycler 480 text exports: Cp by well, with what the program says about it.
// Must not take a late or doubtful call for a certain one: its status stays beside it.

import type { InstrumentReading, SampleRole, WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import {
  brokenLine,
  cellOf,
  columnOf,
  lineRows,
  tableBelow,
  type Table,
  type TableRow,
} from './cell-table.ts';
import { listEndWarnings } from './cut-off.ts';
import { firstTextLine } from './decoded-text.ts';
import { wellReading } from './instrument-file.ts';
import { decimalMarkOf, plainNumber, readCq, type DecimalMark } from './number-text.ts';
import { delimitedRows, delimiterOf } from './separated-rows.ts';
import { isOnPlate, wellName } from './well-name.ts';

const format = 'Roche LightCycler 480';
const firstLine = /^"?Experiment:(.*)Selected Filter:(.*)$/;
/** The larger of the plates that the instrument takes. */
const mostWells = 384;

export function isLightCycler(lines: readonly string[]): boolean {
  return firstLine.test(lines[firstTextLine(lines)] ?? '');
}

/** Refuses an export without Cp (of melting curves, say), and a row without a well. */
export function readLightCycler(lines: readonly string[]): Outcome<InstrumentReading> {
  const damaged = (line: number, reason: string) => refuse('instrument.damaged', { format, line, reason });
  const rows = rowsOf(lines);
  const title = cellOf(rows[firstTextLine(lines)] ?? { line: 1, cells: [] }, 0);
  const [experiment = '', filter = ''] = (firstLine.exec(title) ?? [])
    .slice(1)
    .map((text) => text.trim().replace(/"$/, ''));
  const table = tableBelow(rows, (cells) => cells.includes('Include') && cells.includes('Pos'));
  if (!table) return damaged(2, say('instrument.reason-no-column', { column: 'Include, Pos' }));
  if (columnOf(table, 'Cp') < 0) {
    return damaged(table.headLine, say('instrument.reason-no-column', { column: 'Cp' }));
  }
  const broken = brokenLine(table, lines.length);
  if (broken !== null) return damaged(broken, say('instrument.reason-row-short'));
  const mark = decimalMarkOf(
    table.rows.flatMap((row) =>
      ['Cp', 'Concentration', 'Standard'].map((name) => cellOf(row, columnOf(table, name))),
    ),
    undefined,
    table.rows.map((row) => cellOf(row, columnOf(table, 'Cp'))),
  );
  const dye = filter.replace(/\s*\([^()]*\)$/, '') || null;
  const wells: WellReading[] = [];
  for (const row of table.rows) {
    const well = wellName(cellOf(row, columnOf(table, 'Pos')));
    if (well === null || !isOnPlate(well, mostWells)) {
      return damaged(
        row.line,
        say('instrument.reason-no-well', { text: cellOf(row, columnOf(table, 'Pos')) }),
      );
    }
    wells.push(wellReading({ well, dye, ...factsOf(table, row, mark) }));
  }
  if (wells.length === 0) return refuse('instrument.no-readings', { format, line: table.headLine });
  return {
    ok: true,
    value: { format, plates: [{ name: experiment || null, wells }], warnings: listEndWarnings(wells) },
  };
}

/** The program separates by tabs; a spreadsheet that saved the text as CSV does not. */
function rowsOf(lines: readonly string[]): readonly TableRow[] {
  const delimiter = delimiterOf(lines);
  return delimiter === '\t' ? lineRows(lines, delimiter) : delimitedRows(lines, delimiter);
}

function factsOf(table: Table, row: TableRow, mark: DecimalMark): Partial<WellReading> {
  const text = (name: string) => cellOf(row, columnOf(table, name));
  const { value, raw, note } = readCq(text('Cp'), mark);
  // The column Standard holds the nominal amount of a standard, and 0 for every other well.
  const nominal = plainNumber(text('Standard'), mark);
  const isStandard = nominal !== null && nominal > 0;
  const status = text('Status').replace(/^>?\s*-?\s*/, '');
  const notes = [
    note,
    status === '' ? null : say('instrument.note-status', { text: status }),
    /^false$/i.test(text('Include')) ? say('instrument.note-omitted') : null,
  ].filter((one) => one !== null);
  return {
    sample: text('Name') || null,
    role: isStandard ? 'standard' : roleByName(text('Name')),
    cq: value,
    raw,
    concentration: isStandard ? nominal : plainNumber(text('Concentration'), mark),
    note: notes.length > 0 ? notes.join(' ') : null,
  };
}

/** The program exports no other role; the abbreviation for a control without template is its users' own. */
function roleByName(name: string): SampleRole {
  return /^ntc\b/i.test(name) ? 'no-template-control' : 'unknown';
}
