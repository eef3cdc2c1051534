// What screens show of lots: the list, and one lot with its movements.
// Must not show what is left or was taken to those who may not know the group: the time of a taking tells it.

import { z } from 'zod';
import { defineQuery, type QueryContext } from '../kernel/decider.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { localText } from '../kernel/time.ts';
import { mayKnowGroup, openBlind } from './blinding.ts';
import { releaseProblem } from './lot-keeping.ts';
import { isExpired, Lot, lotKinds, type LotState } from './lot.ts';
import { secretomeFactors } from './secretome-factors.ts';

export interface LotRow extends Omit<
  LotState,
  'remainingMicrolitre' | 'counts' | 'countedAt' | 'drawnAt' | 'releasedAt' | 'thaws' | 'status'
> {
  /** Null for those who may not know the group; so are the next two, the reason of the status, and the suspension. */
  readonly remainingMicrolitre: string | null;
  readonly thaws: number | null;
  readonly status: LotState['status'] | null;
  readonly isExpired: boolean;
}

function rowOf({ read, actor, now }: QueryContext, lot: LotState): LotRow {
  const {
    remainingMicrolitre,
    counts: _,
    countedAt: _countedAt,
    drawnAt: _drawnAt,
    releasedAt: _releasedAt,
    thaws,
    status,
    statusReason,
    ...rest
  } = lot;
  const open = openBlind(read, actor, { remainingMicrolitre, thaws, status, statusReason });
  return {
    ...rest,
    // Cells are counted in the hours before they are injected: the time of a count tells whose they were.
    asc: rest.asc === null || open !== null ? rest.asc : { ...rest.asc, suspension: null },
    ...(open ?? { remainingMicrolitre: null, thaws: null, status: null, statusReason: null }),
    isExpired: isExpired(lot, localText(now)),
  };
}

export const listLots = defineQuery({
  name: 'lot.list',
  input: z.object({ kind: z.enum(lotKinds).optional(), status: z.string().optional() }),
  answer({ kind, status }, context) {
    const { read, actor } = context;
    const isStatusShown = status !== undefined && mayKnowGroup(read, actor);
    const lots = read.list(Lot, isStatusShown ? { status } : {});
    return {
      lots: lots.filter((one) => kind === undefined || one.kind === kind).map((one) => rowOf(context, one)),
    };
  },
});

const movementForm = z.object({
  blind: z.object({ amountMicrolitre: z.string(), doseId: z.string().nullable(), why: z.string() }),
});

/** Null for an unknown lot. `movements` (newest first, 200 at most) is null for those who may not know the group. */
export const showLot = defineQuery({
  name: 'lot.show',
  input: z.object({ lotId: z.string() }),
  answer({ lotId }, context): LotDetail | null {
    const lot = context.read.get(Lot, lotId);
    if (!lot) return null;
    const isWaiting = lot.status === 'quarantine' && mayKnowGroup(context.read, context.actor);
    return {
      lot: rowOf(context, lot),
      releaseProblem: isWaiting ? releaseProblem(lot, localText(context.now)) : null,
      referenceFactors: lot.kind === 'secretome' ? secretomeFactors : [],
      movements: mayKnowGroup(context.read, context.actor) ? movementsOf(context, lotId) : null,
    };
  },
});

interface LotMovement {
  readonly at: string;
  readonly by: string;
  /** What left the lot; negative for what was given back to it by a correction. */
  readonly amountMicrolitre: string;
  readonly doseId: string | null;
  readonly why: string;
}

interface LotDetail {
  readonly lot: LotRow;
  /** What is against releasing a lot in quarantine; null for nothing, and for those who may not see its status. */
  readonly releaseProblem: Refusal | null;
  readonly referenceFactors: typeof secretomeFactors;
  readonly movements: readonly LotMovement[] | null;
}

function movementsOf(context: QueryContext, lotId: string): readonly LotMovement[] {
  return context
    .records({ subjectType: Lot.type, subjectId: lotId, kinds: ['lot.taken', 'lot.returned'], limit: 200 })
    .map((record) => {
      const { amountMicrolitre, ...movement } = movementForm.parse(record.payload).blind;
      const sign = record.kind === 'lot.returned' ? '-' : '';
      const amount = `${sign}${amountMicrolitre}`;
      return { at: record.occurredAt, by: record.performedBy, amountMicrolitre: amount, ...movement };
    });
}

export const lotQueries = [listLots, showLot] as const;
