// The tables, indexes and triggers of a notebook file, and the numbered migrations that lead to them.
// Must not be edited once released: a change is a new migration.

import type { Database } from 'better-sqlite3';
import { openConnection } from './sqlite.ts';

/** `ASCN`: tells a notebook from any other SQLite file. */
export const applicationId = 0x4153434e;

const historyRefused = 'History is append-only: a record can be added, never changed or deleted.';
const placeRefused = 'A record must be the next of this file (seq = last + 1) and its id must be new.';
const attachmentRefused = 'An attachment is kept as it came: it can be added or withheld, never changed.';

/**
 * The entities that the indexes hold: not the steps, which are the most frequent write and are only read by id. Each
 * index touches one more page of the file, and a commit costs what its pages cost.
 */
export const isIndexed = "type <> 'step'";

const first = `
CREATE TABLE notebook (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  device TEXT NOT NULL,
  deviceSeq INTEGER NOT NULL,
  lamport INTEGER NOT NULL,
  kind TEXT NOT NULL,
  kindVersion INTEGER NOT NULL,
  subjectType TEXT NOT NULL,
  subjectId TEXT NOT NULL,
  author TEXT NOT NULL,
  performedBy TEXT NOT NULL,
  witnessedBy TEXT,
  occurredAt TEXT NOT NULL,
  recordedAt TEXT NOT NULL,
  source TEXT NOT NULL,
  reason TEXT,
  basis TEXT NOT NULL,
  payload TEXT NOT NULL,
  sealed TEXT,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (device, deviceSeq)
) STRICT;
CREATE INDEX recordBySubject ON record (subjectType, subjectId, lamport, device);

CREATE TRIGGER recordIsNext BEFORE INSERT ON record
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM record)
  OR EXISTS (SELECT 1 FROM record WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, '${placeRefused}'); END;
CREATE TRIGGER recordIsNotChanged BEFORE UPDATE ON record
BEGIN SELECT raise(ABORT, '${historyRefused}'); END;
CREATE TRIGGER recordIsNotDeleted BEFORE DELETE ON record
BEGIN SELECT raise(ABORT, '${historyRefused}'); END;

CREATE TABLE entity (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  reducer INTEGER NOT NULL,
  state TEXT NOT NULL,
  animalId TEXT AS (state ->> '$.animalId') VIRTUAL,
  runId TEXT AS (state ->> '$.runId') VIRTUAL,
  lotId TEXT AS (state ->> '$.lotId') VIRTUAL,
  status TEXT AS (state ->> '$.status') VIRTUAL,
  code TEXT AS (state ->> '$.code') VIRTUAL,
  PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entityByAnimal ON entity (type, animalId) WHERE ${isIndexed} AND animalId IS NOT NULL;
CREATE INDEX entityByRun ON entity (type, runId) WHERE ${isIndexed} AND runId IS NOT NULL;
CREATE INDEX entityByLot ON entity (type, lotId) WHERE ${isIndexed} AND lotId IS NOT NULL;
CREATE INDEX entityByStatus ON entity (type, status) WHERE ${isIndexed} AND status IS NOT NULL;
CREATE INDEX entityByCode ON entity (code, type) WHERE ${isIndexed} AND code IS NOT NULL;

CREATE TABLE attachment (
  hash TEXT PRIMARY KEY,
  size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE attachmentChunk (
  hash TEXT NOT NULL REFERENCES attachment (hash),
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (hash, position)
) STRICT;
CREATE TRIGGER attachmentIsNotChanged BEFORE UPDATE ON attachment
BEGIN SELECT raise(ABORT, '${attachmentRefused}'); END;
CREATE TRIGGER attachmentChunkIsNotChanged BEFORE UPDATE ON attachmentChunk
BEGIN SELECT raise(ABORT, '${attachmentRefused}'); END;
CREATE TRIGGER attachmentIsNotDeleted BEFORE DELETE ON attachment
BEGIN SELECT raise(ABORT, '${attachmentRefused}'); END;
CREATE TRIGGER attachmentChunkIsOnlyWithheld BEFORE DELETE ON attachmentChunk
WHEN NOT EXISTS (
  SELECT 1 FROM record
  WHERE subjectType = 'attachment' AND kind = 'attachment.withheld' AND payload ->> '$.hash' = OLD.hash
)
BEGIN SELECT raise(ABORT, '${attachmentRefused}'); END;

CREATE TABLE credential (
  userId TEXT PRIMARY KEY,
  algorithm TEXT NOT NULL,
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  isOneTime INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE heartbeat (
  device TEXT PRIMARY KEY,
  aliveAtUtc TEXT NOT NULL,
  uptimeMs INTEGER NOT NULL,
  bootId TEXT NOT NULL,
  isEnded INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Numbered from 1; each runs in one transaction with the change of `user_version`. */
export const migrations: readonly string[] = [first];

export const currentFormat = migrations.length;

/**
 * The schema as SQLite stores it, to compare a file's own with (P11-10a). SQLite's own indexes and tables are part of
 * it: a name that looks like one of them must not hide a trigger.
 */
export function schemaOf(database: Database): string {
  const rows = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').raw().all();
  return JSON.stringify(rows);
}

let expected: string | undefined;

/** What `schemaOf` says of a file of the current format that nobody has changed. */
export function expectedSchema(): string {
  if (expected === undefined) {
    const empty = openConnection(':memory:');
    migrate(empty);
    expected = schemaOf(empty);
    empty.close();
  }
  return expected;
}

/** Undefined only in a file that somebody has changed. */
export function notebookIdOf(database: Database): string | undefined {
  return database.prepare("SELECT value FROM notebook WHERE name = 'id'").pluck().get() as string | undefined;
}

/** Runs what is missing. The caller has made and verified a backup where the file already held records. */
export function migrate(database: Database): void {
  const format = database.pragma('user_version', { simple: true }) as number;
  for (const [index, script] of migrations.entries()) {
    if (index < format) continue;
    database.transaction(() => {
      database.exec(script);
      database.pragma(`user_version = ${index + 1}`);
      if (index === 0) database.pragma(`application_id = ${applicationId}`);
    })();
  }
}
