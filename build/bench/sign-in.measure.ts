// From the accepted password to a Today board that can be used, in the window, with 10^5 records.
// Must not count the key derivation: a sign-in of nobody, which derives the same, is taken off.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';

import { _electron, type Page } from '@playwright/test';

import { openWriter } from '../../electron/notebook/sqlite.ts';
import { Profile } from '../../electron/profile.ts';
import { makeSecret, storeSecret } from '../../electron/session/password.ts';
import { accepted, director, TestClock } from '../../electron/testing/bench-notebook.ts';
import { todayBoard } from '../../shared/domain/today.ts';
import { launchArguments, launchEnvironment, readRuntime } from '../end-to-end/runtime.ts';
import { benchFolder, filledFile, openFilled } from './filled-notebook.ts';
import { lower, median, timed, type Measured, type Measurement } from './measure.ts';

const repeats = 5;
const password = 'only-for-measuring';

/** Sends the form and waits, frame by frame, until the page shows what `isShown` looks for. */
async function sendAs(page: Page, userId: string, selector: string, text: string): Promise<number> {
  await page.getByLabel('Id', { exact: true }).fill(userId);
  await page.getByLabel('Password or one-time code').fill(password);
  return page.evaluate(
    (sought) =>
      new Promise<number>((resolve) => {
        const isShown = () =>
          document.documentElement.dataset['ready'] === 'true' &&
          document.querySelector(sought.selector)?.textContent?.includes(sought.text) === true;
        const begun = performance.now();
        const look = () => {
          if (isShown()) resolve(performance.now() - begun);
          else requestAnimationFrame(look);
        };
        document.querySelector('form')?.requestSubmit();
        look();
      }),
    { selector, text },
  );
}

async function inWindow(): Promise<Measured> {
  const runtime = readRuntime();
  const folder = mkdtempSync(path.join(benchFolder, 'sign-in-'));
  const file = path.join(folder, 'study.ascnb');
  copyFileSync(filledFile(100_000), file);
  const database = openWriter(file);
  storeSecret(database, director.userId, await makeSecret(password));
  database.close();
  const beyond: number[] = [];
  try {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const profile = path.join(folder, `profile-${repeat}`);
      mkdirSync(profile);
      new Profile(profile).noteOpened(file);
      const application = await _electron.launch({
        executablePath: runtime.executable,
        args: launchArguments(runtime, profile),
        env: launchEnvironment(runtime),
        cwd: profile,
      });
      const page = await application.firstWindow();
      await page.getByRole('button', { name: 'study.ascnb' }).click();
      const refused = await sendAs(page, 'nobody-1', '[role=alert]', '');
      const toToday = await sendAs(page, director.userId, 'h1', 'Today');
      beyond.push(toToday - refused);
      await application.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return lower('signIn.toTodayInWindow1e5', median(beyond), 'ms', 300);
}

function inCore(): readonly Measured[] {
  const clock = new TestClock();
  const openMs: number[] = [];
  const boardMs: number[] = [];
  for (let repeat = 0; repeat < 10; repeat++) {
    const begun = performance.now();
    const notebook = openFilled(100_000, clock);
    openMs.push(performance.now() - begun);
    boardMs.push(timed(() => accepted(notebook.ask(todayBoard, {}, director))));
    notebook.close();
  }
  return [lower('signIn.open1e5', median(openMs), 'ms'), lower('signIn.board1e5', median(boardMs), 'ms')];
}

const measureSignIn: Measurement = async () => [...inCore(), await inWindow()];

export default measureSignIn;
