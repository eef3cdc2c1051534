// Changing a notebook file behind its back, as a person with the file and some knowledge could.
// Must not be imported by anything but tests.

import { readFileSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { openConnection } from '../notebook/sqlite.ts';

/** A plain connection without the notebook's own care: no foreign keys, no checks. */
export function openPlain(path: string): Database {
  const database = openConnection(path);
  database.pragma('foreign_keys = OFF');
  return database;
}

/** Carries out `work` past all triggers, which are then put back as they were: only the content has changed. */
export function pastTriggers(database: Database, work: () => void): void {
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  work();
  for (const { sql } of triggers) database.exec(sql);
}

/** Carries out `work`, looks at the file with `look`, and takes everything back. */
export function tampered<Seen>(database: Database, work: () => void, look: () => Seen): Seen {
  database.exec('BEGIN IMMEDIATE');
  try {
    pastTriggers(database, work);
    return look();
  } finally {
    database.exec('ROLLBACK');
  }
}

export function flipByte(path: string, offset: number, mask = 0x01): void {
  const bytes = readFileSync(path);
  const byte = bytes[offset];
  if (byte === undefined) throw new RangeError(`The file has no byte ${offset}.`);
  bytes[offset] = byte ^ mask;
  writeFileSync(path, bytes);
}

/** Where the content of the first leaf cell of a table or index ends, from the file format of SQLite, section 1.6. */
export function lastByteOfFirstCell(path: string, name: string): number {
  const database = openConnection(path, { readonly: true });
  const page = database
    .prepare("SELECT pageno, pgsize FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno LIMIT 1")
    .get(name) as { pageno: number; pgsize: number } | undefined;
  database.close();
  if (!page) throw new Error(`${name} has no leaf page.`);
  const bytes = readFileSync(path);
  const begin = (page.pageno - 1) * page.pgsize;
  const cell = begin + bytes.readUInt16BE(begin + 8);
  const first = bytes[cell] ?? 0;
  if (first >= 0x80) throw new Error(`The first cell of ${name} is too long for this reading.`);
  return cell + first;
}
