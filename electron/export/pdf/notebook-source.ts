// What the report reads from a notebook file: states, counts and records, in one read transaction, row by row.
// Must not write, nor hold more than a row of the log in memory.

import type { Database } from 'better-sqlite3';
import type { Actor } from '../../../shared/kernel/decider.ts';
import type { StoredRecord } from '../../../shared/kernel/record.ts';
import { epochOf, parseMoment } from '../../../shared/kernel/time.ts';
import type { Head, ReportScope, ReportSource, ScopeCounts, Subject } from '../../../shared/report/source.ts';
import { readRecords, toLogged } from '../../notebook/log.ts';
import { Snapshots } from '../../notebook/snapshots.ts';

/** A correction is a record whose kind says so: `step.corrected`, `animal.weightCorrected` and the like. */
const isCorrection = "(kind LIKE '%.corrected' OR kind LIKE '%Corrected')";
const scoped = `json_each(?) AS wanted JOIN record
  ON record.subjectType = wanted.value ->> '$.type' AND record.subjectId = wanted.value ->> '$.id'`;

/** The source for one document; undefined for a notebook without a record. */
export function notebookSource(
  database: Database,
  scope: ReportScope,
  reader: Actor,
): ReportSource | undefined {
  const head = headOf(database);
  if (!head) return undefined;
  const read = new Snapshots(database);
  const moment = parseMoment(head.occurredAt) ?? {
    epochMs: epochOf(head.recordedAt),
    offsetMinutes: 0,
    zone: 'UTC',
  };
  return {
    scope,
    notebookId: notebookId(database),
    head,
    reader,
    read,
    query: { now: moment, actor: reader, read, records: (filter) => readRecords(database, filter) },
    count: (subjects) => countIn(database, subjects),
    records: (subjects) => recordsIn(database, subjects),
    forget: () => read.forget(),
  };
}

function notebookId(database: Database): string {
  return database.prepare("SELECT value FROM notebook WHERE name = 'id'").pluck().get() as string;
}

function headOf(database: Database): Head | undefined {
  return database
    .prepare(
      'SELECT seq, hash, recordedAt, occurredAt FROM record ORDER BY lamport DESC, device DESC LIMIT 1',
    )
    .get() as Head | undefined;
}

function countIn(database: Database, subjects: readonly Subject[] | null): ScopeCounts {
  const counted = `SELECT count(*) AS records, coalesce(sum(${isCorrection}), 0) AS corrections FROM`;
  const byType = new Map<string, number>();
  if (subjects === null) {
    const types = database.prepare('SELECT type, count(*) AS count FROM entity GROUP BY type').all();
    for (const { type, count } of types as { type: string; count: number }[]) byType.set(type, count);
    const totals = database.prepare(`${counted} record`).get() as { records: number; corrections: number };
    return { ...totals, byType };
  }
  for (const { type } of subjects) byType.set(type, (byType.get(type) ?? 0) + 1);
  const totals = database.prepare(`${counted} ${scoped}`).get(JSON.stringify(subjects));
  return { ...(totals as { records: number; corrections: number }), byType };
}

function* recordsIn(database: Database, subjects: readonly Subject[] | null) {
  const rows =
    subjects === null
      ? database.prepare('SELECT * FROM record ORDER BY lamport, device').iterate()
      : database
          .prepare(`SELECT record.* FROM ${scoped} ORDER BY lamport, device`)
          .iterate(JSON.stringify(subjects));
  for (const row of rows) yield toLogged(row as StoredRecord);
}
