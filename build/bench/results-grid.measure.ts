// Scrolling a grid of 10,000 results in the real window: frames that came too late.
// Must not scroll slower than a person with a wheel does.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { tmpdir } from 'node:os';

import { _electron, type Page } from '@playwright/test';

import { foundStudy } from '../../electron/found-study.ts';
import { KnownNotebooks } from '../../electron/notebook/known-notebooks.ts';
import { createNotebook } from '../../electron/notebook/open.ts';
import { Profile } from '../../electron/profile.ts';
import { accepted, director } from '../../electron/testing/bench-notebook.ts';
import { serumAnalyteKeys } from '../../shared/domain/analytes.ts';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { enterResults } from '../../shared/domain/result-commands.ts';
import { launchArguments, launchEnvironment, readRuntime } from '../end-to-end/runtime.ts';
import { lower, median, type Measured, type Measurement } from './measure.ts';

const animals = 1000;
const perCommand = 200;
const patienceMs = 180_000;
/** Of a turn of the wheel; and frames in which it is turned. */
const [stepPixels, frames] = [120, 180];

/** As many animals as have 10,000 results before the operation, each with all serum endpoints. */
function fill(file: string, folder: string): void {
  const options = { known: new KnownNotebooks(path.join(folder, 'known.json')), appVersion: 'bench' };
  const { notebook } = accepted(createNotebook(file, options));
  const founder = { id: director.userId, printedName: 'Study director 1', roles: director.roles };
  accepted(foundStudy(notebook, founder, true, () => {}));
  const ids = Array.from(
    { length: animals },
    (_, index) => `${index < 500 ? 'P' : 'Q'}${String((index % 500) + 1).padStart(3, '0')}`,
  );
  const arrival = {
    sex: 'male',
    birthDate: '2026-06-01',
    source: 'breeder 1',
    strain: 'miniature pig',
    purpose: 'study',
    housing: 'pen 1',
    weightKg: '22',
  };
  accepted(
    notebook.transactAll(
      ids.map((animalId) => ({ command: registerAnimal, input: { ...arrival, animalId, earTag: animalId } })),
      director,
    ),
  );
  for (let at = 0; at < ids.length; at += perCommand) {
    const cells = ids.slice(at, at + perCommand).flatMap((animalId) =>
      serumAnalyteKeys.map((analyte, index) => ({
        animalId,
        timePoint: 'pre-op' as const,
        analyte,
        value: `${index}${animalId.slice(-3)}.5`.replace(/^0+/, '1'),
      })),
    );
    accepted(notebook.transact(enterResults, { cells }, director));
  }
  notebook.close();
}

/** Milliseconds between frames while the grid is scrolled, and while nothing moves. */
async function frameTimes(page: Page, pixels: number): Promise<readonly number[]> {
  return page.evaluate(
    async ({ step, count }) => {
      const place = document.querySelector('.ui-grid-frame > .ui-table-scroll');
      if (!place) throw new Error('There is no grid.');
      const times: number[] = [];
      let before = await new Promise<number>((next) => requestAnimationFrame(next));
      for (let frame = 0; frame < count; frame += 1) {
        place.scrollBy(0, frame < count / 2 ? step : -step);
        const now = await new Promise<number>((next) => requestAnimationFrame(next));
        times.push(now - before);
        before = now;
      }
      return times;
    },
    { step: pixels, count: frames },
  );
}

/** A frame is dropped where the next one comes half a frame later than usual. */
function droppedIn(times: readonly number[], usualMs: number): number {
  return times.reduce((sum, time) => sum + Math.max(0, Math.round(time / usualMs) - 1), 0);
}

const measureResultsGrid: Measurement = async () => {
  const runtime = readRuntime();
  const folder = mkdtempSync(path.join(tmpdir(), 'asc-notebook-grid-'));
  try {
    const file = path.join(folder, 'grid.ascnb');
    fill(file, folder);
    const profile = path.join(folder, 'profile');
    mkdirSync(profile);
    new Profile(profile).noteOpened(file);
    const application = await _electron.launch({
      executablePath: runtime.executable,
      args: launchArguments(runtime, profile),
      env: launchEnvironment(runtime),
      cwd: profile,
    });
    const page = await application.firstWindow();
    await page.getByRole('button', { name: 'grid.ascnb' }).click();
    await page.getByLabel('Id', { exact: true }).fill(director.userId);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor({ timeout: patienceMs });
    const begun = performance.now();
    await page.evaluate(() => {
      location.hash = '#/results/pre-op';
    });
    await page.getByRole('gridcell').first().waitFor({ timeout: patienceMs });
    await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
    const openedMs = performance.now() - begun;
    const still = await frameTimes(page, 0);
    const scrolled = await frameTimes(page, stepPixels);
    await application.close();
    const usual = median(still);
    const measured: Measured[] = [
      lower('grid.opened10000', openedMs, 'ms'),
      lower('grid.frameStill', usual, 'ms'),
      lower('grid.frameScrolled', median(scrolled), 'ms'),
      lower('grid.droppedStill', droppedIn(still, usual), 'frames'),
      lower('grid.droppedScrolled', droppedIn(scrolled, usual), 'frames', 0),
    ];
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

export default measureResultsGrid;
