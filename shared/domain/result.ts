// One serum result: an animal, a time point, an analyte; entered, corrected and marked, never overwritten.
// Must not refuse a value for being far from the others: people mark outliers, the notebook keeps the number.

import { z } from 'zod';
import { defineEntity, type RecordFacts } from '../kernel/decider.ts';
import { analyteKeys, type AnalyteKey } from './analytes.ts';
import { timePointKeys, type TimePoint } from './schedule.ts';

export const resultMarks = ['missing', 'outlier'] as const;
export type ResultMark = (typeof resultMarks)[number] | null;

export interface ResultVersion {
  readonly value: string | null;
  readonly mark: ResultMark;
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
  /** A plain decimal of the unit; null when it is missing. */
  readonly value: string | null;
  readonly unit: string;
  readonly mark: ResultMark;
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
const mark = z.enum(resultMarks).nullable();

export const Result = defineEntity<ResultState>()({
  type: 'result',
  reducer: 1,
  opening: {
    'result.entered': {
      version: 1,
      payload: z.object({
        animalId: z.string(),
        timePoint: z.enum(timePointKeys),
        analyte: z.enum(analyteKeys),
        value,
        unit: z.string(),
        mark,
      }),
      apply: (_, payload, record) => ({ id: record.subjectId, ...payload, ...stamp(record), history: [] }),
    },
  },
  changing: {
    'result.corrected': {
      version: 1,
      payload: z.object({ value, mark }),
      apply: (state, payload, record) => ({
        ...state,
        ...payload,
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

export function resultId(animalId: string, timePoint: TimePoint, key: AnalyteKey): string {
  return `${animalId}/${timePoint}/${key}`;
}

function stamp(record: RecordFacts) {
  return { at: record.occurredAt, by: record.performedBy, reason: record.reason };
}

function withOld(state: ResultState): readonly ResultVersion[] {
  const { at, by, reason } = state;
  return [...state.history, { value: state.value, mark: state.mark, at, by, reason }].slice(-historyLength);
}
