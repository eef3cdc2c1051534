// @ts-check
// What Electron needs from the operating system on Linux: shared libraries, and a display or a virtual one.
// Must not install anything unless it runs as root; otherwise it prints the command to run.

import { accessSync, constants } from 'node:fs';
import path from 'node:path';

import { capture } from './child.mjs';
import { BootstrapError, say, withProgress } from './report.mjs';

const libraryPackages = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'libxss1', 'libatk-bridge2.0-0'];
const displayPackages = ['xvfb', 'xauth'];

export const isRoot = process.getuid?.() === 0;
export const needsVirtualDisplay =
  process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];

/** @param {string} program */
export function isOnPath(program) {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>} the names of the libraries that are not there
 */
async function missingLibraries(executable) {
  const { output } = await capture('ldd', [executable]);
  return [...output.matchAll(/^\s*(\S+) => not found/gmu)].map((match) => match[1] ?? '');
}

/**
 * Debian 13 and Ubuntu 24.04 renamed some packages (64-bit time_t): the new name is taken where it exists.
 * @param {string[]} packages
 */
async function packageNames(packages) {
  return Promise.all(
    packages.map(async (name) => {
      const { output } = await capture('apt-cache', ['policy', `${name}t64`]);
      return /Candidate: [^(\s]/u.test(output) ? `${name}t64` : name;
    }),
  );
}

/**
 * Installs Debian packages as root; refuses with the exact command otherwise.
 * @param {string[]} packages
 * @param {string} reason
 */
export async function installSystemPackages(packages, reason) {
  if (!isOnPath('apt-get')) {
    throw new BootstrapError(
      `${reason}. Install what your distribution calls: ${packages.join(', ')}; then run this again.`,
    );
  }
  const names = await packageNames(packages);
  if (!isRoot) {
    throw new BootstrapError(
      `${reason}. Run this, then start again:\n  sudo apt-get install -y ${names.join(' ')}`,
    );
  }
  say(reason);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await withProgress(`installing ${names.join(', ')} with apt`, async () => {
    let finished = await capture('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env });
    if (finished.code !== 0) {
      // A fresh container has no package lists, or old ones.
      const updated = await capture('apt-get', ['update'], { env });
      // The new names are known only now.
      const renamed = await packageNames(packages);
      finished = await capture('apt-get', ['install', '-y', '--no-install-recommends', ...renamed], { env });
      if (finished.code !== 0) {
        throw new BootstrapError(`apt-get failed:\n${updated.output}\n${finished.output}`);
      }
    }
  });
}

/** @param {string} executable the runtime whose libraries are looked up */
export async function ensureSystemLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  const needsDisplayTools = needsVirtualDisplay && !(isOnPath('xvfb-run') && isOnPath('xauth'));
  if (missing.length === 0 && !needsDisplayTools) return;
  const reasons = [
    ...(missing.length > 0
      ? [`Electron needs shared libraries that are missing (${missing.join(', ')})`]
      : []),
    ...(needsDisplayTools ? ['there is no display, and no virtual one (xvfb-run)'] : []),
  ];
  await installSystemPackages(
    [...(missing.length > 0 ? libraryPackages : []), ...(needsDisplayTools ? displayPackages : [])],
    reasons.join('; '),
  );
  const still = await missingLibraries(executable);
  if (still.length > 0) {
    throw new BootstrapError(
      `shared libraries are still missing after the installation: ${still.join(', ')}`,
    );
  }
}
