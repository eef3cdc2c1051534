// Who is signed in to the open notebook: sign-in, quick switch, lock, one-time codes, growing waits after failures.
// Must not decide what a role may do: that is the table of permissions, enforced in dispatch.

import {
  noteFailedSignIn,
  notePasswordReset,
  notePasswordSet,
  noteSignIn,
  noteSignOut,
  noteUnknownSignIn,
} from '../../shared/domain/sign-in.ts';
import { Study } from '../../shared/domain/study.ts';
import { createUser, lockedUntil, User, type UserState } from '../../shared/domain/user.ts';
import type { Actor } from '../../shared/kernel/decider.ts';
import { deviceAuthor } from '../../shared/kernel/record.ts';
import { accept, refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { localClock, localText } from '../../shared/kernel/time.ts';
import type { Notebook } from '../notebook/notebook.ts';
import {
  isPassword,
  makeSecret,
  oneTimeCode,
  passwordMinLength,
  readSecret,
  storeSecret,
} from './password.ts';

/** The device writes what no person did; it holds no role, so nothing else is open to it. */
export const deviceActor: Actor = { userId: deviceAuthor, roles: [] };

export interface SignedIn {
  readonly userId: string;
  readonly isLocked: boolean;
  /** True after signing in with a one-time code: only a new password can be set. */
  readonly mustChangePassword: boolean;
}

export class Session {
  readonly #notebook: Notebook;
  readonly #unrecorded = new Map<string, Pick<UserState, 'failedAttempts' | 'lastFailedAt'>>();
  #current: SignedIn | undefined;

  constructor(notebook: Notebook) {
    this.#notebook = notebook;
  }

  get current(): SignedIn | undefined {
    return this.#current;
  }

  /** The person who may act now; a refusal when nobody is, the screen is locked or a password must be chosen. */
  actor(): Outcome<Actor> {
    if (!this.#current) return refuse('session.none');
    if (this.#current.isLocked) return refuse('session.is-locked');
    if (this.#current.mustChangePassword) return refuse('session.must-change');
    const user = this.#user(this.#current.userId);
    if (!user || user.status !== 'active') return refuse('session.disabled');
    return accept({ userId: user.id, roles: user.roles });
  }

  async signIn(userId: string, password: string): Promise<Outcome<SignedIn>> {
    const lockedOut = this.#whyLockedOut(userId);
    if (lockedOut) return lockedOut;
    const secret = this.#user(userId) && readSecret(this.#notebook.database, userId);
    const isRight = await isPassword(password, secret);
    // Attempts made side by side have all begun before the first of them failed.
    const lockedOutMeanwhile = this.#whyLockedOut(userId);
    if (lockedOutMeanwhile) return lockedOutMeanwhile;
    const user = this.#user(userId);
    if (!isRight || !user) {
      if (this.#notebook.isReadOnly) {
        this.#noteUnrecorded(userId);
        return refuse('session.wrong');
      }
      const noted = user
        ? this.#notebook.transact(noteFailedSignIn, { userId: user.id }, deviceActor)
        : this.#notebook.transact(noteUnknownSignIn, { deviceId: this.#notebook.device }, deviceActor);
      return noted.ok ? refuse('session.wrong') : noted;
    }
    if (user.status !== 'active') return refuse('session.disabled');
    return this.#begin(user, secret?.isOneTime === true);
  }

  /** Signs in without a password: only where the first record says that everything is simulated. */
  become(userId: string): Outcome<SignedIn> {
    if (!this.#isSimulated()) return refuse('session.not-simulated');
    const user = this.#user(userId);
    if (!user) return refuse('person.unknown', { id: userId });
    if (user.status !== 'active') return refuse('session.disabled');
    return this.#begin(user, false);
  }

  signOut(): Outcome<null> {
    if (!this.#current) return accept(null);
    const { userId } = this.#current;
    if (!this.#notebook.isReadOnly) {
      const noted = this.#notebook.transact(noteSignOut, { userId }, { userId, roles: [] });
      if (!noted.ok) return noted;
    }
    this.#current = undefined;
    return accept(null);
  }

  /** The screen locks; the person stays signed in, and the clocks go on. */
  lock(): void {
    if (this.#current) this.#current = { ...this.#current, isLocked: true };
  }

  /** Replaces the own password; the one in force (or the one-time code) must be given. */
  async setPassword(userId: string, current: string, next: string): Promise<Outcome<SignedIn>> {
    if (next.length < passwordMinLength) {
      return refuse('session.password-short', { length: passwordMinLength });
    }
    if (next === current) return refuse('session.password-same');
    const signedIn = await this.signIn(userId, current);
    if (!signedIn.ok) return signedIn;
    const secret = await makeSecret(next);
    const actor: Actor = { userId, roles: [] };
    const set = this.#notebook.transact(notePasswordSet, { userId }, actor, {}, (database) =>
      storeSecret(database, userId, secret),
    );
    if (!set.ok) return set;
    this.#current = { userId, isLocked: false, mustChangePassword: false };
    return accept(this.#current);
  }

  /** A new account with a one-time code, shown once to the administrator. */
  async createAccount(input: unknown, actor: Actor): Promise<Outcome<{ userId: string; code: string }>> {
    const code = oneTimeCode();
    const secret = await makeSecret(code, true);
    const made = this.#notebook.transact(createUser, input, actor, {}, (database, { userId }) =>
      storeSecret(database, userId, secret),
    );
    return made.ok ? accept({ userId: made.value.value.userId, code }) : made;
  }

  async resetPassword(
    userId: string,
    reason: string,
    actor: Actor,
  ): Promise<Outcome<{ userId: string; code: string }>> {
    const code = oneTimeCode();
    const secret = await makeSecret(code, true);
    const reset = this.#notebook.transact(notePasswordReset, { userId }, actor, { reason }, (database) =>
      storeSecret(database, userId, secret),
    );
    return reset.ok ? accept({ userId, code }) : reset;
  }

  #begin(user: UserState, mustChangePassword: boolean): Outcome<SignedIn> {
    const actor: Actor = { userId: user.id, roles: user.roles };
    if (this.#current && this.#current.userId !== user.id) {
      const ended = this.signOut();
      if (!ended.ok) return ended;
    }
    if (!this.#notebook.isReadOnly) {
      const noted = this.#notebook.transact(noteSignIn, { userId: user.id }, actor);
      if (!noted.ok) return noted;
    }
    this.#current = { userId: user.id, isLocked: false, mustChangePassword };
    return accept(this.#current);
  }

  /** A file that is only shown cannot keep a failed attempt: it counts as long as the file is open. */
  #noteUnrecorded(userId: string): void {
    const failedAttempts = (this.#unrecorded.get(userId)?.failedAttempts ?? 0) + 1;
    const lastFailedAt = localText(this.#notebook.clock.moment());
    this.#unrecorded.set(userId, { failedAttempts, lastFailedAt });
  }

  #whyLockedOut(userId: string): ReturnType<typeof refuse> | undefined {
    const user = this.#user(userId);
    const now = this.#notebook.clock.moment();
    const attempts = this.#unrecorded.get(userId);
    const until = user ? lockedUntil({ ...user, ...attempts }, now.epochMs) : null;
    if (until === null) return undefined;
    return refuse('session.locked-out', { time: localClock(localText({ ...now, epochMs: until })) });
  }

  #user(userId: string): UserState | undefined {
    return this.#notebook.queryContext(deviceActor).read.get(User, userId);
  }

  #isSimulated(): boolean {
    return this.#notebook.queryContext(deviceActor).read.get(Study, 'study')?.isSimulated === true;
  }
}
