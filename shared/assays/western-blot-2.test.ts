// Western blot, version 2: lanes of one sample of which one lies beyond the range.
// Must not repeat what version 1 is tested for.

import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { evaluated } from './testing/evaluated.ts';
import { westernBlotGel } from './testing/measured.ts';
import { westernBlot2 } from './western-blot-2.ts';
import { westernBlot } from './western-blot.ts';

type Gel = z.input<typeof westernBlot2.input>;
type Reading = Gel['lanes'][number]['bands'][number]['density'];

/** P01 has the lanes 1 and 2. */
function withDensity(lane: string, protein: string, change: (density: Reading) => Reading): Gel {
  const gel = westernBlotGel();
  const lanes = gel.lanes.map((one) =>
    one.name === lane
      ? {
          ...one,
          bands: one.bands.map((band) =>
            band.protein === protein ? { ...band, density: change(band.density) } : band,
          ),
        }
      : one,
  );
  return { ...gel, lanes };
}

const saturated = (density: Reading): Reading => ({
  ...density,
  value: null,
  absent: 'overflow',
  raw: 'saturated',
});
const faint = (density: Reading): Reading => ({ ...density, value: '1' });
const leftOut = (density: Reading): Reading => ({ ...density, leftOut: 'A bubble.' });
const mean = 'P01 day-1/PCNA/relative-density';

describe('western-blot, version 2', () => {
  it('computes what version 1 does where no lane lies beyond the range', () => {
    const [first, second] = [westernBlot, westernBlot2].map((one) => evaluated(one, westernBlotGel()).output);
    expect(second).toEqual(first);
  });

  it.each([
    ['saturated', saturated, 'above-range'],
    ['not above its background', faint, 'below-range'],
  ])('[ALC-3] gives no mean of the others while one lane is %s, where version 1 did', (_, change, flag) => {
    const gel = withDensity('2', 'PCNA', change);
    expect(evaluated(westernBlot, gel).value(mean)).toBe('0.8');
    const number = evaluated(westernBlot2, gel).number(mean);
    expect(number.value).toBeNull();
    expect(number.flags).toContain(flag);
    expect(number.formula).toEqual({
      key: 'beyond-range-lanes',
      parameters: { n: '1', lanes: '2', beyond: '1' },
    });
    // The other proteins of the lane stand.
    expect(evaluated(westernBlot2, gel).value('P01 day-1/p-STAT3/relative-density')).toBe('0.41');
  });

  it('nor a share that is made of it', () => {
    const gel = withDensity('2', 'STAT3', saturated);
    const share = 'P01 day-1/p-STAT3/STAT3/share';
    expect(evaluated(westernBlot, gel).value(share)).not.toBeNull();
    expect(evaluated(westernBlot2, gel).number(share)).toMatchObject({
      value: null,
      formula: { key: 'no-number' },
    });
  });

  it('gives the mean of the others where a lane was left out with a reason', () => {
    const number = evaluated(westernBlot2, withDensity('2', 'PCNA', leftOut)).number(mean);
    expect(number.value).toBe('0.8');
    expect(number.flags).toContain('left-out');
  });
});
