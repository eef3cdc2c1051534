// The append-only log in its table: the next record of this device's chain, and reading records back.
// Must not decide what is recorded, nor touch the entities made of it.

import { hash } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import { canonical } from '../../shared/kernel/canonical.ts';
import type { LoggedRecord, RecordFilter } from '../../shared/kernel/decider.ts';
import { hashInput, recordColumns, type JsonObject, type StoredRecord } from '../../shared/kernel/record.ts';

export function sha256(text: string | Uint8Array): string {
  return hash('sha256', text);
}

/** The first `prev` of every chain in a notebook. */
export function chainStart(notebookId: string): string {
  return sha256(notebookId);
}

export function recordHash(record: StoredRecord | Omit<StoredRecord, 'seq' | 'hash'>): string {
  return sha256(hashInput(record));
}

/** What the log adds by itself to a record. */
type Chained = 'seq' | 'device' | 'deviceSeq' | 'lamport' | 'prev' | 'hash' | 'basis' | 'payload' | 'sealed';

export type RecordToAppend = Omit<StoredRecord, Chained> & {
  readonly basis: JsonObject;
  readonly payload: JsonObject;
};

/** The last record of each device: one look-up a device, however long the log is. */
const lastOfEachDevice = `
  WITH RECURSIVE devices (device) AS (
    SELECT min(device) FROM record
    UNION ALL
    SELECT (SELECT min(device) FROM record WHERE device > devices.device) FROM devices WHERE device IS NOT NULL
  )
  SELECT device, lamport, hash FROM devices JOIN record USING (device)
  WHERE deviceSeq = (SELECT max(deviceSeq) FROM record WHERE record.device = devices.device)
  ORDER BY lamport DESC, device DESC`;

/** The end of each device's chain, the newest first; its lamport is the highest of that device. */
export function chainEnds(database: Database): { device: string; lamport: number; hash: string }[] {
  return database.prepare(lastOfEachDevice).all() as { device: string; lamport: number; hash: string }[];
}

export class Log {
  readonly #device: string;
  readonly #insert: Statement;
  readonly #hashAt: Statement;
  #seq: number;
  #deviceSeq: number;
  #lamport: number;
  #head: string;

  constructor(database: Database, notebookId: string, device: string) {
    this.#device = device;
    const columns = recordColumns.join(', ');
    const places = recordColumns.map(() => '?').join(', ');
    this.#insert = database.prepare(`INSERT INTO record (${columns}) VALUES (${places})`);
    this.#hashAt = database.prepare('SELECT hash FROM record WHERE seq = ?').pluck();
    const last = database
      .prepare('SELECT deviceSeq, hash FROM record WHERE device = ? ORDER BY deviceSeq DESC LIMIT 1')
      .get(device) as { deviceSeq: number; hash: string } | undefined;
    this.#seq = database.prepare('SELECT coalesce(max(seq), 0) FROM record').pluck().get() as number;
    this.#lamport = chainEnds(database)[0]?.lamport ?? 0;
    this.#deviceSeq = last?.deviceSeq ?? 0;
    this.#head = last?.hash ?? chainStart(notebookId);
  }

  get seq(): number {
    return this.#seq;
  }

  get deviceSeq(): number {
    return this.#deviceSeq;
  }

  /** Hash of this device's last record. */
  get head(): string {
    return this.#head;
  }

  /** A point to return to when the transaction around the appends is rolled back. */
  mark(): () => void {
    const [seq, deviceSeq, lamport, head] = [this.#seq, this.#deviceSeq, this.#lamport, this.#head];
    return () => {
      [this.#seq, this.#deviceSeq, this.#lamport, this.#head] = [seq, deviceSeq, lamport, head];
    };
  }

  append(record: RecordToAppend): StoredRecord {
    const chained = {
      ...record,
      device: this.#device,
      deviceSeq: this.#deviceSeq + 1,
      lamport: this.#lamport + 1,
      basis: canonical(record.basis),
      payload: canonical(record.payload),
      sealed: null,
      prev: this.#head,
    };
    const stored: StoredRecord = { ...chained, seq: this.#seq + 1, hash: recordHash(chained) };
    this.#insert.run(recordColumns.map((column) => stored[column]));
    this.#seq = stored.seq;
    this.#deviceSeq = stored.deviceSeq;
    this.#lamport = stored.lamport;
    this.#head = stored.hash;
    return stored;
  }

  /** Whether the last record can be read back from the file as it was hashed (PAIN-2). */
  isReadBack(): boolean {
    return this.#seq === 0 || this.#hashAt.get(this.#seq) === this.#head;
  }
}

/** A stored row as reducers and views read it. */
export function toLogged(row: StoredRecord): LoggedRecord {
  return {
    id: row.id,
    seq: row.seq,
    lamport: row.lamport,
    kind: row.kind,
    kindVersion: row.kindVersion,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    author: row.author,
    performedBy: row.performedBy,
    witnessedBy: row.witnessedBy,
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
    source: row.source,
    reason: row.reason,
    payload: JSON.parse(row.payload) as JsonObject,
    hash: row.hash,
  };
}

/** Records that match `filter`, newest first. */
export function readRecords(database: Database, filter: RecordFilter): readonly LoggedRecord[] {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, ...bound: (string | number)[]) => {
    conditions.push(condition);
    values.push(...bound);
  };
  if (filter.subjectType !== undefined) add('subjectType = ?', filter.subjectType);
  if (filter.subjectId !== undefined) add('subjectId = ?', filter.subjectId);
  if (filter.kinds !== undefined) {
    add(`kind IN (${filter.kinds.map(() => '?').join(', ')})`, ...filter.kinds);
  }
  if (filter.author !== undefined) add('author = ?', filter.author);
  if (filter.beforeSeq !== undefined) add('seq < ?', filter.beforeSeq);
  if (filter.exceptSubjectType !== undefined) add('subjectType <> ?', filter.exceptSubjectType);
  if (filter.text !== undefined) {
    add('(instr(lower(payload), lower(?)) OR instr(lower(reason), lower(?)))', filter.text, filter.text);
    if (filter.isBlindSkipped === true) {
      // Every payload keeps what is blind under one key of its top level; but for a blind reading as it was written
      // before its list stood there (assay.ts): of that nothing is looked at.
      const isSplit = "json_type(payload, '$.input.list') IS NULL";
      const open = `(${isSplit} AND instr(lower(json_remove(payload, '$.blind')), lower(?)))`;
      add(`(${open} OR instr(lower(reason), lower(?)))`, filter.text, filter.text);
    }
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const rows = database
    .prepare(`SELECT * FROM record ${where} ORDER BY seq DESC LIMIT ?`)
    .all(...values, filter.limit) as StoredRecord[];
  return rows.map(toLogged);
}
