// Backups while work goes on: copied, reopened, checked, and only then given their name; old ones thinned out.
// Must never overwrite a file, nor keep a copy that did not pass its check.

import { createHash, randomUUID } from 'node:crypto';
import {
  constants,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { dayMs, utcText } from '../../shared/kernel/time.ts';
import type { Notebook } from './notebook.ts';
import { openForReading } from './open.ts';
import { openConnection, openReader, sqliteCode } from './sqlite.ts';
import { Cancelled, verify, type VerifyReport } from './verify.ts';

export interface BackupMade {
  readonly path: string;
  readonly head: string;
  readonly records: number;
  /** False when the newest backup already holds this head: nothing was written. */
  readonly isNew: boolean;
}

/** Checks a finished copy; the app runs it in a worker, so that the window does not wait. */
export type CheckCopy = (path: string) => Promise<VerifyReport>;

export const checkHere: CheckCopy = async (path) => {
  const database = openReader(path);
  try {
    return verify(database);
  } finally {
    database.close();
  }
};

const partialForm = /^\.(.+)-(\d{8}T\d{6}Z)\.partial$/;
const nameForm = /^(.+)-(\d{8}T\d{6}Z)-([0-9a-f]{12})\.ascnb$/;

/** What a backup is made of: the writer's connection while work goes on, or a reader's from the command line. */
export type BackupSource = Pick<Notebook, 'database' | 'path' | 'clock'>;

/** Pages copied between two turns of the event loop: 4 MB, so that commands and clocks go on meanwhile. */
const pagesAtOnce = 1000;

/**
 * Copies the notebook into `folder`, checks the copy and thins out older ones. Ends with `job.cancelled` and nothing
 * kept as soon as `isWanted` says no, or when the check throws `Cancelled`.
 */
export async function backup(
  notebook: BackupSource,
  folder: string,
  check: CheckCopy = checkHere,
  isWanted: () => boolean = () => true,
): Promise<Outcome<BackupMade>> {
  const { epochMs } = notebook.clock.moment();
  const study = basename(notebook.path).replace(/\.ascnb$/, '');
  let temporary: string | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    removeAbandoned(folder, study, epochMs);
    const { head, records } = newestRecord(notebook.database);
    const newest = listBackups(folder, study).at(-1);
    if (newest && head !== '' && head.startsWith(newest.head)) {
      return { ok: true, value: { path: newest.path, head, records, isNew: false } };
    }
    const stamp = utcText(epochMs).replaceAll(/[-:]|\.\d+/g, '');
    temporary = join(folder, `.${study}-${stamp}.partial`);
    // On the writer's own connection: a backup from a second one starts over with each write.
    const progress = (): number => {
      if (!isWanted()) throw new Cancelled();
      return pagesAtOnce;
    };
    await notebook.database.backup(temporary, { progress });
    settle(temporary);
    const report = await check(temporary);
    const problem = report.problems[0];
    if (problem) return refuse('backup.not-sound', { what: problem.what });
    // Work may have gone on while the copy was made: its name says what it holds.
    const copied = headOfCopy(temporary);
    const path = join(folder, `${study}-${stamp}-${copied.slice(0, 12)}.ascnb`);
    if (existsSync(path)) return refuse('notebook.exists', { path });
    writeFileSync(`${path}.sha256`, `${await fileHash(temporary)}  ${basename(path)}\n`);
    renameSync(temporary, path);
    temporary = undefined;
    const replaceable = listBackups(folder, study).filter((one) => isHeldBy(notebook.database, one));
    for (const old of toThinOut(replaceable, epochMs)) {
      rmSync(old.path, { force: true });
      rmSync(`${old.path}.sha256`, { force: true });
    }
    return { ok: true, value: { path, head: copied, records: report.records, isNew: true } };
  } catch (error) {
    if (error instanceof Cancelled) return refuse('job.cancelled');
    const what = sqliteCode(error) ?? systemCode(error);
    if (what === undefined) throw error;
    return refuse('backup.failed', { what });
  } finally {
    if (temporary !== undefined) removeWithSides(temporary);
  }
}

/** Copies a backup into a new file, after checking every byte of it; never over an existing file. */
export async function restore(
  backupPath: string,
  to: string,
  check: CheckCopy = checkHere,
): Promise<Outcome<{ path: string; records: number }>> {
  if (existsSync(to)) return refuse('notebook.exists', { path: to });
  const opened = openForReading(backupPath);
  if (!opened.ok) return opened;
  opened.value.close();
  const digestProblem = await checkFileHash(backupPath);
  if (digestProblem) return refuse('backup.not-sound', { what: digestProblem });
  const temporary = `${to}.${randomUUID()}.partial`;
  try {
    await copyWhole(backupPath, temporary);
    const report = await check(temporary);
    const problem = report.problems[0];
    if (problem) return refuse('backup.not-sound', { what: problem.what });
    // The check takes its time: somebody may have put a file there meanwhile.
    if (existsSync(to)) return refuse('notebook.exists', { path: to });
    renameSync(temporary, to);
    return { ok: true, value: { path: to, records: report.records } };
  } catch (error) {
    const what = sqliteCode(error) ?? systemCode(error);
    if (what === undefined) throw error;
    return refuse('backup.failed', { what });
  } finally {
    removeWithSides(temporary);
  }
}

/** Beside a write-ahead log the file alone is not the notebook: what was confirmed last is in the log. */
async function copyWhole(from: string, to: string): Promise<void> {
  if (!existsSync(`${realpathSync(from)}-wal`)) return copyFileSync(from, to, constants.COPYFILE_EXCL);
  const database = openReader(from);
  try {
    await database.backup(to);
  } finally {
    database.close();
  }
  settle(to);
}

/** What is wrong with the bytes of a backup against the digest beside it; undefined if nothing, or without one. */
export async function checkFileHash(path: string): Promise<string | undefined> {
  if (!existsSync(`${path}.sha256`)) return undefined;
  const expected = readFileSync(`${path}.sha256`, 'utf8').slice(0, 64);
  return (await fileHash(path)) === expected ? undefined : 'the file differs from its digest';
}

export interface BackupFile {
  readonly path: string;
  readonly epochMs: number;
  /** First 12 digits of the head it holds. */
  readonly head: string;
}

/** The backups of one study in `folder`, oldest first. */
export function listBackups(folder: string, study: string): BackupFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const match = nameForm.exec(name);
      if (!match || match[1] !== study) return [];
      const [, , stamp = '', head = ''] = match;
      return [{ path: join(folder, name), epochMs: epochOfStamp(stamp), head }];
    })
    .toSorted((left, right) => left.epochMs - right.epochMs);
}

/**
 * Whether everything in the backup is in the notebook as well. What another notebook of the same name left, or a branch
 * that a rolled-back file has lost, may be the only copy; so may one that cannot be read.
 */
function isHeldBy(database: Database, { path }: BackupFile): boolean {
  let copy: Database | undefined;
  try {
    copy = openReader(path);
    const { head, records } = newestRecord(copy);
    return database.prepare('SELECT hash FROM record WHERE seq = ?').pluck().get(records) === head;
  } catch {
    return false;
  } finally {
    copy?.close();
  }
}

/** Keeps the newest 3 of today, the newest of each of the last 14 days, and the newest of each month. */
export function toThinOut(backups: readonly BackupFile[], nowEpochMs: number): BackupFile[] {
  const kept = new Set<BackupFile>();
  const newestFirst = backups.toReversed();
  const day = (file: BackupFile) => utcText(file.epochMs).slice(0, 10);
  const today = utcText(nowEpochMs).slice(0, 10);
  for (const file of newestFirst.filter((one) => day(one) === today).slice(0, 3)) kept.add(file);
  const oldestDay = utcText(nowEpochMs - 14 * dayMs).slice(0, 10);
  keepNewestOfEach(
    newestFirst.filter((one) => day(one) >= oldestDay && day(one) !== today),
    day,
    kept,
  );
  keepNewestOfEach(newestFirst, (file) => day(file).slice(0, 7), kept);
  return backups.filter((file) => !kept.has(file));
}

function keepNewestOfEach(
  newestFirst: readonly BackupFile[],
  period: (file: BackupFile) => string,
  kept: Set<BackupFile>,
): void {
  const seen = new Set<string>();
  for (const file of newestFirst) {
    if (seen.has(period(file))) continue;
    seen.add(period(file));
    kept.add(file);
  }
}

/** One file without side files, so that the copy can be moved by hand. */
function settle(path: string): void {
  const database = openConnection(path);
  try {
    database.pragma('journal_mode = DELETE');
  } finally {
    database.close();
  }
}

function removeWithSides(path: string): void {
  for (const side of ['', '-journal', '-wal', '-shm']) rmSync(path + side, { force: true });
}

/** Copies that a crash left unfinished; those of the last day may be another program's, still at work. */
function removeAbandoned(folder: string, study: string, nowEpochMs: number): void {
  for (const name of readdirSync(folder)) {
    const match = partialForm.exec(name);
    if (match?.[1] === study && epochOfStamp(match[2] ?? '') < nowEpochMs - dayMs)
      removeWithSides(join(folder, name));
  }
}

function epochOfStamp(stamp: string): number {
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function newestRecord(database: Database): { head: string; records: number } {
  const newest = database.prepare('SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1').get() as
    { seq: number; hash: string } | undefined;
  return { head: newest?.hash ?? '', records: newest?.seq ?? 0 };
}

function headOfCopy(path: string): string {
  const database = openReader(path);
  try {
    return newestRecord(database).head;
  } finally {
    database.close();
  }
}

async function fileHash(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
  return digest.digest('hex');
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
