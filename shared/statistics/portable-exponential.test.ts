// The portable exponential and logarithm against tabulated values, the engine's own, and each other.
// Must not ask for the same last digit as the engine: that is what the engine does not promise.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, exponentialLessOne, logarithm, logarithmOfOnePlus } from './portable-exponential.ts';

const lastDigits = 5e-16;
const isClose = (found: number, expected: number) =>
  Math.abs(found - expected) <= lastDigits * Math.abs(expected);

describe('exponential and logarithm', () => {
  it('agree with tabulated values (Abramowitz & Stegun, tables 4.2 and 4.4)', () => {
    expect(isClose(exponential(2), 7.38905609893065)).toBe(true);
    expect(isClose(exponential(-10), 4.5399929762484854e-5)).toBe(true);
    expect(isClose(logarithm(3), 1.0986122886681098)).toBe(true);
    expect(isClose(logarithm(5), 1.6094379124341003)).toBe(true);
    expect([exponential(0), logarithm(1)]).toEqual([1, 0]);
  });

  it('agree with the engine over the whole range, to two units of the last digit', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(isClose(exponential(x), Math.exp(x))).toBe(true);
        // Around 1 the logarithm itself vanishes: the size that is asked for stays away from it.
        const size = Math.exp(x < 0 ? x - 0.01 : x + 0.01);
        expect(isClose(logarithm(size), Math.log(size))).toBe(true);
      }),
    );
  });

  it('keep the digits of a small argument', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 3, noNaN: true }), (x) => {
        expect(isClose(logarithmOfOnePlus(x), Math.log1p(x))).toBe(true);
        expect(isClose(exponentialLessOne(x), Math.expm1(x))).toBe(true);
        expect(isClose(exponentialLessOne(-x), Math.expm1(-x))).toBe(true);
      }),
    );
  });

  it('say what lies beyond a double', () => {
    expect([exponential(1000), exponential(-1000), exponential(NaN)]).toEqual([Infinity, 0, NaN]);
    expect([logarithm(0), logarithm(-1), logarithm(Infinity)]).toEqual([-Infinity, NaN, Infinity]);
    expect(isClose(logarithm(5e-324), -744.4400719213812)).toBe(true);
  });

  it('give these very bits, on every machine', () => {
    expect(exponential(0.1)).toBe(1.1051709180756477);
    expect(exponential(-123.456)).toBe(2.4195825412645934e-54);
    expect(logarithm(3)).toBe(1.0986122886681098);
    expect(logarithm(1e-7)).toBe(-16.11809565095832);
  });
});
