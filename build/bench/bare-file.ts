// The floor under a command: the same rows put into plain tables of the same columns, on a connection like the writer's.
// Must not decide, chain, index or check anything.

import { rmSync } from 'node:fs';

import type { Database } from 'better-sqlite3';

import { openWriter } from '../../electron/notebook/sqlite.ts';
import { recordColumns } from '../../shared/kernel/record.ts';

export interface Rows {
  readonly records: readonly unknown[][];
  readonly entities: readonly unknown[][];
}

const entityColumns = 'type, id, version, reducer, state';
const putEntity = `INSERT OR REPLACE INTO entity (${entityColumns}) VALUES (?, ?, ?, ?, ?)`;
const putRecord = `INSERT INTO record VALUES (${recordColumns.map(() => '?').join(', ')})`;

/** The rows that records after `seq` have left: themselves and the states they touched. */
export function rowsAfter(database: Database, seq: number): Rows {
  return {
    records: database
      .prepare('SELECT * FROM record WHERE seq > ? ORDER BY seq')
      .raw()
      .all(seq) as unknown[][],
    entities: database
      .prepare(
        `SELECT ${entityColumns} FROM entity WHERE (type, id) IN
         (SELECT subjectType, subjectId FROM record WHERE seq > ?)`,
      )
      .raw()
      .all(seq) as unknown[][],
  };
}

/** What inserts `rows` into `database` in one transaction, by two prepared statements. */
export function inserter(database: Database): (rows: Rows) => void {
  const record = database.prepare(putRecord);
  const entity = database.prepare(putEntity);
  return ({ records, entities }) => {
    database.exec('BEGIN IMMEDIATE');
    for (const row of records) record.run(row);
    for (const row of entities) entity.run(row);
    database.exec('COMMIT');
  };
}

export function createBare(path: string): Database {
  for (const side of ['', '-wal', '-shm']) rmSync(path + side, { force: true });
  const database = openWriter(path);
  database.exec(`
    CREATE TABLE record (${recordColumns.map((name) => (name === 'seq' ? 'seq INTEGER PRIMARY KEY' : name)).join(', ')});
    CREATE TABLE entity (${entityColumns}, PRIMARY KEY (type, id)) WITHOUT ROWID;`);
  return database;
}
