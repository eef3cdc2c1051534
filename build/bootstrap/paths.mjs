// @ts-check
// Where the bootstrap reads and writes: the project, its own cache, and the cache of the person that clones share.
// Must not create anything except a cache folder, nor depend on an installed package.

import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const projectCache = path.join(projectRoot, '.cache');
export const nodeModules = path.join(projectRoot, 'node_modules');

/** @param {string[]} parts */
export const inProject = (...parts) => path.join(projectRoot, ...parts);

/** Node of the `node` package: the version every script after the installation runs on. */
export const pinnedNode = path.join(
  nodeModules,
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** The folder that outlives a clone, so that a second clone downloads and compiles nothing again. */
export function sharedCache() {
  const base =
    process.env['XDG_CACHE_HOME'] ||
    (process.platform === 'darwin'
      ? path.join(homedir(), 'Library', 'Caches')
      : process.platform === 'win32'
        ? process.env['LOCALAPPDATA'] || path.join(homedir(), 'AppData', 'Local')
        : path.join(homedir(), '.cache'));
  const folder = path.join(base, 'asc-notebook');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    // A home that cannot be written to (a service account, a container): the project's own cache will do.
    const fallback = path.join(projectCache, 'shared');
    mkdirSync(fallback, { recursive: true });
    return fallback;
  }
}
