// Start to a screen that can be used, and memory at rest, beside an empty window of the same runtime.
// Must not favour one of them: they take turns, each on a fresh profile, and are watched in the same way.

import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { _electron } from '@playwright/test';

import { launchArguments, launchEnvironment, readRuntime, type Runtime } from '../end-to-end/runtime.ts';
import { lower, median, type Measured, type Measurement } from './measure.ts';

const repeats = 5;
const restMs = 5_000;

const emptyMain = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } });
  return window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
`;
const emptyPage =
  '<!doctype html><html lang="en" data-ready="true"><title>Empty</title><body>Empty</body></html>';

/** The same runtime with an application that is nothing but a window. */
function emptyRuntime(runtime: Runtime, folder: string): Runtime {
  const application = path.join(folder, 'empty');
  mkdirSync(application);
  writeFileSync(path.join(application, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }));
  writeFileSync(path.join(application, 'main.cjs'), emptyMain);
  writeFileSync(path.join(application, 'index.html'), emptyPage);
  if (runtime.arguments.length > 0) return { ...runtime, arguments: [application] };
  // A runtime without a default application always starts what lies in its resources: it needs a copy of its own.
  const copy = path.join(folder, 'runtime');
  copyLinked(path.dirname(runtime.executable), copy);
  cpSync(application, path.join(copy, 'resources', 'app'), { recursive: true });
  return { ...runtime, executable: path.join(copy, path.basename(runtime.executable)) };
}

function copyLinked(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyLinked(source, target);
    else if (entry.isFile()) linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target);
  }
}

async function started(
  runtime: Runtime,
  folder: string,
  isResting: boolean,
): Promise<{ ms: number; megabytes: number }> {
  const profile = mkdtempSync(path.join(folder, 'profile-'));
  const begun = performance.now();
  const application = await _electron.launch({
    executablePath: runtime.executable,
    args: launchArguments(runtime, profile),
    env: launchEnvironment(runtime),
    cwd: profile,
  });
  const page = await application.firstWindow();
  await page.waitForSelector('html[data-ready="true"]', { state: 'attached' });
  const ms = performance.now() - begun;
  let megabytes = Number.NaN;
  if (isResting) {
    await new Promise((resolve) => {
      setTimeout(resolve, restMs);
    });
    megabytes = memoryOf(application.process().pid ?? 0);
  }
  await application.close();
  return { ms, megabytes };
}

/** Proportional memory of a process and all its descendants: shared pages are counted once. */
function memoryOf(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readOrNothing(`/proc/${name}/stat`);
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number): boolean =>
    pid === root || (parents.has(pid) && isBelow(parents.get(pid) ?? 0));
  const kilobytes = [...parents.keys()]
    .filter(isBelow)
    .map((pid) => Number(/^Pss:\s+(\d+)/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** A process may end between the listing and the reading. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const measureStart: Measurement = async () => {
  // Hard links do not reach another file system: the copy lies beside the runtime.
  const runtime = readRuntime();
  const beside = path.join(path.dirname(runtime.executable), '..');
  const folder = mkdtempSync(path.join(runtime.arguments.length > 0 ? tmpdir() : beside, 'empty-window-'));
  try {
    const empty = emptyRuntime(runtime, folder);
    const [ours, others] = [[] as number[], [] as number[]];
    // The first start of each fills the disk's cache.
    await started(runtime, folder, false);
    await started(empty, folder, false);
    for (let repeat = 0; repeat < repeats; repeat++) {
      ours.push((await started(runtime, folder, false)).ms);
      others.push((await started(empty, folder, false)).ms);
    }
    const measured: Measured[] = [
      lower('start.emptyWindow', median(others), 'ms'),
      lower('start.application', median(ours), 'ms'),
      lower('start.overEmptyWindow', median(ours) / median(others), 'x', 1.5),
    ];
    // Only Linux tells the memory of a tree of processes without counting what they share twice.
    if (process.platform !== 'linux') return measured;
    const atRest = (await started(runtime, folder, true)).megabytes;
    const emptyAtRest = (await started(empty, folder, true)).megabytes;
    return [
      ...measured,
      lower('rest.emptyWindow', emptyAtRest, 'MB'),
      lower('rest.application', atRest, 'MB'),
      lower('rest.overEmptyWindow', atRest / emptyAtRest, 'x', 1.5),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export default measureStart;
