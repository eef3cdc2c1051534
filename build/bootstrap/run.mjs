// @ts-check
// The one entrance of every script in package.json: sets up what is missing, then runs the command that was asked
// for. Must run on Node 20 with no package installed, and must not write to standard output.

import { existsSync } from 'node:fs';
import path from 'node:path';

import { buildApplication, isBuildFresh } from './application-build.mjs';
import { foreground, toolEnvironment } from './child.mjs';
import { announce, establishRuntime, freshRuntime } from './electron-runtime.mjs';
import { locked } from './lock.mjs';
import { arePackagesFresh, installPackages } from './packages.mjs';
import { inProject, nodeModules, pinnedNode, projectRoot } from './paths.mjs';
import { BootstrapError, say } from './report.mjs';
import { ensureSystemLibraries, isRoot, needsVirtualDisplay } from './system-libraries.mjs';

/**
 * @typedef {object} Command
 * @property {boolean} needsBuild
 * @property {boolean} needsElectron
 * @property {string[]} [script] run on the pinned Node, before the caller's arguments
 */

/** @type {Record<string, Command>} */
const commands = {
  start: { needsBuild: true, needsElectron: true },
  test: { needsBuild: true, needsElectron: true, script: [inProject('build', 'test.ts')] },
  check: { needsBuild: false, needsElectron: false, script: [inProject('build', 'test.ts'), '--check'] },
  e2e: {
    needsBuild: true,
    needsElectron: true,
    script: [
      path.join(nodeModules, '@playwright', 'test', 'cli.js'),
      'test',
      '--config',
      inProject('build', 'end-to-end', 'playwright.config.ts'),
    ],
  },
  bench: { needsBuild: true, needsElectron: true, script: [inProject('build', 'bench', 'run.ts')] },
  screenshots: {
    needsBuild: true,
    needsElectron: true,
    script: [inProject('build', 'screenshots', 'run.ts')],
  },
  package: { needsBuild: true, needsElectron: true, script: [inProject('build', 'packaging', 'package.ts')] },
  notebook: { needsBuild: true, needsElectron: false, script: [inProject('out', 'main', 'cli.js')] },
  build: { needsBuild: true, needsElectron: false },
};

/** @param {Command} command */
async function setUp(command) {
  const isReady =
    arePackagesFresh() &&
    (!command.needsBuild || isBuildFresh()) &&
    (!command.needsElectron || freshRuntime() !== undefined);
  if (!isReady) {
    await locked(async () => {
      if (!arePackagesFresh()) await installPackages();
      if (command.needsElectron && freshRuntime() === undefined) await establishRuntime();
      if (command.needsBuild && !isBuildFresh()) await buildApplication();
    });
  }
  return command.needsElectron ? freshRuntime() : undefined;
}

async function main() {
  const [name = '', ...parameters] = process.argv.slice(2);
  const command = commands[name];
  if (command === undefined) {
    throw new BootstrapError(`unknown command "${name}"; there are: ${Object.keys(commands).join(', ')}`);
  }
  const runtime = await setUp(command);
  const env = toolEnvironment();
  let program = pinnedNode;
  let all = [...(command.script ?? []), ...parameters];

  if (runtime !== undefined) {
    await ensureSystemLibraries(runtime.executable);
    announce(runtime);
    if (runtime.nativeBinding !== null) env['ASC_NOTEBOOK_NATIVE_BINDING'] = runtime.nativeBinding;
  }
  if (runtime !== undefined && command.script === undefined) {
    program = runtime.executable;
    // Chromium refuses its sandbox as root. Never otherwise: the sandbox is part of the design.
    all = [
      ...(isRoot && process.platform === 'linux' ? ['--no-sandbox'] : []),
      ...runtime.arguments,
      ...parameters,
    ];
  } else if (command.script === undefined) {
    return 0;
  }
  const script = command.script?.[0];
  if (script !== undefined && !existsSync(script)) {
    throw new BootstrapError(`${path.relative(projectRoot, script)} does not exist yet`);
  }
  if (runtime !== undefined && needsVirtualDisplay) {
    say('no display found: running under a virtual one (xvfb-run)');
    // No graphics card and no message bus there: Chromium would try both and fill the terminal with complaints.
    if (command.script === undefined) all = ['--disable-gpu', '--log-level=3', ...all];
    all = ['-a', '-s', '-screen 0 1920x1200x24', program, ...all];
    program = 'xvfb-run';
  }
  // Paths on the command line are the caller's: the notebook command must see his folder, not the project.
  const cwd =
    name === 'notebook' || name === 'start' ? (process.env['INIT_CWD'] ?? process.cwd()) : projectRoot;
  return foreground(program, all, { cwd, env, ownGroup: program === 'xvfb-run' });
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
