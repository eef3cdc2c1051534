// Tests of weights that need a second look at the scale, in every command that records one.
// Must not test the limits of what can be meant at all: animal.test.ts does.

import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../kernel/time.ts';
import { registerAnimal } from './animal-commands.ts';
import { Animal, latestWeight } from './animal.ts';
import { Deviation } from './deviation.ts';
import { completeStep, correctStep } from './step-commands.ts';
import type { Bench } from './testing/bench.ts';
import { doseWorld } from './testing/dose-bench.ts';
import { known } from './testing/known.ts';
import { setClock, startDevice } from './testing/set-clock.ts';
import { ago, surgeryAt } from './testing/theatre.ts';
import { correctWeight, weighAnimal } from './weighing.ts';

const why = { deviationReason: 'Weighed three times, on two scales.' };

/** P04 weighed 22.4 kg, so many milliseconds ago. */
function weighed(agoMs: number): Bench {
  const { bench } = doseWorld();
  bench.pass(agoMs);
  return bench;
}
const code = (bench: Bench, weightKg: string, meta: object = {}) =>
  bench.refused(weighAnimal, { animalId: 'P04', weightKg }, meta).code;
const weigh = (bench: Bench, weightKg: string, meta: object = {}) =>
  bench.run(weighAnimal, { animalId: 'P04', weightKg }, meta);
const weightOf = (bench: Bench) => latestWeight(known(bench.read.get(Animal, 'P04')))?.weightKg;

describe('a weight that does not follow from the one before', () => {
  test('is asked about with both values, and recorded with its reason as a deviation', () => {
    const bench = weighed(dayMs);
    const refusal = bench.refused(weighAnimal, { animalId: 'P04', weightKg: '44.8' });
    expect(refusal.code).toBe('animal.weight-doubtful');
    expect(refusal.message).toContain('22.4 kg');
    expect(refusal.message).toContain('44.8 kg');
    expect(weightOf(bench)).toBe('22.4');
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '44.8', ...why });
    expect(weightOf(bench)).toBe('44.8');
    const deviation = known(bench.read.list(Deviation).at(-1));
    expect(deviation).toMatchObject({ animalId: 'P04', reason: why.deviationReason });
    expect(deviation.what).toContain('44.8 kg');
  });

  test.each([
    ['up', '28.28', '28.281'],
    ['down', '17.743', '17.742'],
  ])('within a day may be a quarter and a hundredth of that away, %s', (_, most, over) => {
    weigh(weighed(dayMs - 1), most);
    expect(code(weighed(dayMs - 1), over)).toBe('animal.weight-doubtful');
  });

  test('may be further away with every day, up to two fifths', () => {
    // 22.4 kg × 1.25 × 1.01⁵ = 29.4283 kg.
    weigh(weighed(5 * dayMs - 1), '29.428');
    expect(code(weighed(5 * dayMs - 1), '29.429')).toBe('animal.weight-doubtful');
    for (const days of [12, 33, 400]) {
      weigh(weighed(days * dayMs), '31.36');
      expect(code(weighed(days * dayMs), '31.361')).toBe('animal.weight-doubtful');
    }
  });

  test('is told from a mistyped digit, a doubling and a halving after any time', () => {
    for (const days of [1, 33, 365])
      for (const slip of ['12.4', '32.4', '42.4', '44.8', '11.2'])
        expect(code(weighed(days * dayMs), slip)).toBe('animal.weight-doubtful');
  });

  test('is not asked about while a young pig grows as fast as one can between two weighings', () => {
    // 200 g a day, more than a miniature pig gains, weighed every four weeks.
    const bench = weighed(dayMs);
    for (let kg = 22.4; kg < 45; kg += 5.6) {
      weigh(bench, kg.toFixed(1));
      bench.pass(28 * dayMs);
    }
    expect(weightOf(bench)).toBe('44.8');
  });

  test('is held against the one after it as well when it is entered late', () => {
    const bench = weighed(hourMs);
    expect(code(bench, '32.4', ago(bench, 2 * hourMs))).toBe('animal.weight-doubtful');
    weigh(bench, '22', ago(bench, 2 * hourMs));
  });

  test('gains no days from a clock that was put forward', () => {
    const { bench } = doseWorld();
    startDevice(bench);
    setClock(bench, 60 * dayMs);
    bench.pass(minuteMs);
    expect(code(bench, '44.8')).toBe('animal.weight-doubtful');
  });
});

describe('the other ways to a weight', () => {
  test('a correction is asked about the same, but not against the value that it replaces', () => {
    const bench = weighed(hourMs);
    weigh(bench, '22.6');
    const recordId = known(known(bench.read.get(Animal, 'P04')).weights.at(-1)).recordId;
    const correction = { animalId: 'P04', recordId, weightKg: '32.6' };
    const because = { reason: 'Read wrongly.' };
    expect(bench.refused(correctWeight, correction, because).code).toBe('animal.weight-doubtful');
    bench.run(correctWeight, { ...correction, ...why }, because);
    expect(bench.read.list(Deviation).at(-1)?.reason).toBe(why.deviationReason);
    // Back from the mistake: 22.6 is far from 32.6, but that is what it replaces.
    bench.run(correctWeight, { ...correction, weightKg: '22.6' }, because);
    expect(weightOf(bench)).toBe('22.6');
  });

  test('the weighing step of a run asks with its own gate, done and corrected', () => {
    const { bench, runId } = surgeryAt('weigh');
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '22.4' });
    bench.pass(dayMs);
    const step = (weightKg: string) => ({ runId, stepKey: 'weigh', values: { 'weight-kg': weightKg } });
    expect(bench.refused(completeStep, step('44.8')).details?.['codes']).toContain('animal.weight-doubtful');
    bench.run(completeStep, { ...step('22.6'), ...why });
    const because = { reason: 'Read wrongly.' };
    const refusal = bench.refused(correctStep, step('42.6'), because);
    expect(refusal.code).toBe('animal.weight-doubtful');
    const { deviationIds } = bench.run(correctStep, { ...step('42.6'), ...why }, because);
    expect(deviationIds).toHaveLength(1);
    bench.run(correctStep, step('22.6'), because);
    expect(latestWeight(known(bench.read.get(Animal, 'P07')))?.weightKg).toBe('22.6');
  });

  test('the arrival and the scale know one usual range, the one of the weighing step', () => {
    const bench = weighed(hourMs);
    const arrival = {
      animalId: 'P09',
      earTag: 'E-900',
      birthDate: '2025-10-01',
      sex: 'male' as const,
      strain: 'Bama',
      source: 'Breeder',
      purpose: 'study' as const,
      housing: 'A1',
    };
    expect(bench.refused(registerAnimal, { ...arrival, weightKg: '60.1' }).code).toBe(
      'animal.weight-unusual',
    );
    bench.run(registerAnimal, { ...arrival, weightKg: '60' });
    expect(bench.refused(weighAnimal, { animalId: 'P09', weightKg: '60.1' }).code).toBe(
      'animal.weight-unusual',
    );
    bench.run(weighAnimal, { animalId: 'P09', weightKg: '60.1', ...why });
  });
});
