// Adjusted probabilities: a worked example, and what holds for any.
// Must not know the tests whose probabilities they are.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holm, sidak, sidakLevel } from './adjustment.ts';

test('Holm, worked by hand: 4 × 0.005, 3 × 0.01, 2 × 0.03, and never below the one before', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([])).toEqual([]);
});

test('Holm lies between the single p and Bonferroni’s, keeps the order and stays below 1', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (all) => {
      const adjusted = holm(all);
      for (const [index, p] of all.entries()) {
        const own = adjusted[index] ?? NaN;
        expect(own).toBeGreaterThanOrEqual(p);
        expect(own).toBeLessThanOrEqual(Math.min(1, p * all.length));
        const ofSmaller = adjusted.filter((_, other) => (all[other] ?? NaN) < p);
        expect(Math.max(0, ...ofSmaller)).toBeLessThanOrEqual(own);
      }
    }),
  );
});

test('Šidák keeps a p that is far below the last digit of 1, and its level undoes it', () => {
  expect(sidak(1e-30, 6)).toBeCloseTo(6e-30, 40);
  expect(sidak(0.05, 3)).toBeCloseTo(0.142625, 12);
  expect(sidak(sidakLevel(0.05, 10), 10)).toBeCloseTo(0.05, 14);
});
