// The window opens, can be read by everyone, and has no way out.
// Must not test a screen beyond its heading.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

import { expect, expectNoAxeViolations, test } from './fixtures.ts';
import { Shell } from './pages/shell.ts';
import { launchArguments, launchEnvironment, readRuntime } from './runtime.ts';

test('the window opens and shows its heading', async ({ window }) => {
  await expect(new Shell(window).heading).toBeVisible();
  expect(window.url()).toBe('app://notebook/index.html');
});

test('axe finds nothing on the first screen', async ({ window }) => {
  await expectNoAxeViolations(window);
});

test('the page has two functions of the main process and nothing of Node', async ({ window }) => {
  const seen = await window.evaluate(() => ({
    require: typeof Reflect.get(globalThis, 'require'),
    process: typeof Reflect.get(globalThis, 'process'),
    module: typeof Reflect.get(globalThis, 'module'),
    notebook: Object.keys(Reflect.get(globalThis, 'notebook') as object).toSorted(),
  }));
  expect(seen).toEqual({
    require: 'undefined',
    process: 'undefined',
    module: 'undefined',
    notebook: ['call', 'on'],
  });
});

test('the network is denied, by the policy of the page and by the session', async ({ launch }) => {
  const { application, page } = await launch();
  const outcome = await page.evaluate(() =>
    fetch('https://example.org/').then(
      () => 'answered',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  // The session's own rule, where no content security policy stands before it.
  const bySession = await application.evaluate(({ net }) =>
    Promise.all(
      ['https://example.org/', 'http://127.0.0.1:9/'].map((address) =>
        net.fetch(address).then(
          () => 'answered',
          (error: unknown) => String(error),
        ),
      ),
    ),
  );
  for (const answer of bySession) expect(answer).toContain('ERR_BLOCKED_BY_CLIENT');
});

test('inline script and style are refused', async ({ window }) => {
  const applied = await window.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = "document.documentElement.dataset.injected = 'true'";
    document.head.append(script);
    const style = document.createElement('style');
    style.textContent = ':root { --injected: yes }';
    document.head.append(style);
    return [
      document.documentElement.dataset['injected'] ?? '',
      getComputedStyle(document.documentElement).getPropertyValue('--injected'),
    ];
  });
  expect(applied).toEqual(['', '']);
});

test('navigation, new windows and permissions are denied', async ({ launch }) => {
  const { application, page } = await launch();
  const opened = await page.evaluate(() => window.open('https://example.org/') === null);
  expect(opened).toBe(true);
  await page.evaluate(() => {
    location.assign('https://example.org/');
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'app://elsewhere/index.html';
    document.body.append(link);
    link.click();
  });
  const permission = await page.evaluate(() => Notification.requestPermission());
  expect(permission).toBe('denied');
  expect(page.url()).toBe('app://notebook/index.html');
  expect(application.windows()).toHaveLength(1);
});

test('only files of the built pages are served', async ({ launch }) => {
  const { application } = await launch();
  const statuses = await application.evaluate(({ net }) =>
    Promise.all(
      ['index.html', '..%2fmain%2fmain.js', '%2e%2e/%2e%2e/package.json', 'missing.js'].map(async (name) =>
        net.fetch(`app://notebook/${name}`).then((response) => response.status),
      ),
    ),
  );
  expect(statuses).toEqual([200, 404, 404, 404]);
});

test('a picture of the first ready screen shows the work, not the page before it', async ({
  window,
}, info) => {
  const runtime = readRuntime();
  const file = info.outputPath('first.png');
  const words = [...launchArguments(runtime, info.outputPath('profile')), '--demo', '--screenshot', file];
  await promisify(execFile)(runtime.executable, words, { env: launchEnvironment(runtime) });
  const address = `data:image/png;base64,${readFileSync(file).toString('base64')}`;
  const colours = await window.evaluate(async (source) => {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context?.drawImage(picture, 0, 0);
    const pixels = context?.getImageData(0, 0, picture.width, picture.height).data ?? new Uint8ClampedArray();
    return new Set(new Uint32Array(pixels.buffer)).size;
  }, address);
  // A page without anything on it has one.
  expect(colours).toBeGreaterThan(100);
});
