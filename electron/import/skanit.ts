// Thermo SkanIt workbooks: a sheet for each step, plates drawn as grids with a grid of sample names below them.
// Must not take a calculated step (blank subtraction, curve, average) for a reading.

import type { InstrumentReading, SampleRole, WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { cellOf, sheetText, type TableRow } from './cell-table.ts';
import { wellReading } from './instrument-file.ts';
import { decimalMarkOf, isBelowThousand, plainNumber, readNumber } from './number-text.ts';
import { isKineticHead, readKinetic, type KineticPoint } from './skanit-kinetic.ts';
import { isRowLetters } from './well-name.ts';
import type { Workbook } from './workbook.ts';

const format = 'Thermo SkanIt';
const stepTitle = 'Measurement results';
const layoutSheet = 'Layout definitions';
/** The corner of a grid names the quantity: `Abs` is absorbance, in absorbance units; the others are units already. */
const units: ReadonlyMap<string, string> = new Map([
  ['Abs', 'AU'],
  ['RFU', 'RFU'],
  ['RLU', 'RLU'],
]);

export function isSkanIt(workbook: Workbook): boolean {
  return workbook.sheetNames.some((name) => {
    const rows = workbook.rows(name);
    if (!rows.ok) return false;
    return rows.value
      .slice(0, 5)
      .some(({ cells }) =>
        cells.some((cell) => cell?.text.trim() === stepTitle || /\bSkanIt\b/.test(cell?.text ?? '')),
      );
  });
}

interface Grid {
  /** The quantity in its corner. */
  readonly corner: string;
  readonly plate: string;
  readonly wavelength: string;
  readonly sheet: string;
  readonly step: string;
  readonly cells: ReadonlyMap<string, string>;
}

interface KineticTable extends Omit<Grid, 'cells' | 'corner'> {
  readonly points: readonly KineticPoint[];
}

interface StepSheet {
  readonly grids: readonly Grid[];
  readonly kinetics: readonly KineticTable[];
}

export function readSkanIt(workbook: Workbook): Outcome<InstrumentReading> {
  const grids: Grid[] = [];
  const kinetics: KineticTable[] = [];
  const [calculated, unclear]: [string[], string[]] = [[], []];
  let amounts: ReadonlyMap<string, string> = new Map();
  let lastSheet = '';
  for (const sheet of workbook.sheetNames) {
    const read = workbook.rows(sheet);
    if (!read.ok) return read;
    const rows = sheetText(read.value);
    if (sheet === layoutSheet) amounts = nominalAmounts(rows);
    if ((rows[0]?.cells[0] ?? '') !== stepTitle) continue;
    lastSheet = sheet;
    const found = stepSheet(rows, sheet);
    if (!found.ok) return found;
    const step = sheet.replace(/_\d+$/, '');
    const isMeasured = found.value.grids.some(({ corner }) => units.has(corner));
    const measured = found.value.kinetics.filter((table) => unitOfStep(table.step) !== null);
    if (isMeasured) grids.push(...found.value.grids);
    kinetics.push(...measured);
    if (measured.length < found.value.kinetics.length) unclear.push(step);
    else if (!isMeasured && measured.length === 0) calculated.push(step);
  }
  const plates = platesOf(grids, amounts);
  addKinetics(plates, kinetics);
  if (plates.size === 0) {
    return unclear.length > 0
      ? refuse('instrument.kinetic-step', { format, sheet: lastSheet, steps: unclear.join(', ') })
      : refuse('instrument.no-readings-sheet', { format, sheet: lastSheet || stepTitle });
  }
  return {
    ok: true,
    value: {
      format,
      plates: [...plates].map(([name, wells]) => ({ name: name || null, wells })),
      warnings: [
        ...(calculated.length > 0
          ? [say('instrument.warning-calculated', { names: calculated.join(', ') })]
          : []),
        ...(unclear.length > 0 ? [say('instrument.warning-kinetic', { names: unclear.join(', ') })] : []),
      ],
    },
  };
}

/** A kinetic table does not name its quantity, so the step must: these are the names that the program gives. */
function unitOfStep(step: string): string | null {
  if (/^absorbance\b/i.test(step)) return 'AU';
  if (/^fluorescence\b/i.test(step)) return 'RFU';
  return /^luminescence\b/i.test(step) ? 'RLU' : null;
}

/**
 * The head of a grid: a name, then the columns of the plate from 1 on, with blank cells between them where people
 * moved them apart; what follows the last column is a note. A grid of readings may leave out columns at the left.
 */
function columnsOf(cells: readonly string[]): readonly { position: number; column: number }[] {
  const corner = cells[0] ?? '';
  const columns: { position: number; column: number }[] = [];
  if (corner === '') return columns;
  for (let position = 1; position < cells.length; position++) {
    const text = cells[position] ?? '';
    if (text === '') continue;
    const before = columns.at(-1)?.column ?? 0;
    const isNext = units.has(corner) && before === 0 ? /^[1-9]\d?$/.test(text) : Number(text) === before + 1;
    if (!isNext) break;
    columns.push({ position, column: Number(text) });
  }
  return columns;
}

/** What stands above a grid and is no name of a plate. */
const parameter = /^(?:Wavelength|Excitation|Emission|Autoloading range)\b|^[^:]{1,40}:\s/i;

function stepSheet(rows: readonly TableRow[], sheet: string): Outcome<StepSheet> {
  const grids: Grid[] = [];
  const kinetics: KineticTable[] = [];
  let [wavelength, plate, step] = ['', '', ''];
  for (let at = 1; at < rows.length; at++) {
    const row = rows[at];
    const first = row?.cells[0]?.trim() ?? '';
    // The first three rows name the session and its time.
    if (!row || first === '' || row.line <= 3) continue;
    if (isKineticHead(row)) {
      const table = readKinetic(rows, at, sheet);
      if (!table.ok) return table;
      kinetics.push({ plate, wavelength, sheet, step, points: table.value.points });
      at = table.value.last;
      continue;
    }
    const columns = columnsOf(row.cells);
    if (columns.length === 0) {
      if (/^(?:Wavelength|Excitation|Emission)/i.test(first)) wavelength = first;
      else if (step === '') step = first;
      // Plates are called as their users like; the name stands right above the grid.
      else if (!parameter.test(first)) plate = first;
      continue;
    }
    const cells = new Map<string, string>();
    let next = at + 1;
    for (let line = rows[next]; line && isRowLetters(cellOf(line, 0)); line = rows[++next]) {
      for (const { position, column } of columns) {
        cells.set(`${cellOf(line, 0)}${column}`, cellOf(line, position));
      }
    }
    if (cells.size === 0) {
      const reason = say('instrument.reason-no-rows', { title: first });
      return refuse('instrument.damaged-sheet', { format, sheet, row: row.line, reason });
    }
    grids.push({ corner: first, plate, wavelength, sheet, step, cells });
    at = next - 1;
  }
  return { ok: true, value: { grids, kinetics } };
}

function addKinetics(plates: Map<string, WellReading[]>, tables: readonly KineticTable[]): void {
  for (const { plate, step, wavelength, points } of tables) {
    const unit = unitOfStep(step);
    const texts = points.map(({ text }) => text);
    const mark = decimalMarkOf(texts, undefined, isBelowThousand(unit) ? texts : []);
    const wells = plates.get(plate) ?? [];
    plates.set(plate, wells);
    for (const { well, sample, timeSeconds, text } of points) {
      const role = roleOf(sample ?? '');
      const known = { well, sample, role, unit, timeSeconds, read: step || null, ...opticsOf(wavelength) };
      wells.push(wellReading({ ...known, ...readNumber(text, mark) }));
    }
  }
}

function platesOf(grids: readonly Grid[], amounts: ReadonlyMap<string, string>): Map<string, WellReading[]> {
  const plates = new Map<string, WellReading[]>();
  for (const grid of grids) {
    const unit = units.get(grid.corner);
    if (unit === undefined) continue;
    // The names stand once below the last grid of their plate, on the same sheet.
    const samples = grids.find(
      (other) => other.corner === 'Sample' && other.plate === grid.plate && other.sheet === grid.sheet,
    );
    const texts = [...grid.cells.values()];
    const mark = decimalMarkOf(texts, undefined, isBelowThousand(unit) ? texts : []);
    const wells = plates.get(grid.plate) ?? [];
    plates.set(grid.plate, wells);
    for (const [well, text] of grid.cells) {
      const sample = samples?.cells.get(well) || null;
      const role = roleOf(sample ?? '');
      const amount = role === 'standard' ? amounts.get(`${grid.plate}\t${well}`) : undefined;
      wells.push(
        wellReading({
          well,
          sample,
          role,
          unit,
          read: grid.step || null,
          concentration: plainNumber(amount, '.'),
          ...opticsOf(grid.wavelength),
          ...readNumber(text, mark),
        }),
      );
    }
  }
  return plates;
}

/** `Wavelength: 450 nm`; of a fluorescence both wavelengths; 0 where there was no filter. */
function opticsOf(text: string): Pick<WellReading, 'wavelengthNm' | 'excitationNm'> {
  const numbers = [...text.matchAll(/\d+(?:[.,]\d+)?/g)].map(([digits]) => Number(digits.replace(',', '.')));
  const [first = 0, second] = numbers;
  return second === undefined
    ? { wavelengthNm: first === 0 ? null : first, excitationNm: null }
    : { wavelengthNm: second, excitationNm: first };
}

/** The layout draws three lines a row of the plate: sample, group, and amount with its unit or dilution. */
function nominalAmounts(rows: readonly TableRow[]): ReadonlyMap<string, string> {
  const amounts = new Map<string, string>();
  let plate = '';
  for (const [at, row] of rows.entries()) {
    if (row.cells[0] === 'Name') plate = row.cells[1] ?? '';
    const letters = row.cells[0] ?? '';
    if (!isRowLetters(letters)) continue;
    for (const [column, text] of (rows[at + 2]?.cells ?? []).entries()) {
      const amount = /^(\d+(?:[.,]\d+)?(?:E[-+]?\d+)?)\s+\D/i.exec(text)?.[1];
      if (amount !== undefined && column > 0) amounts.set(`${plate}\t${letters}${column}`, amount);
    }
  }
  return amounts;
}

/** SkanIt numbers its samples by type: Un0001, Std0001, Blank1, Ctrl1, Cal0001. */
function roleOf(sample: string): SampleRole | null {
  if (/^Un\d/.test(sample)) return 'unknown';
  if (/^(?:Std|Cal)\d/.test(sample)) return 'standard';
  if (/^Blank\d*$/.test(sample)) return 'blank';
  return /^Ctrl\d*/.test(sample) ? 'control' : null;
}
