// A plate from the reader's file to the results, and from a result back to its wells.
// Must not test the arithmetic: shared/assays does.

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { axeFindings, expect, test } from './fixtures.ts';
import { Assays, gen5Plate, type PlateWell } from './pages/assays.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import { answerDialogs } from './pages/entry.ts';
import { Results } from './pages/results.ts';

const standards = [
  ['1000', '2.103', '2.061'],
  ['500', '1.452', '1.501'],
  ['250', '0.872', '0.851'],
  ['125', '0.471', '0.488'],
  ['62.5', '0.268', '0.259'],
  ['31.2', '0.165', '0.171'],
  ['15.6', '0.112', '0.108'],
] as const;

const duplicate = (
  row: string,
  column: number,
  one: Omit<PlateWell, 'well' | 'reading'>,
  readings: readonly [string, string],
) => readings.map((reading, index): PlateWell => ({ ...one, well: `${row}${column + index}`, reading }));

const plate: readonly PlateWell[] = [
  ...standards.flatMap(([concentration, ...readings], index) =>
    duplicate('ABCDEFG'.charAt(index), 1, { id: `STD${index + 1}`, concentration, name: '' }, readings),
  ),
  ...duplicate('H', 1, { id: 'BLK', concentration: '', name: '' }, ['0.045', '0.047']),
  // By the label of the sample, by a pattern, by hand, and one that nobody says anything of.
  ...duplicate('A', 3, { id: 'SPL1', concentration: '', name: 'P02-D1-SER-1' }, ['0.600', '0.612']),
  ...duplicate('B', 3, { id: 'SPL2', concentration: '', name: 'pig P02 day 3' }, ['0.700', '0.690']),
  ...duplicate('C', 3, { id: 'SPL3', concentration: '', name: 'unlabelled tube' }, ['0.300', '0.310']),
  ...duplicate('D', 3, { id: 'SPL4', concentration: '', name: 'from the other lab' }, ['0.400', '0.410']),
];

test('[ALC-3] a dropped plate becomes results, and a result leads back to the wells of the file', async ({
  launch,
  folder,
}) => {
  test.setTimeout(240_000);
  const { application, page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await shell.become('Technician 2');
  const assays = new Assays(page);
  const text = gen5Plate('IL-1b plate', plate);

  await shell.open('Assays');
  await page.getByRole('button', { name: 'Evaluate a file' }).click();
  await assays.drop('IL-1b plate.txt', text);
  await expect(page.getByRole('grid', { name: 'Plate' })).toBeVisible();

  // The arrow keys go from well to well.
  await assays.well('A1').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(assays.well('A3')).toBeFocused();
  await expect(assays.well('A3')).toContainText('P02-D1-SER-1');
  await expect(assays.mappingRow('P02-D1-SER-1')).toContainText('by its label');

  await page.getByRole('textbox', { name: 'Pattern of the sample names' }).fill('pig {animal} {day}');
  await expect(assays.mappingRow('pig P02 day 3')).toContainText('by the pattern');
  await assays.mapByHand('unlabelled tube', 'P02', 'Day 7');
  await expect(assays.mappingRow('unlabelled tube')).toContainText('by hand');
  await expect(page.getByText('1 sample has no animal or time point and is left out:')).toBeVisible();

  await assays.choose('Analyte', 'IL-1β');
  const results = page.getByRole('table', { name: 'Results' });
  await expect(results.getByRole('row')).toHaveCount(4);
  expect.soft(await axeFindings(page)).toEqual([]);

  // Leaving by accident loses nothing.
  await shell.open('Samples');
  await shell.open('Assays');
  await page.getByRole('button', { name: 'Go on with the evaluation' }).click();
  await expect(assays.mappingRow('unlabelled tube')).toContainText('by hand');
  await expect(results.getByRole('row')).toHaveCount(4);

  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  const reason = page.getByRole('textbox', { name: 'Why it is recorded all the same' });
  await reason.fill('Measured with the kit instead of typed.');
  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  await expect(shell.heading).toHaveText('IL-1b plate');

  // The original, as it came.
  const saved = path.join(folder, 'original.txt');
  await answerDialogs(application, { save: saved });
  await page.getByRole('button', { name: 'Save the original' }).click();
  await expect(shell.messages).toContainText(saved);
  const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
  expect(hash(await readFile(saved))).toBe(hash(text));

  // From the grid of results back to the wells.
  await shell.goTo('results', 'il-1beta');
  const cell = await new Results(page).cell('P02', 'Day 1');
  await expect(cell).not.toHaveText('');
  await cell.click();
  await page.getByRole('button', { name: 'Where it came from' }).first().click();
  const origin = page.getByRole('region', { name: /^Where it came from: Concentration · P02-D1-SER-1$/ });
  await expect(origin).toContainText('figure 2c');
  await expect(origin.locator('[data-well="A3"]')).toHaveAttribute('aria-selected', 'true');
  await expect(origin.locator('[data-well="A4"]')).toHaveAttribute('aria-selected', 'true');
  await expect(origin.locator('[data-well="B3"]')).toHaveAttribute('aria-selected', 'false');
  await origin.getByRole('button', { name: /^Concentration in the well · P02-D1-SER-1/ }).click();
  const below = page.getByRole('region', { name: /^Where it came from: Concentration in the well/ });
  await below.getByRole('button', { name: /^Reading · P02-D1-SER-1/ }).click();
  await expect(page.getByText('well A3 of Plate 1: 0.600')).toBeVisible();
  expect.soft(await axeFindings(page)).toEqual([]);

  // Done again with a well left out, then rejected: the results follow.
  await page.getByRole('button', { name: 'Evaluate again' }).click();
  await assays.well('A4').focus();
  await page.getByRole('textbox', { name: 'Leave A4 out because' }).fill('Pipetted twice.');
  await page.getByRole('textbox', { name: 'Why it is evaluated again' }).fill('A4 was pipetted twice.');
  await page.getByRole('button', { name: 'Record it again' }).click();
  await expect(page.getByText('Evaluated again')).toBeVisible();
  await page.getByRole('button', { name: 'Reject the evaluation' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Reason/ }).fill('The kit was past its date.');
  await dialog.getByRole('button', { name: 'Reject the evaluation' }).click();
  await expect(page.getByText('Rejected: The kit was past its date.')).toBeVisible();
});

test('a file that no reader knows is kept and refused in words', async ({ launch, folder }) => {
  const { application, page, shell } = await demonstrationStarter(launch)();
  await shell.become('Technician 2');
  const file = path.join(folder, 'notes.txt');
  await writeFile(file, 'Pigs were fed at eight.\n');
  await answerDialogs(application, { open: file });
  await shell.goTo('assays', 'new');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByRole('alert')).toContainText('Pigs were fed at eight.');
});
