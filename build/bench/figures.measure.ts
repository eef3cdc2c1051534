// Analyses and figures of the demonstration: every outcome once, the gallery, a file, and a redraw in the real window.
// Must not warm up what is measured first: a person sees the first time.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { _electron, type Page } from '@playwright/test';

import { createDemonstration } from '../../electron/demonstration/demonstration.ts';
import type { Notebook } from '../../electron/notebook/notebook.ts';
import { openNotebook } from '../../electron/notebook/open.ts';
import { accepted, director, TestFolder } from '../../electron/testing/bench-notebook.ts';
import { showAnalysis } from '../../shared/domain/analysis.ts';
import { analytes } from '../../shared/domain/analytes.ts';
import { listFigures, showFigure } from '../../shared/domain/figure-queries.ts';
import { momentIn } from '../../shared/domain/local-time.ts';
import { resultChart } from '../../shared/domain/result-queries.ts';
import { figureSvg } from '../../shared/report/figure-svg.ts';
import { drawFigure } from '../../shared/report/figure.ts';
import { launchArguments, launchEnvironment, readRuntime } from '../end-to-end/runtime.ts';
import { lower, median, timed, type Measured, type Measurement } from './measure.ts';

const repeats = 15;
const patienceMs = 180_000;
const frameMs = 16;

async function demonstration(folder: TestFolder): Promise<Notebook> {
  const file = folder.file('demonstration.ascnb');
  const now = momentIn(Date.UTC(2026, 10, 24, 2, 0, 0), 'Asia/Shanghai');
  accepted(await createDemonstration(file, { ...folder.options(), seed: 1, now }));
  return accepted(openNotebook(file, folder.options())).notebook;
}

function inTheCore(notebook: Notebook): readonly Measured[] {
  // Reading is the storage's, and done once: statistics begin with the values at hand.
  const read = timed(() => {
    for (const { key } of analytes) accepted(notebook.ask(resultChart, { analyte: key }, director));
  });
  const all = timed(() => {
    for (const { key } of analytes) accepted(notebook.ask(showAnalysis, { analyte: key }, director));
  });
  const gallery = timed(() => accepted(notebook.ask(listFigures, {}, director)));
  const shown = () => accepted(notebook.ask(showFigure, { figure: '3a' }, director));
  const asked = Array.from({ length: repeats }, () => timed(shown));
  const model = shown()?.model;
  if (!model) throw new Error('The demonstration has no figure 3a.');
  const drawn = Array.from({ length: repeats }, () =>
    timed(() => figureSvg(drawFigure(model, 174), 'Figure 3a', '')),
  );
  return [
    lower('figures.resultsRead', read, 'ms'),
    lower('figures.allOutcomesFirst', all, 'ms', 200),
    lower('figures.gallery', gallery, 'ms', 200),
    lower('figures.oneAsked', median(asked), 'ms'),
    lower('figures.svg', median(drawn), 'ms', frameMs),
  ];
}

/** Milliseconds in which the charts of a figure are taken away and drawn anew, as a change of the theme has it. */
async function redraws(page: Page, figure: string): Promise<number> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/results/figures/${figure}`);
  await page.locator('.figures-panels canvas').first().waitFor({ timeout: patienceMs });
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
  const times = await page.evaluate(async (count) => {
    const measured: number[] = [];
    for (let repeat = 0; repeat < count; repeat += 1) {
      await new Promise((next) => requestAnimationFrame(next));
      document.documentElement.dataset['theme'] = repeat % 2 === 0 ? 'dark' : 'light';
      // The page's own change of colours is not the figure's.
      document.body.getBoundingClientRect();
      const begun = performance.now();
      // The observer of the theme runs before what is awaited here.
      await Promise.resolve();
      measured.push(performance.now() - begun);
    }
    return measured;
  }, repeats);
  return median(times);
}

async function inTheWindow(): Promise<readonly Measured[]> {
  const runtime = readRuntime();
  const profile = mkdtempSync(path.join(tmpdir(), 'asc-notebook-figures-'));
  try {
    const application = await _electron.launch({
      executablePath: runtime.executable,
      args: [...launchArguments(runtime, profile), '--demo'],
      env: launchEnvironment(runtime),
      cwd: profile,
    });
    const page = await application.firstWindow({ timeout: patienceMs });
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor({ timeout: patienceMs });
    const one = await redraws(page, '2a');
    const three = await redraws(page, '3a');
    await application.close();
    return [lower('figures.redraw', one, 'ms', frameMs), lower('figures.redrawOfThreePanels', three, 'ms')];
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const measureFigures: Measurement = async () => {
  const folder = new TestFolder();
  try {
    const notebook = await demonstration(folder);
    const core = inTheCore(notebook);
    notebook.close();
    return [...core, ...(await inTheWindow())];
  } finally {
    folder.remove();
  }
};

export default measureFigures;
