// Deviations: what was done otherwise than planned, why, and what the study director made of it.
// Must not tell the group: `what` is read by everybody, a telling detail goes under `blind`.

import { z } from 'zod';
import {
  decide,
  defineCommand,
  defineEntity,
  defineQuery,
  type Context,
  type NewRecord,
  type Where,
} from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { Animal } from './animal.ts';
import { openBlind } from './blinding.ts';

const subjectForm = {
  animalId: z.string().nullable(),
  runId: z.string().nullable(),
  lotId: z.string().nullable(),
};
const blindForm = z.object({ detail: z.string() }).nullable();
const impacts = ['none', 'minor', 'major'] as const;

export interface DeviationState {
  readonly id: string;
  readonly animalId: string | null;
  readonly runId: string | null;
  /** Always null beside an animal: the lot would tell the group. */
  readonly lotId: string | null;
  readonly status: 'open' | 'assessed';
  readonly what: string;
  /** The step or the place in the study, such as `clamp-off` or `dose`. */
  readonly where: string | null;
  readonly reason: string | null;
  readonly at: string;
  readonly recordedAt: string;
  readonly by: string;
  readonly assessment: {
    readonly text: string;
    readonly impact: (typeof impacts)[number];
    readonly at: string;
    readonly by: string;
  } | null;
  readonly blind: z.output<typeof blindForm>;
}

export const Deviation = defineEntity<DeviationState>()({
  type: 'deviation',
  reducer: 1,
  opening: {
    'deviation.recorded': {
      version: 1,
      payload: z.object({
        ...subjectForm,
        what: z.string().min(1),
        where: z.string().nullable(),
        blind: blindForm,
      }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        status: 'open',
        reason: record.reason,
        at: record.occurredAt,
        recordedAt: record.recordedAt,
        by: record.performedBy,
        assessment: null,
      }),
    },
  },
  changing: {
    'deviation.assessed': {
      version: 1,
      payload: z.object({ text: z.string(), impact: z.enum(impacts) }),
      apply: (state, payload, record) => ({
        ...state,
        status: 'assessed',
        assessment: { ...payload, at: record.occurredAt, by: record.performedBy },
      }),
    },
  },
});

export interface DeviationFacts {
  /** What was done otherwise, as one sentence; seen by everybody, so never a substance, lot or group. */
  readonly what: string;
  readonly where?: string | null;
  readonly animalId?: string | null;
  readonly runId?: string | null;
  /** Left out of the record when there is an animal: the lot would tell its group. */
  readonly lotId?: string | null;
  /** A detail only for those who may know the group. */
  readonly blindDetail?: string | null;
}

/** The record of a new deviation, for use inside another command; its reason and time are the command's. */
export function deviationRecord(context: Context, facts: DeviationFacts): NewRecord {
  const animalId = facts.animalId ?? null;
  return Deviation.record('deviation.recorded', context.newId(), {
    animalId,
    runId: facts.runId ?? null,
    lotId: animalId === null ? (facts.lotId ?? null) : null,
    what: facts.what,
    where: facts.where ?? null,
    blind: facts.blindDetail ? { detail: facts.blindDetail } : null,
  });
}

const optionalId = z.string().nullable().default(null);

/** Refusals: `reason.missing`, `deviation.lot-beside-animal`, `entity.unknown` for the animal. */
export const reportDeviation = defineCommand({
  name: 'deviation.report',
  input: z.object({
    what: z.string().trim().min(1).max(1000),
    where: z.string().trim().max(120).nullable().default(null),
    animalId: optionalId,
    runId: optionalId,
    lotId: optionalId,
  }),
  decide(input, context) {
    if (!context.reason) return refuse('reason.missing');
    if (input.animalId !== null && input.lotId !== null) return refuse('deviation.lot-beside-animal');
    if (input.animalId !== null && !context.read.get(Animal, input.animalId)) {
      return refuse('entity.unknown', { what: 'animal', id: input.animalId });
    }
    const record = deviationRecord(context, input);
    return decide([record], { deviationId: record.subjectId });
  },
});

/** The study director's judgement. Refusals: `deviation.unknown`, `deviation.already-assessed` without a reason. */
export const assessDeviation = defineCommand({
  name: 'deviation.assess',
  input: z.object({
    deviationId: z.string(),
    text: z.string().trim().min(1).max(2000),
    impact: z.enum(impacts),
  }),
  decide({ deviationId, text, impact }, { read, reason }) {
    const deviation = read.get(Deviation, deviationId);
    if (!deviation) return refuse('deviation.unknown');
    if (deviation.status === 'assessed' && !reason) return refuse('deviation.already-assessed');
    return decide([Deviation.record('deviation.assessed', deviationId, { text, impact })], {});
  },
});

/** Deviations in the order of recording; the blind detail is null for those who may not know. */
export const listDeviations = defineQuery({
  name: 'deviation.list',
  input: z.object({
    status: z.enum(['open', 'assessed']).optional(),
    animalId: z.string().optional(),
    runId: z.string().optional(),
    lotId: z.string().optional(),
  }),
  answer({ status, animalId, runId, lotId }, { read, actor }) {
    const where: Where = {
      ...(status === undefined ? {} : { status }),
      ...(animalId === undefined ? {} : { animalId }),
      ...(runId === undefined ? {} : { runId }),
      ...(lotId === undefined ? {} : { lotId }),
    };
    const deviations = read
      .list(Deviation, where)
      .map((one) => ({ ...one, blind: openBlind(read, actor, one.blind) }));
    return { deviations, openCount: deviations.filter((one) => one.status === 'open').length };
  },
});

export const deviationCommands = [reportDeviation, assessDeviation] as const;
export const deviationQueries = [listDeviations] as const;
