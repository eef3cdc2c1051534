// Bio-Rad CFX Maestro (and CFX Manager) exports of quantification results as CSV: Cq by well and dye.
// Must not take a mean or a starting quantity for a Cq.

import type { InstrumentReading, WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { brokenLine, cellOf, columnOf, tableBelow } from './cell-table.ts';
import { delimitedRows, delimiterOf } from './separated-rows.ts';
import { listEndWarnings } from './cut-off.ts';
import { wellReading } from './instrument-file.ts';
import { decimalMarkOf, plainNumber, readCq } from './number-text.ts';
import { qpcrRole } from './qpcr-role.ts';
import { wellName } from './well-name.ts';

const format = 'Bio-Rad CFX Maestro';
/** The program may write what it knows of the run above the table. */
const headWithin = 40;
const cqNames = ['Cq', 'C(t)', 'Threshold Cycle (C(t))'];

function isHead(cells: readonly string[]): boolean {
  return ['Well', 'Fluor', 'Content'].every((name) => cells.includes(name));
}

export function isCfx(lines: readonly string[]): boolean {
  return lines
    .slice(0, headWithin)
    .some((line) => isHead(line.split(/[,;\t]/).map((cell) => cell.trim().replaceAll('"', ''))));
}

export function readCfx(lines: readonly string[]): Outcome<InstrumentReading> {
  const damaged = (line: number, reason: string) => refuse('instrument.damaged', { format, line, reason });
  const delimiter = delimiterOf(lines);
  const table = tableBelow(delimitedRows(lines, delimiter), isHead);
  if (!table) return damaged(1, say('instrument.reason-no-column', { column: 'Well, Fluor, Content' }));
  const cq = columnOf(table, ...cqNames);
  if (cq < 0) return damaged(table.headLine, say('instrument.reason-no-column', { column: 'Cq' }));
  const broken = brokenLine(table, lines.length);
  if (broken !== null) return damaged(broken, say('instrument.reason-row-short'));
  const at = (name: string) => columnOf(table, name);
  const quantity = columnOf(table, 'Starting Quantity (SQ)', 'Starting Quantity', 'SQ');
  const mark = decimalMarkOf(
    table.rows.flatMap((row) => [cellOf(row, cq), cellOf(row, quantity)]),
    delimiter,
    table.rows.map((row) => cellOf(row, cq)),
  );
  const wells: WellReading[] = [];
  for (const row of table.rows) {
    const well = wellName(cellOf(row, at('Well')));
    if (well === null)
      return damaged(row.line, say('instrument.reason-no-well', { text: cellOf(row, at('Well')) }));
    const { value, raw, note } = readCq(cellOf(row, cq), mark);
    wells.push(
      wellReading({
        well,
        sample: cellOf(row, at('Sample')) || null,
        role: qpcrRole(cellOf(row, at('Content'))),
        dye: cellOf(row, at('Fluor')) || null,
        target: cellOf(row, at('Target')) || null,
        concentration: plainNumber(cellOf(row, quantity), mark),
        cq: value,
        raw,
        note,
      }),
    );
  }
  if (wells.length === 0) return refuse('instrument.no-readings', { format, line: table.headLine });
  return { ok: true, value: { format, plates: [{ name: null, wells }], warnings: listEndWarnings(wells) } };
}
