// What a person says about the columns of a text file while saying it, and the mapping that comes of it.
// Must not read the file, nor guess a column from its name.

import type { CsvMapping } from '../../../shared/assays/csv-mapping.ts';
import type { SampleRole } from '../../../shared/assays/instrument-reading.ts';
import type { TextRow } from '../../../shared/services.ts';

/** Columns of a list: what was read first, then where. */
export const listColumns = [
  'value',
  'cq',
  'well',
  'row',
  'column',
  'lane',
  'sample',
  'role',
  'target',
  'plate',
  'concentration',
  'wavelengthNm',
  'dye',
] as const;
export type ListColumn = (typeof listColumns)[number];

export const layouts = ['list', 'grid'] as const;
export const delimiters = [
  { key: 'comma', sign: ',' },
  { key: 'semicolon', sign: ';' },
  { key: 'tab', sign: '\t' },
] as const;

export interface ColumnMap {
  readonly name: string;
  readonly layout: (typeof layouts)[number];
  /** The line of the head, from 1. */
  readonly headLine: string;
  readonly decimalMark: '.' | ',' | 'by-itself';
  readonly unit: string;
  readonly wavelengthNm: string;
  /** The text in the head; a column that is not there is left out. */
  readonly columns: Readonly<Partial<Record<ListColumn, string>>>;
  /** What the words of the role column mean. */
  readonly roles: Readonly<Record<string, SampleRole>>;
}

export function newColumnMap(name: string, rows: readonly TextRow[]): ColumnMap {
  // The head of a table is its first line with as many texts as the widest line.
  const filled = ({ cells }: TextRow): number => cells.filter((cell) => cell !== '').length;
  const widest = Math.max(0, ...rows.map(filled));
  const head = rows.find((row) => filled(row) === widest);
  return {
    name,
    layout: 'list',
    headLine: String(head?.line ?? 1),
    decimalMark: 'by-itself',
    unit: '',
    wavelengthNm: '',
    columns: {},
    roles: {},
  };
}

export function headOf(rows: readonly TextRow[], { headLine }: ColumnMap): readonly string[] {
  const head = rows.find(({ line }) => String(line) === headLine.trim());
  return [...new Set((head?.cells ?? []).filter((cell) => cell !== ''))];
}

/** More words than that are names, not roles. */
const mostWords = 12;

/** The different words in the column of roles, in the order in which they come. */
export function roleWords(rows: readonly TextRow[], map: ColumnMap): readonly string[] {
  const head = rows.find(({ line }) => String(line) === map.headLine.trim());
  const at = map.columns.role === undefined ? -1 : (head?.cells.indexOf(map.columns.role) ?? -1);
  if (!head || at < 0) return [];
  const words = rows.filter(({ line }) => line > head.line).flatMap(({ cells }) => cells[at] || []);
  return [...new Set(words)].slice(0, mostWords);
}

export type MissingPart = 'name' | 'head-line' | 'well' | 'value' | 'roles' | 'wavelength';

/** What is still to be said. */
export function missingOf(map: ColumnMap, rows: readonly TextRow[]): readonly MissingPart[] {
  const { name, layout, headLine, columns, wavelengthNm } = map;
  const isList = layout === 'list';
  const isMissing: Readonly<Record<MissingPart, boolean>> = {
    name: name.trim() === '',
    'head-line': !/^[1-9]\d*$/.test(headLine.trim()),
    // A row without its column is no place.
    well: isList && (columns.row === undefined) !== (columns.column === undefined),
    value: isList && columns.value === undefined && columns.cq === undefined,
    // A standard without its role would be read as a sample, and its concentration dropped.
    roles: isList && roleWords(rows, map).some((word) => map.roles[word] === undefined),
    wavelength: wavelengthNm.trim() !== '' && !(Number(wavelengthNm) > 0),
  };
  return missingParts.filter((part) => isMissing[part]);
}

const missingParts = ['name', 'head-line', 'well', 'value', 'roles', 'wavelength'] as const;

/** Only for a map that misses nothing. */
export function mappingOf(map: ColumnMap, delimiter: ',' | ';' | '\t'): CsvMapping {
  const { decimalMark, unit, wavelengthNm } = map;
  const common = {
    name: map.name.trim(),
    delimiter,
    headLine: Number(map.headLine),
    ...(decimalMark === 'by-itself' ? {} : { decimalMark }),
    ...(unit.trim() === '' ? {} : { unit: unit.trim() }),
    ...(wavelengthNm.trim() === '' ? {} : { wavelengthNm: Number(wavelengthNm) }),
  };
  if (map.layout === 'grid') return { ...common, layout: 'grid' };
  return { ...common, layout: 'list', columns: map.columns, roles: map.roles };
}

/** Whether a kept mapping can be of this file: its columns stand in the head it names. */
export function fits(mapping: CsvMapping, rows: readonly TextRow[]): boolean {
  const heads = rows.filter(({ line }) => line === (mapping.headLine ?? line));
  if (mapping.layout === 'grid') return heads.some(({ cells }) => cells.includes('1') && cells.includes('2'));
  const wanted = Object.values(mapping.columns).filter((name) => name !== undefined);
  return heads.some(({ cells }) => wanted.every((name) => cells.includes(name)));
}
