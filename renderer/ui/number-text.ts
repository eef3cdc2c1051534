// Whether a typed text is a number the notebook can take, and whether it lies within its limits.
// Must not turn it into a binary number: a value stays the text that was typed.

import { readDecimal, readScientific } from '../../shared/kernel/units.ts';
import { word } from './words.ts';

export interface NumberForm {
  /** Counts: no decimals. */
  isWhole?: boolean | undefined;
  /** Allows `4.8e7`, as cell counts are written. */
  isScientific?: boolean | undefined;
}

/** Decimal strings; either end may be open. */
export interface NumberLimits {
  low?: string | undefined;
  high?: string | undefined;
}

/** The sentence for a text that is no such number; undefined for a good or an empty one. */
export function numberProblem(text: string, form: NumberForm = {}): string | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (typed.includes(',')) return word('ui.number-comma');
  const value = form.isScientific === true ? readScientific(typed) : readDecimal(typed);
  if (value === undefined) return word('ui.number-malformed', { text: typed });
  if (form.isWhole === true && !value.isInteger()) return word('ui.number-whole');
  return undefined;
}

/** The sentence for a number outside its limits, which may still be true and be recorded. */
export function limitWarning(text: string, limits: NumberLimits, unit?: string): string | undefined {
  const value = readScientific(text);
  if (value === undefined) return undefined;
  const low = limits.low === undefined ? undefined : readScientific(limits.low);
  const high = limits.high === undefined ? undefined : readScientific(limits.high);
  const isInside =
    !(low !== undefined && value.lessThan(low)) && !(high !== undefined && value.greaterThan(high));
  return isInside ? undefined : word('ui.number-outside', { limits: limitsText(limits, unit) });
}

/** `20–25 kg`, `≥ 80 %`, `≤ 2 %`. */
export function limitsText({ low, high }: NumberLimits, unit?: string): string {
  const suffix = unit === undefined ? '' : `\u00a0${unit}`;
  if (low !== undefined && high !== undefined) return `${low}–${high}${suffix}`;
  if (low !== undefined) return `≥\u00a0${low}${suffix}`;
  return high === undefined ? '' : `≤\u00a0${high}${suffix}`;
}
