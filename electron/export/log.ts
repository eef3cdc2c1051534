// The log as JSON lines: every record as stored, a record a line, so that anyone can verify it without this program.
// Must not change, mask or re-serialise a column: the hash covers the stored bytes.

import { closeSync, openSync, writeSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { recordColumns, type StoredRecord } from '../../shared/kernel/record.ts';

const flushCharacters = 1 << 20;

/** Writes all records to the file `to`, in the order of `seq`, columns named and ordered as in table `record`. */
export function exportLog(database: Database, to: string): { records: number } {
  const file = openSync(to, 'w');
  try {
    const rows = database
      .prepare(`SELECT ${recordColumns.join(', ')} FROM record ORDER BY seq`)
      .iterate() as IterableIterator<StoredRecord>;
    let records = 0;
    let waiting = '';
    for (const row of rows) {
      records += 1;
      waiting += `${JSON.stringify(row)}\n`;
      if (waiting.length < flushCharacters) continue;
      writeSync(file, waiting);
      waiting = '';
    }
    writeSync(file, waiting);
    return { records };
  } finally {
    closeSync(file);
  }
}
