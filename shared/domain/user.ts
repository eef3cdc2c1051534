// People with an account: who they are, which roles they hold, whether they may sign in.
// Must not hold passwords or their hashes: secrets live outside the log, only the fact of a change is a record.

import { z } from 'zod';
import {
  decide,
  defineCommand,
  defineEntity,
  defineQuery,
  roles,
  type Reader,
  type RecordFacts,
  type Role,
} from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { epochOf, hourMs, minuteMs, type EpochMs } from '../kernel/time.ts';

/** What a person was from a record on, until the next. */
export interface Standing {
  readonly recordId: string;
  readonly lamport: number;
  readonly at: string;
  readonly roles: readonly Role[];
  readonly status: 'active' | 'disabled';
}

export interface UserState {
  readonly id: string;
  readonly printedName: string;
  readonly roles: readonly Role[];
  /** Who saw the person's identity document or knows the person (P11-100). */
  readonly identityVerifiedBy: string;
  readonly status: 'active' | 'disabled';
  /** Oldest first; the last is in force. Who once could know something does not forget it with the role. */
  readonly standings: readonly Standing[];
  /** Failed attempts since the last success. */
  readonly failedAttempts: number;
  readonly lastFailedAt: string | null;
  readonly lastSignInAt: string | null;
  /** True after a reset by the administrator: the one-time code opens nothing but the choice of a new password. */
  readonly mustChangePassword: boolean;
  readonly passwordSetAt: string | null;
}

const roleList = z.array(z.enum(roles)).min(1);
const idForm = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
const nothing = z.object({});

export const User = defineEntity<UserState>()({
  type: 'user',
  reducer: 2,
  opening: {
    'user.created': {
      version: 1,
      payload: z.object({ printedName: z.string(), roles: roleList, identityVerifiedBy: z.string() }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        status: 'active',
        standings: [standing(record, { roles: payload.roles, status: 'active' })],
        failedAttempts: 0,
        lastFailedAt: null,
        lastSignInAt: null,
        mustChangePassword: true,
        passwordSetAt: null,
      }),
    },
  },
  changing: {
    'user.rolesChanged': {
      version: 1,
      payload: z.object({ roles: roleList }),
      apply: (state, payload, record) => changed(state, { roles: payload.roles }, record),
    },
    'user.disabled': {
      version: 1,
      payload: nothing,
      apply: (state, _, record) => changed(state, { status: 'disabled' }, record),
    },
    'user.enabled': {
      version: 1,
      payload: nothing,
      apply: (state, _, record) => changed(state, { status: 'active' }, record),
    },
    'user.passwordSet': {
      version: 1,
      payload: nothing,
      apply: (state, _, record) => ({
        ...state,
        mustChangePassword: false,
        passwordSetAt: record.recordedAt,
        failedAttempts: 0,
        lastFailedAt: null,
      }),
    },
    'user.passwordReset': {
      version: 1,
      payload: nothing,
      apply: (state) => ({ ...state, mustChangePassword: true, failedAttempts: 0, lastFailedAt: null }),
    },
    'user.signedIn': {
      version: 1,
      countsAsChange: false,
      payload: nothing,
      apply: (state, _, record) => ({
        ...state,
        lastSignInAt: record.occurredAt,
        failedAttempts: 0,
        lastFailedAt: null,
      }),
    },
    'user.signedOut': { version: 1, countsAsChange: false, payload: nothing, apply: (state) => state },
    'user.signInFailed': {
      version: 1,
      countsAsChange: false,
      payload: nothing,
      apply: (state, _, record) => ({
        ...state,
        failedAttempts: state.failedAttempts + 1,
        lastFailedAt: record.occurredAt,
      }),
    },
  },
});

function changed(
  state: UserState,
  change: Partial<Pick<UserState, 'roles' | 'status'>>,
  record: RecordFacts,
): UserState {
  const after = { ...state, ...change };
  return { ...after, standings: [...state.standings, standing(record, after)] };
}

function standing(
  { id: recordId, lamport, occurredAt: at }: RecordFacts,
  { roles: held, status }: Pick<UserState, 'roles' | 'status'>,
): Standing {
  return { recordId, lamport, at, roles: held, status };
}

/**
 * When an account may try again after failed attempts: free up to the fourth, then 1, 2, 4 … minutes, at most
 * one hour (P11-300). Null when it may try now.
 */
export function lockedUntil(user: UserState, now: EpochMs): EpochMs | null {
  if (user.failedAttempts < 5 || user.lastFailedAt === null) return null;
  const wait = Math.min(hourMs, minuteMs * 2 ** Math.min(user.failedAttempts - 5, 10));
  const until = epochOf(user.lastFailedAt) + wait;
  return until > now ? until : null;
}

export const createUser = defineCommand({
  name: 'user.create',
  input: z.object({
    userId: idForm,
    printedName: z.string().trim().min(1).max(120),
    roles: roleList,
    identityVerifiedBy: z.string().trim().min(1).max(120),
  }),
  decide(input, { read }) {
    if (read.get(User, input.userId)) return refuse('user.exists', { id: input.userId });
    if (input.identityVerifiedBy === input.userId) return refuse('user.own-identity');
    const { userId, ...person } = input;
    return decide([User.record('user.created', userId, person)], { userId });
  },
});

export const changeRoles = defineCommand({
  name: 'user.changeRoles',
  input: z.object({ userId: z.string(), roles: roleList }),
  decide(input, { actor, read, reason }) {
    const user = read.get(User, input.userId);
    if (!user) return refuse('person.unknown', { id: input.userId });
    if (!reason) return refuse('reason.missing');
    if (user.id === actor.userId) return refuse('user.own-roles');
    if (!input.roles.includes('administrator') && isLastAdministrator(read, user)) {
      return refuse('user.last-administrator');
    }
    return decide([User.record('user.rolesChanged', user.id, { roles: input.roles })], {});
  },
});

export const setUserEnabled = defineCommand({
  name: 'user.setEnabled',
  input: z.object({ userId: z.string(), isEnabled: z.boolean() }),
  decide(input, { read, reason }) {
    const user = read.get(User, input.userId);
    if (!user) return refuse('person.unknown', { id: input.userId });
    if (!reason) return refuse('reason.missing');
    if (!input.isEnabled && isLastAdministrator(read, user)) return refuse('user.last-administrator');
    const kind = input.isEnabled ? 'user.enabled' : 'user.disabled';
    return decide([User.record(kind, user.id, {})], {});
  },
});

function isLastAdministrator(read: Reader, user: UserState): boolean {
  const isAdministrator = (one: UserState) => one.status === 'active' && one.roles.includes('administrator');
  return isAdministrator(user) && read.list(User).filter(isAdministrator).length === 1;
}

const listPeople = defineQuery({
  name: 'user.list',
  input: z.object({}),
  answer: (_, { read }) => ({ people: read.list(User) }),
});

export const userCommands = [createUser, changeRoles, setUserEnabled] as const;
export const userQueries = [listPeople] as const;
