// Tests of the anaesthesia record: observations at an interval, medications computed exactly from the weight.
// Must not depend on how runs are started: a run is one record here.

import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decide, defineCommand } from '../kernel/decider.ts';
import { hourMs, minuteMs } from '../kernel/time.ts';
import { Medication, Observation } from './anaesthesia.ts';
import { registerAnimal } from './animal-commands.ts';
import { listDeviations } from './deviation.ts';
import { giveMedication, giveMedicationOutsideGate, medicationPlan } from './medication.ts';
import { correctObservation, observe, showAnaesthesia } from './observing.ts';
import { Run } from './run.ts';
import { answerSetting, createStudy } from './study.ts';
import { Bench } from './testing/bench.ts';
import { weighAnimal } from './weighing.ts';

const because = { reason: 'Settled with the veterinarian.' };
const startRun = defineCommand({
  name: 'test.startRun',
  input: z.object({}),
  decide: () =>
    decide(
      [
        Run.record('run.started', 'R1', {
          code: 'P07-SUR-1',
          protocolId: 'surgery.v1',
          protocolKey: 'surgery',
          protocolHash: 'hash',
          title: 'Surgery',
          subject: { type: 'animal', id: 'P07' },
          animalId: 'P07',
          lotId: null,
          participants: [],
        }),
      ],
      {},
    ),
});

function onTheTable(weightKg: string | null = '22.4'): Bench {
  const bench = new Bench();
  bench.run(createStudy, { title: 'Study', isSimulated: false, zone: 'Asia/Shanghai' });
  for (const animalId of ['P07', 'P08']) {
    bench.run(registerAnimal, {
      animalId,
      earTag: animalId,
      sex: 'female',
      birthDate: '2025-10-01',
      source: 'breeder 1',
      strain: 'Bama',
      purpose: 'study',
      housing: 'pen 1',
      weightKg,
    });
  }
  bench.run(startRun, {});
  return bench;
}

const onRun = { animalId: 'P07', runId: 'R1' };
const meloxicam = { ...onRun, product: 'meloxicam', doseMgPerKg: '0.4', strengthMgPerMl: '5', route: 'i.m.' };

describe('an observation', () => {
  test('keeps what was seen as decimals, and what was not as null', () => {
    const bench = onTheTable();
    const { observationId } = bench.run(observe, {
      ...onRun,
      heartRatePerMinute: ' 96 ',
      temperatureCelsius: '38.20',
    });
    expect(bench.read.get(Observation, observationId)).toMatchObject({
      ...onRun,
      heartRatePerMinute: '96',
      temperatureCelsius: '38.2',
      spo2Percent: null,
      note: null,
      at: '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]',
    });
  });

  test.each([
    [{ heartRatePerMinute: '351' }, 'anaesthesia.value-impossible'],
    [{ spo2Percent: '101' }, 'anaesthesia.value-impossible'],
    [{ endTidalCo2MmHg: '-1' }, 'anaesthesia.value-impossible'],
    [{ temperatureCelsius: '382' }, 'anaesthesia.value-impossible'],
    [{ isofluranePercent: '1,5' }, 'anaesthesia.value-impossible'],
    [{ spo2Percent: ' ', note: '' }, 'anaesthesia.nothing-observed'],
    [{ animalId: 'P99', note: 'x' }, 'entity.unknown'],
    [{ animalId: 'P08', note: 'x' }, 'anaesthesia.not-its-run'],
    [{ runId: 'R2', note: 'x' }, 'anaesthesia.not-its-run'],
  ])('%j is refused with %s', (change, code) => {
    expect(onTheTable().refused(observe, { ...onRun, ...change }).code).toBe(code);
  });

  test('[P11-10e] a correction keeps what stood there', () => {
    const bench = onTheTable();
    const { observationId } = bench.run(observe, {
      ...onRun,
      heartRatePerMinute: '69',
      spo2Percent: '98',
      note: 'calm',
    });
    const correction = { observationId, to: { heartRatePerMinute: '96', note: null } };
    expect(bench.refused(correctObservation, correction).code).toBe('reason.missing');
    bench.run(correctObservation, correction, because);
    expect(bench.read.get(Observation, observationId)).toMatchObject({
      heartRatePerMinute: '96',
      spo2Percent: '98',
      note: null,
      history: [
        { reason: because.reason, values: { heartRatePerMinute: '69', spo2Percent: '98', note: 'calm' } },
      ],
    });
    expect(bench.refused(correctObservation, correction, because).code).toBe(
      'anaesthesia.nothing-to-correct',
    );
    const unknown = { observationId: 'none', to: {} };
    expect(bench.refused(correctObservation, unknown, because).code).toBe('anaesthesia.observation-unknown');
    const emptied = { observationId, to: { heartRatePerMinute: null, spo2Percent: null } };
    expect(bench.refused(correctObservation, emptied, because).code).toBe('anaesthesia.nothing-observed');
  });

  test('the next one is due an interval after the latest, also when an earlier one is entered late', () => {
    const bench = onTheTable();
    expect(bench.ask(showAnaesthesia, { runId: 'R1' })).toMatchObject({ nextDueAt: null, isDue: true });
    bench.pass(10 * minuteMs);
    bench.run(observe, { ...onRun, heartRatePerMinute: '96' });
    const earlier = '2026-03-02T08:05:00.000+08:00[Asia/Shanghai]';
    bench.run(observe, { ...onRun, heartRatePerMinute: '92' }, { occurredAt: earlier });
    const show = () => bench.ask(showAnaesthesia, { runId: 'R1' });
    expect(show().observations.map((one) => one.heartRatePerMinute)).toEqual(['92', '96']);
    expect(show()).toMatchObject({
      intervalMinutes: '5',
      nextDueAt: '2026-03-02T08:15:00.000+08:00[Asia/Shanghai]',
      isDue: false,
    });
    bench.pass(5 * minuteMs);
    expect(show().isDue).toBe(true);
    bench.run(answerSetting, { key: 'anaesthesia.intervalMinutes', value: '10' }, because);
    expect(show().nextDueAt).toBe('2026-03-02T08:20:00.000+08:00[Asia/Shanghai]');
  });
});

describe('a medication', () => {
  test('stores the volume with every factor', () => {
    const bench = onTheTable();
    const given = bench.run(giveMedication, meloxicam);
    // 22.4 kg × 0.4 mg/kg = 8.96 mg; ÷ 5 mg/mL = 1.792 mL.
    expect(given).toMatchObject({ volumeMl: '1.79', massMg: '8.96', weightKg: '22.4' });
    expect(bench.read.get(Medication, given.medicationId)).toMatchObject({
      ...meloxicam,
      weightKg: '22.4',
      weighedAt: '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]',
      massMg: '8.96',
      volumeMl: '1.79',
      isOutsideGate: false,
    });
    expect(bench.ask(showAnaesthesia, { runId: 'R1' }).medications).toHaveLength(1);
  });

  test('is planned with every factor before it is given, and nothing is recorded by that', () => {
    const bench = onTheTable();
    const before = bench.records.length;
    expect(bench.ask(medicationPlan, meloxicam)).toEqual({
      computed: {
        route: 'i.m.',
        doseMgPerKg: '0.4',
        strengthMgPerMl: '5',
        weightKg: '22.4',
        weighedAt: '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]',
        massMg: '8.96',
        volumeMl: '1.79',
      },
      problem: null,
    });
    const unsettled = bench.ask(medicationPlan, { ...onRun, product: 'Tolfedine' });
    expect(unsettled).toMatchObject({ computed: null, problem: { code: 'anaesthesia.dose-missing' } });
    expect(bench.records).toHaveLength(before);
  });

  test('takes dose and strength of Tolfedine from the settings once the director has settled them', () => {
    const bench = onTheTable('20');
    const tolfedine = { ...onRun, product: 'Tolfedine' };
    expect(bench.refused(giveMedication, tolfedine).code).toBe('anaesthesia.dose-missing');
    bench.run(answerSetting, { key: 'tolfedine.doseMgPerKg', value: '2' }, because);
    bench.run(answerSetting, { key: 'tolfedine.route', value: 'i.m.' }, because);
    const { medicationId } = bench.run(giveMedication, tolfedine);
    expect(bench.read.get(Medication, medicationId)).toMatchObject({
      doseMgPerKg: '2',
      strengthMgPerMl: '40',
      route: 'i.m.',
      volumeMl: '1.00',
    });
  });

  test('equals weight × dose ÷ strength to a hundredth of a millilitre, half-even', () => {
    const tenths = (min: number, max: number) =>
      fc.integer({ min, max }).map((one) => new Decimal(one).div(10).toFixed());
    fc.assert(
      fc.property(
        tenths(50, 400),
        tenths(1, 1000),
        tenths(1, 500),
        (weightKg, doseMgPerKg, strengthMgPerMl) => {
          const bench = onTheTable(weightKg);
          const exact = new Decimal(weightKg).mul(doseMgPerKg).div(strengthMgPerMl);
          const expected = exact.toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN).toFixed(2);
          fc.pre(expected !== '0.00');
          const given = bench.run(giveMedication, { ...meloxicam, doseMgPerKg, strengthMgPerMl });
          expect(given.volumeMl).toBe(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('needs a weight of the last 24 hours before it, to the millisecond', () => {
    expect(onTheTable(null).refused(giveMedication, meloxicam).code).toBe('anaesthesia.weight-missing');
    const bench = onTheTable();
    bench.pass(24 * hourMs);
    bench.run(giveMedication, meloxicam);
    bench.pass(1);
    expect(bench.refused(giveMedication, meloxicam).code).toBe('anaesthesia.weight-missing');
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '22.6' });
    expect(bench.run(giveMedication, meloxicam).weightKg).toBe('22.6');
    const beforeIt = '2026-03-02T20:00:00.000+08:00[Asia/Shanghai]';
    expect(bench.run(giveMedication, meloxicam, { occurredAt: beforeIt }).weightKg).toBe('22.4');
  });

  test.each([
    [{ doseMgPerKg: '0' }, 'anaesthesia.factor-impossible'],
    [{ doseMgPerKg: '1e9' }, 'anaesthesia.factor-impossible'],
    [{ strengthMgPerMl: '-5' }, 'anaesthesia.factor-impossible'],
    [{ strengthMgPerMl: null }, 'anaesthesia.dose-missing'],
    [{ doseMgPerKg: '0.0001' }, 'anaesthesia.volume-too-small'],
    [{ animalId: 'P99' }, 'entity.unknown'],
    [{ animalId: 'P08' }, 'anaesthesia.not-its-run'],
  ])('%j is refused with %s', (change, code) => {
    expect(onTheTable().refused(giveMedication, { ...meloxicam, ...change }).code).toBe(code);
  });

  test('[P11-10f] what was given outside the gate is recorded with a deviation', () => {
    const bench = onTheTable(null);
    const given = { ...meloxicam, volumeMl: '1.8' };
    expect(bench.refused(giveMedicationOutsideGate, given).code).toBe('reason.missing');
    const { medicationId, deviationId } = bench.run(giveMedicationOutsideGate, given, because);
    expect(bench.read.get(Medication, medicationId)).toMatchObject({
      volumeMl: '1.8',
      weightKg: null,
      isOutsideGate: true,
      reason: because.reason,
    });
    expect(bench.ask(listDeviations, { animalId: 'P07' }).deviations).toMatchObject([
      {
        id: deviationId,
        runId: 'R1',
        what: 'meloxicam was given outside the gate: 1.8 mL.',
        reason: because.reason,
      },
    ]);
    const refused = (change: object) =>
      bench.refused(giveMedicationOutsideGate, { ...given, ...change }, because).code;
    expect(refused({ volumeMl: '0' })).toBe('anaesthesia.factor-impossible');
    expect(refused({ doseMgPerKg: 'some' })).toBe('anaesthesia.factor-impossible');
    expect(refused({ animalId: 'P99' })).toBe('entity.unknown');
    expect(refused({ runId: 'R9' })).toBe('anaesthesia.not-its-run');
  });
});
