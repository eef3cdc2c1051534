// Every entity made anew from its records, for verification and rebuild.
// Must not hold more than one state at a time, nor stop at a record that cannot be replayed.

import type { Database } from 'better-sqlite3';
import { entities } from '../../shared/domain/entities.ts';
import type { AnyEntity, LoggedRecord } from '../../shared/kernel/decider.ts';
import type { JsonObject } from '../../shared/kernel/record.ts';
import { absent, replay, type Snapshot } from './snapshots.ts';

export interface Replayed {
  readonly type: string;
  readonly id: string;
  readonly snapshot: Snapshot;
  /** Position of the last record about it. */
  readonly lastSeq: number;
  /** Records that changed nothing because they cannot be applied, and why. */
  readonly passedOver: readonly { readonly seq: number; readonly why: string }[];
}

const bySubject = `SELECT seq, id, lamport, kind, kindVersion, subjectType, subjectId, author, performedBy, witnessedBy,
  occurredAt, recordedAt, source, reason, payload, hash FROM record ORDER BY subjectType, subjectId, lamport, device`;

type Row = Omit<LoggedRecord, 'payload'> & { readonly payload: string };

/** One subject's records after the other. */
export function* replayAll(database: Database, step: () => void = () => {}): Generator<Replayed> {
  const rows = database.prepare(bySubject).iterate() as IterableIterator<Row>;
  let current: { type: string; id: string; entity: AnyEntity | undefined } | undefined;
  let snapshot = absent;
  let lastSeq = 0;
  let passedOver: { seq: number; why: string }[] = [];
  for (const row of rows) {
    step();
    if (!current || current.type !== row.subjectType || current.id !== row.subjectId) {
      if (current) yield { type: current.type, id: current.id, snapshot, lastSeq, passedOver };
      current = { type: row.subjectType, id: row.subjectId, entity: entities.get(row.subjectType) };
      snapshot = absent;
      passedOver = [];
    }
    lastSeq = row.seq;
    const kind = current.entity?.kinds.get(row.kind);
    if (!current.entity || !kind || kind.version < row.kindVersion) {
      passedOver.push({
        seq: row.seq,
        why: 'This version of the program does not know this kind of record.',
      });
      continue;
    }
    try {
      snapshot = replay(current.entity, snapshot, { ...row, payload: JSON.parse(row.payload) as JsonObject });
    } catch {
      // A reducer takes the payload as the command checked it; one that was damaged since can break it anywhere.
      passedOver.push({ seq: row.seq, why: 'The payload is damaged: the record cannot be replayed.' });
    }
  }
  if (current) yield { type: current.type, id: current.id, snapshot, lastSeq, passedOver };
}
