// Suzuki score of liver damage, version 1: three criteria of 0 to 4, three slices, three fields (study.md, Assays).
// Must not be edited once released: a change is version 2, in a file of its own.

import type { Decimal } from 'decimal.js';
import { z } from 'zod';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { decimal } from '../kernel/units.ts';
import { disagreements, weightedKappa } from './agreement.ts';
import {
  defineAssay,
  filesForm,
  subjectForm,
  type AssayCheck,
  type AssayResult,
  type DerivedNumber,
  type Subject,
} from './assay.ts';
import { subjectName } from './naming.ts';
import { derived, meanOf, rounded } from './number.ts';
import { readingOrder } from './reading-order.ts';

/** Article, Histological analysis, after Suzuki et al., Transplantation 52 (1991) 979–983. */
const criteria = ['necrosis', 'congestion', 'vacuolization'] as const;
const slicesOfArticle = 3;
const fieldsOfArticle = 3;

const score = z.int().min(0).max(4);
const fieldScores = z.object({ necrosis: score, congestion: score, vacuolization: score });
const readerForm = z
  .array(z.object({ code: z.string().max(10), fields: z.array(fieldScores).min(1).max(20) }))
  .min(1)
  .max(1000);

const input = z.object({
  files: filesForm,
  /** What was read in which order: the seed, and the slides behind the codes. */
  list: z.object({
    id: z.string(),
    seed: z.string().min(1).max(64),
    slides: z
      .array(z.object({ code: z.string().max(10), subject: subjectForm, slice: z.int().min(1).max(99) }))
      .min(1)
      .max(1000),
  }),
  /** True: a field has 0 to 12, the sum of the three; false: their mean. Setting `assay.suzukiIsSummed`. */
  isSummed: z.boolean(),
  first: readerForm,
  second: readerForm.nullable(),
  /** What the result is made of where two have read. */
  combination: z.enum(['first', 'mean-of-both']),
  weights: z.enum(['linear', 'quadratic']),
});
type Input = z.output<typeof input>;
type Slide = Input['list']['slides'][number];
type Scores = z.output<typeof fieldScores>;
type Reader = 'first' | 'second';

/**
 * Field: sum (or mean) of the three criteria. Slice: mean of its fields. Animal: mean of its slices; with three fields
 * in each slice that is the mean of all nine. Agreement: weighted kappa of each criterion over all fields that both
 * have read. Refusals: `assay.order-differs`, `assay.code-unknown`, `assay.code-twice`, `assay.no-second-reader`.
 */
export const suzuki = defineAssay({
  key: 'suzuki',
  version: 1,
  status: 'released',
  input,
  readings: () => [],
  compute(given) {
    const problem = listProblem(given) ?? codesProblem(given);
    if (problem) return problem;
    const numbers: DerivedNumber[] = [];
    const scores = new Map<string, Decimal>();
    for (const reader of ['first', 'second'] as const) {
      for (const { code, fields } of given[reader] ?? []) {
        for (const [index, one] of fields.entries())
          scoreField(numbers, scores, given, reader, code, index, one);
      }
    }
    const results: AssayResult[] = [];
    const checks: AssayCheck[] = [];
    for (const subject of subjectsOf(given))
      evaluateAnimal(given, subject, scores, { numbers, checks, results });
    if (given.second !== null) compareReaders(numbers, given);
    return accept({ numbers, checks, results, lotFactors: [] });
  },
});

function listProblem({ list }: Input): Outcome<never> | undefined {
  const drawn = readingOrder(list.seed, list.slides);
  const isSame = drawn.every((one, index) => {
    const given = list.slides[index];
    return given !== undefined && given.code === one.code && slideName(given) === slideName(one);
  });
  const slides = new Set(list.slides.map(slideName));
  return isSame && slides.size === list.slides.length ? undefined : refuse('assay.order-differs');
}

function codesProblem({ list, first, second, combination }: Input): Outcome<never> | undefined {
  if (second === null && combination === 'mean-of-both') return refuse('assay.no-second-reader');
  const known = new Set(list.slides.map((one) => one.code));
  for (const reader of [first, second ?? []]) {
    const codes = reader.map((one) => one.code);
    const unknown = codes.find((code) => !known.has(code));
    if (unknown !== undefined) return refuse('assay.code-unknown', { code: unknown });
    const twice = codes.find((code, index) => codes.indexOf(code) !== index);
    if (twice !== undefined) return refuse('assay.code-twice', { code: twice });
  }
  return undefined;
}

function slideName({ subject, slice }: Pick<Slide, 'subject' | 'slice'>): string {
  return `${subjectName(subject)} ${slice}`;
}

function fieldId(reader: Reader, code: string, index: number): string {
  return `${reader}/${code}/field ${index + 1}`;
}

function scoreField(
  numbers: DerivedNumber[],
  scores: Map<string, Decimal>,
  { isSummed }: Input,
  reader: Reader,
  code: string,
  index: number,
  one: Scores,
): void {
  const id = fieldId(reader, code, index);
  const sum = decimal(one.necrosis + one.congestion + one.vacuolization);
  const value = isSummed ? sum : sum.div(criteria.length);
  scores.set(id, value);
  numbers.push(
    derived({
      id,
      quantity: 'field-score',
      about: `${code}, ${index + 1}`,
      value,
      unit: 'points',
      formula: isSummed ? 'field-sum' : 'field-mean',
      parameters: one,
      inputs: [],
    }),
  );
}

function subjectsOf({ list, first, second }: Input): readonly Subject[] {
  const read = new Set([...first, ...(second ?? [])].map((one) => one.code));
  const slides = list.slides.filter((one) => read.has(one.code));
  const subjects = new Map(slides.map((one) => [subjectName(one.subject), one.subject]));
  // By name: the order of the list is that of the reading, and says nothing to the one who looks at the results.
  return [...subjects.entries()].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
}

interface Sheet {
  readonly numbers: DerivedNumber[];
  readonly checks: AssayCheck[];
  readonly results: AssayResult[];
}

function evaluateAnimal(
  given: Input,
  subject: Subject,
  scores: ReadonlyMap<string, Decimal>,
  { numbers, checks, results }: Sheet,
): void {
  const name = subjectName(subject);
  const readers: readonly Reader[] = given.combination === 'first' ? ['first'] : ['first', 'second'];
  const slides = given.list.slides.filter((one) => subjectName(one.subject) === name);
  const slices: { id: string; value: Decimal }[] = [];
  let isComplete = true;
  for (const { code, slice } of slides) {
    const ids = readers.flatMap((reader) => {
      const fields = given[reader]?.find((one) => one.code === code)?.fields ?? [];
      if (fields.length !== fieldsOfArticle) isComplete = false;
      return fields.map((_, index) => fieldId(reader, code, index));
    });
    if (ids.length === 0) continue;
    const values = ids.flatMap((id) => scores.get(id) ?? []);
    const id = `${name}/slice ${slice}`;
    slices.push({ id, value: meanOf(values) });
    numbers.push(
      derived({
        id,
        quantity: 'slice-score',
        about: `${name}, ${slice}`,
        value: meanOf(values),
        unit: 'points',
        formula: 'slice-mean',
        parameters: { values: values.map(rounded).join(' + '), n: values.length },
        inputs: ids,
      }),
    );
  }
  checks.push(
    {
      key: 'three-slices',
      about: name,
      isPassed: slices.length === slicesOfArticle && slides.length === slicesOfArticle,
      parameters: { count: String(slices.length) },
      inputs: slices.map((one) => one.id),
    },
    {
      key: 'three-fields',
      about: name,
      isPassed: isComplete,
      parameters: {},
      inputs: slices.map((one) => one.id),
    },
  );
  const isWhole = isComplete && slices.length === slicesOfArticle;
  const numberId = `${name}/animal-score`;
  const values = slices.map((one) => one.value);
  numbers.push(
    derived({
      id: numberId,
      quantity: 'animal-score',
      about: name,
      value: values.length === 0 ? null : meanOf(values),
      unit: 'points',
      flags: values.length === 0 ? ['undetermined'] : isWhole ? [] : ['incomplete'],
      formula: values.length === 0 ? 'no-number' : 'animal-mean',
      parameters: { values: values.map(rounded).join(' + '), n: values.length },
      inputs: slices.map((one) => one.id),
    }),
  );
  results.push({ ...subject, analyte: 'suzuki', numberId });
}

function compareReaders(numbers: DerivedNumber[], { first, second, weights }: Input): void {
  const read = first.flatMap(({ code, fields }) => {
    const other = second?.find((one) => one.code === code)?.fields ?? [];
    return fields.flatMap((field, index) => {
      const theirs = other[index];
      return theirs ? [{ code, index, field, theirs }] : [];
    });
  });
  for (const criterion of criteria) {
    const pairs = read.map(({ field, theirs }) => [field[criterion], theirs[criterion]] as const);
    const value = weightedKappa(pairs, disagreements[weights]);
    numbers.push(
      derived({
        id: `agreement/${criterion}`,
        quantity: 'weighted-kappa',
        about: criterion,
        value,
        unit: '',
        flags: value === null ? ['undetermined'] : [],
        formula: value === null ? 'no-number' : 'weighted-kappa',
        parameters: { n: pairs.length, weights },
        inputs: read.flatMap(({ code, index }) => [
          fieldId('first', code, index),
          fieldId('second', code, index),
        ]),
      }),
    );
  }
}
