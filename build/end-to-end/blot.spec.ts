// Western blots: lanes and densities pasted into an empty grid, the picture kept, the evaluation done again.
// Must not test the arithmetic: shared/assays does.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { tiffFile } from '../../electron/pictures/testing/tiff.ts';
import { axeFindings, expect, test } from './fixtures.ts';
import { Assays } from './pages/assays.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import { answerDialogs } from './pages/entry.ts';

/** PCNA, p-STAT3, STAT3, SOCS3, β-actin. */
const densities = ['8000\t4000\t8000\tsaturated\t10000', '9000\t2000\t8000\t1000\t10000', '1\t1\t1\t1\t1'];

test('[ALC-3] pasted densities become relative densities, and are evaluated again to the letter', async ({
  launch,
  folder,
}) => {
  test.setTimeout(240_000);
  const { application, page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await shell.become('Technician 2');
  const assays = new Assays(page);

  await shell.open('Assays');
  await page.getByRole('button', { name: 'Evaluate a file' }).click();
  await page.getByText('Western blot', { exact: true }).click();
  await page.getByRole('button', { name: 'Start with an empty grid' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Blots by hand');
  await page.getByRole('textbox', { name: 'Exposure of Membrane 1' }).fill('30 s');
  const picture = path.join(folder, 'membrane.tif');
  // Grey of 16 bit, where white is zero, as an imager writes it.
  const band = (x: number, y: number) => [Math.hypot(x - 30, y - 20) < 12 ? 9000 : 500];
  await writeFile(picture, tiffFile({ width: 60, height: 40, bits: 16, colours: 0, pixel: band }));
  await answerDialogs(application, { open: picture });
  await page.getByRole('button', { name: 'Attach the picture of Membrane 1' }).click();
  await expect(page.getByText('picture kept, SHA-256')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Picture of Membrane 1' })).toBeVisible();
  await expect(
    page.getByText('its 16-bit values from 500 to 9000 are stretched over 256 shades'),
  ).toBeVisible();
  await page.getByRole('textbox', { name: 'Lanes to add' }).fill('P02 PRE\nP02 D1\nladder');
  await page.getByRole('button', { name: 'Add the lanes' }).click();
  await expect(page.getByText('Enter densities of P02 PRE, P02 D1, ladder')).toBeVisible();

  const grid = page.getByRole('grid', { name: 'Densities' });
  await assays.paste(grid.locator('[data-place="0,0"]'), densities.join('\n'));
  const relative = page.getByRole('table', { name: 'Relative densities' });
  // Four proteins and the share, of two samples.
  await expect(relative.getByRole('row')).toHaveCount(11);
  await expect(relative.getByRole('row', { name: /Before the operation PCNA/ })).toContainText('0.8');
  await expect(relative.getByRole('row', { name: /Before the operation SOCS3/ })).toContainText('saturated');
  await expect(relative.getByRole('row', { name: /Day 1 p-STAT3 \/ STAT3/ })).toContainText('0.25');
  await expect(page.getByText('1 lane has no animal or time point.')).toBeVisible();
  expect.soft(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  await page.getByRole('textbox', { name: 'Why it is recorded all the same' }).fill('Blotted again.');
  await page.getByRole('button', { name: 'Record the evaluation' }).click();
  await expect(shell.heading).toHaveText('Blots by hand');
  const membranes = page.getByRole('region', { name: 'Membranes' });
  await expect(membranes).toContainText('Exposure: 30 s');
  await expect(membranes.getByRole('img', { name: 'Picture of Membrane 1' })).toBeVisible();
  await expect(membranes).toContainText('its 16-bit values from 500 to 9000');
  await page
    .getByRole('grid', { name: 'Relative densities' })
    .getByRole('row', { name: /Day 1 PCNA/ })
    .click();
  const origin = page.getByRole('region', { name: /^Where it came from/ });
  await expect(origin).toContainText('figure 4d');
  expect.soft(await axeFindings(page)).toEqual([]);

  // A band left out with its reason.
  await page.getByRole('button', { name: 'Evaluate again' }).click();
  await grid.locator('[data-place="1,3"]').click();
  await page.getByRole('textbox', { name: 'Leave SOCS3 of P02 D1 out because' }).fill('A bubble in the gel.');
  await page.getByRole('textbox', { name: 'Why it is evaluated again' }).fill('A bubble in the gel.');
  await page.getByRole('button', { name: 'Record it again' }).click();
  await expect(page.getByText('Evaluated again')).toBeVisible();

  // What the demonstration recorded comes back to the letter: recording it again would change nothing.
  await shell.open('Assays');
  await page.getByRole('row', { name: /blots 1/ }).click();
  await page.getByRole('button', { name: 'Evaluate again' }).click();
  await page.getByRole('textbox', { name: 'Why it is evaluated again' }).fill('To see it again.');
  await page.getByRole('button', { name: 'Record it again' }).click();
  await expect(page.getByRole('alert')).toContainText('would not change.');
});
