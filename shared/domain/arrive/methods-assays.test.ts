// Tests of the methods on the assays: every choice of the evaluations in force, counted where they differ, with records.
// Must not test the words of a single choice: that is done beside them.

import { describe, expect, test } from 'vitest';
import { elisaPlate, qrtPcrPlate } from '../../assays/testing/measured.ts';
import { evaluateAssay, rejectAssay } from '../assay-commands.ts';
import { Bench } from '../testing/bench.ts';
import { known } from '../testing/known.ts';
import { registerAnimal } from '../testing/operated-animal.ts';
import { showArrive } from './arrive-queries.ts';

const because = { reason: 'Done again.' };

function withAnimals(): Bench {
  const bench = new Bench();
  for (const number of [1, 2, 3, 4]) registerAnimal(bench, `P0${number}`, number);
  return bench;
}

function evaluated(bench: Bench, assayKey: 'elisa' | 'qrt-pcr', input: unknown): string {
  return bench.run(evaluateAssay, { assayKey, title: `Run ${bench.records.length}`, input }, because).assayId;
}

/** The sentence of one assay, with the ids of the evaluations behind each of its references. */
function wayOf(bench: Bench, start: string) {
  const { methods, notes } = bench.ask(showArrive, {});
  const one = known(
    methods
      .flatMap(({ sentences }) => sentences)
      .find((pieces) =>
        pieces
          .map(({ text }) => text)
          .join('')
          .startsWith(start),
      ),
  );
  const idsOf = (text: string) => {
    const number = known(one.find((piece) => piece.text === text)).note;
    const { seqs } = known(notes.find((note) => note.number === number));
    return bench.records.filter(({ seq }) => seqs.includes(seq)).map(({ subjectId }) => subjectId);
  };
  return { text: one.map(({ text }) => text).join(''), idsOf };
}

describe('how the assays were evaluated', () => {
  test('names curve and limits, and counts the evaluations where they differ, each with its records', () => {
    const bench = withAnimals();
    const limits = { cvMax: '15', rSquaredMin: null, recoveryMin: '80', recoveryMax: '120' };
    const curved = evaluated(bench, 'elisa', { ...elisaPlate(), model: '4pl', weighting: 'none', limits });
    const input = { ...elisaPlate(), model: 'linear', weighting: 'none', limits };
    const straight = [evaluated(bench, 'elisa', input), evaluated(bench, 'elisa', input)];
    const { text, idsOf } = wayOf(bench, 'ELISA and serum kits, evaluations in force: 3');
    expect(text).toContain(
      'Curve: four-parameter curve, not weighted (1 of 3), straight line, not weighted (2 of 3)',
    );
    expect(text).toContain('Duplicates differ by at most: 15 %;');
    expect(text).toContain('R² at least: not judged;');
    expect(text).toMatch(/Recovery of the standards: 80 – 120 %\.$/);
    expect(idsOf('four-parameter curve, not weighted')).toEqual([curved]);
    expect(idsOf('straight line, not weighted')).toEqual(straight);
    expect(idsOf('15 %')).toEqual([curved, ...straight]);
  });

  test('leaves out a rejected run', () => {
    const bench = withAnimals();
    const first = evaluated(bench, 'elisa', { ...elisaPlate(), model: '4pl', weighting: 'none' });
    evaluated(bench, 'elisa', { ...elisaPlate(), model: 'linear', weighting: 'none' });
    bench.run(rejectAssay, { assayId: first }, because);
    const { text } = wayOf(bench, 'ELISA and serum kits, evaluations in force: 1');
    expect(text).not.toContain('four-parameter');
  });

  test('names method, reference and kind of calibrator; of chosen samples how many, never which', () => {
    const bench = withAnimals();
    const own = evaluated(bench, 'qrt-pcr', qrtPcrPlate());
    const names = ['P01 pre-op', 'P02 pre-op'];
    evaluated(bench, 'qrt-pcr', { ...qrtPcrPlate(), calibrator: { kind: 'samples', names } });
    const { text, idsOf } = wayOf(bench, 'qRT-PCR, evaluations in force: 2');
    expect(text).toContain('Method: 2^−ΔΔCT;');
    expect(text).toContain('Normalised to: β-actin;');
    expect(text).toContain("each animal's own sample, Before the operation (1 of 2)");
    expect(text).toContain('the mean of 2 chosen samples (1 of 2)');
    expect(text).not.toMatch(/P0[12]/);
    expect(idsOf("each animal's own sample, Before the operation")).toEqual([own]);
    bench.roles = ['surgeon'];
    expect(wayOf(bench, 'qRT-PCR, evaluations in force: 2').text).toBe(text);
  });
});
