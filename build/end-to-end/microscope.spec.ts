// At the microscope: slides read blind by keyboard by two people, and nuclei marked on a picture.
// Must not test the arithmetic: shared/assays does.

import { expect, expectNoAxeViolations, test } from './fixtures.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import { greyTiff, Microscope, stainedPicture, stainedTiff } from './pages/microscope.ts';

interface Answer {
  readonly value: { readonly input: unknown };
}

test('[ARRIVE 5] a drawn list is read blind by keyboard, by a first and a second reader', async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const { page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const microscope = new Microscope(page);
  const main = page.getByRole('main');

  await shell.become('Technician 2');
  await shell.open('Assays');
  await page.getByRole('button', { name: 'Slides to read' }).click();
  await page.getByRole('button', { name: 'Draw a list' }).click();
  await page.getByRole('textbox', { name: 'Title of the list' }).fill('Repeat of a smeared set');
  await page.getByText('P02, Day 1', { exact: true }).click();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Draw the order of 3 slides' }).click();
  // Who labels the slides sees the key; who reads does not.
  await expect(page.getByText('Your role may know the groups')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Which slide gets which code' })).toContainText('P02');
  await expectNoAxeViolations(page);

  await shell.become('Pathologist 1');
  await shell.goTo('assays', 'slides');
  await expectNoAxeViolations(page);
  await page.getByRole('row', { name: /Repeat of a smeared set/ }).click();
  await expect(microscope.stage).toContainText('Slide 01');
  await expect(page.getByText('Your role may know the groups')).toHaveCount(0);

  // Four digits: a field, and the first criterion of the next; a digit that is no score changes nothing.
  await microscope.type('2104');
  await expect(microscope.stage.getByText('2 · 1 · 0')).toBeVisible();
  await expect(microscope.stage.getByText('4 · – · –')).toBeVisible();
  await microscope.type('7');
  await expect(microscope.stage.getByText('7 is no score: 0 to 4.')).toBeVisible();
  await page.keyboard.press('Backspace');
  await microscope.type('2');
  await expect(microscope.stage.getByText('2 · – · –')).toBeVisible();
  // A label that is scanned is not taken for scores.
  await page.keyboard.type('123');
  await expect(microscope.stage.getByText('2 · – · –')).toBeVisible();
  await expectNoAxeViolations(page);

  // Leaving loses nothing, and the next digit goes where it would have gone.
  await shell.open('Samples');
  await shell.goTo('assays', 'slides');
  await page.getByRole('row', { name: /Repeat of a smeared set/ }).click();
  await microscope.type('10210');
  await expect(microscope.slide('01')).toHaveAccessibleName('Slide 01, read');
  await expect(microscope.stage).toContainText('Slide 02');
  await microscope.type('210210210210210210');
  await expect(page.getByText('Every slide is read.')).toBeVisible();
  await expect(page.getByText('3 of 3 read')).toBeVisible();
  await expect(main).not.toContainText('P02');
  await page.getByRole('button', { name: 'Record this reading' }).click();
  // Why it is refused at first names no animal and no earlier score.
  await expect(page.getByRole('alert')).toContainText('Results of these slides are there already');
  await expect(main).not.toContainText('P02');
  await page
    .getByRole('textbox', { name: 'Why it is recorded all the same' })
    .fill('The first set was smeared.');
  await page.getByRole('button', { name: 'Record this reading' }).click();
  await expect(shell.heading).toHaveText('Repeat of a smeared set');
  const scores = page.getByRole('table', { name: 'Scores by slide and field' });
  await expect(scores.getByRole('row')).toHaveCount(4);
  await expect(scores).toContainText('2 · 1 · 0 = 3');
  await expect(main).not.toContainText('P02');
  await expectNoAxeViolations(page);
  const place = await page.evaluate(() => window.location.hash);
  const assayId = decodeURIComponent(place.split('/')[2] ?? '');
  const answered = async () => JSON.stringify(await microscope.call('assay.show', { assayId }));
  expect(await answered()).toContain('"necrosis":2');

  // The second reader comes upon the evaluation and sees no score of the first.
  await shell.become('Pathologist 2');
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, place);
  await expect(page.getByText('The scores are hidden')).toBeVisible();
  await expect(main).not.toContainText('2 · 1 · 0');
  await expect(page.getByRole('button', { name: 'Show the scores' })).toHaveCount(0);
  // Not only the page: neither the evaluation nor its record reaches this window with a score.
  const hidden = (await microscope.call('assay.show', { assayId })) as Answer;
  expect(hidden.value).toMatchObject({
    isScoresHidden: true,
    output: { numbers: [], checks: [], results: [] },
  });
  expect(hidden.value.input).not.toHaveProperty('first');
  const trail = await microscope.call('audit.trail', { subjectType: 'assay', subjectId: assayId });
  expect(JSON.stringify(trail)).toContain('assay.evaluated');
  expect(JSON.stringify([hidden, trail])).not.toMatch(/necrosis|field-score/);
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Read it a second time' }).click();
  await expect(microscope.stage).toContainText('Slide 01');
  await expect(main).not.toContainText('2 · 1 · 0');
  expect(await answered()).not.toContain('necrosis');
  await microscope.type('211211211211211211311211211');
  await expect(page.getByText('Every slide is read.')).toBeVisible();
  await page.getByText('the mean of both readers').click();
  await page.getByRole('button', { name: 'Record the second reading' }).click();
  await expect(scores).toContainText('First reader: Pathologist 1');
  expect(await answered()).toContain('"isScoresHidden":false');
  await expect(scores).toContainText('Second reader: Pathologist 2');
  await expect(scores).toContainText('2 · 1 · 1 = 4');
  await expect(page.getByText('Weighted kappa, Necrosis')).toBeVisible();
  await expect(main).not.toContainText('P02');
  await expectNoAxeViolations(page);

  // Who may know finds the animal: the mean of 27 and 37 points over nine fields each.
  await shell.become('Study director 1');
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, place);
  await expect(page.getByRole('grid', { name: 'Results' })).toContainText('P02');
  await expect(page.getByRole('grid', { name: 'Results' })).toContainText('3.55556');
});

test('[ARRIVE 5] a reading by somebody who may know the groups says why, and that it was not blind', async ({
  launch,
}) => {
  const { page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const microscope = new Microscope(page);
  await shell.become('Technician 2');
  await shell.goTo('assays', 'slides');
  await page.getByRole('button', { name: 'Draw a list' }).click();
  await page.getByRole('textbox', { name: 'Title of the list' }).fill('One set more');
  await page.getByText('P02, Day 1', { exact: true }).click();
  await page.getByRole('button', { name: 'Draw the order of 3 slides' }).click();
  await page.getByRole('button', { name: 'Read it all the same, not blind' }).click();
  await microscope.type('210210210210210210210210210');
  const record = page.getByRole('button', { name: 'Record this reading' });
  await expect(record).toBeDisabled();
  await page
    .getByRole('textbox', { name: 'Why this reading is not blind' })
    .fill('No pathologist in this week.');
  await expectNoAxeViolations(page);
  await record.click();
  await page.getByRole('textbox', { name: 'Why it is recorded all the same' }).fill('The set was smeared.');
  await record.click();
  await expect(shell.heading).toHaveText('One set more');
  await expect(page.getByText('First reading not blind: No pathologist in this week.')).toBeVisible();
  await expectNoAxeViolations(page);
  await shell.open('Assays');
  await expect(page.getByRole('row', { name: /One set more/ })).toContainText('not read blind');
});

test('nuclei are marked on a picture by click and by key, and the rate leads back to them', async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const { page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const microscope = new Microscope(page);
  const size = { width: 400, height: 300 };
  const [brown, otherBrown, blue] = [
    { x: 100, y: 80, isBrown: true },
    { x: 180, y: 140, isBrown: true },
    { x: 300, y: 200, isBrown: false },
  ] as const;
  await shell.become('Pathologist 1');
  await shell.open('Assays');
  await page.getByRole('button', { name: 'Count Ki67' }).click();
  await expectNoAxeViolations(page);
  await page.getByRole('combobox', { name: 'Animal' }).fill('P02');
  await page.getByRole('option', { name: 'P02' }).click();
  await page.getByRole('button', { name: / Time point/ }).click();
  await page.getByRole('option', { name: 'Day 1' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of the field' })).toHaveValue('P02 Day 1 field 1');
  await page.getByRole('button', { name: 'Add the field' }).click();

  // A file that is no picture is kept and refused, and so is a damaged one; the name of a file stands nowhere.
  await microscope.dropPicture('asc group.txt', Buffer.from('brown'));
  await expect(page.getByRole('alert')).toContainText('no picture that can be shown');
  await microscope.dropPicture('asc group.tif', Buffer.from('II*\u0000'));
  await expect(page.getByRole('alert')).toContainText('This TIFF is damaged or cut short');
  await microscope.dropPicture(
    'asc group.png',
    stainedPicture(size.width, size.height, [brown, otherBrown, blue]),
  );
  await expect(microscope.picture.locator('image')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('asc group');

  await microscope.press(size, brown);
  await microscope.press(size, otherBrown);
  await microscope.press(size, blue, true);
  await expect(microscope.count('Positive')).toHaveText('2');
  await expect(microscope.count('Negative')).toHaveText('1');
  await expect(microscope.count('Rate')).toHaveText('66.7 %');
  // A press on a mark takes it away, Ctrl Z brings it back.
  await microscope.press(size, otherBrown);
  await expect(microscope.count('Positive')).toHaveText('1');
  await microscope.picture.focus();
  await page.keyboard.press('Control+z');
  await expect(microscope.count('Positive')).toHaveText('2');
  // Enlarged by the wheel, the pointer is still over the nucleus that it was over.
  await microscope.press(size, { x: 40, y: 250 });
  await microscope.enlarge(6);
  await microscope.pressHere();
  await expect(microscope.count('Positive')).toHaveText('2');
  await page.keyboard.press('0');
  // By keyboard alone: the cross starts in the middle, N chooses negative, Delete takes the mark away again.
  await page.keyboard.press('n');
  await expect(page.getByRole('radio', { name: 'negative (N)' })).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  await expect(microscope.count('Negative')).toHaveText('2');
  await page.keyboard.press('Delete');
  await expect(microscope.count('Negative')).toHaveText('1');
  await expectNoAxeViolations(page);
  // Nothing is lost by leaving.
  await shell.open('Samples');
  await shell.goTo('assays', 'ki67');
  await expect(microscope.count('Positive')).toHaveText('2');

  // A second field, counted elsewhere.
  await page.getByRole('button', { name: 'Add the field' }).click();
  await page.getByText('elsewhere, by number').click();
  await page.getByRole('textbox', { name: 'Positive nuclei' }).fill('40');
  await page.getByRole('textbox', { name: 'All nuclei' }).fill('97');
  await page.getByRole('textbox', { name: 'Title' }).fill('Ki67, repeated section');
  await page.getByText('all nuclei together').click();
  await expect(page.getByRole('table', { name: 'Results' })).toContainText('42');
  await page.getByRole('button', { name: 'Record the counts' }).click();
  await page.getByRole('textbox', { name: 'Why it is recorded all the same' }).fill('The section had torn.');
  await page.getByRole('button', { name: 'Record the counts' }).click();
  await expect(shell.heading).toHaveText('Ki67, repeated section');

  // The marks are recorded in pixels of the original.
  const assayId = decodeURIComponent((await page.evaluate(() => window.location.hash)).split('/')[2] ?? '');
  const shown = (await microscope.call('assay.show', { assayId })) as Answer;
  expect(shown.value.input).toMatchObject({
    fields: [
      {
        counted: {
          by: 'marks',
          positive: [
            [100, 80],
            [180, 140],
          ],
          negative: [[300, 200]],
        },
      },
      { counted: { by: 'number', positive: 40, total: 97 } },
    ],
  });

  // From the result to the fields, and to the picture with its marks.
  await page.getByRole('grid', { name: 'Results' }).getByRole('row', { name: /P02/ }).click();
  const origin = page.getByRole('region', { name: /^Where it came from: Positive rate · P02/ });
  await expect(origin).toContainText('42 / 100 · 100');
  await origin.getByRole('button', { name: /Positive rate of the field · P02 Day 1 field 1/ }).click();
  await expect(
    page.getByRole('region', { name: /^Where it came from: Positive rate of the field/ }),
  ).toContainText('2 / 3 · 100');
  await page
    .getByRole('grid', { name: 'What was counted' })
    .getByRole('row', { name: /field 1/ })
    .click();
  await expect(page.getByRole('img', { name: 'Picture of P02 Day 1 field 1' })).toBeVisible();
  await expectNoAxeViolations(page);

  // Counted again: the marks are there to be mended.
  await page.getByRole('button', { name: 'Evaluate again' }).click();
  await expect(microscope.count('Positive')).toHaveText('2');
  await microscope.press(size, { x: 40, y: 250 });
  await page.getByRole('textbox', { name: 'Why it is evaluated again' }).fill('One nucleus was overlooked.');
  await page.getByRole('button', { name: 'Record it again' }).click();
  await expect(page.getByText('Evaluated again')).toBeVisible();
});

test('a TIFF is shown in its own pixels: a click marks the one under it, and what is stretched is said', async ({
  launch,
}) => {
  const { page, shell } = await demonstrationStarter(launch)();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const microscope = new Microscope(page);
  const size = { width: 400, height: 300 };
  const brown = { x: 100, y: 80, isBrown: true };
  const blue = { x: 300, y: 200, isBrown: false };
  await shell.become('Pathologist 1');
  await shell.goTo('assays', 'ki67');
  await page.getByRole('combobox', { name: 'Animal' }).fill('P02');
  await page.getByRole('option', { name: 'P02' }).click();
  await page.getByRole('button', { name: / Time point/ }).click();
  await page.getByRole('option', { name: 'Day 1' }).click();
  await page.getByRole('button', { name: 'Add the field' }).click();
  await microscope.dropPicture('asc group.tif', stainedTiff(size.width, size.height, [brown, blue]));
  await expect(microscope.picture.locator('image')).toBeVisible();
  await expect(page.getByText('400 × 300 pixels')).toBeVisible();
  await expect(page.getByText('Page 1 of 2 is shown.')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('asc group');
  // What is drawn under the nucleus is the nucleus.
  expect(await microscope.colourAt(brown)).toEqual([118, 66, 28]);
  expect(await microscope.colourAt(blue)).toEqual([96, 112, 178]);
  await microscope.press(size, brown);
  await microscope.press(size, blue, true);
  await expect(microscope.count('Rate')).toHaveText('50.0 %');
  await expectNoAxeViolations(page);

  await page.getByRole('button', { name: 'Add the field' }).click();
  await microscope.dropPicture('asc group 2.tif', greyTiff(size.width, size.height));
  await expect(microscope.picture.locator('image')).toBeVisible();
  await expect(
    page.getByText('its 16-bit values from 300 to 4290 are stretched over 256 shades'),
  ).toBeVisible();
  expect(await microscope.colourAt({ x: 0, y: 0 })).toEqual([0, 0, 0]);
  expect(await microscope.colourAt({ x: 399, y: 299 })).toEqual([255, 255, 255]);
  await microscope.press(size, brown);
  await page.getByRole('textbox', { name: 'Title' }).fill('Ki67, from TIFF');
  await page.getByText('all nuclei together').click();
  await page.getByRole('button', { name: 'Record the counts' }).click();
  await page.getByRole('textbox', { name: 'Why it is recorded all the same' }).fill('Counted on TIFF.');
  await page.getByRole('button', { name: 'Record the counts' }).click();
  await expect(shell.heading).toHaveText('Ki67, from TIFF');
  const assayId = decodeURIComponent((await page.evaluate(() => window.location.hash)).split('/')[2] ?? '');
  const shown = (await microscope.call('assay.show', { assayId })) as Answer;
  expect(shown.value.input).toMatchObject({
    fields: [
      { counted: { by: 'marks', positive: [[100, 80]], negative: [[300, 200]] } },
      { counted: { by: 'marks', positive: [[100, 80]], negative: [] } },
    ],
  });
  await page
    .getByRole('grid', { name: 'What was counted' })
    .getByRole('row', { name: /field 2/ })
    .click();
  await expect(page.getByText('its 16-bit values from 300 to 4290')).toBeVisible();
});
