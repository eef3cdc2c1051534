// One sample or aliquot: planned, collected or missed, where it lies, what became of it.
// Must not compute windows or ids: they are computed when the command is decided and stored in the payload.

import { z } from 'zod';
import { defineEntity, type RecordFacts } from '../kernel/decider.ts';
import { materialKeys, timePointKeys, type Material, type TimePoint } from './schedule.ts';

export const sampleStatuses = ['collected', 'processing', 'stored', 'missed', 'discarded'] as const;
export type SampleStatus = (typeof sampleStatuses)[number];

export interface SampleEvent {
  readonly what:
    'collected' | 'missed' | 'divided' | 'processing' | 'stored' | 'moved' | 'discarded' | 'corrected';
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
  /** Where it was put, or what a correction replaced; null when there is nothing to say. */
  readonly detail: string | null;
}

export interface SampleState {
  /** `P07-D1-SER-1`; an aliquot adds `-A1`. */
  readonly id: string;
  /** What the label's Data Matrix says: the id. */
  readonly code: string;
  readonly animalId: string;
  readonly timePoint: TimePoint;
  readonly material: Material;
  readonly container: string | null;
  readonly status: SampleStatus;
  readonly collectedAt: string | null;
  readonly collectedBy: string | null;
  readonly isOutsideWindow: boolean;
  readonly plannedAt: string | null;
  readonly windowFrom: string | null;
  readonly windowTo: string | null;
  readonly aliquotOf: string | null;
  /** How many aliquots were made of it so far. */
  readonly aliquots: number;
  /** What is left of it, in µL; null when nobody measured it. */
  readonly volumeMicrolitre: string | null;
  readonly placeId: string | null;
  /** Why it was missed, discarded or collected outside its plan. */
  readonly reason: string | null;
  /** The latest events; the log has all of them. */
  readonly history: readonly SampleEvent[];
}

const historyLength = 20;

/** A plain decimal of µL, at least 0. */
export const amount = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/);
export const positiveAmount = amount.regex(/[1-9]/);
export const containerForm = z.string().trim().min(1).max(80);
const planned = {
  animalId: z.string(),
  timePoint: z.enum(timePointKeys),
  material: z.enum(materialKeys),
  plannedAt: z.string().nullable(),
  windowFrom: z.string().nullable(),
  windowTo: z.string().nullable(),
};

export const Sample = defineEntity<SampleState>()({
  type: 'sample',
  reducer: 1,
  opening: {
    'sample.collected': {
      version: 1,
      payload: z.object({
        ...planned,
        container: z.string(),
        volumeMicrolitre: amount.nullable(),
        isOutsideWindow: z.boolean(),
      }),
      apply: (before, payload, record) => ({
        ...blank(record.subjectId, before),
        ...payload,
        status: 'collected',
        collectedAt: record.occurredAt,
        collectedBy: record.performedBy,
        reason: record.reason,
        history: withEvent(before?.history ?? [], 'collected', record, null),
      }),
    },
    'sample.missed': {
      version: 1,
      payload: z.object(planned),
      apply: (before, payload, record) => ({
        ...blank(record.subjectId, before),
        ...payload,
        status: 'missed',
        reason: record.reason,
        history: withEvent(before?.history ?? [], 'missed', record, null),
      }),
    },
    'sample.aliquoted': {
      version: 1,
      payload: z.object({
        aliquotOf: z.string(),
        animalId: z.string(),
        timePoint: z.enum(timePointKeys),
        material: z.enum(materialKeys),
        container: z.string(),
        volumeMicrolitre: amount.nullable(),
        collectedAt: z.string().nullable(),
        isOutsideWindow: z.boolean(),
      }),
      apply: (_, payload, record) => ({
        ...blank(record.subjectId, undefined),
        ...payload,
        status: 'collected',
        collectedBy: record.performedBy,
        history: withEvent([], 'divided', record, payload.aliquotOf),
      }),
    },
  },
  changing: {
    'sample.divided': {
      version: 1,
      payload: z.object({ aliquots: z.number().int().min(1), remainingMicrolitre: amount.nullable() }),
      apply: (state, payload, record) => ({
        ...state,
        aliquots: payload.aliquots,
        volumeMicrolitre: payload.remainingMicrolitre,
        history: withEvent(state.history, 'divided', record, null),
      }),
    },
    'sample.processingStarted': {
      version: 1,
      payload: z.object({ timerId: z.string().nullable() }),
      apply: (state, _, record) => ({
        ...state,
        status: 'processing',
        placeId: null,
        history: withEvent(state.history, 'processing', record, null),
      }),
    },
    'sample.stored': {
      version: 1,
      payload: z.object({ placeId: z.string() }),
      apply: (state, payload, record) => ({
        ...state,
        status: 'stored',
        placeId: payload.placeId,
        history: withEvent(
          state.history,
          state.placeId === null ? 'stored' : 'moved',
          record,
          payload.placeId,
        ),
      }),
    },
    'sample.discarded': {
      version: 1,
      payload: z.object({}),
      apply: (state, _, record) => ({
        ...state,
        status: 'discarded',
        placeId: null,
        reason: record.reason,
        history: withEvent(state.history, 'discarded', record, state.placeId),
      }),
    },
    'sample.corrected': {
      version: 1,
      payload: z.object({
        collectedAt: z.string().nullable(),
        container: z.string().nullable(),
        volumeMicrolitre: amount.nullable(),
        isOutsideWindow: z.boolean(),
        /** The old values as text, so that the history reads by itself. */
        was: z.string(),
      }),
      apply: (state, payload, record) => {
        const { was, ...values } = payload;
        return { ...state, ...values, history: withEvent(state.history, 'corrected', record, was) };
      },
    },
  },
});

function blank(id: string, before: SampleState | undefined) {
  return {
    id,
    code: id,
    container: null,
    collectedAt: null,
    collectedBy: null,
    isOutsideWindow: false,
    plannedAt: null,
    windowFrom: null,
    windowTo: null,
    aliquotOf: null,
    aliquots: before?.aliquots ?? 0,
    volumeMicrolitre: null,
    placeId: null,
    reason: null,
  };
}

function withEvent(
  history: readonly SampleEvent[],
  what: SampleEvent['what'],
  record: RecordFacts,
  detail: string | null,
): readonly SampleEvent[] {
  const event = { what, at: record.occurredAt, by: record.performedBy, reason: record.reason, detail };
  return [...history, event].slice(-historyLength);
}
