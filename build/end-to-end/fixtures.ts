// What every end-to-end test starts from: the real application on a fresh profile, closed and explained afterwards.
// Must not know a screen: these are in pages/.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import {
  _electron,
  expect,
  test as base,
  type ElectronApplication,
  type Page,
  type TestInfo,
} from '@playwright/test';

import { launchArguments, launchEnvironment, readRuntime } from './runtime.ts';

export interface LaunchRequest {
  /** Arguments of the application, such as `--demo`. */
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** One running application. */
export interface Launched {
  readonly application: ElectronApplication;
  /** Its window, ready. */
  readonly page: Page;
  /** Ends the process as a power cut would: nothing is saved or closed. */
  kill(): Promise<void>;
  /** Quits as a person does. */
  quit(): Promise<void>;
}

interface Fixtures {
  /** A folder of this test alone, for notebooks and exports; removed afterwards. */
  readonly folder: string;
  /** The profile (user data) of this test; the same for every launch in it. */
  readonly profile: string;
  /** Starts the application; call it again after `quit` or `kill` for the next start on the same profile. */
  readonly launch: (request?: LaunchRequest) => Promise<Launched>;
  /** The window of an application started without arguments. */
  readonly window: Page;
}

async function temporaryFolder(name: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), `asc-notebook-${name}-`));
  await use(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The mark that the page sets when everything its first screen shows is there. */
async function untilReady(page: Page): Promise<void> {
  await expect(page.locator('html[data-ready="true"]')).toHaveCount(1);
}

/** What a person would have seen when the test failed, as a picture and in words. */
async function attachScreen(application: ElectronApplication, testInfo: TestInfo): Promise<void> {
  const [page] = application.windows();
  if (!page) return;
  const picture = testInfo.outputPath('screen.png');
  await page.screenshot({ path: picture });
  await testInfo.attach('screen', { path: picture, contentType: 'image/png' });
  const words = testInfo.outputPath('screen.txt');
  await writeFile(words, await page.locator('body').ariaSnapshot());
  await testInfo.attach('screen in words', { path: words, contentType: 'text/plain' });
}

export const test = base.extend<Fixtures>({
  // Playwright reads from the pattern which fixtures are needed; an empty one means none.
  // oxlint-disable-next-line no-empty-pattern
  folder: async ({}, use) => temporaryFolder('test', use),

  // oxlint-disable-next-line no-empty-pattern
  profile: async ({}, use) => temporaryFolder('profile', use),

  launch: async ({ profile }, use, testInfo) => {
    const runtime = readRuntime();
    const running = new Set<ElectronApplication>();
    const log: string[] = [];
    let launches = 0;

    await use(async (request = {}) => {
      launches += 1;
      const launchNumber = launches;
      const start = (timeout: number) =>
        _electron.launch({
          executablePath: runtime.executable,
          args: [...launchArguments(runtime, profile), ...(request.arguments ?? [])],
          env: { ...launchEnvironment(runtime), ...request.environment },
          cwd: profile,
          timeout,
        });
      // Now and then the driver waits for ever on its connection to an application that runs: it gets a second try. An
      // application that does not start fails in both.
      const application = await start(60_000).catch((error: unknown) => {
        log.push(`[${launchNumber} driver] ${String(error)}`);
        return start(120_000);
      });
      running.add(application);
      const child = application.process();
      const note = (source: string, text: string): void => {
        log.push(`[${launchNumber} ${source}] ${text.trimEnd()}`);
      };
      child.stdout?.on('data', (data) => note('out', String(data)));
      child.stderr?.on('data', (data) => note('err', String(data)));
      await application.context().tracing.start({ screenshots: true, snapshots: true });
      // The window comes once the demonstration is made, where that is asked for.
      const page = await application.firstWindow({ timeout: 120_000 });
      page.on('console', (message) => note(`page ${message.type()}`, message.text()));
      page.on('pageerror', (error) => note('page error', error.stack ?? error.message));
      await untilReady(page);
      const hasEnded = new Promise<void>((resolve) => {
        child.once('exit', () => {
          running.delete(application);
          resolve();
        });
      });
      return {
        application,
        page,
        kill: async () => {
          child.kill('SIGKILL');
          await hasEnded;
        },
        quit: async () => {
          await application.close();
          await hasEnded;
        },
      };
    });

    const hasFailed = testInfo.status !== testInfo.expectedStatus;
    for (const application of running) {
      if (hasFailed) {
        const trace = testInfo.outputPath('trace.zip');
        // A window that is already gone cannot give a trace; the log is there all the same.
        const isTraced = await application
          .context()
          .tracing.stop({ path: trace })
          .then(
            () => true,
            () => false,
          );
        if (isTraced) await testInfo.attach('trace', { path: trace, contentType: 'application/zip' });
        await attachScreen(application, testInfo);
      }
      await application.close();
    }
    if (hasFailed) {
      const file = testInfo.outputPath('application.log');
      await writeFile(file, `${log.join('\n')}\n`);
      await testInfo.attach('application.log', { path: file, contentType: 'text/plain' });
    }
  },

  window: async ({ launch }, use) => {
    const { page } = await launch();
    await use(page);
  },
});

/** The rule, the element and the remedy of everything that axe finds on the page as it stands. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // The other mode opens a second page, which an Electron window cannot.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules === undefined ? builder : builder.withRules([...rules])).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.html).join(' | ')})`,
  );
}

export async function expectNoAxeViolations(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
}

export { expect };
