// Tests of lots: what they are made of, when they may be used, how much is left.
// Must not read a state past the commands, but to see what they left.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Deviation } from './deviation.ts';
import { createAscLot, identifyLot, measureSuspension, recordPassage } from './lot-asc.ts';
import {
  correctRemaining,
  createCommercialLot,
  moveLot,
  rejectLot,
  releaseLot,
  takeLot,
  thawLot,
} from './lot-keeping.ts';
import { listLots, showLot } from './lot-queries.ts';
import { createSecretomeLot, recordLotCheck } from './lot-secretome.ts';
import { takeFromLot } from './lot.ts';
import {
  answer,
  answerMarkers,
  ascLot,
  checkSecretome,
  doseWorld,
  fourUnits,
  lotOf,
  passingDifferentiation,
  passingMarkers,
  studyBench,
} from './testing/dose-bench.ts';

const because = { reason: 'Noted at the bench.' };
const saline = {
  kind: 'saline',
  code: 'SAL-01',
  supplier: 'supplier 1',
  supplierLot: '77A',
  expiresAt: '2026-12-31',
  volumeMicrolitre: '500000',
} as const;

describe('commercial lots', () => {
  test('start in quarantine with supplier, expiry and the whole volume', () => {
    const bench = studyBench();
    const { lotId, code } = bench.run(createCommercialLot, { ...saline, code: ' sal-01 ' });
    expect(code).toBe('SAL-01');
    expect(lotOf(bench, lotId)).toMatchObject({
      kind: 'saline',
      title: 'Normal saline',
      status: 'quarantine',
      supplierLot: '77A',
      remainingMicrolitre: '500000',
      thaws: 0,
      asc: null,
      secretome: null,
    });
    expect(lotId).not.toContain('SAL');
  });

  test('a code is one of its kind: never used twice, never like an animal or a syringe', () => {
    const bench = studyBench();
    bench.run(createCommercialLot, saline);
    expect(bench.refused(createCommercialLot, saline).code).toBe('lot.code-taken');
    const codes = ['', 'P07', 'AB1', '7KQ4X', 'SAL 01', 'A', 'ÄB-1'];
    expect(codes.map((code) => bench.refused(createCommercialLot, { ...saline, code }).code)).toEqual(
      codes.map(() => 'lot.code-form'),
    );
    expect(
      bench.refused(createCommercialLot, { ...saline, code: 'SAL-02', volumeMicrolitre: '1,5' }).code,
    ).toBe('dose.number-malformed');
  });

  test('[P11-10e] are released, moved, thawed and rejected by records', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createCommercialLot, saline);
    bench.run(releaseLot, { lotId });
    expect(bench.refused(releaseLot, { lotId }).code).toBe('lot.not-in-quarantine');
    bench.run(moveLot, { lotId, location: 'cold room' });
    expect(bench.run(thawLot, { lotId })).toEqual({ thaws: 1 });
    expect(lotOf(bench, lotId)).toMatchObject({ status: 'released', location: 'cold room', thaws: 1 });
    expect(bench.refused(rejectLot, { lotId }).code).toBe('reason.missing');
    bench.run(rejectLot, { lotId }, { reason: 'The bag leaks.' });
    expect(lotOf(bench, lotId)).toMatchObject({ status: 'rejected', statusReason: 'The bag leaks.' });
    expect(bench.refused(rejectLot, { lotId }, because).code).toBe('lot.rejected-already');
    for (const command of [releaseLot, rejectLot, thawLot] as const) {
      expect(bench.refused(command, { lotId: 'nowhere' }, because).code).toBe('entity.unknown');
    }
    expect(bench.refused(moveLot, { lotId: 'nowhere', location: 'x' }).code).toBe('entity.unknown');
  });

  test('an expired lot is released outside the gate only, with a reason and a deviation', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createCommercialLot, { ...saline, expiresAt: '2026-03-01' });
    expect(bench.refused(releaseLot, { lotId }).code).toBe('lot.expired');
    expect(bench.ask(showLot, { lotId })?.releaseProblem?.code).toBe('lot.expired');
    expect(bench.refused(releaseLot, { lotId, isOutsideGate: true }).code).toBe('reason.missing');
    const { deviationIds } = bench.run(releaseLot, { lotId, isOutsideGate: true }, because);
    expect(bench.read.get(Deviation, deviationIds[0] ?? '')).toMatchObject({ lotId, status: 'open' });
    expect(lotOf(bench, lotId).status).toBe('released');
    expect(bench.ask(showLot, { lotId })?.releaseProblem).toBeNull();
  });

  test('a secretome whose medium was not measured is released outside the gate only', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createSecretomeLot, fourUnits);
    expect(bench.refused(releaseLot, { lotId }).code).toBe('lot.not-checked');
    expect(bench.ask(showLot, { lotId })?.releaseProblem?.code).toBe('lot.not-checked');
    const { deviationIds } = bench.run(releaseLot, { lotId, isOutsideGate: true }, because);
    expect(bench.read.get(Deviation, deviationIds[0] ?? '')).toMatchObject({ lotId, status: 'open' });
    const other = bench.run(createSecretomeLot, { ...fourUnits, code: 'SEC-09' });
    checkSecretome(bench, other.lotId);
    bench.run(releaseLot, { lotId: other.lotId });
  });

  test('the last day of use is a day of use, by the clock of the place', () => {
    const bench = studyBench();
    const today = bench.run(createCommercialLot, { ...saline, expiresAt: '2026-03-02' });
    bench.run(releaseLot, { lotId: today.lotId });
    expect(bench.ask(showLot, { lotId: today.lotId })?.lot.isExpired).toBe(false);
    // 16:00 later it is 00:00 of 3 March in Shanghai and still 2 March in UTC.
    bench.pass(16 * 3_600_000);
    expect(bench.ask(showLot, { lotId: today.lotId })?.lot.isExpired).toBe(true);
  });
});

describe('ASC lots', () => {
  test('a lot that has not passed identification cannot be released', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createAscLot, { code: 'ASC-01', donorAnimalId: 'D01' });
    const identify = (markers = passingMarkers, differentiation = passingDifferentiation) =>
      bench.run(identifyLot, { lotId, passage: 4, markers, differentiation }).isPassed;
    expect(bench.refused(releaseLot, { lotId }).code).toBe('lot.not-identified');
    // Without limits nothing has passed.
    expect(identify()).toBe(false);
    answerMarkers(bench);
    expect(
      identify(
        passingMarkers.map((one) => (one.marker === 'CD34' ? { ...one, percentPositive: '2.1' } : one)),
      ),
    ).toBe(false);
    expect(
      identify(
        passingMarkers.map((one) => (one.marker === 'CD29' ? { ...one, percentPositive: '94.9' } : one)),
      ),
    ).toBe(false);
    expect(
      identify(
        passingMarkers,
        passingDifferentiation.map((one, at) => ({ ...one, isPassed: at !== 1 })),
      ),
    ).toBe(false);
    expect(bench.refused(releaseLot, { lotId }).code).toBe('lot.not-identified');
    expect(identify()).toBe(true);
    bench.run(releaseLot, { lotId });
    expect(lotOf(bench, lotId).asc?.identification?.markers[3]).toEqual({
      marker: 'CD34',
      percentPositive: '0.8',
      limit: '≤ 2',
      isPassed: true,
    });
  });

  test('every marker and lineage is judged once', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createAscLot, { code: 'ASC-01', donorAnimalId: 'D01' });
    const input = { lotId, passage: 4, markers: passingMarkers, differentiation: passingDifferentiation };
    expect(bench.refused(identifyLot, { ...input, markers: passingMarkers.slice(1) }).code).toBe(
      'lot.marker-unknown',
    );
    const twice = [...passingMarkers.slice(0, 3), { marker: 'CD90', percentPositive: '1' }];
    expect(bench.refused(identifyLot, { ...input, markers: twice }).code).toBe('lot.marker-unknown');
    expect(
      bench.refused(identifyLot, { ...input, differentiation: passingDifferentiation.slice(1) }).code,
    ).toBe('lot.differentiation-incomplete');
    const above = passingMarkers.map((one) => ({ ...one, percentPositive: '100.1' }));
    expect(bench.refused(identifyLot, { ...input, markers: above }).code).toBe('dose.number-absurd');
  });

  test('passages go forward, and the numbers of cells may be scientific', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createAscLot, { code: 'ASC-01', donorAnimalId: 'D01' });
    bench.run(recordPassage, { lotId, passage: 0 });
    bench.run(recordPassage, {
      lotId,
      passage: 1,
      confluencePercent: '80',
      viableCells: '4.8e7',
      viabilityPercent: '95.5',
      splitRatio: '1:3',
    });
    expect(lotOf(bench, lotId).asc?.passages.at(-1)).toMatchObject({
      passage: 1,
      viableCells: '48000000',
      splitRatio: '1:3',
      by: 'technician-1',
    });
    expect(bench.refused(recordPassage, { lotId, passage: 0 }).code).toBe('lot.passage-backwards');
    expect(bench.refused(recordPassage, { lotId, passage: 2, splitRatio: '3' }).code).toBe('lot.split-form');
    expect(bench.refused(recordPassage, { lotId, passage: 2, confluencePercent: '101' }).code).toBe(
      'dose.number-absurd',
    );
  });

  test('a suspension is measured with the basis of counting in force, and may set the volume', () => {
    const bench = studyBench();
    answerMarkers(bench);
    const lotId = ascLot(bench);
    expect(lotOf(bench, lotId)).toMatchObject({
      remainingMicrolitre: '20000',
      asc: { suspension: { cellsPerMl: '5000000', countBasis: 'viable', viabilityPercent: '93.5' } },
    });
    answer(bench, 'dose.countBasis', 'all');
    bench.run(measureSuspension, { lotId, cellsPerMl: '4e6', viabilityPercent: '91' });
    expect(lotOf(bench, lotId)).toMatchObject({
      remainingMicrolitre: '20000',
      asc: { suspension: { cellsPerMl: '4000000', countBasis: 'all' } },
    });
    const measured = { lotId, cellsPerMl: '5', viabilityPercent: '90' };
    expect(bench.refused(measureSuspension, measured).code).toBe('dose.number-absurd');
    expect(
      bench.refused(measureSuspension, { ...measured, cellsPerMl: '5e6', viabilityPercent: '' }).code,
    ).toBe('dose.number-malformed');
  });

  test('come from a registered donor, and take no records of other kinds', () => {
    const bench = studyBench();
    expect(bench.refused(createAscLot, { code: 'ASC-01', donorAnimalId: 'D99' }).code).toBe(
      'lot.donor-unknown',
    );
    const { lotId } = bench.run(createCommercialLot, saline);
    expect(bench.refused(recordPassage, { lotId, passage: 1 }).code).toBe('lot.wrong-kind');
    expect(bench.refused(recordPassage, { lotId: 'nowhere', passage: 1 }).code).toBe('entity.unknown');
  });
});

describe('secretome lots', () => {
  test('the worked example: 4.8 × 10^7 cells in 2.00 mL are 24000 cells/µL', () => {
    const bench = studyBench();
    const { lotId, deviationIds } = bench.run(createSecretomeLot, fourUnits);
    expect(deviationIds).toEqual([]);
    expect(lotOf(bench, lotId)).toMatchObject({
      remainingMicrolitre: '2000',
      secretome: {
        sourceCells: '48000000',
        countBasis: 'viable',
        cmCollectedMl: '48',
        cmProcessedMl: '48',
        pooledVolumeMicrolitre: '2000',
        cellsPerMicrolitre: '24000.0',
      },
    });
  });

  test('a leaking unit takes its medium and its volume out of the lot, and leaves a deviation', () => {
    const bench = studyBench();
    const units = fourUnits.units.map((one) =>
      one.number === 3 ? { ...one, volumeMicrolitre: '120', isAccepted: false } : one,
    );
    expect(bench.refused(createSecretomeLot, { ...fourUnits, units }).code).toBe('reason.missing');
    const { lotId, deviationIds } = bench.run(
      createSecretomeLot,
      { ...fourUnits, units },
      { reason: 'It leaked.' },
    );
    expect(lotOf(bench, lotId).secretome).toMatchObject({
      cmProcessedMl: '36',
      pooledVolumeMicrolitre: '1500',
      cellsPerMicrolitre: '24000.0',
    });
    expect(bench.read.get(Deviation, deviationIds[0] ?? '')).toMatchObject({
      lotId,
      what: 'Ultrafiltration units 3 (120 µL): volume more than 20 % from 500 µL.',
      reason: 'It leaked.',
    });
  });

  test.each([
    ['400', 0],
    ['600', 0],
    ['399.9', 1],
    ['600.1', 1],
  ])('a unit of %s µL: %i deviations, at 20 %% of 500 µL', (volumeMicrolitre, count) => {
    const bench = studyBench();
    const units = fourUnits.units.map((one) => ({ ...one, volumeMicrolitre }));
    expect(bench.run(createSecretomeLot, { ...fourUnits, units }, because).deviationIds).toHaveLength(count);
  });

  test('refuses what cannot be', () => {
    const bench = studyBench();
    const code = (change: Partial<typeof fourUnits>) =>
      bench.refused(createSecretomeLot, { ...fourUnits, ...change }, because).code;
    const unit = { number: 1, cmMl: '12', volumeMicrolitre: '500', isAccepted: true };
    const bottle = { number: 1, cells: '1.2e7', cmMl: '12' };
    expect(code({ units: [...fourUnits.units, { ...unit, number: 5, cmMl: '0.1' }] })).toBe(
      'lot.more-medium-than-collected',
    );
    expect(code({ units: [unit, unit] })).toBe('lot.numbers-repeated');
    expect(code({ bottles: [bottle, bottle] })).toBe('lot.numbers-repeated');
    expect(code({ units: [{ ...unit, isAccepted: false }] })).toBe('lot.no-accepted-unit');
    expect(code({ units: [{ ...unit, volumeMicrolitre: '0' }] })).toBe('lot.no-accepted-unit');
    expect(code({ bottles: [{ ...bottle, cells: '0' }] })).toBe('dose.number-not-positive');
    expect(code({ bottles: [{ ...bottle, cmMl: '1.2e1' }] })).toBe('dose.number-malformed');
    expect(code({ units: [{ ...unit, volumeMicrolitre: '5e2' }] })).toBe('dose.number-malformed');
  });

  test('the lot equivalent times the pooled volume is the share of cells whose medium was kept', () => {
    const count = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 100, max: 999 }), (bottles, kept, tenthsOfMicrolitre) => {
        const bench = studyBench();
        const { lotId } = bench.run(
          createSecretomeLot,
          {
            code: 'SEC-09',
            bottles: Array.from({ length: bottles }, (_, at) => ({
              number: at + 1,
              cells: '1.1e7',
              cmMl: '12.5',
            })),
            units: Array.from({ length: bottles }, (_, at) => ({
              number: at + 1,
              cmMl: '12',
              volumeMicrolitre: `${tenthsOfMicrolitre}.7`,
              isAccepted: at < kept,
            })),
          },
          because,
        );
        const accepted = Math.min(kept, bottles);
        // cells × 12·accepted / (12.5·bottles) / (accepted × volume): the accepted units cancel.
        const exact = (1.1e7 * 12) / 12.5 / (tenthsOfMicrolitre + 0.7);
        expect(Number(lotOf(bench, lotId).secretome?.cellsPerMicrolitre)).toBeCloseTo(exact, 0);
        expect(lotOf(bench, lotId).secretome?.cmProcessedMl).toBe(String(12 * accepted));
      }),
      { numRuns: 40 },
    );
  });

  test('the check stands beside the article, mean and sample SD exact', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createSecretomeLot, fourUnits);
    const values = ['2', '4', '4', '4', '5', '5', '7', '9'];
    bench.run(recordLotCheck, {
      lotId,
      factors: [
        { analyte: 'il-6', values },
        { analyte: 'ang-2', values: ['5.81'] },
      ],
    });
    // Σ = 40, Σx² = 232, so SD = √(32/7) = 2.138…
    expect(lotOf(bench, lotId).secretome?.check[0]).toMatchObject({
      unit: 'pg/mL',
      mean: '5.00',
      sd: '2.14',
      referenceMean: '255.12',
      referenceSd: '16.97',
    });
    expect(lotOf(bench, lotId).secretome?.check[1]).toMatchObject({ unit: 'ng/mL', mean: '5.81', sd: null });
    const refused = (analytes: readonly string[]) =>
      bench.refused(recordLotCheck, {
        lotId,
        factors: analytes.map((analyte) => ({ analyte, values: ['1'] })),
      }).code;
    expect(refused(['il-10'])).toBe('lot.factor-unknown');
    expect(refused(['il-6', 'il-6'])).toBe('lot.factor-unknown');
    expect(
      bench.refused(recordLotCheck, { lotId, factors: [{ analyte: 'il-6', values: ['−1'] }] }).code,
    ).toBe('dose.number-malformed');
  });
});

describe('what is left', () => {
  test('is taken exactly, never below zero, and an empty lot is used up until corrected', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createSecretomeLot, fourUnits);
    checkSecretome(bench, lotId);
    bench.run(releaseLot, { lotId });
    const take = { lotId, amountMicrolitre: '1999.9' };
    expect(bench.refused(takeLot, take).code).toBe('reason.missing');
    bench.run(takeLot, take, because);
    expect(lotOf(bench, lotId)).toMatchObject({ remainingMicrolitre: '0.1', status: 'released' });
    expect(bench.refused(takeLot, { lotId, amountMicrolitre: '0.2' }, because).code).toBe('lot.too-little');
    expect(bench.refused(takeLot, { lotId, amountMicrolitre: '0' }, because).code).toBe(
      'dose.number-not-positive',
    );
    bench.run(takeLot, { lotId, amountMicrolitre: '0.1' }, because);
    expect(lotOf(bench, lotId)).toMatchObject({ remainingMicrolitre: '0', status: 'used-up' });
    expect(bench.refused(takeLot, { lotId, amountMicrolitre: '1' }, because).code).toBe('lot.not-usable');
    expect(bench.refused(correctRemaining, { lotId, remainingMicrolitre: '50' }).code).toBe('reason.missing');
    bench.run(correctRemaining, { lotId, remainingMicrolitre: '50' }, because);
    expect(lotOf(bench, lotId)).toMatchObject({ remainingMicrolitre: '50', status: 'released' });
    expect(bench.refused(correctRemaining, { lotId, remainingMicrolitre: '-1' }, because).code).toBe(
      'dose.number-not-positive',
    );
    const drawn = { at: '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]', scale: null };
    const movement = { amountMicrolitre: '0', doseId: null, why: 'test', drawn };
    const nothing = takeFromLot(lotOf(bench, lotId), movement);
    expect(nothing.ok ? '' : nothing.refusal.code).toBe('lot.nothing-taken');
    const nowhere = { lotId: 'nowhere', amountMicrolitre: '1', remainingMicrolitre: '1' };
    expect(bench.refused(takeLot, nowhere, because).code).toBe('entity.unknown');
    expect(bench.refused(correctRemaining, nowhere, because).code).toBe('entity.unknown');
  });

  test('movements commute: any order leaves the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 2, maxLength: 6 }), (tenths) => {
        const remaining = (order: readonly number[]) => {
          const bench = studyBench();
          const { lotId } = bench.run(createSecretomeLot, fourUnits);
          for (const one of order)
            bench.run(takeLot, { lotId, amountMicrolitre: (one / 10).toFixed(1) }, because);
          return lotOf(bench, lotId).remainingMicrolitre;
        };
        const total = tenths.reduce((sum, one) => sum + one, 0);
        expect(Number(remaining(tenths))).toBe((20_000 - total) / 10);
        expect(remaining(tenths.toReversed())).toBe(remaining(tenths));
      }),
      { numRuns: 20 },
    );
  });

  test('[P11-10g] what is left and what was taken is hidden from those who may not know the group', () => {
    const { bench, lots } = doseWorld();
    bench.run(takeLot, { lotId: lots.secretome, amountMicrolitre: '10' }, because);
    const open = bench.ask(showLot, { lotId: lots.secretome });
    expect(open?.lot).toMatchObject({ remainingMicrolitre: '1990', status: 'released' });
    expect(open?.movements).toMatchObject([{ amountMicrolitre: '10', doseId: null, why: because.reason }]);
    expect(open?.referenceFactors).toHaveLength(7);
    expect(bench.ask(listLots, { kind: 'asc' }).lots.map((one) => one.code)).toEqual(['ASC-01']);
    expect(bench.ask(listLots, { status: 'quarantine' }).lots).toEqual([]);
    bench.roles = ['surgeon'];
    const blinded = bench.ask(showLot, { lotId: lots.secretome });
    expect(blinded?.lot).toMatchObject({ remainingMicrolitre: null, thaws: null, status: null });
    expect(blinded?.movements).toBeNull();
    expect(bench.ask(showLot, { lotId: lots.asc })?.lot.asc).toMatchObject({ suspension: null });
    expect(JSON.stringify(bench.ask(listLots, { status: 'used-up' }))).not.toContain('1990');
    expect(bench.ask(showLot, { lotId: 'nowhere' })).toBeNull();
  });
});
