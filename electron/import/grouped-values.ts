// One outcome in several groups, from a table with a column of values and a column of groups.
// Must not correct a number or a name: what is not plainly one is refused with its row.

import { refuse, type Outcome, type Refusal } from '../../shared/kernel/refusal.ts';
import type { Group } from '../../shared/statistics/groups.ts';
import { readDelimited, type Separator } from './delimited.ts';
import { readTextFile } from './text-file.ts';

export interface GroupedColumns {
  readonly value: string;
  readonly group: string;
  /** The comma is the decimal sign, where the table alone does not say so. */
  readonly hasDecimalComma: boolean;
  /** The point is, where the cells are separated by semicolons and every number could have thousands instead. */
  readonly hasDecimalPoint?: boolean;
}

export interface GroupedValues {
  /** In the order in which their names first stand in the file. */
  readonly groups: readonly Group[];
  /** Rows of each group without a value, in the same order. */
  readonly missing: readonly { readonly name: string; readonly count: number }[];
}

/** How programs write that there is no value. */
const missingValues = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', '-', '–', '.']);
/** The same for a group: fewer, since “-” and “null” are names that groups have. */
const missingGroups = new Set(['', 'na', 'n/a', '#n/a']);
const number = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/iu;
/** A number that may be either: 1,234 with a decimal or a thousands comma. */
const ambiguousComma = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/u;
/** The same with a point, which separates thousands in the languages that write the decimal comma. */
const ambiguousPoint = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/u;

export function readGroupedValues(path: string, columns: GroupedColumns): Outcome<GroupedValues> {
  const text = readTextFile(path);
  return text.ok ? groupedValues(text.value, columns) : text;
}

/**
 * The values by group. An empty cell, NA and the like are missing. Decimal sign: the point, or the comma where the
 * values have commas only and cannot be meant as thousands. Refused: one column for both, what is no number, both signs,
 * a comma that may mean either (between semicolons, where languages write the decimal comma, a point that may), and a
 * value without a group.
 */
export function groupedValues(text: string, columns: GroupedColumns): Outcome<GroupedValues> {
  if (columns.value === columns.group) return refuse('table.column-same', { column: columns.value });
  const table = readDelimited(text, [columns.value, columns.group]);
  if (!table.ok) return table;
  const rows = table.value.rows.map(({ number: row, cells: [value = '', name = ''] }) => ({
    row,
    name: missingGroups.has(name.toLowerCase()) ? null : name,
    // A true minus sign, as typographically careful programs write it.
    value: missingValues.has(value.toLowerCase()) ? null : value.replace(/^\u2212/u, '-'),
  }));
  const written = rows.flatMap(({ row, value }) => (value === null ? [] : [{ row, value }]));
  const isTold = columns.hasDecimalComma || columns.hasDecimalPoint === true;
  const unclear = isTold ? null : unclearDecimals(written, table.value.separator);
  if (unclear) return { ok: false, refusal: unclear };
  const hasComma =
    columns.hasDecimalComma ||
    (columns.hasDecimalPoint !== true && written.some(({ value }) => value.includes(',')));
  const groups = new Map<string, { values: number[]; missing: number }>();
  for (const { row, name, value } of rows) {
    if (name === null) {
      if (value === null) continue;
      return refuse('table.group-missing', { row, column: columns.group });
    }
    const group = groups.get(name) ?? { values: [], missing: 0 };
    groups.set(name, group);
    if (value === null) {
      group.missing++;
      continue;
    }
    const found = numberOf(value, hasComma);
    if (found === null) return refuse('table.number-malformed', { row, column: columns.value, value });
    group.values.push(found);
  }
  return {
    ok: true,
    value: {
      groups: [...groups].map(([name, { values }]) => ({ name, values })),
      missing: [...groups].map(([name, { missing }]) => ({ name, count: missing })),
    },
  };
}

function unclearDecimals(
  written: readonly { readonly row: number; readonly value: string }[],
  separator: Separator,
): Refusal | null {
  const commas = written.filter(({ value }) => value.includes(','));
  const [first] = commas;
  if (!first) return separator === ';' ? unclearPoints(written) : null;
  const points = written.find(({ value }) => value.includes('.'));
  const rows = { row: first.row, value: first.value };
  if (points) {
    const mixed = refuse('table.decimal-mixed', { ...rows, otherRow: points.row, other: points.value });
    return mixed.refusal;
  }
  // A table separated by semicolons is one of a language that writes the decimal comma.
  if (separator !== ';' && commas.every(({ value }) => ambiguousComma.test(value))) {
    return refuse('table.decimal-ambiguous', rows).refusal;
  }
  return null;
}

/** Where every number with a point could be a whole one, as the readers of instrument files see it too. */
function unclearPoints(written: readonly { readonly row: number; readonly value: string }[]): Refusal | null {
  const points = written.filter(({ value }) => value.includes('.'));
  const [first] = points;
  if (!first || !points.every(({ value }) => ambiguousPoint.test(value))) return null;
  return refuse('table.point-ambiguous', { row: first.row, value: first.value }).refusal;
}

function numberOf(text: string, hasDecimalComma: boolean): number | null {
  const pointed = hasDecimalComma ? text.replaceAll('.', ' ').replace(',', '.') : text;
  if (!number.test(pointed)) return null;
  const value = Number(pointed);
  return Number.isFinite(value) ? value : null;
}
