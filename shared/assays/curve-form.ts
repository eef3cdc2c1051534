// What a standard curve is asked for: model, weight, blanks, standards, controls, and the limits of the lab.
// Must not compute: standard-curve.ts does.

import { z } from 'zod';
import { curveModels, curveWeightings } from '../statistics/curve-fit.ts';
import { nameForm } from './assay.ts';
import { readingForm, readingsForm, type Reading } from './reading.ts';

/** A plain decimal of at least 0 below 10^12: concentrations, dilutions and limits. */
export const amountText = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/);
export const dilutionText = amountText.refine((text) => !/^0*(\.0*)?$/.test(text));
const limit = amountText.nullable();

/** What the lab counts as good enough; null where it does not judge. None of them is in the article. */
const limitsForm = z.object({
  /** Of the duplicates, percent. */
  cvMax: limit,
  rSquaredMin: limit,
  /** Of the standards' back-fit, percent of the nominal concentration. */
  recoveryMin: limit,
  recoveryMax: limit,
});

const someReadings = z.array(readingForm).min(1).max(32);

export const curveForm = z.object({
  model: z.enum(curveModels),
  weighting: z.enum(curveWeightings),
  /** Of the standards' concentrations. */
  unit: z.string().min(1).max(20),
  /** Their mean is subtracted from every reading; none where nothing is to be subtracted. */
  blanks: readingsForm.default([]),
  standards: z
    .array(z.object({ name: nameForm, concentration: amountText, readings: someReadings }))
    .min(1)
    .max(24),
  /** Samples of known content, with the range that the kit promises, in the unit of the standards. */
  controls: z
    .array(
      z.object({
        name: nameForm,
        dilution: dilutionText,
        expectedMin: amountText,
        expectedMax: amountText,
        readings: someReadings,
      }),
    )
    .max(12)
    .default([]),
  limits: limitsForm,
});
export type CurveInput = z.output<typeof curveForm>;

/** Every well that the curve itself uses. */
export function curveReadings({ blanks, standards, controls }: CurveInput): readonly Reading[] {
  return [...blanks, ...[...standards, ...controls].flatMap((one) => one.readings)];
}

/** What turns one unit of concentration into another; null for units of different kinds. */
export function unitFactor(from: string, to: string): string | null {
  if (from === to) return '1';
  if (from === 'pg/mL' && to === 'ng/mL') return '0.001';
  return from === 'ng/mL' && to === 'pg/mL' ? '1000' : null;
}
