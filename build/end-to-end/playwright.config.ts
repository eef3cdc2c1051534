// How the end-to-end tests run: in the real Electron, one window at a time, without a second chance.
// Must not retry: a test that passes only sometimes is a failure to be understood.

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: './results/artifacts',
  // Two slow cores that also build: what is waited for is a person's patience, not a speed (that is the benchmark's).
  timeout: 300_000,
  expect: { timeout: 30_000 },
  retries: 0,
  forbidOnly: true,
  fullyParallel: false,
  workers: 1,
  reporter: [['list']],
});
