// Who may know the group, and the one way to read facts that would tell it.
// Must not be gone around: nothing reads a `blind` part of a state or payload but through this file or inside decide.

import type { Actor, Reader } from '../kernel/decider.ts';
import type { Json, JsonObject } from '../kernel/record.ts';
import { Lot } from './lot.ts';
import { setting } from './settings.ts';
import { User } from './user.ts';

/** What stands in the place of hidden facts, in the audit trail, on paper and in exports. */
export const blindCode = 'blinded';

/**
 * Whether the person holds a role that the setting `blinding.rolesThatKnow` names. One such role is enough: who is
 * a technician and a surgeon has prepared doses, and so knows.
 */
export function mayKnowGroup(read: Reader, actor: Actor): boolean {
  const knowing = (setting(read, 'blinding.rolesThatKnow') ?? '').split(',');
  return actor.roles.some((role) => knowing.includes(role));
}

/** The same of somebody who is not at the notebook, such as whoever performed what another person types. */
export function mayPersonKnowGroup(read: Reader, userId: string): boolean {
  return mayKnowGroup(read, { userId, roles: read.get(User, userId)?.roles ?? [] });
}

/** The blind part of a state for those who may know, null for everybody else. */
export function openBlind<T>(read: Reader, actor: Actor, blind: T): T | null {
  return mayKnowGroup(read, actor) ? blind : null;
}

/** The payload or state with every `blind` part, at any depth, replaced by the code. */
export function hideBlind(payload: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [
      key,
      key === 'blind' && value !== null ? blindCode : hideIn(value),
    ]),
  );
}

function hideIn(value: Json): Json {
  if (isList(value)) return value.map(hideIn);
  return value !== null && typeof value === 'object' ? hideBlind(value) : value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The payload as this reader may see it: whole, or with its blind parts replaced. */
export function visiblePayload(read: Reader, actor: Actor, payload: JsonObject): JsonObject {
  return mayKnowGroup(read, actor) ? payload : hideBlind(payload);
}

/** The changed entities (`type/id`) that this reader may be told of: a lot beside a dose is the group of its animal. */
export function visibleTouched(read: Reader, actor: Actor, touched: readonly string[]): readonly string[] {
  return mayKnowGroup(read, actor) ? touched : touched.filter((one) => !one.startsWith(`${Lot.type}/`));
}
