// Pictures of every screen of the demonstration, in both sizes and themes, and the one that the README shows.
// Must not touch a person's own profile: it runs on a temporary one.

import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { _electron, type ElectronApplication, type Page } from '@playwright/test';

import { launchArguments, launchEnvironment, readRuntime } from '../end-to-end/runtime.ts';

const pictures = path.join(import.meta.dirname, 'pictures');
const readmePicture = path.join(import.meta.dirname, 'readme.png');
const readmeMostBytes = 300_000;
/** The demonstration study is made at its first start. */
const patienceMs = 180_000;

interface Size {
  readonly width: number;
  readonly height: number;
}

const small: Size = { width: 1366, height: 768 };
const sizes: readonly Size[] = [small, { width: 1920, height: 1080 }];
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

interface Shown {
  /** Name of the file, after its number. */
  readonly name: string;
  readonly address: string;
}

/** Every screen of the work; `surgery` is the run that is on the table today, `P24` its animal. */
function screensOf(surgery: string): readonly Shown[] {
  return [
    { name: 'today', address: '#/today' },
    { name: 'animals', address: '#/animals' },
    { name: 'animal', address: '#/animals/P07' },
    { name: 'runs', address: '#/runs' },
    { name: 'run', address: `#/runs/${surgery}` },
    { name: 'operating-room', address: `#/operating-room/${surgery}` },
    { name: 'dose', address: '#/dose' },
    { name: 'dose-of-animal', address: '#/dose/P24' },
    { name: 'lots', address: '#/lots' },
    { name: 'samples', address: '#/samples' },
    { name: 'schedule', address: '#/samples/P22' },
    { name: 'freezer', address: '#/samples/F1/freezer' },
    { name: 'assays', address: '#/assays' },
    { name: 'evaluate', address: '#/assays/new' },
    { name: 'mix', address: '#/assays/mix' },
    { name: 'slides', address: '#/assays/slides' },
    { name: 'ki67', address: '#/assays/ki67' },
    { name: 'results', address: '#/results/alt' },
    { name: 'chart', address: '#/results/alt/chart' },
    { name: 'figures', address: '#/results/figures' },
    { name: 'figure', address: '#/results/figures/3a' },
    { name: 'plan', address: '#/results/plan' },
    { name: 'arrive', address: '#/arrive' },
    { name: 'deviations', address: '#/deviations' },
    { name: 'protocols', address: '#/protocols' },
    { name: 'audit', address: '#/audit' },
    { name: 'settings', address: '#/settings' },
  ];
}

async function launch(profile: string, ...parameters: string[]): Promise<ElectronApplication> {
  const runtime = readRuntime();
  return _electron.launch({
    executablePath: runtime.executable,
    args: [...launchArguments(runtime, profile), ...parameters],
    env: launchEnvironment(runtime),
    cwd: profile,
    timeout: patienceMs,
  });
}

/** The page's own mark, and the frame that shows what the mark stands for. */
async function untilReady(page: Page): Promise<void> {
  const twoFrames = (): Promise<void> =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  await page.evaluate(twoFrames);
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached', timeout: patienceMs });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.evaluate(twoFrames);
}

/** The operating room takes the whole screen by itself; a picture has the size that was asked for. */
async function resize(application: ElectronApplication, page: Page, { width, height }: Size): Promise<void> {
  await application.evaluate(
    ({ BrowserWindow }, wanted) => {
      const window = BrowserWindow.getAllWindows()[0];
      if (window?.isFullScreen() === true) window.setFullScreen(false);
      window?.setContentSize(wanted.width, wanted.height);
    },
    { width, height },
  );
  await page.waitForFunction(
    (wanted) => innerWidth === wanted.width && innerHeight === wanted.height,
    { width, height },
    { timeout: 10_000 },
  );
}

async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, address);
  await untilReady(page);
  // Pictures of one screen must not differ by where the mouse was.
  await page.mouse.move(0, 0);
}

async function savePicture(
  page: Page,
  number: number,
  name: string,
  size: Size,
  theme: Theme,
): Promise<void> {
  const file = `${String(number).padStart(2, '0')}-${name}-${size.width}x${size.height}-${theme}.png`;
  await page.screenshot({ path: path.join(pictures, file), animations: 'disabled' });
}

/** Calls `take` once for every size and theme. */
async function inEveryForm(
  application: ElectronApplication,
  page: Page,
  take: (size: Size, theme: Theme) => Promise<void>,
): Promise<void> {
  for (const size of sizes) {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await resize(application, page, size);
      await untilReady(page);
      await take(size, theme);
    }
  }
}

async function callNotebook(page: Page, name: string, input: object): Promise<unknown> {
  return page.evaluate(
    async ([called, given]) => {
      const notebook = Reflect.get(globalThis, 'notebook') as {
        call(name: string, input: unknown): Promise<{ ok: boolean; value?: unknown; refusal?: unknown }>;
      };
      const outcome = await notebook.call(called, given);
      if (!outcome.ok) throw new Error(`${called}: ${JSON.stringify(outcome.refusal)}`);
      return outcome.value;
    },
    [name, input] as const,
  );
}

async function surgeryOnTheTable(page: Page): Promise<string> {
  const { runs } = (await callNotebook(page, 'run.list', { status: 'open' })) as {
    readonly runs: readonly { readonly id: string; readonly code: string }[];
  };
  const surgery = runs.find(({ code }) => code.startsWith('P24-SUR'));
  if (!surgery) throw new Error('The demonstration has no open surgery of P24.');
  return surgery.id;
}

async function startScreens(profile: string): Promise<void> {
  const application = await launch(profile);
  const page = await application.firstWindow();
  await untilReady(page);
  await inEveryForm(application, page, (size, theme) => savePicture(page, 1, 'start', size, theme));
  await application.close();
}

async function workScreens(profile: string): Promise<void> {
  const application = await launch(profile, '--demo');
  const page = await application.firstWindow({ timeout: patienceMs });
  await untilReady(page);
  const screens = screensOf(await surgeryOnTheTable(page));

  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await resize(application, page, small);
  await open(page, '#/today');
  await page.screenshot({ path: readmePicture, animations: 'disabled' });

  await inEveryForm(application, page, async (size, theme) => {
    for (const [index, { name, address }] of screens.entries()) {
      await open(page, address);
      // The clock, not the question who is at it.
      if (name === 'operating-room') await page.keyboard.press('Enter');
      await resize(application, page, size);
      await untilReady(page);
      await savePicture(page, index + 3, name, size, theme);
    }
  });
  await open(page, '#/today');
  await callNotebook(page, 'session.signOut', {});
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await inEveryForm(application, page, (size, theme) => savePicture(page, 2, 'sign-in', size, theme));
  await application.close();
}

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const profiles = mkdtempSync(path.join(tmpdir(), 'asc-notebook-screenshots-'));
try {
  for (const name of ['start', 'work']) mkdirSync(path.join(profiles, name));
  await startScreens(path.join(profiles, 'start'));
  await workScreens(path.join(profiles, 'work'));
} finally {
  rmSync(profiles, { recursive: true, force: true, maxRetries: 5 });
}
const { size } = statSync(readmePicture);
if (size > readmeMostBytes)
  throw new Error(`${readmePicture} has ${size} bytes, more than ${readmeMostBytes}.`);
console.log(`pictures: ${pictures}`);
console.log(`picture of the README: ${readmePicture} (${Math.round(size / 1000)} kB)`);
