// The ARRIVE report in the window: the meter, from what is missing to where it is entered, from a number to its records.
// Must not test what the report says: the unit tests do.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, test } from './fixtures.ts';
import { demonstrationStarter } from './pages/demonstration.ts';
import { answerDialogs } from './pages/entry.ts';

test('the meter counts, what is missing leads to its question, and the answer counts at once', async ({
  launch,
}) => {
  const { page, shell } = await demonstrationStarter(launch)();
  await expect(shell.heading).toHaveText('Today');
  await shell.goTo('settings', undefined, 'study');
  const meter = page.getByRole('region', { name: 'ARRIVE report' });
  await expect(meter).toContainText('ARRIVE: 8 of 10 complete');
  await expect(meter).toContainText('2 incomplete, 0 missing, 0 not yet');

  // The keyboard alone, from here to the saved answer.
  await meter.getByRole('button', { name: 'Open the ARRIVE report' }).focus();
  await page.keyboard.press('Enter');
  await expect(shell.heading).toHaveText('ARRIVE report');
  const missing = page.getByRole('table', { name: 'What is missing' });
  await expect(missing.getByRole('row')).toHaveCount(3);
  const first = missing.getByRole('row').nth(1);
  await expect(first).toContainText('It can be added, but no longer beforehand');
  await first.getByRole('button', { name: /^Open Settings, Study/ }).focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog');
  await expect(question).toContainText('Why this number of animals');
  await question.getByLabel('Value', { exact: true }).fill('Six a group as in the article');
  await question.getByLabel('Reason').fill('Written down late');
  await question.getByRole('button', { name: 'Record this answer' }).focus();
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(meter).toContainText('ARRIVE: 9 of 10 complete');

  await meter.getByRole('button', { name: 'Open the ARRIVE report' }).click();
  await expect(missing.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: /^2 Sample size/ }).click();
  const main = page.getByRole('main');
  await expect(main).toContainText('Six a group as in the article');
  await expect(main).toContainText('it was not fixed beforehand');
});

test('a number of the methods opens its records, and a record the audit trail', async ({ launch }) => {
  const { page, shell } = await demonstrationStarter(launch)();
  await expect(shell.heading).toHaveText('Today');
  await shell.goTo('arrive', 'methods');
  await page
    .getByRole('link', { name: /^25 animals/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  const records = page.getByRole('dialog', { name: 'Records behind it: 25' });
  const rows = records.getByRole('grid').getByRole('row');
  await expect(rows).toHaveCount(26);
  await expect(rows.nth(1)).toContainText(/P\d\d – Enrolled on position \d+/);
  const seq = (await rows.nth(1).getByRole('rowheader').innerText()).trim();
  await rows.nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(shell.heading).toHaveText('Audit trail');
  expect(new URL(page.url()).hash).toBe(`#/audit/${seq}`);
});

test('the report is written as PDF and as Word file', async ({ launch, folder }) => {
  const { page, shell, application } = await demonstrationStarter(launch)();
  await expect(shell.heading).toHaveText('Today');
  await shell.goTo('arrive');
  const save = async (button: string, name: string, told: string): Promise<Buffer> => {
    const file = path.join(folder, name);
    await answerDialogs(application, { save: file });
    await page.getByRole('button', { name: button }).click();
    await expect(shell.messages).toContainText(told);
    return readFile(file);
  };
  const pdf = await save('Print the report (PDF)', 'arrive.pdf', 'The PDF is written.');
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const word = await save('Save as Word file (DOCX)', 'arrive.docx', 'The Word file is written.');
  expect(word.subarray(0, 2).toString('latin1')).toBe('PK');
  expect(word.includes('word/document.xml')).toBe(true);
});
