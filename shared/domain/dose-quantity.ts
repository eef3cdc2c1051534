// The numbers of weights, lots and doses: how each may be written, and between which limits it can be meant.
// Must not compute anything: a number out of its limits is a slip of the pen, and is refused before it is used.

import { say } from '../catalogue/catalogue.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { decimal, plain, readDecimal, readScientific } from '../kernel/units.ts';
import type { Decimal } from 'decimal.js';

interface Quantity {
  readonly form: 'plain' | 'scientific';
  readonly min: string;
  readonly max: string;
  readonly unit: string;
}

/**
 * Limits of what can be meant, both ends included; not criteria of the study, which are settings.
 * Weight (of a dose and on the scale alike): a newborn of a farm breed weighs about 1 kg, the heaviest miniature breeds reach 100 kg; so 224 for 22.4 is
 * refused. Suspension: a pellet without any medium holds below 10^9 cells per mL. Syringes: from a 10 µL microlitre
 * syringe to a 100 mL catheter syringe.
 */
const quantities = {
  weight: { form: 'plain', min: '1', max: '100', unit: 'kg' },
  'cells-per-kg': { form: 'scientific', min: '1000', max: '1000000000', unit: 'cells/kg' },
  'cells-per-ml': { form: 'scientific', min: '1000', max: '1000000000', unit: 'cells/mL' },
  'cells-per-microlitre': { form: 'scientific', min: '1', max: '100000000', unit: 'cells/µL' },
  'source-cells': { form: 'scientific', min: '1000', max: '1000000000000', unit: 'cells' },
  'lot-volume': { form: 'plain', min: '0.01', max: '10000', unit: 'mL' },
  'cm-collected': { form: 'plain', min: '0.01', max: '100000', unit: 'mL' },
  'cm-processed': { form: 'plain', min: '0.01', max: '100000', unit: 'mL' },
  syringe: { form: 'plain', min: '0.005', max: '100', unit: 'mL' },
  graduation: { form: 'plain', min: '0.01', max: '100000', unit: 'µL' },
  'dead-space': { form: 'plain', min: '0', max: '1000', unit: 'µL' },
  amount: { form: 'plain', min: '0.1', max: '100000000', unit: 'µL' },
  remaining: { form: 'plain', min: '0', max: '100000000', unit: 'µL' },
  'injected-amount': { form: 'plain', min: '0', max: '1000000', unit: 'µL' },
  'unit-volume': { form: 'plain', min: '0', max: '100000', unit: 'µL' },
  percent: { form: 'plain', min: '0', max: '100', unit: '%' },
  viability: { form: 'plain', min: '0', max: '100', unit: '%' },
  'factor-value': { form: 'plain', min: '0', max: '1000000000', unit: 'pg/mL' },
  'error-limit': { form: 'plain', min: '0', max: '100', unit: '%' },
} as const satisfies Readonly<Record<string, Quantity>>;

export type QuantityName = keyof typeof quantities;

/** The limits of what can be meant, both included, in the unit of the quantity. */
export function limitsOf(name: QuantityName): { readonly min: string; readonly max: string } {
  return quantities[name];
}

/**
 * Reads one number: plain decimals with a point; counts of cells may be scientific (`5e6`). Refused: anything that is
 * not such a text (an empty one, `1,5`, `0x10`, `NaN`, `Infinity`), zero and below where nothing can be meant by it,
 * and what lies outside the limits.
 */
export function readQuantity(name: QuantityName, text: string): Outcome<Decimal> {
  const { form, min, max, unit }: Quantity = quantities[name];
  const what = say(`dose.quantity-${name}`);
  const value = form === 'plain' ? readDecimal(text) : readScientific(text);
  if (value === undefined) return refuse('dose.number-malformed', { what, text: text.slice(0, 40) });
  const least = decimal(min);
  if (value.isNegative() && !value.isZero()) return refuse('dose.number-not-positive', { what });
  if (value.isZero() && !least.isZero()) return refuse('dose.number-not-positive', { what });
  if (value.lessThan(least) || value.greaterThan(decimal(max))) {
    return refuse('dose.number-absurd', { what, value: plain(value).slice(0, 40), min, max, unit });
  }
  return accept(value.abs());
}
