// Freezers and places: layouts, spellings, what is outside, and what a box shows.
// Must not test samples: sample.test.ts stores and moves them.

import { describe, expect, it } from 'vitest';
import { append } from './testing/operated-animal.ts';
import { Bench } from './testing/bench.ts';
import { boxOf, defineFreezer, freePlace, listFreezers, showFreezer, takePlace } from './place.ts';

const layout = {
  title: 'Minus eighty',
  temperatureCelsius: '-80',
  racks: 2,
  boxesPerRack: 3,
  rows: 9,
  columns: 10,
};

function withFreezer(): Bench {
  const bench = new Bench();
  bench.run(defineFreezer, { freezerId: 'F1', ...layout });
  return bench;
}

function take(bench: Bench, placeId: string, occupantId: string): void {
  const record = takePlace(bench.read, placeId, occupantId);
  if (!record.ok) throw new Error(record.refusal.message);
  append(bench, [record.value]);
}

function refusedAt(bench: Bench, placeId: string): string | null {
  const taken = takePlace(bench.read, placeId, 'P07-D1-SER-1');
  return taken.ok ? null : taken.refusal.code;
}

describe('takePlace', () => {
  it.each(['F1/R1/B1/A1', 'F1/R2/B3/I10'])('gives %s', (placeId) => {
    expect(refusedAt(withFreezer(), placeId)).toBeNull();
  });

  it.each(['F1/R3/B1/A1', 'F1/R1/B4/A1', 'F1/R1/B1/J1', 'F1/R1/B1/A11'])(
    'refuses %s outside the layout',
    (placeId) => {
      expect(refusedAt(withFreezer(), placeId)).toBe('place.outside');
    },
  );

  it.each([
    '',
    'F1/R1/B1',
    'F1/R01/B1/A1',
    'F1/R0/B1/A1',
    'F1/R1/B1/A0',
    'F1/R1/B1/5A',
    'f1/r1/b1/a1',
    'F1/R1/B1/A1/',
  ])('refuses “%s”, which is no place', (placeId) => {
    expect(refusedAt(withFreezer(), placeId)).toBe('place.malformed');
  });

  it('refuses an unknown freezer and a taken place, until it is free again', () => {
    const bench = withFreezer();
    expect(refusedAt(bench, 'F2/R1/B1/A1')).toBe('place.no-freezer');
    take(bench, 'F1/R1/B1/A1', 'P01-D1-SER-1');
    const taken = takePlace(bench.read, 'F1/R1/B1/A1', 'P02-D1-SER-1');
    expect(taken.ok ? null : taken.refusal.message).toBe('F1/R1/B1/A1 is taken by P01-D1-SER-1.');
    append(bench, [freePlace('F1/R1/B1/A1', 'P01-D1-SER-1')]);
    expect(refusedAt(bench, 'F1/R1/B1/A1')).toBeNull();
  });

  it('knows the box of a place', () => {
    expect(boxOf('F1/R2/B3/A5')).toBe('F1/R2/B3');
  });
});

describe('freezer.define', () => {
  it('changes a layout with a reason, and not below what is taken', () => {
    const bench = withFreezer();
    take(bench, 'F1/R2/B3/I10', 'P01-D1-SER-1');
    const smaller = { freezerId: 'F1', ...layout, racks: 1 };
    expect(bench.refused(defineFreezer, smaller).code).toBe('reason.missing');
    const reason = 'The second rack is broken.';
    const refusal = bench.refused(defineFreezer, smaller, { reason });
    expect([refusal.code, refusal.message]).toEqual([
      'place.occupied-outside',
      'F1/R2/B3/I10 would lie outside the new layout and is taken by P01-D1-SER-1.',
    ]);
    append(bench, [freePlace('F1/R2/B3/I10', 'P01-D1-SER-1')]);
    bench.run(defineFreezer, smaller, { reason });
    expect(refusedAt(bench, 'F1/R2/B1/A1')).toBe('place.outside');
  });

  it('does not mix freezers whose names begin alike', () => {
    const bench = withFreezer();
    bench.run(defineFreezer, { freezerId: 'F10', ...layout });
    take(bench, 'F10/R2/B3/I10', 'P01-D1-SER-1');
    bench.run(defineFreezer, { freezerId: 'F1', ...layout, racks: 1 }, { reason: 'Smaller.' });
    expect(bench.ask(listFreezers, {}).freezers.map((one) => [one.id, one.taken])).toEqual([
      ['F1', 0],
      ['F10', 1],
    ]);
  });
});

describe('freezer.list and freezer.show', () => {
  it('counts places and shows a box row by row', () => {
    const bench = withFreezer();
    take(bench, 'F1/R2/B3/B10', 'P01-D1-SER-1');
    take(bench, 'F1/R2/B3/A1', 'P01-D1-RNA-1');
    take(bench, 'F1/R2/B2/A1', 'P01-D1-PRO-1');
    const [freezer] = bench.ask(listFreezers, {}).freezers;
    expect(freezer).toMatchObject({ places: 540, placesPerBox: 90, taken: 3 });
    expect(freezer?.takenByBox).toEqual({ 'F1/R2/B3': 2, 'F1/R2/B2': 1 });
    const { box } = bench.ask(showFreezer, { freezerId: 'F1', rack: 2, box: 3 });
    expect(box?.rows.map((row) => row.length)).toEqual(Array.from({ length: 9 }, () => 10));
    expect(box?.rows[1]?.[9]).toMatchObject({ id: 'F1/R2/B3/B10', occupantId: 'P01-D1-SER-1' });
    expect(box?.rows.flat().filter((one) => one.occupantId !== null)).toHaveLength(2);
    expect(bench.ask(showFreezer, { freezerId: 'F1', rack: 3, box: 1 }).box).toBeNull();
    expect(bench.ask(showFreezer, { freezerId: 'F2', rack: 1, box: 1 }).freezer).toBeNull();
  });
});
