// Whole verification of a notebook file: chains, replay against the entities, attachments, schema, SQLite's own check.
// Must not write, repair or stop at the first problem; memory does not grow with the number of records.

import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { entities } from '../../shared/domain/entities.ts';
import { checkChains, type ChainReport } from './chain.ts';
import { Findings, type Problem } from './findings.ts';
import { replayAll } from './replay-all.ts';
import { expectedSchema, schemaOf } from './schema.ts';
import { stateText } from './snapshots.ts';

export interface VerifyReport {
  readonly ok: boolean;
  readonly records: number;
  readonly devices: readonly ChainReport[];
  readonly entities: { readonly checked: number; readonly mismatched: number };
  readonly attachments: { readonly checked: number; readonly mismatched: number };
  readonly problems: readonly Problem[];
}

export interface VerifyOptions {
  /** Called now and then with the share done, 0 to 1; return false to cancel. */
  readonly onProgress?: (share: number) => boolean;
  /** How many records are read between two calls. */
  readonly stepsBetweenReports?: number;
}

/** Thrown out of a long read whose caller cancelled it. */
export class Cancelled extends Error {}

/** Checks the file behind `database`. Needs no key and shows no content. */
export function verify(database: Database, options: VerifyOptions = {}): VerifyReport {
  const findings = new Findings();
  const total = findings.part('The log', 0, () => countRecords(database));
  const step = progress(options, total * 2);
  findings.part('The schema', undefined, () => checkSchema(database, findings));
  const devices = findings.part('The log', [], () => checkChains(database, findings, step));
  const replayed = findings.part('The entities', { checked: 0, mismatched: 1 }, () =>
    checkEntities(database, findings, step),
  );
  const attachments = findings.part('The attachments', { checked: 0, mismatched: 1 }, () =>
    checkAttachments(database, findings),
  );
  findings.part('The file', undefined, () => checkIntegrity(database, findings));
  return {
    ok: findings.problems.length === 0,
    records: total,
    devices,
    entities: replayed,
    attachments,
    problems: findings.problems,
  };
}

function progress(options: VerifyOptions, total: number): () => void {
  const { stepsBetweenReports = 2000 } = options;
  let done = 0;
  return () => {
    done += 1;
    if (done % stepsBetweenReports !== 0) return;
    if (options.onProgress?.(Math.min(1, done / Math.max(1, total))) === false) throw new Cancelled();
  };
}

function countRecords(database: Database): number {
  return database.prepare('SELECT count(*) FROM record').pluck().get() as number;
}

function checkSchema(database: Database, findings: Findings): void {
  if (schemaOf(database) === expectedSchema()) return;
  findings.add(null, 'The tables, indexes or triggers differ from those of this format.');
}

function checkEntities(
  database: Database,
  findings: Findings,
  step: () => void,
): { checked: number; mismatched: number } {
  const stored = database.prepare('SELECT version, reducer, state FROM entity WHERE type = ? AND id = ?');
  let checked = 0;
  let mismatched = 0;
  for (const { type, id, snapshot, lastSeq, passedOver } of replayAll(database, step)) {
    for (const { seq, why } of passedOver) findings.add(seq, why);
    if (snapshot.state === undefined) {
      findings.add(lastSeq, `The records of ${type} ${id} have no beginning.`);
      continue;
    }
    checked += 1;
    const row = stored.get(type, id) as { version: number; reducer: number; state: string } | undefined;
    const isEqual =
      row !== undefined &&
      row.version === snapshot.version &&
      row.reducer === entities.get(type)?.reducer &&
      row.state === stateText(snapshot.state);
    if (isEqual) continue;
    mismatched += 1;
    const known = entities.get(type)?.reducer;
    // Of an older program it is no sign of a change: opening the file makes it anew.
    const isOther = row !== undefined && row.reducer !== known;
    findings.add(
      lastSeq,
      isOther
        ? `The stored state of ${type} ${id} was made by version ${row.reducer} of its rules, and this program has ${known}; opening the notebook makes it anew from its records.`
        : `The stored state of ${type} ${id} differs from what its records say.`,
    );
  }
  const orphans = database
    .prepare(
      `SELECT type, id FROM entity WHERE NOT EXISTS
       (SELECT 1 FROM record WHERE subjectType = entity.type AND subjectId = entity.id)`,
    )
    .iterate() as IterableIterator<{ type: string; id: string }>;
  for (const { type, id } of orphans) {
    checked += 1;
    mismatched += 1;
    findings.add(null, `The stored state of ${type} ${id} has no record at all.`);
  }
  return { checked, mismatched };
}

/** Every attachment with the first record that added it and whether one withheld it; either side may be missing. */
const attachmentsAndRecords = `
  WITH named AS (
    SELECT kind, seq, payload ->> '$.hash' AS hash, payload ->> '$.bytes' AS bytes FROM record
    WHERE kind IN ('attachment.added', 'attachment.withheld') AND json_valid(payload)
  ), added AS (
    SELECT hash, min(seq) AS seq, bytes FROM named WHERE kind = 'attachment.added' AND hash IS NOT NULL GROUP BY hash
  )
  SELECT coalesce(added.hash, attachment.hash) AS hash, attachment.size, added.bytes, added.seq,
    coalesce(added.hash, attachment.hash) IN (SELECT hash FROM named WHERE kind = 'attachment.withheld') AS isWithheld
  FROM attachment FULL JOIN added ON added.hash = attachment.hash ORDER BY 1`;

function checkAttachments(database: Database, findings: Findings): { checked: number; mismatched: number } {
  const rows = database.prepare(attachmentsAndRecords).iterate() as IterableIterator<{
    hash: string;
    size: number | null;
    bytes: number | null;
    seq: number | null;
    isWithheld: number;
  }>;
  let checked = 0;
  let mismatched = 0;
  for (const { hash, size, bytes, seq, isWithheld } of rows) {
    checked += 1;
    const problem =
      size === null
        ? 'is missing'
        : seq === null
          ? 'is named by no record'
          : size === bytes && isWhole(database, hash, size, isWithheld === 1)
            ? undefined
            : 'is not the file that was added';
    if (problem === undefined) continue;
    mismatched += 1;
    findings.add(seq, `The attachment ${hash} ${problem}.`);
  }
  return { checked, mismatched };
}

/** Chunk by chunk; a withheld file has either all of its bytes (not taken away yet) or none. */
function isWhole(database: Database, hash: string, size: number, isWithheld: boolean): boolean {
  const chunks = database
    .prepare('SELECT position, bytes FROM attachmentChunk WHERE hash = ? ORDER BY position')
    .raw()
    .iterate(hash) as IterableIterator<[position: number, bytes: Buffer]>;
  const digest = createHash('sha256');
  let bytes = 0;
  let count = 0;
  let isInOrder = true;
  for (const [position, chunk] of chunks) {
    isInOrder &&= position === count;
    count += 1;
    bytes += chunk.length;
    digest.update(chunk);
  }
  if (count === 0 && isWithheld) return true;
  return isInOrder && bytes === size && digest.digest('hex') === hash;
}

function checkIntegrity(database: Database, findings: Findings): void {
  for (const row of database.pragma('integrity_check(100)') as { integrity_check: string }[]) {
    if (row.integrity_check !== 'ok') findings.add(null, `SQLite: ${row.integrity_check}.`);
  }
  for (const row of database.pragma('foreign_key_check') as { table: string }[]) {
    findings.add(null, `A row of ${row.table} points to one that does not exist.`);
  }
}
