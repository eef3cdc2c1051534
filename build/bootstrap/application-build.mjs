// @ts-check
// Builds the application into out/ when a source file is newer, older, added or gone since the last build.
// Must not build for a changed test or document: these are not shipped.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { capture, toolEnvironment } from './child.mjs';
import { inProject, nodeModules, pinnedNode, projectRoot } from './paths.mjs';
import { BootstrapError, withProgress } from './report.mjs';

// Inside out/, so that whoever deletes that folder deletes the claim with it.
const stampFile = inProject('out', '.built-from');
const sources = [
  'shared',
  'electron',
  'renderer',
  'build/electron-vite.config.ts',
  'package.json',
  'package-lock.json',
];
const isIgnored = (/** @type {string} */ name) => /\.test\.tsx?$|\.md$|^\./u.test(name);

/**
 * @param {string} file
 * @param {import('node:crypto').Hash} hash
 */
function addToState(file, hash) {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (!status.isDirectory()) {
    hash.update(`${path.relative(projectRoot, file)} ${status.size} ${status.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(file).toSorted()) {
    if (!isIgnored(name)) addToState(path.join(file, name), hash);
  }
}

function sourceState() {
  const hash = createHash('sha256');
  for (const source of sources) addToState(inProject(source), hash);
  return hash.digest('hex');
}

export function isBuildFresh() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceState();
}

export async function buildApplication() {
  // Taken before the build: a file saved while it runs makes the next start build again.
  const state = sourceState();
  rmSync(stampFile, { force: true });
  const cli = path.join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js');
  const finished = await withProgress('building the application', () =>
    capture(pinnedNode, [cli, 'build', '--config', inProject('build', 'electron-vite.config.ts')], {
      cwd: projectRoot,
      env: { ...toolEnvironment(), NODE_ENV: 'production' },
    }),
  );
  if (finished.code !== 0) throw new BootstrapError(`the build failed:\n${finished.output.trim()}`);
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, state);
}
