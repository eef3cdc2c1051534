// The article's figures from the notebook: one click, the values behind a bar, files, the plan, exclusions, and blinding.
// Must not test statistics or positions: the unit tests do, against R and against the files.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, expectNoAxeViolations, test, type Launched } from './fixtures.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import { answerDialogs, Entry } from './pages/entry.ts';
import { Figures } from './pages/figures.ts';
import { Shell } from './pages/shell.ts';

type Page = Launched['page'];

/** The demonstration, once it is made and open. */
async function opened(launch: Parameters<typeof demonstrationStarter>[0]) {
  const started = await demonstrationStarter(launch)();
  await expect(started.shell.heading).toHaveText('Today');
  return started;
}

const telling = /\b(saline|dmem|asc|secretome)\b/i;

test('one click opens a figure; from a bar to the values, and to where one came from', async ({ launch }) => {
  const { page, shell } = await opened(launch);
  const figures = new Figures(page);
  await shell.open('Results');
  await page.getByRole('tab', { name: 'Figures' }).click();
  for (const figure of ['1', '2a', '2b', '2c', '2d', '3a', '3b', '3c', '4b', '4d', '4e', '4f']) {
    await expect(figures.card(figure)).toBeVisible();
  }
  await figures.card('2a').click();
  await expect(page.getByRole('heading', { name: 'Figure 2a: IL-6' })).toBeVisible();
  await expect(figures.chart).toHaveAccessibleName(/^IL-6 \(pg\/mL\), mean ± SD\. .*against Saline, p = /);
  await expect(figures.caption).toContainText('Test at each time point: One-way analysis of variance');

  // As it is saved: what is pointed at, or stepped to by the keyboard, says its exact p, its numbers, its animal.
  await figures.showAs('As it is saved');
  await expect(figures.paper).toHaveAccessibleName(/^IL-6 \(pg\/mL\), mean ± SD\. .*against Saline, p = /);
  await figures.mark('**').hover();
  await expect(figures.words).toContainText(/ against (Saline|DMEM): p = \d/);
  await page.mouse.move(0, 0);
  await expect(figures.words).toHaveCount(0);
  await figures.walk.focus();
  await expect(figures.walk).toHaveAttribute(
    'aria-valuetext',
    /^IL-6, Saline, Before the operation\. .* \(n = \d\)/,
  );
  await page.keyboard.press('ArrowRight');
  await expect(figures.walk).toHaveAttribute('aria-valuetext', /^IL-6, Saline, .*P\d\d: [\d.]+ pg\/mL/);
  await page.keyboard.press('ArrowDown');
  await expect(figures.words).toContainText('IL-6, DMEM, Before the operation');
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(figures.words).toHaveCount(0);
  await figures.showAs('As a chart');
  await expect(figures.chart).toBeVisible();

  // The table is one key away, and a line of it opens by the keyboard alone.
  await page.keyboard.press('t');
  await expect(figures.numbers).toBeVisible();
  const line = figures.line('Day 1', 'ASC');
  await line.focus();
  await page.keyboard.press('Enter');
  const values = page.getByRole('dialog');
  await expect(values).toContainText('ASC, Day 1: IL-6');
  const first = values.getByRole('grid', { name: 'Values' }).getByRole('row').nth(1);
  const animalId = (await first.getByRole('rowheader').innerText()).trim();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(
    values.getByRole('heading', { name: new RegExp(`^Where ${animalId}, .* pg/mL comes from`) }),
  ).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(values).toHaveCount(0);

  // The controls keep the focus while another drawing comes.
  const course = page.getByRole('radio', { name: 'Time course' });
  await course.click();
  await expect(figures.caption).toContainText('Means joined over days');
  await expect(course).toBeFocused();
  await page.getByRole('radio', { name: 'Bars' }).click();
  await expect(figures.caption).toContainText('Bars are means');

  // A press on the bar itself opens the same.
  await figures.pressBar(1, 2);
  await expect(values).toContainText('ASC, Day 1: IL-6');
});

test('the file has the marks and the numbers of the screen, in every format', async ({ launch, folder }) => {
  const { page, shell, application } = await opened(launch);
  const figures = new Figures(page);
  await shell.goTo('results', 'figures', '2a');
  await expect(figures.numbers).toBeVisible();
  const onScreen = await figures.shown();
  expect(onScreen).toHaveLength(16);

  const save = async (item: string, name: string): Promise<Buffer> => {
    const file = path.join(folder, name);
    await answerDialogs(application, { save: file });
    await figures.save(item);
    await expect(shell.messages).toContainText(item.includes('PDF') ? 'The PDF is written.' : name);
    return readFile(file);
  };
  const csv = (await save('Numbers (CSV)', 'numbers.csv')).toString('utf8');
  const lines = csv
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
  expect(lines.map((line) => [line[4], Number(line[5])])).toEqual(onScreen.map(({ group, n }) => [group, n]));
  for (const [index, { mean, marks }] of onScreen.entries()) {
    expect(Math.abs(Number(lines[index]?.[6]) - mean)).toBeLessThan(0.006);
    expect((lines[index]?.[11] ?? '').split(' ').filter((mark) => mark !== '')).toEqual(marks);
  }

  const svg = (await save('Vectors, 85 mm (SVG)', 'figure.svg')).toString('utf8');
  const drawn = [...svg.matchAll(/>((?:\*|#){1,2})<\/text>/g)].map((match) => match[1]);
  const wanted = onScreen.flatMap(({ marks }) => marks);
  for (const mark of ['*', '**', '#', '##']) {
    expect(drawn.filter((one) => one === mark)).toHaveLength(wanted.filter((one) => one === mark).length);
  }
  expect(svg.match(/<rect /g)?.length).toBeGreaterThanOrEqual(17);

  const png = await save('Picture, 85 mm, 300 dpi (PNG)', 'figure.png');
  expect(png.readUInt32BE(16)).toBe(Math.round((85 / 25.4) * 300));
  const density = png.indexOf('pHYs');
  expect(density).toBeGreaterThan(0);
  expect(Math.round(png.readUInt32BE(density + 4) * 0.0254)).toBe(300);
  expect((await save('Page, 174 mm (PDF)', 'figure.pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const caption = (await save('Caption (text)', 'caption.txt')).toString('utf8');
  expect(caption.trim()).toBe(await figures.caption.innerText());
});

test('[GLP-4] the director amends the plan, excludes an animal and takes it back, each with a reason', async ({
  launch,
}) => {
  const { page, shell } = await opened(launch);
  const figures = new Figures(page);
  await shell.goTo('results', 'plan');
  await expect(page.getByRole('main')).toContainText('Locked');
  await page.getByRole('button', { name: 'Amend the plan' }).click();
  const form = page.getByRole('dialog');
  await expectNoAxeViolations(page);
  await form.getByRole('button', { name: / Comparisons of groups$/ }).click();
  await page.getByRole('option', { name: /^Dunnett/ }).click();
  await form.getByRole('button', { name: 'Record the amendment' }).click();
  await expect(form.getByRole('alert')).toContainText('reason');
  await form.getByLabel('Why the plan changes').fill('The questions are those against the controls.');
  await form.getByRole('button', { name: 'Record the amendment' }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('Version 2');
  await expect(page.getByRole('table', { name: 'Earlier versions' })).toContainText('Tukey–Kramer');

  await page.getByRole('button', { name: 'Exclude an animal' }).click();
  await form.getByRole('combobox', { name: /^Animal/ }).fill('P01');
  await page.getByRole('option', { name: 'P01', exact: true }).click();
  await form.getByLabel('Why it is excluded').fill('Its serum was haemolysed.');
  await form.getByRole('button', { name: 'Exclude it' }).click();
  await expect(form).toHaveCount(0);
  const exclusions = page.getByRole('table', { name: 'Exclusions from the analysis' });
  await expect(exclusions.getByRole('row', { name: /^P01/ })).toContainText('Its serum was haemolysed.');

  await shell.goTo('results', 'figures', '3a');
  await expect(figures.caption).toContainText('Dunnett');
  await expect(figures.caption).toContainText('P01, Day 1 (excluded for all outcomes');
  await expect(figures.numbers.getByRole('columnheader', { name: 'With everything' })).toBeVisible();

  // The drawing and the table are of one analysis, and say which.
  const main = page.getByRole('main');
  await expect(main).toContainText('Numbers, marks and p: As planned.');
  await expect(main).toContainText('P01, Day 1: excluded for all outcomes');
  const everything = page.getByText('Draw what was left out too', { exact: true });
  await everything.click();
  await expect(main).toContainText('With excluded animals; the plan leaves them out');
  await expect(figures.numbers.getByRole('columnheader', { name: 'As planned', exact: true })).toBeVisible();
  await expect(main).toContainText('Numbers, marks and p: With excluded animals');
  await expectNoAxeViolations(page);
  await everything.click();

  // The chart of one analyte follows the plan too.
  await shell.goTo('results', 'alt', 'chart');
  await expect(main).toContainText('Analysis: As planned.');
  await everything.click();
  await expect(main).toContainText('Analysis: With excluded animals; the plan leaves them out.');
  await expectNoAxeViolations(page);

  await shell.goTo('results', 'plan');
  await page.getByRole('button', { name: 'Take back P01' }).click();
  await form.getByLabel('Why it is taken back').fill('It was the tube beside it.');
  await form.getByRole('button', { name: 'Take it back' }).click();
  await expect(exclusions.getByRole('row', { name: /^P01/ })).toContainText('Taken back');
  await shell.goTo('results', 'figures', '3a');
  await expect(figures.caption).not.toContainText('P01');
});

test('a blinded surgeon sees all animals together in every figure, and no line that joins the values of an animal', async ({
  launch,
}) => {
  const { page, shell } = await opened(launch);
  const figures = new Figures(page);
  await shell.become('Surgeon 1');
  await shell.goTo('results', 'figures');
  await expect(page.getByRole('main')).toContainText('You are blinded');
  await expect(figures.card('3a')).toBeVisible();
  expect(await wordsOf(page)).not.toMatch(telling);
  for (const figure of ['2a', '3a']) {
    await shell.goTo('results', 'figures', figure);
    await expect(figures.numbers).toBeVisible();
    await expect(page.getByRole('main')).toContainText('All animals');
    await expect(page.getByRole('main')).not.toContainText('Group A');
    expect(await wordsOf(page)).not.toMatch(telling);
    await expect(page.getByRole('radio', { name: 'Line an animal' })).toHaveCount(0);
    await expect(figures.numbers.getByRole('row').nth(1)).not.toHaveAttribute('tabindex', '0');
  }
  await shell.goTo('results', 'plan');
  await expect(page.getByRole('main')).toContainText('Analysis plan');
  await expect(page.getByRole('button', { name: 'Amend the plan' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Exclude an animal' })).toHaveCount(0);
});

/** What is read there, and what a screen reader says. */
async function wordsOf(page: Page): Promise<string> {
  const main = page.getByRole('main');
  return `${await main.innerText()}\n${await main.ariaSnapshot()}`;
}

test('a new notebook offers the article’s plan; it is locked only with a primary outcome', async ({
  launch,
  folder,
}) => {
  const password = 'four words in a row';
  const { application, page } = await launch();
  const entry = new Entry(page);
  const shell = new Shell(page);
  await answerDialogs(application, { save: path.join(folder, 'study.ascnb') });
  await entry.newNotebook('administrator-1', 'Administrator 1', password);
  await entry.signIn('administrator-1', password);
  await page.getByRole('button', { name: 'New account' }).click();
  await page.getByLabel('Id', { exact: true }).fill('study-director-1');
  await page.getByLabel('Name as printed').fill('Study director 1');
  await page.getByLabel('Identity verified by').fill('Administrator 1');
  await page.getByText('Study director', { exact: true }).click();
  await page.getByRole('button', { name: 'Create the account' }).click();
  const code = await page.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/).innerText();
  await page.getByRole('button', { name: 'The code is handed over' }).click();
  await shell.switchTo('study-director-1', code);
  await entry.choosePassword(code, `${password} 2`);
  await expect(shell.heading).toHaveText('Today');

  const main = page.getByRole('main');
  await shell.goTo('results', 'figures');
  await expect(main).toContainText('until the analysis plan is locked');
  await expect(new Figures(page).card('2a')).toContainText('No data yet');
  await page.getByRole('button', { name: 'Open the plan' }).click();
  await expect(main).toContainText('An offer, not in force.');
  await page.getByRole('button', { name: 'Record a plan' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Record the plan' }).click();
  await expect(form).toHaveCount(0);
  await page.getByRole('button', { name: 'Lock the plan' }).click();
  await form.getByRole('button', { name: 'Lock the plan' }).click();
  await expect(form.getByRole('alert')).toContainText('no primary outcome');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Change it' }).click();
  await form.getByRole('button', { name: / Primary outcome$/ }).click();
  await page.getByRole('option', { name: 'ALT', exact: true }).click();
  await form.getByRole('button', { name: 'Record the plan' }).click();
  await expect(main).toContainText('ALT, Day 1');
  await page.getByRole('button', { name: 'Lock the plan' }).click();
  await form.getByRole('button', { name: 'Lock the plan' }).click();
  await expect(form).toHaveCount(0);
  await expect(main).toContainText('Locked');
  await shell.goTo('results', 'figures');
  await expect(main).not.toContainText('until the analysis plan is locked');
});
