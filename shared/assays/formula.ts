// The formulas of the assays, by key: `assay.formula.…` in the catalogue says each with the numbers put in.
// Must not compute: a formula here is what a person is shown of what was computed.

import { say } from '../catalogue/catalogue.ts';

/** A key is never taken away: recorded numbers name it. */
export const formulaKeys = [
  'mean',
  'mean-less-blank',
  'coefficient-of-variation',
  'standard-deviation',
  'beyond-range-bottles',
  'beyond-range-lanes',
  'no-number',
  'beyond-reading',
  'fit-linear',
  'fit-4pl',
  'fit-5pl',
  'r-squared',
  'inverse-linear',
  'inverse-4pl',
  'inverse-5pl',
  'recovery',
  'dilution',
  'ct-mean',
  'ct-deviation',
  'efficiency-assumed',
  'efficiency-set',
  'efficiency-series',
  'r-squared-series',
  'delta-ct',
  'delta-ct-deviation',
  'calibrator-mean',
  'delta-delta-ct',
  'two-to-the-minus',
  'two-to-the-minus-range',
  'pfaffl',
  'pfaffl-deviation',
  'pfaffl-range',
  'net-density',
  'relative-density',
  'phosphorylated-share',
  'rate',
  'rate-pooled',
  'field-sum',
  'field-mean',
  'slice-mean',
  'animal-mean',
  'weighted-kappa',
] as const;
export type FormulaKey = (typeof formulaKeys)[number];

/** The formula with its numbers, as a line of text. */
export function formulaText(formula: {
  readonly key: FormulaKey;
  readonly parameters: Readonly<Record<string, string>>;
}): string {
  return say(`assay.formula.${formula.key}`, withUnitFactor(formula));
}

/** Between the unit of the standards and that of the result; where they are one there is nothing to tell of it. */
function withUnitFactor({ key, parameters }: Parameters<typeof formulaText>[0]) {
  const { factor } = parameters;
  if (factor === undefined || (key !== 'dilution' && key !== 'beyond-reading')) return parameters;
  return { ...parameters, factor: factor === '1' ? '' : say('assay.formula-unit-factor', { factor }) };
}
