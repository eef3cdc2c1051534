// The audit trail: the records themselves, newest first, filtered, with what they changed from what to what.
// Must not show a blinded person what tells the group.

import { z } from 'zod';
import { canonical } from '../kernel/canonical.ts';
import {
  defineQuery,
  upgradedPayload,
  type Actor,
  type LoggedRecord,
  type Reader,
} from '../kernel/decider.ts';
import type { Json, JsonObject } from '../kernel/record.ts';
import { isLate } from '../kernel/time.ts';
import { hideBlind, mayKnowGroup, visiblePayload } from './blinding.ts';
import { Dose } from './dose.ts';
import { viewOfDose } from './dose-queries.ts';
import { entities } from './entities.ts';
import { Lot } from './lot.ts';
import { hideScores, isRecordOfHiddenScores, isTextShown } from './second-reading.ts';

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
    const mayKnow = mayKnowGroup(read, actor);
    // A count of what is hidden says nothing; a count of what is hidden and matches a question answers it.
    const isQuestion = [subjectType, subjectId, kinds, text].some((one) => one !== undefined);
    const found = records({
      ...(subjectType === undefined ? {} : { subjectType }),
      ...(subjectId === undefined ? {} : { subjectId }),
      ...(kinds === undefined ? {} : { kinds }),
      ...(author === undefined ? {} : { author }),
      ...(text === undefined ? {} : { text }),
      ...(beforeSeq === undefined ? {} : { beforeSeq }),
      ...(mayKnow ? {} : { isBlindSkipped: true }),
      ...(mayKnow || !isQuestion ? {} : { exceptSubjectType: Lot.type }),
      limit: pageSize,
    });
    // Which lot was touched when would tell a blinded person which lot the animal of that hour got, and a text that is
    // found in a first entry, or in a first reading, tells it to who is to make the second.
    const open = found.filter((one) => mayKnow || one.subjectType !== Lot.type);
    const visible = open.filter((one) => text === undefined || !isFoundHidden(read, actor, one, text));
    return {
      records: visible.map((record) => ({
        ...record,
        payload: shownPayload(read, actor, record),
        isLate: isLate(record),
      })),
      hiddenCount: found.length - open.length,
      /** Where the next page begins; null at the end. */
      nextBeforeSeq: found.length === pageSize ? (found.at(-1)?.seq ?? null) : null,
    };
  },
});

/** Whether the record is of a dose whose first entry this reader must not see before the second. */
function isFirstEntry(read: Reader, actor: Actor, { subjectType, subjectId }: LoggedRecord): boolean {
  const dose = subjectType === Dose.type ? read.get(Dose, subjectId) : undefined;
  return dose !== undefined && viewOfDose(read, actor, dose).isConcealed;
}

/** Whether the text was found where this reader must not look. */
function isFoundHidden(read: Reader, actor: Actor, record: LoggedRecord, text: string): boolean {
  if (isFirstEntry(read, actor, record)) return true;
  if (!isRecordOfHiddenScores(read, actor, record)) return false;
  return !isTextShown(text, recordPayload(read, actor, record), record.reason);
}

/** The payload as this reader may see it now; empty for a first entry that is to be made a second time. */
export function shownPayload(read: Reader, actor: Actor, record: LoggedRecord): JsonObject {
  return isFirstEntry(read, actor, record) ? {} : recordPayload(read, actor, record);
}

/**
 * The payload of a record as this reader may see it: as it was written, or with the blind parts replaced that it has in
 * the form of today, for an earlier version of the program may have written them elsewhere; scores of slides that are
 * to be read a second time too.
 */
export function recordPayload(read: Reader, actor: Actor, record: LoggedRecord): JsonObject {
  if (mayKnowGroup(read, actor)) return record.payload;
  const open = hideBlind(upgradedPayload(entities.get(record.subjectType), record));
  return isRecordOfHiddenScores(read, actor, record) ? hideScores(open) : open;
}

const historyLimit = 5000;

/** One field of an entity before and after a record; null where there was or is none. */
export interface Change {
  readonly field: string;
  readonly from: Json;
  readonly to: Json;
}

/**
 * One record with what it changed from what to what: the state of its entity is replayed up to it and past it.
 * `record` is null where there is none at this position or the reader may not see it.
 */
export const auditRecord = defineQuery({
  name: 'audit.record',
  input: z.object({ seq: z.number().int().positive() }),
  answer({ seq }, { actor, read, records }) {
    const record = records({ beforeSeq: seq + 1, limit: 1 })[0];
    const mayKnow = mayKnowGroup(read, actor);
    if (record?.seq !== seq || (!mayKnow && record.subjectType === Lot.type))
      return { record: null, changes: [] };
    const { subjectType, subjectId } = record;
    const history = records({ subjectType, subjectId, beforeSeq: seq + 1, limit: historyLimit }).toReversed();
    const entity = entities.get(subjectType);
    let before: object | undefined;
    let after: object | undefined;
    for (const one of history) {
      before = after;
      after = entity?.reduce(after, one);
    }
    const isScored = isRecordOfHiddenScores(read, actor, record);
    const visible = (state: object | undefined): JsonObject => {
      if (state === undefined) return {};
      const open = visiblePayload(read, actor, state as JsonObject);
      return isScored ? hideScores(open) : open;
    };
    return {
      record: { ...record, payload: shownPayload(read, actor, record), isLate: isLate(record) },
      changes: isFirstEntry(read, actor, record) ? [] : changesBetween(visible(before), visible(after)),
    };
  },
});

function changesBetween(before: JsonObject, after: JsonObject): readonly Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }))
    .filter(({ from, to }) => canonical(from) !== canonical(to));
}

export const auditQueries = [auditTrail, auditRecord] as const;
