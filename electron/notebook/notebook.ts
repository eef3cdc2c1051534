// An open notebook: the one place where a command becomes records, and where states and records are read.
// Must not know roles, windows or files of other formats; one writer, one transaction a command.

import type { Database, Statement } from 'better-sqlite3';
import type { z } from 'zod';
import type { CommandMeta } from '../../shared/contract.ts';
import { Device } from '../../shared/domain/device.ts';
import { entities } from '../../shared/domain/entities.ts';
import { readTypedTime } from '../../shared/domain/local-time.ts';
import { wasShownBefore } from '../../shared/domain/time-scale.ts';
import { User } from '../../shared/domain/user.ts';
import type { Actor, Command, Context, NewRecord, Query, QueryContext } from '../../shared/kernel/decider.ts';
import { uuidV7 } from '../../shared/kernel/identifier.ts';
import { deviceAuthor } from '../../shared/kernel/record.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { localText, minuteMs, utcText } from '../../shared/kernel/time.ts';
import { answerFrom, describeIssue } from './answer.ts';
import type { Clock, RandomSource } from './clock.ts';
import type { FileLock } from './file-lock.ts';
import { chainEnds, Log, readRecords, toLogged } from './log.ts';
import { Snapshots } from './snapshots.ts';
import { isDiskFull, sqliteCode } from './sqlite.ts';
import { checkBasis, type Basis } from './stale.ts';

export interface Committed<Value> {
  readonly value: Value;
  /** Entities that changed, as `type/id`. */
  readonly touched: readonly string[];
  readonly seq: number;
  readonly head: string;
  /** UTC time at which the records were made; null when the command appended none. */
  readonly recordedAt: string | null;
}

export interface NotebookParts {
  readonly path: string;
  readonly notebookId: string;
  readonly database: Database;
  /** Null where nothing is written: the notebook is shown as it is. */
  readonly lock: FileLock | null;
  readonly device: string;
  readonly appVersion: string;
  readonly clock: Clock;
  readonly random: RandomSource;
}

type Written = {
  readonly value: unknown;
  readonly touched: readonly string[];
  readonly recordedAt: string | null;
};

export class Notebook {
  readonly path: string;
  readonly id: string;
  readonly device: string;
  readonly database: Database;
  readonly #parts: NotebookParts;
  readonly #log: Log;
  #snapshots: Snapshots;
  /** Compiled once: every command needs both. */
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #listeners = new Set<(committed: Committed<unknown>) => void>();
  #isChainTold = false;
  #isOpen = true;

  constructor(parts: NotebookParts) {
    this.#parts = parts;
    this.path = parts.path;
    this.id = parts.notebookId;
    this.device = parts.device;
    this.database = parts.database;
    this.#log = new Log(parts.database, parts.notebookId, parts.device);
    this.#snapshots = new Snapshots(parts.database);
    this.#begin = parts.database.prepare('BEGIN IMMEDIATE');
    this.#commit = parts.database.prepare('COMMIT');
  }

  get clock(): Clock {
    return this.#parts.clock;
  }

  /** Position and hash of this device's last record. */
  get head(): { readonly seq: number; readonly deviceSeq: number; readonly head: string } {
    return { seq: this.#log.seq, deviceSeq: this.#log.deviceSeq, head: this.#log.head };
  }

  /** Every command is refused, and nothing of the file changes. */
  get isReadOnly(): boolean {
    return this.#parts.lock === null;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Calls `listener` after every commit; returns what ends it. */
  onCommit(listener: (committed: Committed<unknown>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Carries out one command: decides, appends, commits, reads back. Refused with nothing written when the input does
   * not fit, an entity changed since `meta.basis`, the domain refuses, or the disk does. `also` runs inside the same
   * transaction, for secrets that are not records.
   */
  transact<Schema extends z.ZodType, Value>(
    command: Command<string, Schema, Value>,
    input: unknown,
    actor: Actor,
    meta: CommandMeta = {},
    also?: (database: Database, value: Value) => void,
  ): Outcome<Committed<Value>> {
    const parsed = command.input.safeParse(input);
    if (!parsed.success) return refuse('input.malformed', { what: describeIssue(parsed.error) });
    if (command.isNowOnly === true && meta.occurredAt !== undefined) return refuse('time.now-only');
    return this.#inTransaction(() => {
      const written = this.#decideAndAppend((context) => command.decide(parsed.data, context), actor, meta);
      if (written.ok) also?.(this.database, written.value.value as Value);
      return written;
    }) as Outcome<Committed<Value>>;
  }

  /**
   * Carries out many commands in one transaction, as an import does: all of them or none.
   * The first refusal ends it with nothing written.
   */
  transactAll(
    requests: readonly { readonly command: Command; readonly input: unknown }[],
    actor: Actor,
    meta: CommandMeta = {},
  ): Outcome<Committed<readonly unknown[]>> {
    const values: unknown[] = [];
    return this.#inTransaction(() => {
      const touched = new Set<string>();
      let recordedAt: string | null = null;
      for (const { command, input } of requests) {
        const parsed = command.input.safeParse(input);
        if (!parsed.success) return refuse('input.malformed', { what: describeIssue(parsed.error) });
        if (command.isNowOnly === true && meta.occurredAt !== undefined) return refuse('time.now-only');
        const written = this.#decideAndAppend((context) => command.decide(parsed.data, context), actor, meta);
        if (!written.ok) return written;
        values.push(written.value.value);
        for (const one of written.value.touched) touched.add(one);
        recordedAt = written.value.recordedAt ?? recordedAt;
      }
      return { ok: true, value: { value: values, touched: [...touched], recordedAt } };
    }) as Outcome<Committed<readonly unknown[]>>;
  }

  /** Answers a query from the committed state. */
  ask<Schema extends z.ZodType, Value>(
    query: Query<string, Schema, Value>,
    input: unknown,
    actor: Actor,
  ): Outcome<Value> {
    if (this.isReadOnly) {
      return answerFrom(this.database, query, input, { actor, now: this.#parts.clock.moment() });
    }
    const parsed = query.input.safeParse(input);
    if (!parsed.success) return refuse('input.malformed', { what: describeIssue(parsed.error) });
    return { ok: true, value: query.answer(parsed.data, this.queryContext(actor)) };
  }

  queryContext(actor: Actor): QueryContext {
    if (this.isReadOnly) this.#snapshots = new Snapshots(this.database);
    this.#snapshots.forget();
    return {
      now: this.#parts.clock.moment(),
      actor,
      read: this.#snapshots,
      records: (filter) => readRecords(this.database, filter),
    };
  }

  /** Ends the work: after this the one file is the whole notebook, without side files. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const { lock } = this.#parts;
    if (!lock) {
      this.database.close();
      return;
    }
    try {
      this.database.pragma('wal_checkpoint(TRUNCATE)');
      this.database.pragma('journal_mode = DELETE');
    } catch (error) {
      // A full disk or a reader that is still busy: the log beside the file keeps what was confirmed until the next time.
      if (sqliteCode(error) === undefined) throw error;
    } finally {
      this.database.close();
      lock.release();
    }
  }

  #decideAndAppend(
    decideRecords: (context: Context) => ReturnType<Command['decide']>,
    actor: Actor,
    meta: CommandMeta,
  ): Outcome<Written> {
    const context = this.#context(actor, meta);
    if (!context.ok) return context;
    const decision = decideRecords(context.value);
    if (!decision.ok) return decision;
    const checked = checkBasis(this.database, this.#snapshots, decision.records, actor, meta);
    if (!checked.isCurrent) return refuse('entity.stale', {}, checked.states);
    if (decision.records.length === 0) {
      return { ok: true, value: { value: decision.value, touched: [], recordedAt: null } };
    }
    this.#tellChain(context.value);
    for (const record of decision.records) this.#append(record, context.value, checked.basis);
    const touched = [...new Set(decision.records.map((one) => `${one.subjectType}/${one.subjectId}`))];
    const recordedAt = utcText(context.value.now.epochMs);
    return { ok: true, value: { value: decision.value, touched, recordedAt } };
  }

  #context(actor: Actor, meta: CommandMeta): Outcome<Context> {
    const now = this.#parts.clock.moment();
    let occurredAt = localText(now);
    if (meta.occurredAt !== undefined) {
      const moment = readTypedTime(meta.occurredAt, now);
      if (moment === undefined) return refuse('time.malformed', { time: meta.occurredAt });
      const isToCome = moment.epochMs > now.epochMs + minuteMs;
      if (isToCome && !wasShownBefore(this.#snapshots, moment.epochMs)) {
        return refuse('time.future', { time: meta.occurredAt });
      }
      occurredAt = localText(moment);
    }
    for (const person of [meta.performedBy, meta.witnessedBy]) {
      if (person && this.#snapshots.get(User, person)?.status !== 'active') {
        return refuse('person.unknown', { id: person });
      }
    }
    const newRandom = () => this.#parts.random(10);
    return {
      ok: true,
      value: {
        now,
        occurredAt,
        actor,
        performedBy: meta.performedBy ?? actor.userId,
        witnessedBy: meta.witnessedBy ?? null,
        reason: meta.reason?.trim() || undefined,
        source: meta.source ?? 'typed',
        read: this.#snapshots,
        newId: () => uuidV7(now.epochMs, newRandom()),
        newSeed: () => Buffer.from(newRandom()).toString('hex').slice(0, 16),
      },
    };
  }

  /** The first record that this device adds in a session says which chain it continues and what program it is. */
  #tellChain(context: Context): void {
    if (this.#isChainTold) return;
    this.#isChainTold = true;
    const facts = { author: 'device', performedBy: deviceAuthor, source: 'device', reason: null } as const;
    const { appVersion } = this.#parts;
    const known = this.#snapshots.get(Device, this.device);
    if (known?.appVersion === appVersion) return;
    if (known) {
      const change = Device.record('device.appVersionChanged', this.device, { appVersion }, facts);
      this.#append(change, context, {});
      return;
    }
    // The very first record of a file is the study's own, which says whether everything in it is simulated.
    if (this.#log.seq === 0) {
      this.#isChainTold = false;
      return;
    }
    const parent = chainEnds(this.database).find(({ device }) => device !== this.device);
    const start = Device.record(
      'device.chainStarted',
      this.device,
      { appVersion, parentDevice: parent?.device ?? null, parentHead: parent?.hash ?? null },
      facts,
    );
    this.#append(start, context, {});
  }

  #append(record: NewRecord, context: Context, basis: Basis): void {
    const { facts } = record;
    const stored = this.#log.append({
      id: context.newId(),
      kind: record.kind,
      kindVersion: record.kindVersion,
      subjectType: record.subjectType,
      subjectId: record.subjectId,
      author: facts.author ?? context.actor.userId,
      performedBy: facts.performedBy ?? facts.author ?? context.performedBy,
      witnessedBy: facts.witnessedBy === undefined ? context.witnessedBy : facts.witnessedBy,
      occurredAt: facts.occurredAt ?? context.occurredAt,
      recordedAt: utcText(context.now.epochMs),
      source: facts.source ?? context.source,
      reason: facts.reason === undefined ? (context.reason ?? null) : facts.reason,
      basis,
      payload: record.payload,
    });
    const entity = entities.get(record.subjectType);
    if (!entity) throw new Error(`The notebook knows no entity ${record.subjectType}.`);
    this.#snapshots.apply(entity, toLogged(stored));
  }

  #inTransaction(work: () => Outcome<Written>): Outcome<Committed<unknown>> {
    if (!this.#isOpen) return refuse('notebook.closed');
    if (this.isReadOnly) return refuse('notebook.only-shown');
    const undo = this.#log.mark();
    const wasChainTold = this.#isChainTold;
    this.#snapshots.forget();
    const takeBack = () => {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      undo();
      this.#isChainTold = wasChainTold;
      this.#snapshots.forget();
    };
    let written: Written;
    try {
      this.#begin.run();
      const outcome = work();
      if (!outcome.ok) {
        takeBack();
        return outcome;
      }
      this.#commit.run();
      written = outcome.value;
    } catch (error) {
      takeBack();
      return refuseForError(error);
    }
    if (!this.#log.isReadBack()) return refuse('notebook.not-read-back');
    const { seq, head } = this.head;
    const committed: Committed<unknown> = { ...written, seq, head };
    if (committed.recordedAt !== null) for (const listener of this.#listeners) listener(committed);
    return { ok: true, value: committed };
  }
}

function refuseForError(error: unknown): ReturnType<typeof refuse> {
  const code = sqliteCode(error);
  if (code === undefined) throw error;
  if (isDiskFull(code)) return refuse('notebook.disk-full');
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return refuse('notebook.busy');
  return refuse('notebook.write-failed', { code });
}
