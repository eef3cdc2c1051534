// The clocks where nobody is at the screen: on the locked screen, and when a timer is over.
// Must not test the idle lock, nor sleep and changed clocks: the unit tests of the watch do.

import { expect, test } from './fixtures.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import { Locked } from './pages/locked.ts';
import { Runs } from './pages/runs.ts';
import { Theatre } from './pages/theatre.ts';

test('[P11-10d] clamp off on the locked screen takes its time at once and its person after the sign-in', async ({
  launch,
}) => {
  const { page, shell } = await demonstrationStarter(launch)();
  const locked = new Locked(page);
  const runs = new Runs(page);
  await shell.become('Technician 1');
  await page.keyboard.press('Control+L');
  await expect(shell.heading).toHaveText('Locked');
  const clock = locked.clock('Ischaemia');
  await expect(clock).toHaveText(/^(1\d|2[0-5]):\d\d$/);
  const before = await clock.innerText();
  await expect(clock).not.toHaveText(before);
  // Clocks, and nothing of the study.
  await expect(page.locator('body')).not.toContainText('P24');

  await locked.clampOff();
  await expect(locked.clampOffNoted).toBeVisible();
  const [time = ''] = /\d\d:\d\d:\d\d/.exec(await locked.clampOffNoted.innerText()) ?? [];
  await expect(page.getByRole('button', { name: 'Clamp off' })).toHaveCount(0);
  // The clock stands where it was pressed, and says so.
  await expect(page.getByText(`Clamp off marked at ${time}`)).toBeVisible();
  await expect(locked.clock('Ischaemia, until clamp off')).toHaveText(/^[34]\d:\d\d$/);

  await locked.signInAs('surgeon-1');
  await expect(page.getByRole('banner')).toContainText('Surgeon 1');
  await shell.open('Runs');
  await runs.openOf('P24', /ischaemia/i);
  await expect(page.getByText(`Clamp off was pressed on the locked screen at ${time}.`)).toBeVisible();
  await runs.confirmClampOff('Surgeon 1');
  const step = runs.step('Clamp off');
  await expect(step).toContainText('Surgeon 1');
  await expect(shell.timer('Ischaemia')).toHaveCount(0);
  // To the second when it was pressed, not when its person was named.
  await runs.openTheatre();
  const theatre = new Theatre(page);
  await theatre.confirmPeople();
  await expect(theatre.figure('Clamp off')).toHaveText(time);
});

test('[P11-10d] a clamp that comes off long before its time is asked about once, and keeps the first press', async ({
  launch,
}) => {
  const { page, shell } = await demonstrationStarter(launch)();
  const runs = new Runs(page);
  const theatre = new Theatre(page);
  await shell.become('Surgeon 1');
  await shell.open('Runs');
  await runs.openOf('P24', /ischaemia/i);
  await runs.takeBack('Clamp on', 'tapped by mistake');
  await runs.openTheatre();
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  const people = page.locator('.theatre-top');
  await expect(people).toContainText('witnesses');
  await expect(theatre.action('Clamp on')).toBeVisible();
  // Held down it is one press.
  await page.keyboard.down(' ');
  await expect(theatre.action('Clamp off')).toBeVisible();
  const clock = theatre.clock('Ischaemia, remaining');
  await theatre.letPass(clock, 2);
  await page.keyboard.down(' ');
  await page.keyboard.up(' ');
  await expect(theatre.action('Clamp off')).toBeVisible();
  await expect(theatre.next).not.toContainText('Is the clamp really off?');

  await page.keyboard.press(' ');
  await expect(theatre.next).toContainText('Is the clamp really off?');
  const before = await clock.innerText();
  await expect(clock).not.toHaveText(before);
  await page.keyboard.press('Escape');
  await expect(theatre.action('Clamp off')).toBeVisible();
  await expect(theatre.figure('Clamp off')).toHaveCount(0);

  await page.keyboard.press(' ');
  const answer = theatre.action('Yes, off since');
  const [pressed = ''] = /\d\d:\d\d:\d\d/.exec(await answer.innerText()) ?? [];
  await theatre.letPass(clock, 2);
  // The key that asked does not answer.
  await page.keyboard.press(' ');
  await theatre.letPass(clock, 1);
  await expect(answer).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(theatre.figure('Clamp off')).toHaveText(pressed);

  // Whoever was chosen is offered when the view comes back, and recorded only once a key confirmed it.
  await page.keyboard.press('Escape');
  await runs.openTheatre();
  await expect(theatre.action('witnesses')).toBeVisible();
  await expect(people).not.toContainText('witnesses');
  await page.keyboard.press('Enter');
  await expect(people).toContainText('witnesses');

  // An address names people, and confirms nobody.
  const address = await page.evaluate(() => location.hash);
  expect(address).toContain('~');
  await page.keyboard.press('Escape');
  await page.goBack();
  await expect(theatre.action('To the clock')).toBeVisible();
});

test('[P11-10d] a slip that nobody answers does not become the time of the release', async ({ launch }) => {
  const { page, shell } = await demonstrationStarter(launch)();
  const runs = new Runs(page);
  const theatre = new Theatre(page);
  await shell.become('Surgeon 1');
  await shell.open('Runs');
  await runs.openOf('P24', /ischaemia/i);
  await runs.takeBack('Clamp on', 'tapped by mistake');
  await runs.openTheatre();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.keyboard.press(' ');
  await expect(theatre.action('Clamp off')).toBeVisible();
  await theatre.letPass(theatre.clock('Ischaemia, remaining'), 2);
  await page.keyboard.press(' ');
  await expect(theatre.next).toContainText('Without an answer nothing is recorded');
  const answer = theatre.action('Yes, off since');
  const pressedAt = async () => /\d\d:\d\d:\d\d/.exec(await answer.innerText())?.[0];
  const slip = await pressedAt();
  await expect(theatre.next).toContainText(': 2 s left', { timeout: 20_000 });
  await expect(theatre.next).toContainText('Is the clamp really off?');
  await expect(theatre.action('Clamp off')).toBeVisible({ timeout: 4_000 });
  await expect(theatre.figure('Clamp off')).toHaveCount(0);

  // The release is asked about with its own time.
  await page.keyboard.press(' ');
  await expect(answer).toBeVisible();
  const release = await pressedAt();
  expect(release).not.toBe(slip);
  await theatre.letPass(theatre.clock('Ischaemia, remaining'), 2);
  await page.keyboard.press('Enter');
  await expect(theatre.figure('Clamp off')).toHaveText(release ?? '');
});

test('[P11-10e] a timer that is over says so on every screen until somebody acknowledges it', async ({
  launch,
}) => {
  const { page, shell } = await demonstrationStarter(launch)();
  const runs = new Runs(page);
  await shell.become('Technician 1');
  await shell.open('Runs');
  await runs.openOf('P24', /ischaemia/i);
  // 0.02 min: one second.
  await runs.startFreeTimer('Blood gas', '0.02');
  const alarm = shell.alarm('Blood gas · P24');
  await expect(alarm).toContainText('over by');
  await shell.open('Today');
  await expect(alarm).toBeVisible();
  await expect(shell.timer('Blood gas')).toContainText('Overrun');
  await alarm.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(alarm).toHaveCount(0);
  await shell.open('Audit');
  await expect(page.getByRole('row').filter({ hasText: 'timer acknowledged' }).first()).toContainText(
    'Technician 1',
  );
});
