// Assays in the notebook: evaluated, evaluated again, rejected, and what becomes of the results of the animals.
// Must not test the computations: shared/assays does.

import { describe, expect, it } from 'vitest';
import { assayKeys, newestAssay } from '../assays/registry.ts';
import {
  cmElisaPlates,
  elisaPlate,
  ki67Fields,
  qrtPcrPlate,
  westernBlotGel,
  wells,
} from '../assays/testing/measured.ts';
import { evaluateAssay, reevaluateAssay, rejectAssay } from './assay-commands.ts';
import { Assay } from './assay.ts';
import { addAttachment, Attachment } from './attachment.ts';
import { createSecretomeLot, recordLotCheck } from './lot-secretome.ts';
import { correctResult, enterResults, markResult } from './result-commands.ts';
import { Result } from './result.ts';
import { resultChart, resultGrid } from './result-queries.ts';
import { showLot } from './lot-queries.ts';
import { lockArticlePlan } from './testing/analysed-study.ts';
import { Bench } from './testing/bench.ts';
import { fourUnits, lotOf, studyBench } from './testing/dose-bench.ts';
import { known } from './testing/known.ts';
import { allocate, registerAnimal } from './testing/operated-animal.ts';

const because = { reason: 'The plate was read again.' };
const cell = { animalId: 'P01', timePoint: 'day-1', analyte: 'il-6' } as const;

function withAnimals(): Bench {
  const bench = new Bench();
  for (const number of [1, 2, 3, 4]) registerAnimal(bench, `P0${number}`, number);
  return bench;
}

const elisaRun = (input: unknown = elisaPlate()) => ({
  assayKey: 'elisa' as const,
  title: 'IL-6, plate 1',
  input,
});
const resultOf = (bench: Bench, id: string) => known(bench.read.get(Result, id));
const isDerived = (kind: string) => kind === 'result.derived' || kind === 'result.withdrawn';

describe('assay.evaluate', () => {
  it('[P11-10h] records input and output with the version, and the results as computed', () => {
    const bench = withAnimals();
    const value = bench.run(evaluateAssay, elisaRun(), { source: 'imported' });
    expect(value).toMatchObject({ results: 4, failedChecks: 0 });
    const assay = known(bench.read.get(Assay, value.assayId));
    expect(assay).toMatchObject({
      assayKey: 'elisa',
      assayVersion: newestAssay('elisa').version,
      status: 'evaluated',
      evaluations: 1,
      title: 'IL-6, plate 1',
      lotId: null,
    });
    expect(resultOf(bench, 'P01/day-1/il-6')).toMatchObject({
      value: '846.48',
      unit: 'pg/mL',
      mark: null,
      flags: [],
      origin: { assayId: value.assayId, numberId: 'sample/P01 D1/concentration' },
    });
    const sources = new Map(bench.records.map((one) => [one.kind, one.source]));
    expect(sources.get('assay.evaluated')).toBe('imported');
    expect(sources.get('result.derived')).toBe('computed');
  });

  it('[ALC-3] keeps what is beyond the range as such: no number, not zero, not missing', () => {
    const bench = withAnimals();
    bench.run(evaluateAssay, elisaRun());
    expect(resultOf(bench, 'P02/day-1/il-6')).toMatchObject({
      value: null,
      limit: '78',
      flags: ['below-range'],
      mark: null,
    });
    expect(resultOf(bench, 'P03/day-1/il-6')).toMatchObject({
      value: null,
      limit: '5000',
      flags: ['above-range', 'too-few-replicates'],
    });
    allocate(bench, ['saline', 'saline', 'saline', 'saline']);
    lockArticlePlan(bench);
    const chart = bench.ask(resultChart, { analyte: 'il-6' });
    const day1 = known(chart.series.find((one) => one.key === 'saline')).byTimePoint[1];
    expect(day1).toMatchObject({ n: 2, outOfRange: 2, missing: 0 });
    const grid = bench.ask(resultGrid, { timePoint: 'day-1', panel: 'serum' });
    expect(grid.columns).toHaveLength(10);
    expect(bench.ask(resultGrid, { timePoint: 'day-1', panel: 'liver' }).columns).toHaveLength(8);
  });

  it('gives the endpoints of the liver too, each with its fixed unit', () => {
    const bench = withAnimals();
    bench.run(evaluateAssay, { assayKey: 'qrt-pcr', title: 'Run 1', input: qrtPcrPlate() });
    bench.run(evaluateAssay, { assayKey: 'western-blot', title: 'Gel 1', input: westernBlotGel() });
    bench.run(evaluateAssay, { assayKey: 'ki67', title: 'Ki67', input: ki67Fields() });
    expect(resultOf(bench, 'P01/day-1/hgf')).toMatchObject({ value: '4', unit: '×' });
    expect(resultOf(bench, 'P01/day-1/pcna')).toMatchObject({ value: '0.82', unit: '× β-actin' });
    expect(resultOf(bench, 'P01/day-1/ki67')).toMatchObject({ value: '16.1538', unit: '%' });
  });

  it('replaces a typed value only with a reason, and the old one stays in the history', () => {
    const bench = withAnimals();
    bench.run(enterResults, { cells: [{ ...cell, value: '812.4' }] });
    const refusal = bench.refused(evaluateAssay, elisaRun());
    expect(refusal.code).toBe('assay.result-exists');
    expect(refusal.message).toContain('P01, Day 1, IL-6, 812.4 pg/mL');
    bench.run(evaluateAssay, elisaRun(), because);
    expect(resultOf(bench, 'P01/day-1/il-6')).toMatchObject({
      value: '846.48',
      reason: because.reason,
      history: [{ value: '812.4', origin: null }],
    });
  });

  it('lets a person type over it with a reason; then it is typed, and where it came from is in the history', () => {
    const bench = withAnimals();
    const { assayId } = bench.run(evaluateAssay, elisaRun());
    expect(bench.refused(enterResults, { cells: [{ ...cell, value: '800' }] }).code).toBe('result.exists');
    bench.run(correctResult, { ...cell, value: '800' }, { reason: 'The dilution was 4.73.' });
    expect(resultOf(bench, 'P01/day-1/il-6')).toMatchObject({
      value: '800',
      origin: null,
      flags: [],
      history: [{ value: '846.48', origin: { assayId } }],
    });
    const below = { ...cell, animalId: 'P02' };
    const refusal = bench.refused(enterResults, { cells: [{ ...below, value: '70' }] });
    expect(refusal.message).toContain('below the range, < 78 pg/mL');
    expect(bench.run(enterResults, { cells: [{ ...below, value: '' }] }).unchanged).toBe(1);
    bench.run(correctResult, { ...below, value: null, mark: 'missing' }, { reason: 'The serum had leaked.' });
    expect(resultOf(bench, 'P02/day-1/il-6')).toMatchObject({ mark: 'missing', flags: [], limit: null });
  });

  it('[P11-10a] belongs to the file it was read from, by its hash', () => {
    const bench = withAnimals();
    const hash = 'a'.repeat(64);
    const file = { name: 'plate 1.txt', bytes: 100, animalId: null, runId: null, lotId: null };
    const { attachmentId } = bench.run(addAttachment, { hash, ...file });
    const plate = elisaPlate();
    const from = (id: string, itsHash: string) => ({
      ...plate,
      files: [{ attachmentId: id, hash: itsHash }],
      samples: plate.samples.map((one) => ({
        ...one,
        readings: one.readings.map((reading) => ({ ...reading, attachmentId: id })),
      })),
    });
    const { assayId } = bench.run(evaluateAssay, elisaRun(from(attachmentId, hash)));
    expect(bench.read.get(Assay, assayId)?.attachmentIds).toEqual([attachmentId]);
    expect(bench.refused(evaluateAssay, elisaRun(from('no-file', hash))).code).toBe('assay.file-unknown');
    expect(bench.refused(evaluateAssay, elisaRun(from(attachmentId, 'b'.repeat(64)))).code).toBe(
      'assay.file-differs',
    );
    expect(bench.read.list(Attachment)).toHaveLength(1);
    const picture = westernBlotGel('no-picture');
    expect(
      bench.refused(evaluateAssay, { assayKey: 'western-blot', title: 'Gel', input: picture }).code,
    ).toBe('assay.file-unknown');
  });

  it.each<[string, unknown]>([
    ['assay.input-malformed', { ...elisaPlate(), model: 'spline' }],
    ['assay.input-malformed', null],
    ['assay.curve-too-few', { ...elisaPlate(), standards: elisaPlate().standards.slice(0, 2) }],
    ['assay.analyte-unknown', { ...elisaPlate(), analyte: 'hgf' }],
    ['assay.unit-not-fixed', { ...elisaPlate(), analyte: 'ang-1' }],
    [
      'assay.time-point-unknown',
      {
        ...elisaPlate(),
        samples: [
          {
            name: 'late',
            subject: { animalId: 'P01', timePoint: 'day-9' },
            dilution: '1',
            readings: wells('p', 'A', ['0.5']),
          },
        ],
      },
    ],
    [
      'entity.unknown',
      {
        ...elisaPlate(),
        samples: [
          {
            name: 'who',
            subject: { animalId: 'P99', timePoint: 'day-1' },
            dilution: '1',
            readings: wells('p', 'A', ['0.5']),
          },
        ],
      },
    ],
  ])('refuses with %s and appends nothing', (code, input) => {
    const bench = withAnimals();
    const before = bench.records.length;
    expect(bench.refused(evaluateAssay, elisaRun(input)).code).toBe(code);
    expect(bench.records.length).toBe(before);
  });

  it('refuses a density relative to another protein than the endpoint says', () => {
    const bench = withAnimals();
    const text = JSON.stringify(westernBlotGel()).replaceAll('β-actin', 'GAPDH');
    const refusal = bench.refused(evaluateAssay, {
      assayKey: 'western-blot',
      title: 'Gel',
      input: JSON.parse(text),
    });
    expect(refusal.code).toBe('assay.unit-not-fixed');
    expect(refusal.message).toContain('× GAPDH');
  });

  it('never names a group, in any record', () => {
    const bench = withAnimals();
    allocate(bench, ['saline', 'dmem', 'asc', 'asc-secretome']);
    const before = bench.records.length;
    for (const assayKey of assayKeys.filter((one) => one !== 'cm-elisa' && one !== 'suzuki')) {
      const inputs = {
        elisa: elisaPlate(),
        'qrt-pcr': qrtPcrPlate(),
        'western-blot': westernBlotGel(),
        ki67: ki67Fields(),
      };
      bench.run(evaluateAssay, { assayKey, title: assayKey, input: inputs[assayKey] });
    }
    const written = JSON.stringify(bench.records.slice(before));
    expect(written).not.toMatch(/saline|dmem|"asc|secretome/i);
  });
});

describe('assay.reevaluate', () => {
  it('[P11-10e] takes a new input with a reason, keeps the old one, and changes only what changes', () => {
    const bench = withAnimals();
    const { assayId } = bench.run(evaluateAssay, elisaRun());
    bench.run(markResult, { ...cell, animalId: 'P04', mark: 'outlier' }, { reason: 'Duplicates differ.' });
    const plate = elisaPlate();
    const [first, ...others] = plate.samples;
    const diluted = { ...plate, samples: [{ ...known(first), dilution: '10' }, ...others] };
    expect(bench.refused(reevaluateAssay, { assayId, input: diluted }).code).toBe('reason.missing');
    const before = bench.records.length;
    bench.run(reevaluateAssay, { assayId, input: diluted }, { reason: 'P01 was diluted 1:10.' });
    expect(bench.records.slice(before).map((one) => [one.kind, one.subjectId])).toEqual([
      ['assay.reevaluated', assayId],
      ['result.derived', 'P01/day-1/il-6'],
    ]);
    expect(resultOf(bench, 'P01/day-1/il-6')).toMatchObject({
      value: '1692.96',
      reason: 'P01 was diluted 1:10.',
      history: [{ value: '846.48' }],
    });
    expect(resultOf(bench, 'P04/day-1/il-6').mark).toBe('outlier');
    expect(bench.read.get(Assay, assayId)).toMatchObject({ evaluations: 2, reason: 'P01 was diluted 1:10.' });
    const inputs = bench.records
      .filter((one) => one.subjectId === assayId)
      .map((one) => one.payload['input']);
    expect(inputs).toHaveLength(2);
    expect(JSON.stringify(inputs[0])).not.toBe(JSON.stringify(inputs[1]));
  });

  it('withdraws what it does not give any more, and refuses what would not change', () => {
    const bench = withAnimals();
    const { assayId } = bench.run(evaluateAssay, elisaRun());
    expect(bench.refused(reevaluateAssay, { assayId, input: elisaPlate() }, because).code).toBe(
      'assay.unchanged',
    );
    const fewer = { ...elisaPlate(), samples: elisaPlate().samples.slice(1) };
    bench.run(reevaluateAssay, { assayId, input: fewer }, because);
    expect(resultOf(bench, 'P01/day-1/il-6')).toMatchObject({ value: null, flags: ['withdrawn'] });
    expect(resultOf(bench, 'P02/day-1/il-6').flags).toEqual(['below-range']);
    expect(bench.refused(reevaluateAssay, { assayId: 'x', input: fewer }, because).code).toBe(
      'entity.unknown',
    );
  });
});

describe('assay.reject', () => {
  it('[ALC-3] keeps the failed run, and withdraws its results with the reason', () => {
    const bench = withAnimals();
    const { assayId } = bench.run(evaluateAssay, elisaRun());
    expect(bench.refused(rejectAssay, { assayId }).code).toBe('reason.missing');
    const reason = 'The plate washer had failed.';
    expect(bench.run(rejectAssay, { assayId }, { reason })).toEqual({ withdrawn: 4 });
    expect(bench.read.get(Assay, assayId)).toMatchObject({ status: 'rejected', reason });
    expect(resultOf(bench, 'P01/day-1/il-6')).toMatchObject({
      value: null,
      mark: null,
      flags: ['withdrawn'],
      reason,
      origin: { assayId },
      history: [{ value: '846.48', flags: [] }],
    });
    expect(bench.refused(rejectAssay, { assayId }, { reason }).code).toBe('assay.rejected-already');
    expect(bench.refused(reevaluateAssay, { assayId, input: {} }, { reason }).code).toBe(
      'assay.rejected-already',
    );
  });

  it('leaves the place free for the repeated run, and leaves alone what came from elsewhere since', () => {
    const bench = withAnimals();
    const { assayId } = bench.run(evaluateAssay, elisaRun());
    bench.run(correctResult, { ...cell, value: '800' }, { reason: 'Typed from the printout.' });
    bench.run(rejectAssay, { assayId }, because);
    expect(resultOf(bench, 'P01/day-1/il-6').value).toBe('800');
    const repeated = { ...elisaPlate(), samples: elisaPlate().samples.slice(1) };
    // No reason is asked for: the withdrawn results are waited for.
    const again = bench.run(evaluateAssay, elisaRun(repeated));
    expect(resultOf(bench, 'P04/day-1/il-6')).toMatchObject({ origin: { assayId: again.assayId } });
    expect(resultOf(bench, 'P04/day-1/il-6').value).not.toBeNull();
  });

  it('appends nothing but records of the assay and its results', () => {
    const bench = withAnimals();
    const before = bench.records.length;
    const { assayId } = bench.run(evaluateAssay, elisaRun());
    bench.run(rejectAssay, { assayId }, because);
    const kinds = bench.records.slice(before).map((one) => one.kind);
    expect(kinds.filter((kind) => !isDerived(kind))).toEqual(['assay.evaluated', 'assay.rejected']);
  });
});

describe('the check of a secretome lot', () => {
  const run = (lotId: string | null, input: unknown = cmElisaPlates()) => ({
    assayKey: 'cm-elisa' as const,
    title: 'CM of SEC-01',
    lotId,
    input,
  });

  it('records seven factors of five bottles beside the article’s lot, as computed', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createSecretomeLot, fourUnits);
    const { assayId } = bench.run(evaluateAssay, run(lotId));
    const { secretome } = lotOf(bench, lotId);
    expect(secretome?.checkAssayId).toBe(assayId);
    expect(secretome?.check.map((one) => [one.analyte, one.values.length, one.referenceMean])).toEqual([
      ['tnf-alpha', 5, '47.78'],
      ['il-6', 5, '255.12'],
      ['il-1beta', 5, '183.13'],
      ['ang-1', 5, '957.7'],
      ['ang-2', 5, '5.81'],
      ['vegf', 5, '75.31'],
      ['b-fgf', 5, '305.23'],
    ]);
    expect(bench.records.findLast((one) => one.kind === 'lot.checkRecorded')?.source).toBe('computed');
    expect(bench.read.list(Result)).toEqual([]);
    expect(bench.ask(showLot, { lotId })?.lot.secretome?.check).toHaveLength(7);
  });

  it('is withdrawn with a rejected run, but not after another check', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createSecretomeLot, fourUnits);
    const first = bench.run(evaluateAssay, run(lotId));
    bench.run(rejectAssay, { assayId: first.assayId }, because);
    expect(lotOf(bench, lotId).secretome).toMatchObject({ check: [], checkAssayId: null });
    const second = bench.run(evaluateAssay, run(lotId));
    bench.run(recordLotCheck, { lotId, factors: [{ analyte: 'il-6', values: ['250'] }] }, because);
    bench.run(rejectAssay, { assayId: second.assayId }, because);
    expect(lotOf(bench, lotId).secretome?.check).toHaveLength(1);
  });

  it('needs the lot, its kind, its units, unconcentrated medium, and somebody who may know the lots', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createSecretomeLot, fourUnits);
    const codeOf = (given: ReturnType<typeof run>) => bench.refused(evaluateAssay, given).code;
    expect(codeOf(run(null))).toBe('assay.lot-missing');
    expect(codeOf(run('no-lot'))).toBe('entity.unknown');
    expect(codeOf(run(lotId, { ...cmElisaPlates(), material: 'concentrate' }))).toBe('assay.concentrate');
    const wrong = cmElisaPlates().factors.map((one) => ({ ...one, resultUnit: 'pg/mL' }));
    expect(codeOf(run(lotId, { ...cmElisaPlates(), factors: wrong }))).toBe('assay.unit-not-fixed');
    expect(bench.refused(evaluateAssay, { ...elisaRun(), lotId }).code).toBe('assay.lot-not-asked');
    bench.roles = ['pathologist'];
    expect(codeOf(run(lotId))).toBe('assay.blinded');
  });
});
