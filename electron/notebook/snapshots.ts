// The entities: a cache of what the records say, in table `entity`, and the domain's read access to it.
// Must not be the truth: everything here can be rebuilt from the log, identically.

import type { Database, Statement } from 'better-sqlite3';
import { canonical } from '../../shared/kernel/canonical.ts';
import {
  countsAsChange,
  type AnyEntity,
  type EntityRef,
  type Reader,
  type RecordFacts,
  type Where,
} from '../../shared/kernel/decider.ts';
import type { Json } from '../../shared/kernel/record.ts';
import { isIndexed } from './schema.ts';

export interface Snapshot {
  readonly version: number;
  readonly state: object | undefined;
}

/** More states than a day's work touches; beyond it all are read again. */
const keptStates = 5000;

export const absent: Snapshot = { version: 0, state: undefined };
/** The indexed columns, the most telling first: which index a list goes through. */
const indexes = {
  code: 'entityByCode',
  runId: 'entityByRun',
  lotId: 'entityByLot',
  animalId: 'entityByAnimal',
  status: 'entityByStatus',
} as const satisfies Readonly<Record<keyof Where, string>>;
const indexed = ['code', 'runId', 'lotId', 'animalId', 'status'] as const satisfies (keyof Where)[];

/** What one more record makes of a snapshot: the same here, in rebuild and in verification. */
export function replay(entity: AnyEntity, before: Snapshot, record: RecordFacts): Snapshot {
  const kind = entity.kinds.get(record.kind);
  const counts = kind !== undefined && countsAsChange(kind, record.author);
  return { version: before.version + (counts ? 1 : 0), state: entity.reduce(before.state, record) };
}

export function stateText(state: object): string {
  return canonical(state as Json);
}

/**
 * Read access through `database`. What it read is kept from one command to the next (a protocol is large and every step
 * needs it): while a notebook is open nobody else writes to it. States are never changed in place.
 */
export class Snapshots implements Reader {
  readonly #database: Database;
  readonly #get: Statement;
  readonly #lists = new Map<string, Statement>();
  readonly #known = new Map<string, Snapshot>();
  /** What lists gave, by type and conditions, until an entity of the type is written. */
  readonly #listed = new Map<string, Map<string, readonly unknown[]>>();
  #listedStates = 0;
  readonly #written = new Set<string>();
  #put: Statement | undefined;

  constructor(database: Database) {
    this.#database = database;
    this.#get = database.prepare('SELECT version, state FROM entity WHERE type = ? AND id = ?');
  }

  get<State>(entity: EntityRef<State>, id: string): State | undefined {
    return this.#read(entity.type, id).state as State | undefined;
  }

  version(entity: { readonly type: string }, id: string): number {
    return this.#read(entity.type, id).version;
  }

  list<State>(entity: EntityRef<State>, where: Where = {}): readonly State[] {
    const keys = indexed.filter((key) => where[key] !== undefined);
    if (keys.length > 0 && !entity.isIndexed) throw new TypeError(`${entity.type} has no index to list by.`);
    const values = keys.map((key) => where[key]);
    const name = JSON.stringify([keys, values]);
    const known = this.#listed.get(entity.type)?.get(name);
    if (known) return known as readonly State[];
    const rows = this.#list(keys).all(entity.type, ...values) as string[];
    const states = rows.map((text) => JSON.parse(text) as State);
    this.#keep(entity.type, name, states);
    return states;
  }

  /** Applies one record to its entity and stores the new state. */
  apply(entity: AnyEntity, record: RecordFacts): void {
    const before = this.#read(entity.type, record.subjectId);
    const { version, state } = replay(entity, before, record);
    if (state === undefined) {
      throw new Error(`${record.kind} has no ${entity.type} ${record.subjectId} to change.`);
    }
    const text = stateText(state);
    this.#put ??= this.#database.prepare(
      `INSERT INTO entity (type, id, version, reducer, state) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (type, id) DO UPDATE
       SET version = excluded.version, reducer = excluded.reducer, state = excluded.state`,
    );
    this.#put.run(entity.type, record.subjectId, version, entity.reducer, text);
    this.#dropLists(entity.type);
    this.#known.set(key(entity.type, record.subjectId), { version, state });
    this.#written.add(key(entity.type, record.subjectId));
  }

  /** After a commit or a rollback: what was written is read again, as the file has it now. */
  forget(): void {
    for (const written of this.#written) {
      this.#known.delete(written);
      this.#dropLists(written.slice(0, written.indexOf('/')));
    }
    this.#written.clear();
    if (this.#known.size > keptStates) this.#known.clear();
    if (this.#listedStates > keptStates) {
      this.#listed.clear();
      this.#listedStates = 0;
    }
  }

  #keep(type: string, name: string, states: readonly unknown[]): void {
    const lists = this.#listed.get(type) ?? new Map<string, readonly unknown[]>();
    this.#listed.set(type, lists.set(name, states));
    this.#listedStates += listWeight(states);
  }

  #dropLists(type: string): void {
    for (const states of this.#listed.get(type)?.values() ?? []) this.#listedStates -= listWeight(states);
    this.#listed.delete(type);
  }

  #read(type: string, id: string): Snapshot {
    const known = this.#known.get(key(type, id));
    if (known) return known;
    const row = this.#get.get(type, id) as { version: number; state: string } | undefined;
    const snapshot = row ? { version: row.version, state: JSON.parse(row.state) as object } : absent;
    this.#known.set(key(type, id), snapshot);
    return snapshot;
  }

  #list(keys: readonly (keyof Where)[]): Statement {
    const name = keys.join();
    const known = this.#lists.get(name);
    if (known) return known;
    const made = this.#database.prepare(listQuery(keys)).pluck();
    this.#lists.set(name, made);
    return made;
  }
}

/** A list counts at least as one, so that questions about things that do not exist are forgotten too. */
function listWeight(states: readonly unknown[]): number {
  return Math.max(1, states.length);
}

/**
 * Without being told, SQLite prefers the primary key, which reads every entity of the type: an index that does not
 * hold the state looks dearer to it, and the file keeps no statistics that would say otherwise.
 */
export function listQuery(keys: readonly (keyof Where)[]): string {
  const [first] = keys;
  if (first === undefined) return 'SELECT state FROM entity WHERE type = ? ORDER BY id';
  const by = ` INDEXED BY ${indexes[first]}`;
  const conditions = ['type = ?', isIndexed, ...keys.map((column) => `${column} = ?`)].join(' AND ');
  return `SELECT state FROM entity${by} WHERE ${conditions} ORDER BY id`;
}

function key(type: string, id: string): string {
  return `${type}/${id}`;
}
