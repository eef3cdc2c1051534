// qRT-PCR: Livak and Schmittgen's own table, Pfaffl, calibrators, replicates, controls and refusals.
// Must not test the mix: qrt-pcr-mix.test.ts does.

import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { qrtPcr } from './qrt-pcr.ts';
import { evaluated, refusedCode } from './testing/evaluated.ts';
import { qrtPcrPlate, wells } from './testing/measured.ts';

type Plate = z.input<typeof qrtPcr.input>;
const changed = (change: Partial<Plate>): Plate => ({ ...qrtPcrPlate(), ...change });
const noRules = { maxDifference: null, lastCycle: null, controlMargin: '5' };

/** Livak & Schmittgen, Methods 25 (2001) 402–408, Table 1: c-myc against GAPDH, kidney relative to brain. */
function livak(change: Partial<Plate> = {}): Plate {
  const tissue = (name: string, cmyc: readonly string[], gapdh: readonly string[]) => ({
    name,
    subject: null,
    wells: [
      { gene: 'c-myc', readings: wells('table 1', `${name} c-myc `, cmyc) },
      { gene: 'GAPDH', readings: wells('table 1', `${name} GAPDH `, gapdh) },
    ],
  });
  const assumed = { kind: 'assumed' as const };
  return {
    method: 'delta-delta-ct',
    reference: 'GAPDH',
    genes: [
      { name: 'c-myc', analyte: null, efficiency: assumed },
      { name: 'GAPDH', analyte: null, efficiency: assumed },
    ],
    samples: [
      tissue(
        'brain',
        ['30.72', '30.34', '30.58', '30.34', '30.50', '30.43'],
        ['23.70', '23.56', '23.47', '23.65', '23.69', '23.68'],
      ),
      tissue(
        'kidney',
        ['27.06', '27.03', '27.03', '27.10', '26.99', '26.94'],
        ['22.76', '22.61', '22.62', '22.60', '22.61', '22.76'],
      ),
    ],
    calibrator: { kind: 'samples', names: ['brain'] },
    rules: noRules,
    ...change,
  };
}

describe('2^−ΔΔCT', () => {
  it('gives the table of Livak and Schmittgen', () => {
    const { value } = evaluated(qrtPcr, livak());
    const rounded = (id: string, places: number) => Number(value(id)).toFixed(places);
    expect([rounded('brain/c-myc/ct', 2), rounded('brain/c-myc/ct-deviation', 2)]).toEqual(['30.48', '0.15']);
    expect([rounded('brain/GAPDH/ct', 2), rounded('brain/GAPDH/ct-deviation', 2)]).toEqual(['23.63', '0.09']);
    expect(rounded('brain/c-myc/delta-ct', 2)).toBe('6.86');
    expect(rounded('brain/c-myc/delta-ct-deviation', 2)).toBe('0.17');
    expect(value('brain/c-myc/relative-expression')).toBe('1');
    expect(rounded('brain/c-myc/relative-expression-low', 1)).toBe('0.9');
    expect(rounded('brain/c-myc/relative-expression-high', 1)).toBe('1.1');
    expect(value('kidney/c-myc/delta-ct')).toBe('4.365');
    expect(rounded('kidney/c-myc/delta-ct-deviation', 2)).toBe('0.10');
    expect(value('kidney/c-myc/delta-delta-ct')).toBe('-2.495');
    // The article prints 5.6 with the range 5.3 to 6.0; NumPy 5.63728, 5.27640, 6.02285.
    expect(value('kidney/c-myc/relative-expression')).toBe('5.63728');
    expect(value('kidney/c-myc/relative-expression-low')).toBe('5.2764');
    expect(value('kidney/c-myc/relative-expression-high')).toBe('6.02285');
  });

  it('is relative to each animal’s own sample, or to the mean of several', () => {
    const own = evaluated(qrtPcr, qrtPcrPlate());
    expect(own.value('P01 pre-op/hgf/relative-expression')).toBe('1');
    // ΔCT 7.1 on day 1, 9.1 before.
    expect(own.value('P01 day-1/hgf/delta-delta-ct')).toBe('-2');
    expect(own.value('P01 day-1/hgf/relative-expression')).toBe('4');
    const names = ['P01 pre-op', 'P02 pre-op'];
    const both = evaluated(qrtPcr, changed({ calibrator: { kind: 'samples', names } }));
    // ΔCT 9.1 and 9.2 before.
    expect(both.value('calibrator/hgf/hgf-delta-ct')).toBe('9.15');
    expect(both.value('P01 day-1/hgf/delta-delta-ct')).toBe('-2.05');
    expect(both.value('P01 day-1/hgf/relative-expression')).toBe('4.14106');
  });

  it('gives results for the endpoints of animals, and none for the reference', () => {
    const { output } = evaluated(qrtPcr, qrtPcrPlate());
    expect(output.results.map((one) => `${one.animalId} ${one.timePoint} ${one.analyte}`)).toEqual([
      'P01 pre-op hgf',
      'P01 pre-op tgf-beta',
      'P01 day-1 hgf',
      'P01 day-1 tgf-beta',
      'P02 pre-op hgf',
      'P02 pre-op tgf-beta',
      'P02 day-1 hgf',
      'P02 day-1 tgf-beta',
    ]);
    expect(evaluated(qrtPcr, livak()).output.results).toEqual([]);
  });
});

describe('Pfaffl', () => {
  const genes: Plate['genes'] = [
    { name: 'c-myc', analyte: null, efficiency: { kind: 'set', factor: '1.96' } },
    { name: 'GAPDH', analyte: null, efficiency: { kind: 'set', factor: '1.89' } },
  ];

  it('takes each gene by its own efficiency, and carries the spread of both on', () => {
    const { value } = evaluated(qrtPcr, livak({ method: 'pfaffl', genes }));
    // NumPy: 1.96^3.46 / 1.89^0.965 = 5.551628…, s of its logarithm 0.0619504.
    expect(value('kidney/c-myc/relative-expression')).toBe('5.55163');
    expect(value('kidney/c-myc/log-ratio-deviation')).toBe('0.0619504');
    expect(value('kidney/c-myc/relative-expression-low')).toBe('5.21814');
    expect(value('kidney/c-myc/relative-expression-high')).toBe('5.90643');
    expect(value('brain/c-myc/relative-expression')).toBe('1');
  });

  it('is 2^−ΔΔCT where both genes double', () => {
    const both = evaluated(qrtPcr, livak({ method: 'pfaffl' }));
    expect(both.value('kidney/c-myc/relative-expression')).toBe('5.63728');
    expect(both.value('kidney/c-myc/relative-expression-high')).toBe('6.02285');
  });

  it('takes the efficiency from a dilution series', () => {
    const points = ['18.1', '21.5', '24.95', '28.3', '31.8'].map((ct, index) => ({
      quantity: ['1', '0.1', '0.01', '0.001', '0.0001'][index] ?? '',
      readings: wells('series', `S${index}-`, [ct]),
    }));
    const [, reference] = genes;
    const series = { name: 'c-myc', analyte: null, efficiency: { kind: 'series' as const, points } };
    if (!reference) throw new Error('No reference.');
    const { value, number } = evaluated(qrtPcr, livak({ method: 'pfaffl', genes: [series, reference] }));
    // numpy.polyfit: slope −3.42, 10^(1 / 3.42) = 1.960639.
    expect(value('c-myc/efficiency')).toBe('1.96064');
    expect(value('c-myc/efficiency-r-squared')).toBe('0.999966');
    expect(number('kidney/c-myc/relative-expression').inputs).toContain('c-myc/efficiency');
    const flat = points.map((one, index) => ({ ...one, readings: wells('series', `S${index}-`, ['20']) }));
    const withSeries = (some: typeof points) =>
      livak({
        genes: [{ ...series, efficiency: { kind: 'series', points: some } }, reference],
      });
    expect(refusedCode(qrtPcr, withSeries(flat))).toBe('assay.series-flat');
    const same = points.map((one) => ({ ...one, quantity: '1' }));
    expect(refusedCode(qrtPcr, withSeries(same))).toBe('assay.series-short');
  });

  it.each(['1', '0.9', '2.6'])('refuses %s copies a cycle', (factor) => {
    const some = genes.map((one) => ({ ...one, efficiency: { kind: 'set' as const, factor } }));
    expect(refusedCode(qrtPcr, livak({ genes: some }))).toBe('assay.efficiency-outside');
  });
});

describe('replicates', () => {
  const withCts = (cts: readonly string[], rules: Plate['rules'] = { ...noRules, maxDifference: '0.5' }) => {
    const [brain, kidney] = livak().samples;
    if (!brain || !kidney) throw new Error('No samples.');
    const [, gapdh] = kidney.wells;
    if (!gapdh) throw new Error('No reference.');
    const mine = { ...kidney, wells: [{ gene: 'c-myc', readings: wells('own', 'K', cts) }, gapdh] };
    return evaluated(qrtPcr, livak({ samples: [brain, mine], rules })).number('kidney/c-myc/ct');
  };

  it('keeps both of two that differ: nobody can tell which is wrong', () => {
    expect(withCts(['27.00', '27.60'])).toMatchObject({ value: '27.3', flags: ['replicates-differ'] });
    expect(withCts(['27.00', '27.50'])).toMatchObject({ value: '27.25', flags: [] });
  });

  it('leaves out the one of three that is farthest from the median, by the recorded limit', () => {
    expect(withCts(['27.00', '27.10', '28.40'])).toMatchObject({
      value: '27.05',
      flags: ['outlier-left-out'],
    });
    expect(withCts(['27.00', '27.10', '28.40'], noRules)).toMatchObject({ value: '27.5', flags: [] });
    expect(withCts(['26.00', '27.00', '28.00'])).toMatchObject({ value: '27', flags: ['replicates-differ'] });
    expect(withCts(['27.00', '27.10', '27.20', '29.00', '31.00'])).toMatchObject({
      value: '27.1',
      flags: ['outlier-left-out'],
    });
  });

  it('takes what comes after the last cycle for no amplification', () => {
    const rules = { ...noRules, lastCycle: '35' };
    expect(withCts(['27.00', '36.00'], rules)).toMatchObject({
      value: '27',
      flags: ['no-amplification', 'too-few-replicates'],
    });
  });
});

describe('what has no number', () => {
  it('is an expression without amplification: no number, and never zero', () => {
    const { number } = evaluated(qrtPcr, qrtPcrPlate());
    const silent = number('P02 day-1/tgf-beta/relative-expression');
    expect(silent.value).toBeNull();
    expect(silent.flags).toContain('no-amplification');
    expect(silent.flags).not.toContain('undetermined');
    expect(number('P02 day-1/hgf/relative-expression').flags).toEqual(['replicates-differ']);
  });

  it('is a sample without its reference gene, or without a calibrator', () => {
    const samples = qrtPcrPlate().samples.map((one) =>
      one.name === 'P01 day-1' ? { ...one, wells: one.wells.filter((well) => well.gene !== 'β-actin') } : one,
    );
    const { number } = evaluated(qrtPcr, changed({ samples }));
    expect(number('P01 day-1/hgf/relative-expression')).toMatchObject({ value: null });
    expect(number('P01 day-1/hgf/relative-expression').flags).toContain('reference-failed');
    const later = qrtPcrPlate().samples.filter((one) => one.name !== 'P01 pre-op');
    const alone = evaluated(qrtPcr, changed({ samples: later }));
    expect(alone.number('P01 day-1/hgf/relative-expression')).toMatchObject({
      value: null,
      flags: ['undetermined'],
    });
    expect(alone.value('P02 day-1/hgf/relative-expression')).not.toBeNull();
  });
});

describe('controls', () => {
  const withControl = (value: string) => {
    const controls = qrtPcrPlate().controls?.map((one) =>
      one.gene === 'hgf' && one.kind === 'no-template'
        ? { ...one, readings: wells('run 1', 'NTC', [value]) }
        : one,
    );
    return evaluated(qrtPcr, changed(controls ? { controls } : {}));
  };

  it('pass without amplification, or five cycles after the latest sample', () => {
    // The latest HGF is 27.35.
    for (const late of ['39.00', '32.35']) {
      const { output, number } = withControl(late);
      expect(output.checks.filter((one) => !one.isPassed)).toEqual([]);
      expect(number('P01 day-1/hgf/relative-expression').flags).toEqual([]);
    }
  });

  it('fail earlier, and then every number of the gene says so, and no other', () => {
    const { output, number } = withControl('32.34');
    expect(output.checks.filter((one) => !one.isPassed)).toMatchObject([
      { key: 'no-template-control', about: 'hgf', parameters: { found: '32.34', margin: '5' } },
    ]);
    expect(number('P01 day-1/hgf/relative-expression').flags).toEqual(['control-failed']);
    expect(number('P01 day-1/tgf-beta/relative-expression').flags).toEqual([]);
  });

  it('are missed where there are none', () => {
    const { output } = evaluated(qrtPcr, livak());
    const missing = output.checks.filter((one) => one.key === 'controls-present');
    expect(missing.map((one) => [one.about, one.isPassed, one.parameters['missing']])).toEqual([
      ['c-myc', false, 'no-template, no-rt'],
      ['GAPDH', false, 'no-template, no-rt'],
    ]);
  });
});

describe('refusals', () => {
  it.each<[string, Partial<Plate>]>([
    ['assay.gene-unknown', { reference: 'gapdh' }],
    [
      'assay.ct-outside',
      {
        controls: [{ kind: 'no-rt', gene: 'hgf', readings: wells('run 1', 'N', ['0']) }],
      },
    ],
    [
      'assay.ct-outside',
      {
        controls: [{ kind: 'no-rt', gene: 'hgf', readings: wells('run 1', 'N', ['100.1']) }],
      },
    ],
    ['assay.calibrator-unknown', { calibrator: { kind: 'samples', names: ['P09 pre-op'] } }],
    ['assay.name-twice', { genes: qrtPcrPlate().genes.map((one) => ({ ...one, name: 'hgf' })) }],
    [
      'assay.subject-twice',
      {
        samples: qrtPcrPlate().samples.map((one) => ({
          ...one,
          subject: { animalId: 'P01', timePoint: 'day-1' },
        })),
      },
    ],
  ])('%s', (code, change) => {
    expect(refusedCode(qrtPcr, changed(change))).toBe(code);
  });
});
