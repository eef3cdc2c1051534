// A text file of no known format: what its columns mean is said once, and offered for the next one.
// Must not test the evaluation that follows: assays.spec.ts does.

import { expect, expectNoAxeViolations, test } from './fixtures.ts';
import { Assays } from './pages/assays.ts';
import { demonstrationStarter } from './pages/demonstration.ts';

const table = (values: readonly string[]): string =>
  [
    'Our reader, exported',
    '',
    'Position;Kind;Reading;Tube',
    ...values.map((value, index) => `A${index + 1};${index === 0 ? 'B' : 'S'};${value};P0${index + 1} D1`),
    '',
  ].join('\n');

test('[ALC-3] any delimited text is read by columns that a person names, and the next one by their name', async ({
  launch,
}) => {
  const { page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await shell.become('Technician 2');
  const assays = new Assays(page);
  await shell.goTo('assays', 'new');
  await assays.drop('our reader.csv', table(['0,045', '0,612', '1,250']));
  await expect(page.getByRole('alert')).toContainText('format');
  await expect(page.getByRole('region', { name: 'First rows of the file' })).toContainText('Tube');
  await expectNoAxeViolations(page);

  // Nothing is guessed: pressed too early, it says what is missing.
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect(page.getByText('Choose the column of the readings, or of the Cq.')).toBeVisible();
  const choose = async (label: string, option: string): Promise<void> => {
    await page
      .getByRole('main')
      .getByRole('button', { name: new RegExp(` ${label}$`) })
      .click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('Well, such as A1', 'Position');
  await choose('Reading', 'Reading');
  await choose('Sample', 'Tube');
  await choose('Kind of sample', 'Kind');
  await choose('“B” is', 'a blank');
  await choose('“S” is', 'a sample');
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect(page.getByRole('grid', { name: 'Plate' })).toContainText('1.250');
  await expect(assays.well('A1')).toContainText('0.045');

  await page.getByRole('button', { name: 'Discard this draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard this draft' }).click();
  await assays.drop('our reader, second.csv', table(['0,050', '0,702']));
  await page.getByRole('button', { name: 'Read it as “our reader”' }).click();
  await expect(page.getByRole('grid', { name: 'Plate' })).toContainText('0.702');
});
