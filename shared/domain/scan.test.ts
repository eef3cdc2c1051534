// Codes as a scanner sends them: each kind of thing, odd spellings, and codes that nothing or two things answer to.
// Must not check what a screen then shows.

import { describe, expect, it } from 'vitest';
import { Dose } from './dose.ts';
import { exactScale } from './time-scale.ts';
import { Lot } from './lot.ts';
import { defineFreezer, Place } from './place.ts';
import { collectSamples } from './sample-collection.ts';
import { resolveScan } from './scan.ts';
import { drawReadingList, showReadingList } from './reading-list.ts';
import { Bench } from './testing/bench.ts';
import { append, registerAnimal, startSurgery } from './testing/operated-animal.ts';

function filled(): Bench {
  const bench = new Bench();
  registerAnimal(bench, 'P07');
  startSurgery(bench, 'P07', '2026-03-02T07:00:00.000+08:00[Asia/Shanghai]');
  bench.run(collectSamples, { animalId: 'P07', timePoint: 'pre-op', items: [{ material: 'serum' }] });
  const layout = {
    title: 'Minus eighty',
    temperatureCelsius: '-80',
    racks: 2,
    boxesPerRack: 3,
    rows: 9,
    columns: 9,
  };
  bench.run(defineFreezer, { freezerId: 'F1', ...layout });
  append(bench, [
    Place.record('place.taken', 'F1/R2/B3/A5', { occupantId: 'P07-PRE-SER-1', box: 'F1/R2/B3' }),
    Lot.record('lot.commercialCreated', 'lot-1', {
      code: 'L4K7',
      title: 'Bag',
      expiresAt: '2027-01-01',
      volumeMicrolitre: '500000',
      location: null,
      runId: null,
      kind: 'saline',
      supplier: 'Supplier',
      supplierLot: 'S1',
    }),
    Dose.record('dose.prepared', 'dose-1', {
      code: '7KQ2M',
      animalId: 'P07',
      weightKg: '22.4',
      cellsTarget: '22400000',
      volumeMicrolitre: '933.3',
      drawMicrolitre: '930',
      fills: ['930'],
      syringeMl: '1',
      graduationMicrolitre: '10',
      scale: exactScale(0, 0),
      blind: {
        group: 'saline',
        substance: null,
        lotId: null,
        equation: [],
        errorPercent: null,
        deadSpaceMicrolitre: '0',
      },
    }),
  ]);
  return bench;
}

const scan = (bench: Bench, code: string) => {
  const { target } = bench.ask(resolveScan, { code });
  return target && [target.kind, target.id];
};

describe('the label of a slide', () => {
  it('opens its list, of several with the same codes', () => {
    const bench = filled();
    const slides = [1, 2].map((slice) => ({ animalId: 'P07', timePoint: 'day-1' as const, slice }));
    const listIds = ['first', 'second'].map((title) => bench.run(drawReadingList, { title, slides }).listId);
    const labels = listIds.map((listId) => bench.ask(showReadingList, { listId })?.slides[1]?.label ?? '');
    expect(labels[0]).toMatch(/^SL-[0-9A-F]{8}-02$/);
    expect(new Set(labels).size).toBe(2);
    for (const [index, code] of labels.entries()) {
      expect(bench.ask(resolveScan, { code: code.toLowerCase() }).target).toMatchObject({
        kind: 'slide',
        id: listIds[index],
      });
    }
    expect(bench.ask(resolveScan, { code: (labels[0] ?? '').replace(/02$/, '03') }).targets).toEqual([]);
  });
});

describe('scan.resolve', () => {
  it.each([
    ['P07', ['animal', 'P07']],
    ['TAG-P07', ['animal', 'P07']],
    ['P07-PRE-SER-1', ['sample', 'P07-PRE-SER-1']],
    ['7KQ2M', ['dose', 'dose-1']],
    ['L4K7', ['lot', 'lot-1']],
    ['P07-SUR-1', ['run', 'run-P07']],
    ['F1', ['freezer', 'F1']],
    ['F1/R2/B3', ['box', 'F1/R2/B3']],
    ['F1/R2/B3/A5', ['place', 'F1/R2/B3/A5']],
    // An empty place is nothing in the log, but it carries a label.
    ['F1/R1/B1/C4', ['place', 'F1/R1/B1/C4']],
  ])('opens %s', (code, expected) => {
    expect(scan(filled(), code)).toEqual(expected);
  });

  it.each([' 7KQ2M\r\n', '7kq2m', ']d27KQ2M', '\t7KQ2M\t'])(
    'reads %j as a scanner or a hand sends it',
    (code) => {
      expect(scan(filled(), code)).toEqual(['dose', 'dose-1']);
    },
  );

  it.each(['', '   ', 'P99', 'P07-PRE-SER-2', 'F1/R3/B1', 'F1/R1/B4/A1', 'F2', '7KQ2'])(
    'finds nothing for “%s”',
    (code) => {
      expect(filled().ask(resolveScan, { code })).toMatchObject({ target: null, targets: [] });
    },
  );

  it('names both where two things answer, and opens neither', () => {
    const bench = filled();
    const layout = {
      title: 'Other',
      temperatureCelsius: '-20',
      racks: 1,
      boxesPerRack: 1,
      rows: 1,
      columns: 1,
    };
    bench.run(defineFreezer, { freezerId: 'P07', ...layout });
    const found = bench.ask(resolveScan, { code: 'P07' });
    expect(found.target).toBeNull();
    expect(found.targets.map((one) => one.kind)).toEqual(['animal', 'freezer']);
  });

  it('tells a blinded reader no more than kind, id and label', () => {
    const bench = filled();
    bench.roles = ['surgeon'];
    const found = bench.ask(resolveScan, { code: '7KQ2M' });
    expect(found.target).toEqual({ kind: 'dose', id: 'dose-1', label: '7KQ2M' });
    expect(JSON.stringify(found)).not.toMatch(/saline|lot/);
  });
});
