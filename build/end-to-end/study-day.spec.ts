// One day of the study as issue 2 has it under "Done when": from an animal's arrival to its pages, through a crash.
// Must not go around the screens: everything is pressed, typed and read where a person would.

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { execFileSync } from 'node:child_process';

import { digestOfEntities, notebookCommand } from './command-line.ts';
import { expect, test, type Launched } from './fixtures.ts';
import { Animals } from './pages/animals.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import { Doses } from './pages/dose.ts';
import { answerDialogs } from './pages/entry.ts';
import { Lots } from './pages/lots.ts';
import { Results } from './pages/results.ts';
import { Runs } from './pages/runs.ts';
import { Samples } from './pages/samples.ts';
import { Shell } from './pages/shell.ts';
import { Theatre } from './pages/theatre.ts';
import { plainSecretomeDose } from './plain-dose.ts';

/** On the table of the demonstration, in the group that gets secretome. */
const onTheTable = 'P24';
/** Operated on the day before, and in the group that gets DMEM. */
const dayOne = 'P23';
const lotCode = 'SEC-02';
const freeTimerMinutes = 30;
const day = 86_400_000;

test('[P3] [P4] [P11] one day of the study, and a crash in the middle of it', async ({ launch, folder, profile }) => {
  test.setTimeout(900_000);
  const start = demonstrationStarter(launch);
  const { page, shell, application, kill } = await start();
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
  await test.step('the pages of the animal are printed', () => print({ page, application }, folder));

  const timerStarted = await test.step('a timer runs, a weight is typed, the process is killed', async () => {
    const started = await startTimer(page);
    await shell.goTo('animals', 'P26');
    await new Animals(page).typeWeight('22.2');
    await kill();
    return started;
  });
  const file = await demonstrationFile(profile);
  await test.step('the file is sound as the crash left it', async () => {
    expect(await notebookCommand('verify', file)).toMatchObject({ ok: true, problems: [] });
  });

  const again = await start();
  await test.step('everything is there again, and the timer counted on', async () => {
    await again.shell.become('Technician 1');
    await expectEverything(again.page, { ...prepared, place });
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
  await page.getByRole('button', { name: 'Operating room' }).click();
  await expect(theatre.clock('Ischaemia, remaining')).toHaveText(/^(1\d|2[0-5]):\d\d$/);
  await page.keyboard.press('Space');
  await expect(theatre.figure('Clamp off')).toHaveText(/^1[01]:\d\d:\d\d$/);
  await expect(theatre.clock('Ischaemia, remaining')).toHaveCount(0);
  await expect(theatre.figure('Ischaemia lasted')).toHaveText(/^(3|4)\d:\d\d$/);

  // A second press within a moment is taken for a bounce: a person looks at the clock first.
  await expect(theatre.clock('Since clamp off')).toHaveText(/^0:0[2-9]$/);
  await expect(theatre.action('Right portion perfused: yes')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(theatre.next).toContainText('The left portion is out.');
  await page.keyboard.press('Escape');

  const resection = runs.step('End of the resection');
  await resection.getByLabel('Resected mass').fill('176');
  await resection.getByRole('button', { name: 'Done: End of the resection' }).click();
  await expect(resection).toContainText('176');
  await expect(runs.step('Inject')).toHaveAttribute('aria-current', 'step');
}

interface Prepared {
  readonly code: string;
  readonly weightKg: string;
  /** µL. */
  readonly draw: number;
  /** Of the lot, before anything of it was given, µL. */
  readonly remainingBefore: number;
}

/** `132.5` mL as whole tenths. */
function tenths(millilitre: string): bigint {
  const [whole = '0', tenth = '0'] = millilitre.split('.');
  return BigInt(whole) * 10n + BigInt(tenth);
}

async function prepareDose(page: Page): Promise<Prepared> {
  const shell = new Shell(page);
  const lots = new Lots(page);
  const doses = new Doses(page);
  await shell.open('Lots');
  await lots.open(lotCode);
  const [sourceCells = '', processed = '', collected = '', pool = ''] = await lots.factors();
  const remainingBefore = Number.parseInt(await lots.fact('Left').innerText(), 10);

  await shell.open('Dose');
  await doses.open(onTheTable);
  const weightKg = /^[\d.]+/.exec(await doses.who('Weight of the day').innerText())?.[0] ?? '';
  await doses.chooseLot(lotCode);
  await doses.chooseSyringe('1', '10');
  const expected = plainSecretomeDose({
    weightGram: tenths(weightKg) * 100n,
    sourceCells: BigInt(sourceCells),
    poolMicrolitre: BigInt(pool),
    collectedTenthMillilitre: tenths(collected),
    processedTenthMillilitre: tenths(processed),
    graduationMicrolitre: 10n,
  });
  const draw = Number(expected.drawMicrolitre);
  await expect(doses.amount('Draw')).toContainText(String(draw));
  await expect(doses.amount('Draw')).toContainText(`exact ${expected.volumeMicrolitre} µL`);
  const sign = expected.errorPercent.startsWith('-') ? '' : '+';
  await expect(doses.amount('Draw')).toContainText(
    `rounding error ${sign}${expected.errorPercent.replace('-', '−')} %`,
  );
  await expect(doses.equation).toContainText(expected.cells);
  const options = ['--weight-kg', weightKg, '--lot-source-cells', sourceCells];
  const volumes = ['--lot-volume-ml', String(Number(pool) / 1000), '--cm-collected-ml', collected];
  const syringe = ['--cm-processed-ml', processed, '--syringe-ml', '1', '--graduation-ul', '10'];
  const group = ['--group', 'asc-secretome'];
  expect(await notebookCommand('dose', ...group, ...options, ...volumes, ...syringe)).toEqual(expected);

  await page.getByRole('button', { name: `Prepare syringe: draw ${draw} µL` }).click();
  const waits = await page.getByText(/^Syringe \S+ for P24 waits for the check/).innerText();
  return { code: waits.split(' ')[1] ?? '', weightKg, draw, remainingBefore };
}

async function checkDose(page: Page, { code, weightKg, draw }: Prepared): Promise<void> {
  const shell = new Shell(page);
  const doses = new Doses(page);
  await shell.become('Technician 2');
  await shell.open('Dose');
  await doses.open(code);
  await expect(page.getByRole('heading', { name: 'Check by a second person' })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(String(draw));
  await expect(page.getByRole('main')).not.toContainText(weightKg);
  await doses.check(weightKg, lotCode);
  await expect(shell.messages).toContainText(`Syringe ${code} is checked and ready.`);
  await expect(doses.label).toContainText(`${code} · ${draw} µL`);
  await expect(doses.label).toContainText(onTheTable);
  await expect(doses.label.getByRole('img', { name: code })).toBeVisible();
}

async function giveDose(page: Page, { code, draw, remainingBefore }: Prepared): Promise<void> {
  const shell = new Shell(page);
  const doses = new Doses(page);
  await shell.become('Surgeon 1');
  await shell.open('Dose');
  await doses.open(code);
  await doses.takeAnimal(onTheTable);
  await doses.enterSites([String(draw - 400), '400']);
  await expect(doses.amount(`In syringe ${code} for ${onTheTable}`)).toContainText(String(draw));
  await page.getByRole('button', { name: `Inject ${draw} µL into ${onTheTable}` }).click();
  await expect(doses.amount(`Injected into ${onTheTable}`)).toContainText(String(draw));
  await expect(page.getByRole('main')).toContainText(`Site 1: ${draw - 400} µL · Site 2: 400 µL`);

  await shell.become('Technician 1');
  await shell.open('Lots');
  const lots = new Lots(page);
  await lots.open(lotCode);
  await expect(lots.fact('Left')).toHaveText(new RegExp(`^${remainingBefore - draw}\\D`));
  await shell.open('Runs');
  await new Runs(page).openOf(onTheTable, /ischaemia/i);
  await expect(new Runs(page).step('Inject')).toContainText(code);
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
  const before = await results.numbers('Day 1', 'dmem');
  await page.getByRole('tab', { name: 'By analyte' }).click();
  const cell = await results.cell(dayOne, 'Day 1');
  await results.goTo(cell);
  await expect(cell).toBeFocused();
  await results.type('912.5');
  await expect(page.getByText('1 value not saved yet')).toBeVisible();
  await results.save();
  await expect(page.getByText('1 value not saved yet')).toBeHidden();
  await expect(cell).toHaveText('912.5');

  await results.openChart();
  await expect.poll(async () => (await results.numbers('Day 1', 'dmem')).n).toBe(before.n + 1);
  const after = await results.numbers('Day 1', 'dmem');
  expect(after.mean).toBeCloseTo((before.mean * before.n + 912.5) / (before.n + 1), 1);
}

async function print({ page, application }: Pick<Launched, 'page' | 'application'>, folder: string): Promise<void> {
  const shell = new Shell(page);
  const file = path.join(folder, 'P24.pdf');
  await answerDialogs(application, { save: file });
  await shell.goTo('animals', onTheTable);
  await page.getByRole('button', { name: `Print the pages of ${onTheTable}` }).click();
  await expect(shell.messages).toContainText('The PDF is written.', { timeout: 120_000 });
  expect((await readFile(file)).subarray(0, 4).toString('latin1')).toBe('%PDF');
  const words = textOfPdf(file);
  if (words !== undefined) expect(words).toContain(onTheTable);
}

/** Undefined where poppler is not installed. */
function textOfPdf(file: string): string | undefined {
  const isThere = (process.env['PATH'] ?? '').split(path.delimiter).some((one) => existsSync(path.join(one, 'pdftotext')));
  return isThere ? execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }) : undefined;
}

async function startTimer(page: Page): Promise<number> {
  const shell = new Shell(page);
  const runs = new Runs(page);
  await shell.open('Runs');
  await runs.openOf(onTheTable, /ischaemia/i);
  const startedAt = Date.now();
  await runs.startFreeTimer('Blood gas', String(freeTimerMinutes));
  await expect(shell.timer('Blood gas')).toBeVisible();
  return startedAt;
}

async function demonstrationFile(profile: string): Promise<string> {
  const name = (await readdir(profile)).find((one) => /^demonstration-.*\.ascnb$/.test(one));
  return path.join(profile, name ?? '');
}

async function expectEverything(page: Page, saved: Prepared & { readonly place: string }): Promise<void> {
  const shell = new Shell(page);
  await shell.goTo('animals', 'P26');
  await expect(page.getByRole('main')).toContainText('22.1');
  // What was typed and not saved is no record.
  await expect(page.getByRole('main')).not.toContainText('22.2');
  await shell.goTo('dose', onTheTable);
  await expect(new Doses(page).amount(`Injected into ${onTheTable}`)).toContainText(String(saved.draw));
  await shell.goTo('samples', `${dayOne}-D1-RNA-1`);
  await expect(page.getByRole('main')).toContainText(saved.place);
  await shell.goTo('results', 'alt');
  await expect(await new Results(page).cell(dayOne, 'Day 1')).toHaveText('912.5');
}

async function expectTimer(page: Page, startedAt: number): Promise<void> {
  const runs = new Runs(page);
  await new Shell(page).open('Runs');
  await runs.openOf(onTheTable, /ischaemia/i);
  const timer = runs.timer('Blood gas');
  await expect(timer).toContainText('the program did not run (it ended unexpectedly). The clock went on.');
  const [, minutes, seconds] = /(\d+):(\d\d) of 30:00/.exec(await timer.innerText()) ?? [];
  const shownMs = (Number(minutes) * 60 + Number(seconds)) * 1000;
  expect(Math.abs(Date.now() - startedAt - shownMs)).toBeLessThan(5000);
  await expect(runs.step('Clamp off')).toContainText('Technician 1');
  await expect(runs.step('End of the resection')).toContainText('176');
}
