// Assays as printed: version, who, what failed, every number with its formula, and rejected runs with their reason.
// Must not test how they are set on a page.

import { describe, expect, it } from 'vitest';
import { elisaPlate } from '../assays/testing/measured.ts';
import { evaluateAssay, rejectAssay } from '../domain/assay-commands.ts';
import { Assay } from '../domain/assay.ts';
import { Bench } from '../domain/testing/bench.ts';
import { registerAnimal } from '../domain/testing/operated-animal.ts';
import { assayBlocks } from './assay-blocks.ts';
import type { Block, Spans } from './document.ts';
import { Wording } from './wording.ts';

function printed(bench: Bench): readonly Block[] {
  const reader = { userId: bench.as, roles: bench.roles };
  const wording = new Wording({
    scope: { kind: 'study' },
    notebookId: 'notebook',
    head: { seq: 1, hash: '', recordedAt: '', occurredAt: '' },
    reader,
    read: bench.read,
    query: { now: bench.now, actor: reader, read: bench.read, records: () => [] },
    count: () => ({ records: 0, corrections: 0, byType: new Map() }),
    records: () => [],
    forget: () => {},
  });
  return [...assayBlocks({ read: bench.read, reader }, wording, bench.read.list(Assay))];
}

const textOf = (spans: Spans): string => spans.map((one) => one.text).join('');
const allText = (blocks: readonly Block[]): string => JSON.stringify(blocks);

function withPlate(): { bench: Bench; assayId: string } {
  const bench = new Bench();
  for (const number of [1, 2, 3, 4]) registerAnimal(bench, `P0${number}`, number);
  const strict = { cvMax: '15', rSquaredMin: '0.9999', recoveryMin: null, recoveryMax: null };
  const { assayId } = bench.run(evaluateAssay, {
    assayKey: 'elisa',
    title: 'IL-6, plate 1',
    input: { ...elisaPlate(), limits: strict },
  });
  return { bench, assayId };
}

describe('assays in the report', () => {
  it('[P11-10b] print every number with its formula, its flags and its version', () => {
    const { bench, assayId } = withPlate();
    const blocks = printed(bench);
    const table = blocks.find((one) => one.kind === 'table');
    const output = bench.read.get(Assay, assayId)?.output;
    expect(table?.rows).toHaveLength(output?.numbers.length ?? -1);
    const rows = table?.rows.map((row) => row.map(textOf).join(' | ')) ?? [];
    expect(rows).toContain(
      'Concentration P01 D1 | 846.48\u00a0pg/mL, R² of the curve too low | 169.296 · dilution 5',
    );
    expect(
      rows.some((row) => row.startsWith('Concentration P02 D1 | < 78\u00a0pg/mL, below the range')),
    ).toBe(true);
    expect(allText(blocks)).toContain('ELISA and serum kits, version 2');
  });

  it('[P11-10b] of a long run set the results in the table and every other number as text, with its formula', () => {
    const bench = new Bench();
    registerAnimal(bench, 'P01', 1);
    const fields = Array.from({ length: 120 }, (_, index) => ({
      name: `field ${index + 1}`,
      subject: { animalId: 'P01', timePoint: 'day-1' },
      counted: { by: 'number', positive: index, total: 400 },
    }));
    const input = { rule: 'pooled', leastNuclei: null, fields };
    bench.run(evaluateAssay, { assayKey: 'ki67', title: 'Ki67', input });
    const blocks = printed(bench);
    const rows = blocks.flatMap((one) => (one.kind === 'table' ? one.rows : []));
    expect(rows.map((row) => row.map(textOf).join(' | '))).toEqual([
      expect.stringMatching(/^Positive rate P01 Day 1 \| 14\.875\u00a0% \| /),
    ]);
    const text = blocks.flatMap((one) => (one.kind === 'paragraph' ? [textOf(one.text)] : [])).join('; ');
    expect(text).toContain('120');
    for (const [index, { name }] of fields.entries()) {
      const rate = `${index / 4}`;
      expect(text).toContain(`${name}: ${rate}\u00a0%, positive / total · 100 = ${index} / 400 · 100`);
    }
  });

  it('say which check failed', () => {
    const { bench } = withPlate();
    const failed = printed(bench).flatMap((one) => (one.kind === 'paragraph' ? [textOf(one.text)] : []));
    expect(failed).toEqual(['R² of at least 0.9999; found 0.999469']);
  });

  it('[ALC-3] keep a rejected run, with who, when and why', () => {
    const { bench, assayId } = withPlate();
    expect(allText(printed(bench))).not.toContain('Rejected');
    bench.run(rejectAssay, { assayId }, { reason: 'The washer failed.' });
    const text = allText(printed(bench));
    expect(text).toContain('Rejected');
    expect(text).toContain('The washer failed.');
    expect(text).toContain('846.48');
  });
});
