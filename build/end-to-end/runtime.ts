// The Electron that the set-up has chosen, as the tests launch it.
// Must not choose or install one: `npm test` and `npm run e2e` do that before.

import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Runtime {
  readonly executable: string;
  /** What must precede the application's own arguments. */
  readonly arguments: readonly string[];
  readonly version: string;
  /** A better-sqlite3 for this runtime, where the packaged one does not load. */
  readonly nativeBinding: string | null;
}

const projectRoot = path.resolve(import.meta.dirname, '..', '..');

export function readRuntime(): Runtime {
  const file = path.join(projectRoot, '.cache', 'runtime.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Runtime;
}

/** Arguments of every launch in a test or a measurement, before those of the application. */
export function launchArguments(runtime: Runtime, profile: string): string[] {
  return [
    // Chromium refuses its sandbox as root; the page's own isolation is the same.
    ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--log-level=3',
    `--user-data-dir=${profile}`,
    ...runtime.arguments,
  ];
}

/** The environment of a launch: nothing of the person's own settings that could change a result. */
export function launchEnvironment(runtime: Runtime): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('ELECTRON_'),
  );
  return {
    ...Object.fromEntries(inherited),
    ...(runtime.nativeBinding === null ? {} : { ASC_NOTEBOOK_NATIVE_BINDING: runtime.nativeBinding }),
  };
}
