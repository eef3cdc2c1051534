// Any delimited text, by a mapping that says which column means what; the mapping is made once and kept by the caller.
// Must not guess what the mapping leaves open.

import type { CsvMapping } from '../../shared/assays/csv-mapping.ts';
import type { InstrumentReading, WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { brokenLine, cellOf, columnOf, type Table, type TableRow } from './cell-table.ts';
import { delimitedRows, delimiterOf, type Delimiter } from './separated-rows.ts';
import { gridEndWarnings, listEndWarnings } from './cut-off.ts';
import { wellReading } from './instrument-file.ts';
import {
  decimalMarkOf,
  isBelowThousand,
  plainNumber,
  readCq,
  readNumber,
  type DecimalMark,
} from './number-text.ts';
import { isRowLetters, plateColumns, rowLetters, wellName } from './well-name.ts';

type ListMapping = Extract<CsvMapping, { layout: 'list' }>;
type ListColumn = keyof ListMapping['columns'];

export function readMappedCsv(lines: readonly string[], mapping: CsvMapping): Outcome<InstrumentReading> {
  const delimiter: Delimiter = mapping.delimiter ?? delimiterOf(lines);
  const rows = delimitedRows(lines, delimiter);
  return mapping.layout === 'list'
    ? readList(rows, mapping, delimiter, lines.length)
    : readGrid(rows, mapping, delimiter, lines.length);
}

function damaged({ name }: CsvMapping, line: number, reason: string) {
  return refuse('instrument.damaged', { format: name, line, reason });
}

function readList(
  rows: readonly TableRow[],
  mapping: ListMapping,
  delimiter: Delimiter,
  lineCount: number,
): Outcome<InstrumentReading> {
  const wanted = Object.values(mapping.columns).filter((name) => name !== undefined);
  if (mapping.columns.value === undefined && mapping.columns.cq === undefined) {
    return refuse('instrument.mapping-invalid', { reason: say('instrument.reason-no-value-column') });
  }
  if ((mapping.columns.row === undefined) !== (mapping.columns.column === undefined)) {
    return refuse('instrument.mapping-invalid', { reason: say('instrument.reason-half-place') });
  }
  const at = rows.findIndex(
    ({ line, cells }) => (mapping.headLine ?? line) === line && wanted.every((name) => cells.includes(name)),
  );
  const head = rows[at];
  if (!head) {
    const column = wanted.filter((name) => name !== undefined).join(', ');
    return damaged(mapping, mapping.headLine ?? 1, say('instrument.reason-no-column', { column }));
  }
  const body = rows.slice(at + 1).filter(({ cells }) => cells.some((cell) => cell !== ''));
  const table: Table = { head: head.cells, headLine: head.line, rows: body };
  const broken = brokenLine(table, lineCount);
  if (broken !== null) return damaged(mapping, broken, say('instrument.reason-row-short'));
  const text = (row: TableRow, column: ListColumn) => {
    const name = mapping.columns[column];
    return name === undefined ? '' : cellOf(row, columnOf(table, name));
  };
  const numeric = ['value', 'cq', 'concentration'] as const;
  const mark =
    mapping.decimalMark ??
    decimalMarkOf(
      body.flatMap((row) => numeric.map((one) => text(row, one))),
      delimiter,
      body.flatMap((row) => [
        text(row, 'cq'),
        ...(isBelowThousand(mapping.unit) ? [text(row, 'value')] : []),
      ]),
    );
  const plates = new Map<string | null, WellReading[]>();
  const lineOf = new Map<string, number>();
  for (const row of body) {
    const place = placeOf(mapping, row.line, (column) => text(row, column));
    if (place.well === null) {
      return damaged(mapping, row.line, say('instrument.reason-no-well', { text: place.text }));
    }
    const plate = text(row, 'plate') || null;
    const wells = plates.get(plate) ?? [];
    plates.set(plate, wells);
    const reading = listReading(place.well, (column) => text(row, column), mapping, mark);
    wells.push(reading);
    const { well, target, dye, wavelengthNm, timeSeconds } = reading;
    const key = JSON.stringify([plate, well, target, dye, wavelengthNm, timeSeconds]);
    const before = lineOf.get(key);
    // The second would stand in the place of the first.
    if (before !== undefined)
      return damaged(mapping, row.line, say('instrument.reason-well-twice', { well, line: before }));
    lineOf.set(key, row.line);
  }
  if (plates.size === 0) return refuse('instrument.no-readings', { format: mapping.name, line: head.line });
  const all = [...plates].map(([name, wells]) => ({ name, wells }));
  const warnings = all.flatMap((plate) => listEndWarnings(plate.wells));
  return { ok: true, value: { format: mapping.name, plates: all, warnings } };
}

/** Where a reading stands; `text` is what the file says of it, and `well` null where that is no place. */
function placeOf(
  { columns }: ListMapping,
  line: number,
  text: (column: ListColumn) => string,
): { readonly well: string | null; readonly text: string } {
  const isOnPlate = columns.row !== undefined && columns.column !== undefined;
  if (columns.well !== undefined || isOnPlate) {
    const said = columns.well === undefined ? `${rowOf(text('row'))}${text('column')}` : text('well');
    return { well: wellName(said), text: said };
  }
  if (columns.lane === undefined) return { well: say('instrument.line-as-well', { line }), text: '' };
  // The sign that ids of readings are made with.
  const lane = text('lane').replaceAll('/', '-');
  return { well: lane === '' || lane.length > longestLane ? null : lane, text: lane };
}

/** The longest place that an evaluation takes. */
const longestLane = 60;

/** Some programs number the rows of a plate. */
function rowOf(text: string): string {
  return /^[1-9]\d?$/.test(text) ? rowLetters(Number(text) - 1) : text;
}

function listReading(
  well: string,
  text: (column: ListColumn) => string,
  mapping: ListMapping,
  mark: DecimalMark,
): WellReading {
  const isCq = mapping.columns.value === undefined;
  const role = text('role');
  const { value, raw, note } = isCq ? readCq(text('cq'), mark) : readNumber(text('value'), mark);
  const concentration = plainNumber(text('concentration'), mark);
  return wellReading({
    well,
    sample: text('sample') || null,
    role: roleOf(mapping, role, concentration),
    target: text('target') || null,
    dye: text('dye') || null,
    concentration,
    unit: isCq ? null : (mapping.unit ?? null),
    wavelengthNm: plainNumber(text('wavelengthNm'), mark) ?? mapping.wavelengthNm ?? null,
    timeSeconds: plainNumber(text('timeSeconds'), mark),
    value: isCq ? null : value,
    cq: isCq ? value : readCq(text('cq'), mark).value,
    raw,
    note,
  });
}

/**
 * What the column of roles says. Without such a column a row with a concentration is a standard: the mapping calls it
 * the concentration of standards, and as a sample it would lose that.
 */
function roleOf(
  { columns, roles }: ListMapping,
  said: string,
  concentration: number | null,
): WellReading['role'] {
  if (columns.role === undefined) return concentration === null ? null : 'standard';
  return Object.hasOwn(roles, said) ? (roles[said] ?? null) : null;
}

/** People and programs write into the corner of a plate; a row's letter is no corner. */
function gridColumns(cells: readonly string[]): ReturnType<typeof plateColumns> {
  return plateColumns(isRowLetters(cells[0] ?? '') ? cells : ['', ...cells.slice(1)]);
}

function readGrid(
  rows: readonly TableRow[],
  mapping: Extract<CsvMapping, { layout: 'grid' }>,
  delimiter: Delimiter,
  lineCount: number,
): Outcome<InstrumentReading> {
  const at = rows.findIndex(
    ({ line, cells }) => (mapping.headLine ?? line) === line && gridColumns(cells).length > 1,
  );
  const columns = gridColumns(rows[at]?.cells ?? []);
  const lettersAt = (columns[0]?.position ?? 0) - 1;
  if (at < 0 || lettersAt < 0) {
    return damaged(
      mapping,
      mapping.headLine ?? 1,
      say('instrument.reason-no-column', { column: '1, 2, 3, …' }),
    );
  }
  const body = rows.slice(at + 1);
  const end = body.findIndex(({ cells }) => !isRowLetters(cells[lettersAt] ?? ''));
  const lines = end < 0 ? body : body.slice(0, end);
  const broken = lines.find(
    ({ line, cells }) => line === lineCount && cells.length <= (columns.at(-1)?.position ?? 0),
  );
  if (broken) return damaged(mapping, broken.line, say('instrument.reason-row-short'));
  const cells = lines.flatMap((row) => row.cells);
  const mark =
    mapping.decimalMark ?? decimalMarkOf(cells, delimiter, isBelowThousand(mapping.unit) ? cells : []);
  const wells = lines.flatMap((row) =>
    columns.map(({ position, column }) =>
      wellReading({
        well: `${row.cells[lettersAt]}${column}`,
        unit: mapping.unit ?? null,
        wavelengthNm: mapping.wavelengthNm ?? null,
        ...readNumber(cellOf(row, position), mark),
      }),
    ),
  );
  if (wells.length === 0) {
    return refuse('instrument.no-readings', { format: mapping.name, line: rows[at]?.line ?? 1 });
  }
  const warnings = gridEndWarnings(mapping.name, lines.at(-1)?.cells[lettersAt] ?? '', columns.length);
  return { ok: true, value: { format: mapping.name, plates: [{ name: null, wells }], warnings } };
}
