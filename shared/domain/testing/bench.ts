// A notebook in memory for tests of the domain: commands in, records and states out, with a clock that tests move.
// Must not be imported by anything but tests; it has none of the log's guarantees.

import type {
  AnyEntity,
  Command,
  Context,
  LoggedRecord,
  NewRecord,
  Query,
  QueryContext,
  Reader,
  Role,
  Where,
} from '../../kernel/decider.ts';
import { uuidV7 } from '../../kernel/identifier.ts';
import type { Json, JsonObject, Source } from '../../kernel/record.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { localText, utcText, type Moment } from '../../kernel/time.ts';
import { canonical } from '../../kernel/canonical.ts';
import { entities } from '../entities.ts';
import type { z } from 'zod';

interface Meta {
  readonly as?: string;
  readonly roles?: readonly Role[];
  readonly occurredAt?: string;
  readonly performedBy?: string;
  readonly witnessedBy?: string;
  readonly source?: Source;
  readonly reason?: string;
}

export class Bench {
  readonly records: LoggedRecord[] = [];
  now: Moment = { epochMs: Date.UTC(2026, 2, 2), offsetMinutes: 480, zone: 'Asia/Shanghai' };
  as = 'technician-1';
  roles: readonly Role[] = ['technician', 'surgeon', 'study-director'];
  readonly #states = new Map<string, { entity: AnyEntity; state: object; version: number }>();
  #drawn = 0;

  /** Moves the clock. */
  pass(milliseconds: number): void {
    this.now = { ...this.now, epochMs: this.now.epochMs + milliseconds };
  }

  /** Carries out a command and returns its value; fails the test when it is refused. */
  run<Schema extends z.ZodType, Value>(
    command: Command<string, Schema, Value>,
    input: z.input<Schema>,
    meta: Meta = {},
  ): Value {
    const decision = this.#decide(command, input, meta);
    if (!decision.ok)
      throw new Error(`${command.name} refused: ${decision.refusal.code} ${decision.refusal.message}`);
    return decision.value;
  }

  /** Carries out a command that must be refused; appends nothing. */
  refused<Schema extends z.ZodType>(
    command: Command<string, Schema>,
    input: z.input<Schema>,
    meta: Meta = {},
  ): Refusal {
    const decision = this.#decide(command, input, meta);
    if (decision.ok) throw new Error(`${command.name} was not refused.`);
    return decision.refusal;
  }

  ask<Schema extends z.ZodType, Value>(query: Query<string, Schema, Value>, input: z.input<Schema>): Value {
    const context: QueryContext = {
      now: this.now,
      actor: { userId: this.as, roles: this.roles },
      read: this.read,
      records: (filter) =>
        this.records
          .filter(
            (one) =>
              (filter.subjectType === undefined || one.subjectType === filter.subjectType) &&
              (filter.subjectId === undefined || one.subjectId === filter.subjectId) &&
              (filter.kinds === undefined || filter.kinds.includes(one.kind)) &&
              (filter.author === undefined || one.author === filter.author) &&
              (filter.beforeSeq === undefined || one.seq < filter.beforeSeq) &&
              one.subjectType !== filter.exceptSubjectType &&
              (filter.text === undefined || mentions(one, filter.text, filter.isBlindSkipped === true)),
          )
          .toReversed()
          .slice(0, filter.limit),
    };
    return query.answer(query.input.parse(input), context);
  }

  readonly read: Reader = {
    get: (entity, id) => this.#states.get(`${entity.type}/${id}`)?.state as never,
    version: (entity, id) => this.#states.get(`${entity.type}/${id}`)?.version ?? 0,
    list: (entity, where = {}) => {
      if (!entity.isIndexed && Object.keys(where).length > 0)
        throw new TypeError(`${entity.type} has no index.`);
      return [...this.#states.entries()]
        .filter(([, one]) => one.entity.type === entity.type && matches(one.state, where))
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .map(([, one]) => one.state as never);
    },
  };

  #decide<Schema extends z.ZodType, Value>(
    command: Command<string, Schema, Value>,
    input: z.input<Schema>,
    meta: Meta,
  ) {
    const actor = { userId: meta.as ?? this.as, roles: meta.roles ?? this.roles };
    const context: Context = {
      now: this.now,
      occurredAt: meta.occurredAt ?? localText(this.now),
      actor,
      performedBy: meta.performedBy ?? actor.userId,
      witnessedBy: meta.witnessedBy ?? null,
      reason: meta.reason,
      source: meta.source ?? 'typed',
      read: this.read,
      newId: () => uuidV7(this.now.epochMs, this.#bytes()),
      newSeed: () =>
        [...this.#bytes()]
          .map((byte) => byte.toString(16).padStart(2, '0'))
          .join('')
          .slice(0, 16),
    };
    const decision = command.decide(command.input.parse(input), context);
    if (decision.ok) for (const record of decision.records) this.#append(record, context);
    return decision;
  }

  #append(record: NewRecord, context: Context): void {
    const logged: LoggedRecord = {
      id: context.newId(),
      seq: this.records.length + 1,
      lamport: this.records.length + 1,
      kind: record.kind,
      kindVersion: record.kindVersion,
      subjectType: record.subjectType,
      subjectId: record.subjectId,
      author: record.facts.author ?? context.actor.userId,
      performedBy: record.facts.performedBy ?? context.performedBy,
      witnessedBy: record.facts.witnessedBy === undefined ? context.witnessedBy : record.facts.witnessedBy,
      occurredAt: record.facts.occurredAt ?? context.occurredAt,
      recordedAt: utcText(this.now.epochMs),
      source: record.facts.source ?? context.source,
      reason: record.facts.reason === undefined ? (context.reason ?? null) : record.facts.reason,
      payload: JSON.parse(canonical(record.payload)) as JsonObject,
      hash: '',
    };
    this.records.push(logged);
    const entity = entities.get(record.subjectType);
    if (!entity) throw new Error(`No entity ${record.subjectType}: add it to entities.ts.`);
    const key = `${record.subjectType}/${record.subjectId}`;
    const before = this.#states.get(key);
    const state = entity.reduce(before?.state, logged);
    if (!state) throw new Error(`${record.kind} has no state to change.`);
    const version = (before?.version ?? 0) + (record.countsAsChange ? 1 : 0);
    this.#states.set(key, { entity, state: JSON.parse(canonical(state as Json)) as object, version });
  }

  /** Deterministic bytes: a counter is enough for ids that must differ. */
  #bytes(): Uint8Array {
    this.#drawn += 1;
    const bytes = new Uint8Array(10);
    new DataView(bytes.buffer).setUint32(4, this.#drawn);
    return bytes;
  }
}

function matches(state: object, where: Where): boolean {
  return Object.entries(where).every(([key, value]) => (state as Record<string, unknown>)[key] === value);
}

function mentions(record: LoggedRecord, text: string, isBlindSkipped: boolean): boolean {
  const { blind: _, ...open } = record.payload;
  const searched = JSON.stringify(isBlindSkipped ? open : record.payload);
  return `${searched} ${record.reason ?? ''}`.toLowerCase().includes(text.toLowerCase());
}
