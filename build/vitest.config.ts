// Which files are unit and integration tests, and where they run: on Node, beside the code they test.
// Must not include the end-to-end tests: these need the built application.

import path from 'node:path';

import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  cacheDir: '.cache/vitest',
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'out/**', '.cache/**', 'build/end-to-end/**'],
    environment: 'node',
    // A test that says nothing has been forgotten.
    expect: { requireAssertions: true },
    allowOnly: false,
    // Real SQLite files with synchronous=FULL on a slow disk.
    testTimeout: 20_000,
  },
});
