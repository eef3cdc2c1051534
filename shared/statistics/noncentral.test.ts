// Noncentral t and F against published limits, values of Boost, and their own other forms.
// Must not trust one form where two meet.

import { expect, test } from 'vitest';
import { fisherTail, studentTwoTails } from './distributions.ts';
import { fisherLimits, noncentralFisherShare, noncentralStudentShare, studentLimits } from './noncentral.ts';

test('the limits that Kelley publishes for t = 2.83 with 126 degrees of freedom (J. Stat. Softw. 20 (2007) 8)', () => {
  const [low, high] = studentLimits(2.83, 126, 0.05);
  expect(low).toBeCloseTo(0.8337502, 6);
  expect(high).toBeCloseTo(4.815359, 6);
});

test.each([
  [2, 5, 1, 0.7780746626162148],
  [6, 20, 4, 0.9207008347955082],
])('P(T ≤ %d), %d degrees of freedom, noncentrality %d', (t, df, delta, expected) => {
  expect(Math.abs(noncentralStudentShare(t, df)(delta) - expected)).toBeLessThan(1e-10);
  expect(Math.abs(noncentralStudentShare(-t, df)(-delta) - (1 - expected))).toBeLessThan(1e-10);
});

test.each([
  [3, 2, 20, 10, 0.19397678546391942],
  [50, 5, 147, 100, 0.9999852883456252],
  [500, 5, 147, 2000, 0.9541934704572257],
])('P(F ≤ %d), %d and %d degrees of freedom, noncentrality %d', (f, d1, d2, lambda, expected) => {
  expect(Math.abs(noncentralFisherShare(f, d1, d2, lambda) - expected)).toBeLessThan(1e-10);
});

test('without noncentrality they are the central ones', () => {
  expect(noncentralFisherShare(4.2, 3, 20, 0)).toBeCloseTo(1 - fisherTail(4.2, 3, 20), 13);
  expect(noncentralFisherShare(0, 3, 20, 5)).toBe(0);
  for (const t of [0.4, 4, 39, 60]) {
    expect(noncentralStudentShare(t, 7)(0)).toBeCloseTo(1 - studentTwoTails(t, 7) / 2, 12);
  }
});

test('both forms of t meet where one takes over, and t² is F', () => {
  for (const df of [2, 10, 150]) {
    const share = (t: number) => noncentralStudentShare(t, df)(35);
    const slope = (share(39.9) - share(39.7)) / 0.2;
    // t = 40 is the last of one form, 40.001 the first of the other.
    expect(share(40.001) - share(40)).toBeCloseTo(0.001 * slope, 5);
    const byT = noncentralStudentShare(60, df)(50) - noncentralStudentShare(-60, df)(50);
    expect(byT).toBeCloseTo(noncentralFisherShare(3600, 1, df, 2500), 8);
  }
});

test('the forms for very large noncentralities of F continue the exact one', () => {
  for (const df of [3, 20, 500]) {
    const exact = noncentralFisherShare(30_000, 3, df, 1e5);
    expect(noncentralFisherShare(30_000, 3, df, 1e5 * (1 + 1e-9))).toBeCloseTo(exact, 6);
    const [last, first] = [1.99e8, 2.01e8].map((lambda) =>
      noncentralFisherShare(lambda / 3.3, 3, df, lambda),
    );
    expect(first).toBeCloseTo(last ?? NaN, 5);
  }
});

test('limits leave 2.5 % on either side, and a limit of F is 0 where nothing speaks for an effect', () => {
  for (const [t, df] of [
    [0, 4],
    [-8, 10],
    [45, 3],
    [1e6, 4],
  ] as const) {
    const share = noncentralStudentShare(t, df);
    const [low, high] = studentLimits(t, df, 0.05);
    expect(share(low)).toBeCloseTo(0.975, 9);
    expect(share(high)).toBeCloseTo(0.025, 9);
  }
  expect(fisherLimits(0.3, 3, 20, 0.05)[0]).toBe(0);
  expect(fisherLimits(0.01, 3, 20, 0.05)).toEqual([0, 0]);
  const [low, high] = fisherLimits(54.24, 3, 20, 0.05);
  expect(noncentralFisherShare(54.24, 3, 20, low)).toBeCloseTo(0.975, 9);
  expect(noncentralFisherShare(54.24, 3, 20, high)).toBeCloseTo(0.025, 9);
});
