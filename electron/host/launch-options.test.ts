// Tests of the command line of the desktop application.
// Must not start Electron.

import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { readLaunchOptions } from './launch-options.ts';

describe('readLaunchOptions', () => {
  it('asks for nothing by default', () => {
    expect(readLaunchOptions(['electron', '--no-sandbox', '.'])).toEqual({ isDemonstration: false });
  });

  it('finds the demonstration and the picture among the arguments of others', () => {
    const argv = ['electron', '--no-sandbox', '--demo', '--user-data-dir=/p', '--screenshot', 'a.png'];
    expect(readLaunchOptions(argv)).toEqual({ isDemonstration: true, screenshotFile: path.resolve('a.png') });
  });

  it('understands the joined form', () => {
    expect(readLaunchOptions(['electron', '--screenshot=b.png']).screenshotFile).toBe(path.resolve('b.png'));
  });
});
