// What an assay is: a versioned, pure computation from what was measured to numbers that name their wells.
// Must not know animals' groups, entities or screens, and must not throw: what cannot be computed is a refusal.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import type { Json, JsonObject } from '../kernel/record.ts';
import { refuse, type Outcome } from '../kernel/refusal.ts';
import { formulaKeys } from './formula.ts';
import type { Reading } from './reading.ts';

/** What there is to say of a number beside its value; words: `assay.flag.…`. */
export const flagKeys = [
  'below-range',
  'above-range',
  'saturated',
  'undetermined',
  'cv-high',
  'replicates-differ',
  'too-few-replicates',
  'outlier-left-out',
  'left-out',
  'no-amplification',
  'reference-failed',
  'control-failed',
  'curve-poor',
  'recovery-outside',
  'incomplete',
  'too-few-counted',
] as const;
export type Flag = (typeof flagKeys)[number];

/** What a number is; words: `assay.quantity.…`. */
export const quantityKeys = [
  'blank',
  'reading',
  'coefficient-of-variation',
  'curve-intercept',
  'curve-slope',
  'curve-a',
  'curve-b',
  'curve-c',
  'curve-d',
  'curve-g',
  'r-squared',
  'back-fit',
  'recovery',
  'well-concentration',
  'concentration',
  'mean',
  'standard-deviation',
  'ct',
  'ct-deviation',
  'efficiency',
  'delta-ct',
  'delta-ct-deviation',
  'calibrator-delta-ct',
  'calibrator-ct',
  'delta-delta-ct',
  'relative-expression',
  'relative-expression-low',
  'relative-expression-high',
  'log-ratio-deviation',
  'net-density',
  'relative-density',
  'phosphorylated-share',
  'field-rate',
  'positive-rate',
  'field-score',
  'slice-score',
  'animal-score',
  'weighted-kappa',
] as const;
export type Quantity = (typeof quantityKeys)[number];

/** What was checked of the run as a whole; words: `assay.check.…`. */
const checkKeys = [
  'r-squared',
  'recovery',
  'standards-used',
  'control',
  'no-template-control',
  'no-rt-control',
  'controls-present',
  'seven-factors',
  'five-bottles',
  'image-attached',
  'three-slices',
  'three-fields',
] as const;

/** Plain decimal with a sign, as every stored number of an assay; never an exponent, NaN or an infinity. */
const signedDecimal = z.string().regex(/^-?(0|[1-9]\d{0,59})(\.\d{1,80})?$/);

const derivedNumber = z.object({
  /** Unique in its output, such as `sample/P07 D1/concentration`. */
  id: z.string(),
  quantity: z.enum(quantityKeys),
  /** Of what, as people call it: a sample, a standard, a gene; empty for the whole run. Never words of the catalogue. */
  about: z.string(),
  /** Rounded half-even to six significant digits; null where there is no number, and a flag says why. */
  value: signedDecimal.nullable(),
  unit: z.string(),
  /** For what is below or above the range: the end of the range in the same unit. */
  limit: signedDecimal.nullable(),
  flags: z.array(z.enum(flagKeys)),
  formula: z.object({ key: z.enum(formulaKeys), parameters: z.record(z.string(), z.string()) }),
  /** Ids of readings (`well:plate 1/B3`) and of other numbers from which it was computed. */
  inputs: z.array(z.string()),
});
export type DerivedNumber = z.output<typeof derivedNumber>;

const assayCheck = z.object({
  key: z.enum(checkKeys),
  /** What was checked, as people call it; empty for the whole run. */
  about: z.string(),
  isPassed: z.boolean(),
  /** For the words of the check: limits, counts. */
  parameters: z.record(z.string(), z.string()),
  /** What it was judged by: ids of numbers and readings. */
  inputs: z.array(z.string()),
});
export type AssayCheck = z.output<typeof assayCheck>;

const assayResult = z.object({
  animalId: z.string(),
  timePoint: z.string(),
  analyte: z.string(),
  /** The number that is the result. */
  numberId: z.string(),
});
export type AssayResult = z.output<typeof assayResult>;

/**
 * The bottles with a number, in the unit of the factor, for the check of a secretome lot; of how many, and how many
 * of the others lie beyond the range.
 */
const lotFactor = z.object({
  analyte: z.string(),
  unit: z.string(),
  values: z.array(signedDecimal),
  bottles: z.int().nonnegative(),
  belowRange: z.int().nonnegative(),
  aboveRange: z.int().nonnegative(),
});
export type LotFactor = z.output<typeof lotFactor>;

/** Factors that were recorded before they said of how many bottles the values are: as many as there are values. */
export function withBottles(factors: readonly JsonObject[]): readonly JsonObject[] {
  return factors.map((one) => ({
    bottles: (one['values'] as readonly Json[]).length,
    belowRange: 0,
    aboveRange: 0,
    ...one,
  }));
}

export const assayOutput = z.object({
  numbers: z.array(derivedNumber),
  checks: z.array(assayCheck),
  results: z.array(assayResult),
  lotFactors: z.array(lotFactor),
});
export type AssayOutput = z.output<typeof assayOutput>;

/** One released version of an assay. Once released it is frozen: a change is the next version. */
export interface AssayDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly key: string;
  readonly version: number;
  readonly status: 'released';
  readonly input: Schema;
  /** Bivariant on purpose: the registry holds assays of every input, and parses before it calls. */
  compute(input: z.output<Schema>): Outcome<AssayOutput>;
  /** Every well of the input, so that a number can be followed down to it. */
  readings(input: z.output<Schema>): readonly Reading[];
}

/**
 * The assay, which refuses (`assay.number-too-large`) where one of its numbers cannot be written out as a stored number:
 * quotients and powers of what an instrument may give can be of any size.
 */
export function defineAssay<Schema extends z.ZodType>(
  definition: AssayDefinition<Schema>,
): AssayDefinition<Schema> {
  return {
    ...definition,
    compute(input) {
      const outcome = definition.compute(input);
      return outcome.ok ? (numberTooLarge(outcome.value) ?? outcome) : outcome;
    },
  };
}

function numberTooLarge({ numbers }: AssayOutput): Outcome<never> | undefined {
  const isWritable = (text: string | null): boolean => text === null || signedDecimal.safeParse(text).success;
  const lost = numbers.find(({ value, limit }) => !isWritable(value) || !isWritable(limit));
  return (
    lost &&
    refuse('assay.number-too-large', { quantity: say(`assay.quantity.${lost.quantity}`), about: lost.about })
  );
}

/** An animal at a time point; never a group. */
export const subjectForm = z.object({ animalId: z.string().min(1).max(20), timePoint: z.string().max(20) });
export type Subject = z.output<typeof subjectForm>;

/** Names that a person gives to samples, standards, lanes and fields; with neither of the two signs of an id in them. */
export const nameForm = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^(?!well:)[^/]+$/);

/** Files from which the readings came, with their SHA-256, so that the record says by itself what was read. */
export const filesForm = z
  .array(z.object({ attachmentId: z.string(), hash: z.string().regex(/^[0-9a-f]{64}$/) }))
  .max(50)
  .default([]);
