// Connections to a notebook file with the pragmas that every one of them must have.
// Must not know tables: only how a connection is opened, and what SQLite's errors mean.

import Sqlite, { type Database, type Options } from 'better-sqlite3';

/**
 * A runtime older than the prebuilt module needs its own build; development passes its path here.
 * A packaged app ignores the variable: it must run only what was packed.
 */
function nativeBinding(): string | undefined {
  const isPackaged = 'resourcesPath' in process && !('defaultApp' in process) && isInsideArchive();
  return isPackaged ? undefined : process.env['ASC_NOTEBOOK_NATIVE_BINDING'];
}

function isInsideArchive(): boolean {
  return import.meta.url.includes('app.asar');
}

export function openConnection(path: string, options: Options = {}): Database {
  const binding = nativeBinding();
  const database = new Sqlite(path, binding === undefined ? options : { ...options, nativeBinding: binding });
  database.pragma('trusted_schema = OFF');
  database.pragma('busy_timeout = 5000');
  return database;
}

/** A connection that may write: every commit is on the disk before it returns. */
export function openWriter(path: string): Database {
  const database = openConnection(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // Copying the log into the file is the dearest part of a commit: four times rarer than by default, 16 MB at most.
  database.pragma('wal_autocheckpoint = 4000');
  database.pragma('foreign_keys = ON');
  database.pragma('recursive_triggers = ON');
  return database;
}

/** A connection that cannot write, for long reads beside the writer. */
export function openReader(path: string): Database {
  const database = openConnection(path, { readonly: true, fileMustExist: true });
  database.pragma('query_only = ON');
  return database;
}

/** SQLite's own code of an error (`SQLITE_FULL`), or undefined for an error of another kind. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return error.code.startsWith('SQLITE') ? error.code : undefined;
}

/** The second code is that of the index of the write-ahead log, which cannot grow. */
export function isDiskFull(code: string): boolean {
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE';
}
