// One committed state of the file, held while something is read from it: what another connection writes waits outside.
// Must not be held while writing, nor twice at once on one connection.

import type { Database } from 'better-sqlite3';

/** Holds the state that the first look finds; what it gives back lets go of it, and must be called in any case. */
export function holdState(database: Database): () => void {
  database.exec('BEGIN');
  return () => void database.exec('ROLLBACK');
}
