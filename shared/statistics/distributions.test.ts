// Distributions and special functions against values of mpmath to 40 digits, and exact cases.
// Must not compare a function with another one of this folder, except where mathematics makes them equal.

import fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { chiSquaredTail, fisherTail, studentTwoTailQuantile, studentTwoTails } from './distributions.ts';
import { normalDensity, normalQuantile, normalTail } from './normal.ts';
import { betaShare, gammaTail, logGamma } from './special-functions.ts';

const relative = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

suite('the normal distribution', () => {
  it.each([
    [-3, 0.9986501019683699],
    [0.5, 0.3085375387259869],
    [1, 0.15865525393145705],
    [2, 0.02275013194817921],
    [5, 2.866515718791939e-7],
    [5.66, 7.568649751997714e-9],
    [10, 7.619853024160525e-24],
    [37, 5.725571222524577e-300],
  ])('P(Z > %d)', (x, expected) => expect(relative(normalTail(x), expected)).toBeLessThan(1e-15));

  it('is a probability to the ends of the doubles', () => {
    expect([-Infinity, -1e300, 0, 1e300, Infinity].map(normalTail)).toEqual([1, 1, 0.5, 0, 0]);
  });

  it.each([
    [0.3, -0.5244005127080408],
    [0.025, -1.9599639845400543],
    [1e-8, -5.612001244174789],
    [1e-40, -13.31092137142517],
  ])('the quantile of %d', (p, expected) =>
    expect(relative(normalQuantile(p), expected)).toBeLessThan(1e-15),
  );

  it('quantile and tail undo each other', () => {
    const share = fc.double({ min: 1e-300, max: 1 - 1e-10, noNaN: true });
    fc.assert(
      fc.property(share, (p) => {
        // One last digit of a z of 37 is 3e-13 of its tail.
        expect(relative(normalTail(-normalQuantile(p)), p)).toBeLessThan(1e-12);
      }),
    );
  });

  it('its density falls as its tail does', () => {
    for (const x of [0, 0.7, 3, 6]) {
      const slope = (normalTail(x - 1e-4) - normalTail(x + 1e-4)) / 2e-4;
      expect(relative(slope, normalDensity(x))).toBeLessThan(1e-6);
    }
  });
});

suite('the tails of F, χ² and t', () => {
  it.each([
    [0.5, 1, 3, 0.530477770932957],
    [4.84, 2, 27, 0.015981402945156303],
    [49.16, 2, 147, 4.4921250435798036e-17],
    [4, 3, 10.5, 0.039390608860438714],
    [400, 2, 20, 7.450088517434374e-17],
    [1.02, 999, 5000, 0.3387814026596837],
    [7963.69, 2, 20, 9.62512831378367e-30],
    [0.01, 7, 20, 0.999999009071507],
  ])('P(F > %d) with %d and %d degrees of freedom', (f, d1, d2, expected) => {
    expect(relative(fisherTail(f, d1, d2), expected)).toBeLessThan(1e-12);
  });

  it.each([
    [0.1, 1, 0.7518296340458492],
    [3.84, 1, 0.0500435212487051],
    [17.6, 3, 0.0005318096992064196],
    [63.57, 2, 1.5701816321192152e-14],
    [300, 4, 1.083439491947826e-63],
    [310, 300, 0.33325434885913624],
  ])('P(χ² > %d) with %d degrees of freedom', (x, df, expected) => {
    expect(relative(chiSquaredTail(x, df), expected)).toBeLessThan(1e-12);
  });

  it('with two degrees of freedom they are elementary', () => {
    const size = fc.double({ min: 0, max: 600, noNaN: true });
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 500 }), (x, df) => {
        expect(relative(chiSquaredTail(x, 2), Math.exp(-x / 2))).toBeLessThan(1e-12);
        expect(relative(fisherTail(x, 2, df), (1 + (2 * x) / df) ** (-df / 2))).toBeLessThan(1e-11);
        expect(relative(studentTwoTails(x, 1), (2 / Math.PI) * Math.atan2(1, x))).toBeLessThan(1e-12);
      }),
    );
  });

  it('the quantiles of the printed tables of t', () => {
    const table = [
      [0.05, 1, 12.706],
      [0.05, 10, 2.228],
      [0.01, 10, 3.169],
      [0.05, 120, 1.98],
      [0.001, 30, 3.646],
    ] as const;
    for (const [alpha, df, expected] of table) {
      expect(studentTwoTailQuantile(alpha, df)).toBeCloseTo(expected, 3);
    }
  });
});

suite('the gamma, beta and incomplete functions', () => {
  it.each([
    [0.01, 4.599479878042022],
    [0.5, 0.5723649429247001],
    [2.5, 0.2846828704729192],
    [10, 12.80182748008147],
    [123.4, 469.3360974421906],
    [1e6, 12815504.569147613],
  ])('ln Γ(%d)', (x, expected) => expect(relative(logGamma(x), expected)).toBeLessThan(2e-14));

  it('both sides of an incomplete beta function make one, and so do both ends of the gamma function', () => {
    const parameter = fc.double({ min: 0.5, max: 2000, noNaN: true });
    const share = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
    fc.assert(
      fc.property(parameter, parameter, share, (a, b, x) => {
        expect(betaShare(x, 1 - x, a, b) + betaShare(1 - x, x, b, a)).toBeCloseTo(1, 12);
      }),
    );
    expect([betaShare(0, 1, 2, 3), betaShare(1, 0, 2, 3)]).toEqual([0, 1]);
    expect([gammaTail(2, 0), gammaTail(2, Infinity)]).toEqual([1, 0]);
  });
});
