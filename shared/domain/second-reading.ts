// What is kept from whoever may still read slides a second time: the first reader's scores, and all that is made of them.
// Must not be gone around: no query and no paper takes scores of a blind reading past this file.

import { canonical } from '../kernel/canonical.ts';
import type { Actor, Reader } from '../kernel/decider.ts';
import type { Json, JsonObject } from '../kernel/record.ts';
import { Assay, hasSecondReading, type AssayState } from './assay.ts';
import { blindCode, mayKnowGroup } from './blinding.ts';

/** Whether the person performed the first reading, or recorded it for somebody: both know its scores. */
export function hasReadFirst(userId: string, { firstReadBy, firstRecordedBy }: AssayState): boolean {
  return userId === firstReadBy || userId === firstRecordedBy;
}

/**
 * A second reading is independent only if its reader cannot know the first one (ARRIVE 2.0, item 5). Until one is
 * recorded that may be any blinded person but the first reader. After a rejection too: the list may be read anew.
 */
export function isScoresHidden(read: Reader, actor: Actor, assay: AssayState): boolean {
  if (assay.blind === null || hasSecondReading(assay) || mayKnowGroup(read, actor)) return false;
  return !hasReadFirst(actor.userId, assay);
}

/** The same of an entity that a record is about. */
export function isRecordOfHiddenScores(
  read: Reader,
  actor: Actor,
  { subjectType, subjectId }: { readonly subjectType: string; readonly subjectId: string },
): boolean {
  const assay = subjectType === Assay.type ? read.get(Assay, subjectId) : undefined;
  return assay !== undefined && isScoresHidden(read, actor, assay);
}

/** A payload or state of an evaluation with the code in the place of its scores and their numbers. */
export function hideScores(payload: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [
      key,
      key === 'input' || key === 'output' ? blindCode : value,
    ]),
  );
}

/** How it was read and what the result is made of, without what was scored. */
export function withoutFirstReading({ input }: AssayState): Json {
  const { first: _, ...others } = input as JsonObject;
  return others;
}

/** Whether what is shown of a record has the text: found in what is hidden, it would tell a score. */
export function isTextShown(text: string, payload: JsonObject, reason: string | null): boolean {
  return `${canonical(payload)} ${reason ?? ''}`.toLowerCase().includes(text.toLowerCase());
}
