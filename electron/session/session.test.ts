// Signing in to a real notebook: who may act, what locks, what a one-time code opens, what is recorded of failures.
// Must not test roles: a session says who somebody is.

import type * as Crypto from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noteFailedSignIn } from '../../shared/domain/sign-in.ts';
import { setUserEnabled } from '../../shared/domain/user.ts';
import { hourMs, minuteMs, secondMs } from '../../shared/kernel/time.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { deviceActor, Session } from './session.ts';

// Some fifty attempts at half a second each: here the derivation is made cheap; password.test.ts has the real one.
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof Crypto>();
  const scrypt = (text: string, salt: Buffer, length: number, _: object, done: (...key: unknown[]) => void) =>
    crypto.scrypt(text, salt, length, { N: 2 }, done);
  return { ...crypto, scrypt };
});

const password = 'theatre lamp 7';

let folder: TestFolder;
let notebook: Notebook;
let session: Session;

beforeEach(() => {
  folder = new TestFolder();
  notebook = folder.create();
  session = new Session(notebook);
});
afterEach(() => {
  notebook.close();
  folder.remove();
});

const person = {
  userId: 'technician-9',
  printedName: 'Technician 9',
  roles: ['technician'],
  identityVerifiedBy: 'ID card',
};

/** An account with a password of its own, signed out. */
async function account(): Promise<void> {
  const { code } = accepted(await session.createAccount(person, director));
  accepted(await session.setPassword('technician-9', code, password));
  accepted(session.signOut());
}

function fail(times: number): void {
  for (let count = 0; count < times; count++) {
    accepted(notebook.transact(noteFailedSignIn, { userId: 'technician-9' }, deviceActor));
  }
}

const log = () => JSON.stringify(notebook.database.prepare('SELECT * FROM record').raw().all());
const kinds = () =>
  notebook.database.prepare('SELECT kind FROM record ORDER BY seq').pluck().all() as string[];

describe('[P11-10d] nobody acts without a sign-in', () => {
  test('before it, after it, locked, signed out', async () => {
    await account();
    expect(refusedWith(session.actor())).toBe('session.none');
    expect(accepted(await session.signIn('technician-9', password))).toEqual({
      userId: 'technician-9',
      isLocked: false,
      mustChangePassword: false,
    });
    expect(accepted(session.actor())).toEqual({ userId: 'technician-9', roles: ['technician'] });
    session.lock();
    expect(refusedWith(session.actor())).toBe('session.is-locked');
    expect(session.current?.userId).toBe('technician-9');
    expect(refusedWith(await session.signIn('technician-9', 'wrong password'))).toBe('session.wrong');
    expect(refusedWith(session.actor())).toBe('session.is-locked');
    accepted(await session.signIn('technician-9', password));
    accepted(session.actor());
    accepted(session.signOut());
    expect(refusedWith(session.actor())).toBe('session.none');
    expect(kinds().slice(-2)).toEqual(['user.signedIn', 'user.signedOut']);
    accepted(session.signOut());
    expect(kinds().at(-1)).toBe('user.signedOut');
  });
});

describe('[P11-300] failed attempts', () => {
  test('of an account are recorded by the device, without what was typed', async () => {
    await account();
    const typed = 'my other password';
    expect(refusedWith(await session.signIn('technician-9', typed))).toBe('session.wrong');
    const last = notebook.database.prepare('SELECT * FROM record ORDER BY seq DESC LIMIT 1').get();
    expect(last).toMatchObject({
      kind: 'user.signInFailed',
      subjectId: 'technician-9',
      author: 'device',
      performedBy: 'device',
      source: 'device',
      payload: '{}',
    });
    expect(log()).not.toContain(typed);
  });

  test('with a name that nobody has are recorded, and the name is not: it may be a password', async () => {
    const typed = 'hunter2-typed-in-the-wrong-field';
    const before = kinds().length;
    expect(refusedWith(await session.signIn(typed, 'whatever'))).toBe('session.wrong');
    expect(kinds().slice(before)).toEqual(['device.signInWithUnknownName']);
    expect(log()).not.toContain(typed);
    const stored = notebook.database.prepare('SELECT group_concat(state) FROM entity').pluck().get();
    expect(stored).not.toContain(typed);
  });

  test('lock the account: free up to the fourth, then 1, 2, 4 … minutes, at most an hour', async () => {
    await account();
    fail(4);
    accepted(await session.signIn('technician-9', password));
    accepted(session.signOut());
    const waits = [1, 2, 4, 8, 16, 32, 60, 60].map((minutes) => minutes * minuteMs);
    fail(4);
    for (const wait of waits) {
      fail(1);
      expect(refusedWith(await session.signIn('technician-9', password))).toBe('session.locked-out');
      folder.clock.epochMs += wait - secondMs;
      const before = kinds().length;
      expect(refusedWith(await session.signIn('technician-9', password)), `${wait}`).toBe(
        'session.locked-out',
      );
      expect(kinds()).toHaveLength(before);
      folder.clock.epochMs += secondMs;
    }
    accepted(await session.signIn('technician-9', password));
    accepted(session.signOut());
    fail(4);
    accepted(await session.signIn('technician-9', password));
  });

  test('made side by side do not pass the lock that the first of them set', async () => {
    await account();
    fail(4);
    const guesses = ['wrong guess 1', 'wrong guess 2', password];
    const outcomes = await Promise.all(guesses.map((guess) => session.signIn('technician-9', guess)));
    // Whichever comes first: if it fails, it locks, and the right one after it is refused as well.
    const failed = outcomes.filter(
      (outcome) => !outcome.ok && outcome.refusal.code === 'session.wrong',
    ).length;
    expect(failed).toBeLessThanOrEqual(1);
    expect(kinds().filter((kind) => kind === 'user.signInFailed').length).toBe(4 + failed);
  });

  test('are forgotten by a reset, and by a sign-in', async () => {
    await account();
    fail(9);
    const { code } = accepted(await session.resetPassword('technician-9', 'forgotten', director));
    expect(accepted(await session.signIn('technician-9', code)).mustChangePassword).toBe(true);
  });
});

describe('[P11-200] a one-time code', () => {
  test('opens nothing but a new password, works once, and the reset is a record with its reason', async () => {
    await account();
    expect(refusedWith(await session.resetPassword('technician-9', ' ', director))).toBe('reason.missing');
    expect(refusedWith(await session.resetPassword('nobody', 'forgotten', director))).toBe('person.unknown');
    const { code } = accepted(await session.resetPassword('technician-9', 'forgotten', director));
    expect(log()).not.toContain(code);
    expect(refusedWith(await session.signIn('technician-9', password))).toBe('session.wrong');
    expect(accepted(await session.signIn('technician-9', code)).mustChangePassword).toBe(true);
    expect(refusedWith(session.actor())).toBe('session.must-change');
    expect(refusedWith(await session.setPassword('technician-9', code, 'short'))).toBe(
      'session.password-short',
    );
    expect(refusedWith(await session.setPassword('technician-9', code, code))).toBe('session.password-same');
    expect(refusedWith(await session.setPassword('technician-9', 'not the code', 'a new long one'))).toBe(
      'session.wrong',
    );
    accepted(await session.setPassword('technician-9', code, 'a new long one'));
    accepted(session.actor());
    accepted(session.signOut());
    expect(refusedWith(await session.signIn('technician-9', code))).toBe('session.wrong');
    expect(accepted(await session.signIn('technician-9', 'a new long one')).mustChangePassword).toBe(false);
    expect(log()).not.toContain('a new long one');
    expect(kinds()).toContain('user.passwordReset');
    expect(kinds()).toContain('user.passwordSet');
  });

  test('[P11-100] an id is never given out twice, and a refused account leaves no secret', async () => {
    await account();
    const before = notebook.database
      .prepare('SELECT hash FROM credential WHERE userId = ?')
      .pluck()
      .get('technician-9');
    expect(refusedWith(await session.createAccount(person, director))).toBe('user.exists');
    const after = notebook.database
      .prepare('SELECT hash FROM credential WHERE userId = ?')
      .pluck()
      .get('technician-9');
    expect(after).toEqual(before);
    const unfit = { ...person, userId: 'Not A Name' };
    expect(refusedWith(await session.createAccount(unfit, director))).toBe('input.malformed');
    expect(notebook.database.prepare('SELECT count(*) FROM credential').pluck().get()).toBe(1);
  });
});

describe('a disabled account', () => {
  test('can neither sign in nor go on', async () => {
    await account();
    accepted(await session.signIn('technician-9', password));
    const disable = { userId: 'technician-9', isEnabled: false };
    accepted(notebook.transact(setUserEnabled, disable, director, { reason: 'left the institute' }));
    expect(refusedWith(session.actor())).toBe('session.disabled');
    accepted(session.signOut());
    expect(refusedWith(await session.signIn('technician-9', password))).toBe('session.disabled');
    const enable = { userId: 'technician-9', isEnabled: true };
    accepted(notebook.transact(setUserEnabled, enable, director, { reason: 'is back' }));
    accepted(await session.signIn('technician-9', password));
  });
});

describe('signing in without a password', () => {
  test('is refused in a real notebook', () => {
    expect(refusedWith(session.become(director.userId))).toBe('session.not-simulated');
    expect(refusedWith(session.actor())).toBe('session.none');
  });

  test('works in a simulated one, for people it has, and a switch is two records', () => {
    const simulated = folder.create('simulated.ascnb', true);
    const other = new Session(simulated);
    expect(refusedWith(other.become('nobody'))).toBe('person.unknown');
    accepted(other.become(director.userId));
    expect(accepted(other.actor()).userId).toBe(director.userId);
    folder.clock.epochMs += hourMs;
    const people = simulated.database.prepare(
      "SELECT group_concat(kind) FROM record WHERE kind LIKE 'user.sign%'",
    );
    accepted(other.become(director.userId));
    expect(people.pluck().get()).toBe('user.signedIn,user.signedIn');
    simulated.close();
  });

  test('not as somebody whose account is disabled', async () => {
    const simulated = folder.create('simulated.ascnb', true);
    const other = new Session(simulated);
    accepted(await other.createAccount(person, director));
    accepted(
      simulated.transact(setUserEnabled, { userId: 'technician-9', isEnabled: false }, director, {
        reason: 'left',
      }),
    );
    expect(refusedWith(other.become('technician-9'))).toBe('session.disabled');
    simulated.close();
  });
});
