// Results of one endpoint that were computed in different ways: told before they are recorded, and where they stand.
// Must not test the words of the single settings.

import { describe, expect, it } from 'vitest';
import { elisaPlate } from '../assays/testing/measured.ts';
import { evaluateAssay, rejectAssay } from './assay-commands.ts';
import { assayDefaults, previewAssay } from './assay-queries.ts';
import { mixedWays } from './assay-ways.ts';
import { showFigure } from './figure-queries.ts';
import type { Bench } from './testing/bench.ts';
import { studyBench } from './testing/dose-bench.ts';
import { known } from './testing/known.ts';
import { allocate, registerAnimal } from './testing/operated-animal.ts';

const because = { reason: 'Another plate.' };

function withAnimals(): Bench {
  const bench = studyBench();
  allocate(bench, ['saline', 'saline', 'asc', 'asc']);
  for (const number of [1, 2, 3, 4]) registerAnimal(bench, `P0${number}`, number);
  return bench;
}

/** The samples of some animals, fitted with a weight. */
function plate(weighting: 'none' | '1/y²', ...animals: readonly string[]) {
  const whole = elisaPlate();
  const samples = whole.samples.filter((one) => animals.includes(one.subject.animalId));
  return { ...whole, weighting, samples };
}

const run = (input: object) => ({
  assayKey: 'elisa' as const,
  title: 'IL-6',
  input: JSON.parse(JSON.stringify(input)) as never,
});

describe('the ways of an endpoint', () => {
  it('are told before a plate is recorded that is computed otherwise, and only then', () => {
    const bench = withAnimals();
    const first = bench.run(evaluateAssay, run(plate('none', 'P01', 'P02')));
    const ask = (input: object, assayId: string | null = null) =>
      bench.ask(previewAssay, { ...run(input), assayId }).otherWays;
    expect(ask(plate('none', 'P04'))).toEqual([]);
    expect(ask(plate('1/y²', 'P04'))).toEqual([
      'IL-6 was computed otherwise in evaluations that stand: Curve: four-parameter curve, not weighted; here Curve: four-parameter curve, weighted by 1/y².',
    ]);
    // What is done again replaces itself.
    expect(ask(plate('1/y²', 'P01', 'P02'), first.assayId)).toEqual([]);
    // Limits judge a run; no number means another thing by them.
    const strict = { ...plate('none', 'P04'), limits: { ...elisaPlate().limits, rSquaredMin: '0.9999' } };
    expect(ask(strict)).toEqual([]);
    expect(mixedWays(bench.read, 'il-6')).toBeNull();
  });

  it('are told of values that stand beside each other, the commonest way first', () => {
    const bench = withAnimals();
    bench.run(evaluateAssay, run(plate('none', 'P01')));
    bench.run(evaluateAssay, run(plate('none', 'P04')));
    const other = bench.run(evaluateAssay, run(plate('1/y²', 'P02', 'P03')));
    expect(mixedWays(bench.read, 'il-6')).toBe(
      'The values of IL-6 were not all computed in one way: 1 with Curve: four-parameter curve, weighted by 1/y² instead of Curve: four-parameter curve, not weighted.',
    );
    const asked = { figure: '2a', variant: 'bars', isWithEverything: false } as const;
    const caption = () => known(bench.ask(showFigure, asked)).caption;
    expect(caption()).toContain('The values of IL-6 were not all computed in one way');
    bench.run(rejectAssay, { assayId: other.assayId }, because);
    expect(mixedWays(bench.read, 'il-6')).toBeNull();
    expect(caption()).not.toContain('in one way');
  });

  it('begin the next evaluation as the last one was made', () => {
    const bench = withAnimals();
    expect(bench.ask(assayDefaults, {}).last).toEqual({
      weighting: null,
      method: null,
      calibratorKind: null,
    });
    bench.run(evaluateAssay, run(plate('1/y²', 'P01')));
    expect(bench.ask(assayDefaults, {}).last).toMatchObject({ weighting: '1/y²' });
  });
});
