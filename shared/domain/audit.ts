// The audit trail: the records themselves, newest first, filtered, with what they changed from what to what.
// Must not show a blinded person what tells the group.

import { z } from 'zod';
import { defineQuery, type LoggedRecord } from '../kernel/decider.ts';
import { epochOf, minuteMs } from '../kernel/time.ts';
import { mayKnowGroup, visiblePayload } from './blinding.ts';
import { Lot } from './lot.ts';

/** Recorded more than five minutes after it happened counts as late, on the screen and on paper (ALC-2). */
export const lateAfterMs = 5 * minuteMs;

export function isLate(record: Pick<LoggedRecord, 'occurredAt' | 'recordedAt'>): boolean {
  return epochOf(record.recordedAt) - epochOf(record.occurredAt) > lateAfterMs;
}

const pageSize = 200;

export const auditTrail = defineQuery({
  name: 'audit.trail',
  input: z.object({
    subjectType: z.string().optional(),
    subjectId: z.string().optional(),
    kinds: z.array(z.string()).optional(),
    author: z.string().optional(),
    text: z.string().trim().min(1).max(100).optional(),
    beforeSeq: z.number().int().optional(),
  }),
  answer(filter, { actor, read, records }) {
    const { subjectType, subjectId, kinds, author, text, beforeSeq } = filter;
    const found = records({
      ...(subjectType === undefined ? {} : { subjectType }),
      ...(subjectId === undefined ? {} : { subjectId }),
      ...(kinds === undefined ? {} : { kinds }),
      ...(author === undefined ? {} : { author }),
      ...(text === undefined ? {} : { text }),
      ...(beforeSeq === undefined ? {} : { beforeSeq }),
      limit: pageSize,
    });
    // Which lot was touched when would tell a blinded person which lot the animal of that hour got.
    const visible = mayKnowGroup(read, actor) ? found : found.filter((one) => one.subjectType !== Lot.type);
    return {
      records: visible.map((record) => ({
        ...record,
        payload: visiblePayload(read, actor, record.payload),
        isLate: isLate(record),
      })),
      hiddenCount: found.length - visible.length,
      /** Where the next page begins; null at the end. */
      nextBeforeSeq: found.length === pageSize ? (found.at(-1)?.seq ?? null) : null,
    };
  },
});

export const auditQueries = [auditTrail] as const;
