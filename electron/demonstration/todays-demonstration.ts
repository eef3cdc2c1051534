// Which demonstration is opened: the newest of today while its animal is on the table, otherwise a new one beside it.
// Must not change or delete one that is there: somebody may have worked in it.

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Timer } from '../../shared/domain/timer.ts';
import { accept, type Outcome } from '../../shared/kernel/refusal.ts';
import { epochOf, localDay, localText, type EpochMs, type Moment } from '../../shared/kernel/time.ts';
import type { KnownNotebooks } from '../notebook/known-notebooks.ts';
import { openForReading } from '../notebook/open.ts';
import { needsRebuild } from '../notebook/rebuild.ts';
import { expectedSchema, schemaOf } from '../notebook/schema.ts';
import { Snapshots } from '../notebook/snapshots.ts';
import { sqliteCode } from '../notebook/sqlite.ts';
import { createDemonstration } from './demonstration.ts';

interface Place {
  /** The folder of the profile. */
  readonly folder: string;
  readonly known: KnownNotebooks;
  readonly appVersion: string;
}

const seed = 1;

/**
 * The demonstration to open at `now`, made if need be. `isContinued`: the newest of today even when its ischaemia has
 * passed its plan. Refusals: those of `createDemonstration`.
 */
export async function demonstrationFor(
  { folder, known, appVersion }: Place,
  now: Moment,
  isContinued: boolean,
): Promise<Outcome<{ path: string }>> {
  const { newest, free } = ofToday(folder, now);
  if (newest !== undefined && (isContinued || isLive(newest, now.epochMs))) return accept({ path: newest });
  mkdirSync(folder, { recursive: true });
  const made = await createDemonstration(free, { known, appVersion, seed, now });
  return made.ok ? accept({ path: free }) : made;
}

/** Whether today's newest demonstration is there, but would be opened only to be continued. */
export function isDemonstrationOver(folder: string, now: Moment): boolean {
  const { newest } = ofToday(folder, now);
  return newest !== undefined && !isLive(newest, now.epochMs);
}

/** `demonstration-2026-11-24.ascnb`, then `demonstration-2026-11-24-2.ascnb` and so on. */
function ofToday(folder: string, now: Moment): { newest: string | undefined; free: string } {
  const day = localDay(localText(now));
  const path = (count: number) => join(folder, `demonstration-${day}${count === 1 ? '' : `-${count}`}.ascnb`);
  let count = 1;
  while (existsSync(path(count))) count += 1;
  return { newest: count === 1 ? undefined : path(count - 1), free: path(count) };
}

/**
 * Whether the planned end of its ischaemia is still ahead, released or not; false for a file of another version, and
 * for a damaged one: it must not keep anybody from a new demonstration, nor from a notebook.
 */
function isLive(path: string, at: EpochMs): boolean {
  const opened = openForReading(path);
  if (!opened.ok) return false;
  const database = opened.value;
  try {
    return hasIschaemiaAhead(database, at);
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    return false;
  } finally {
    database.close();
  }
}

function hasIschaemiaAhead(database: Database, at: EpochMs): boolean {
  if (schemaOf(database) !== expectedSchema() || needsRebuild(database)) return false;
  return new Snapshots(database)
    .list(Timer)
    .some(
      ({ timerKey, isVoid, startedAt, durationMs }) =>
        timerKey === 'ischaemia' && !isVoid && epochOf(startedAt) + durationMs > at,
    );
}
