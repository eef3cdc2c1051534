// One evaluated plate, gel, count or reading session: what was measured, what was computed from it, and with which version.
// Must not compute: the commands do, and the record keeps input and output together.

import { z } from 'zod';
import { assayOutput, withBottles, type AssayOutput } from '../assays/assay.ts';
import { assayKeys, type AssayKey } from '../assays/registry.ts';
import { canonical } from '../kernel/canonical.ts';
import { defineEntity, type RecordFacts } from '../kernel/decider.ts';
import type { Json, JsonObject } from '../kernel/record.ts';

const blinding = z.object({
  isBlinded: z.boolean(),
  /** Why somebody who may know the groups read all the same. */
  why: z.string().nullable(),
});
/** Whether whoever read, or typed what was read, might know the groups (ARRIVE 2.0, item 5). */
export type Blinding = z.output<typeof blinding>;

export interface KnowingChange {
  readonly reader: 'first' | 'second';
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
}

export interface AssayState {
  readonly id: string;
  readonly assayKey: AssayKey;
  readonly assayVersion: number;
  readonly title: string;
  /** `rejected`: the run failed or was repeated; it is kept, and its results are withdrawn (ALC-3). */
  readonly status: 'evaluated' | 'rejected';
  /** The secretome lot whose medium was measured; null for animals. */
  readonly lotId: string | null;
  /** Instrument files and pictures, as they came. */
  readonly attachmentIds: readonly string[];
  /** Of a blind reading without its list: `wholeInput` has it. */
  readonly input: Json;
  /** Of a blind reading what was scored by code: `wholeOutput` has the animals. */
  readonly output: AssayOutput;
  /** Which slide was whose, and all that is computed from it; null for every other assay. */
  readonly blind: { readonly list: Json; readonly output: AssayOutput } | null;
  /** Of a blind reading: who performed the first, and who recorded it; null for every other assay. */
  readonly firstReadBy: string | null;
  readonly firstRecordedBy: string | null;
  /** Who performed the second reading; null where there is none, or no record of another person brought it. */
  readonly secondReadBy: string | null;
  /** Whether each reading was blind; null where there is none, and where it was recorded before this was asked. */
  readonly firstBlinding: Blinding | null;
  readonly secondBlinding: Blinding | null;
  /** Scores that were changed when both readings could be seen: how far they agree is then no measure any more. */
  readonly changedKnowing: readonly KnowingChange[];
  /** How often it was evaluated; the records hold the earlier inputs and outputs. */
  readonly evaluations: number;
  readonly evaluatedAt: string;
  readonly evaluatedBy: string;
  /** Why it was evaluated again, or rejected. */
  readonly reason: string | null;
  readonly rejectedAt: string | null;
  readonly rejectedBy: string | null;
}

/** The input of any assay as stored: its own form has parsed it before. */
export const assayInput: z.ZodType<Json> = z.json();

const evaluation = {
  assayVersion: z.int().positive(),
  attachmentIds: z.array(z.string()),
  input: assayInput,
  output: assayOutput,
  /** A second reader, and the first one again, must not learn from a record whose slide a code is. */
  blind: z.object({ list: assayInput, output: assayOutput }).nullable().default(null),
  /** Of the reading that this record brings or changes. */
  blinding: blinding.nullable().default(null),
};

/**
 * Evaluations that were recorded before the blind reading kept what names animals under `blind`: its list, which no
 * other assay has, and the numbers beyond the codes are parted here. Their lot factors had no count of the bottles,
 * and nobody asked whether the reader might know the groups.
 */
function upgradeEvaluation(before: JsonObject): JsonObject {
  const payload = before['blinding'] === undefined ? { ...before, blinding: null } : before;
  if (payload['blind'] !== undefined) return payload;
  const { lotFactors, ...others } = payload['output'] as JsonObject;
  const output = { ...others, lotFactors: withBottles(lotFactors as readonly JsonObject[]) };
  const { list, ...scores } = payload['input'] as JsonObject;
  if (list === undefined) return { ...payload, output, blind: null };
  return { ...payload, input: scores, output: onlyCodes(output as AssayOutput), blind: { list, output } };
}

export const Assay = defineEntity<AssayState>()({
  type: 'assay',
  reducer: 6,
  opening: {
    'assay.evaluated': {
      version: 1,
      payload: z.object({
        assayKey: z.enum(assayKeys),
        title: z.string(),
        lotId: z.string().nullable(),
        ...evaluation,
      }),
      upgrade: upgradeEvaluation,
      apply: (_, { blinding: firstBlinding, ...payload }, record) => ({
        id: record.subjectId,
        ...payload,
        status: 'evaluated',
        firstReadBy: payload.blind === null ? null : record.performedBy,
        firstRecordedBy: payload.blind === null ? null : record.author,
        secondReadBy: null,
        firstBlinding,
        secondBlinding: null,
        changedKnowing: [],
        evaluations: 1,
        evaluatedAt: record.occurredAt,
        evaluatedBy: record.performedBy,
        reason: record.reason,
        rejectedAt: null,
        rejectedBy: null,
      }),
    },
  },
  changing: {
    'assay.reevaluated': {
      version: 1,
      payload: z.object(evaluation),
      upgrade: upgradeEvaluation,
      apply: (state, { blinding: now, ...payload }, record) => ({
        ...state,
        ...payload,
        secondReadBy: secondReaderOf(state, payload, record),
        firstBlinding: blindingAfter('first', state, payload.input, now),
        secondBlinding: blindingAfter('second', state, payload.input, now),
        changedKnowing: [...state.changedKnowing, ...knowingChanges(state, payload.input, record)],
        evaluations: state.evaluations + 1,
        evaluatedAt: record.occurredAt,
        evaluatedBy: record.performedBy,
        reason: record.reason,
      }),
    },
    'assay.rejected': {
      version: 1,
      payload: z.object({}),
      apply: (state, _, record) => ({
        ...state,
        status: 'rejected',
        reason: record.reason,
        rejectedAt: record.occurredAt,
        rejectedBy: record.performedBy,
      }),
    },
  },
});

type Scored = Pick<AssayState, 'input' | 'blind'>;

/** Whether a blind reading holds the scores of two; never of another assay. */
export function hasSecondReading({ input, blind }: Scored): boolean {
  return blind !== null && ((input as JsonObject)['second'] ?? null) !== null;
}

/** Whoever performed the record that brought the second reading; one person's two readings are no second reader's. */
function secondReaderOf(before: AssayState, after: Scored, { performedBy }: RecordFacts): string | null {
  if (!hasSecondReading(after)) return null;
  if (hasSecondReading(before)) return before.secondReadBy;
  return performedBy === before.firstReadBy ? null : performedBy;
}

/** The scores of one reader as they stand in the input; null where there are none. */
export function scoresOf(reader: 'first' | 'second', input: Json): Json {
  return (input as JsonObject | null)?.[reader] ?? null;
}

/** Whose scores differ, of two inputs of one list. */
export function changedReaders(before: Json, after: Json): readonly ('first' | 'second')[] {
  return (['first', 'second'] as const).filter(
    (reader) => canonical(scoresOf(reader, before)) !== canonical(scoresOf(reader, after)),
  );
}

function knowingChanges(
  before: AssayState,
  after: Json,
  { performedBy: by, occurredAt: at, reason }: RecordFacts,
): readonly KnowingChange[] {
  if (!hasSecondReading(before)) return [];
  return changedReaders(before.input, after).map((reader) => ({ reader, by, at, reason }));
}

/** A reading that somebody changed who might know the groups is not blind any more; one that was not stays so. */
function blindingAfter(
  reader: 'first' | 'second',
  { firstBlinding, secondBlinding, input: before }: AssayState,
  after: Json,
  now: Blinding | null,
): Blinding | null {
  const own = reader === 'first' ? firstBlinding : secondBlinding;
  if (!changedReaders(before, after).includes(reader)) return own;
  if (scoresOf(reader, before) === null) return now;
  return own?.isBlinded === true ? now : own;
}

const recordedList = z.object({ id: z.string() });

/** Of which drawn list it is; its id names no slide, so that a second reader can go on with it. Null for others. */
export function readingListIdOf({ blind }: Pick<AssayState, 'blind'>): string | null {
  return recordedList.safeParse(blind?.list).data?.id ?? null;
}

/** What a blind reader may see of the scores: nothing that names an animal behind a code. */
export function onlyCodes({ numbers, lotFactors }: AssayOutput): AssayOutput {
  const coded = numbers.filter((one) => one.quantity === 'field-score' || one.quantity === 'weighted-kappa');
  return { numbers: coded, checks: [], results: [], lotFactors };
}

/** The input as it was computed with; not for a reader who may not know the group. */
export function wholeInput({ input, blind }: Scored): Json {
  return blind === null ? input : { ...(input as JsonObject), list: blind.list };
}

/** What this reader may see of the numbers. */
export function visibleOutput(state: Pick<AssayState, 'output' | 'blind'>, mayKnow: boolean): AssayOutput {
  return mayKnow ? wholeOutput(state) : state.output;
}

/** Everything that was computed; not for a reader who may not know the group. */
export function wholeOutput({ output, blind }: Pick<AssayState, 'output' | 'blind'>): AssayOutput {
  return blind?.output ?? output;
}
