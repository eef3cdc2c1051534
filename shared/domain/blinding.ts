// Who may know the group, and the one way to read facts that would tell it.
// Must not be gone around: nothing reads a `blind` part of a state or payload but through this file or inside decide.

import type { Actor, Reader } from '../kernel/decider.ts';
import type { Json, JsonObject } from '../kernel/record.ts';
import { Allocation, allocationId } from './allocation-state.ts';
import { Lot } from './lot.ts';
import { givenAnswers, setting, settingDefinition } from './settings.ts';
import { User, type Standing } from './user.ts';

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

/** The roles that might know the groups once the record at this place of the order was there. */
export function knowingRolesAt(read: Reader, lamport: number): readonly string[] {
  const answer = givenAnswers(read, 'blinding.rolesThatKnow').findLast((one) => one.lamport <= lamport);
  return (answer?.value ?? settingDefinition('blinding.rolesThatKnow').defaultValue ?? '').split(',');
}

/** Whether somebody of this standing might know the groups then: who cannot sign in cannot look. */
export function isKnowing(read: Reader, { roles, status }: Standing, lamport: number): boolean {
  const knowing = knowingRolesAt(read, lamport);
  return status === 'active' && roles.some((role) => knowing.includes(role));
}

/** What the person was at this place of the order; undefined before there was an account. */
export function standingAt(read: Reader, userId: string, lamport: number): Standing | undefined {
  return read.get(User, userId)?.standings.findLast((one) => one.lamport <= lamport);
}

/**
 * Whether the person may know the groups or could at any time since they were drawn: nobody forgets them with a role
 * (ARRIVE 2.0, item 5). So could whoever gave the seed that the list follows from, or set a group in it. Before the
 * draw there is nothing to know. Goes by the order of records: a clock that was set back hides nothing.
 */
export function mayHaveKnownGroup(read: Reader, userId: string): boolean {
  const user = read.get(User, userId);
  if (user && mayKnowGroup(read, { userId, roles: user.roles })) return true;
  const allocation = read.get(Allocation, allocationId);
  if (!allocation) return false;
  if (allocation.knownTo.includes(userId)) return true;
  const since = allocation.drawnLamport;
  const changes = [...(user?.standings ?? []), ...givenAnswers(read, 'blinding.rolesThatKnow')];
  return [since, ...changes.map(({ lamport }) => lamport)].some((lamport) => {
    const standing = lamport < since ? undefined : standingAt(read, userId, lamport);
    return standing !== undefined && isKnowing(read, standing, lamport);
  });
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
