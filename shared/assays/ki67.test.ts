// Ki67: rates by field and animal, from marks and from counts, and fields without nuclei.
// Must not look for nuclei: people click them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ki67 } from './ki67.ts';
import { evaluated, refusedCode } from './testing/evaluated.ts';
import { ki67Fields } from './testing/measured.ts';

const counted = (animalId: string, name: string, positive: number, total: number) => ({
  name,
  subject: { animalId, timePoint: 'day-1' },
  counted: { by: 'number' as const, positive, total },
});

describe('ki67', () => {
  it('counts the marks of a field, and all nuclei of an animal together', () => {
    const { value, number } = evaluated(ki67, ki67Fields());
    expect([value('field/P01 D1 1'), value('field/P01 D1 2')]).toEqual(['20', '12.8571']);
    // 21 of 130.
    expect(number('P01 day-1/positive-rate')).toMatchObject({ value: '16.1538', unit: '%', flags: [] });
    expect(number('P02 day-1/positive-rate')).toMatchObject({ value: '37.5', flags: ['too-few-counted'] });
  });

  it('averages the fields where that is the rule', () => {
    const { value } = evaluated(ki67, { ...ki67Fields(), rule: 'mean-of-fields' });
    expect(value('P01 day-1/positive-rate')).toBe('16.4286');
  });

  it('has no rate without nuclei, and 0 where none is positive', () => {
    const fields = [counted('P01', '1', 0, 0), counted('P02', '2', 0, 50), counted('P02', '3', 0, 0)];
    const { number } = evaluated(ki67, { rule: 'mean-of-fields', leastNuclei: null, fields });
    expect(number('P01 day-1/positive-rate')).toMatchObject({ value: null, flags: ['undetermined'] });
    expect(number('P02 day-1/positive-rate')).toMatchObject({ value: '0', flags: ['incomplete'] });
  });

  it('refuses more positive nuclei than nuclei, and a field twice', () => {
    const base = { rule: 'pooled' as const, leastNuclei: null };
    expect(refusedCode(ki67, { ...base, fields: [counted('P01', '1', 9, 8)] })).toBe('assay.more-positive');
    const twice = [counted('P01', '1', 1, 8), counted('P02', '1', 1, 8)];
    expect(refusedCode(ki67, { ...base, fields: twice })).toBe('assay.name-twice');
  });

  it('gives a rate between 0 and 100, whatever was counted', () => {
    const field = fc
      .tuple(fc.nat(5000), fc.nat(5000))
      .map(([positive, rest]) => ({ positive, total: positive + rest }));
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 9 }), (some) => {
        const fields = some.map(({ positive, total }, at) => counted('P01', String(at), positive, total));
        for (const rule of ['pooled', 'mean-of-fields'] as const) {
          const { value } = evaluated(ki67, { rule, leastNuclei: null, fields });
          const rate = Number(value('P01 day-1/positive-rate'));
          expect(rate).toBeGreaterThanOrEqual(0);
          expect(rate).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});
