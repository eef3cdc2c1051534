// Tests of the dose's gates where the clock was set in between, where a time was typed, and before the resection ended.
// Must not trust a refusal without its twin: each gate is also shown to pass.

import { describe, expect, test } from 'vitest';
import { hourMs, localText, minuteMs } from '../kernel/time.ts';
import { grantException } from './animal-commands.ts';
import { Deviation } from './deviation.ts';
import { giveDose, giveOutsideGate } from './dose-giving.ts';
import { checkDose, prepareDose } from './dose-preparation.ts';
import { doseOfCode, preparationView } from './dose-queries.ts';
import { Dose } from './dose.ts';
import { giveMedication } from './medication.ts';
import { measureSuspension } from './lot-asc.ts';
import { releaseLot } from './lot-keeping.ts';
import { createSecretomeLot } from './lot-secretome.ts';
import { todayBoard } from './today.ts';
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
import { known } from './testing/known.ts';
import { doStep, registerAnimal, resect, startSurgery } from './testing/operated-animal.ts';
import { setClock, startDevice } from './testing/set-clock.ts';
import { ago } from './testing/theatre.ts';

const because = { reason: 'It was so.' };
const surgeon = { as: 'surgeon-1', roles: ['surgeon'] as const };
const all930 = { animalId: 'P04', sites: [{ site: 'left remnant', volumeMicrolitre: '930' }] };

/** A world whose device notes what is done to its clock. */
function watchedWorld(): World {
  const world = doseWorld();
  startDevice(world.bench);
  return world;
}

const prepareCode = ({ bench, lots }: World, change: object = {}, meta: object = {}) =>
  bench.refused(prepareDose, { ...worked(lots.secretome), ...change }, meta).code;

describe('[ALC-4] a clock that was set', () => {
  test('forward does not make a syringe too old, back does not keep it usable', () => {
    const forward = watchedWorld();
    const young = readySyringe(forward);
    forward.bench.pass(20 * minuteMs);
    setClock(forward.bench, 2 * hourMs);
    expect(forward.bench.ask(doseOfCode, { code: young.code })).toMatchObject({
      sincePreparationMs: 20 * minuteMs,
      sinceResectionMs: 20 * minuteMs,
      usableForMs: 40 * minuteMs,
      isTimeUncertain: false,
      dose: { usableUntil: '2026-03-02T11:00:00.000+08:00[Asia/Shanghai]' },
      problems: [],
    });
    forward.bench.pass(40 * minuteMs);
    forward.bench.run(giveDose, { code: young.code, ...all930 }, surgeon);
    expect(forward.bench.read.get(Dose, young.doseId)?.given).toMatchObject({
      sinceResectionMs: 60 * minuteMs,
      sinceReadyMs: 60 * minuteMs,
    });

    const back = watchedWorld();
    const old = readySyringe(back);
    back.bench.pass(30 * minuteMs);
    setClock(back.bench, -25 * minuteMs);
    back.bench.pass(30 * minuteMs + 1);
    const refusal = back.bench.refused(giveDose, { code: old.code, ...all930 }, surgeon);
    expect(refusal).toMatchObject({ code: 'dose.past-its-time' });
    expect(refusal.message).toContain('before 08:35');
    expect(back.bench.ask(doseOfCode, { code: old.code }).usableForMs).toBe(-1);
  });

  test('between preparation and check: the label says it by the new clock, and the time counts on', () => {
    const { bench, lots } = watchedWorld();
    const { doseId, code } = bench.run(prepareDose, worked(lots.secretome));
    bench.pass(10 * minuteMs);
    setClock(bench, hourMs);
    bench.pass(10 * minuteMs);
    const entry = { doseId, weightKg: '22.4', lotCode: 'SEC-01' };
    const { usableUntil } = bench.run(checkDose, entry, second);
    expect(usableUntil).toBe('2026-03-02T10:00:00.000+08:00[Asia/Shanghai]');
    resect(bench, 'P04');
    bench.pass(40 * minuteMs);
    expect(bench.ask(doseOfCode, { code }).problems).toEqual([]);
    bench.pass(1);
    expect(bench.ask(doseOfCode, { code }).problems.map((one) => one.code)).toEqual(['dose.past-its-time']);
  });

  test('does not refuse a check for an order of times that only the clock shows', () => {
    const { bench, lots } = watchedWorld();
    const { doseId } = bench.run(prepareDose, worked(lots.secretome));
    bench.pass(minuteMs);
    setClock(bench, -hourMs);
    const entry = { doseId, weightKg: '22.4', lotCode: 'SEC-01' };
    expect(bench.run(checkDose, entry, second).isReady).toBe(true);
  });

  test('the age of a weight is what has passed', () => {
    const forward = watchedWorld();
    forward.bench.pass(hourMs);
    setClock(forward.bench, 30 * hourMs);
    forward.bench.run(prepareDose, worked(forward.lots.secretome));

    const back = watchedWorld();
    back.bench.pass(23 * hourMs);
    setClock(back.bench, -20 * hourMs);
    back.bench.pass(hourMs);
    expect(back.bench.ask(preparationView, { animalId: 'P04' }).animals[0]?.weightKg).toBe('22.4');
    back.bench.pass(1);
    expect(prepareCode(back)).toBe('dose.weight-missing');
  });

  test('the newest weight is the one that was weighed last, whatever the clock showed', () => {
    const { bench, lots } = watchedWorld();
    bench.pass(2 * hourMs);
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '23' });
    setClock(bench, -hourMs);
    bench.pass(5 * minuteMs);
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '21' });
    bench.pass(2 * hourMs);
    const { doseId } = bench.run(prepareDose, { ...worked(lots.secretome), syringeMl: '1' });
    expect(bench.read.get(Dose, doseId)?.weightKg).toBe('21');
  });

  test('a weight that was typed for a time which the clock showed twice is not taken until it is weighed again', () => {
    const { bench, lots } = watchedWorld();
    bench.pass(2 * hourMs);
    setClock(bench, -hourMs);
    bench.pass(30 * minuteMs);
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '23' }, ago(bench, 10 * minuteMs));
    // Within a day, whichever it was.
    const view = () => known(bench.ask(preparationView, { animalId: 'P04' }).animals[0]);
    expect(view()).toMatchObject({ weightKg: '23', problems: [] });
    bench.pass(23 * hourMs);
    expect(view()).toMatchObject({ weightKg: null, problems: [{ code: 'dose.weight-uncertain' }] });
    expect(prepareCode({ bench, lots })).toBe('dose.weight-uncertain');
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '22' });
    expect(view()).toMatchObject({ weightKg: '22', problems: [] });
  });

  test('the age of a count is what has passed', () => {
    const asc = { animalId: 'P03', syringeMl: '5', graduationMicrolitre: '100' };
    const forward = watchedWorld();
    setClock(forward.bench, 6 * hourMs);
    forward.bench.run(prepareDose, { ...worked(forward.lots.asc), ...asc });

    const back = watchedWorld();
    back.bench.pass(3 * hourMs);
    setClock(back.bench, -2 * hourMs);
    back.bench.pass(hourMs + 1);
    expect(prepareCode(back, { ...asc, lotId: back.lots.asc })).toBe('dose.concentration-old');
  });

  test('a syringe that was prepared at a time which the clock showed twice may not be given once it may be too old', () => {
    const { bench, lots } = watchedWorld();
    bench.pass(2 * hourMs);
    setClock(bench, -30 * minuteMs);
    bench.pass(20 * minuteMs);
    // 10 minutes ago by the clock as it is now, 40 by the clock as it was.
    const { doseId, code } = bench.run(prepareDose, worked(lots.secretome), ago(bench, 10 * minuteMs));
    bench.run(checkDose, { doseId, weightKg: '22.4', lotCode: 'SEC-01' }, second);
    resect(bench, 'P04');
    bench.pass(20 * minuteMs);
    const view = () => bench.ask(doseOfCode, { code });
    expect(view()).toMatchObject({ problems: [], usableForMs: null, isTimeUncertain: true });
    bench.pass(1);
    expect(view().problems.map((one) => one.code)).toEqual(['dose.time-uncertain']);
    bench.pass(30 * minuteMs - 1);
    expect(view().problems.map((one) => one.code)).toEqual(['dose.time-uncertain']);
    bench.pass(1);
    expect(view().problems.map((one) => one.code)).toEqual(['dose.past-its-time']);
  });

  test('by what nobody knows: nothing passes, each sentence says why, and outside the gate it is recorded', () => {
    const world = watchedWorld();
    const { bench, lots } = world;
    const { doseId, code } = readySyringe(world);
    bench.pass(5 * minuteMs);
    setClock(bench, -minuteMs, false);
    expect(bench.ask(doseOfCode, { code })).toMatchObject({
      sincePreparationMs: null,
      sinceResectionMs: null,
      usableForMs: null,
      isTimeUncertain: true,
      hasResectionEnded: true,
      dose: { usableUntil: null },
      problems: [{ code: 'dose.time-uncertain' }, { code: 'dose.resection-uncertain' }],
    });
    expect(bench.refused(giveDose, { code, ...all930 }, surgeon).code).toBe('dose.time-uncertain');
    const item = known(bench.ask(todayBoard, {}).items.find((one) => one.key === `dose/${doseId}`));
    expect(item).toMatchObject({ lane: 'overdue', windowTo: null });
    expect(item.what).toContain('cannot be told');
    const { deviationId } = bench.run(giveOutsideGate, { code, ...all930 }, because);
    const what = bench.read.get(Deviation, deviationId)?.what;
    expect(what).toContain(`Whether the syringe ${code} is still within its time cannot be told`);
    expect(what).toContain('Whether the resection of P04 had ended by then cannot be told');
    expect(bench.read.get(Dose, doseId)?.given).toMatchObject({ sinceResectionMs: null, sinceReadyMs: null });

    const asc = { animalId: 'P03', lotId: lots.asc, syringeMl: '5', graduationMicrolitre: '100' };
    expect(bench.refused(prepareDose, asc).details).toEqual({
      problems: ['dose.weight-uncertain', 'dose.concentration-uncertain'],
    });
    bench.run(weighAnimal, { animalId: 'P03', weightKg: '22.4' });
    bench.run(measureSuspension, { lotId: lots.asc, cellsPerMl: '5e6', viabilityPercent: '93' });
    bench.run(prepareDose, asc);
  });
});

describe('[ALC-2] a time that was typed', () => {
  test('decides everything: the weight and the count of then, the expiry of then, the use-before from then', () => {
    const { bench, lots } = doseWorld();
    bench.pass(23 * hourMs);
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '23' });
    bench.pass(2 * hourMs);
    const before = ago(bench, 2 * hourMs + minuteMs);
    const view = (occurredAt: string | null) =>
      known(bench.ask(preparationView, { animalId: 'P04', occurredAt }).animals[0]);
    expect(view(null)).toMatchObject({ weightKg: '23', problems: [] });
    // What is shown is what is recorded.
    expect(view(before.occurredAt)).toMatchObject({ weightKg: '22.4', problems: [] });
    const { doseId, code } = bench.run(prepareDose, worked(lots.secretome), before);
    expect(bench.read.get(Dose, doseId)).toMatchObject({ weightKg: '22.4', preparedAt: before.occurredAt });
    const entry = { doseId, weightKg: '22.4', lotCode: 'SEC-01' };
    expect(bench.refused(checkDose, entry, second).code).toBe('dose.weight-changed');
    // Its hour is over since long.
    expect(bench.ask(doseOfCode, { code }).problems.map((one) => one.code)).toContain('dose.past-its-time');
    expect(view('2026-03-02 07:59').problems.map((one) => one.code)).toContain('dose.weight-missing');
    expect(view('yesterday').problems[0]?.code).toBe('time.malformed');
  });

  test('and the expiry of that day', () => {
    const world = doseWorld();
    const { bench } = world;
    const { lotId } = bench.run(createSecretomeLot, {
      ...fourUnits,
      code: 'SEC-02',
      expiresAt: '2026-03-02',
    });
    checkSecretome(bench, lotId);
    bench.run(releaseLot, { lotId });
    bench.pass(16 * hourMs);
    expect(prepareCode(world, { lotId })).toBe('dose.lot-expired');
    bench.run(prepareDose, worked(lotId), ago(bench, minuteMs));
  });

  test('does not pass by what came later: a release, an exception, an enrolment', () => {
    const world = doseWorld();
    const { bench, lots } = world;
    const { lotId } = bench.run(createSecretomeLot, { ...fourUnits, code: 'SEC-02' });
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '25.4' });
    bench.pass(hourMs);
    checkSecretome(bench, lotId);
    bench.run(releaseLot, { lotId });
    bench.run(grantException, { animalId: 'P04' }, because);
    registerAnimal(bench, 'P06', 5);
    bench.pass(minuteMs);
    bench.run(weighAnimal, { animalId: 'P06', weightKg: '22.4' }, ago(bench, 2 * hourMs));
    const before = ago(bench, hourMs);
    const wide = { syringeMl: '2', graduationMicrolitre: '10' };
    expect(bench.refused(prepareDose, { ...worked(lotId), ...wide }, before).details).toEqual({
      problems: ['dose.exception-missing', 'dose.lot-not-released'],
    });
    const shown = known(
      bench.ask(preparationView, { animalId: 'P04', occurredAt: before.occurredAt }).animals[0],
    );
    expect(shown.problems.map((one) => one.code)).toEqual(['dose.exception-missing']);
    expect(shown.lots.find((one) => one.lotId === lotId)?.problems).toMatchObject([
      { code: 'dose.lot-not-released' },
    ]);
    expect(prepareCode(world, { animalId: 'P06' }, before)).toBe('dose.allocation-missing');
    bench.run(prepareDose, { ...worked(lots.secretome), animalId: 'P06' });
    bench.run(prepareDose, { ...worked(lotId), ...wide });
  });

  test('a criterion is judged by the weight of that time, not by a later one of the same day', () => {
    const { bench, lots } = doseWorld();
    bench.pass(hourMs);
    const before = ago(bench, minuteMs);
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '26' });
    expect(prepareCode({ bench, lots })).toBe('dose.exception-missing');
    bench.run(prepareDose, worked(lots.secretome), before);
  });

  test('an injection entered late is judged at its own time', () => {
    const world = doseWorld();
    const { bench } = world;
    const { code } = readySyringe(world);
    bench.pass(2 * hourMs);
    const problems = (occurredAt: string | null) =>
      bench.ask(doseOfCode, { code, occurredAt }).problems.map((one) => one.code);
    expect(problems(null)).toEqual(['dose.past-its-time']);
    expect(problems('2026-03-02 08:30')).toEqual([]);
    expect(problems('2026-03-02 07:30')).toContain('dose.time-order');
    expect(problems('half past eight')).toEqual(['time.malformed']);
    bench.run(giveDose, { code, ...all930 }, { ...surgeon, ...ago(bench, 90 * minuteMs) });
  });
});

describe('[P11-10f] before the end of the resection', () => {
  const ready = () => {
    const { bench, lots } = doseWorld();
    const { doseId, code } = bench.run(prepareDose, worked(lots.secretome));
    bench.run(checkDose, { doseId, weightKg: '22.4', lotCode: 'SEC-01' }, second);
    return { bench, lots, code, give: { code, ...all930 } };
  };

  test('a dose is refused, with or without a surgery, and given after it', () => {
    const { bench, give, code } = ready();
    const refusal = bench.refused(giveDose, give, surgeon);
    expect(refusal.code).toBe('dose.resection-not-ended');
    expect(refusal.remedy).toContain('Record the end of the resection');
    startSurgery(bench, 'P04', localText(bench.now));
    doStep(bench, 'P04', 'reperfusion', localText(bench.now));
    expect(bench.ask(doseOfCode, { code }).problems.map((one) => one.code)).toEqual([
      'dose.resection-not-ended',
    ]);
    bench.pass(minuteMs);
    doStep(bench, 'P04', 'resect-end', localText(bench.now));
    bench.pass(minuteMs);
    expect(bench.refused(giveDose, give, { ...surgeon, ...ago(bench, 90_000) }).code).toBe('dose.time-order');
    bench.run(giveDose, give, surgeon);
  });

  test('what was injected all the same is recorded outside the gate, prepared here or not', () => {
    const sentence = 'The end of the resection of P04 is not recorded';
    const { bench, lots, code } = ready();
    const first = bench.run(giveOutsideGate, { code, ...all930 }, because);
    expect(bench.read.get(Deviation, first.deviationId)?.what).toContain(sentence);
    expect(lotOf(bench, lots.secretome).remainingMicrolitre).toBe('1070');
    const other = ready().bench;
    const unprepared = other.run(giveOutsideGate, { code: null, ...all930 }, because);
    expect(other.read.get(Deviation, unprepared.deviationId)?.what).toContain(sentence);
  });
});

describe('two weights around a clock that was set', () => {
  test('an older one that is entered later never becomes the weight of the dose', () => {
    for (const setByMs of [1100, 2 * minuteMs, -2 * minuteMs]) {
      const { bench, lots } = watchedWorld();
      bench.pass(2 * hourMs);
      setClock(bench, setByMs);
      bench.pass(10 * hourMs);
      bench.run(weighAnimal, { animalId: 'P04', weightKg: '23' });
      bench.pass(5 * minuteMs);
      bench.run(weighAnimal, { animalId: 'P04', weightKg: '20' }, ago(bench, 11 * hourMs));
      const { doseId } = bench.run(prepareDose, worked(lots.secretome));
      expect(bench.read.get(Dose, doseId)?.weightKg).toBe('23');
    }
  });

  test('of which nobody can know the order let no dose and no drug pass, until the animal is weighed again', () => {
    const { bench, lots } = watchedWorld();
    bench.pass(2 * hourMs);
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '23' });
    bench.pass(10 * minuteMs);
    setClock(bench, -30 * minuteMs);
    bench.pass(10 * minuteMs);
    // The clock has shown this time twice: before the first weighing, and after it.
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '20' }, ago(bench, 5 * minuteMs));
    expect(bench.refused(prepareDose, worked(lots.secretome)).code).toBe('dose.weight-uncertain');
    const drug = { product: 'Drug', animalId: 'P04', doseMgPerKg: '1', strengthMgPerMl: '1', route: 'im' };
    expect(bench.refused(giveMedication, drug).code).toBe('anaesthesia.weight-uncertain');
    bench.pass(minuteMs);
    bench.run(weighAnimal, { animalId: 'P04', weightKg: '22' });
    const { doseId } = bench.run(prepareDose, worked(lots.secretome));
    expect(bench.read.get(Dose, doseId)?.weightKg).toBe('22');
  });
});
