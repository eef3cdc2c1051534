// People at a shared bench: a new notebook, accounts by the administrator, own passwords, lock, and what stays closed.
// Must not test the study's screens.

import { join } from 'node:path';
import { expect, expectNoAxeViolations, test } from './fixtures.ts';
import { answerDialogs, Entry } from './pages/entry.ts';
import { Shell } from './pages/shell.ts';

const password = 'four words in a row';

test('[P11-100] [P11-200] from an empty folder to a technician with a password of their own', async ({
  launch,
  folder,
}) => {
  const { application, page } = await launch();
  const entry = new Entry(page);
  const shell = new Shell(page);
  await answerDialogs(application, { save: join(folder, 'study.ascnb') });
  await entry.newNotebook('administrator-1', 'Administrator 1', password);
  await expectNoAxeViolations(page);
  await entry.signIn('administrator-1', password);

  // An administrator sees accounts, and nothing of the study.
  await expect(shell.heading).toHaveText('Settings');
  await expect(shell.rail('Animals')).toHaveCount(0);
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'New account' }).click();
  await page.getByLabel('Id', { exact: true }).fill('technician-1');
  await page.getByLabel('Name as printed').fill('Technician 1');
  await page.getByLabel('Identity verified by').fill('Administrator 1');
  await page.getByText('Technician', { exact: true }).click();
  await page.getByRole('button', { name: 'Create the account' }).click();
  const code = await page.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/).innerText();
  await page.getByRole('button', { name: 'The code is handed over' }).click();

  await shell.switchTo('technician-1', code);
  await expect(shell.heading).toHaveText('Choose your password');
  await expectNoAxeViolations(page);
  await entry.choosePassword(code, `${password} 2`);
  await expect(shell.heading).toHaveText('Today');
  await expect(page.getByRole('banner')).toContainText('Technician 1');
});

test('[P11-10d] a locked screen shows nothing of the study and opens with the password', async ({
  launch,
  folder,
}) => {
  const { application, page } = await launch();
  const entry = new Entry(page);
  const shell = new Shell(page);
  await answerDialogs(application, { save: join(folder, 'study.ascnb') });
  await entry.newNotebook('administrator-1', 'Administrator 1', password);
  await entry.signIn('administrator-1', 'a wrong password');
  await expect(page.getByRole('alert')).toContainText('do not belong together');
  await entry.signIn('administrator-1', password);
  await expect(shell.heading).toHaveText('Settings');
  await page.keyboard.press('Control+L');
  await expect(shell.heading).toHaveText('Locked');
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expectNoAxeViolations(page);
  await page.getByLabel('Password or one-time code').fill(password);
  await page.keyboard.press('Enter');
  await expect(shell.heading).toHaveText('Settings');
});

test('a second start finds the notebook, and a file that is no notebook is refused with a way on', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  await answerDialogs(first.application, { save: join(folder, 'study.ascnb') });
  await new Entry(first.page).newNotebook('administrator-1', 'Administrator 1', password);
  await expect(new Shell(first.page).heading).toHaveText('Sign in');
  await first.quit();

  const { application, page } = await launch();
  await answerDialogs(application, { open: import.meta.filename });
  await page.getByRole('button', { name: 'Open a notebook' }).click();
  await expect(page.getByRole('alert')).toContainText('is not a notebook');
  await expect(page.getByRole('alert')).toContainText('Choose a file that ends in .ascnb');
  await page.getByRole('button', { name: join(folder, 'study.ascnb') }).click();
  await expect(new Shell(page).heading).toHaveText('Sign in');
});
