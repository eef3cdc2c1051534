// @ts-check
// better-sqlite3 compiled for a runtime that is older than its packaged builds, kept outside the package.
// Must not change node_modules: Node 24 goes on using the packaged build.

import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { capture, systemEnvironment } from './child.mjs';
import { nodeModules, sharedCache } from './paths.mjs';
import { BootstrapError, withProgress } from './report.mjs';
import { installSystemPackages, isOnPath } from './system-libraries.mjs';

// The builds inside better-sqlite3 13 want Node-API 10; an older runtime crashes on loading them.
const packagedNodeApi = 10;
const packageFolder = path.join(nodeModules, 'better-sqlite3');

/** @param {string} folder */
function versionOf(folder) {
  const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
  return /** @type {{ version: string }} */ (JSON.parse(text)).version;
}

/** @param {number} nodeApi */
export function nativeBindingPath(nodeApi) {
  const name = `better-sqlite3-${versionOf(packageFolder)}-napi${nodeApi}-${process.platform}-${process.arch}`;
  return path.join(sharedCache(), name, 'better_sqlite3.node');
}

/**
 * @param {string} executable an Electron
 * @param {number} nodeApi its Node-API version
 * @returns {Promise<string | null>} null where the packaged build does
 */
export async function nativeBindingFor(executable, nodeApi) {
  if (nodeApi >= packagedNodeApi) return null;
  const goal = nativeBindingPath(nodeApi);
  if (!existsSync(goal)) await compile(goal, executable);
  return goal;
}

/**
 * @param {string} goal
 * @param {string} executable
 */
async function compile(goal, executable) {
  const missing = ['python3', 'make', 'g++'].filter((program) => !isOnPath(program));
  if (missing.length > 0) {
    await installSystemPackages(missing, `compiling SQLite for this runtime needs ${missing.join(', ')}`);
  }
  const work = `${path.dirname(goal)}.${process.pid}.partial`;
  const source = path.join(work, 'better-sqlite3');
  try {
    mkdirSync(work, { recursive: true });
    cpSync(packageFolder, source, {
      recursive: true,
      filter: (file) => !file.startsWith(path.join(packageFolder, 'prebuilds')),
    });
    cpSync(path.join(nodeModules, 'node-addon-api'), path.join(work, 'node_modules', 'node-addon-api'), {
      recursive: true,
    });
    const description = path.join(source, 'binding.gyp');
    const before = readFileSync(description, 'utf8');
    // References to primitive values are what version 13 needs from Node-API 10; older runtimes have them as an
    // experimental feature, and 2147483647 is how Node-API spells "experimental". NAPI_VERSION=9 does not do.
    const after = before.replaceAll("'NAPI_VERSION=10'", "'NAPI_VERSION=2147483647', 'NAPI_EXPERIMENTAL'");
    if (after === before) throw new BootstrapError('binding.gyp of better-sqlite3 is not as expected');
    writeFileSync(description, after);

    const nodedir = await headersFolder();
    const finished = await withProgress('compiling SQLite for this Electron (about 70 s, once)', () =>
      capture(
        'node',
        [
          path.join(nodeModules, 'node-gyp', 'bin', 'node-gyp.js'),
          'rebuild',
          '--release',
          '--force_build=1',
          ...(nodedir === undefined ? [] : [`--nodedir=${nodedir}`]),
        ],
        { cwd: source, env: { ...systemEnvironment(), JOBS: String(os.cpus().length) } },
      ),
    );
    const built = path.join(source, 'build', 'Release', 'better_sqlite3.node');
    if (finished.code !== 0 || !existsSync(built)) {
      throw new BootstrapError(`better-sqlite3 could not be compiled:\n${finished.output.slice(-4000)}`);
    }
    await tryOut(executable, built);
    mkdirSync(path.dirname(goal), { recursive: true });
    renameSync(built, goal);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Headers already on this machine spare node-gyp a download: npm's nodedir first, then beside the Node in use. */
async function headersFolder() {
  const configured = await capture('npm', ['config', 'get', 'nodedir'], { env: systemEnvironment() });
  const prefix = await capture('node', ['-p', 'path.dirname(path.dirname(process.execPath))'], {
    env: systemEnvironment(),
  });
  const candidates = [process.env['npm_config_nodedir'], configured.output.trim(), prefix.output.trim()];
  return candidates.find(
    (folder) =>
      folder !== undefined &&
      path.isAbsolute(folder) &&
      existsSync(path.join(folder, 'include', 'node', 'node_api.h')),
  );
}

/**
 * @param {string} executable
 * @param {string} binding
 */
async function tryOut(executable, binding) {
  const script =
    `const Database = require(${JSON.stringify(packageFolder)});` +
    `const database = new Database(':memory:', { nativeBinding: ${JSON.stringify(binding)} });` +
    `console.log('answer ' + database.prepare('select 6 * 7 as n').get().n);`;
  const { output } = await capture(executable, ['-e', script], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 30_000,
  });
  if (!output.includes('answer 42')) {
    throw new BootstrapError(`the compiled better-sqlite3 does not load in this Electron:\n${output}`);
  }
}
