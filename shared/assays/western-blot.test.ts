// Western blot: net and relative densities worked by hand, several lanes, p-STAT3 of STAT3, and bands without a number.
// Must not judge a picture: densities come from the imaging program.

import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { evaluated, refusedCode } from './testing/evaluated.ts';
import { westernBlotGel } from './testing/measured.ts';
import { westernBlot } from './western-blot.ts';

type Gel = z.input<typeof westernBlot.input>;
type Band = Gel['lanes'][number]['bands'][number];

function withBand(lane: string, protein: string, change: (band: Band) => Band): Gel {
  const gel = westernBlotGel();
  return {
    ...gel,
    lanes: gel.lanes.map((one) =>
      one.name === lane
        ? { ...one, bands: one.bands.map((band) => (band.protein === protein ? change(band) : band)) }
        : one,
    ),
  };
}

describe('western-blot', () => {
  it('divides what is above the background by the β-actin of the same lane', () => {
    const { value, number } = evaluated(westernBlot, westernBlotGel());
    expect(value('1/PCNA/net')).toBe('8000');
    expect(value('1/β-actin/net')).toBe('10000');
    expect(number('1/PCNA/relative')).toMatchObject({ value: '0.8', unit: '× β-actin' });
    expect(value('3/PCNA/relative')).toBe('0.666667');
  });

  it('averages the lanes of one animal and time point', () => {
    const { value, output } = evaluated(westernBlot, westernBlotGel());
    expect(value('P01 day-1/PCNA/relative-density')).toBe('0.82');
    expect(output.results.map((one) => [one.animalId, one.analyte])).toEqual([
      ['P01', 'pcna'],
      ['P01', 'p-stat3'],
      ['P01', 'socs3'],
      ['P02', 'pcna'],
      ['P02', 'p-stat3'],
      ['P02', 'socs3'],
    ]);
    const tight = evaluated(westernBlot, { ...westernBlotGel(), cvMax: '1' });
    expect(tight.number('P01 day-1/PCNA/relative-density').flags).toEqual(['cv-high']);
  });

  it('gives p-STAT3 also relative to STAT3, across membranes by both β-actins', () => {
    const { number } = evaluated(westernBlot, westernBlotGel());
    // (0.4 + 0.42) / 2 over (0.9 + 0.92) / 2.
    expect(number('P01 day-1/p-STAT3/STAT3/share')).toMatchObject({ value: '0.450549', unit: '× STAT3' });
  });

  it('has no number for a band that is not above its background, is saturated, or has no β-actin', () => {
    const below = evaluated(westernBlot, westernBlotGel());
    expect(below.number('3/SOCS3/net')).toMatchObject({ value: null, flags: ['below-range'] });
    expect(below.number('P02 day-1/SOCS3/relative-density')).toMatchObject({
      value: null,
      flags: ['below-range'],
    });
    const equal = withBand('3', 'SOCS3', (band) => ({
      ...band,
      density: { ...band.density, value: '120.5' },
    }));
    expect(evaluated(westernBlot, equal).number('3/SOCS3/net')).toMatchObject({
      value: null,
      flags: ['below-range'],
    });
    const full = withBand('3', 'PCNA', (band) => ({
      ...band,
      density: { ...band.density, value: null, absent: 'overflow' },
    }));
    expect(evaluated(westernBlot, full).number('P02 day-1/PCNA/relative-density')).toMatchObject({
      value: null,
      flags: ['saturated', 'above-range'],
    });
    const faint = withBand('3', 'β-actin', (band) => ({
      ...band,
      density: { ...band.density, value: '5' },
    }));
    expect(evaluated(westernBlot, faint).number('P02 day-1/PCNA/relative-density')).toMatchObject({
      value: null,
      flags: ['reference-failed'],
    });
  });

  it('averages what has a number where one lane has none, and says so', () => {
    const one = withBand('2', 'PCNA', (band) => ({
      ...band,
      density: { ...band.density, leftOut: 'Air bubble.' },
    }));
    const { number } = evaluated(westernBlot, one);
    expect(number('P01 day-1/PCNA/relative-density').value).toBe('0.8');
    expect(number('P01 day-1/PCNA/relative-density').flags).toEqual(
      expect.arrayContaining(['left-out', 'incomplete']),
    );
  });

  it('never subtracts a background that was left out, nor calls a left-out band saturated', () => {
    const without = withBand('3', 'PCNA', (band) => ({
      ...band,
      background: band.background && { ...band.background, leftOut: 'A scratch.' },
    }));
    expect(evaluated(westernBlot, without).number('3/PCNA/net')).toMatchObject({
      value: null,
      flags: ['left-out', 'undetermined'],
      formula: { key: 'no-number' },
    });
    const actin = withBand('3', 'β-actin', (band) => ({
      ...band,
      background: band.background && { ...band.background, leftOut: 'A scratch.' },
    }));
    expect(evaluated(westernBlot, actin).number('P02 day-1/PCNA/relative-density')).toMatchObject({
      value: null,
      flags: ['reference-failed'],
    });
    const full = withBand('3', 'PCNA', (band) => ({
      ...band,
      density: { ...band.density, value: null, absent: 'overflow', leftOut: 'An air bubble.' },
    }));
    expect(evaluated(westernBlot, full).number('P02 day-1/PCNA/relative-density')).toMatchObject({
      value: null,
      limit: null,
      flags: ['left-out', 'undetermined'],
    });
  });

  it('misses a membrane without its picture', () => {
    const check = (gel: Gel) => evaluated(westernBlot, gel).output.checks;
    expect(check(westernBlotGel())).toMatchObject([{ key: 'image-attached', about: 'M1', isPassed: false }]);
    expect(check(westernBlotGel('picture-1'))).toMatchObject([
      { isPassed: true, parameters: { exposure: '30 s' } },
    ]);
  });

  it('refuses unknown proteins and membranes, and a band twice in a lane', () => {
    const renamed = withBand('1', 'PCNA', (band) => ({ ...band, protein: 'PCNB' }));
    expect(refusedCode(westernBlot, renamed)).toBe('assay.protein-unknown');
    const gel = westernBlotGel();
    const moved = { ...gel, lanes: gel.lanes.map((one) => ({ ...one, membrane: 'M2' })) };
    expect(refusedCode(westernBlot, moved)).toBe('assay.membrane-unknown');
    const twice = withBand('1', 'PCNA', (band) => ({ ...band, protein: 'SOCS3' }));
    expect(refusedCode(westernBlot, twice)).toBe('assay.name-twice');
  });
});
