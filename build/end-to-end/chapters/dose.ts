// The dose of a study day: prepared by one technician, checked by another, given by the surgeon.
// Must not go around the screens, nor compute with the program's own arithmetic.

import { notebookCommand } from '../command-line.ts';
import { expect, type Launched } from '../fixtures.ts';
import { Doses } from '../pages/dose.ts';
import { Lots } from '../pages/lots.ts';
import { Runs } from '../pages/runs.ts';
import { Shell } from '../pages/shell.ts';
import { plainSecretomeDose } from '../plain-dose.ts';

type Page = Launched['page'];

/** On the table of the demonstration, in the group that gets secretome. */
const onTheTable = 'P24';
const lotCode = 'SEC-02';

export interface Prepared {
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

export async function prepareDose(page: Page): Promise<Prepared> {
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

export async function checkDose(page: Page, { code, weightKg, draw }: Prepared): Promise<void> {
  const shell = new Shell(page);
  const doses = new Doses(page);
  await shell.become('Technician 2');
  await shell.open('Dose');
  await doses.open(code);
  await expect(page.getByRole('heading', { name: 'Check by a second person' })).toBeVisible();
  // A number by itself: a code, a date or a time may have the same digits.
  for (const number of [String(draw), weightKg]) {
    await expect(page.getByRole('main')).not.toContainText(new RegExp(`(?<![\\w.:-])${number}(?![\\w.:-])`));
    await expect(page.getByRole('main')).not.toContainText(new RegExp(`${number}\\s?(kg|µL)`));
  }
  await doses.check(weightKg, lotCode);
  await expect(shell.messages).toContainText(`Syringe ${code} is checked and ready.`);
  for (const fact of [onTheTable, code, `${draw} µL`]) await expect(doses.label).toContainText(fact);
  await expect(doses.label.getByRole('img', { name: code })).toBeVisible();
}

export async function giveDose(page: Page, { code, draw, remainingBefore }: Prepared): Promise<void> {
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
