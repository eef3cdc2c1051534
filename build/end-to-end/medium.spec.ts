// The check of a secretome lot: from the lot's page over two files to its evaluation, and back to the lot.
// Must not test the arithmetic: shared/assays does.

import { axeFindings, expect, test } from './fixtures.ts';
import { Assays, gen5Plate, type PlateWell } from './pages/assays.ts';
import { demonstrationStarter } from './pages/demonstration.ts';

const standards = [
  ['1000', '2.103'],
  ['500', '1.452'],
  ['250', '0.872'],
  ['125', '0.471'],
  ['62.5', '0.268'],
  ['31.2', '0.165'],
  ['15.6', '0.112'],
] as const;
const bottles = ['0.861', '0.872', '0.880', '0.869', '0.875'] as const;

const plate: readonly PlateWell[] = [
  ...standards.map(([concentration, reading], index) => ({
    well: `${'ABCDEFG'.charAt(index)}1`,
    id: `STD${index + 1}`,
    name: '',
    concentration,
    reading,
  })),
  { well: 'H1', id: 'BLK', name: '', concentration: '', reading: '0.046' },
  ...bottles.map((reading, index) => ({
    well: `${'ABCDE'.charAt(index)}2`,
    id: `SPL${index + 1}`,
    name: index === 4 ? 'the last' : `bottle ${index + 1}`,
    concentration: '',
    reading,
  })),
];

test('[ALC-3] a lot is checked from the plates of its factors, and leads to them and back', async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const { page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await shell.become('Technician 2');
  const assays = new Assays(page);

  await shell.open('Lots');
  await page.getByRole('row', { name: /SEC-02/ }).click();
  await page.getByRole('button', { name: 'Check from a plate' }).click();
  await expect(page.getByRole('radio', { name: 'Conditioned medium of a lot' })).toBeChecked();
  await assays.drop('medium 1.txt', gen5Plate('medium 1', plate, 'IL-6'));
  await expect(page.getByRole('button', { name: /SEC-02 Lot/ })).toBeVisible();
  await assays.drop('medium 2.txt', gen5Plate('medium 2', plate, 'VEGF'));
  await expect(page.getByRole('tab')).toHaveCount(2);

  // A sample without a number is named; a bottle gets its number by hand.
  await expect(page.getByText('1 sample has no number of a bottle and is left out:')).toBeVisible();
  await page.getByRole('textbox', { name: 'Bottle of the last' }).fill('5');
  await page.getByRole('tab', { name: /VEGF/ }).click();
  await page.getByRole('textbox', { name: 'Bottle of the last' }).fill('5');

  const factors = page.getByRole('table', { name: 'Factors' });
  const row = factors.getByRole('row', { name: /IL-6/ });
  await expect(row).toContainText('255.12 ± 16.97 pg/mL');
  await expect(row).toContainText('5 of 5');
  expect.soft(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  await page
    .getByRole('textbox', { name: 'Why it is recorded all the same' })
    .fill('Measured with new kits.');
  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  await expect(shell.heading).toHaveText('medium 1');

  // A mean leads down to the wells of its bottles; the evaluation to the lot, and the lot to the evaluation.
  await page.getByRole('grid', { name: 'Factors' }).getByRole('row', { name: /IL-6/ }).click();
  const origin = page.getByRole('region', { name: /^Where it came from: Mean/ });
  await expect(origin.locator('[data-well="E2"]')).toHaveAttribute('aria-selected', 'true');
  expect.soft(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open the lot' }).click();
  await expect(shell.heading).toHaveText('SEC-02');
  await page.getByRole('button', { name: 'Open the evaluation' }).click();
  await expect(shell.heading).toHaveText('medium 1');

  // Evaluated again with a well left out; and what the demonstration recorded comes back to the letter.
  await page.getByRole('button', { name: 'Evaluate again' }).click();
  await assays.well('E2').focus();
  await page.getByRole('textbox', { name: 'Leave E2 out because' }).fill('A bubble.');
  await page.getByRole('textbox', { name: 'Why it is evaluated again' }).fill('E2 had a bubble.');
  await page.getByRole('button', { name: 'Record it again' }).click();
  await expect(page.getByText('Evaluated again')).toBeVisible();
  await shell.open('Assays');
  await page.getByRole('row', { name: /SEC-01, seven factors/ }).click();
  await page.getByRole('button', { name: 'Evaluate again' }).click();
  await expect(page.getByRole('tab')).toHaveCount(7);
  await page.getByRole('textbox', { name: 'Why it is evaluated again' }).fill('To see it again.');
  await page.getByRole('button', { name: 'Record it again' }).click();
  await expect(page.getByRole('alert')).toContainText('“SEC-01, seven factors” would not change.');
});
