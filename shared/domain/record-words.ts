// How records are worded by their own names, in the audit trail and where no sentence is known: kinds, values.
// Must not translate or shorten ids, numbers or units.

import type { Json, JsonObject } from '../kernel/record.ts';

/** `animal.weighed` → `animal weighed`, `user.signInFailed` → `user sign in failed`. */
export function kindText(kind: string): string {
  return kind
    .replace('.', ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, left: string, right: string) => `${left} ${right.toLowerCase()}`);
}

/** `leastShiftMs` → `least shift ms`. */
export function fieldText(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}

/** A value as one line: plain where it is plain, JSON where it has parts. */
export function valueText(value: Json): string {
  if (value === null) return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const longest = 160;

/**
 * The plain values of a payload as `name: value` in one line, cut at 160 characters. What is empty or has parts of
 * its own is left to the record, which shows all of it.
 */
export function payloadText(payload: JsonObject): string {
  const text = Object.entries(payload)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([name, value]) => `${fieldText(name)}: ${shortId(valueText(value))}`)
    .join(' · ');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Ids that people say stay whole; of a made one the last six characters tell it apart in a list. */
export function shortId(id: string): string {
  return id.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{6}([0-9a-f]{6})/g, '…$1');
}
