// Small readings of a record as the timeline brings it: texts of its payload, its time of recording at the place.
// Must not interpret a value.

import type { Json, JsonObject } from '../../../shared/kernel/record.ts';
import { epochOf, localText, parseMoment } from '../../../shared/kernel/time.ts';

/** The text under `key`; empty if there is none. */
export function textIn(payload: JsonObject, key: string): string {
  const value = payload[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function objectIn(payload: JsonObject, key: string): JsonObject {
  const value = payload[key];
  return isObject(value) ? value : {};
}

export function textsIn(payload: JsonObject, key: string): readonly string[] {
  const value = payload[key];
  return isList(value) ? value.filter((one) => typeof one === 'string') : [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The UTC time of recording as the clock at the place showed it, with the offset of the time of the act. */
export function localRecordedAt({
  at,
  recordedAt,
}: {
  readonly at: string;
  readonly recordedAt: string;
}): string {
  const place = parseMoment(at);
  return place ? localText({ ...place, epochMs: epochOf(recordedAt) }) : recordedAt;
}
