// The allocation list as an entity: which position has which group, drawn once.
// Must not draw or show anything; the groups and the seed that gives them sit under `blind`.

import { z } from 'zod';
import { defineEntity } from '../kernel/decider.ts';

/** The four groups of the article; another design may name others. */
export type Group = 'saline' | 'dmem' | 'asc' | 'asc-secretome' | (string & {});

const drawnForm = z.object({
  method: z.string(),
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
  reducer: 1,
  opening: {
    'allocation.drawn': {
      version: 1,
      payload: drawnForm,
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        drawnAt: record.occurredAt,
        drawnBy: record.performedBy,
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
        blind: { ...state.blind, groupOf: { ...state.blind.groupOf, [String(position)]: blind.group } },
        changes: [
          ...state.changes,
          { position, at: record.occurredAt, by: record.performedBy, reason: record.reason },
        ],
      }),
    },
  },
});
