// Derived numbers: exact decimals, rounded once at the end, each with its formula and what it was made from.
// Must not compute with doubles: the one that comes from a fitted curve becomes a decimal here.

import type { Decimal } from 'decimal.js';
import { decimal } from '../kernel/units.ts';
import type { DerivedNumber, Flag, Quantity } from './assay.ts';
import type { FormulaKey } from './formula.ts';
import { readingId, type Reading } from './reading.ts';

/** Digits of every stored number: more than any of these instruments has, fewer than two machines could differ in. */
const significantDigits = 6;
const halfEven = 6;

/** The number as it is stored: six significant digits, half-even, plain. */
export function rounded(value: Decimal): string {
  const text = value.toSignificantDigits(significantDigits, halfEven).toFixed();
  return text === '-0' ? '0' : text;
}

/** A double as a decimal; null for NaN, infinities, and sizes that no assay of the study can have. */
export function fromDouble(value: number): Decimal | null {
  const size = Math.abs(value);
  if (size === 0) return decimal('0');
  return size > 1e-50 && size < 1e50 ? decimal(String(value)) : null;
}

export interface NumberFacts {
  readonly id: string;
  readonly quantity: Quantity;
  readonly about: string;
  readonly value: Decimal | null;
  readonly unit: string;
  readonly limit?: Decimal | null;
  readonly flags?: readonly Flag[];
  readonly formula: FormulaKey;
  /** Decimals are shown as rounded, whole numbers and texts as they are. */
  readonly parameters?: Readonly<Record<string, Decimal | string | number | null>>;
  readonly inputs: readonly string[];
}

/** A derived number from its facts; flags once each, and one at least where there is no value. */
export function derived(facts: NumberFacts): DerivedNumber {
  const { id, quantity, about, value, unit, limit, flags = [], formula, parameters = {}, inputs } = facts;
  return {
    id,
    quantity,
    about,
    value: value === null ? null : rounded(value),
    unit,
    limit: limit === null || limit === undefined ? null : rounded(limit),
    flags: value === null && flags.length === 0 ? ['undetermined'] : [...new Set(flags)],
    formula: {
      key: formula,
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([name, one]) => [name, parameterText(one)]),
      ),
    },
    inputs: [...inputs],
  };
}

function parameterText(value: Decimal | string | number | null): string {
  if (value === null) return '–';
  return typeof value === 'object' ? rounded(value) : String(value);
}

/** Readings that count, and what there is to say of the others. */
export interface Counted {
  readonly values: readonly Decimal[];
  readonly ids: readonly string[];
  /** `0.512 + 0.498`, as the file has them. */
  readonly text: string;
  readonly isOverflow: boolean;
  readonly hasUndetermined: boolean;
  /** `left-out`, `too-few-replicates` (fewer than two that count). */
  readonly flags: readonly Flag[];
}

export function countedReadings(readings: readonly Reading[]): Counted {
  const used = readings.filter((one) => one.leftOut === null);
  const measured = used.flatMap((one) => (one.value === null ? [] : [one.value]));
  const flags: Flag[] = used.length < readings.length ? ['left-out'] : [];
  if (measured.length < 2) flags.push('too-few-replicates');
  return {
    values: measured.map((one) => decimal(one)),
    ids: used.map(readingId),
    text: measured.join(' + '),
    isOverflow: used.some((one) => one.absent === 'overflow'),
    hasUndetermined: used.some((one) => one.absent === 'undetermined'),
    flags,
  };
}

/** Arithmetic mean of at least one value. */
export function meanOf(values: readonly Decimal[]): Decimal {
  return sumOf(values).div(values.length);
}

export function sumOf(values: readonly Decimal[]): Decimal {
  return values.reduce((sum, value) => sum.plus(value), decimal('0'));
}

/** Sample standard deviation, n − 1; null for fewer than two values. */
export function deviationOf(values: readonly Decimal[]): Decimal | null {
  if (values.length < 2) return null;
  const mean = meanOf(values);
  return sumOf(values.map((value) => value.minus(mean).pow(2)))
    .div(values.length - 1)
    .sqrt();
}

/** Coefficient of variation in percent of the size of the mean; null where there is none. */
export function variationOf(values: readonly Decimal[]): Decimal | null {
  const deviation = deviationOf(values);
  if (deviation === null) return null;
  const mean = meanOf(values).abs();
  return mean.isZero() ? null : deviation.div(mean).times(100);
}
