// Numbers that reach a patient: exact decimals whose unit is part of the type (PAIN-10).
// Must not use binary floating point for a value, nor format for a locale.

import { Decimal } from 'decimal.js';

// 40 digits hold every product of the study's quantities exactly; the rounding of a quotient is far below a graduation.
const Exact = Decimal.clone({
  precision: 40,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -40,
  toExpPos: 40,
});

/** A decimal number of the unit `Unit`; two units cannot be mixed up by accident. */
export type Measured<Unit extends string> = Decimal & { readonly unit?: Unit };

const plainForm = /^[+-]?\d{1,30}(\.\d{1,30})?$/;
const scientificForm = /^[+-]?\d{1,30}(\.\d{1,30})?[eE][+-]?\d{1,2}$/;

/** Reads a plain decimal (`22.4`, decimal point only); undefined for anything else, an empty text included. */
export function readDecimal<Unit extends string>(text: string): Measured<Unit> | undefined {
  const trimmed = text.trim();
  return plainForm.test(trimmed) ? new Exact(trimmed) : undefined;
}

/** Reads a plain or scientific decimal (`4.8e7`), as cell counts are written; undefined for anything else. */
export function readScientific<Unit extends string>(text: string): Measured<Unit> | undefined {
  const trimmed = text.trim();
  return plainForm.test(trimmed) || scientificForm.test(trimmed) ? new Exact(trimmed) : undefined;
}

/** A decimal from text known to be one, such as a stored value. Throws on anything else. */
export function decimal<Unit extends string>(text: string | number): Measured<Unit> {
  const value = readScientific<Unit>(String(text));
  if (!value) throw new RangeError(`Not a decimal number: ${text}`);
  return value;
}

/** Plain text with exactly `places` decimals, half-even: `933.3`. A rounded zero has no sign. */
export function fixed(value: Decimal, places: number): string {
  const rounded = value.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
  return (rounded.isZero() ? rounded.abs() : rounded).toFixed(places);
}

/** Plain text with as many decimals as the value has: `22.4`. Never an exponent. */
export function plain(value: Decimal): string {
  return value.toFixed();
}
