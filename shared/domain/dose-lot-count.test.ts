// What is left of a lot that was counted by hand between drawing, giving and correcting a dose, in any order of entry.
// Must not read how the commands compute a movement: the truth is a bottle that every act really pours from.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minuteMs } from '../kernel/time.ts';
import { availableMicrolitre } from './dose-gate.ts';
import { correctGiven, giveDose, giveOutsideGate } from './dose-giving.ts';
import { cancelDose, checkDose, prepareDose, spoilDose } from './dose-preparation.ts';
import { Dose } from './dose.ts';
import { addElapsed } from './local-time.ts';
import { correctRemaining, takeLot } from './lot-keeping.ts';
import { doseWorld, lotOf, readySyringe, second, worked, type World } from './testing/dose-bench.ts';
import { known } from './testing/known.ts';
import { resect } from './testing/operated-animal.ts';
import { setClock, startDevice } from './testing/set-clock.ts';
import { ago } from './testing/theatre.ts';

const because = { reason: 'It was so.' };
const sites = (volumeMicrolitre: string) => ({ sites: [{ site: 'a', volumeMicrolitre }] });
const remaining = ({ bench, lots }: World) => lotOf(bench, lots.secretome).remainingMicrolitre;
const available = ({ bench, lots }: World) => availableMicrolitre(bench.read, lotOf(bench, lots.secretome));

const count = ({ bench, lots }: World, remainingMicrolitre: string, meta: object = {}) =>
  bench.run(correctRemaining, { lotId: lots.secretome, remainingMicrolitre }, { ...because, ...meta });

/** 930 µL of 2000 are in a syringe; then a minute passes and the bottle is counted: 1070. */
function countedAfterDrawing(): World & { readonly doseId: string; readonly code: string } {
  const world = doseWorld();
  const syringe = readySyringe(world);
  world.bench.pass(minuteMs);
  count(world, '1070');
  return { ...world, ...syringe };
}

describe('a lot that was counted while a syringe waited', () => {
  test('is not charged again when the dose is given, nor promised twice before', () => {
    const world = countedAfterDrawing();
    expect(available(world)).toBe('1070');
    world.bench.run(giveDose, { animalId: 'P04', code: world.code, ...sites('930') });
    expect(remaining(world)).toBe('1070');
    world.bench.run(correctGiven, { doseId: world.doseId, ...sites('900'), lostMicrolitre: '30' }, because);
    expect(remaining(world)).toBe('1070');
  });

  test('is not charged again when the syringe is spoilt, with all or nothing of it, nor when it is given after that', () => {
    for (const amountMicrolitre of [null, '0', '400']) {
      const world = countedAfterDrawing();
      world.bench.run(spoilDose, { doseId: world.doseId, amountMicrolitre }, because);
      expect(remaining(world)).toBe('1070');
      world.bench.run(giveOutsideGate, { animalId: 'P04', code: world.code, ...sites('930') }, because);
      expect(remaining(world)).toBe('1070');
    }
  });

  test('is not charged for what was given outside the gate, even more than was recorded as drawn', () => {
    const world = countedAfterDrawing();
    world.bench.run(giveOutsideGate, { animalId: 'P04', code: world.code, ...sites('950') }, because);
    world.bench.run(correctGiven, { doseId: world.doseId, ...sites('980') }, because);
    expect(remaining(world)).toBe('1070');
  });

  test('is charged for a syringe that was recorded as never drawn and then given', () => {
    const world = doseWorld();
    const { doseId, code } = readySyringe(world);
    world.bench.run(cancelDose, { doseId }, because);
    world.bench.pass(minuteMs);
    count(world, '2000');
    world.bench.pass(minuteMs);
    world.bench.run(giveOutsideGate, { animalId: 'P04', code, ...sites('930') }, because);
    expect(remaining(world)).toBe('1070');
    world.bench.run(correctGiven, { doseId, ...sites('950') }, because);
    expect(remaining(world)).toBe('1050');
  });

  test('counts through a clock that was set', () => {
    const world = doseWorld();
    startDevice(world.bench);
    const { code } = readySyringe(world);
    setClock(world.bench, -30 * minuteMs);
    world.bench.pass(minuteMs);
    count(world, '1070');
    world.bench.run(giveDose, { animalId: 'P04', code, ...sites('930') });
    expect(remaining(world)).toBe('1070');
  });
});

describe('what is entered late', () => {
  test('a dose of before a count is not charged, one of after it is', () => {
    const world = doseWorld();
    const { bench } = world;
    resect(bench, 'P04');
    bench.pass(10 * minuteMs);
    count(world, '1300');
    bench.pass(10 * minuteMs);
    const unprepared = { animalId: 'P04', code: null, lotCode: 'SEC-01', ...sites('700') };
    bench.run(giveOutsideGate, unprepared, { ...because, ...ago(bench, 15 * minuteMs) });
    expect(remaining(world)).toBe('1300');
    bench.run(giveOutsideGate, unprepared, { ...because, ...ago(bench, 5 * minuteMs) });
    expect(remaining(world)).toBe('600');
  });

  test('a count of before the drawing does not hold it', () => {
    const world = doseWorld();
    world.bench.pass(10 * minuteMs);
    const { code } = readySyringe(world);
    world.bench.pass(minuteMs);
    count(world, '1900', ago(world.bench, 5 * minuteMs));
    expect(available(world)).toBe('970');
    world.bench.run(giveDose, { animalId: 'P04', code, ...sites('930') });
    expect(remaining(world)).toBe('970');
  });

  test('a count of before what has left the lot already, or before another count, is refused', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    bench.pass(10 * minuteMs);
    bench.run(takeLot, { lotId: lots.secretome, amountMicrolitre: '100' }, because);
    const early = { lotId: lots.secretome, remainingMicrolitre: '2000' };
    const late = { ...because, ...ago(bench, 5 * minuteMs) };
    expect(bench.refused(correctRemaining, early, late).code).toBe('lot.count-too-early');
    count(world, '1900');
    expect(bench.refused(correctRemaining, early, late).code).toBe('lot.count-too-early');
    const used = { lotId: lots.secretome, amountMicrolitre: '10' };
    expect(bench.refused(takeLot, used, late).code).toBe('lot.counted-since');
    expect(remaining(world)).toBe('1900');
  });
});

test('what waits in a syringe is not taken for another use, until a count says that it is there', () => {
  const world = doseWorld();
  const { bench, lots } = world;
  const { code } = readySyringe(world);
  const use = (amountMicrolitre: string) => ({ lotId: lots.secretome, amountMicrolitre });
  const refusal = bench.refused(takeLot, use('1070.1'), because);
  expect(refusal.code).toBe('lot.in-syringes');
  expect(refusal.message).toContain(code);
  expect(bench.refused(takeLot, use('2000.1'), because).code).toBe('lot.too-little');
  bench.run(takeLot, use('70'), because);
  expect(bench.refused(takeLot, use('1000.1'), because).code).toBe('lot.in-syringes');
  bench.pass(minuteMs);
  count(world, '1001');
  bench.run(takeLot, use('1000.1'), because);
  expect(remaining(world)).toBe('0.9');
});

describe('a time that was typed to the minute', () => {
  /** A time of the clock as a person types it, stored: `08:00:30.250` is typed as 08:00. */
  const minuteOf = (at: string): string => at.replace(/:\d\d\.\d{3}/, ':00.000');

  test('holds what was drawn in the same minute, when it was counted after the drawing was recorded', () => {
    const world = doseWorld();
    world.bench.pass(30_000);
    const { code } = readySyringe(world);
    const drawn = known(world.bench.read.list(Dose).at(-1)?.preparedAt);
    world.bench.pass(20_000);
    count(world, '1070', { occurredAt: minuteOf(drawn) });
    expect(available(world)).toBe('1070');
    world.bench.run(giveDose, { animalId: 'P04', code, ...sites('930') });
    expect(remaining(world)).toBe('1070');
  });

  test('of a drawing that is recorded after the count of the same minute is charged', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    resect(bench, 'P04');
    bench.pass(60 * minuteMs + 10_000);
    count(world, '2000');
    const occurredAt = minuteOf(known(lotOf(bench, lots.secretome).countedAt).at);
    bench.pass(5 * minuteMs);
    const unprepared = { animalId: 'P04', code: null, lotCode: 'SEC-01', ...sites('930') };
    bench.run(giveOutsideGate, unprepared, { ...because, occurredAt });
    expect(remaining(world)).toBe('1070');
    bench.run(takeLot, { lotId: lots.secretome, amountMicrolitre: '100' }, { ...because, occurredAt });
    expect(remaining(world)).toBe('970');
  });

  test('of the next minute is after the count, and of the one before is before it', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    bench.pass(60 * minuteMs + 10_000);
    count(world, '2000');
    const use = (occurredAt: string) =>
      [takeLot, { lotId: lots.secretome, amountMicrolitre: '100' }, { ...because, occurredAt }] as const;
    bench.pass(5 * minuteMs);
    const { at } = known(lotOf(bench, lots.secretome).countedAt);
    expect(bench.refused(...use(minuteOf(addElapsed(at, -minuteMs)))).code).toBe('lot.counted-since');
    bench.run(...use(minuteOf(addElapsed(at, minuteMs))));
    expect(remaining(world)).toBe('1900');
  });

  test('to the second leaves a second open', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    bench.pass(60 * minuteMs + 10_400);
    count(world, '2000');
    const { at } = known(lotOf(bench, lots.secretome).countedAt);
    bench.pass(minuteMs);
    const use = { lotId: lots.secretome, amountMicrolitre: '100' };
    const secondOf = (text: string): string => text.replace(/\.\d{3}/, '.000');
    const early = { ...because, occurredAt: secondOf(addElapsed(at, -1000)) };
    expect(bench.refused(takeLot, use, early).code).toBe('lot.counted-since');
    bench.run(takeLot, use, { ...because, occurredAt: secondOf(at) });
    expect(remaining(world)).toBe('1900');
  });
});

describe('the bottle', () => {
  const act = fc.record({
    kind: fc.constantFrom('prepare', 'check', 'spoil', 'cancel', 'give', 'outside', 'count', 'count', 'use'),
    animal: fc.constantFrom('P04', 'P05'),
    pick: fc.nat({ max: 9 }),
  });

  test('holds what the notebook says is there, after every act and count that told the truth', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 25 }), (acts) => {
        const world = doseWorld();
        const { bench, lots } = world;
        for (const animalId of ['P04', 'P05']) resect(bench, animalId);
        count(world, '500000');
        let bottle = 500_000;
        const attempt = (run: () => unknown, poured = 0): void => {
          try {
            run();
            bottle -= poured;
          } catch (error) {
            if (!(error instanceof Error) || !error.message.includes(' refused: ')) throw error;
          }
        };
        for (const { kind, animal, pick } of acts) {
          bench.pass(1000);
          const doses = bench.read.list(Dose);
          const dose = doses[pick % Math.max(1, doses.length)];
          if (kind === 'prepare')
            attempt(() => bench.run(prepareDose, { ...worked(lots.secretome), animalId: animal }), 930);
          if (kind === 'count') count(world, String(bottle));
          if (kind === 'use')
            attempt(() => bench.run(takeLot, { lotId: lots.secretome, amountMicrolitre: '7' }, because), 7);
          if (!dose) continue;
          const { id: doseId, code, animalId } = dose;
          const isWaiting = dose.status === 'awaiting-check' || dose.status === 'ready';
          if (kind === 'check')
            attempt(() => bench.run(checkDose, { doseId, weightKg: '22.4', lotCode: 'SEC-01' }, second));
          if (kind === 'spoil') attempt(() => bench.run(spoilDose, { doseId }, because));
          if (kind === 'give') attempt(() => bench.run(giveDose, { code, animalId, ...sites('930') }));
          if (kind === 'outside')
            attempt(
              () => bench.run(giveOutsideGate, { code, animalId, ...sites('930') }, because),
              dose.status === 'cancelled' ? 930 : 0,
            );
          // Only right away can nothing have been drawn: a count in between would have shown it.
          const isUncounted = dose.blind.lotCounts === lotOf(bench, lots.secretome).counts;
          if (kind === 'cancel' && isWaiting && isUncounted)
            attempt(() => bench.run(cancelDose, { doseId }, because), -930);
          expect(Number(available(world))).toBeCloseTo(bottle, 6);
        }
      }),
      { numRuns: 100 },
    );
  });
});
