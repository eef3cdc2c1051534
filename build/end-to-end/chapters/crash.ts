// The end of a study day: a timer runs, the process is killed, and everything is there again.
// Must not look into the file: the spec verifies it from the command line.

import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { expect, type Launched } from '../fixtures.ts';
import { Doses } from '../pages/dose.ts';
import { Results } from '../pages/results.ts';
import { Runs } from '../pages/runs.ts';
import { Shell } from '../pages/shell.ts';

type Page = Launched['page'];

const freeTimerMinutes = 30;

/** Between which moments the timer was started, epoch ms. */
interface TimerStart {
  readonly earliest: number;
  readonly latest: number;
}

export async function startTimer(page: Page): Promise<TimerStart> {
  const shell = new Shell(page);
  const runs = new Runs(page);
  await shell.open('Runs');
  await runs.openOf('P24', /ischaemia/i);
  const earliest = Date.now();
  await runs.startFreeTimer('Blood gas', String(freeTimerMinutes));
  await expect(shell.timer('Blood gas')).toBeVisible();
  return { earliest, latest: Date.now() };
}

export async function demonstrationFile(profile: string): Promise<string> {
  const name = (await readdir(profile)).find((one) => /^demonstration-.*\.ascnb$/.test(one));
  return path.join(profile, name ?? '');
}

/** What was saved before the crash. */
interface Saved {
  /** µL of the dose of P24. */
  readonly draw: number;
  /** Of the sample that was stored. */
  readonly place: string;
  /** Of day 1 of P23. */
  readonly alt: string;
}

export async function expectEverything(page: Page, saved: Saved): Promise<void> {
  const shell = new Shell(page);
  await shell.goTo('animals', 'P26');
  await expect(page.getByRole('main')).toContainText('22.1');
  // What was typed and not saved is no record.
  await expect(page.getByRole('main')).not.toContainText('22.2');
  await shell.goTo('dose', 'P24');
  await expect(new Doses(page).amount('Injected into P24')).toContainText(String(saved.draw));
  await shell.goTo('samples', 'P23-D1-RNA-1');
  await expect(page.getByRole('main')).toContainText(saved.place);
  await shell.goTo('results', 'alt');
  await expect(await new Results(page).cell('P23', 'Day 1')).toHaveText(saved.alt);
}

export async function expectTimer(page: Page, start: TimerStart): Promise<void> {
  const runs = new Runs(page);
  await new Shell(page).open('Runs');
  await runs.openOf('P24', /ischaemia/i);
  const timer = runs.timer('Blood gas');
  await expect(timer).toContainText('the program did not run (it ended unexpectedly). The clock went on.');
  const from = Date.now();
  const [, minutes, seconds] = /(\d+):(\d\d) of 30:00/.exec(await timer.innerText()) ?? [];
  const shownMs = (Number(minutes) * 60 + Number(seconds)) * 1000;
  // Whole seconds are shown, renewed five times a second.
  expect(shownMs).toBeGreaterThan(from - start.latest - 1500);
  expect(shownMs).toBeLessThanOrEqual(Date.now() - start.earliest);
  await expect(runs.step('Clamp off')).toContainText('Technician 1');
  await expect(runs.step('End of the resection')).toContainText('176');
}
