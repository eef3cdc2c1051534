// Steps of runs: done, skipped or corrected, with values in their units, both times, and what they were before.
// Must not hold what the protocol says about the step: that is read from the pinned definition.

import { z } from 'zod';
import { defineEntity, type Reader } from '../kernel/decider.ts';
import { timeScale, type TimeScale } from './time-scale.ts';

export interface StepValue {
  readonly value: string;
  readonly unit: string | null;
}
export type StepValues = Readonly<Record<string, StepValue>>;

interface StepHistory {
  /** When and by whom this older state was replaced, and why. */
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
  readonly values: StepValues;
  readonly status: 'done' | 'skipped';
  /** When the step happened, as this older state had it. */
  readonly stepAt: string;
}

export interface StepState {
  /** `${runId}/${stepKey}` */
  readonly id: string;
  readonly runId: string;
  readonly animalId: string | null;
  readonly stepKey: string;
  readonly status: 'done' | 'skipped';
  readonly values: StepValues;
  /** When it happened, local text. */
  readonly at: string;
  /** By which setting of the clock `at` was read; null also for a skipped step. */
  readonly scale: TimeScale | null;
  /** When it was recorded, UTC text. */
  readonly recordedAt: string;
  readonly by: string;
  readonly performedBy: string;
  readonly witnessedBy: string | null;
  /** Recorded more than five minutes after it happened (ALC-2). */
  readonly isLate: boolean;
  readonly outOfOrder: boolean;
  readonly reason: string | null;
  readonly deviationIds: readonly string[];
  /** Older states, oldest first. */
  readonly history: readonly StepHistory[];
}

const values = z.record(z.string(), z.object({ value: z.string(), unit: z.string().nullable() }));
const scale = timeScale.nullable();
const place = { runId: z.string(), animalId: z.string().nullable(), stepKey: z.string() };

export const Step = defineEntity<StepState>()({
  type: 'step',
  isIndexed: false,
  reducer: 2,
  opening: {
    'step.done': {
      version: 1,
      payload: z.object({
        ...place,
        values,
        scale,
        isLate: z.boolean(),
        outOfOrder: z.boolean(),
        deviationIds: z.array(z.string()),
      }),
      apply: (state, payload, record) => ({
        id: record.subjectId,
        ...payload,
        deviationIds: [...(state?.deviationIds ?? []), ...payload.deviationIds],
        status: 'done',
        at: record.occurredAt,
        recordedAt: record.recordedAt,
        by: record.author,
        performedBy: record.performedBy,
        witnessedBy: record.witnessedBy,
        reason: record.reason,
        history: olderStates(state, record.occurredAt, record.author, record.reason),
      }),
    },
    'step.skipped': {
      version: 1,
      payload: z.object({ ...place, isLate: z.boolean(), deviationIds: z.array(z.string()) }),
      apply: (state, payload, record) => ({
        id: record.subjectId,
        ...payload,
        deviationIds: [...(state?.deviationIds ?? []), ...payload.deviationIds],
        values: {},
        scale: null,
        outOfOrder: false,
        status: 'skipped',
        at: record.occurredAt,
        recordedAt: record.recordedAt,
        by: record.author,
        performedBy: record.performedBy,
        witnessedBy: record.witnessedBy,
        reason: record.reason,
        history: olderStates(state, record.occurredAt, record.author, record.reason),
      }),
    },
  },
  changing: {
    'step.corrected': {
      version: 1,
      payload: z.object({ values, at: z.string(), scale, deviationIds: z.array(z.string()) }),
      apply: (state, payload, record) => ({
        ...state,
        values: payload.values,
        at: payload.at,
        scale: payload.scale,
        deviationIds: [...state.deviationIds, ...payload.deviationIds],
        history: olderStates(state, record.occurredAt, record.author, record.reason),
      }),
    },
  },
});

function olderStates(
  state: StepState | undefined,
  at: string,
  by: string,
  reason: string | null,
): readonly StepHistory[] {
  if (!state) return [];
  const older = { at, by, reason, values: state.values, status: state.status, stepAt: state.at };
  return [...state.history, older];
}

export function stepId(runId: string, stepKey: string): string {
  return `${runId}/${stepKey}`;
}

/** A step that was recorded by mistake and taken back: open again, a hold point holds again. */
export function isTakenBack(state: StepState): boolean {
  return state.status === 'skipped' && state.history.at(-1)?.status === 'done';
}

/** The state of a step that has been done; undefined while it is open or skipped. */
export function doneStep(read: Reader, runId: string, stepKey: string): StepState | undefined {
  const step = read.get(Step, stepId(runId, stepKey));
  return step?.status === 'done' ? step : undefined;
}
