// @ts-check
// The npm packages: installed from the lock file when they are missing or the lock file has changed.
// Must not change package.json or package-lock.json, nor need any package to run.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { capture, systemEnvironment } from './child.mjs';
import { inProject, nodeModules, pinnedNode, projectRoot } from './paths.mjs';
import { BootstrapError, withProgress } from './report.mjs';

// Inside node_modules, so that whoever deletes that folder deletes the claim with it.
const stampFile = path.join(nodeModules, '.asc-notebook-installed');

function lockFileHash() {
  return createHash('sha256')
    .update(readFileSync(inProject('package-lock.json')))
    .digest('hex');
}

export function arePackagesFresh() {
  return (
    existsSync(pinnedNode) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8').trim() === lockFileHash()
  );
}

export async function installPackages() {
  const hash = lockFileHash();
  // With packages in place only the difference is installed: a program that is running from them goes on.
  const isFirst = !existsSync(pinnedNode);
  let finished = await install(isFirst ? ['ci'] : ['install', '--no-save']);
  // A mirror that lacks the packages of other platforms makes `ci` find the lock file incomplete.
  if (finished.code !== 0 && finished.output.includes('EUSAGE')) {
    finished = await install(['install', '--no-save']);
  }
  if (finished.code !== 0) throw new BootstrapError(`npm failed:\n${finished.output.trim()}`);
  await ensurePinnedNode();
  writeFileSync(stampFile, `${hash}\n`);
}

/**
 * No install script runs: better-sqlite3 would ask for a compiler it does not need, and none of the others is used.
 * @param {string[]} parameters
 */
function install(parameters) {
  return withProgress('installing the npm packages of package-lock.json', () =>
    capture('npm', [...parameters, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: projectRoot,
      env: systemEnvironment(),
    }),
  );
}

/** The one install script that is needed: the `node` package fetches the build for this platform. */
async function ensurePinnedNode() {
  const isRunning = async () => (await capture(pinnedNode, ['--version'])).code === 0;
  if (await isRunning()) return;
  const rebuilt = await capture(
    'npm',
    ['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts'],
    {
      cwd: projectRoot,
      env: systemEnvironment(),
    },
  );
  if (await isRunning()) return;
  const { scripts } = /** @type {{ scripts?: Record<string, string> }} */ (
    JSON.parse(readFileSync(path.join(nodeModules, 'node', 'package.json'), 'utf8'))
  );
  const script = /^node (\S+)$/u.exec(scripts?.['preinstall'] ?? scripts?.['install'] ?? '')?.[1];
  const byHand =
    script === undefined
      ? undefined
      : await capture('node', [script], { cwd: path.join(nodeModules, 'node'), env: systemEnvironment() });
  if (!(await isRunning())) {
    throw new BootstrapError(
      `the pinned Node of the "node" package could not be installed:\n${rebuilt.output}\n${byHand?.output ?? ''}`,
    );
  }
}
