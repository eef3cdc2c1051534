// Runs: one carrying-out of a protocol on an animal, a lot or a set of samples, pinned to version and hash.
// Must not hold steps or timers: they are entities of their own.

import { z } from 'zod';
import { defineEntity, type Reader } from '../kernel/decider.ts';
import { subjectTypes, type ProtocolDefinition, type SubjectType } from '../protocols/protocol.ts';
import { Protocol } from './protocol.ts';

export interface RunState {
  readonly id: string;
  /** What people say: `P07-SUR-1`. */
  readonly code: string;
  readonly protocolId: string;
  readonly protocolKey: string;
  readonly protocolHash: string;
  readonly title: string;
  readonly subject: { readonly type: SubjectType; readonly id: string };
  readonly animalId: string | null;
  readonly lotId: string | null;
  readonly status: 'open' | 'closed' | 'abandoned';
  readonly participants: readonly string[];
  readonly startedAt: string;
  readonly startedBy: string;
  readonly closedAt: string | null;
  /** Why it was abandoned, or closed with steps open. */
  readonly reason: string | null;
}

const people = z.array(z.string()).max(20);

export const Run = defineEntity<RunState>()({
  type: 'run',
  reducer: 1,
  opening: {
    'run.started': {
      version: 1,
      payload: z.object({
        code: z.string(),
        protocolId: z.string(),
        protocolKey: z.string(),
        protocolHash: z.string(),
        title: z.string(),
        subject: z.object({ type: z.enum(subjectTypes), id: z.string() }),
        animalId: z.string().nullable(),
        lotId: z.string().nullable(),
        participants: people,
      }),
      apply: (state, payload, record) =>
        state ?? {
          id: record.subjectId,
          ...payload,
          status: 'open',
          startedAt: record.occurredAt,
          startedBy: record.performedBy,
          closedAt: null,
          reason: null,
        },
    },
  },
  changing: {
    'run.participantsChanged': {
      version: 1,
      payload: z.object({ participants: people }),
      apply: (state, payload) => ({ ...state, participants: payload.participants }),
    },
    'run.closed': {
      version: 1,
      payload: z.object({}),
      apply: (state, _, record) => ({
        ...state,
        status: 'closed',
        closedAt: record.occurredAt,
        reason: record.reason,
      }),
    },
    'run.abandoned': {
      version: 1,
      payload: z.object({}),
      apply: (state, _, record) => ({
        ...state,
        status: 'abandoned',
        closedAt: record.occurredAt,
        reason: record.reason,
      }),
    },
  },
});

/** The definition that a run is pinned to. Throws if it is not in the notebook: a run cannot start without it. */
export function definitionOf(read: Reader, run: RunState): ProtocolDefinition {
  const protocol = read.get(Protocol, run.protocolId);
  if (!protocol) throw new RangeError(`The notebook has no protocol ${run.protocolId}.`);
  return protocol.definition;
}

/** The newest run of a protocol (key such as `surgery`) on an animal that was not abandoned. */
export function latestRunOf(read: Reader, animalId: string, protocolKey: string): RunState | undefined {
  return read
    .list(Run, { animalId })
    .findLast((run) => run.protocolKey === protocolKey && run.status !== 'abandoned');
}
