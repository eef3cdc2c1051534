// A qRT-PCR plate from the cycler's file to expressions of the animals, evaluated again, and the reaction mix.
// Must not test the arithmetic: shared/assays does.

import { axeFindings, expect, test } from './fixtures.ts';
import { Assays, gen5Plate, lightCyclerText } from './pages/assays.ts';
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

  // It begins as the last plate of the study was made; another way is told before it is recorded.
  await expect(page.getByText('Choose the samples that everything is relative to.')).toBeVisible();
  await page
    .getByRole('main')
    .getByRole('button', { name: / Relative to$/ })
    .click();
  await page.getByRole('option', { name: "each animal's own sample" }).click();
  const expression = page.getByRole('table', { name: 'Expression by sample and gene' });
  await expect(expression.getByRole('row')).toHaveCount(5);
  await expect(page.getByText('HGF was computed otherwise in evaluations that stand')).toBeVisible();
  // ΔCT 8 before, 6 on day 1: two cycles earlier is four times as much.
  const day1 = expression.getByRole('row').filter({ hasText: 'P02 D1' }).filter({ hasText: 'HGF' });
  await expect(day1).toContainText('24.10 · 24.16');
  await expect(day1).toContainText('4');
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('failed');
  expect.soft(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  const reason = page.getByRole('textbox', { name: 'Why it is recorded all the same' });
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

/** One gene a plate, which only the person knows: both runs and all their tubes have the same names. */
const oneGene = (before: string, after: string) =>
  lightCyclerText('run', [...twice('P02 PRE', before), ...twice('P02 D1', after), ['NTC', ''], ['noRT', '']]);

test('[ALC-3] two files with one gene each are one evaluation, and a number leads to the wells of both', async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const { page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await shell.become('Technician 2');
  const assays = new Assays(page);
  const alert = page.getByRole('alert');

  await shell.open('Assays');
  await page.getByRole('button', { name: 'Evaluate a file' }).click();
  await page.getByRole('radio', { name: 'Gene expression, qRT-PCR' }).check({ force: true });
  const kit = gen5Plate('kit', [
    { well: 'A1', id: 'SPL1', name: 'P02 D1', concentration: '', reading: '0.412' },
  ]);
  await assays.drop('kit.txt', kit);
  await expect(alert).toContainText('kit.txt has no CT values');

  await assays.drop('hgf.txt', oneGene('26', '24'));
  const files = page.getByRole('region', { name: 'Files and plates' });
  await expect(files.getByRole('checkbox', { name: 'run' })).toBeDisabled();
  await expect(page.getByText('At least two genes are needed')).toBeVisible();
  await assays.drop('kit.txt', kit);
  await expect(alert).toContainText('kit.txt has no CT values');
  await assays.drop('copy of hgf.txt', oneGene('26', '24'));
  await expect(alert).toContainText('copy of hgf.txt is in this evaluation already');

  await assays.drop('actin.txt', oneGene('18', '18'));
  await expect(alert).toHaveCount(0);
  const plates = page.getByRole('tablist', { name: 'Plates that are in' });
  const [first, second] = [
    plates.getByRole('tab', { name: /^run: / }),
    plates.getByRole('tab', { name: /^file 2, run: / }),
  ];
  await expect(first).toHaveText('run: 0 of 6 named');
  await expect(page.getByText('A1, A2, A3, A4, A5, A6 on run; A1, A2')).toBeVisible();

  // The same wells of two plates: what is said of one is not said of the other.
  for (const [tab, plate, gene] of [
    [first, 'run', 'HGF'],
    [second, 'file 2, run', 'β-actin'],
  ] as const) {
    await tab.click();
    await expect(page.getByRole('grid', { name: plate, exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'All wells of the plate' }).click();
    await page.getByRole('combobox', { name: 'are of the gene' }).fill(gene);
    await page.getByRole('option', { name: gene }).click();
    await page.getByRole('button', { name: `Set the gene of 6 wells of ${plate}` }).click();
    await expect(tab).toHaveText(`${plate}: 6 of 6 named`);
  }
  await assays.well('A2').focus();
  await page.getByRole('textbox', { name: 'Leave A2 out because' }).fill('A bubble.');
  await expect(assays.well('A2')).toContainText('left out');
  await first.click();
  await expect(assays.well('A2')).not.toContainText('left out');
  await expect(assays.well('A2')).toContainText('P02 PRE · HGF');
  await expect(assays.mappingRow('P02 D1')).toContainText('A3, A4 on run; A3, A4 on file 2, run');

  const between = page.getByRole('region', { name: 'Between the plates' });
  await expect(between).toContainText('HGF and the reference β-actin are on different plates');
  await page
    .getByRole('main')
    .getByRole('button', { name: / Relative to$/ })
    .click();
  await page.getByRole('option', { name: "each animal's own sample" }).click();
  const expression = page.getByRole('table', { name: 'Expression by sample and gene' });
  const day1 = expression.getByRole('row').filter({ hasText: 'P02 D1' }).filter({ hasText: 'HGF' });
  await expect(day1).toContainText('24.10 · 24.16');

  // A plate that is not in counts nowhere, and comes back as it was.
  await files.getByRole('checkbox', { name: 'file 2, run' }).uncheck({ force: true });
  await expect(page.getByText('Choose the reference gene.')).toBeVisible();
  await expect(between).toHaveCount(0);
  await files.getByRole('checkbox', { name: 'file 2, run' }).check({ force: true });
  await expect(second).toHaveText('file 2, run: 6 of 6 named');

  // One file too many is taken out again.
  await assays.drop('other.txt', lightCyclerText('other', [['P02 D1 TGF-β', '25.00']]));
  await expect(files.getByRole('checkbox', { name: 'other' })).toBeChecked();
  expect.soft(await axeFindings(page)).toEqual([]);
  await files.getByRole('button', { name: 'Take other.txt out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take other.txt out' }).click();
  await expect(files.getByRole('checkbox')).toHaveCount(2);
  await expect(day1).toContainText('24.10 · 24.16');

  await page.getByRole('textbox', { name: 'Title' }).fill('One gene a plate');
  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  await page.getByRole('textbox', { name: 'Why it is recorded all the same' }).fill('Measured again.');
  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  await expect(shell.heading).toHaveText('One gene a plate');

  const recorded = page.getByRole('grid', { name: 'Expression by sample and gene' });
  await recorded.getByRole('row').filter({ hasText: 'P02 D1' }).filter({ hasText: 'HGF' }).click();
  const origin = page.getByRole('region', { name: /^Where it came from: .* P02 D1\/HGF$/ });
  for (const [plate, gene] of [
    ['run', 'HGF'],
    ['file 2, run', 'β-actin'],
  ] as const) {
    const well = origin.getByRole('grid', { name: plate, exact: true }).locator('[data-well="A3"]');
    await expect(well).toHaveAttribute('aria-selected', 'true');
    await expect(well).toContainText(`P02 D1 · ${gene}`);
  }
  expect.soft(await axeFindings(page)).toEqual([]);

  // Done again, it has both plates and both files; nothing else would change.
  await page.getByRole('button', { name: 'Evaluate again' }).click();
  await expect(files.getByRole('checkbox')).toHaveCount(2);
  await second.click();
  await expect(assays.well('A2')).toContainText('left out');
  await page.getByRole('textbox', { name: 'Why it is evaluated again' }).fill('To see it again.');
  await page.getByRole('button', { name: 'Record it again' }).click();
  await expect(alert).toContainText('“One gene a plate” would not change.');
});
