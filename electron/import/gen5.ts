// Agilent (BioTek) Gen5 text exports: plates with layout, end points, kinetics and spectra.
// Must not take a calculated table (blank-corrected, ratio, concentration) for a reading.

import type {
  InstrumentReading,
  PlateReadings,
  SampleRole,
  WellReading,
} from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { gridEndWarnings } from './cut-off.ts';
import { readProcedure, type Channel, type Procedure } from './gen5-procedure.ts';
import { gen5Tables, secondsOf, type GridTable, type SeriesTable, type Tables } from './gen5-tables.ts';
import { wellReading } from './instrument-file.ts';
import { decimalMarkOf, isBelowThousand, plainNumber, readNumber, type DecimalMark } from './number-text.ts';

const format = 'Agilent Gen5';
/** Lines of the layout that hold names: one that looks like a number says nothing about decimals. */
const names = new Set(['Well ID', 'Name']);

export function isGen5(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== '') ?? '';
  return /^"?Software Version\t/.test(first);
}

/** Refuses with the line where a table breaks off, and where a plate has no reading at all. */
export function readGen5(lines: readonly string[]): Outcome<InstrumentReading> {
  const starts = lines.flatMap((line, index) => (/^"?Software Version\t/.test(line) ? [index] : []));
  const plates: PlateReadings[] = [];
  const warnings: string[] = [];
  for (const [number, start] of starts.entries()) {
    const plate = readPlate(lines.slice(start, starts[number + 1] ?? lines.length), start);
    if (!plate.ok) return plate;
    plates.push(plate.value.plate);
    warnings.push(...plate.value.warnings);
  }
  return { ok: true, value: { format, plates, warnings: [...new Set(warnings)] } };
}

interface PlateResult {
  readonly plate: PlateReadings;
  readonly warnings: readonly string[];
}

interface WellFacts {
  readonly sample: string | null;
  readonly role: SampleRole | null;
  readonly concentration: number | null;
}

function readPlate(lines: readonly string[], firstLine: number): Outcome<PlateResult> {
  const details = lines.findIndex((line) => line.startsWith('Procedure Details'));
  if (details < 0) {
    return refuse('instrument.damaged', {
      format,
      line: firstLine + 1,
      reason: say('instrument.reason-no-section', { section: 'Procedure Details' }),
    });
  }
  const name = lines.slice(0, details).map((line) => /^Plate Number\t(.+)/.exec(line)?.[1]?.trim());
  let end = details + 1;
  while (end < lines.length && lines[end]?.trim() === '') end += 1;
  while (end < lines.length && lines[end]?.trim() !== '') end += 1;
  const procedure = readProcedure(lines.slice(details + 1, end));

  const tables = gen5Tables(lines, end, firstLine);
  if (!tables.ok) return tables;
  const { grids, series } = tables.value;
  const mark = decimalMarkOf(
    [
      ...grids.flatMap(({ rows }) => rows.flatMap(({ label, cells }) => (names.has(label) ? [] : cells))),
      ...series.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells)),
    ],
    undefined,
    smallCells(tables.value, procedure),
  );
  const facts = wellFacts(grids, mark);
  const results = grids.filter(({ title }) => title !== 'Layout');
  const fromGrids = gridReadings(results, procedure, facts, mark);
  const fromSeries = series.map((table) => seriesReadings(table, procedure, facts, mark));
  const wells = [...fromGrids.wells, ...fromSeries.flatMap((one) => one.wells)];
  if (wells.length === 0) {
    return refuse('instrument.no-readings', { format, line: firstLine + lines.length });
  }
  const calculated = new Set([...fromGrids.calculated, ...fromSeries.flatMap((one) => one.calculated)]);
  return {
    ok: true,
    value: {
      plate: { name: name.find(Boolean) ?? null, wells },
      warnings: [
        ...(calculated.size > 0
          ? [say('instrument.warning-calculated', { names: [...calculated].join(', ') })]
          : []),
        ...results.flatMap(cutOffWarnings),
        ...fromSeries.flatMap((one) => one.warnings),
      ],
    },
  };
}

/** The readings of absorbance among the tables. */
function smallCells({ grids, series }: Tables, procedure: Procedure): readonly string[] {
  const isSmall = (channel: Channel | null) => isBelowThousand(channel?.unit);
  return [
    ...grids.flatMap(({ title, rows }) =>
      rows.flatMap(({ label, cells }) =>
        title !== 'Layout' && isSmall(channelOf(procedure, label)) ? cells : [],
      ),
    ),
    ...series.flatMap((table) =>
      isSmall(channelOf(procedure, table.title) ?? soleSweep(table, procedure))
        ? table.rows.flatMap(({ cells }) => cells)
        : [],
    ),
  ];
}

/** Sample, role and concentration of each well, from the layout and from the tables of calculated concentrations. */
function wellFacts(grids: readonly GridTable[], mark: DecimalMark): (well: string) => WellFacts {
  const byLabel = new Map<string, Map<string, string>>();
  for (const { title, rows } of grids) {
    for (const { label, cells, wells } of rows) {
      const known = title === 'Layout' ? label : isConcentration(label) ? 'computed' : null;
      if (known === null) continue;
      const values = byLabel.get(known) ?? new Map<string, string>();
      byLabel.set(known, values);
      wells.forEach((well, index) => {
        const text = cells[index]?.trim() ?? '';
        if (text !== '') values.set(well, text);
      });
    }
  }
  const has = (label: string, well: string) => byLabel.get(label)?.get(well);
  const found = new Map<string, WellFacts>();
  const factsOf = (well: string): WellFacts => {
    const id = has('Well ID', well);
    const role = id === undefined ? null : roleOf(id);
    // For a sample the layout's number is a dilution, and what the program interpolated is the concentration.
    const concentration = role === null || role === 'unknown' ? has('computed', well) : has('Conc/Dil', well);
    return { sample: has('Name', well) ?? id ?? null, role, concentration: plainNumber(concentration, mark) };
  };
  // A kinetic read asks for the same wells hundreds of times.
  return (well) => {
    const known = found.get(well) ?? factsOf(well);
    found.set(well, known);
    return known;
  };
}

function isConcentration(label: string): boolean {
  return /^\[?conc(?:entration)?\]?$/i.test(label);
}

/** The prefixes of Gen5's layout: https://www.agilent.com, Gen5 help, "Well types"; users may define others. */
function roleOf(id: string): SampleRole | null {
  if (/^SPL/i.test(id)) return 'unknown';
  if (/^STD/i.test(id)) return 'standard';
  if (/^BLK|^BLANK/i.test(id)) return 'blank';
  if (/^POS/i.test(id)) return 'positive-control';
  if (/^NEG/i.test(id)) return 'negative-control';
  return /^CTL|^CTRL|^CON/i.test(id) ? 'control' : null;
}

interface TableReadings {
  readonly wells: readonly WellReading[];
  readonly calculated: readonly string[];
  readonly warnings: readonly string[];
}

function gridReadings(
  tables: readonly GridTable[],
  procedure: Procedure,
  facts: (well: string) => WellFacts,
  mark: DecimalMark,
): TableReadings {
  const wells: WellReading[] = [];
  const seen = new Set<string>();
  const calculated: string[] = [];
  for (const { rows } of tables) {
    for (const row of rows) {
      const channel = channelOf(procedure, row.label);
      if (channel === null) {
        calculated.push(row.label);
        continue;
      }
      for (const [index, well] of row.wells.entries()) {
        // The same read may stand in a table of its own and again in "Results".
        const key = `${well}\t${row.label}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const { wavelengthNm, excitationNm, unit } = channel;
        const known = { well, ...facts(well), unit, wavelengthNm, excitationNm, read: row.label };
        wells.push(wellReading({ ...known, ...readNumber(row.cells[index], mark) }));
      }
    }
  }
  return { wells, calculated, warnings: [] };
}

function seriesReadings(
  table: SeriesTable,
  procedure: Procedure,
  facts: (well: string) => WellFacts,
  mark: DecimalMark,
): TableReadings {
  const channel = channelOf(procedure, table.title) ?? soleSweep(table, procedure);
  if (channel === null) return { wells: [], calculated: [table.title], warnings: [] };
  const filled = table.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) return { wells: [], calculated: [], warnings: [] };
  const wells = table.wells.flatMap((well, column) => {
    const known = { well, ...facts(well), unit: channel.unit, read: table.title };
    if (filled.every(({ cells }) => (cells[column] ?? '').trim() === '')) {
      const { wavelengthNm, excitationNm } = channel;
      return [wellReading({ ...known, wavelengthNm, excitationNm, ...readNumber('', mark) })];
    }
    return filled.map((row) =>
      wellReading({
        ...known,
        ...pointOf(table, channel, row.index),
        ...readNumber(row.cells[column], mark),
      }),
    );
  });
  const announced = table.kind === 'Time' ? procedure.kineticReads : channel.points;
  // The corners of an area scan lie outside a round well and have no value.
  const found = table.kind === 'Area' ? table.rows.length : filled.length;
  const isShort = announced !== null && found < announced;
  return {
    wells,
    calculated: [],
    warnings: isShort ? [say('instrument.warning-reads', { title: table.title, announced, found })] : [],
  };
}

/** Where on the axis of the table a row stands: a time, a wavelength, or a point of an area scan. */
function pointOf(table: SeriesTable, channel: Channel, index: string): Partial<WellReading> {
  const { wavelengthNm, excitationNm } = channel;
  if (table.kind === 'Time') return { wavelengthNm, excitationNm, timeSeconds: secondsOf(index) };
  if (table.kind === 'Area') return { wavelengthNm, excitationNm, read: `${table.title} ${index}` };
  const swept = Number(index.replace(',', '.'));
  return channel.sweeps === 'excitation'
    ? { wavelengthNm, excitationNm: swept }
    : { wavelengthNm: swept, excitationNm };
}

function channelOf({ channels }: Procedure, label: string): Channel | null {
  const name = label.replace(/^Read \d+:/, '');
  return channels.find(({ labels }) => labels.includes(name)) ?? null;
}

/** A spectrum under a title that the procedure does not have, where only one was read. */
function soleSweep(table: SeriesTable, { channels }: Procedure): Channel | null {
  if (table.kind !== 'Wavelength' || /^(?:Blank|Corrected)\b/.test(table.title)) return null;
  const sweeping = channels.filter(({ sweeps }) => sweeps !== null);
  return sweeping.length === 1 ? (sweeping[0] ?? null) : null;
}

/** A table with fewer rows than the plate, or a last row with fewer lines than the others: perhaps a cut file. */
function cutOffWarnings({ title, rows, columnCount }: GridTable): readonly string[] {
  const letters = [...new Set(rows.map(({ letters }) => letters))];
  const linesOf = (row: string | undefined) => rows.filter(({ letters }) => letters === row).length;
  const last = letters.at(-1);
  if (last === undefined) return [];
  if (linesOf(last) < linesOf(letters[0])) return [say('instrument.warning-rows', { title, row: last })];
  return gridEndWarnings(title, last, columnCount);
}
