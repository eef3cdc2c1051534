// A qRT-PCR plate from the cycler's file to expressions of the animals, evaluated again, and the reaction mix.
// Must not test the arithmetic: shared/assays does.

import { axeFindings, expect, test } from './fixtures.ts';
import { Assays, lightCyclerText } from './pages/assays.ts';
import { demonstrationStarter } from './pages/demonstration.ts';

const twice = (name: string, cp: string): readonly (readonly [string, string])[] => [
  [name, `${cp}.10`],
  [name, `${cp}.16`],
];

/** Sample and gene in one name, but for the last duplicate, which has no gene, and one late control. */
const plate = [
  ...twice('P02 PRE HGF', '26'),
  ...twice('P02 PRE β-actin', '18'),
  ...twice('P02 D1 β-actin', '18'),
  ['NTC HGF', ''],
  ['NTC β-actin', '20.90'],
  ['noRT HGF', ''],
  ['noRT β-actin', ''],
  ...twice('P02 D1', '24'),
] as const;

test('[ALC-3] a plate of the cycler becomes expressions, and is evaluated again to the letter', async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const { page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await shell.become('Technician 2');
  const assays = new Assays(page);

  await shell.open('Assays');
  await page.getByRole('button', { name: 'Evaluate a file' }).click();
  await expect(page.getByRole('radiogroup', { name: 'What was measured' })).toBeVisible();
  expect.soft(await axeFindings(page)).toEqual([]);
  // A file with CT values is one of a cycler, whatever is chosen.
  await assays.drop('liver plate.txt', lightCyclerText('liver plate', plate));

  const genes = page.getByRole('table', { name: 'Genes on the plate' });
  await expect(genes.getByRole('row')).toHaveCount(3);
  await expect(genes.getByRole('row', { name: /β-actin/ })).toContainText('none: it is the reference');
  await expect(assays.mappingRow('P02 D1')).toContainText('by the pattern');
  await expect(assays.mappingRow('NTC')).toContainText('No-template control');
  await expect(page.getByText('Say of which gene these wells are: A11, A12.')).toBeVisible();

  await page.getByRole('textbox', { name: 'Wells', exact: true }).fill('A11:A12');
  await page.getByRole('combobox', { name: 'are of the gene' }).fill('HGF');
  await page.getByRole('option', { name: 'HGF' }).click();
  await page.getByRole('button', { name: 'Set the gene of 2 wells' }).click();

  const expression = page.getByRole('table', { name: 'Expression by sample and gene' });
  await expect(expression.getByRole('row')).toHaveCount(5);
  // ΔCT 8 before, 6 on day 1: two cycles earlier is four times as much.
  const day1 = expression.getByRole('row').filter({ hasText: 'P02 D1' }).filter({ hasText: 'HGF' });
  await expect(day1).toContainText('24.10 · 24.16');
  await expect(day1).toContainText('4');
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('failed');
  expect.soft(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  const reason = page.getByRole('textbox', { name: 'Why saved results are replaced' });
  await reason.fill('Measured again on a small plate.');
  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  await expect(shell.heading).toHaveText('liver plate');

  const recorded = page.getByRole('grid', { name: 'Expression by sample and gene' });
  await recorded.getByRole('row').filter({ hasText: 'P02 D1' }).filter({ hasText: 'HGF' }).click();
  const origin = page.getByRole('region', { name: /^Where it came from: .* P02 D1\/HGF$/ });
  await expect(origin).toContainText('figure 3c');
  await expect(origin.locator('[data-well="A11"]')).toHaveAttribute('aria-selected', 'true');
  await expect(origin.locator('[data-well="A11"]')).toContainText('P02 D1 · HGF');
  expect.soft(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Evaluate again' }).click();
  await assays.well('A12').focus();
  await page.getByRole('textbox', { name: 'Leave A12 out because' }).fill('A bubble.');
  await page.getByRole('textbox', { name: 'Why it is evaluated again' }).fill('A12 had a bubble.');
  await page.getByRole('button', { name: 'Record it again' }).click();
  await expect(page.getByText('Evaluated again')).toBeVisible();

  // What the demonstration recorded comes back to the letter: recording it again would change nothing.
  await shell.open('Assays');
  await page.getByRole('row', { name: /Expression plate 1/ }).click();
  await page.getByRole('button', { name: 'Evaluate again' }).click();
  await page.getByRole('textbox', { name: 'Why it is evaluated again' }).fill('To see it again.');
  await page.getByRole('button', { name: 'Record it again' }).click();
  await expect(page.getByRole('alert')).toContainText('“Expression plate 1” would not change.');

  // The mix of 24 wells of a gene and a tenth more.
  await page.getByRole('button', { name: 'Reaction mix' }).click();
  const mix = page.getByRole('table', { name: 'Reaction mix of the qRT-PCR' });
  await expect(mix.getByRole('row', { name: /SYBR Green premix/ })).toContainText('264');
  await page.getByRole('textbox', { name: 'Wells of one gene' }).fill('10');
  await expect(mix.getByRole('row', { name: /SYBR Green premix/ })).toContainText('110');
  expect.soft(await axeFindings(page)).toEqual([]);
});
