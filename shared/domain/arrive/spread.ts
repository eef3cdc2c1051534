// What was measured, as a methods paragraph says it: median, range and number, in exact decimals.
// Must not test or judge anything.

import { say } from '../../catalogue/catalogue.ts';
import { decimal, fixed, plain, type Measured } from '../../kernel/units.ts';
import { hourMs, minuteMs } from '../../kernel/time.ts';
import { piece, type CitedRecord, type Piece } from './citation.ts';

export interface Spread<Unit extends string> {
  readonly count: number;
  readonly median: Measured<Unit>;
  readonly min: Measured<Unit>;
  readonly max: Measured<Unit>;
}

/** Null for no values. The median of an even number is the mean of the middle two. */
export function spreadOf<Unit extends string>(values: readonly Measured<Unit>[]): Spread<Unit> | null {
  const sorted = values.toSorted((left, right) => left.comparedTo(right));
  const [min, max] = [sorted.at(0), sorted.at(-1)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!min || !max || !upper || !lower) return null;
  return { count: sorted.length, median: lower.plus(upper).div(2), min, max };
}

/** `60.1 min (59.8 to 67.0 min; n = 24)`, with its records; null where nothing was measured. */
export function spreadPiece(
  values: readonly Measured<string>[],
  unit: string,
  places: number,
  records: readonly CitedRecord[],
): Piece | null {
  const spread = spreadOf(values);
  if (!spread) return null;
  const { count, median, min, max } = spread;
  const text = (value: Measured<string>) => fixed(value, places);
  const [middle, least, most] = [text(median), text(min), text(max)];
  const words = least === most ? 'arrive.spread-same' : 'arrive.spread';
  return piece(say(words, { median: middle, min: least, max: most, unit, count }), records, 'strong');
}

type Counted = 'animal' | 'dose' | 'sample' | 'result';

/** `1 animal`, `24 animals`, with the records that are counted. */
export function countPiece(count: number, what: Counted, records: readonly CitedRecord[] = []): Piece {
  return piece(say(`arrive.${count === 1 ? 'one' : 'many'}-${what}`, { count }), records, 'strong');
}

export function hoursOf(milliseconds: number): Measured<'h'> {
  return decimal(milliseconds).div(hourMs);
}

export function minutesOf(milliseconds: number): Measured<'min'> {
  return decimal(milliseconds).div(minuteMs);
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `2.4 × 10⁷` with up to three digits that count; below ten thousand as it stands. */
export function scientific(value: Measured<string>): string {
  if (value.lt(10_000)) return plain(value.toSignificantDigits(4));
  const [digits = '', exponent = ''] = value.toSignificantDigits(3).toExponential().split('e+');
  const raised = Array.from(exponent, (digit) => superscripts[Number(digit)]).join('');
  return `${digits} × 10${raised}`;
}

/** How many of each, the most frequent first: `female (13), castrated (12)`. */
export function tallied(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .toSorted(([left, most], [right, other]) => other - most || (left < right ? -1 : 1))
    .map(([word, count]) => say('arrive.tally', { word, count }))
    .join(', ');
}
