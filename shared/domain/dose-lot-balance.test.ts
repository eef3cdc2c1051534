// What is left of a lot against what the records of its doses say, for any order of commands; and the corrections.
// Must not read how the commands compute a movement: the expected amount follows from the state of each dose alone.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal, plain } from '../kernel/units.ts';
import { Deviation } from './deviation.ts';
import { correctGiven, giveDose, giveOutsideGate } from './dose-giving.ts';
import { cancelDose, checkDose, prepareDose, spoilDose } from './dose-preparation.ts';
import { Dose, type DoseState } from './dose.ts';
import { correctRemaining, rejectLot, takeLot } from './lot-keeping.ts';
import { Lot } from './lot.ts';
import { showLot } from './lot-queries.ts';
import { doseWorld, lotOf, readySyringe, second, worked, type World } from './testing/dose-bench.ts';
import { known } from './testing/known.ts';
import { resect } from './testing/operated-animal.ts';

const because = { reason: 'It was so.' };
const sites = (volumeMicrolitre: string) => ({ sites: [{ site: 'a', volumeMicrolitre }] });

/** What the states say has left the lot for a dose, in words of the bench. */
function leftFor(dose: DoseState): number {
  const given = dose.given
    ? [
        ...dose.given.sites.map((one) => one.volumeMicrolitre),
        dose.given.lostMicrolitre,
        dose.given.residualMicrolitre,
      ]
        .map(Number)
        .reduce((sum, one) => sum + one, 0)
    : 0;
  const spoilt = Number(dose.spoiltMicrolitre ?? 0);
  if (dose.given === null) return spoilt;
  // What was drawn is out of the lot, unless it was recorded as spoilt before, or never drawn here.
  const drawn = dose.spoiltMicrolitre === null ? Number(dose.drawMicrolitre ?? 0) : spoilt;
  return Math.max(drawn, given);
}

const animals = ['P02', 'P04', 'P05', 'P06'] as const;
const amount = fc.constantFrom('0', '1', '100', '466.7', '930', '1000');
const act = fc.record({
  kind: fc.constantFrom(
    'prepare' as const,
    'prepare' as const,
    'check' as const,
    'check' as const,
    'spoil' as const,
    'cancel' as const,
    'give' as const,
    'outside' as const,
    'unprepared' as const,
    'correct' as const,
    'correct' as const,
  ),
  animal: fc.constantFrom(...animals),
  amount,
  other: amount,
});
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

/** Carries out one act; what the gates refuse changes nothing. */
function carryOut({ bench, lots }: World, { kind, animal, amount: volume, other }: Act, pick: number): void {
  const attempt = (run: () => unknown): void => {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes(' refused: ')) throw error;
    }
  };
  const doses = bench.read.list(Dose);
  const dose = doses[pick % Math.max(1, doses.length)];
  const lotId = animal === 'P02' ? lots.dmem : lots.secretome;
  const lotCode = lotOf(bench, lotId).code;
  const amounts = { ...sites(volume), lostMicrolitre: other };
  if (kind === 'prepare')
    return attempt(() => bench.run(prepareDose, { ...worked(lotId), animalId: animal }));
  if (kind === 'unprepared') {
    const input = { animalId: animal, code: null, lotCode, ...amounts };
    return attempt(() => bench.run(giveOutsideGate, input, because));
  }
  if (!dose) return;
  const { id: doseId, code } = dose;
  if (kind === 'check') {
    const ofDose = lotOf(bench, dose.blind.lotId ?? '').code;
    attempt(() => bench.run(checkDose, { doseId, weightKg: '22.4', lotCode: ofDose }, second));
  }
  if (kind === 'spoil') attempt(() => bench.run(spoilDose, { doseId, amountMicrolitre: volume }, because));
  if (kind === 'cancel') attempt(() => bench.run(cancelDose, { doseId }, because));
  if (kind === 'give') {
    const all = { code, animalId: dose.animalId, ...sites(dose.drawMicrolitre ?? '1') };
    attempt(() => bench.run(giveDose, all));
  }
  if (kind === 'outside') {
    attempt(() => bench.run(giveOutsideGate, { code, animalId: animal, ...amounts }, because));
  }
  if (kind === 'correct') attempt(() => bench.run(correctGiven, { doseId, ...amounts }, because));
}

/** Two animals more in the group of P04, all operated. */
function manyAnimals(): World {
  const world = doseWorld();
  for (const animalId of ['P02', 'P04', 'P05']) resect(world.bench, animalId);
  return world;
}

describe('the remaining amount of a lot', () => {
  test('is what it was less what the records of its doses say, whatever was done in whatever order', () => {
    const acts = fc.array(fc.tuple(act, fc.nat({ max: 20 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(acts, (sequence) => {
        const world = manyAnimals();
        const { bench, lots } = world;
        // Enough for everything: what a lot lacks is another test.
        bench.run(correctRemaining, { lotId: lots.secretome, remainingMicrolitre: '500000' }, because);
        for (const [one, pick] of sequence) {
          carryOut(world, one, pick);
          for (const lotId of [lots.dmem, lots.secretome]) {
            const doses = bench.read.list(Dose).filter((dose) => dose.blind.lotId === lotId);
            const left = doses.map(leftFor).reduce((sum, value) => sum + value, 0);
            expect(Number(lotOf(bench, lotId).remainingMicrolitre)).toBeCloseTo(500_000 - left, 6);
            for (const dose of doses)
              expect(Number(dose.blind.takenMicrolitre)).toBeCloseTo(leftFor(dose), 6);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('never falls below zero, and differs from the first amount by what was taken and given back', () => {
    const acts = fc.array(fc.tuple(act, fc.nat({ max: 20 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(acts, (sequence) => {
        const world = manyAnimals();
        const { bench, lots } = world;
        for (const [one, pick] of sequence) {
          carryOut(world, one, pick);
          const lot = lotOf(bench, lots.secretome);
          const taken = bench.read
            .list(Dose)
            .filter((dose) => dose.blind.lotId === lot.id)
            .reduce((sum, dose) => sum.plus(decimal(dose.blind.takenMicrolitre)), decimal('0'));
          expect(Number(lot.remainingMicrolitre)).toBeGreaterThanOrEqual(0);
          expect(lot.remainingMicrolitre).toBe(plain(decimal('2000').minus(taken)));
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('what was given outside the gate', () => {
  const unprepared = (world: World, volume: string) =>
    world.bench.run(
      giveOutsideGate,
      { animalId: 'P04', code: null, lotCode: 'SEC-01', ...sites(volume) },
      because,
    ).doseId;
  const remaining = ({ bench, lots }: World) => lotOf(bench, lots.secretome).remainingMicrolitre;

  test('and was never prepared here: a correction takes the difference from the lot or gives it back', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const doseId = unprepared(world, '700');
    const correct = (volume: string) => {
      const count = bench.records.length;
      bench.run(correctGiven, { doseId, ...sites(volume) }, because);
      return bench.records.slice(count).map((one) => [one.kind, one.payload['blind']]);
    };
    expect(remaining(world)).toBe('1300');
    const movement = (amountMicrolitre: string) =>
      expect.objectContaining({ amountMicrolitre, doseId }) as object;
    expect(correct('725.5')).toEqual([
      ['dose.givenCorrected', { takenMicrolitre: '725.5', lotCounts: 0 }],
      ['lot.taken', movement('25.5')],
    ]);
    expect(remaining(world)).toBe('1274.5');
    expect(correct('500')).toEqual([
      ['dose.givenCorrected', { takenMicrolitre: '500', lotCounts: 0 }],
      ['lot.returned', movement('225.5')],
    ]);
    expect(remaining(world)).toBe('1500');
    const shown = known(bench.ask(showLot, { lotId: lots.secretome }));
    expect(shown.movements?.map((one) => one.amountMicrolitre)).toEqual(['-225.5', '25.5', '700']);
    bench.run(correctGiven, { doseId, sites: [{ site: 'b', volumeMicrolitre: '500' }] }, because);
    expect(remaining(world)).toBe('1500');
  });

  test('a lot counted since keeps its count: it holds what had really left it', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const doseId = unprepared(world, '700');
    bench.run(correctRemaining, { lotId: lots.secretome, remainingMicrolitre: '1290' }, because);
    bench.run(correctGiven, { doseId, ...sites('710') }, because);
    expect(remaining(world)).toBe('1290');
  });

  test('what the lot did not have is not given back, and a shortage is told once', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    bench.run(takeLot, { lotId: lots.secretome, amountMicrolitre: '1500' }, because);
    const doseId = unprepared(world, '700');
    const shortages = () =>
      bench.read.list(Deviation).filter((one) => one.what.startsWith('More was drawn')).length;
    expect([remaining(world), shortages()]).toEqual(['0', 1]);
    bench.run(correctGiven, { doseId, ...sites('600') }, because);
    expect([remaining(world), shortages()]).toEqual(['0', 1]);
    bench.run(correctGiven, { doseId, ...sites('450') }, because);
    expect([remaining(world), shortages()]).toEqual(['50', 1]);
    bench.run(correctGiven, { doseId, ...sites('550') }, because);
    expect([remaining(world), shortages()]).toEqual(['0', 2]);
    expect(bench.read.get(Lot, lots.secretome)?.status).toBe('used-up');
  });

  test('from a syringe that was recorded as spoilt with nothing or a part of it: the rest leaves the lot', () => {
    const after = (spoilt: string, given: string) => {
      const world = doseWorld();
      const { doseId, code } = readySyringe(world);
      world.bench.run(spoilDose, { doseId, amountMicrolitre: spoilt }, because);
      world.bench.run(giveOutsideGate, { animalId: 'P04', code, ...sites(given) }, because);
      return remaining(world);
    };
    expect(after('0', '930')).toBe('1070');
    expect(after('0', '900')).toBe('1100');
    expect(after('100', '930')).toBe('1070');
    expect(after('930', '930')).toBe('1070');
    expect(after('930', '900')).toBe('1070');
  });

  test('more than was drawn leaves the lot too, and a correction gives that back', () => {
    const world = doseWorld();
    const { doseId, code } = readySyringe(world);
    world.bench.run(giveOutsideGate, { animalId: 'P04', code, ...sites('950') }, because);
    expect(remaining(world)).toBe('1050');
    world.bench.run(correctGiven, { doseId, ...sites('905') }, because);
    expect(remaining(world)).toBe('1070');
  });

  test('a correction inside the gate moves nothing', () => {
    const world = doseWorld();
    const { bench } = world;
    const { doseId, code } = readySyringe(world);
    bench.run(giveDose, { animalId: 'P04', code, ...sites('930') });
    bench.run(correctGiven, { doseId, ...sites('900'), lostMicrolitre: '30' }, because);
    expect(remaining(world)).toBe('1070');
    expect(bench.records.at(-1)?.kind).toBe('dose.givenCorrected');
  });

  test('from a lot that was not to be used: the deviation says why to those who may know, and not to the surgeon', () => {
    const { bench, lots } = doseWorld();
    bench.run(rejectLot, { lotId: lots.dmem }, because);
    const input = { animalId: 'P04', code: null, lotCode: lotOf(bench, lots.dmem).code, ...sites('700') };
    const { deviationId } = bench.run(giveOutsideGate, input, because);
    const deviation = known(bench.read.get(Deviation, deviationId));
    expect(deviation.blind?.detail).toContain('is not what P04 is to get');
    expect(deviation.blind?.detail).toContain('is rejected');
    expect(deviation.what).not.toMatch(/DMEM/i);
  });
});
