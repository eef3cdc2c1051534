// Tests of preparing and checking a dose: every refusal of the gate, and the agreement of two people.
// Must not trust a refusal without its twin: each gate is also shown to pass.

import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs, localText } from '../kernel/time.ts';
import { grantException } from './animal-commands.ts';
import { changeAllocation } from './allocation.ts';
import { giveDose } from './dose-giving.ts';
import { cancelDose, checkDose, prepareDose, spoilDose } from './dose-preparation.ts';
import { doseOfCode, dosesOfAnimal, preparationView } from './dose-queries.ts';
import { Dose, type DoseState } from './dose.ts';
import { Animal } from './animal.ts';
import { measureSuspension } from './lot-asc.ts';
import { createSecretomeLot } from './lot-secretome.ts';
import { correctRemaining, rejectLot, releaseLot } from './lot-keeping.ts';
import { weighAnimal } from './weighing.ts';
import {
  answer,
  checkSecretome,
  doseWorld,
  fourUnits,
  lotOf,
  readySyringe,
  second,
  studyBench,
  type World,
  worked,
} from './testing/dose-bench.ts';
import { allocate, append, endAnimal, registerAnimal } from './testing/operated-animal.ts';
import type { Bench } from './testing/bench.ts';

const because = { reason: 'It was so.' };
const all930 = { sites: [{ site: 'left remnant', volumeMicrolitre: '930' }] };

function stateOf(bench: Bench, doseId: string): DoseState {
  const dose = bench.read.get(Dose, doseId);
  if (!dose) throw new Error(`No dose ${doseId}.`);
  return dose;
}

const prepareCode = ({ bench, lots }: World, change: object = {}) =>
  bench.refused(prepareDose, { ...worked(lots.secretome), ...change }).code;

describe('preparation', () => {
  test('the worked example: 930 µL of 933.3 µL, every factor kept, the group under blind alone', () => {
    const { bench, lots } = doseWorld();
    const { doseId, code } = bench.run(prepareDose, worked(lots.secretome));
    const { blind, ...open } = stateOf(bench, doseId);
    expect(open).toMatchObject({
      code,
      animalId: 'P04',
      status: 'awaiting-check',
      weightKg: '22.4',
      cellsTarget: '22400000',
      volumeMicrolitre: '933.3',
      drawMicrolitre: '930.0',
      fills: ['930.0'],
      preparedBy: 'technician-1',
      usableUntil: null,
    });
    expect(blind).toMatchObject({
      group: 'asc-secretome',
      substance: 'secretome',
      lotId: lots.secretome,
      errorPercent: '-0.36',
      deadSpaceMicrolitre: '0',
    });
    expect(blind.equation.map((one) => one.value)).toContain('24000');
    expect(code).toMatch(/^[2-9][2-9B-Z]{4}$/);
    expect(JSON.stringify(open)).not.toMatch(/secretome|SEC|saline|dmem|asc/i);
    expect(JSON.stringify(open)).not.toContain(lots.secretome);
    // Preparing promises an amount, it takes nothing yet.
    expect(lotOf(bench, lots.secretome).remainingMicrolitre).toBe('2000');
  });

  test('ASC by the suspension, controls by the reference of the director', () => {
    const { bench, lots } = doseWorld();
    const five = { syringeMl: '5', graduationMicrolitre: '100' };
    const volume = (animalId: string, lotId: string, syringe: object) =>
      stateOf(bench, bench.run(prepareDose, { ...worked(lotId), animalId, ...syringe }).doseId)
        .volumeMicrolitre;
    expect(volume('P03', lots.asc, five)).toBe('4480.0');
    expect(volume('P01', lots.saline, five)).toBe('4480.0');
    expect(volume('P02', lots.dmem, {})).toBe('933.3');
  });

  test('the settings of the study reach the arithmetic', () => {
    const world = doseWorld();
    answer(world.bench, 'dose.roundingErrorMaxPercent', '0.3');
    expect(prepareCode(world)).toBe('dose.rounding-error');
    answer(world.bench, 'dose.roundingErrorMaxPercent', '2');
    answer(world.bench, 'dose.deadSpaceMicrolitre', '30');
    const { doseId } = world.bench.run(prepareDose, worked(world.lots.secretome));
    expect(stateOf(world.bench, doseId)).toMatchObject({
      drawMicrolitre: '960.0',
      blind: { deadSpaceMicrolitre: '30', errorPercent: '-0.36' },
    });
    answer(world.bench, 'dose.cellsPerKg', '500000');
    const next = world.bench.run(prepareDose, { ...worked(world.lots.secretome), animalId: 'P05' });
    expect(stateOf(world.bench, next.doseId)).toMatchObject({
      cellsTarget: '11200000',
      volumeMicrolitre: '466.7',
    });
  });

  test('medium and volume of a lost unit do not count: the volume is that of the accepted ones', () => {
    const { bench } = doseWorld();
    const units = fourUnits.units.map((one) =>
      one.number === 3 ? { ...one, volumeMicrolitre: '100', isAccepted: false } : one,
    );
    const { lotId } = bench.run(createSecretomeLot, { ...fourUnits, code: 'SEC-02', units }, because);
    checkSecretome(bench, lotId);
    bench.run(releaseLot, { lotId });
    // 4.8 × 10^7 × 36/48 cells in 1500 µL; with all 48 mL it would be 700.0 µL, with all 1600 µL 995.6 µL.
    const { doseId } = bench.run(prepareDose, worked(lotId));
    expect(stateOf(bench, doseId).volumeMicrolitre).toBe('933.3');
  });

  test('a dose can be split over fills of one syringe', () => {
    const world = doseWorld();
    expect(prepareCode(world, { syringeMl: '0.5' })).toBe('dose.syringe-too-small');
    const { doseId } = world.bench.run(prepareDose, {
      ...worked(world.lots.secretome),
      syringeMl: '0.5',
      fills: 2,
    });
    expect(stateOf(world.bench, doseId).fills).toEqual(['470.0', '460.0']);
  });

  test('refuses without a weight of the last 24 hours', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    bench.pass(24 * hourMs);
    const view = bench.ask(preparationView, { animalId: 'P04' });
    expect(view.animals[0]).toMatchObject({ weightKg: '22.4', problems: [] });
    bench.pass(1);
    expect(prepareCode(world)).toBe('dose.weight-missing');
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '23' });
    bench.run(prepareDose, worked(lots.secretome));
    const fresh = doseWorld();
    append(fresh.bench, [Animal.record('animal.enrolled', 'D01', { position: 5, replaces: null })]);
    expect(prepareCode(fresh, { animalId: 'D01' })).toBe('dose.weight-missing');
  });

  test('refuses an animal outside the criteria until an exception is granted', () => {
    const world = doseWorld();
    world.bench.run(weighAnimal, { animalId: 'P04', weightKg: '25.1' });
    expect(prepareCode(world)).toBe('dose.exception-missing');
    world.bench.run(grantException, { animalId: 'P04' }, because);
    world.bench.run(prepareDose, {
      ...worked(world.lots.secretome),
      syringeMl: '2',
      graduationMicrolitre: '10',
    });
  });

  test('refuses without an allocation, for a donor, and for an animal that is no longer in the study', () => {
    const world = doseWorld();
    registerAnimal(world.bench, 'P09');
    world.bench.run(weighAnimal, { animalId: 'P09', weightKg: '22' });
    expect(prepareCode(world, { animalId: 'P09' })).toBe('dose.allocation-missing');
    append(world.bench, [
      Animal.record('animal.registered', 'D02', {
        earTag: 'TAG-D02',
        sex: 'female',
        birthDate: '2025-10-15',
        source: 'breeder',
        strain: 'miniature pig',
        purpose: 'donor',
        housing: 'pen 1',
      }),
    ]);
    expect(prepareCode(world, { animalId: 'D02' })).toBe('dose.not-a-study-animal');
    endAnimal(world.bench, 'P04', 'animal.died', localText(world.bench.now));
    expect(prepareCode(world)).toBe('dose.animal-not-active');
  });

  test('refuses a group that has no substance, and a lot of the group that it no longer is', () => {
    const world = doseWorld();
    world.bench.run(changeAllocation, { position: 4, group: 'asc' }, because);
    expect(prepareCode(world)).toBe('dose.wrong-group');
    const other = studyBench();
    allocate(other, ['sham']);
    registerAnimal(other, 'P01', 1);
    other.run(weighAnimal, { animalId: 'P01', weightKg: '22.4' });
    const { lotId } = other.run(createSecretomeLot, fourUnits);
    expect(other.refused(prepareDose, { ...worked(lotId), animalId: 'P01' }).code).toBe(
      'dose.group-without-substance',
    );
  });

  test('refuses a lot of another group, not released, rejected, expired, unknown', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    expect(prepareCode(world, { lotId: lots.dmem })).toBe('dose.wrong-group');
    expect(prepareCode(world, { lotId: lots.asc })).toBe('dose.wrong-group');
    expect(prepareCode(world, { lotId: 'nowhere' })).toBe('entity.unknown');
    expect(prepareCode(world, { animalId: 'P99' })).toBe('entity.unknown');
    bench.run(rejectLot, { lotId: lots.secretome }, because);
    expect(prepareCode(world)).toBe('dose.lot-rejected');
    expect(prepareCode(world, { animalId: 'P01', lotId: lots.saline, syringeMl: '1' })).toBe(
      'dose.syringe-too-small',
    );
    bench.pass(305 * 24 * hourMs);
    bench.run(weighAnimal, { animalId: 'P01', weightKg: '22.4' });
    bench.run(grantException, { animalId: 'P01' }, because);
    expect(prepareCode(world, { animalId: 'P01', lotId: lots.saline })).toBe('dose.lot-expired');
  });

  test('refuses a lot that is too small, counting what waits in other syringes', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    bench.run(correctRemaining, { lotId: lots.secretome, remainingMicrolitre: '1859.9' }, because);
    const { doseId } = bench.run(prepareDose, { ...worked(lots.secretome), animalId: 'P05' });
    expect(prepareCode(world)).toBe('dose.lot-too-small');
    bench.run(cancelDose, { doseId }, because);
    bench.run(prepareDose, worked(lots.secretome));
    const exact = doseWorld();
    exact.bench.run(correctRemaining, { lotId: exact.lots.secretome, remainingMicrolitre: '930' }, because);
    exact.bench.run(prepareDose, worked(exact.lots.secretome));
  });

  test('refuses cells that were not counted, too long ago, too few of them viable, or on another basis', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const asc = { animalId: 'P03', lotId: lots.asc, syringeMl: '5', graduationMicrolitre: '100' };
    const measure = (viabilityPercent: string) =>
      bench.run(measureSuspension, { lotId: lots.asc, cellsPerMl: '5e6', viabilityPercent });
    const before = localText({ ...bench.now, epochMs: bench.now.epochMs - minuteMs });
    expect(bench.refused(prepareDose, asc, { occurredAt: before }).code).toBe('dose.weight-missing');
    bench.pass(4 * hourMs + 1);
    expect(prepareCode(world, asc)).toBe('dose.concentration-old');
    measure('79.9');
    expect(prepareCode(world, asc)).toBe('dose.viability-low');
    measure('80');
    answer(bench, 'dose.countBasis', 'all');
    expect(prepareCode(world, asc)).toBe('dose.count-basis');
    answer(bench, 'dose.countBasis', 'viable');
    // A count made after the preparation is no count for it.
    bench.pass(minuteMs);
    measure('93');
    const earlier = localText({ ...bench.now, epochMs: bench.now.epochMs - 1 });
    expect(bench.refused(prepareDose, asc, { occurredAt: earlier }).code).toBe('dose.concentration-missing');
    bench.run(prepareDose, asc);
  });

  test('refuses a control while its reference is open', () => {
    const world = doseWorld({ hasReferences: false });
    expect(prepareCode(world, { animalId: 'P01', lotId: world.lots.saline })).toBe('dose.reference-missing');
    expect(prepareCode(world, { animalId: 'P02', lotId: world.lots.dmem })).toBe('dose.reference-missing');
    answer(world.bench, 'dose.referenceCellsPerMicrolitre', '2.4e4');
    expect(prepareCode(world, { animalId: 'P01', lotId: world.lots.saline })).toBe('dose.reference-missing');
    world.bench.run(prepareDose, { ...worked(world.lots.dmem), animalId: 'P02' });
  });

  test('refuses a second syringe, a second dose, and people who may not know the group', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    expect(bench.refused(prepareDose, worked(lots.secretome), { roles: ['surgeon'] }).code).toBe(
      'dose.blinded',
    );
    const { code } = readySyringe(world);
    expect(prepareCode(world)).toBe('dose.already-prepared');
    bench.run(giveDose, { code, animalId: 'P04', ...all930 });
    expect(prepareCode(world)).toBe('dose.already-given');
  });

  test('tells all that is against it at once', () => {
    const { bench, lots } = doseWorld();
    bench.pass(48 * hourMs);
    bench.run(rejectLot, { lotId: lots.secretome }, because);
    expect(bench.refused(prepareDose, worked(lots.secretome)).details).toEqual({
      problems: ['dose.weight-missing', 'dose.lot-rejected'],
    });
  });
});

describe('the second person', () => {
  const prepared = (world = doseWorld()) => ({
    ...world,
    ...world.bench.run(prepareDose, worked(world.lots.secretome)),
  });
  const entry = (doseId: string, change: object = {}) => ({
    doseId,
    weightKg: '22.4',
    lotCode: 'SEC-01',
    ...change,
  });

  test('agreement makes the syringe ready for the time that the setting gives from its preparation', () => {
    const { bench, doseId } = prepared();
    bench.pass(10 * minuteMs);
    const result = bench.run(checkDose, entry(doseId, { weightKg: '22.40', lotCode: ' sec-01 ' }), second);
    expect(result).toEqual({
      isReady: true,
      differs: [],
      usableUntil: '2026-03-02T09:00:00.000+08:00[Asia/Shanghai]',
    });
    expect(stateOf(bench, doseId)).toMatchObject({ status: 'ready', checkedBy: 'technician-2' });
  });

  test('a difference is recorded, tells nothing of the first entry, and after three the syringe is prepared anew', () => {
    const { bench, doseId } = prepared();
    const differ = (change: object) => bench.run(checkDose, entry(doseId, change), second).differs;
    expect(differ({ weightKg: '24.2' })).toEqual(['weight']);
    expect(differ({ lotCode: 'SEC-02' })).toEqual(['lot']);
    expect(bench.records.at(-1)).toMatchObject({ kind: 'dose.checkDiffered', author: 'technician-2' });
    expect(stateOf(bench, doseId).status).toBe('awaiting-check');
    expect(differ({ weightKg: '22.41', lotCode: 'SEC-10' })).toEqual(['weight', 'lot']);
    expect(bench.refused(checkDose, entry(doseId), second).code).toBe('dose.check-exhausted');
  });

  test('cannot be the first: neither who prepared nor who was signed in', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const { doseId } = bench.run(prepareDose, worked(lots.secretome), { performedBy: 'technician-3' });
    for (const meta of [
      {},
      { performedBy: 'technician-2' },
      { as: 'technician-3' },
      { as: 'technician-2', performedBy: 'technician-1' },
    ]) {
      expect(bench.refused(checkDose, entry(doseId), meta).code).toBe('dose.same-person');
    }
    expect(bench.run(checkDose, entry(doseId), second).isReady).toBe(true);
    expect(bench.refused(checkDose, entry(doseId), second).code).toBe('dose.not-awaiting-check');
  });

  test('does not see what the first entered', () => {
    const { bench, doseId, code } = prepared();
    const own = bench.ask(doseOfCode, { code }).dose;
    expect(own).toMatchObject({ isConcealed: false, weightKg: '22.4', blind: { substance: 'secretome' } });
    bench.as = 'technician-2';
    const concealed = JSON.stringify([
      bench.ask(doseOfCode, { code }),
      bench.ask(dosesOfAnimal, { animalId: 'P04' }),
      bench.ask(preparationView, { animalId: 'P01' }).awaitingCheck,
    ]);
    expect(concealed).toContain(doseId);
    expect(concealed).not.toMatch(/22\.4|933|930|secretome|22400000/);
  });

  test('is refused for the lot in words that do not name it: that is what is to be entered', () => {
    const { bench, doseId } = prepared();
    answer(bench, 'dose.countBasis', 'all');
    const refusal = bench.refused(checkDose, entry(doseId), second);
    expect(refusal.code).toBe('dose.contents-not-usable');
    expect(JSON.stringify(refusal)).not.toMatch(/SEC|secretome|viable/);
    answer(bench, 'dose.countBasis', 'viable');
    expect(bench.run(checkDose, entry(doseId), second).isReady).toBe(true);
  });

  test('is refused when the ground has moved: time, weight, lot, allocation, role, order of times', () => {
    const code = (change: (world: World, doseId: string) => void, meta: object = second) => {
      const world = doseWorld();
      const { doseId } = world.bench.run(prepareDose, worked(world.lots.secretome));
      change(world, doseId);
      return world.bench.refused(checkDose, entry(doseId), { ...second, ...meta }).code;
    };
    expect(code(({ bench }) => bench.pass(60 * minuteMs + 1))).toBe('dose.past-its-time');
    expect(code(({ bench }) => bench.run(weighAnimal, { animalId: 'P04', weightKg: '22.5' }))).toBe(
      'dose.weight-changed',
    );
    expect(code(({ bench, lots }) => bench.run(rejectLot, { lotId: lots.secretome }, because))).toBe(
      'dose.contents-not-usable',
    );
    expect(code(({ bench }) => bench.run(changeAllocation, { position: 4, group: 'dmem' }, because))).toBe(
      'dose.allocation-changed',
    );
    expect(code(() => undefined, { roles: ['surgeon'] })).toBe('dose.blinded');
    expect(code(() => undefined, { occurredAt: '2026-03-02T07:59:59.000+08:00[Asia/Shanghai]' })).toBe(
      'dose.time-order',
    );
    const { bench, doseId } = prepared();
    expect(bench.refused(checkDose, entry(doseId, { weightKg: '22,4' }), second).code).toBe(
      'dose.number-malformed',
    );
    expect(bench.refused(checkDose, entry('nowhere'), second).code).toBe('entity.unknown');
  });
});

describe('a syringe that is not given', () => {
  test('spoilt: all or a part of what was drawn leaves the lot; cancelled: nothing does', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const { doseId } = readySyringe(world);
    expect(bench.refused(spoilDose, { doseId }).code).toBe('reason.missing');
    expect(bench.refused(spoilDose, { doseId, amountMicrolitre: '930.1' }, because).code).toBe(
      'dose.spoilt-too-much',
    );
    expect(bench.refused(spoilDose, { doseId, amountMicrolitre: 'all' }, because).code).toBe(
      'dose.number-malformed',
    );
    bench.run(spoilDose, { doseId, amountMicrolitre: '100' }, because);
    expect(stateOf(bench, doseId)).toMatchObject({ status: 'spoilt', endReason: because.reason });
    expect(lotOf(bench, lots.secretome).remainingMicrolitre).toBe('1900');
    expect(bench.refused(spoilDose, { doseId }, because).code).toBe('dose.not-usable');
    const next = readySyringe(world);
    expect(bench.refused(cancelDose, { doseId: next.doseId }).code).toBe('reason.missing');
    bench.run(cancelDose, { doseId: next.doseId }, because);
    expect(bench.refused(cancelDose, { doseId: next.doseId }, because).code).toBe('dose.not-usable');
    expect(lotOf(bench, lots.secretome).remainingMicrolitre).toBe('1900');
    const last = readySyringe(world);
    bench.run(spoilDose, { doseId: last.doseId }, because);
    expect(lotOf(bench, lots.secretome).remainingMicrolitre).toBe('970');
    for (const command of [spoilDose, cancelDose] as const) {
      expect(bench.refused(command, { doseId: 'nowhere' }, because).code).toBe('entity.unknown');
    }
  });
});
