// Carries out the real commands of the program, one after another, as the people of the demonstration.
// Must not append a record in any other way, nor let anybody do what their role may not.

import {
  commands,
  type CommandInput,
  type CommandMeta,
  type CommandName,
  type CommandValue,
} from '../../shared/contract.ts';
import { noteSignIn } from '../../shared/domain/sign-in.ts';
import { activeTimers, noteGap, noteOverrun } from '../../shared/domain/timer-commands.ts';
import { dueAlarm, remainingMs } from '../../shared/domain/timer.ts';
import { createUser } from '../../shared/domain/user.ts';
import type { Actor, Reader } from '../../shared/kernel/decider.ts';
import type { Outcome, Refusal } from '../../shared/kernel/refusal.ts';
import { localDay, minuteMs, secondMs, utcText, type EpochMs } from '../../shared/kernel/time.ts';
import { permissions } from '../../shared/permissions.ts';
import { attachFile } from '../notebook/attach-file.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { deviceActor } from '../session/session.ts';
import type { Calendar, SimulatedClock } from './calendar.ts';
import { administrator, director, staff, type Person } from './cast.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A command of the demonstration that the notebook refused: a full disk, or a demonstration that went wrong. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(what: string, refusal: Refusal) {
    super(`${what}: ${refusal.code}. ${refusal.message}`);
    this.refusal = { ...refusal, details: { ...refusal.details, command: what } };
  }
}

export class Stage {
  readonly notebook: Notebook;
  readonly calendar: Calendar;
  readonly random: SeededRandom;
  readonly #clock: SimulatedClock;
  readonly #lastSignIn = new Map<string, string>();

  constructor(notebook: Notebook, calendar: Calendar, clock: SimulatedClock, random: SeededRandom) {
    this.notebook = notebook;
    this.calendar = calendar;
    this.random = random;
    this.#clock = clock;
  }

  get now(): EpochMs {
    return this.#clock.epochMs;
  }

  /** What the committed states are now. */
  get read(): Reader {
    return this.notebook.queryContext(director).read;
  }

  /** The moment `minutes` from now, or from another moment. */
  in(minutes: number, from: EpochMs = this.now): EpochMs {
    return from + Math.round(minutes * minuteMs);
  }

  /** As `in`, but up to `most` minutes later: people are not clocks. */
  about(minutes: number, most = Math.max(1, minutes * 0.15)): EpochMs {
    return this.in(minutes + this.random.between(0, most));
  }

  /** That something happened `minutes` ago, for a late entry. */
  ago(minutes: number): { readonly occurredAt: string } {
    return { occurredAt: this.calendar.text(this.in(-minutes)) };
  }

  run<Name extends CommandName>(
    by: Person,
    name: Name,
    input: CommandInput<Name>,
    meta: CommandMeta = {},
  ): CommandValue<Name> {
    this.#mustBeAllowed(by, name);
    this.#signIn(by);
    const command = commands.get(name);
    if (!command) throw new TypeError(`There is no command ${name}.`);
    this.#passTime();
    return valueOf(name, this.notebook.transact(command, input, by, meta)).value as CommandValue<Name>;
  }

  /** Accounts are made by a service of the program, which adds the secret that a simulated account has not. */
  createAccounts(): void {
    for (const one of staff) this.createAccount(one);
  }

  createAccount({ userId, printedName, roles }: Person): void {
    this.#mustBeAllowed(administrator, 'account.create');
    this.#signIn(administrator);
    this.#passTime();
    const account = { userId, printedName, roles, identityVerifiedBy: administrator.userId };
    valueOf('account.create', this.notebook.transact(createUser, account, administrator));
  }

  /** Attaches a file of the disk, as the program does for whoever chose it. */
  attach(by: Person, path: string, lotId: string | null): { attachmentId: string; hash: string } {
    this.#mustBeAllowed(by, 'attachment.choose');
    this.#signIn(by);
    this.#passTime();
    const subject = { animalId: null, runId: null, lotId };
    return valueOf('attachment.choose', attachFile(this.notebook, path, subject, by));
  }

  /** What the device would have noted by itself: the timers of a run that have passed their end. */
  noteOverruns(runId: string): void {
    for (const timer of activeTimers(this.read, { runId })) {
      if (timer.overrunAt !== null || remainingMs(timer, this.now) > 0) continue;
      valueOf('timer.noteOverrun', this.notebook.transact(noteOverrun, { timerId: timer.id }, deviceActor));
    }
  }

  /** The same after a restart of the machine that took so many minutes. */
  noteRestart(minutes: number): void {
    const gap = {
      fromUtc: utcText(this.in(-minutes)),
      toUtc: utcText(this.now),
      cause: 'reboot',
      isCertain: true,
    };
    valueOf('timer.noteGap', this.notebook.transact(noteGap, gap, deviceActor));
  }

  /** A person hears the alarms that are due on the timers of a run. */
  acknowledge(by: Person, runId: string): void {
    for (const timer of activeTimers(this.read, { runId })) {
      if (dueAlarm(timer, this.now)) this.run(by, 'timer.acknowledge', { timerId: timer.id });
    }
  }

  #mustBeAllowed(by: Actor, action: string): void {
    const allowed = permissions.get(action) ?? [];
    if (by.roles.some((role) => allowed.includes(role))) return;
    throw new TypeError(`${by.userId} may not ${action}.`);
  }

  /** Once a day everybody signs in. */
  #signIn(by: Person): void {
    const day = localDay(this.calendar.text(this.now));
    if (this.#lastSignIn.get(by.userId) === day) return;
    this.#lastSignIn.set(by.userId, day);
    valueOf('session.noteSignIn', this.notebook.transact(noteSignIn, { userId: by.userId }, by));
  }

  /** Typing takes seconds; no two commands fall on the same millisecond. */
  #passTime(): void {
    this.#clock.moveTo(this.now + this.random.whole(secondMs, 4 * secondMs));
  }
}

function valueOf<Value>(what: string, outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Refused(what, outcome.refusal);
  return outcome.value;
}
