// Names of samples and what they mean: labels of the study, patterns, and names that stay open.
// Must not test the screen.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { materialKeys, sampleId, timePointKeys } from '../../../shared/domain/schedule.ts';
import { byLabel, patternOf } from './sample-matching.ts';

const animals = [
  { id: 'P01', earTag: '4711' },
  { id: 'P07', earTag: '4717' },
  { id: 'P17', earTag: '17A' },
];

describe('by the label of a sample', () => {
  it('[ALC-2] every serum label of the study leads to its animal and time point, and no other material does', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...animals),
        fc.constantFrom(...timePointKeys),
        fc.constantFrom(...materialKeys),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('', '-A1', '-A12'),
        ({ id }, timePoint, material, number, aliquot) => {
          const label = `${sampleId(id, timePoint, material, number)}${aliquot}`;
          const wanted = material === 'serum' ? { animalId: id, timePoint } : null;
          expect(byLabel(label, animals)).toEqual(wanted);
          expect(byLabel(` ${label.toLowerCase()} `, animals)).toEqual(wanted);
        },
      ),
    );
  });

  it.each(['P99-D1-SER-1', 'P07-D1', 'P07-D2-SER-1', 'P07-D1-SER-', 'P07-D1-SER-1 x', ''])(
    '%j stays open',
    (name) => {
      expect(byLabel(name, animals)).toBeNull();
    },
  );
});

describe('by a pattern', () => {
  it.each([
    ['{animal} {day}', 'P07 day-1', 'P07', 'day-1'],
    ['{animal} {day}', 'p7 D1', null, null],
    ['{animal} {day}', '7  day 3', 'P07', 'day-3'],
    ['{animal} {day}', 'P01 pre-op', 'P01', 'pre-op'],
    ['{animal}_{day}', '4717_D7', 'P07', 'day-7'],
    ['serum {animal} ({day})', 'Serum P17 (d0)', 'P17', 'pre-op'],
    ['{day}: {animal}{any}', '3: P01 repeat', 'P01', 'day-3'],
    ['{animal}-{day}', 'P07-D2', null, null],
    ['{animal} {day}', 'P99 D1', null, null],
    ['{animal} {day}', 'P07 D1 x', null, null],
  ])('%s reads %s', (pattern, name, animalId, timePoint) => {
    const wanted = animalId === null ? null : { animalId, timePoint };
    expect(patternOf(pattern)?.(name, animals)).toEqual(wanted);
  });

  it('a number that two animals have stays open', () => {
    const two = [
      { id: 'P07', earTag: '1' },
      { id: 'R07', earTag: '2' },
    ];
    expect(patternOf('{animal} {day}')?.('7 D1', two)).toBeNull();
  });

  it.each(['', '{animal}', '{day}', '{animal} {animal} {day}', '{any}{any}{any}{animal}{day}'])(
    '%j is no pattern yet',
    (text) => {
      expect(patternOf(text)).toBeNull();
    },
  );

  it('any text is taken as it stands between its parts', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'.*+?()[]{}|/\\^$-_:#'.split('')) }), (between) => {
        fc.pre(!/\{(animal|day|any)\}/.test(between));
        expect(patternOf(`{animal}${between}_{day}`)?.(`P07${between}_D1`, animals)).toEqual({
          animalId: 'P07',
          timePoint: 'day-1',
        });
      }),
    );
  });
});
