// The fields of Ki67 that a person counts and has not recorded yet: their pictures, marks, numbers, and the rule.
// Must not compute a rate that is recorded: the assay does.

import { z } from 'zod';
import { ki67 } from '../../../../shared/assays/ki67.ts';
import { timePointKeys } from '../../../../shared/domain/schedule.ts';
import { decimal, fixed } from '../../../../shared/kernel/units.ts';
import type { Json } from '../../../../shared/kernel/record.ts';
import { countsOf, type Mark } from './counting.ts';

export const rules = ['pooled', 'mean-of-fields'] as const;
export const ways = ['marks', 'number'] as const;

const fieldForm = z.object({
  name: z.string(),
  animalId: z.string(),
  timePoint: z.enum(timePointKeys),
  imageAttachmentId: z.string().nullable(),
  by: z.enum(ways),
  /** Short, because thousands of them are kept as they are set: x, y, whether positive. */
  marks: z.array(z.tuple([z.int().min(0), z.int().min(0), z.boolean()])),
  positive: z.string(),
  total: z.string(),
});
export type DraftField = z.output<typeof fieldForm>;

export const draftForm = z.object({
  title: z.string(),
  rule: z.enum(rules).nullable(),
  reason: z.string(),
  fields: z.array(fieldForm),
  /** The name of the field that is shown. */
  shown: z.string().nullable(),
});
export type CountsDraft = z.output<typeof draftForm>;

export const emptyDraft: CountsDraft = { title: '', rule: null, reason: '', fields: [], shown: null };

/** What is kept between two starts has room for about this many. */
export const mostMarks = 50_000;
/** Of each kind in a field, as the assay takes them. */
const mostMarksOfKind = 5000;

export function marksOf({ marks }: DraftField): readonly Mark[] {
  return marks.map(([x, y, isPositive]) => ({ x, y, isPositive }));
}

export function withMarks(field: DraftField, marks: readonly Mark[]): DraftField {
  return { ...field, marks: marks.map(({ x, y, isPositive }) => [x, y, isPositive]) };
}

export function isFull(marks: readonly Mark[]): boolean {
  const { positive, total } = countsOf(marks);
  return positive > mostMarksOfKind || total - positive > mostMarksOfKind;
}

export function newField(name: string, animalId: string, timePoint: DraftField['timePoint']): DraftField {
  return {
    name,
    animalId,
    timePoint,
    imageAttachmentId: null,
    by: 'marks',
    marks: [],
    positive: '',
    total: '',
  };
}

const wholeNumber = /^\d{1,6}$/;

/** Null where nothing is counted yet, or what was typed is no number. */
export function nucleiOf(field: DraftField): { readonly positive: number; readonly total: number } | null {
  if (field.by === 'marks') return field.marks.length === 0 ? null : countsOf(marksOf(field));
  const [positive, total] = [field.positive.trim(), field.total.trim()];
  if (!wholeNumber.test(positive) || !wholeNumber.test(total)) return null;
  return { positive: Number(positive), total: Number(total) };
}

/** Percent with one decimal, for the eye beside the picture; null without nuclei. */
export function rateText({
  positive,
  total,
}: {
  readonly positive: number;
  readonly total: number;
}): string | null {
  return total === 0 ? null : fixed(decimal(positive).div(total).times(100), 1);
}

/** The assay's own limits for a name; words: `nuclei.name-…`. */
export function nameProblem(name: string, others: readonly string[]): 'twice' | 'sign' | null {
  if (others.includes(name.trim())) return 'twice';
  return name.includes('/') || name.trim().startsWith('well:') ? 'sign' : null;
}

export type Missing = 'title' | 'fields' | 'counts' | 'rule';

export function missingIn({ title, rule, fields }: CountsDraft): readonly Missing[] {
  return [
    ...(title.trim() === '' ? (['title'] as const) : []),
    ...(fields.length === 0 ? (['fields'] as const) : []),
    ...(fields.some((one) => nucleiOf(one) === null) ? (['counts'] as const) : []),
    ...(rule === null ? (['rule'] as const) : []),
  ];
}

/** The input of the assay; only for a draft that misses nothing. */
export function inputOf(
  { rule, fields }: Pick<CountsDraft, 'rule' | 'fields'>,
  leastNuclei: number | null,
): Json {
  return {
    files: [],
    rule: rule ?? '',
    leastNuclei,
    fields: fields.map((field) => ({
      name: field.name.trim(),
      subject: { animalId: field.animalId, timePoint: field.timePoint },
      imageAttachmentId: field.imageAttachmentId,
      counted: countedOf(field),
    })),
  };
}

function countedOf(field: DraftField): Json {
  if (field.by === 'number')
    return { by: 'number', positive: Number(field.positive), total: Number(field.total) };
  const points = (isPositive: boolean) =>
    field.marks.filter((one) => one[2] === isPositive).map(([x, y]) => [x, y]);
  return { by: 'marks', positive: points(true), negative: points(false) };
}

interface Recorded {
  readonly draft: CountsDraft;
  readonly leastNuclei: number | null;
}

/** What was recorded, to be counted again; null where it is of another form. */
export function draftOf(title: string, input: Json): Recorded | null {
  const parsed = ki67.input.safeParse(input);
  if (!parsed.success) return null;
  const fields = parsed.data.fields.flatMap(({ name, subject, imageAttachmentId, counted }): DraftField[] => {
    const timePoint = timePointKeys.find((one) => one === subject.timePoint);
    if (timePoint === undefined) return [];
    const field = { ...newField(name, subject.animalId, timePoint), imageAttachmentId, by: counted.by };
    if (counted.by === 'number')
      return [{ ...field, positive: String(counted.positive), total: String(counted.total) }];
    const kind = (points: readonly (readonly [number, number])[], isPositive: boolean) =>
      points.map(([x, y]): DraftField['marks'][number] => [x, y, isPositive]);
    return [{ ...field, marks: [...kind(counted.positive, true), ...kind(counted.negative, false)] }];
  });
  const { rule, leastNuclei } = parsed.data;
  return { draft: { title, rule, reason: '', fields, shown: fields[0]?.name ?? null }, leastNuclei };
}
