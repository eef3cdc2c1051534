// Tests of where pages end: none is empty, no heading and no title stands alone at the foot of one, no line is lost.
// Must not depend on a notebook: every place on the page at which a table can end is tried with made-up blocks.

import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { heading, leading, paragraph, type Block, type Report } from '../../../shared/report/document.ts';
import { TestFolder } from '../../testing/bench-notebook.ts';
import { bodyOf, isHeading } from './testing/page-body.ts';
import { readPdf } from './testing/pdf-text.ts';
import { writePdf } from './pdf-file.ts';

const folder = new TestFolder();
afterAll(() => folder.remove());

function reportOf(blocks: readonly Block[]): Report {
  return {
    cover: { title: 'Study', isSimulated: false, scope: 'Scope', facts: [], counts: [], notes: [] },
    notebookId: 'notebook',
    head: { seq: 1, hash: '0'.repeat(64), recordedAt: '2026-03-02T12:00:00.000Z' },
    blocks,
    files: [],
    conceal: (text) => text,
  };
}

async function printed(blocks: readonly Block[]) {
  const to = folder.file('pages.pdf');
  await writePdf(
    reportOf(blocks),
    to,
    0,
    () => Buffer.alloc(0),
    () => true,
  );
  return readPdf(readFileSync(to));
}

const rowsOf = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => [[{ text: `${name} ${index}`, tone: 'plain' as const }]]);
const table = (name: string, count: number): Block => ({
  kind: 'table',
  columns: [{ label: 'Column', share: 1 }],
  rows: rowsOf(name, count),
});

/** How many rows fill a page and a little more: every place at which a table can end is among them. */
const counts = Array.from({ length: 60 }, (_, index) => index + 1);

test('a table or facts that end anywhere on a page leave no empty page before the next chapter', async () => {
  const { lines } = await printed(
    counts.flatMap((count): readonly Block[] => [
      heading(1, `Chapter ${count}`, true),
      table(`Row ${count}`, count),
      heading(1, `Facts ${count}`, true),
      { kind: 'facts', facts: rowsOf('Fact', count).map((flows) => ({ label: 'Fact', lines: flows })) },
    ]),
  );
  const empty = lines.flatMap((page, index) => (bodyOf(page).length === 0 ? [index + 1] : []));
  expect(empty).toEqual([]);
});

test('what leads to something keeps with it: headings, titles of tables, long paragraphs and tables', async () => {
  const { lines } = await printed(
    counts.flatMap((count): readonly Block[] => [
      heading(1, `Chapter ${count}`, true),
      ...Array.from({ length: count }, (_, index) => paragraph(`Filling ${count} ${index}`)),
      heading(2, 'Section'),
      heading(3, 'Part'),
      leading('State'),
      paragraph('Text'),
      leading('Title of a table'),
      table('Row', 4),
      heading(2, 'Long'),
      paragraph('word '.repeat(900)),
      leading('Title of a table'),
      table('Row', 70),
    ]),
  );
  for (const page of lines.slice(1)) {
    const last = bodyOf(page).at(-1);
    expect(last && isHeading(last)).toBe(false);
    expect(['State', 'Title of a table', 'Column']).not.toContain(last?.text);
  }
});

test('a paragraph that is longer than a page is printed whole, after a heading too', async () => {
  const words = Array.from({ length: 2500 }, (_, index) => `w${index}`);
  const { pages } = await printed([
    heading(1, 'Chapter', true),
    paragraph('Before'),
    heading(2, 'Section'),
    paragraph(words.join(' ')),
    paragraph('After'),
  ]);
  const found = pages.join(' ').match(/\bw\d+\b/g) ?? [];
  expect(found).toEqual(words);
});
