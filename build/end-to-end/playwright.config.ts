// How the end-to-end tests run: in the real Electron, one window at a time, without a second chance.
// Must not retry: a test that passes only sometimes is a failure to be understood.

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: './results/artifacts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  forbidOnly: true,
  fullyParallel: false,
  workers: 1,
  reporter: [['list']],
});
