// Creating and opening notebook files: every way in which a file may be unfit has its sentence and its way out.
// Must never delete, repair or overwrite what it finds.

import { existsSync, realpathSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { systemClock, systemRandom, type Clock, type RandomSource } from './clock.ts';
import { takeFileLock, type FileLock } from './file-lock.ts';
import type { KnownNotebooks } from './known-notebooks.ts';
import { Notebook } from './notebook.ts';
import { needsRebuild } from './rebuild.ts';
import { isOnNetwork } from './place.ts';
import { applicationId, currentFormat, expectedSchema, migrate, notebookIdOf, schemaOf } from './schema.ts';
import { isDiskFull, openReader, openWriter, sqliteCode } from './sqlite.ts';

const schemaChanged = 'its tables, indexes or triggers were changed';

export interface OpenOptions {
  readonly known: KnownNotebooks;
  readonly appVersion: string;
  readonly clock?: Clock;
  readonly random?: RandomSource;
  /** Makes the verified backup that must come before a migration; a refusal of it stops the opening. */
  readonly beforeMigration?: (path: string) => Outcome<unknown>;
}

export interface Opened {
  readonly notebook: Notebook;
  /** What this machine remembers against what the file says: told to the person, never repaired. */
  readonly anchor: 'first-seen' | 'continued' | 'rolled-back';
}

/** Creates an empty notebook file; the caller appends its first record. Refused when anything is at `path`. */
export function createNotebook(path: string, options: OpenOptions): Outcome<Opened> {
  if (existsSync(path)) return refuse('notebook.exists', { path });
  if (isOnNetwork(path)) return refuse('notebook.on-network', { path });
  const folder = dirname(resolve(path));
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return refuse('notebook.no-folder', { path: folder });
  return withLock(path, (lock) => {
    const random = options.random ?? systemRandom;
    const notebookId = Buffer.from(random(16)).toString('hex');
    let database: Database | undefined;
    try {
      database = openWriter(path);
      migrate(database);
      database.prepare("INSERT INTO notebook (name, value) VALUES ('id', ?)").run(notebookId);
      const device = deviceName(random);
      return { ok: true, value: assemble(path, notebookId, database, lock, device, 'first-seen', options) };
    } catch (error) {
      database?.close();
      // Half a notebook of its own making would only stand in the way of the next attempt.
      for (const side of ['', '-journal', '-wal', '-shm']) rmSync(path + side, { force: true });
      throw error;
    }
  });
}

/** Opens an existing notebook for writing; one whose schema was changed is only readable, so that it can be verified. */
export function openNotebook(path: string, options: OpenOptions): Outcome<Opened> {
  const unfit = whyUnfit(path, true);
  if (unfit) return unfit;
  if (isOnNetwork(path)) return refuse('notebook.on-network', { path });
  return withLock(path, (lock) => {
    const database = openWriter(path);
    try {
      const format = database.pragma('user_version', { simple: true }) as number;
      if (format < currentFormat) {
        const backedUp = options.beforeMigration?.(path);
        if (backedUp && !backedUp.ok) {
          database.close();
          return backedUp;
        }
        migrate(database);
      }
      if (schemaOf(database) !== expectedSchema()) {
        database.close();
        return refuseDamaged(path, schemaChanged);
      }
      const notebookId = notebookIdOf(database) ?? '';
      const { device, anchor } = chooseDevice(path, notebookId, database, options);
      return { ok: true, value: assemble(path, notebookId, database, lock, device, anchor, options) };
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Opens a notebook for reading only, beside a writer or alone; the caller closes it. */
export function openForReading(path: string): Outcome<Database> {
  const unfit = whyUnfit(path);
  if (unfit) return unfit;
  try {
    return { ok: true, value: openReader(path) };
  } catch (error) {
    return refuseOpening(path, error);
  }
}

/**
 * Against asking a file that is only read: its states were made by an earlier program, and are made anew when it is
 * opened for writing. `notebook.older`; undefined for nothing.
 */
export function olderProblem(database: Database): ReturnType<typeof refuse> | undefined {
  const format = database.pragma('user_version', { simple: true }) as number;
  return format < currentFormat || needsRebuild(database) ? refuse('notebook.older') : undefined;
}

/**
 * Opens a damaged notebook, or one that this user may not write, to be looked at: nothing of it changes, every command
 * is refused, and another program may go on writing to it.
 */
export function openToShow(path: string, options: OpenOptions): Outcome<Notebook> {
  const opened = openForReading(path);
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    const older = olderProblem(database);
    if (older) {
      database.close();
      return older;
    }
    const notebookId = notebookIdOf(database) ?? '';
    const device = deviceName(options.random ?? systemRandom);
    return {
      ok: true,
      value: assemble(path, notebookId, database, null, device, 'first-seen', options).notebook,
    };
  } catch (error) {
    database.close();
    return refuseOpening(path, error);
  }
}

/** A refusal when the file is missing, not a notebook, from a newer version or unreadable. */
function whyUnfit(path: string, isToBeWritten = false): ReturnType<typeof refuse> | undefined {
  if (!existsSync(path)) return refuse('notebook.not-found', { path });
  if (!statSync(path).isFile()) return refuse('notebook.not-a-notebook', { path });
  let database: Database | undefined;
  try {
    database = openReader(path);
    if (database.pragma('application_id', { simple: true }) !== applicationId) {
      return refuse('notebook.not-a-notebook', { path });
    }
    const format = database.pragma('user_version', { simple: true }) as number;
    if (format > currentFormat) return refuse('notebook.newer', { format, known: currentFormat });
    if (isCutOff(path, database)) return refuseDamaged(path, 'its end is missing');
    const schema = schemaOf(database);
    // Before it is opened for writing, which alone would change its first page.
    if (isToBeWritten && format === currentFormat && schema !== expectedSchema()) {
      return refuseDamaged(path, schemaChanged);
    }
    if (notebookIdOf(database) === undefined) return refuseDamaged(path, 'it has no id');
    return undefined;
  } catch (error) {
    return refuseOpening(path, error);
  } finally {
    database?.close();
  }
}

/**
 * SQLite notices a missing page at once, but reads a page of which only a part is there as if zeros followed.
 * Beside a write-ahead log the file may end anywhere: the log holds the rest.
 */
function isCutOff(path: string, database: Database): boolean {
  if (existsSync(`${realpathSync(path)}-wal`)) return false;
  const pages = database.pragma('page_count', { simple: true }) as number;
  const pageSize = database.pragma('page_size', { simple: true }) as number;
  return statSync(path).size < pages * pageSize;
}

function withLock(path: string, work: (lock: FileLock) => Outcome<Opened>): Outcome<Opened> {
  let lock: FileLock | undefined;
  try {
    lock = takeFileLock(path);
    if (!lock) return refuse('notebook.in-use', { path });
    const outcome = work(lock);
    if (!outcome.ok) lock.release();
    return outcome;
  } catch (error) {
    lock?.release();
    return refuseOpening(path, error);
  }
}

/** With the path beside the sentence: the file can be looked at, or a backup restored. */
function refuseDamaged(path: string, what: string): ReturnType<typeof refuse> {
  return refuse('notebook.damaged', { path, what }, { path });
}

function refuseOpening(path: string, error: unknown): ReturnType<typeof refuse> {
  const code = sqliteCode(error);
  if (code === undefined) throw error;
  if (code === 'SQLITE_NOTADB') return refuse('notebook.not-a-notebook', { path });
  if (isDiskFull(code)) return refuse('notebook.disk-full');
  if (code.startsWith('SQLITE_CORRUPT')) return refuseDamaged(path, code);
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return refuse('notebook.read-only', { path }, { path });
  }
  if (code.startsWith('SQLITE_BUSY')) return refuse('notebook.in-use', { path });
  return refuseDamaged(path, code);
}

/**
 * The device to write as. A file that this profile knows at this path, and that still holds the head it saw last,
 * continues its chain. Anything else (a copy, a restored backup, another machine) starts a new chain: a fork is
 * visible, never silent.
 */
function chooseDevice(
  path: string,
  notebookId: string,
  database: Database,
  options: OpenOptions,
): { device: string; anchor: Opened['anchor'] } {
  const fresh = deviceName(options.random ?? systemRandom);
  const known = options.known.recall(path);
  if (known?.notebookId !== notebookId) return { device: fresh, anchor: 'first-seen' };
  const head = database
    .prepare('SELECT hash FROM record WHERE device = ? AND deviceSeq = ?')
    .pluck()
    .get(known.device, known.deviceSeq);
  if (known.deviceSeq > 0 && head !== known.head) return { device: fresh, anchor: 'rolled-back' };
  return { device: known.device, anchor: 'continued' };
}

function deviceName(random: RandomSource): string {
  return `device-${Buffer.from(random(6)).toString('hex')}`;
}

function assemble(
  path: string,
  notebookId: string,
  database: Database,
  lock: FileLock | null,
  device: string,
  anchor: Opened['anchor'],
  options: OpenOptions,
): Opened {
  const notebook = new Notebook({
    path,
    notebookId,
    database,
    lock,
    device,
    appVersion: options.appVersion,
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
  });
  return { notebook, anchor };
}

/** Tells the profile which head this machine saw last. */
export function rememberHead(notebook: Notebook, known: KnownNotebooks): void {
  const { deviceSeq, head } = notebook.head;
  known.remember(notebook.path, { notebookId: notebook.id, device: notebook.device, deviceSeq, head });
}
