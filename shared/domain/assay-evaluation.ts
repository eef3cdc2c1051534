// What an evaluation may use and give: its files, animals, endpoints, units and lot, checked against the notebook.
// Must not append records: it says what was computed, and assay-commands.ts records it.

import { z } from 'zod';
import type { AssayOutput, AssayResult, DerivedNumber } from '../assays/assay.ts';
import { newestAssay, type AssayKey } from '../assays/registry.ts';
import { say } from '../catalogue/catalogue.ts';
import type { Reader } from '../kernel/decider.ts';
import type { Json, JsonObject } from '../kernel/record.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { analyte, analyteKeys, type AnalyteKey, type Assay as Endpoint } from './analytes.ts';
import { Animal } from './animal.ts';
import { assayInput, onlyCodes } from './assay.ts';
import { Attachment } from './attachment.ts';
import { ReadingList } from './reading-list.ts';
import { timePointKeys, type TimePoint } from './schedule.ts';
import { secretomeFactors } from './secretome-factors.ts';

/** Which endpoints an assay can give. */
const endpointsOf: Readonly<Record<AssayKey, readonly Endpoint[]>> = {
  elisa: ['serum-chemistry', 'serum-inflammation', 'serum-angiogenesis'],
  'cm-elisa': [],
  'qrt-pcr': ['gene-expression'],
  'western-blot': ['western-blot'],
  ki67: ['immunohistochemistry'],
  suzuki: ['histology'],
};

export interface EvaluatedResult {
  readonly animalId: string;
  readonly timePoint: TimePoint;
  readonly analyte: AnalyteKey;
  readonly number: DerivedNumber;
}

export interface Evaluation {
  readonly assayVersion: number;
  readonly input: Json;
  readonly output: AssayOutput;
  /** Which slide was whose: of a blind reading, for those who may know the group. */
  readonly list: Json | null;
  readonly attachmentIds: readonly string[];
  readonly results: readonly EvaluatedResult[];
}

/** What a person hands in: the input of the assay; for a blind reading its list, whose slides only the notebook knows. */
export const evaluationForm = {
  input: assayInput,
  readingListId: z.string().nullable().default(null),
};
interface Given {
  readonly input: Json;
  readonly readingListId: string | null;
}

/**
 * Computes with the newest version of the assay. A blind reading is of a list that was drawn before, every slide of it
 * (ARRIVE 2.0, item 5): with some unread, the answer would name animals behind codes that are still to be read.
 * Refusals: those of the assay, `assay.input-malformed`, `assay.list-missing`, `assay.list-unknown`,
 * `assay.codes-unread`, `assay.file-…`, `assay.time-point-unknown`, `assay.analyte-unknown`, `assay.unit-not-fixed`,
 * `assay.endpoint-twice`,
 * `entity.unknown` for an animal.
 */
export function evaluate(read: Reader, assayKey: AssayKey, given: Given): Outcome<Evaluation> {
  const definition = newestAssay(assayKey);
  const listed = isReadBlind(assayKey) ? withReadingList(read, given) : accept(given.input);
  if (!listed.ok) return listed;
  const parsed = definition.input.safeParse(listed.value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const what = issue ? `${issue.path.join('.')}: ${issue.message}` : '?';
    return refuse('assay.input-malformed', { assay: say(`assay.key.${assayKey}`), what });
  }
  const input = parsed.data as Json;
  const unread = isReadBlind(assayKey) ? unreadProblem(input) : undefined;
  if (unread) return unread;
  const attachmentIds = attachmentsIn(input);
  const problem = filesProblem(read, input, attachmentIds);
  if (problem) return problem;
  const computed = definition.compute(input);
  if (!computed.ok) return computed;
  const output = computed.value;
  const results: EvaluatedResult[] = [];
  for (const one of output.results) {
    const result = resultOf(read, assayKey, one, output.numbers);
    if (!result.ok) return result;
    results.push(result.value);
  }
  const twice = endpointTwice(results);
  if (twice) return twice;
  const unit = lotUnitProblem(output);
  if (unit) return unit;
  const list = isReadBlind(assayKey) ? ((input as JsonObject)['list'] ?? null) : null;
  return accept({ assayVersion: definition.version, input, output, list, attachmentIds, results });
}

/** Which assay is read from a drawn list of codes. */
function isReadBlind(assayKey: AssayKey): boolean {
  return assayKey === 'suzuki';
}

/** The list comes from the notebook alone: one that is handed in with the scores proves no draw. */
function withReadingList(read: Reader, { input, readingListId }: Given): Outcome<Json> {
  if (readingListId === null) return refuse('assay.list-missing');
  const list = read.get(ReadingList, readingListId);
  if (!list) return refuse('assay.list-unknown', { id: readingListId });
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return accept(input);
  return accept({ ...(input as JsonObject), list: { id: list.id, ...list.blind } });
}

const readCodes = z.array(z.object({ code: z.string() }));
const blindReading = z.object({
  list: z.object({ slides: readCodes }),
  first: readCodes,
  second: readCodes.nullable(),
  combination: z.string(),
});

/** Whoever's scores are the result must have read every slide; a second reader who only checks may read some. */
function unreadProblem(input: Json): Outcome<never> | undefined {
  const { list, first, second, combination } = blindReading.parse(input);
  const readers = combination === 'first' ? [first] : [first, second ?? []];
  const unread = list.slides.filter(({ code }) =>
    readers.some((reader) => !reader.some((one) => one.code === code)),
  );
  if (unread.length === 0) return undefined;
  return refuse('assay.codes-unread', {
    count: unread.length,
    codes: unread.map((one) => one.code).join(', '),
  });
}

/** The parts of an evaluation that a record shows to every reader, and the part that names slides. */
export function recordedParts({ input, output, list }: Evaluation) {
  if (list === null) return { input, output, blind: null };
  const { list: _, ...scores } = input as JsonObject;
  return { input: scores, output: onlyCodes(output), blind: { list, output } };
}

/** Every attachment that the input names, at any depth. */
function attachmentsIn(input: Json): readonly string[] {
  const found = new Set<string>();
  const look = (value: Json): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, part] of Object.entries(value)) {
      if ((key === 'attachmentId' || key === 'imageAttachmentId') && typeof part === 'string')
        found.add(part);
      else look(part);
    }
  };
  look(input);
  return [...found];
}

const fileList = z.object({
  files: z.array(z.object({ attachmentId: z.string(), hash: z.string() })),
});

function filesProblem(
  read: Reader,
  input: Json,
  attachmentIds: readonly string[],
): Outcome<never> | undefined {
  const unknown = attachmentIds.find((id) => !read.get(Attachment, id));
  if (unknown !== undefined) return refuse('assay.file-unknown', { id: unknown });
  for (const { attachmentId, hash } of fileList.safeParse(input).data?.files ?? []) {
    const attachment = read.get(Attachment, attachmentId);
    if (attachment && attachment.hash !== hash)
      return refuse('assay.file-differs', { name: attachment.name });
  }
  return undefined;
}

function resultOf(
  read: Reader,
  assayKey: AssayKey,
  { animalId, timePoint: time, analyte: key, numberId }: AssayResult,
  numbers: readonly DerivedNumber[],
): Outcome<EvaluatedResult> {
  if (!read.get(Animal, animalId)) return refuse('entity.unknown', { what: 'animal', id: animalId });
  const timePoint = timePointKeys.find((one) => one === time);
  if (timePoint === undefined) return refuse('assay.time-point-unknown', { timePoint: time });
  const possible = analyteKeys.filter((one) => endpointsOf[assayKey].includes(analyte(one).assay));
  const known = possible.find((one) => one === key);
  if (known === undefined) {
    const assay = say(`assay.key.${assayKey}`);
    return refuse('assay.analyte-unknown', { analyte: key, assay, known: possible.join(', ') });
  }
  const number = numbers.find((one) => one.id === numberId);
  if (!number) throw new TypeError(`${assayKey} names no number ${numberId}.`);
  const { label, unit } = analyte(known);
  if (number.unit !== unit) {
    return refuse('assay.unit-not-fixed', { analyte: label, unit, given: number.unit });
  }
  return accept({ animalId, timePoint, analyte: known, number });
}

/** Of two genes with one endpoint the later would replace the earlier in silence. */
function endpointTwice(results: readonly EvaluatedResult[]): Outcome<never> | undefined {
  const known = new Set<string>();
  for (const { animalId, timePoint, analyte: key } of results) {
    const cell = `${animalId}/${timePoint}/${key}`;
    if (known.has(cell)) {
      const time = say(`sample.timePoint.${timePoint}`);
      return refuse('assay.endpoint-twice', {
        animal: animalId,
        timePoint: time,
        analyte: analyte(key).label,
      });
    }
    known.add(cell);
  }
  return undefined;
}

/** The factors of a lot are set beside the article's, and so have the article's units. */
function lotUnitProblem({ lotFactors }: AssayOutput): Outcome<never> | undefined {
  for (const { analyte: key, unit } of lotFactors) {
    const factor = secretomeFactors.find((one) => one.analyte === key);
    if (factor && factor.unit !== unit) {
      return refuse('assay.unit-not-fixed', { analyte: factor.label, unit: factor.unit, given: unit });
    }
  }
  return undefined;
}
