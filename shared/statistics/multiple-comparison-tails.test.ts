// Tukey's and Dunnett's distributions against printed tables and against cases that are other distributions.
// Must not copy the integrals.

import fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { studentTwoTails } from './distributions.ts';
import { dunnettTailOf, rangeTail, rangeTailOf } from './multiple-comparison-tails.ts';
import { normalTail } from './normal.ts';
import { studentisedQuantile, studentisedTail } from './studentised.ts';

const relative = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

suite('the studentised range', () => {
  // Harter, Ann. Math. Stat. 31 (1960) 1122–1147, tables 3 and 4.
  it.each([
    [3, 10, 0.05, 3.877],
    [4, 20, 0.05, 3.958],
    [5, 5, 0.05, 5.673],
    [10, 60, 0.05, 4.646],
    [4, 20, 0.01, 5.018],
  ])('has the tabled quantile of %d groups, %d degrees of freedom, %d', (k, df, alpha, expected) => {
    expect(studentisedQuantile(rangeTailOf(k), alpha, df)).toBeCloseTo(expected, 3);
  });

  // 1 − the values that mpmath gives to SciPy's own tests of its studentised range.
  it.each([
    [1, 3, 3, 0.22331624289542043],
    [1, 3, 120, 0.24023154593376422],
    [4, 3, 3, 0.8711786295203324],
    [4, 3, 10, 0.9566506502400175],
    [4, 3, 120, 0.9849546621386962],
    [1, 10, 20, 0.0008732969319364606],
    [1, 20, 50, 1.5682573722040226e-7],
  ])('P(Q > %d), %d groups, %d degrees of freedom', (q, k, df, below) => {
    expect(Math.abs(studentisedTail(rangeTailOf(k), q, df) - (1 - below))).toBeLessThan(1e-9);
  });

  it('of two groups is Student’s t, as far out as p = 1e-100', () => {
    for (const [q, df] of [
      [0.5, 1],
      [3, 2.5],
      [4, 20],
      [30, 20],
      [60, 200],
    ] as const) {
      const found = studentisedTail(rangeTailOf(2), q, df);
      expect(relative(found, studentTwoTails(q / Math.SQRT2, df))).toBeLessThan(1e-9);
    }
  });

  it('with the spread known, of three groups at most three times that of two', () => {
    for (const w of [0, 1, 5, 12, 30]) {
      const two = 2 * normalTail(w / Math.SQRT2);
      expect(rangeTail(3, w)).toBeGreaterThanOrEqual(two * (1 - 1e-12));
      expect(rangeTail(3, w)).toBeLessThanOrEqual(3 * two * (1 + 1e-12));
    }
    expect(relative(rangeTail(3, 30), 6 * normalTail(30 / Math.SQRT2))).toBeLessThan(1e-9);
  });
});

suite('Dunnett’s distribution', () => {
  // Dunnett, Biometrics 20 (1964) 482–491, two-sided 5 %, equal groups.
  it.each([
    [1, 10, 2.23],
    [2, 10, 2.57],
    [3, 10, 2.76],
    [6, 10, 3.07],
    [2, 20, 2.38],
    [3, 20, 2.54],
    [6, 20, 2.8],
    [2, 60, 2.27],
    [6, 60, 2.64],
  ])('has the tabled quantile of %d comparisons, %d degrees of freedom', (count, df, expected) => {
    const sizes = Array.from({ length: count }, () => 6);
    expect(studentisedQuantile(dunnettTailOf(6, sizes), 0.05, df)).toBeCloseTo(expected, 2);
  });

  it('of one comparison is Student’s t, whatever the sizes', () => {
    const size = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 60 }), (control, other, df) => {
        for (const t of [0.2, 1.5, 4, 12]) {
          const found = studentisedTail(dunnettTailOf(control, [other]), t, df);
          expect(relative(found, studentTwoTails(t, df))).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('lies between one comparison and Bonferroni’s bound, and does not depend on the order', () => {
    for (const t of [1, 2.5, 5, 9]) {
      const found = studentisedTail(dunnettTailOf(4, [3, 9, 5]), t, 17);
      const one = studentTwoTails(t, 17);
      expect(found).toBeGreaterThan(one);
      expect(found).toBeLessThan(3 * one);
      expect(studentisedTail(dunnettTailOf(4, [9, 5, 3]), t, 17)).toBeCloseTo(found, 13);
    }
  });
});
