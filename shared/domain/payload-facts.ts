// Small readings of a record's payload: texts, objects and lists under a key.
// Must not interpret a value.

import type { Json, JsonObject } from '../kernel/record.ts';

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

/** The objects of the list under `key`; empty if there is none. */
export function objectsIn(payload: JsonObject, key: string): readonly JsonObject[] {
  const value = payload[key];
  return isList(value) ? value.filter(isObject) : [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
