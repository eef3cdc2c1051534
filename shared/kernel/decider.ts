// The one pattern of the domain: an entity is reduced from its records, a command decides which records to append.
// Must not do anything by itself: no storage, no clock, no randomness; the context brings them.

import type { z } from 'zod';
import { deviceAuthor, type JsonObject, type Source } from './record.ts';
import type { Refusal } from './refusal.ts';
import type { Moment } from './time.ts';

/** What a reducer may know of a record. `seq` is left out: it is one file's own, and a merge would change it. */
export interface RecordFacts {
  readonly id: string;
  /** Place in the order of all records, the same in every file of the notebook; no clock moves it. */
  readonly lamport: number;
  readonly kind: string;
  readonly subjectId: string;
  readonly author: string;
  readonly performedBy: string;
  readonly witnessedBy: string | null;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly source: Source;
  readonly reason: string | null;
  readonly payload: JsonObject;
}

/** What a command can say about a record; everything else (ids, chain, times) is added by the log. */
export interface NewRecord {
  readonly kind: string;
  readonly kindVersion: number;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly payload: JsonObject;
  /** Whether the record moves the entity's version, and so makes an edit of the older state stale. */
  readonly countsAsChange: boolean;
  readonly facts: RecordOverrides;
}

/** Facts of one record that differ from the facts of the whole command. */
export interface RecordOverrides {
  readonly author?: 'device';
  readonly performedBy?: string;
  readonly witnessedBy?: string | null;
  readonly occurredAt?: string;
  readonly source?: Source;
  readonly reason?: string | null;
}

/** An entity as the domain reads it: a name and the type of its state. */
export interface EntityRef<State> {
  readonly type: string;
  /** Version of the reducer: a snapshot made by an older one is rebuilt. */
  readonly reducer: number;
  /** False for what is written often and only ever read by id: no index holds it, and it cannot be listed by a key. */
  readonly isIndexed: boolean;
  reduce(state: State | undefined, record: RecordFacts): State | undefined;
}

interface Kind<State, Schema extends z.ZodType, Before> {
  readonly version: number;
  readonly payload: Schema;
  /** False for what the device adds by itself and for what commutes, such as taking an amount from a lot. */
  readonly countsAsChange?: false;
  /**
   * Adds what payloads of earlier versions of the program lack, whenever one is replayed; the record stays as it was
   * written, so that the log can be read for ever. By what is there, not by the version: additions that need no new
   * meaning keep it. Leaves a payload of today as it is.
   */
  readonly upgrade?: (payload: JsonObject) => JsonObject;
  readonly apply: (state: Before, payload: z.output<Schema>, record: RecordFacts) => State;
}

type Schemas = Readonly<Record<string, z.ZodType>>;

export interface Entity<State, Opening extends Schemas, Changing extends Schemas> extends EntityRef<State> {
  /** Kinds of record that this entity has, with their versions, in the order in which they were defined. */
  readonly kinds: AnyEntity['kinds'];
  /** A record about the entity `id`. The payload is parsed: what does not fit its schema throws. */
  record<Name extends keyof (Opening & Changing) & string>(
    kind: Name,
    id: string,
    payload: z.input<(Opening & Changing)[Name]>,
    facts?: RecordOverrides,
  ): NewRecord;
}

/**
 * Defines an entity: `opening` kinds create its state, `changing` kinds need one. Each record has exactly one
 * subject, and its state depends on that subject's records alone, so any entity can be replayed by itself.
 * A changing record without a state, or of an unknown kind, leaves the state as it was: verify reports it.
 */
export function defineEntity<State extends object>() {
  return <Opening extends Schemas, Changing extends Schemas>(definition: {
    readonly type: string;
    readonly reducer: number;
    readonly isIndexed?: false;
    readonly opening: { readonly [Name in keyof Opening]: Kind<State, Opening[Name], State | undefined> };
    readonly changing: { readonly [Name in keyof Changing]: Kind<State, Changing[Name], State> };
  }): Entity<State, Opening, Changing> => {
    const opening = new Map(Object.entries<Kind<State, z.ZodType, State | undefined>>(definition.opening));
    const changing = new Map(Object.entries<Kind<State, z.ZodType, State>>(definition.changing));
    const kinds = new Map([...opening, ...changing]);
    return {
      type: definition.type,
      reducer: definition.reducer,
      isIndexed: definition.isIndexed ?? true,
      kinds,
      record(name, id, payload, facts = {}) {
        const kind = kinds.get(name);
        if (!kind) throw new TypeError(`${definition.type} has no kind ${name}.`);
        return {
          kind: name,
          kindVersion: kind.version,
          subjectType: definition.type,
          subjectId: id,
          payload: kind.payload.parse(payload) as JsonObject,
          countsAsChange: countsAsChange(kind, facts.author),
          facts,
        };
      },
      reduce(state, record) {
        const payload = upgraded(kinds.get(record.kind), record.payload);
        const opens = opening.get(record.kind);
        if (opens) return opens.apply(state, payload, record);
        if (state === undefined) return undefined;
        return changing.get(record.kind)?.apply(state, payload, record) ?? state;
      },
    };
  };
}

function upgraded(
  kind: { readonly upgrade?: (payload: JsonObject) => JsonObject } | undefined,
  payload: JsonObject,
): JsonObject {
  return kind?.upgrade?.(payload) ?? payload;
}

/** The payload of a record in the form of today, as its reducer reads it. */
export function upgradedPayload(entity: AnyEntity | undefined, record: RecordFacts): JsonObject {
  return upgraded(entity?.kinds.get(record.kind), record.payload);
}

/** Which entities to list: an index exists for each of these. All given ones must match. */
export interface Where {
  readonly animalId?: string;
  readonly runId?: string;
  readonly lotId?: string;
  readonly status?: string;
  /** What a scanner reads: the code of a syringe, a sample, a lot, an ear tag. */
  readonly code?: string;
}

/** Read access to the entities, inside the same transaction as the command. */
export interface Reader {
  get<State>(entity: EntityRef<State>, id: string): State | undefined;
  /** How many records that count as changes the entity has had; 0 if it does not exist. */
  version(entity: { readonly type: string }, id: string): number;
  /** In order of id, which for generated ids is the order of creation. By a key only where the entity is indexed. */
  list<State>(entity: EntityRef<State>, where?: Where): readonly State[];
}

export const roles = [
  'technician',
  'surgeon',
  'pathologist',
  'study-director',
  'quality-assurance',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

export interface Actor {
  readonly userId: string;
  readonly roles: readonly Role[];
}

export interface Context {
  readonly now: Moment;
  /** When the thing happened, as local text: `now` unless the person said otherwise. */
  readonly occurredAt: string;
  readonly actor: Actor;
  readonly performedBy: string;
  readonly witnessedBy: string | null;
  /** What the person gave as the reason of this command, trimmed; undefined when there is none. */
  readonly reason: string | undefined;
  readonly source: Source;
  readonly read: Reader;
  readonly newId: () => string;
  /** A fresh random seed as 16 hex digits; whoever uses it records it. */
  readonly newSeed: () => string;
}

export type Decision<Value> =
  | { readonly ok: true; readonly records: readonly NewRecord[]; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

export interface Command<
  Name extends string = string,
  Schema extends z.ZodType = z.ZodType,
  Value = unknown,
> {
  readonly name: Name;
  readonly input: Schema;
  /** A decision about the study, true from when it is recorded: an earlier time for it would be untrue. */
  readonly isNowOnly?: boolean;
  /** Bivariant on purpose: the registry holds commands of every input, dispatch parses before it calls. */
  decide(input: z.output<Schema>, context: Context): Decision<Value>;
}

export function defineCommand<const Name extends string, Schema extends z.ZodType, Value>(
  command: Command<Name, Schema, Value>,
): Command<Name, Schema, Value> {
  return command;
}

/** The records to append, and what the caller wants to know, such as the new entity's id. */
export function decide<Value>(records: readonly NewRecord[], value: Value): Decision<Value> {
  return { ok: true, records, value };
}

/** Which records of the log to read, newest first. All given filters must match. */
export interface RecordFilter {
  readonly subjectType?: string;
  readonly subjectId?: string;
  readonly kinds?: readonly string[];
  readonly author?: string;
  /** Only records before this position of the file. */
  readonly beforeSeq?: number;
  /** Part of the payload or the reason, without regard to case (ASCII). */
  readonly text?: string;
  /** True: `text` is not looked for in what is blind, or asking would tell what the answer hides. */
  readonly isBlindSkipped?: boolean;
  /** Leaves out the records of one type of entity. */
  readonly exceptSubjectType?: string;
  readonly limit: number;
}

export interface LoggedRecord extends RecordFacts {
  readonly seq: number;
  readonly kindVersion: number;
  readonly subjectType: string;
  readonly hash: string;
}

export interface QueryContext {
  readonly now: Moment;
  readonly actor: Actor;
  readonly read: Reader;
  readonly records: (filter: RecordFilter) => readonly LoggedRecord[];
}

export interface Query<Name extends string = string, Schema extends z.ZodType = z.ZodType, Value = unknown> {
  readonly name: Name;
  readonly input: Schema;
  answer(input: z.output<Schema>, context: QueryContext): Value;
}

export function defineQuery<const Name extends string, Schema extends z.ZodType, Value>(
  query: Query<Name, Schema, Value>,
): Query<Name, Schema, Value> {
  return query;
}

/** An entity whose state is opaque, as storage and replay handle it. */
export interface AnyEntity {
  readonly type: string;
  readonly reducer: number;
  readonly isIndexed: boolean;
  readonly kinds: ReadonlyMap<
    string,
    {
      readonly version: number;
      readonly payload: z.ZodType;
      readonly countsAsChange?: false;
      readonly upgrade?: (payload: JsonObject) => JsonObject;
    }
  >;
  reduce(state: object | undefined, record: RecordFacts): object | undefined;
}

/** Whether a record moves its entity's version: what the device adds by itself, and what commutes, does not. */
export function countsAsChange(
  kind: { readonly countsAsChange?: false },
  author: string | undefined,
): boolean {
  return kind.countsAsChange !== false && author !== deviceAuthor;
}
