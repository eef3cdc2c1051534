// Records as earlier versions of the program wrote them, replayed by this one: the log is readable for ever.
// Must not build a payload with the code of today: each stands here as it was written.

import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decide, defineCommand, type Role } from '../kernel/decider.ts';
import type { JsonObject } from '../kernel/record.ts';
import { minuteMs } from '../kernel/time.ts';
import { auditRecord, auditTrail } from './audit.ts';
import { showAssay } from './assay-queries.ts';
import { showAllocation } from './allocation.ts';
import { Assay, wholeInput, wholeOutput } from './assay.ts';
import { availableMicrolitre } from './dose-gate.ts';
import { spoilDose } from './dose-preparation.ts';
import { Dose } from './dose.ts';
import { correctRemaining } from './lot-keeping.ts';
import { Lot } from './lot.ts';
import { Bench } from './testing/bench.ts';
import { doseWorld, lotOf, type World } from './testing/dose-bench.ts';
import { known } from './testing/known.ts';

/** Appends a record of version 1 with this payload, past the schema of today. */
function written(bench: Bench, subject: string, kind: string, payload: JsonObject): void {
  const [subjectType = '', subjectId = ''] = subject.split('/');
  const record = { kind, kindVersion: 1, subjectType, subjectId, payload, countsAsChange: true, facts: {} };
  const append = defineCommand({
    name: 'test.append',
    input: z.object({}),
    decide: () => decide([record], {}),
  });
  bench.run(append, {});
}

const scale = { breaks: 0, leastShiftMs: 0, mostShiftMs: 0 };
const because = { reason: 'It was so.' };

/** 930 µL of 2000 in a syringe, prepared before the counts of the lot stood in the record. */
function withOldSyringe(): World {
  const world = doseWorld();
  const { bench, lots } = world;
  bench.pass(minuteMs);
  written(bench, 'dose/dose-1', 'dose.prepared', {
    animalId: 'P04',
    blind: {
      deadSpaceMicrolitre: '0',
      equation: [],
      errorPercent: '-0.36',
      group: 'asc-secretome',
      lotId: lots.secretome,
      substance: 'secretome',
    },
    cellsTarget: '22400000',
    code: '6BDCG',
    drawMicrolitre: '930',
    fills: ['930'],
    graduationMicrolitre: '10',
    scale,
    syringeMl: '1',
    volumeMicrolitre: '933.3',
    weightKg: '22.4',
  });
  return world;
}

describe('a syringe that was prepared before its record said how often the lot was counted', () => {
  test('is promised, and can be spoilt', () => {
    const { bench, lots } = withOldSyringe();
    const lot = () => lotOf(bench, lots.secretome);
    expect(availableMicrolitre(bench.read, lot())).toBe('1070');
    bench.run(spoilDose, { doseId: 'dose-1', amountMicrolitre: null }, because);
    expect(bench.read.get(Dose, 'dose-1')?.blind).toMatchObject({ takenMicrolitre: '930', lotCounts: null });
    expect(lot().remainingMicrolitre).toBe('1070');
  });

  test('is still promised after a count of which no clock is known, for less is safe', () => {
    const { bench, lots } = withOldSyringe();
    written(bench, `lot/${lots.secretome}`, 'lot.remainingCorrected', {
      fromMicrolitre: '2000',
      remainingMicrolitre: '2000',
    });
    expect(bench.read.get(Lot, lots.secretome)?.countedAt?.scale).toBeNull();
    expect(availableMicrolitre(bench.read, lotOf(bench, lots.secretome))).toBe('1070');
  });

  test('is no part of what is counted now', () => {
    const { bench, lots } = withOldSyringe();
    bench.pass(minuteMs);
    bench.run(correctRemaining, { lotId: lots.secretome, remainingMicrolitre: '1070' }, because);
    expect(availableMicrolitre(bench.read, lotOf(bench, lots.secretome))).toBe('1070');
  });
});

test('an allocation that did not say where its seed came from is said not to', () => {
  const bench = new Bench();
  written(bench, 'allocation/allocation', 'allocation.drawn', {
    blind: { groupOf: { '1': 'asc', '2': 'saline' }, seed: 'a1b2c3d4e5f60718' },
    blockSize: 2,
    groups: ['saline', 'asc'],
    method: 'sha-256-sorted-blocks',
    positions: 2,
  });
  expect(bench.ask(showAllocation, {})).toMatchObject({
    isDrawn: true,
    seed: 'a1b2c3d4e5f60718',
    isSeedGiven: false,
    seedText: 'It is not recorded whether the seed was drawn or given by a person.',
  });
});

describe('a lot', () => {
  test('follows amounts that were taken before the time of the drawing was recorded', () => {
    const { bench, lots } = doseWorld();
    const blind = { amountMicrolitre: '850', doseId: null, why: 'Drawn for a dose that was given' };
    bench.pass(minuteMs);
    written(bench, `lot/${lots.secretome}`, 'lot.taken', { blind });
    written(bench, `lot/${lots.secretome}`, 'lot.taken', { blind });
    expect(lotOf(bench, lots.secretome)).toMatchObject({ remainingMicrolitre: '300', drawnAt: null });
  });

  test('has as many bottles as values, where a check did not say how many there were', () => {
    const { bench, lots } = doseWorld();
    written(bench, `lot/${lots.secretome}`, 'lot.checkRecorded', {
      assayId: null,
      factors: [
        {
          analyte: 'tnf-alpha',
          mean: '47.90',
          referenceMean: '47.78',
          referenceSd: '3.2',
          sd: '1.79',
          unit: 'pg/mL',
          values: ['48.4208', '48.3669', '48.2591', '44.853', '49.6127'],
        },
      ],
    });
    expect(lotOf(bench, lots.secretome).secretome?.check).toMatchObject([
      { mean: '47.90', bottles: 5, belowRange: 0, aboveRange: 0 },
    ]);
  });
});

/** Two slides of P07, scored by one reader; list and animals stand beside the scores. */
const list = {
  id: 'list-1',
  seed: '9fe31095bc3c96b9',
  slides: [{ code: '01', slice: 1, subject: { animalId: 'P04', timePoint: 'day-3' } }],
};
const scores = {
  combination: 'first',
  files: [],
  first: [{ code: '01', fields: [{ congestion: '1', necrosis: '1', vacuolization: '1' }] }],
  isSummed: true,
  second: null,
  weights: 'linear',
};
const number = (id: string, quantity: string, about: string, inputs: readonly string[]) => ({
  about,
  flags: [],
  formula: { key: 'field-sum', parameters: {} },
  id,
  inputs,
  limit: null,
  quantity,
  unit: 'points',
  value: '3',
});
const coded = number('first/01/field 1', 'field-score', '01, 1', []);
const named = number('P04 day-3/animal-score', 'animal-score', 'P04 day-3', ['first/01/field 1']);
const oldReading = {
  assayVersion: 1,
  attachmentIds: [],
  input: { ...scores, list },
  output: {
    checks: [],
    lotFactors: [],
    numbers: [coded, named],
    results: [{ analyte: 'suzuki', animalId: 'P04', numberId: 'P04 day-3/animal-score', timePoint: 'day-3' }],
  },
};
const opening = { ...oldReading, assayKey: 'suzuki', lotId: null, title: 'Suzuki, day 3' };

function as(bench: Bench, role: Role): void {
  bench.roles = [role];
}

describe('a blind reading that was recorded with its list beside the scores', () => {
  function withReading(): Bench {
    const { bench } = doseWorld();
    written(bench, 'assay/assay-1', 'assay.evaluated', opening);
    return bench;
  }

  test('is split when it is replayed, and again when it was evaluated anew', () => {
    const bench = withReading();
    const isSplit = (): void => {
      const state = known(bench.read.get(Assay, 'assay-1'));
      expect(state.input).toEqual(scores);
      expect(state.output.numbers).toEqual([coded]);
      expect(state.output.results).toEqual([]);
      expect(state.blind?.list).toEqual(list);
      expect(wholeInput(state)).toEqual(oldReading.input);
      expect(wholeOutput(state)).toEqual(oldReading.output);
    };
    isSplit();
    written(bench, 'assay/assay-1', 'assay.reevaluated', oldReading);
    isSplit();
  });

  test('tells a blinded reader no animal, in the assay and in the audit trail', () => {
    const bench = withReading();
    const { seq } = known(bench.records.at(-1));
    const told = () =>
      JSON.stringify([
        known(bench.ask(showAssay, { assayId: 'assay-1' })).output,
        bench.ask(auditTrail, { kinds: ['assay.evaluated'] }).records,
        bench.ask(auditRecord, { seq }),
      ]);
    expect(told()).toContain('P04');
    as(bench, 'pathologist');
    expect(told()).toContain('first/01/field 1');
    expect(told()).not.toMatch(/P04|9fe31095bc3c96b9/);
  });

  test('keeps its record as it was written for those who may know', () => {
    const bench = withReading();
    as(bench, 'study-director');
    expect(bench.ask(auditTrail, { kinds: ['assay.evaluated'] }).records[0]?.payload).toEqual(opening);
  });
});

test('an assay of conditioned medium has as many bottles as values, where it did not say', () => {
  const { bench, lots } = doseWorld();
  const lotFactors = [{ analyte: 'il-6', unit: 'pg/mL', values: ['248.362', '265.058'] }];
  written(bench, 'assay/assay-2', 'assay.evaluated', {
    assayKey: 'cm-elisa',
    assayVersion: 1,
    attachmentIds: [],
    input: { factors: [], files: [], material: null },
    lotId: lots.secretome,
    output: { checks: [], lotFactors, numbers: [], results: [] },
    title: 'SEC-01',
  });
  const state = known(bench.read.get(Assay, 'assay-2'));
  expect(state.blind).toBeNull();
  expect(state.output.lotFactors).toEqual([{ ...lotFactors[0], bottles: 2, belowRange: 0, aboveRange: 0 }]);
});
