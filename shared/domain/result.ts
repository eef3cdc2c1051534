// One result: an animal, a time point, an endpoint; typed or derived from an assay, corrected, marked, never overwritten.
// Must not refuse a value for being far from the others: people mark outliers, the notebook keeps the number.

import { z } from 'zod';
import { flagKeys, type Flag } from '../assays/assay.ts';
import { say } from '../catalogue/catalogue.ts';
import { defineEntity, type RecordFacts } from '../kernel/decider.ts';
import { analyteKeys, type AnalyteKey } from './analytes.ts';
import { timePointKeys, type TimePoint } from './schedule.ts';

export const resultMarks = ['missing', 'outlier'] as const;
export type ResultMark = (typeof resultMarks)[number] | null;

/** The number of an assay that a result is: what it can be traced by. */
export interface ResultOrigin {
  readonly assayId: string;
  /** Id of the number in the output of the assay. */
  readonly numberId: string;
}

/** What the assay says of the number; `withdrawn`: the assay was rejected after it had given the result. */
export type ResultFlag = Flag | 'withdrawn';

export interface ResultVersion {
  readonly value: string | null;
  readonly mark: ResultMark;
  /** Null for what was typed. */
  readonly origin: ResultOrigin | null;
  readonly flags: readonly ResultFlag[];
  readonly limit: string | null;
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
}

export interface ResultState {
  /** `P07/day-1/alt`. */
  readonly id: string;
  readonly animalId: string;
  readonly timePoint: TimePoint;
  readonly analyte: AnalyteKey;
  /**
   * A plain decimal of the unit. Null when it is missing, and when an assay gave no number: then a flag says why, and
   * it is neither missing nor zero.
   */
  readonly value: string | null;
  readonly unit: string;
  readonly mark: ResultMark;
  /** Null for what was typed. */
  readonly origin: ResultOrigin | null;
  readonly flags: readonly ResultFlag[];
  /** The end of the assay's range where the value lies beyond it; `flags` says on which side. */
  readonly limit: string | null;
  readonly at: string;
  readonly by: string;
  /** Earlier versions, oldest first; the latest ones when there are many. */
  readonly history: readonly ResultVersion[];
  /** Why the present value or mark replaced the one before. */
  readonly reason: string | null;
}

const historyLength = 20;
/** A plain decimal of at least 0, with the digits as typed. */
export const resultValue = z.string().regex(/^(0|[1-9]\d{0,11})(\.\d{1,9})?$/);
const value = resultValue.nullable();
/** A computed number has the digits that its assay gives it: six that count, wherever the point stands. */
const derivedValue = z
  .string()
  .regex(/^(0|[1-9]\d{0,59})(\.\d{1,80})?$/)
  .nullable();
const mark = z.enum(resultMarks).nullable();
const cell = {
  animalId: z.string(),
  timePoint: z.enum(timePointKeys),
  analyte: z.enum(analyteKeys),
  unit: z.string(),
};
const typed = { origin: null, flags: [], limit: null } as const;

export const Result = defineEntity<ResultState>()({
  type: 'result',
  reducer: 3,
  opening: {
    'result.entered': {
      version: 1,
      payload: z.object({ ...cell, value, mark }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        ...typed,
        ...stamp(record),
        history: [],
      }),
    },
    /** From an assay; over a value that is there it replaces it, and the old one stays in the history. */
    'result.derived': {
      version: 1,
      payload: z.object({
        ...cell,
        value: derivedValue,
        limit: derivedValue,
        flags: z.array(z.enum(flagKeys)),
        origin: z.object({ assayId: z.string(), numberId: z.string() }),
      }),
      apply: (before, payload, record) => ({
        id: record.subjectId,
        ...payload,
        mark: keptMark(before, payload),
        ...stamp(record),
        history: before ? withOld(before) : [],
      }),
    },
  },
  changing: {
    'result.corrected': {
      version: 1,
      payload: z.object({ value, mark }),
      apply: (state, payload, record) => ({
        ...state,
        ...payload,
        ...typed,
        ...stamp(record),
        history: withOld(state),
      }),
    },
    /** Its assay was rejected: the value is in the history, and the place waits for the repeated run. */
    'result.withdrawn': {
      version: 1,
      payload: z.object({ assayId: z.string() }),
      apply: (state, _, record) => ({
        ...state,
        value: null,
        mark: null,
        flags: ['withdrawn'],
        limit: null,
        ...stamp(record),
        history: withOld(state),
      }),
    },
    'result.marked': {
      version: 1,
      payload: z.object({ mark }),
      apply: (state, payload, record) => ({
        ...state,
        ...payload,
        ...stamp(record),
        history: withOld(state),
      }),
    },
  },
});

/** An outlier stays one while its assay gives the same number again; another number is for a person to judge. */
function keptMark(
  before: ResultState | undefined,
  { value: number, origin }: Pick<ResultState, 'value' | 'origin'>,
): ResultMark {
  const isSame = before?.value === number && before.origin?.assayId === origin?.assayId;
  return isSame && before.mark === 'outlier' ? 'outlier' : null;
}

export function resultId(animalId: string, timePoint: TimePoint, key: AnalyteKey): string {
  return `${animalId}/${timePoint}/${key}`;
}

/** A result in words: `61.5 U/L`, `below the range, < 78 pg/mL`, `Missing`. */
export function resultText({
  value,
  unit,
  flags,
  limit,
}: Pick<ResultState, 'value' | 'unit' | 'flags' | 'limit'>): string {
  if (value !== null) return `${value} ${unit}`;
  if (flags.length === 0) return say('result.mark.missing');
  const words = flags.map((flag) => say(`assay.flag.${flag}`)).join(', ');
  if (limit === null) return words;
  return `${words}, ${flags.includes('below-range') ? '<' : '>'} ${limit} ${unit}`;
}

function stamp(record: RecordFacts) {
  return { at: record.occurredAt, by: record.performedBy, reason: record.reason };
}

function withOld(state: ResultState): readonly ResultVersion[] {
  const { value, mark, origin, flags, limit, at, by, reason } = state;
  return [...state.history, { value, mark, origin, flags, limit, at, by, reason }].slice(-historyLength);
}
