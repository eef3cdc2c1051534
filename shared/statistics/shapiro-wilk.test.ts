// The Shapiro-Wilk test against its authors' example and R 4.2.2.
// Must not test the reference sets again: analysis.test.ts does.

import { expect, test } from 'vitest';
import { testNormality } from './shapiro-wilk.ts';

function tested(values: readonly number[]) {
  const outcome = testNormality(values);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

test('the weights of eleven men (Shapiro and Wilk, Biometrika 52 (1965) 591–611): W = 0.79', () => {
  const { W, p } = tested([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]);
  expect(W).toBeCloseTo(0.79, 2);
  expect(W).toBeCloseTo(0.7888146948354, 12);
  expect(p).toBeCloseTo(0.0067038140565, 11);
});

test('three values have an exact p: 1 where they are evenly spaced, 0 in the limit of two that are equal', () => {
  expect(tested([1, 2, 3]).p).toBeCloseTo(1, 7);
  const { W, p } = tested([5, 5, 6]);
  expect(W).toBeCloseTo(0.75, 12);
  expect(p).toBeCloseTo(0, 7);
});

test.each([4, 5, 6, 11, 12, 50, 5000])('%d evenly spaced values, in any order and unit', (n) => {
  const values = Array.from({ length: n }, (_, index) => index);
  const one = tested(values);
  const other = tested(values.toReversed().map((value) => 1e6 - 3 * value));
  expect(one.p).toBeGreaterThan(n > 1000 ? 0 : 0.05);
  expect(other.W).toBeCloseTo(one.W, 9);
  expect(other.p).toBeCloseTo(one.p, 9);
});

test('too few, too many, and equal values are refused', () => {
  const codeOf = (values: readonly number[]) => {
    const outcome = testNormality(values);
    return outcome.ok ? null : outcome.refusal.code;
  };
  expect(codeOf([1, 2])).toBe('statistics.normality-size');
  expect(codeOf(Array.from({ length: 5001 }, (_, index) => index))).toBe('statistics.normality-size');
  expect(codeOf([4, 4, 4, 4])).toBe('statistics.normality-equal');
});
