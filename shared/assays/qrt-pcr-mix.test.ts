// The reaction mix: the article's 20 µL, and its exact multiples.
// Must not test rounding for a pipette: there is none.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../kernel/units.ts';
import { mixFor, primers } from './qrt-pcr-mix.ts';

describe('mixFor', () => {
  it('is 20 µL a reaction as in the article, cDNA apart', () => {
    const { components, totalMicrolitre, perWellMicrolitre, cdnaMicrolitre } = mixFor(1, decimal('0'));
    expect(components.map((one) => one.totalMicrolitre)).toEqual(['10', '6.4', '0.8', '0.8']);
    expect([totalMicrolitre, perWellMicrolitre, cdnaMicrolitre]).toEqual(['18', '18', '2']);
  });

  it('is n times that and the excess', () => {
    const { components, totalMicrolitre } = mixFor(24, decimal('10'));
    expect(components.map((one) => one.totalMicrolitre)).toEqual(['264', '168.96', '21.12', '21.12']);
    expect(totalMicrolitre).toBe('475.2');
  });

  it('is the sum of its parts, whatever the number and the excess', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 500 }),
        (reactions, tenths) => {
          const mix = mixFor(reactions, decimal(tenths).div(10));
          const sum = mix.components.reduce((total, one) => total.plus(one.totalMicrolitre), decimal('0'));
          expect(sum.toFixed()).toBe(mix.totalMicrolitre);
        },
      ),
    );
  });
});

describe('primers', () => {
  it('are those of Table 1, in bases alone', () => {
    expect(primers.map((one) => [one.label, one.forward.length, one.reverse.length])).toEqual([
      ['HGF', 20, 20],
      ['Cyclin D1', 20, 20],
      ['TGF-β', 17, 19],
      ['β-actin', 18, 21],
    ]);
    for (const { forward, reverse } of primers) expect(forward + reverse).toMatch(/^[ACGT]+$/);
  });
});
