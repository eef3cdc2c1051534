// Calibrators that are the animals of one group: asked about, for whoever may know, and never told to anybody else.
// Must not test the arithmetic of the assay.

import { describe, expect, it } from 'vitest';
import { wells } from '../assays/testing/measured.ts';
import { evaluateAssay } from './assay-commands.ts';
import { studyBench } from './testing/dose-bench.ts';
import { allocate, registerAnimal } from './testing/operated-animal.ts';

/** P01 and P02 of one group, P03 of another, two genes of each. */
function world() {
  const bench = studyBench();
  allocate(bench, ['saline', 'saline', 'asc']);
  const animals = ['P01', 'P02', 'P03'];
  for (const [index, id] of animals.entries()) registerAnimal(bench, id, index + 1);
  const samples = animals.map((animalId) => ({
    name: `${animalId} D0`,
    subject: { animalId, timePoint: 'pre-op' },
    wells: ['HGF', 'actin'].map((gene) => ({ gene, readings: wells(gene, `${animalId}-`, ['24', '24.1']) })),
  }));
  const plate = {
    method: 'delta-delta-ct' as const,
    reference: 'actin',
    genes: [
      { name: 'HGF', analyte: 'hgf', efficiency: { kind: 'assumed' as const } },
      { name: 'actin', analyte: null, efficiency: { kind: 'assumed' as const } },
    ],
    samples,
    rules: { maxDifference: null, lastCycle: null, controlMargin: '5' },
  };
  const run = (...names: readonly string[]) => ({
    assayKey: 'qrt-pcr' as const,
    title: 'Expression',
    input: { ...plate, calibrator: { kind: 'samples', names: names.map((id) => `${id} D0`) } },
  });
  return { bench, run };
}

describe('samples that everything is relative to', () => {
  it('[ARRIVE 5] are asked about where they are the animals of one group, and recorded with a reason', () => {
    const { bench, run } = world();
    const refusal = bench.refused(evaluateAssay, run('P01', 'P02'));
    expect(refusal.code).toBe('assay.calibrator-tells');
    bench.run(evaluateAssay, run('P01', 'P02'), { reason: 'As the article before ours.' });
  });

  it.each([[['P01']], [['P01', 'P03']], [['P01', 'P02', 'P03']]])('are not asked about as %s', (names) => {
    const { bench, run } = world();
    expect(bench.run(evaluateAssay, run(...names)).results).toBe(3);
  });

  it('[ARRIVE 5] are no question for whoever may not know the groups: it would be the answer', () => {
    const { bench, run } = world();
    expect(bench.run(evaluateAssay, run('P01', 'P02'), { roles: ['pathologist'] }).results).toBe(3);
  });
});
