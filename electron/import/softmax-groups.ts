// The group blocks of SoftMax Pro: which sample a well holds, and the amount where the template states it.
// Must not take a result of a group for a reading.

import type { SampleRole } from '../../shared/assays/instrument-reading.ts';
import { decimalMarkOf, plainNumber } from './number-text.ts';
import { wellName } from './well-name.ts';

export interface GroupRow {
  readonly group: string;
  /** Null where the group does not say which of several plates it means. */
  readonly plate: string | null;
  readonly well: string;
  readonly sample: string;
  readonly role: SampleRole | null;
  readonly concentration: number | null;
}

export function readGroup(lines: readonly string[]): readonly GroupRow[] {
  const group =
    (lines[0] ?? '')
      .replace(/^Group:\s*/, '')
      .split('\t')[0]
      ?.trim() ?? '';
  const head = (lines[1] ?? '').split('\t').map((field) => field.trim());
  const sampleAt = head.indexOf('Sample');
  const wellAt = head.findIndex((field) => field === 'Well' || field === 'Wells');
  const plateAt = head.indexOf('WellPlateName');
  const amountAt = head.findIndex((field) => /^(?:standard value|conc)/i.test(field));
  if (sampleAt < 0 || wellAt < 0) return [];
  const role = roleOf(group);
  const rows: { fields: readonly string[]; sample: string; amount: string }[] = [];
  let [sample, amount] = ['', ''];
  for (const line of lines.slice(2)) {
    if (line.trim() === '') break;
    const fields = line.split('\t').map((field) => field.trim());
    const own = fields[sampleAt] ?? '';
    // A sample stands only in the first of its lines, and so does the amount of a standard.
    if (own !== '') [sample, amount] = [own, ''];
    amount = (amountAt < 0 ? '' : fields[amountAt]) || (role === 'standard' ? amount : '');
    rows.push({ fields, sample, amount });
  }
  // A sample or a plate may be called 1.5, which says nothing about how the program writes decimals.
  const isNamed = (at: number) => at === sampleAt || at === plateAt;
  const mark = decimalMarkOf(rows.flatMap(({ fields }) => fields.filter((_, at) => !isNamed(at))));
  return rows.flatMap(({ fields, sample, amount }) => {
    const well = wellName(fields[wellAt] ?? '');
    if (well === null || sample === '') return [];
    const plate = plateAt < 0 ? null : fields[plateAt] || null;
    return [{ group, plate, well, sample, role, concentration: plainNumber(amount, mark) }];
  });
}

function roleOf(group: string): SampleRole | null {
  if (/standard/i.test(group)) return 'standard';
  if (/unknown|sample/i.test(group)) return 'unknown';
  if (/blank/i.test(group)) return 'blank';
  if (/positive/i.test(group)) return 'positive-control';
  if (/negative/i.test(group)) return 'negative-control';
  return /control|ctrl/i.test(group) ? 'control' : null;
}
