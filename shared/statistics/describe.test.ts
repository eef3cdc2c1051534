// Descriptive statistics against R 4.2.2 (build/reference), exact cases, and properties.
// Must not compare a result with a second copy of the same formula.

import fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import reference from '../../build/reference/stats.json';
import { describe, sum } from './describe.ts';

const relative = (value: number | null, expected: number) =>
  Math.abs((value ?? NaN) - expected) / Math.abs(expected);

suite('n, mean, spread and median', () => {
  const cases = reference.flatMap((set) => {
    const described = new Map(Object.entries(set.describe));
    return Object.entries<number[]>(set.groups).map(([group, values]) => {
      const expected = described.get(group);
      if (!expected) throw new Error(`No reference for ${group}.`);
      return { set: set.name, group, values, expected };
    });
  });

  it('has references for every set', () => expect(cases.length).toBe(10));

  it.each(cases)('agrees with R on $set, $group', ({ values, expected }) => {
    const found = describe(values);
    expect(found.n).toBe(expected.n);
    for (const key of ['mean', 'sd', 'sem', 'median'] as const) {
      expect(relative(found[key], expected[key])).toBeLessThan(1e-13);
    }
  });

  it('has nothing to say about nothing, and no spread of one value', () => {
    expect(describe([])).toEqual({ n: 0, mean: null, sd: null, sem: null, median: null });
    expect(describe([4.2])).toEqual({ n: 1, mean: 4.2, sd: null, sem: null, median: 4.2 });
  });

  it('loses no digit to a large common offset (NIST StRD, NumAcc3 and NumAcc4)', () => {
    // 1001 values about 1 000 000.2 and 10 000 000.2; their exact standard deviation is 0.1.
    for (const offset of [1_000_000, 10_000_000]) {
      const values = [
        offset + 0.2,
        ...Array.from({ length: 1000 }, (_, index) => offset + (index % 2 ? 0.3 : 0.1)),
      ];
      const { mean, sd } = describe(values);
      expect(relative(mean, offset + 0.2)).toBeLessThan(1e-15);
      expect(relative(sd, 0.1)).toBeLessThan(1e-8);
    }
  });

  it('does not depend on the order, and shifts and scales with its values', () => {
    const values = fc.array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.integer({ min: -1000, max: 1000 }), (numbers, shift) => {
        const one = describe(numbers);
        const other = describe(numbers.toReversed().map((value) => 4 * value + shift));
        expect(other.mean).toBeCloseTo(4 * (one.mean ?? NaN) + shift, 6);
        expect(other.sd).toBeCloseTo(4 * (one.sd ?? NaN), 6);
        expect(other.median).toBe(4 * (one.median ?? NaN) + shift);
        expect(one.median).toBeGreaterThanOrEqual(Math.min(...numbers));
        expect(one.median).toBeLessThanOrEqual(Math.max(...numbers));
      }),
    );
  });

  it('gives equal values no spread', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map((value) => value + 0),
        fc.integer({ min: 2, max: 30 }),
        (value, n) => {
          expect(describe(Array.from({ length: n }, () => value))).toMatchObject({
            mean: value,
            sd: 0,
            median: value,
          });
        },
      ),
    );
  });

  it('refuses what is no number', () => {
    expect(() => describe([1, NaN])).toThrow('finite');
    expect(() => describe([Infinity])).toThrow('finite');
  });
});

suite('sum', () => {
  it('keeps what a plain sum loses', () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    expect(sum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
  });
});
