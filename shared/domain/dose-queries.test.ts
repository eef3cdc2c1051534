// Tests of what screens show of doses, and to whom.
// Must not check the arithmetic: dose-arithmetic.test.ts does.

import { describe, expect, test } from 'vitest';
import type { Query } from '../kernel/decider.ts';
import { hourMs, minuteMs, localText } from '../kernel/time.ts';
import { doseOfCode, dosesOfAnimal, preparationView } from './dose-queries.ts';
import { checkDose, prepareDose } from './dose-preparation.ts';
import { correctRemaining, rejectLot } from './lot-keeping.ts';
import { answer, doseWorld, readySyringe } from './testing/dose-bench.ts';
import { doStep, startSurgery } from './testing/operated-animal.ts';
import type { Bench } from './testing/bench.ts';

describe('views', () => {
  const everything = (bench: Bench, code: string) => {
    const queries: readonly [Query, object][] = [
      [doseOfCode, { code }],
      [dosesOfAnimal, { animalId: 'P04' }],
      [preparationView, { animalId: 'P04' }],
    ];
    return JSON.stringify(queries.map(([query, input]) => bench.ask(query, input)));
  };

  test('[P11-10g] the surgeon reads weight, cells and volume, and nothing of the group', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const { code } = readySyringe(world);
    expect(everything(bench, code)).toContain('asc-secretome');
    bench.roles = ['surgeon'];
    bench.as = 'surgeon-1';
    expect(bench.ask(doseOfCode, { code }).dose).toMatchObject({
      weightKg: '22.4',
      cellsTarget: '22400000',
      volumeMicrolitre: '933.3',
      blind: null,
      substanceOnLabel: null,
    });
    expect(everything(bench, code)).not.toMatch(/secretome|SEC-01/);
    expect(everything(bench, code)).not.toContain(lots.secretome);
    expect(bench.ask(preparationView, {}).isBlinded).toBe(true);
  });

  test('the label names the substance only where nobody is blind', () => {
    const world = doseWorld();
    const { code } = readySyringe(world);
    expect(world.bench.ask(doseOfCode, { code }).dose?.substanceOnLabel).toBeNull();
    answer(
      world.bench,
      'blinding.rolesThatKnow',
      'technician,surgeon,pathologist,study-director,quality-assurance',
    );
    expect(world.bench.ask(doseOfCode, { code }).dose?.substanceOnLabel).toBe('secretome');
  });

  test('by code: times so far, and what is against giving it', () => {
    const world = doseWorld();
    const { bench } = world;
    const { code, doseId } = readySyringe(world);
    expect(bench.ask(doseOfCode, { code: doseId }).dose?.code).toBe(code);
    startSurgery(bench, 'P04', localText(bench.now));
    doStep(bench, 'P04', 'resect-end', localText(bench.now));
    bench.pass(3 * minuteMs);
    expect(bench.ask(doseOfCode, { code })).toMatchObject({
      sincePreparationMs: 3 * minuteMs,
      sinceResectionMs: 3 * minuteMs,
      problems: [],
    });
    expect(bench.ask(doseOfCode, { code, animalId: 'P05' }).problems.map((one) => one.code)).toEqual([
      'dose.wrong-animal',
    ]);
    bench.pass(hourMs);
    expect(bench.ask(doseOfCode, { code }).problems.map((one) => one.code)).toEqual(['dose.past-its-time']);
    expect(bench.ask(doseOfCode, { code: '22222' }).dose).toBeNull();
  });

  test('preparation: lots with their problems, the arithmetic of a choice, and other syringes', () => {
    const { bench, lots } = doseWorld();
    const view = bench.ask(preparationView, {
      animalId: 'P04',
      lotId: lots.secretome,
      syringeMl: '5',
      graduationMicrolitre: '200',
    }).animals[0];
    expect(view).toMatchObject({
      group: 'asc-secretome',
      weightKg: '22.4',
      problems: [],
      lots: [{ code: 'SEC-01', availableMicrolitre: '2000', problems: [] }],
      computed: null,
      computedProblem: { code: 'dose.rounding-error' },
    });
    expect(view?.syringes[0]).toMatchObject({ syringeMl: '1', drawMicrolitre: '930.0' });
    const tooMuch = { animalId: 'P04', lotId: lots.secretome, syringeMl: '1', graduationMicrolitre: '10' };
    bench.run(
      correctRemaining,
      { lotId: lots.secretome, remainingMicrolitre: '899.9' },
      { reason: 'Spilt.' },
    );
    expect(bench.ask(preparationView, tooMuch).animals[0]).toMatchObject({
      computed: null,
      computedProblem: { code: 'dose.lot-too-small' },
    });
    const bare = bench.ask(preparationView, { animalId: 'P04', lotId: lots.secretome }).animals[0];
    expect(bare?.computed).toMatchObject({ volumeMicrolitre: '933.3', drawMicrolitre: null });
    expect(bench.ask(preparationView, {}).animals.map((one) => one.animalId)).toContain('P01');
  });

  test('the second person sees of every lot what was there before the first entry, the first what is left', () => {
    const { bench, lots } = doseWorld();
    const input = {
      animalId: 'P05',
      lotId: lots.secretome,
      syringeMl: '1',
      graduationMicrolitre: '10',
    };
    bench.run(correctRemaining, { lotId: lots.secretome, remainingMicrolitre: '1000' }, { reason: 'Spilt.' });
    const seen = (userId: string) => {
      bench.as = userId;
      const view = bench.ask(preparationView, input);
      return view.animals.map(({ lots: all, computed, computedProblem }) => ({
        all,
        computed,
        computedProblem,
      }));
    };
    const before = seen('technician-2');
    bench.as = 'technician-1';
    const { doseId } = bench.run(prepareDose, { ...input, animalId: 'P04' });
    expect(seen('technician-2')).toEqual(before);
    expect(seen('technician-1')[0]).toMatchObject({
      all: [{ availableMicrolitre: '70' }],
      computedProblem: { code: 'dose.lot-too-small' },
    });
    const refusal = bench.refused(prepareDose, input, { as: 'technician-2' });
    expect(refusal.code).toBe('dose.lot-promised');
    expect(refusal.message).not.toMatch(/70|930/);
    bench.run(checkDose, { doseId, weightKg: '22.4', lotCode: 'SEC-01' }, { as: 'technician-2' });
    expect(seen('technician-2')[0]?.all[0]?.availableMicrolitre).toBe('70');
  });

  test('a lot that cannot be used is told with what is wrong with it and what to do', () => {
    const { bench, lots } = doseWorld();
    const told = () => {
      const problems = bench.ask(preparationView, { animalId: 'P04' }).animals[0]?.lots[0]?.problems ?? [];
      return problems.map((one) => [one.code, one.message, one.remedy].join(' '));
    };
    expect(told()).toEqual([]);
    const lotId = lots.secretome;
    bench.run(correctRemaining, { lotId, remainingMicrolitre: '0' }, { reason: 'Empty.' });
    const choice = { animalId: 'P04', lotId, syringeMl: '1', graduationMicrolitre: '10' };
    const refusal = bench.refused(prepareDose, choice);
    expect(refusal.code).toBe('dose.lot-used-up');
    expect(refusal.message).toContain('nothing is left of the lot SEC-01');
    expect(refusal.remedy).toContain('count it');
    bench.run(correctRemaining, { lotId, remainingMicrolitre: '2000' }, { reason: 'Found.' });
    bench.run(rejectLot, { lotId }, { reason: 'Cloudy.' });
    const rejected = bench.refused(prepareDose, choice);
    expect(rejected.code).toBe('dose.lot-rejected');
    expect(rejected.remedy).not.toContain('elease it');
    expect(told()).toEqual([]);
  });
});
