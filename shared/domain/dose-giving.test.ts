// Tests of giving a dose: the match of syringe and animal, the amounts, the lot, and the way outside the gate.
// Must not trust a refusal without its twin: each gate is also shown to pass.

import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs, localText } from '../kernel/time.ts';
import { changeAllocation } from './allocation.ts';
import { Deviation } from './deviation.ts';
import { correctGiven, giveDose, giveOutsideGate } from './dose-giving.ts';
import { cancelDose, checkDose, prepareDose, spoilDose } from './dose-preparation.ts';
import { Dose, type DoseState } from './dose.ts';
import { measureSuspension } from './lot-asc.ts';
import { rejectLot, releaseLot } from './lot-keeping.ts';
import { createSecretomeLot } from './lot-secretome.ts';
import { doseOfCode } from './dose-queries.ts';
import { Step } from './step.ts';
import { weighAnimal } from './weighing.ts';
import {
  checkSecretome,
  doseWorld,
  fourUnits,
  lotOf,
  readySyringe,
  second,
  type World,
  worked,
} from './testing/dose-bench.ts';
import { doStep, endAnimal, resect, startSurgery } from './testing/operated-animal.ts';
import type { Bench } from './testing/bench.ts';

const because = { reason: 'It was so.' };
const all930 = { sites: [{ site: 'left remnant', volumeMicrolitre: '930' }] };

function stateOf(bench: Bench, doseId: string): DoseState {
  const dose = bench.read.get(Dose, doseId);
  if (!dose) throw new Error(`No dose ${doseId}.`);
  return dose;
}

describe('administration', () => {
  const surgeon = { as: 'surgeon-1', roles: ['surgeon'] as const };

  test('one action: amounts by site, times since resection and readiness, the lot reduced in the same command', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const { doseId, code } = readySyringe(world);
    startSurgery(bench, 'P04', localText(bench.now));
    bench.pass(5 * minuteMs);
    doStep(bench, 'P04', 'resect-end', localText(bench.now));
    bench.pass(90_000);
    const count = bench.records.length;
    bench.run(
      giveDose,
      {
        code: code.toLowerCase(),
        animalId: 'P04',
        sites: [
          { site: 'segment 1', volumeMicrolitre: '450' },
          { site: 'segment 2', volumeMicrolitre: '440.5' },
        ],
        lostMicrolitre: '9.5',
        residualMicrolitre: '30',
      },
      surgeon,
    );
    expect(bench.records.slice(count).map((one) => [one.kind, one.subjectType])).toEqual([
      ['dose.given', 'dose'],
      ['lot.taken', 'lot'],
      // The step of the surgery is done with it; here nobody had recorded the steps before the resection.
      ['step.done', 'step'],
      ['deviation.recorded', 'deviation'],
    ]);
    const step = bench.read.list(Step).find((one) => one.stepKey === 'dose');
    expect(step?.values).toEqual({ 'syringe-code': { value: code, unit: null } });
    expect(stateOf(bench, doseId)).toMatchObject({
      status: 'given',
      given: {
        givenBy: 'surgeon-1',
        lostMicrolitre: '9.5',
        residualMicrolitre: '30',
        isOutsideGate: false,
        sinceResectionMs: 90_000,
        sinceReadyMs: 5 * minuteMs + 90_000,
      },
    });
    // All that was drawn has left the lot, the lost and the residual amount too.
    expect(lotOf(bench, lots.secretome).remainingMicrolitre).toBe('1070');
  });

  test('refuses another animal, an unknown code, a second time', () => {
    const world = doseWorld();
    const { bench } = world;
    const { code } = readySyringe(world);
    const give = (change: object) =>
      bench.refused(giveDose, { code, animalId: 'P04', ...all930, ...change }, surgeon).code;
    expect(give({ animalId: 'P05' })).toBe('dose.wrong-animal');
    expect(give({ code: '22222' })).toBe('dose.code-unknown');
    expect(give({ animalId: 'P99' })).toBe('entity.unknown');
    bench.run(giveDose, { code, animalId: 'P04', ...all930 }, surgeon);
    expect(give({})).toBe('dose.already-given');
  });

  test('refuses a syringe whose cells were counted anew to another number, before the check and after it', () => {
    const { bench, lots } = doseWorld();
    const asc = { ...worked(lots.asc), animalId: 'P03', syringeMl: '5', graduationMicrolitre: '100' };
    const { doseId, code } = bench.run(prepareDose, asc);
    const all = { sites: [{ site: 'left remnant', volumeMicrolitre: '4500' }] };
    const agreeing = { doseId, weightKg: '22.4', lotCode: lotOf(bench, lots.asc).code };
    const count = (cellsPerMl: string) =>
      bench.run(measureSuspension, { lotId: lots.asc, cellsPerMl, viabilityPercent: '93' });
    count('2.5e6');
    expect(bench.refused(checkDose, agreeing, second).code).toBe('dose.contents-not-usable');
    count('5e6');
    bench.run(checkDose, agreeing, second);
    resect(bench, 'P03');
    count('2.5e6');
    const given = { code, animalId: 'P03', ...all };
    expect(bench.refused(giveDose, given, surgeon).code).toBe('dose.contents-not-usable');
    count('5e6');
    bench.run(giveDose, given, surgeon);
  });

  test('refuses a syringe that is unchecked, spoilt, cancelled or past its time, and gives it until then', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const { doseId, code } = bench.run(prepareDose, worked(lots.secretome));
    const give = () => bench.refused(giveDose, { code, animalId: 'P04', ...all930 }, surgeon).code;
    expect(give()).toBe('dose.not-checked');
    bench.run(cancelDose, { doseId }, because);
    expect(give()).toBe('dose.not-usable');
    const late = doseWorld();
    const syringe = readySyringe(late);
    late.bench.pass(60 * minuteMs + 1);
    const giveLate = { code: syringe.code, animalId: 'P04', ...all930 };
    expect(late.bench.refused(giveDose, giveLate, surgeon).code).toBe('dose.past-its-time');
    // Entered late, but injected in time.
    const occurredAt = localText({ ...late.bench.now, epochMs: late.bench.now.epochMs - 1 });
    late.bench.run(giveDose, giveLate, { ...surgeon, occurredAt });
    const early = doseWorld();
    const fresh = readySyringe(early);
    const before = { ...surgeon, occurredAt: '2026-03-02T07:59:00.000+08:00[Asia/Shanghai]' };
    const refusal = early.bench.refused(giveDose, { code: fresh.code, animalId: 'P04', ...all930 }, before);
    expect(refusal.code).toBe('dose.time-order');
  });

  test('refuses when weight, allocation, lot or animal changed, in words that do not tell the group', () => {
    const given = (change: (world: World) => void) => {
      const world = doseWorld();
      const { code } = readySyringe(world);
      change(world);
      const refusal = world.bench.refused(giveDose, { code, animalId: 'P04', ...all930 }, surgeon);
      expect(refusal.message + refusal.remedy).not.toMatch(/secretome|SEC|saline|DMEM|ASC/);
      return refusal.code;
    };
    expect(given(({ bench }) => bench.run(weighAnimal, { animalId: 'P04', weightKg: '21' }))).toBe(
      'dose.weight-changed',
    );
    expect(given(({ bench }) => bench.run(changeAllocation, { position: 4, group: 'dmem' }, because))).toBe(
      'dose.allocation-changed',
    );
    expect(given(({ bench, lots }) => bench.run(rejectLot, { lotId: lots.secretome }, because))).toBe(
      'dose.contents-not-usable',
    );
    expect(given(({ bench }) => endAnimal(bench, 'P04', 'animal.died', localText(bench.now)))).toBe(
      'dose.animal-not-active',
    );
  });

  test('refuses a second syringe for an animal that got its dose, and contents that expired at midnight', () => {
    const twice = doseWorld();
    const { code } = readySyringe(twice);
    const give = { code, animalId: 'P04', ...all930 };
    twice.bench.run(giveOutsideGate, { ...give, code: null }, because);
    expect(twice.bench.refused(giveDose, give, surgeon).code).toBe('dose.already-given');

    const { bench } = doseWorld();
    const { lotId } = bench.run(createSecretomeLot, {
      ...fourUnits,
      code: 'SEC-02',
      expiresAt: '2026-03-02',
    });
    checkSecretome(bench, lotId);
    bench.run(releaseLot, { lotId });
    bench.pass(15.5 * hourMs);
    const late = bench.run(prepareDose, worked(lotId));
    bench.run(checkDose, { doseId: late.doseId, weightKg: '22.4', lotCode: 'SEC-02' }, second);
    resect(bench, 'P04');
    bench.pass(29 * minuteMs);
    expect(bench.ask(doseOfCode, { code: late.code }).problems).toEqual([]);
    bench.pass(minuteMs);
    const atMidnight = { code: late.code, animalId: 'P04', ...all930 };
    expect(bench.refused(giveDose, atMidnight, surgeon).code).toBe('dose.contents-not-usable');
  });

  test('accounts for every microlitre that was drawn', () => {
    const world = doseWorld();
    const { code } = readySyringe(world);
    const give = (volumeMicrolitre: string, rest: object = {}) =>
      world.bench.refused(giveDose, {
        code,
        animalId: 'P04',
        sites: [{ site: 'a', volumeMicrolitre }],
        ...rest,
      }).code;
    expect(give('929.9')).toBe('dose.amounts-differ');
    expect(give('930', { lostMicrolitre: '0.1' })).toBe('dose.amounts-differ');
    expect(give('0', { residualMicrolitre: '930' })).toBe('dose.nothing-injected');
    expect(give('-930', { residualMicrolitre: '1860' })).toBe('dose.number-not-positive');
    expect(give('930,0')).toBe('dose.number-malformed');
    expect(give('920', { residualMicrolitre: 'x' })).toBe('dose.number-malformed');
    expect(give('920', { lostMicrolitre: '' })).toBe('dose.number-malformed');
  });

  test('a lot emptied meanwhile does not stop what is in the syringe: the shortage is a deviation', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const { code } = readySyringe(world);
    // To another animal, from the bottle: what waits in a syringe cannot be taken for another use.
    const fromTheBottle = (volumeMicrolitre: string) => ({
      animalId: 'P05',
      code: null,
      lotCode: 'SEC-01',
      sites: [{ site: 'right', volumeMicrolitre }],
    });
    bench.run(giveOutsideGate, fromTheBottle('1500'), because);
    bench.run(giveDose, { code, animalId: 'P04', ...all930 }, surgeon);
    expect(lotOf(bench, lots.secretome)).toMatchObject({ remainingMicrolitre: '0', status: 'used-up' });
    const deviation = bench.read.list(Deviation).find((one) => one.animalId === 'P04');
    expect(deviation).toMatchObject({ animalId: 'P04', lotId: null });
    expect(deviation?.what).not.toContain('SEC');
    expect(deviation?.blind?.detail).toBe('Lot SEC-01: 930 µL drawn, 500 µL left.');
    const empty = doseWorld();
    const syringe = readySyringe(empty);
    empty.bench.run(giveOutsideGate, fromTheBottle('2000'), because);
    empty.bench.run(giveDose, { code: syringe.code, animalId: 'P04', ...all930 }, surgeon);
    expect(lotOf(empty.bench, empty.lots.secretome).remainingMicrolitre).toBe('0');
  });

  test('what was lost beyond the limit of rounding is a deviation, given or corrected; it is never refused', () => {
    const world = doseWorld();
    const { bench } = world;
    const { doseId, code } = readySyringe(world);
    const losses = () =>
      bench.read.list(Deviation).filter((one) => one.animalId === 'P04' && one.what.includes('µL lost'));
    const amounts = (injected: string, lostMicrolitre: string) => ({
      sites: [{ site: 'right', volumeMicrolitre: injected }],
      lostMicrolitre,
    });
    // 2 % of 930 µL are 18.6 µL.
    bench.run(giveDose, { code, animalId: 'P04', ...amounts('911.4', '18.6') }, surgeon);
    expect(losses()).toEqual([]);
    bench.run(correctGiven, { doseId, ...amounts('911.3', '18.7') }, because);
    expect(losses()).toMatchObject([{ reason: because.reason, where: 'dose' }]);
    expect(losses()[0]?.what).toContain('18.7');
    const other = doseWorld();
    const syringe = readySyringe(other);
    other.bench.run(giveDose, { code: syringe.code, animalId: 'P04', ...amounts('30', '900') }, surgeon);
    expect(other.bench.read.list(Deviation).filter((one) => one.what.includes('900 µL lost'))).toHaveLength(
      1,
    );
  });

  test('amounts are corrected with a reason, the old ones kept', () => {
    const world = doseWorld();
    const { bench } = world;
    const { doseId, code } = readySyringe(world);
    const corrected = { doseId, sites: [{ site: 'right', volumeMicrolitre: '900' }], lostMicrolitre: '30' };
    expect(bench.refused(correctGiven, corrected, because).code).toBe('dose.not-given');
    bench.run(giveDose, { code, animalId: 'P04', ...all930 }, surgeon);
    const { given } = stateOf(bench, doseId);
    bench.pass(minuteMs);
    expect(bench.refused(correctGiven, corrected).code).toBe('reason.missing');
    expect(bench.refused(correctGiven, { ...corrected, lostMicrolitre: '3' }, because).code).toBe(
      'dose.amounts-differ',
    );
    expect(bench.refused(correctGiven, { ...corrected, doseId: 'nowhere' }, because).code).toBe(
      'entity.unknown',
    );
    bench.run(correctGiven, corrected, because);
    const correction = { by: bench.as, reason: because.reason };
    expect(stateOf(bench, doseId)).toMatchObject({
      given: { at: given?.at, givenBy: given?.givenBy, lostMicrolitre: '30', reason: null, correction },
      givenBefore: [{ lostMicrolitre: '0' }],
    });
  });
});

describe('outside the gate', () => {
  test('[P11-10f] what was really given is recorded with a reason and a deviation, whatever the gate says', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const { doseId, code } = readySyringe(world);
    bench.pass(2 * hourMs);
    const given = { animalId: 'P05', code, sites: [{ site: 'a', volumeMicrolitre: '900' }] };
    expect(bench.refused(giveOutsideGate, given).code).toBe('reason.missing');
    const { deviationId } = bench.run(giveOutsideGate, given, because);
    expect(stateOf(bench, doseId)).toMatchObject({
      status: 'given',
      animalId: 'P05',
      preparedForAnimalId: 'P04',
      given: { isOutsideGate: true, reason: because.reason },
    });
    expect(lotOf(bench, lots.secretome).remainingMicrolitre).toBe('1070');
    const deviation = bench.read.get(Deviation, deviationId);
    expect(deviation).toMatchObject({ animalId: 'P05', lotId: null, status: 'open', reason: because.reason });
    expect(deviation?.what).toContain(`The syringe ${code} is for P04, not for P05.`);
    expect(deviation?.what).toContain('900 µL are accounted for, but 930.0 µL were drawn.');
    expect(deviation?.what).not.toMatch(/secretome|SEC/);
    // P04 got nothing, so a new syringe can be prepared for it.
    bench.run(prepareDose, worked(lots.secretome));
    expect(bench.refused(giveOutsideGate, given, because).code).toBe('dose.already-given');
  });

  test('past its time, unchecked, cancelled and spoilt syringes; what was spoilt leaves the lot once', () => {
    const left = (before: (world: World, doseId: string) => void) => {
      const world = doseWorld();
      const { doseId, code } = world.bench.run(prepareDose, worked(world.lots.secretome));
      before(world, doseId);
      const { deviationId } = world.bench.run(giveOutsideGate, { animalId: 'P04', code, ...all930 }, because);
      const what = world.bench.read.get(Deviation, deviationId)?.what ?? '';
      return [lotOf(world.bench, world.lots.secretome).remainingMicrolitre, what] as const;
    };
    expect(left(() => undefined)).toEqual(['1070', expect.stringContaining('has not been checked')]);
    expect(left(({ bench }, doseId) => bench.run(cancelDose, { doseId }, because))).toEqual([
      '1070',
      expect.stringContaining('is cancelled'),
    ]);
    expect(left(({ bench }, doseId) => bench.run(spoilDose, { doseId }, because))).toEqual([
      '1070',
      expect.stringContaining('is spoilt'),
    ]);
    expect(left(({ bench }) => bench.pass(2 * hourMs))[1]).toContain('was to be used before 09:00');
  });

  test('what was never prepared here, with or without a known lot', () => {
    const { bench, lots } = doseWorld();
    const amounts = { sites: [{ site: 'a', volumeMicrolitre: '700' }], lostMicrolitre: '25.5' };
    const input = { animalId: 'P04', code: null, ...amounts };
    expect(bench.refused(giveOutsideGate, { ...input, lotCode: 'SEC-99' }, because).code).toBe(
      'dose.lot-unknown',
    );
    expect(bench.refused(giveOutsideGate, { ...input, animalId: 'P99' }, because).code).toBe(
      'entity.unknown',
    );
    expect(bench.refused(giveOutsideGate, { ...input, code: '22222' }, because).code).toBe(
      'dose.code-unknown',
    );
    const first = bench.run(giveOutsideGate, { ...input, lotCode: 'SEC-01' }, because);
    expect(stateOf(bench, first.doseId)).toMatchObject({
      animalId: 'P04',
      status: 'given',
      weightKg: '22.4',
      preparedBy: null,
      blind: { group: 'asc-secretome', substance: 'secretome', lotId: lots.secretome },
    });
    expect(lotOf(bench, lots.secretome).remainingMicrolitre).toBe('1274.5');
    const again = bench.run(giveOutsideGate, input, because);
    expect(stateOf(bench, again.doseId).blind).toMatchObject({ substance: null, lotId: null });
    expect(bench.read.get(Deviation, again.deviationId)?.what).toContain(
      'P04 has already been given its dose.',
    );
    expect(lotOf(bench, lots.secretome).remainingMicrolitre).toBe('1274.5');
  });
});
