// The allocation list as an entity: which position has which group, drawn once.
// Must not draw or show anything; the groups and the seed that gives them sit under `blind`.

import { z } from 'zod';
import { defineEntity, type RecordFacts } from '../kernel/decider.ts';

/** The four groups of the article; another design may name others. */
export type Group = 'saline' | 'dmem' | 'asc' | 'asc-secretome' | (string & {});

const drawnForm = z.object({
  method: z.string(),
  /** Whether the program drew the seed or a person gave it, who then says why; null: the record does not say. */
  seedOrigin: z.enum(['drawn', 'given']).nullable().default(null),
  blockSize: z.number().int().min(1),
  /** Names in the order of the design; it is the same for every reader and tells nothing. */
  groups: z.array(z.string()),
  positions: z.number().int().min(1),
  blind: z.object({ seed: z.string(), groupOf: z.record(z.string(), z.string()) }),
});

export interface AllocationState extends z.output<typeof drawnForm> {
  readonly id: string;
  readonly drawnAt: string;
  readonly drawnBy: string;
  readonly drawnLamport: number;
  /** What was said at the draw: of a seed that a person gave, why. */
  readonly drawnReason: string | null;
  /** Who gave a seed or set a group, and who typed it: they know of the list, whatever their roles. */
  readonly knownTo: readonly string[];
  /** Later changes by position: the reason is public, the groups are not. */
  readonly changes: readonly {
    readonly position: number;
    readonly at: string;
    readonly by: string;
    readonly reason: string | null;
  }[];
}

export const allocationId = 'allocation';

export const Allocation = defineEntity<AllocationState>()({
  type: 'allocation',
  reducer: 2,
  opening: {
    'allocation.drawn': {
      version: 1,
      payload: drawnForm,
      upgrade: (payload) => ({ seedOrigin: null, ...payload }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        drawnAt: record.occurredAt,
        drawnBy: record.performedBy,
        drawnLamport: record.lamport,
        drawnReason: record.reason,
        knownTo: payload.seedOrigin === 'given' ? makers(record) : [],
        changes: [],
      }),
    },
  },
  changing: {
    'allocation.changed': {
      version: 1,
      payload: z.object({
        position: z.number().int().min(1),
        blind: z.object({ from: z.string(), group: z.string() }),
      }),
      apply: (state, { position, blind }, record) => ({
        ...state,
        knownTo: [...state.knownTo, ...makers(record)],
        blind: { ...state.blind, groupOf: { ...state.blind.groupOf, [String(position)]: blind.group } },
        changes: [
          ...state.changes,
          { position, at: record.occurredAt, by: record.performedBy, reason: record.reason },
        ],
      }),
    },
  },
});

function makers({ performedBy, author }: RecordFacts): readonly string[] {
  return [performedBy, author];
}
