// Makes the entities anew from the log: after damage to the cache, and when a reducer has become newer.
// Must not touch a record; the result is identical to what the commands had stored.

import type { Database } from 'better-sqlite3';
import { entities } from '../../shared/domain/entities.ts';
import { replayAll } from './replay-all.ts';
import { stateText } from './snapshots.ts';
import { openReader } from './sqlite.ts';

/** Rebuilds all entities in one transaction and returns how many there are. `database` is the writer on `path`. */
export function rebuild(database: Database, path: string): number {
  const insert = database.prepare(
    'INSERT INTO entity (type, id, version, reducer, state) VALUES (?, ?, ?, ?, ?)',
  );
  // A connection cannot write while it iterates: the log is read through a second one.
  const reader = openReader(path);
  try {
    return database
      .transaction(() => {
        let made = 0;
        database.exec('DELETE FROM entity');
        for (const { type, id, snapshot } of replayAll(reader)) {
          if (snapshot.state === undefined) continue;
          insert.run(type, id, snapshot.version, entities.get(type)?.reducer, stateText(snapshot.state));
          made += 1;
        }
        return made;
      })
      .immediate();
  } finally {
    reader.close();
  }
}

/** True when a stored state was made by another version of its reducer than this program has. */
export function needsRebuild(database: Database): boolean {
  const stored = database.prepare('SELECT DISTINCT type, reducer FROM entity').all() as {
    type: string;
    reducer: number;
  }[];
  return stored.some(({ type, reducer }) => entities.get(type)?.reducer !== reducer);
}
