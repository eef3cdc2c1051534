// @ts-check
// One bootstrap at a time in a project: two of them would install and build over one another.
// Must not be held while the started command runs.

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { projectCache } from './paths.mjs';
import { say } from './report.mjs';

const folder = path.join(projectCache, 'bootstrap.lock');
const ownerFile = path.join(folder, 'process');

function isOwnerAlive() {
  try {
    const owner = Number(readFileSync(ownerFile, 'utf8'));
    process.kill(owner, 0);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM') return true;
    // Between making the folder and writing its file there is a moment without an owner.
    try {
      return Date.now() - statSync(folder).mtimeMs < 2000;
    } catch {
      return true;
    }
  }
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function locked(work) {
  mkdirSync(projectCache, { recursive: true });
  let hasSaid = false;
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      if (!isOwnerAlive()) {
        rmSync(folder, { recursive: true, force: true });
        continue;
      }
      if (!hasSaid) say('waiting for another start in this folder to finish its set-up');
      hasSaid = true;
      await delay(200);
    }
  }
  writeFileSync(ownerFile, String(process.pid));
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}
