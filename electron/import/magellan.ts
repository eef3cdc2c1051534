// Tecan Magellan workbooks: a list of wells with a column for each label, and the settings below it.
// Must not take a column that the program calculated for a label.

import type {
  InstrumentReading,
  PlateReadings,
  SampleRole,
  WellReading,
} from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { cellOf, columnOf, sheetText, type Table, type TableRow } from './cell-table.ts';
import { wellReading } from './instrument-file.ts';
import { decimalMarkOf, isBelowThousand, readNumber, type DecimalMark } from './number-text.ts';
import { wellName } from './well-name.ts';
import type { Workbook } from './workbook.ts';

const format = 'Tecan Magellan';
const settingsBegin = /^Date of measurement:/;
/** Between the head and the first well. */
const unitRows = 2;

export function isMagellan(rows: readonly TableRow[]): boolean {
  return (
    rows.some(({ cells }) => settingsBegin.test(cells[0] ?? '')) &&
    rows.some(({ cells }) => cells[0]?.startsWith('Measurement mode:'))
  );
}

/** What one label was measured with; the settings stand in the order of the labels' temperatures. */
interface Settings {
  readonly unit: string | null;
  readonly wavelengthNm: number | null;
  readonly excitationNm: number | null;
  readonly plate: string | null;
}

interface Column {
  readonly label: string;
  readonly position: number;
  readonly timeSeconds: number | null;
  readonly settings: Settings;
}

export function readMagellan(workbook: Workbook): Outcome<InstrumentReading> {
  const plates: SheetPlate[] = [];
  const calculated = new Set<string>();
  for (const sheet of workbook.sheetNames) {
    const read = workbook.rows(sheet);
    if (!read.ok) return read;
    const rows = sheetText(read.value);
    if (!isMagellan(rows)) continue;
    const found = readSheet(rows);
    if (!found.ok) return found;
    plates.push(...[...found.value.plates].map(([name, wells]) => ({ sheet, name, wells })));
    for (const name of found.value.calculated) calculated.add(name);
  }
  const names = [...calculated].join(', ');
  return {
    ok: true,
    value: {
      format,
      plates: apart(plates),
      warnings: calculated.size > 0 ? [say('instrument.warning-calculated', { names })] : [],
    },
  };
}

interface SheetPlate {
  readonly sheet: string;
  readonly name: string | null;
  readonly wells: readonly WellReading[];
}

/** Sheets whose plates have one name, or none, are different plates: their sheets tell them apart. */
function apart(plates: readonly SheetPlate[]): readonly PlateReadings[] {
  return plates.map(({ sheet, name, wells }) => {
    const isAlone = plates.every((other) => other.wells === wells || other.name !== name);
    return { name: isAlone ? name : name === null ? sheet : `${name} (${sheet})`, wells };
  });
}

interface SheetReadings {
  readonly plates: ReadonlyMap<string | null, readonly WellReading[]>;
  readonly calculated: readonly string[];
}

const wellColumns = ['Well positions', 'Well position', 'Well'] as const;

function readSheet(rows: readonly TableRow[]): Outcome<SheetReadings> {
  const end = rows.findIndex(({ cells }) => settingsBegin.test(cells[0] ?? ''));
  const named = rows.findIndex(
    ({ cells }, at) => at < end && wellColumns.some((name) => cells.includes(name)),
  );
  const headAt = Math.max(0, named);
  const head = rows[headAt];
  const body = rows.slice(headAt + 1, end).filter(({ cells }) => cells.some(Boolean));
  const table: Table = { head: head?.cells ?? [], headLine: head?.line ?? 1, rows: body };
  const wellAt = columnOf(table, ...wellColumns);
  const columns = labelColumns(table, rows.slice(end));
  if (wellAt < 0 || columns.length === 0) {
    const column = wellAt < 0 ? 'Well positions' : 'Label1';
    const reason = say('instrument.reason-no-column', { column });
    return refuse('instrument.damaged', { format, line: table.headLine, reason });
  }
  const wellRows: TableRow[] = [];
  for (const [index, row] of body.entries()) {
    const text = cellOf(row, wellAt);
    const isMeasured = columns.some(({ position }) =>
      /^[-+]?[.,]?\d[\d.,eE+-]*$/.test(cellOf(row, position)),
    );
    if (wellName(text) !== null) wellRows.push(row);
    // Below the head stand the times and the temperatures of the labels, with their units.
    else if (isMeasured || (text !== '' && index >= unitRows)) {
      const reason = say('instrument.reason-no-well', { text });
      return refuse('instrument.damaged', { format, line: row.line, reason });
    }
  }
  const plateAt = columnOf(table, 'Plate');
  const plateNames = new Set(wellRows.map((row) => cellOf(row, plateAt)).filter(Boolean));
  const onlyPlate = plateNames.size === 1 ? [...plateNames][0] : undefined;
  const layoutAt = columnOf(table, 'Layout');
  const cellsOf = (some: readonly Column[]) =>
    wellRows.flatMap((row) => some.map(({ position }) => cellOf(row, position)));
  const small = columns.filter(({ settings }) => isBelowThousand(settings.unit));
  const mark = decimalMarkOf(cellsOf(columns), undefined, cellsOf(small));
  const plates = new Map<string | null, WellReading[]>();
  for (const row of wellRows) {
    const layout = cellOf(row, layoutAt);
    for (const column of columns) {
      const name = cellOf(row, plateAt) || onlyPlate || column.settings.plate;
      const wells = plates.get(name) ?? [];
      plates.set(name, wells);
      const well = wellName(cellOf(row, wellAt)) ?? '';
      wells.push(
        wellReading({ well, sample: layout || null, role: roleOf(layout), ...measured(row, column, mark) }),
      );
    }
  }
  if (wellRows.length === 0) return refuse('instrument.no-readings', { format, line: table.headLine });
  return { ok: true, value: { plates, calculated: calculatedColumns(table, wellRows, columns) } };
}

/** Columns of facts about a well, which may be numbers. */
const factColumn = /^(?:well|layout|plate|sample|replicate|dilution|conc|row|col)/i;

/** Named columns of numbers that are neither a label nor a fact about the well. */
function calculatedColumns(
  { head }: Table,
  rows: readonly TableRow[],
  columns: readonly Column[],
): readonly string[] {
  return head.filter(
    (name, at) =>
      name !== '' &&
      !factColumn.test(name) &&
      !columns.some(({ position }) => position === at) &&
      rows.some((row) => /\d/.test(cellOf(row, at))),
  );
}

function measured(row: TableRow, column: Column, mark: DecimalMark): Partial<WellReading> {
  const { unit, wavelengthNm, excitationNm } = column.settings;
  return {
    unit,
    wavelengthNm,
    excitationNm,
    read: column.label,
    timeSeconds: column.timeSeconds,
    ...readNumber(cellOf(row, column.position), mark),
  };
}

/** The columns of readings: those whose temperature the settings give, else those that are named as the program does. */
function labelColumns(table: Table, settingRows: readonly TableRow[]): readonly Column[] {
  const lines = settingRows.map(({ cells }) => cells[0] ?? '');
  const measured = lines.flatMap((line) => /^Meas\. temperature: (.+?): /.exec(line)?.[1] ?? []);
  const labels = [...new Set(measured)];
  const isLabel = (name: string) =>
    labels.length > 0 ? labels.includes(name) : /^(?:Label\d+|Raw data)$/i.test(name);
  const all = settingsOf(lines);
  const positions = table.head.flatMap((label, position) => (isLabel(label) ? [{ label, position }] : []));
  return positions.map(({ label, position }) => {
    const isRepeated = positions.filter((other) => other.label === label).length > 1;
    const index =
      labels.length > 0 ? labels.indexOf(label) : positions.findIndex((one) => one.label === label);
    const time = /^(\d+(?:[.,]\d+)?)\s*s$/.exec(table.rows[0]?.cells[position] ?? '')?.[1];
    const timeSeconds = isRepeated && time !== undefined ? Number(time.replace(',', '.')) : null;
    return { label, position, timeSeconds, settings: all[index] ?? nothing };
  });
}

const nothing: Settings = { unit: null, wavelengthNm: null, excitationNm: null, plate: null };

function settingsOf(lines: readonly string[]): readonly Settings[] {
  const settings: Settings[] = [];
  let part: string[] = [];
  for (const line of lines) {
    part.push(line);
    if (!line.startsWith('Unit:')) continue;
    settings.push(oneSetting(part));
    part = [];
  }
  return settings;
}

function oneSetting(lines: readonly string[]): Settings {
  const value = (key: string) =>
    lines
      .find((line) => line.startsWith(`${key}:`))
      ?.slice(key.length + 1)
      .trim() || null;
  const nanometres = (key: string) => {
    const digits = /^\d+(?:\.\d+)?/.exec(value(key) ?? '')?.[0];
    return digits === undefined ? null : Number(digits);
  };
  return {
    unit: value('Unit'),
    wavelengthNm: nanometres('Measurement wavelength') ?? nanometres('Emission wavelength'),
    excitationNm: nanometres('Excitation wavelength'),
    plate: value('Plate definition file')?.replace(/\.pdf.*$/i, '') ?? null,
  };
}

/** The identifiers of Magellan's layout: SM sample, ST standard, BL blank, PC and NC positive and negative control. */
function roleOf(layout: string): SampleRole | null {
  if (/^SM\d/.test(layout)) return 'unknown';
  if (/^ST\d/.test(layout)) return 'standard';
  if (/^BL\d?/.test(layout)) return 'blank';
  if (/^PC\d?/.test(layout)) return 'positive-control';
  return /^NC\d?/.test(layout) ? 'negative-control' : null;
}
