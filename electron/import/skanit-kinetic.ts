// The kinetic tables of Thermo SkanIt: a row a reading, a column a well, the time beside the number of the reading.
// Must not decide whether a step measured or calculated.

import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { cellOf, type TableRow } from './cell-table.ts';
import { wellName } from './well-name.ts';

export interface KineticPoint {
  readonly well: string;
  readonly sample: string | null;
  readonly timeSeconds: number;
  readonly text: string;
}

const secondsPerUnit: ReadonlyMap<string, number> = new Map([
  ['h', 3600],
  ['min', 60],
  ['s', 1],
  ['ms', 0.001],
]);
/** `Un0001 (A01)`: the sample, and the well that it is in. */
const columnTitle = /^(.*)\(([^()]*)\)$/;

/** `Reading`, then `avg. time [s]`. */
export function isKineticHead({ cells }: TableRow): boolean {
  return cells[0] === 'Reading' && timeUnit(cells) !== undefined;
}

function timeUnit(cells: readonly string[]): number | undefined {
  return secondsPerUnit.get(/\btime \[(\w+)\]$/i.exec(cells[1] ?? '')?.[1]?.toLowerCase() ?? '');
}

/**
 * The table whose head is `rows[head]`; it ends at the first row without a number of a reading. Columns without a well
 * are the notes of people. Refused: a well that is none, and a time that is no number.
 */
export function readKinetic(
  rows: readonly TableRow[],
  head: number,
  sheet: string,
): Outcome<{ readonly points: readonly KineticPoint[]; readonly last: number }> {
  const headRow = rows[head];
  const cells = headRow?.cells ?? [];
  const perUnit = timeUnit(cells) ?? 1;
  const damaged = (row: number, reason: string) =>
    refuse('instrument.damaged-sheet', { format: 'Thermo SkanIt', sheet, row, reason });
  const columns: { position: number; well: string; sample: string | null }[] = [];
  for (const [position, title] of cells.entries()) {
    const [, sample = '', place = ''] = position < 2 ? [] : (columnTitle.exec(title) ?? []);
    if (place === '') continue;
    const well = wellName(place);
    if (well === null) {
      return damaged(headRow?.line ?? 1, say('instrument.reason-no-well', { text: place }));
    }
    columns.push({ position, well, sample: sample.trim() || null });
  }
  const points: KineticPoint[] = [];
  let at = head + 1;
  for (let row = rows[at]; row && /^\d+$/.test(cellOf(row, 0)); row = rows[++at]) {
    const time = cellOf(row, 1).replace(',', '.');
    if (!/^\d+(?:\.\d+)?$/.test(time)) {
      return damaged(row.line, say('instrument.reason-no-time', { text: time }));
    }
    const timeSeconds = Number(time) * perUnit;
    for (const { position, well, sample } of columns) {
      points.push({ well, sample, timeSeconds, text: cellOf(row, position) });
    }
  }
  return { ok: true, value: { points, last: at - 1 } };
}
