// The records around signing in: who signed in and out, failed attempts, passwords set and reset.
// Must not see a password: the session checks it and then says here what happened.

import { z } from 'zod';
import { decide, defineCommand } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { Device } from './device.ts';
import { User } from './user.ts';

const byDevice = { author: 'device', source: 'device' } as const;
const subject = z.object({ userId: z.string() });

export const noteSignIn = defineCommand({
  name: 'session.noteSignIn',
  input: subject,
  decide: ({ userId }) => decide([User.record('user.signedIn', userId, {})], {}),
});

export const noteSignOut = defineCommand({
  name: 'session.noteSignOut',
  input: subject,
  decide: ({ userId }) => decide([User.record('user.signedOut', userId, {})], {}),
});

/** A wrong password for an account that exists; what was typed is not kept. */
export const noteFailedSignIn = defineCommand({
  name: 'session.noteFailedSignIn',
  input: subject,
  decide: ({ userId }) => decide([User.record('user.signInFailed', userId, {}, byDevice)], {}),
});

/** An attempt with a name that no account has: people type passwords into the name field, so the text is not kept. */
export const noteUnknownSignIn = defineCommand({
  name: 'session.noteUnknownSignIn',
  input: z.object({ deviceId: z.string() }),
  decide({ deviceId }, { read }) {
    if (!read.get(Device, deviceId)) return decide([], {});
    return decide([Device.record('device.signInWithUnknownName', deviceId, {}, byDevice)], {});
  },
});

export const notePasswordSet = defineCommand({
  name: 'session.notePasswordSet',
  input: subject,
  decide: ({ userId }) => decide([User.record('user.passwordSet', userId, {})], {}),
});

/** The administrator gives a one-time code: it opens nothing but the choice of a new password (P11-200). */
export const notePasswordReset = defineCommand({
  name: 'session.notePasswordReset',
  input: subject,
  decide({ userId }, { read, reason }) {
    if (!read.get(User, userId)) return refuse('person.unknown', { id: userId });
    if (!reason) return refuse('reason.missing');
    return decide([User.record('user.passwordReset', userId, {})], {});
  },
});
