// Makes the installable application with electron-builder, from Electron's own release only.
// Must not package a third-party runtime: nobody could check what is in it.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..', '..');
const runtime = JSON.parse(readFileSync(path.join(root, '.cache', 'runtime.json'), 'utf8')) as {
  readonly kind: string;
};

if (runtime.kind === 'official') {
  const { status } = spawnSync(
    'electron-builder',
    ['--config', 'build/packaging/electron-builder.yml', ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  process.exitCode = status ?? 1;
} else {
  console.error(
    'Packages are made from the official Electron only, which this machine could not download. ' +
      'Run this where it can be, or set ELECTRON_MIRROR and delete .cache.',
  );
  process.exitCode = 1;
}
