// What must not be lost: what was typed and not saved, and a notebook that was damaged.
// Must not test what is saved: the study day does.

import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { expect, expectNoAxeViolations, test } from './fixtures.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import { answerDialogs, Entry } from './pages/entry.ts';

const password = 'four words in a row';

test('a registration that was begun is there after another screen, and after a kill', async ({ launch }) => {
  const start = demonstrationStarter(launch);
  const first = await start();
  const { page, shell } = first;
  await shell.goTo('animals');
  await page.getByRole('button', { name: 'Register an animal' }).click();
  await page.getByLabel(/^Id\b/).fill('P31');
  await page.getByLabel('Strain').fill('Bama miniature pig');
  await shell.goTo('today');
  await expect(shell.heading).toHaveText('Today');
  await shell.goTo('animals');
  await page.getByRole('button', { name: 'Register an animal' }).click();
  await expect(page.getByLabel(/^Id\b/)).toHaveValue('P31');

  await first.kill();
  const second = await start();
  await second.shell.goTo('animals');
  await second.page.getByRole('button', { name: 'Register an animal' }).click();
  await expect(second.page.getByLabel('Strain')).toHaveValue('Bama miniature pig');
});

test('[PAIN-10] a block is pasted into a grid that was just opened, and is still there after a kill', async ({
  launch,
}) => {
  const start = demonstrationStarter(launch);
  const first = await start();
  const { application, page, shell } = first;
  await shell.become('Technician 2');
  await shell.goTo('results', 'vegf');
  const cell = (of: typeof page) => of.locator('[data-place="1,1"]');
  await expect(cell(page)).toBeVisible();
  await application.evaluate(({ clipboard }) => clipboard.writeText('101.5\t102.5\n103.5\t104.5'));
  await page.keyboard.press('Control+V');
  await expect(cell(page)).toContainText('104.5');
  await shell.goTo('today');
  await expect(shell.heading).toHaveText('Today');
  await shell.goTo('results', 'vegf');
  await expect(cell(page)).toContainText('104.5');
  // Nobody else at this window saves them.
  await shell.become('Technician 1');
  await shell.goTo('results', 'vegf');
  await expect(cell(page)).toBeVisible();
  await expect(cell(page)).not.toContainText('104.5');

  await first.kill();
  const second = await start();
  await second.shell.become('Technician 2');
  await second.shell.goTo('results', 'vegf');
  await expect(cell(second.page)).toContainText('104.5');
});

test('an evaluation that is put together is there after another person and after a kill, and is not replaced unasked', async ({
  launch,
}) => {
  const start = demonstrationStarter(launch);
  const first = await start();
  const { page, shell } = first;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const begin = async (title: string): Promise<void> => {
    await shell.goTo('assays', 'new');
    await page.getByText('Western blot', { exact: true }).click();
    await page.getByRole('button', { name: 'Start with an empty grid' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill(title);
  };
  await shell.become('Technician 2');
  await begin('Blots of Tuesday');
  await page.getByRole('textbox', { name: 'Lanes to add' }).fill('P02 D1');
  await page.getByRole('button', { name: 'Add the lanes' }).click();
  await expect(page.getByRole('grid', { name: 'Densities' })).toContainText('P02 D1');
  // Another person's own draft is another one.
  await shell.become('Technician 1');
  await begin('Blots of somebody else');
  await first.kill();

  const second = await start();
  await second.page.emulateMedia({ reducedMotion: 'reduce' });
  await second.shell.become('Technician 2');
  await second.shell.goTo('assays');
  const main = second.page.getByRole('main');
  await second.page
    .getByRole('row', { name: /Western blot/ })
    .first()
    .click();
  await second.page.getByRole('button', { name: 'Evaluate again' }).click();
  await expect(second.page.getByRole('dialog')).toContainText('“Blots of Tuesday”');
  await expectNoAxeViolations(second.page);
  await second.page.getByRole('dialog').getByRole('button', { name: 'Go on with the evaluation' }).click();
  await expect(second.page.getByRole('textbox', { name: 'Title' })).toHaveValue('Blots of Tuesday');
  await expect(main.getByRole('grid', { name: 'Densities' })).toContainText('P02 D1');
});

test('a damaged notebook is refused for writing, and opened for reading only', async ({ launch, folder }) => {
  const sound = join(folder, 'sound.ascnb');
  const damaged = join(folder, 'damaged.ascnb');
  const { application, page } = await launch();
  const entry = new Entry(page);
  await answerDialogs(application, { save: sound });
  await entry.newNotebook('administrator-1', 'Administrator 1', password);
  await page.getByRole('button', { name: 'Another notebook' }).click();
  await expect(page.getByRole('button', { name: 'Open a notebook' })).toBeVisible();
  await copyFile(sound, damaged);
  const database = new Database(damaged);
  database.exec('DROP TRIGGER recordIsNotDeleted');
  database.close();

  await answerDialogs(application, { open: damaged });
  await page.getByRole('button', { name: 'Open a notebook' }).click();
  await expect(page.getByRole('alert')).toContainText('is damaged');
  await page.getByRole('button', { name: 'Open it for reading only' }).click();
  await entry.signIn('administrator-1', password);
  await expect(page.getByRole('banner')).toContainText('Read only');
  await expect(page.getByText('open for reading only: nothing can be recorded in it')).toBeVisible();
  await expectNoAxeViolations(page);
});
