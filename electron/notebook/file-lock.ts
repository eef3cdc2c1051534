// One writer a notebook: an operating-system lock on a side file, which a kill frees at once.
// Must not be a marker file: a marker survives a crash and locks people out of their own notebook.

import { existsSync, realpathSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { openConnection, sqliteCode } from './sqlite.ts';

export interface FileLock {
  release(): void;
}

/**
 * Takes the lock of the notebook at `path`, or returns undefined when another process holds it. The lock is
 * SQLite's own exclusive lock on `path.lock`: the same system call on every platform, tested by SQLite itself.
 * A link to the notebook has the lock of what it leads to.
 */
export function takeFileLock(path: string): FileLock | undefined {
  let database: Database | undefined;
  try {
    const real = existsSync(path) ? realpathSync(path) : path;
    database = openConnection(`${real}.lock`);
    database.pragma('busy_timeout = 0');
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
  const held = database;
  return {
    release() {
      held.exec('ROLLBACK');
      held.close();
    },
  };
}
