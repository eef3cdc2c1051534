// One day of the study as issue 2 has it under "Done when": from an animal's arrival to its pages, through a crash.
// Must not go around the screens: everything is pressed, typed and read where a person would.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { demonstrationFile, expectEverything, expectTimer, startTimer } from './chapters/crash.ts';
import { checkDose, giveDose, prepareDose } from './chapters/dose.ts';
import { digestOfEntities, notebookCommand } from './command-line.ts';
import { expect, test, type Launched } from './fixtures.ts';
import { Animals } from './pages/animals.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import { answerDialogs } from './pages/entry.ts';
import { Results } from './pages/results.ts';
import { Runs } from './pages/runs.ts';
import { Samples } from './pages/samples.ts';
import { Shell } from './pages/shell.ts';
import { Theatre } from './pages/theatre.ts';

/** On the table of the demonstration, in the group that gets secretome. */
const onTheTable = 'P24';
/** Operated on the day before, and in the group that gets DMEM. */
const dayOne = 'P23';
/** A plausible ALT of day 1, in U/L. */
const alt = '131.5';
const day = 86_400_000;

test('[P11-10a] [P11-10e] one day of the study, and a crash in the middle of it', async ({
  launch,
  folder,
  profile,
}) => {
  test.setTimeout(900_000);
  const start = demonstrationStarter(launch);
  const first = await start();
  const { page, shell, application } = first;
  await expect(shell.heading).toHaveText('Today');

  await test.step('a technician registers an animal', async () => {
    await shell.become('Technician 1');
    await registerAnimal(page);
  });
  await test.step('the clamp comes off with one key, and the resection ends', () => operate(page));
  const prepared = await test.step('a technician prepares the dose', () => prepareDose(page));
  await test.step('a second person checks it', () => checkDose(page, prepared));
  await test.step('the surgeon gives it by its code', () => giveDose(page, prepared));
  const place = await test.step('the samples of day 1 are taken, one is stored', () => takeSamples(page));
  await test.step('a result typed in the grid is in the chart', () => enterResult(page));
  await test.step('the pages of the animal are printed', () =>
    print({ page, application }, folder, [prepared.code, String(prepared.draw)]));

  const timerStarted = await test.step('a timer runs, a weight is typed, the process is killed', async () => {
    const started = await startTimer(page);
    await shell.goTo('animals', 'P26');
    await new Animals(page).typeWeight('22.2');
    await first.kill();
    return started;
  });
  const file = await demonstrationFile(profile);
  await test.step('the file is sound as the crash left it', async () => {
    expect(await notebookCommand('verify', file)).toMatchObject({ ok: true, problems: [] });
  });

  const again = await start();
  await test.step('everything is there again, and the timer counted on', async () => {
    await again.shell.become('Technician 1');
    await expectEverything(again.page, { ...prepared, place, alt });
    await expectTimer(again.page, timerStarted);
  });
  await again.quit();

  await test.step('the file verifies, and its states follow from its records', async () => {
    const report = await notebookCommand('verify', file);
    expect(report).toMatchObject({ ok: true, problems: [], entities: { mismatched: 0 } });
    const before = digestOfEntities(file);
    await notebookCommand('rebuild', file);
    expect(digestOfEntities(file)).toBe(before);
  });
});

type Page = Launched['page'];

async function registerAnimal(page: Page): Promise<void> {
  const shell = new Shell(page);
  const animals = new Animals(page);
  await shell.open('Animals');
  const birthDate = new Date(Date.now() - 150 * day).toISOString().slice(0, 10);
  await animals.register({ id: 'P26', earTag: 'SIM-4282', birthDate, weightKg: '22.1' });
  await expect(shell.heading).toHaveText('P26');
  await expect(page.getByText('22.1', { exact: true }).first()).toBeVisible();
  await shell.open('Animals');
  await expect(animals.row('P26')).toContainText('SIM-4282');
}

async function operate(page: Page): Promise<void> {
  const runs = new Runs(page);
  const theatre = new Theatre(page);
  await new Shell(page).open('Runs');
  await runs.openOf(onTheTable, /ischaemia/i);
  await runs.openTheatre();
  await theatre.confirmPeople();
  await expect(theatre.clock('Ischaemia, remaining')).toHaveText(/^(1\d|2[0-5]):\d\d$/);
  await page.keyboard.press('Space');
  await expect(theatre.figure('Clamp off')).toHaveText(/^1[01]:\d\d:\d\d$/);
  await expect(theatre.clock('Ischaemia, remaining')).toHaveCount(0);
  await expect(theatre.figure('Ischaemia lasted')).toHaveText(/^[34]\d:\d\d$/);

  // A second press within a moment is taken for a bounce: a person looks at the clock first.
  await expect(theatre.clock('Since clamp off')).toHaveText(/^0:0[2-9]$/);
  await expect(theatre.action('Right portion perfused: yes')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(theatre.next).toContainText('The left portion is out.');
  await page.keyboard.press('Escape');

  await expect(new Shell(page).timer('Ischaemia')).toHaveCount(0);
  // An hour was planned: what was shorter is said at the step, and nobody was asked before the clamp came off.
  await expect(runs.step('Clamp off')).toContainText('shorter than 1:00:00');
  const resection = runs.step('End of the resection');
  await resection.getByLabel('Resected mass').fill('176');
  await resection.getByRole('button', { name: 'Done: End of the resection' }).click();
  await expect(resection).toContainText('176');
  await expect(runs.step('Inject')).toHaveAttribute('aria-current', 'step');
}

async function takeSamples(page: Page): Promise<string> {
  const shell = new Shell(page);
  const samples = new Samples(page);
  await shell.open('Today');
  await page.getByRole('button', { name: new RegExp(`^${dayOne}.*Day 1`) }).click();
  await expect(samples.timePoint('Day 1')).toContainText('Due now');
  await samples.take('Day 1', '4200');
  await expect(samples.labels).toContainText('5 samples taken');
  await expect(samples.labels.getByRole('img', { name: `${dayOne}-D1-SER-1` })).toBeVisible();
  await samples.labels.getByRole('button', { name: 'Done' }).click();
  await expect(samples.timePoint('Day 1')).toContainText('Complete');

  await samples.line(`${dayOne}-D1-RNA-1`).click();
  await expect(shell.heading).toHaveText(`${dayOne}-D1-RNA-1`);
  const place = await samples.store();
  await expect(page.getByRole('main')).toContainText(place);
  return place;
}

async function enterResult(page: Page): Promise<void> {
  const shell = new Shell(page);
  const results = new Results(page);
  await shell.open('Results');
  await results.openChart();
  const before = await results.numbers('Day 1', 'DMEM');
  await page.getByRole('tab', { name: 'By analyte' }).click();
  const cell = await results.cell(dayOne, 'Day 1');
  await results.goTo(cell);
  await expect(cell).toBeFocused();
  await results.type(alt);
  await expect(page.getByText('1 value not saved yet')).toBeVisible();
  await results.save();
  await expect(page.getByText('1 value not saved yet')).toBeHidden();
  await expect(cell).toHaveText(alt);

  await results.openChart();
  await expect.poll(async () => (await results.numbers('Day 1', 'DMEM')).n).toBe(before.n + 1);
  const after = await results.numbers('Day 1', 'DMEM');
  expect(after.mean).toBeCloseTo((before.mean * before.n + Number(alt)) / (before.n + 1), 1);
}

async function print(
  { page, application }: Pick<Launched, 'page' | 'application'>,
  folder: string,
  values: readonly string[],
): Promise<void> {
  const shell = new Shell(page);
  const file = path.join(folder, 'P24.pdf');
  await answerDialogs(application, { save: file });
  await shell.goTo('animals', onTheTable);
  await page.getByRole('button', { name: `Print the pages of ${onTheTable}` }).click();
  await expect(shell.messages).toContainText('The PDF is written.', { timeout: 120_000 });
  expect((await readFile(file)).subarray(0, 4).toString('latin1')).toBe('%PDF');
  const words = textOfPdf(file);
  for (const value of words === undefined ? [] : [onTheTable, ...values]) expect(words).toContain(value);
}

/** Undefined where poppler is not installed. */
function textOfPdf(file: string): string | undefined {
  const isThere = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .some((one) => existsSync(path.join(one, 'pdftotext')));
  return isThere ? execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }) : undefined;
}
