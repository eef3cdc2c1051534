// The passing messages at the edge of the window: they cover nothing that can be pressed, nor the clock in theatre.
// Must not test what the messages say.

import { expect, test, type Launched } from './fixtures.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import type { Shell } from './pages/shell.ts';
import { Theatre } from './pages/theatre.ts';

type Page = Launched['page'];

/** The smallest screen that the design is made for. */
async function makeSmall({ application, page }: Launched): Promise<void> {
  await application.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    if (window?.isFullScreen() === true) window.setFullScreen(false);
    window?.setContentSize(1366, 768);
  });
  await page.waitForFunction(() => innerWidth === 1366 && innerHeight === 768);
}

/** A scan of nothing known, wherever the focus is: the shortest way to a message. */
async function scanUnknown(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const key of ['X', 'Y', 'Z', '9', 'Enter'])
      window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
}

/** What can be pressed or read as a clock, and lies under a message, each by its name. */
async function covered(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    // The message comes in one frame, the room for it in the next.
    for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
    const things = [
      ...document.querySelectorAll('button, input, a, select, textarea, tbody tr, [role="timer"]'),
    ].filter((one) => one.closest('.ui-toasts') === null);
    // Its rectangles are cut to what the scrolled places around leave visible.
    const seen = await new Promise<readonly IntersectionObserverEntry[]>((resolve) => {
      const observer = new IntersectionObserver((entries) => {
        observer.disconnect();
        resolve(entries);
      });
      for (const thing of things) observer.observe(thing);
    });
    const messages = [...document.querySelectorAll('.ui-toasts > li')].map((one) =>
      one.getBoundingClientRect(),
    );
    return seen
      .filter(({ intersectionRect: rect }) =>
        messages.some(
          (message) =>
            rect.width > 0 &&
            rect.height > 0 &&
            rect.left < message.right &&
            rect.right > message.left &&
            rect.top < message.bottom &&
            rect.bottom > message.top,
        ),
      )
      .map(({ target }) => target.textContent || target.outerHTML);
  });
}

async function expectNothingCovered(shell: Shell): Promise<void> {
  await scanUnknown(shell.page);
  await expect(shell.messages.getByRole('listitem').first()).toBeVisible();
  expect(await covered(shell.page)).toEqual([]);
  await expect(shell.messages.getByRole('listitem').first()).toBeVisible();
}

test('a message covers nothing that can be pressed, on a page, in a dialog, in a drawer', async ({
  launch,
}) => {
  const launched = await demonstrationStarter(launch)();
  const { page, shell } = launched;
  await makeSmall(launched);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await shell.goTo('animals');
  await expect(shell.heading).toHaveText('Animals');
  await expectNothingCovered(shell);

  await shell.goTo('animals', undefined, 'weigh');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNothingCovered(shell);

  await shell.goTo('settings', undefined, 'study');
  await page.getByRole('row', { name: 'Primary outcome' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Record this answer' })).toBeVisible();
  await expectNothingCovered(shell);
});

test('in the operating room a message covers neither the clock nor an action', async ({ launch }) => {
  const launched = await demonstrationStarter(launch)();
  const { page, shell } = launched;
  await shell.timer('Ischaemia').click();
  const theatre = new Theatre(page);
  await theatre.confirmPeople();
  await expect(theatre.clock('Ischaemia')).toBeVisible();
  await makeSmall(launched);
  const clampOff = theatre.action('Clamp off');
  const before = await clampOff.boundingBox();
  await expectNothingCovered(shell);
  // Nor does it move under the finger.
  expect(await clampOff.boundingBox()).toEqual(before);
});
