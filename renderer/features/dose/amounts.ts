// Amounts as a person writes them: without zeros that say nothing, and the exact sum of what was typed.
// Must not round: decimals stay exact, and the main process checks every sum again.

import { decimal, plain, readDecimal } from '../../../shared/kernel/units.ts';

/** `930.0` → `930`; what is no number stays as it is. */
export function shortAmount(text: string): string {
  const value = readDecimal(text);
  return value === undefined ? text : plain(value);
}

/** `−0.36`, `+0.36`: the error of rounding with its sign. */
export function signedAmount(text: string): string {
  if (text.startsWith('-')) return text.replace('-', '−');
  return /[1-9]/.test(text) ? `+${text}` : text;
}

/** `23100000` → `23 100 000` with spaces that do not break, for sentences. */
export function groupedDigits(whole: string): string {
  return whole.replaceAll(/\B(?=(?:\d{3})+$)/g, '\u00a0');
}

/** The exact sum of typed amounts, empty ones being nothing; undefined while one of them is no number. */
export function totalAmount(texts: readonly string[]): string | undefined {
  let total = decimal('0');
  for (const text of texts) {
    const value = text.trim() === '' ? decimal('0') : readDecimal(text);
    if (value === undefined) return undefined;
    total = total.plus(value);
  }
  return plain(total);
}

/** What is left of `whole` after `part`, exact, not below zero. */
export function restOf(whole: string, part: string): string {
  const rest = decimal(whole).minus(part);
  return plain(rest.isNegative() ? decimal('0') : rest);
}

/** `whole` in so many parts of whole microlitres, the last with what is left: together exactly `whole`. */
export function evenParts(whole: string, parts: number): readonly string[] {
  const each = decimal(whole).div(parts).floor();
  const last = decimal(whole).minus(each.times(parts - 1));
  return [...Array.from({ length: parts - 1 }, () => plain(each)), plain(last)];
}

/** `part` as often as there are fills, exact. */
export function timesAmount(part: string, times: number): string {
  return plain(decimal(part).times(times));
}

export function isSameAmount(one: string, other: string): boolean {
  return decimal(one).equals(decimal(other));
}
