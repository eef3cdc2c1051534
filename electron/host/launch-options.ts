// What the command line asks of the desktop application.
// Must not act on any of it.

import path from 'node:path';

export interface LaunchOptions {
  /** Open the demonstration study at once. */
  readonly isDemonstration: boolean;
  /** Save a picture of the first ready screen here and quit. */
  readonly screenshotFile?: string;
}

/** @param argv process.argv; what Electron, Chromium or a test driver put before or between is passed over. */
export function readLaunchOptions(argv: readonly string[]): LaunchOptions {
  const isDemonstration = argv.includes('--demo');
  const file = valueOf(argv, '--screenshot');
  return file === undefined ? { isDemonstration } : { isDemonstration, screenshotFile: path.resolve(file) };
}

function valueOf(argv: readonly string[], name: string): string | undefined {
  const joined = argv.find((each) => each.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1);
  const place = argv.indexOf(name);
  return place === -1 ? undefined : argv[place + 1];
}
