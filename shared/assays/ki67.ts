// Ki67-positive rate, version 1: positive and total nuclei by field, the rate by animal (study.md, Assays).
// Must not be edited once released: a change is version 2, in a file of its own.

import type { Decimal } from 'decimal.js';
import { z } from 'zod';
import { accept, refuse } from '../kernel/refusal.ts';
import { decimal } from '../kernel/units.ts';
import {
  defineAssay,
  filesForm,
  nameForm,
  subjectForm,
  type DerivedNumber,
  type Flag,
  type Subject,
} from './assay.ts';
import { repeatedName, subjectName } from './naming.ts';
import { derived, meanOf, rounded } from './number.ts';

/** Where a nucleus was clicked, in pixels of the picture from its upper left corner. */
const marks = z.array(z.tuple([z.int().min(0).max(200_000), z.int().min(0).max(200_000)])).max(5000);
const count = z.int().min(0).max(100_000);

const input = z.object({
  files: filesForm,
  /** How fields become one rate: all nuclei together, or the mean of the fields' rates; the article does not say. */
  rule: z.enum(['pooled', 'mean-of-fields']),
  /** Nuclei that an animal should have counted; null where the lab does not judge. */
  leastNuclei: count.nullable(),
  fields: z
    .array(
      z.object({
        name: nameForm,
        subject: subjectForm,
        /** The picture of the field. */
        imageAttachmentId: z.string().nullable().default(null),
        counted: z.discriminatedUnion('by', [
          /** Clicked on the picture: the marks are what was measured. */
          z.object({ by: z.literal('marks'), positive: marks, negative: marks }),
          /** Counted elsewhere, such as Image-Pro in the article. */
          z.object({ by: z.literal('number'), positive: count, total: count }),
        ]),
      }),
    )
    .min(1)
    .max(500),
});
type Field = z.output<typeof input>['fields'][number];

/**
 * Field: positive / total nuclei × 100. Animal: Σ positive / Σ total × 100, or the mean of its fields. Without nuclei
 * there is no rate. Refusals: `assay.name-twice`, `assay.more-positive`.
 */
export const ki67 = defineAssay({
  key: 'ki67',
  version: 1,
  status: 'released',
  input,
  readings: () => [],
  compute({ rule, leastNuclei, fields }) {
    const twice = repeatedName([fields]);
    if (twice) return twice;
    const numbers: DerivedNumber[] = [];
    const counted = fields.map((field) => ({ field, ...nucleiOf(field) }));
    const wrong = counted.find((one) => one.positive > one.total);
    if (wrong) return refuse('assay.more-positive', { field: wrong.field.name });
    for (const { field, positive, total } of counted) {
      numbers.push(
        derived({
          id: fieldId(field),
          quantity: 'field-rate',
          about: field.name,
          value: rateOf(positive, total),
          unit: '%',
          flags: total === 0 ? ['undetermined'] : [],
          formula: total === 0 ? 'no-number' : 'rate',
          parameters: { positive, total },
          inputs: [],
        }),
      );
    }
    const results = subjectsOf(fields).map((subject) => {
      const mine = counted.filter((one) => subjectName(one.field.subject) === subjectName(subject));
      const positive = mine.reduce((sum, one) => sum + one.positive, 0);
      const total = mine.reduce((sum, one) => sum + one.total, 0);
      const rates = mine.flatMap((one) => rateOf(one.positive, one.total) ?? []);
      const flags: Flag[] = [
        ...(total === 0 ? (['undetermined'] as const) : []),
        ...(rates.length > 0 && rates.length < mine.length ? (['incomplete'] as const) : []),
        ...(leastNuclei !== null && total < leastNuclei ? (['too-few-counted'] as const) : []),
      ];
      const isPooled = rule === 'pooled';
      const numberId = `${subjectName(subject)}/positive-rate`;
      numbers.push(
        derived({
          id: numberId,
          quantity: 'positive-rate',
          about: subjectName(subject),
          value: total === 0 ? null : isPooled ? rateOf(positive, total) : meanOf(rates),
          unit: '%',
          flags,
          formula: total === 0 ? 'no-number' : isPooled ? 'rate-pooled' : 'mean',
          parameters: isPooled
            ? { positive, total, n: mine.length }
            : { values: rates.map(rounded).join(' + '), n: rates.length },
          inputs: mine.map((one) => fieldId(one.field)),
        }),
      );
      return { ...subject, analyte: 'ki67', numberId };
    });
    return accept({ numbers, checks: [], results, lotFactors: [] });
  },
});

function fieldId({ name }: Field): string {
  return `field/${name}`;
}

function nucleiOf({ counted }: Field): { readonly positive: number; readonly total: number } {
  if (counted.by === 'number') return counted;
  return { positive: counted.positive.length, total: counted.positive.length + counted.negative.length };
}

function rateOf(positive: number, total: number): Decimal | null {
  return total === 0 ? null : decimal(positive).div(total).times(100);
}

function subjectsOf(fields: readonly Field[]): readonly Subject[] {
  return [...new Map(fields.map((one) => [subjectName(one.subject), one.subject])).values()];
}
