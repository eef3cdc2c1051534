// The demonstration study: all animals from arrival to day 7, made by the real commands with a simulated clock.
// Must not run outside a SIMULATED notebook, nor touch a file that exists.

import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accept, refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import type { Moment } from '../../shared/kernel/time.ts';
import { foundStudy } from '../found-study.ts';
import { takeFileLock } from '../notebook/file-lock.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { createNotebook, type OpenOptions } from '../notebook/open.ts';
import { Calendar, SimulatedClock } from './calendar.ts';
import { administrator, director } from './cast.ts';
import { firstDay, foundingClock } from './founding.ts';
import { SeededRandom } from './seeded-random.ts';
import { Refused } from './stage.ts';
import { playStudy } from './study.ts';

export const demonstrationDirector = director.userId;

export interface DemonstrationOptions extends OpenOptions {
  readonly seed: number;
  readonly now: Moment;
  /** An empty folder for the simulated files of the instruments, made if need be; else they are only attached. */
  readonly instrumentFolder?: string;
}

/**
 * Makes the demonstration at `path`. The same seed, moment (to ten minutes), zone and program version give the same
 * records, byte for byte. Refusals: `notebook.exists`, `notebook.in-use` while it is being made, and those of
 * creating and writing a notebook; then nothing is left behind.
 */
export async function createDemonstration(
  path: string,
  options: DemonstrationOptions,
): Promise<Outcome<{ records: number; head: string }>> {
  if (existsSync(path)) return refuse('notebook.exists', { path });
  const { instrumentFolder } = options;
  if (instrumentFolder !== undefined) {
    const problem = folderProblem(instrumentFolder);
    if (problem) return problem;
  }
  const temporary = `${path}.partial`;
  if (existsSync(temporary) && !clearAway(temporary)) return refuse('notebook.in-use', { path });
  try {
    const made = await fill(temporary, options);
    if (!made.ok) return made;
    if (!putInPlace(temporary, path)) return refuse('notebook.exists', { path });
    options.known.remember(path, made.value.chain);
    return accept(made.value.made);
  } finally {
    if (existsSync(`${temporary}.lock`)) clearAway(temporary);
  }
}

type Filled = {
  readonly made: { readonly records: number; readonly head: string };
  readonly chain: Parameters<OpenOptions['known']['remember']>[1];
};

async function fill(path: string, options: DemonstrationOptions): Promise<Outcome<Filled>> {
  const { known, appVersion, seed, now } = options;
  const calendar = new Calendar(now);
  const clock = new SimulatedClock(calendar, calendar.at(firstDay, foundingClock));
  const draws = new SeededRandom(seed, 'notebook');
  const random = (count: number) => draws.bytes(count);
  const created = createNotebook(path, { known, appVersion, clock, random });
  if (!created.ok) return created;
  const { notebook } = created.value;
  try {
    // A crash leaves nothing but a temporary file, so no record needs the disk before the end.
    notebook.database.pragma('synchronous = OFF');
    const founder = { ...administrator, id: administrator.userId };
    const founded = foundStudy(notebook, founder, true, () => {});
    if (!founded.ok) return founded;
    await inFolder(options.instrumentFolder, (folder) => playStudy(notebook, calendar, clock, seed, folder));
    notebook.database.pragma('synchronous = FULL');
    return accept(whatWasMade(notebook));
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  } finally {
    notebook.close();
  }
}

/** Makes the folder if need be; a refusal where it cannot be made, or holds something already. */
function folderProblem(folder: string): Outcome<never> | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    const [first] = readdirSync(folder);
    return first === undefined ? undefined : refuse('notebook.exists', { path: join(folder, first) });
  } catch {
    return refuse('notebook.no-folder', { path: folder });
  }
}

/** The folder that was asked for, or one that is gone afterwards. */
async function inFolder(kept: string | undefined, work: (folder: string) => Promise<void>): Promise<void> {
  if (kept !== undefined) return work(kept);
  const passing = mkdtempSync(join(tmpdir(), 'asc-notebook-files-'));
  try {
    await work(passing);
  } finally {
    rmSync(passing, { recursive: true, force: true });
  }
}

function whatWasMade({ id, device, head: { seq, deviceSeq, head } }: Notebook): Filled {
  return { made: { records: seq, head }, chain: { notebookId: id, device, deviceSeq, head } };
}

/** Gives the finished file its name; false when a file of that name has come meanwhile. */
function putInPlace(temporary: string, path: string): boolean {
  try {
    // A link is refused where the name is taken; a rename would overwrite.
    linkSync(temporary, path);
    return true;
  } catch {
    if (existsSync(path)) return false;
    // This file system has no links.
    renameSync(temporary, path);
    return true;
  }
}

/** Removes a temporary file that nobody is writing to; false when somebody is. */
function clearAway(temporary: string): boolean {
  const lock = takeFileLock(temporary);
  if (!lock) return false;
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${temporary}${end}`, { force: true });
  lock.release();
  rmSync(`${temporary}.lock`, { force: true });
  return true;
}
