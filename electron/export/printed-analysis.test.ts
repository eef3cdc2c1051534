// The analysis in the printed notebook: the plan with its amendments, the exclusions, the tests, both results.
// Must not test the printed notebook as a whole: pdf.test.ts does.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { amendPlan } from '../../shared/domain/analysis-plan.ts';
import { liftExclusion, recordExclusion } from '../../shared/domain/exclusion.ts';
import { animalIdOf } from '../../shared/domain/testing/analysed-study.ts';
import type { Actor } from '../../shared/kernel/decider.ts';
import type { ExportScope } from '../../shared/services.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { accepted, director, TestFolder } from '../testing/bench-notebook.ts';
import { exportPdf } from './pdf.ts';
import { lockArticlePlan, measureAnimals } from './pdf/testing/analysed-notebook.ts';
import { Filler } from './pdf/testing/filled-notebook.ts';
import { readPdf } from './pdf/testing/pdf-text.ts';

const folder = new TestFolder();
let notebook: Notebook;
let fill: Filler;

const excluded = { animalId: animalIdOf('asc', 2), analyte: null, timePoint: 'day-1' } as const;
const takenBack = { animalId: animalIdOf('dmem', 0), analyte: 'alt', timePoint: null } as const;

beforeAll(() => {
  notebook = folder.create('study.ascnb', true);
  fill = new Filler(notebook, folder.clock);
  measureAnimals(fill);
});

afterAll(() => {
  notebook.close();
  folder.remove();
});

async function pagesOf(scope: ExportScope, reader: Actor): Promise<readonly string[]> {
  const to = folder.file('out.pdf');
  accepted(await exportPdf(notebook.database, scope, reader, to, () => true));
  return readPdf(readFileSync(to)).pages.map((page) => page.replaceAll('\u00a0', ' '));
}

/** The chapters on plan, exclusions and results: the audit trail after them would have every word as well. */
async function analysisPages(reader: Actor = director): Promise<string> {
  const pages = await pagesOf({ kind: 'study' }, reader);
  const start = pages.findIndex((page) => page.startsWith('Analysis plan and exclusions'));
  const end = pages.findIndex((page) => page.startsWith('Audit trail'));
  expect(start).toBeGreaterThan(0);
  return pages.slice(start, end).join(' ').replaceAll(/\s+/g, ' ');
}

test('before the plan is locked nothing is tested, and no group is named beside a result', async () => {
  const text = await analysisPages();
  expect(text).toContain('No analysis plan has been recorded yet');
  expect(text).toContain('until the analysis plan is locked');
  expect(text).toContain('Group A');
  expect(text).not.toContain('One-way analysis of variance: F');
});

test('[GLP-4] afterwards it lists every version with its reason, every exclusion, and the tests with both results', async () => {
  const content = lockArticlePlan(fill, notebook);
  const amended = { content: { ...content, postHoc: 'dunnett' as const } };
  fill.run(amendPlan, amended, { reason: 'The questions are those against the controls.' });
  fill.run(recordExclusion, excluded, { reason: 'The serum was haemolysed.' });
  fill.run(recordExclusion, takenBack, { reason: 'A wrong tube was suspected.' });
  fill.run(liftExclusion, takenBack, { reason: 'The tube was the right one.' });
  const text = await analysisPages();
  for (const words of [
    'Analysis plan, version 1',
    'Tukey–Kramer, every pair',
    'Analysis plan, version 2',
    'Dunnett, every group against each control',
    'The questions are those against',
    'Results when it was locked24',
    'Exclusions from the analysis',
    'The serum was haemolysed.',
    'The tube was the right one.',
    'One-way analysis of variance: F(3, 19)',
    'with everything',
  ]) {
    expect(text).toContain(words);
  }
  // R 4.2.2: the analysis of variance with all twenty-four.
  expect(text).toMatch(/F\(3, 20\) = 16\.63, p = 1\.2e-5/);
});

test('an animal’s own pages say that it was excluded; a blinded reader’s say so without its group', async () => {
  const pages = await pagesOf({ kind: 'animal', id: excluded.animalId }, director);
  const own = pages
    .slice(
      0,
      pages.findIndex((page) => page.startsWith('Audit trail')),
    )
    .join('\n');
  expect(own).toContain('Exclusions from the analysis');
  expect(own).toContain('The serum was haemolysed.');
  const blinded = await analysisPages({ userId: 'surgeon-1', roles: ['surgeon'] });
  expect(blinded).toContain('The serum was haemolysed.');
  expect(blinded).toContain('All animals');
  expect(blinded).not.toContain('Group A');
  expect(blinded).not.toMatch(/(Saline|DMEM|ASC|ASC-secretome) – /);
});
