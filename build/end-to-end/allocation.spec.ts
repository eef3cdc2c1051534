// The draw of the allocation in the window: a seed that a person gives needs a reason, and the page says whose it is.
// Must not test the method of the draw: the unit tests do.

import { join } from 'node:path';
import { expect, expectNoAxeViolations, test } from './fixtures.ts';
import { answerDialogs, Entry } from './pages/entry.ts';
import { Shell } from './pages/shell.ts';

const password = 'four words in a row';

test('[P11-10e] a seed is given with a reason or not at all', async ({ launch, folder }) => {
  const { application, page } = await launch();
  const entry = new Entry(page);
  const shell = new Shell(page);
  await answerDialogs(application, { save: join(folder, 'study.ascnb') });
  await entry.newNotebook('administrator-1', 'Administrator 1', password);
  await entry.signIn('administrator-1', password);
  await page.getByRole('button', { name: 'New account' }).click();
  await page.getByLabel('Id', { exact: true }).fill('director-1');
  await page.getByLabel('Name as printed').fill('Director 1');
  await page.getByLabel('Identity verified by').fill('Administrator 1');
  await page.getByText('Study director', { exact: true }).click();
  await page.getByRole('button', { name: 'Create the account' }).click();
  const code = await page.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/).innerText();
  await page.getByRole('button', { name: 'The code is handed over' }).click();
  await shell.switchTo('director-1', code);
  await entry.choosePassword(code, `${password} 2`);
  await expect(shell.heading).toHaveText('Today');

  await shell.goTo('animals', undefined, 'allocation');
  const main = page.getByRole('main');
  const reason = page.getByLabel('Where this seed comes from, and why it is given');
  await expect(page.getByLabel('Seed', { exact: true })).toBeVisible();
  await expect(reason).toHaveCount(0);
  await page.getByLabel('Seed', { exact: true }).fill('00c0ffee00c0ffee');
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Draw the list once' }).click();
  await expect(page.getByRole('alert')).toContainText('makes a list that the program did not draw');
  await reason.fill('Drawn by the statistician');
  await page.getByRole('button', { name: 'Draw the list once' }).click();
  await expect(main).toContainText(
    'The seed was given by Director 1, not drawn by the program: Drawn by the statistician',
  );
});
