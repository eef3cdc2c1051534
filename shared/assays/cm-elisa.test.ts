// ELISA of conditioned medium: seven factors of five bottles, their mean and SD, and what is said where some are missing.
// Must not test curves: elisa.test.ts does.

import { describe, expect, it } from 'vitest';
import { cmElisa } from './cm-elisa.ts';
import { evaluated, refusedCode } from './testing/evaluated.ts';
import { cmElisaPlates, wells } from './testing/measured.ts';

describe('cm-elisa', () => {
  it('gives every bottle, mean and SD of each factor, and the values for the check of the lot', () => {
    const { output, value, number } = evaluated(cmElisa, cmElisaPlates());
    const bottles = [1, 2, 3, 4, 5].map((one) => value(`il-6/sample/bottle ${one}/concentration`));
    expect(output.lotFactors.find((one) => one.analyte === 'il-6')).toEqual({
      analyte: 'il-6',
      unit: 'pg/mL',
      values: bottles,
      bottles: 5,
      belowRange: 0,
      aboveRange: 0,
    });
    const numbers = bottles.map(Number);
    const mean = numbers.reduce((sum, one) => sum + one, 0) / 5;
    const deviation = Math.sqrt(numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 4);
    expect(Number(value('il-6/mean'))).toBeCloseTo(mean, 2);
    expect(Number(value('il-6/standard-deviation'))).toBeCloseTo(deviation, 2);
    expect(number('ang-2/sample/bottle 1/concentration').unit).toBe('ng/mL');
    expect(output.checks.filter((one) => !one.isPassed)).toEqual([]);
    expect(output.results).toEqual([]);
  });

  it('never takes the concentrate', () => {
    expect(refusedCode(cmElisa, { ...cmElisaPlates(), material: 'concentrate' })).toBe('assay.concentrate');
  });

  it('gives no mean where a bottle is beyond the range: that of the others would be too high or too low', () => {
    const plates = cmElisaPlates();
    const factors = plates.factors.map((factor) =>
      factor.analyte === 'vegf'
        ? {
            ...factor,
            bottles: factor.bottles.map((one) =>
              one.bottle === 5 ? { ...one, readings: wells('vegf', 'H', ['0.05', '0.05']) } : one,
            ),
          }
        : factor,
    );
    const { output, number } = evaluated(cmElisa, { ...plates, factors });
    expect(number('vegf/sample/bottle 5/concentration')).toMatchObject({
      value: null,
      flags: ['below-range'],
    });
    expect(number('vegf/mean')).toMatchObject({ value: null, flags: ['below-range', 'incomplete'] });
    expect(number('vegf/standard-deviation')).toMatchObject({
      value: null,
      flags: ['below-range', 'incomplete'],
    });
    const vegf = output.lotFactors.find((one) => one.analyte === 'vegf');
    expect(vegf?.values).toHaveLength(4);
    expect(vegf).toMatchObject({ bottles: 5, belowRange: 1, aboveRange: 0 });
    const failed = output.checks.filter((one) => !one.isPassed);
    expect(failed.map((one) => [one.key, one.about, one.parameters['count']])).toEqual([
      ['five-bottles', 'vegf', '4'],
    ]);
  });

  it('averages the others where a bottle was not read, and says that one is missing', () => {
    const plates = cmElisaPlates();
    const factors = plates.factors.map((factor) =>
      factor.analyte === 'vegf'
        ? {
            ...factor,
            bottles: factor.bottles.map((one) =>
              one.bottle === 5
                ? { ...one, readings: one.readings.map((reading) => ({ ...reading, leftOut: 'Spilt.' })) }
                : one,
            ),
          }
        : factor,
    );
    const { output, number } = evaluated(cmElisa, { ...plates, factors });
    expect(number('vegf/mean').value).not.toBeNull();
    expect(number('vegf/mean').flags).toEqual(['incomplete']);
    expect(output.lotFactors.find((one) => one.analyte === 'vegf')).toMatchObject({
      bottles: 5,
      belowRange: 0,
      aboveRange: 0,
    });
  });

  it('keeps a factor of which every bottle is below the range: n is 0, and not that of an earlier check', () => {
    const plates = cmElisaPlates();
    const factors = plates.factors.map((factor) =>
      factor.analyte === 'vegf'
        ? {
            ...factor,
            bottles: factor.bottles.map((one) => ({
              ...one,
              readings: wells('vegf', `H${one.bottle}-`, ['0.05', '0.05']),
            })),
          }
        : factor,
    );
    const { output } = evaluated(cmElisa, { ...plates, factors });
    expect(output.lotFactors.find((one) => one.analyte === 'vegf')).toMatchObject({
      values: [],
      bottles: 5,
      belowRange: 5,
    });
    const failed = output.checks.filter((one) => !one.isPassed);
    expect(failed.map((one) => [one.key, one.parameters['count']])).toEqual([
      ['five-bottles', '0'],
      ['seven-factors', '6'],
    ]);
  });

  it('says that factors are missing, and refuses one factor twice', () => {
    const plates = cmElisaPlates();
    const { output } = evaluated(cmElisa, { ...plates, factors: plates.factors.slice(0, 6) });
    expect(output.checks.find((one) => one.key === 'seven-factors')).toMatchObject({
      isPassed: false,
      parameters: { count: '6' },
    });
    const again = plates.factors.map((one) => ({ ...one, analyte: 'il-6' }));
    expect(refusedCode(cmElisa, { ...plates, factors: again })).toBe('assay.name-twice');
  });
});
