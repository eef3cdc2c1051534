// ELISA: concentrations against SciPy's curve, range, duplicates, blanks, controls, units and refusals.
// Must not test the fit itself: curve-fit.test.ts does.

import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { elisa } from './elisa.ts';
import { evaluated, refusedCode } from './testing/evaluated.ts';
import { elisaPlate, noLimits, wells } from './testing/measured.ts';

type Plate = z.input<typeof elisa.input>;
const changed = (change: Partial<Plate>): Plate => ({ ...elisaPlate(), ...change });

describe('elisa', () => {
  it('gives the concentration of SciPy’s curve for the mean reading less the blank, times the dilution', () => {
    const { value, number, output } = evaluated(elisa, elisaPlate());
    expect(value('blank')).toBe('0.046');
    expect(value('sample/P01 D1/reading')).toBe('0.5815');
    // brentq on the curve of least_squares: 169.2959955 pg/mL in the well.
    expect(value('sample/P01 D1/well')).toBe('169.296');
    expect(number('sample/P01 D1/concentration')).toMatchObject({
      value: '846.48',
      unit: 'pg/mL',
      flags: [],
    });
    expect(value('sample/P01 D1/cv')).toBe('1.46492');
    expect(output.results[0]).toEqual({
      animalId: 'P01',
      timePoint: 'day-1',
      analyte: 'il-6',
      numberId: 'sample/P01 D1/concentration',
    });
  });

  it('gives the parameters, R² and the back-fit of every standard above 0', () => {
    const { value, output } = evaluated(elisa, elisaPlate());
    const parameters = ['a', 'b', 'c', 'd'].map((one) => value(`curve/curve-${one}`));
    expect(parameters).toEqual(['0.0275184', '1.23223', '567.632', '3.0415']);
    expect(value('curve/r-squared')).toBe('0.999469');
    const recoveries = output.numbers.filter((one) => one.quantity === 'recovery');
    expect(recoveries.map((one) => one.about)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7']);
    // brentq on the curve of least_squares.
    expect(recoveries.map((one) => Number(one.value).toFixed(2))).toEqual([
      '102.20',
      '112.40',
      '101.61',
      '100.37',
      '97.75',
      '101.48',
      '99.52',
    ]);
    expect(output.checks.filter((one) => one.key === 'recovery' && !one.isPassed)).toEqual([]);
    const narrow = { ...noLimits, recoveryMin: '95', recoveryMax: '105' };
    const judged = evaluated(elisa, changed({ limits: narrow })).output;
    const outside = judged.checks.filter((one) => one.key === 'recovery' && !one.isPassed);
    expect(outside.map((one) => one.about)).toEqual(['S2']);
    const flagged = judged.numbers.filter((one) => one.flags.includes('recovery-outside'));
    // What the curve gives is only as good as its standards: each number of the plate says so.
    expect(flagged.map((one) => one.id)).toEqual([
      'standard/S2/recovery',
      'control/kit control/concentration',
      ...['P01', 'P02', 'P03', 'P04'].map((animal) => `sample/${animal} D1/concentration`),
    ]);
  });

  it('says below and above the range as such, with the end of the range, and no number', () => {
    const { number } = evaluated(elisa, elisaPlate());
    expect(number('sample/P02 D1/concentration')).toMatchObject({
      value: null,
      limit: '78',
      flags: ['below-range'],
    });
    expect(number('sample/P03 D1/concentration')).toMatchObject({
      value: null,
      limit: '5000',
      flags: ['above-range', 'too-few-replicates'],
    });
  });

  it('turns the ends round for a curve that falls, as of a competitive assay', () => {
    const plate = elisaPlate();
    const falling = (text: string | null) => (text === null ? null : (3.2 - Number(text)).toFixed(3));
    const turn = <One extends { readonly value?: string | null }>(one: One) => ({
      ...one,
      value: falling(one.value ?? null),
    });
    const { number } = evaluated(elisa, {
      ...plate,
      blanks: [],
      controls: [],
      limits: noLimits,
      standards: plate.standards.map((one) => ({ ...one, readings: one.readings.map(turn) })),
      samples: plate.samples.map((one) => ({ ...one, readings: one.readings.map(turn) })),
    });
    expect(number('sample/P02 D1/concentration').flags).toContain('below-range');
    // Beyond what the instrument reads is beyond the highest reading, which here is the lowest concentration.
    expect(number('sample/P03 D1/concentration').flags).toContain('below-range');
    expect(Number(number('sample/P01 D1/well').value)).toBeGreaterThan(100);
  });

  it('keeps the number of duplicates that are far apart, and says so', () => {
    const { number } = evaluated(elisa, elisaPlate());
    expect(number('sample/P04 D1/cv').value).toBe('40.4061');
    expect(number('sample/P04 D1/concentration').flags).toEqual(['cv-high']);
    expect(number('sample/P04 D1/concentration').value).not.toBeNull();
  });

  it('[ALC-3] turns pg/mL into ng/mL exactly, and refuses what has another kind of unit', () => {
    const { number } = evaluated(elisa, changed({ analyte: 'ang-1', resultUnit: 'ng/mL' }));
    expect(number('sample/P01 D1/concentration')).toMatchObject({ value: '0.84648', unit: 'ng/mL' });
    expect(number('sample/P02 D1/concentration').limit).toBe('0.078');
    expect(refusedCode(elisa, changed({ resultUnit: 'U/L' }))).toBe('assay.units-differ');
  });

  it('counts neither a well left out by a person nor its reading, and says so', () => {
    const [first] = elisaPlate().samples;
    if (!first) throw new Error('No sample.');
    const [one, other] = first.readings;
    if (!one || !other) throw new Error('No wells.');
    const readings = [one, { ...other, leftOut: 'Bubble in the well.' }];
    const { number } = evaluated(elisa, changed({ samples: [{ ...first, readings }] }));
    expect(number('sample/P01 D1/reading')).toMatchObject({
      value: '0.575',
      flags: ['left-out', 'too-few-replicates'],
      inputs: ['well:plate 1/D1', 'blank'],
    });
    const nothing = [{ ...one, leftOut: 'Spilt.' }];
    const { number: none } = evaluated(elisa, changed({ samples: [{ ...first, readings: nothing }] }));
    expect(none('sample/P01 D1/concentration')).toMatchObject({ value: null, limit: null });
    expect(none('sample/P01 D1/concentration').flags).toContain('undetermined');
  });

  it('says of every sample that a control failed, or that the curve is poor', () => {
    const [control] = elisaPlate().controls ?? [];
    if (!control) throw new Error('No control.');
    const failed = evaluated(elisa, changed({ controls: [{ ...control, expectedMin: '180' }] }));
    expect(failed.output.checks.find((one) => one.key === 'control')?.isPassed).toBe(false);
    expect(failed.number('sample/P01 D1/concentration')).toMatchObject({
      value: '846.48',
      flags: ['control-failed'],
    });
    const poor = evaluated(elisa, changed({ limits: { ...noLimits, rSquaredMin: '0.9999' } }));
    expect(poor.number('sample/P01 D1/concentration').flags).toEqual(['curve-poor']);
    expect(poor.number('sample/P02 D1/concentration').flags).toEqual(['below-range', 'curve-poor']);
  });

  it.each<[string, Partial<Plate>]>([
    ['assay.curve-too-few', { standards: elisaPlate().standards.slice(0, 4) }],
    ['assay.curve-weight-undefined', { weighting: '1/y', blanks: wells('plate 1', 'A', ['0.062']) }],
    ['assay.blank-unread', { blanks: wells('plate 1', 'A', [null]) }],
    ['assay.well-twice', { blanks: wells('plate 1', 'D', ['0.05']) }],
    [
      'assay.name-twice',
      {
        standards: [...elisaPlate().standards, ...elisaPlate().standards.slice(0, 1)].map((one, at) => ({
          ...one,
          readings: wells('plate 2', `B${at}-`, ['1']),
        })),
      },
    ],
    [
      'assay.standard-unread',
      {
        standards: elisaPlate().standards.map((one, at) =>
          at === 7 ? { ...one, readings: wells('plate 1', 'H', [null, '2.1']) } : one,
        ),
      },
    ],
    [
      'assay.subject-twice',
      {
        samples: elisaPlate().samples.map((one) => ({
          ...one,
          subject: { animalId: 'P01', timePoint: 'day-1' },
        })),
      },
    ],
    [
      'assay.file-not-listed',
      { blanks: [{ plate: 'plate 1', well: 'A1', value: '0.045', attachmentId: 'no-such-file' }] },
    ],
  ])('refuses with %s', (code, change) => {
    expect(refusedCode(elisa, changed(change))).toBe(code);
  });

  it.each(['1,5', 'NaN', 'Infinity', '', '0x1F', '1e999', '1e400', '123456789012345678', '1e-40'])(
    'does not take “%s” for a reading',
    (value) => {
      const blanks = [{ plate: 'plate 1', well: 'A1', value }];
      expect(elisa.input.safeParse(changed({ blanks })).success).toBe(false);
    },
  );
});
