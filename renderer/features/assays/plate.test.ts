// The way from an instrument's well to a reading of an evaluation: digits, words in place of numbers, names, roles.
// Must not read a format: electron/import does.

import { describe, expect, it } from 'vitest';
import type { WellReading } from '../../../shared/assays/instrument-reading.ts';
import { plateName, readsOf, takePlate } from './plate.ts';
import { wellReading } from './testing/well-reading.ts';

const empty = wellReading({ unit: 'OD', wavelengthNm: 450 });

function taken(...wells: readonly Partial<WellReading>[]) {
  const plates = [{ name: 'Plate 1', wells: wells.map((one) => ({ ...empty, ...one })) }];
  const file = { format: 'test', plates, warnings: [] };
  const [read] = readsOf(file.plates[0] ?? { name: null, wells: [] });
  return takePlate(file, 0, read?.key ?? '', 'file-1');
}

describe('[GLP-3] a reading keeps the digits of the file', () => {
  it.each([
    ['0.120', 0.12, '0.120', null],
    ['0,120', 0.12, '0.120', '0,120'],
    ['1,234.5', 1234.5, '1234.5', '1,234.5'],
    ['1.2E-2', 0.012, '1.2E-2', null],
  ])('%s', (raw, value, text, kept) => {
    const [well] = taken({ sample: 'S', raw, value }).wells;
    expect(well).toMatchObject({
      value: text,
      raw: kept,
      absent: null,
      plate: 'Plate 1',
      attachmentId: 'file-1',
    });
  });

  it.each([
    ['OVRFLW', 'overflow'],
    ['OVER', 'overflow'],
    ['#Sat', 'overflow'],
    ['>4.0', 'overflow'],
    ['?????', 'undetermined'],
  ])('%s is no number', (raw, absent) => {
    expect(taken({ sample: 'S', raw }).wells[0]).toMatchObject({ value: null, raw, absent });
  });
});

describe('names and uses', () => {
  it('come from the file, once each, and what the file leaves without a name stays without one', () => {
    const { wells, names } = taken(
      { well: 'A1', sample: 'STD1', role: 'standard', concentration: 1000, raw: '2.1', value: 2.1 },
      { well: 'A2', sample: 'STD1', role: 'standard', concentration: 1000, raw: '2.0', value: 2 },
      { well: 'B1', role: 'standard', concentration: 500, raw: '1.1', value: 1.1 },
      { well: 'C1', role: 'blank', raw: '0.05', value: 0.05 },
      { well: 'D1', sample: 'P07/D1', role: 'unknown', concentration: 412, raw: '0.5', value: 0.5 },
      { well: 'E1', sample: 'NEG', role: 'negative-control', raw: '0.1', value: 0.1 },
      { well: 'F1', raw: '0.04', value: 0.04 },
      { well: 'G1' },
    );
    expect(names).toEqual([
      { name: 'STD1', use: 'standard', concentration: '1000' },
      { name: '500', use: 'standard', concentration: '500' },
      { name: 'blank', use: 'blank', concentration: '' },
      { name: 'P07-D1', use: 'sample', concentration: '' },
      { name: 'NEG', use: 'unused', concentration: '' },
    ]);
    expect(wells.map((one) => [one.well, one.name])).toEqual([
      ['A1', 'STD1'],
      ['A2', 'STD1'],
      ['B1', '500'],
      ['C1', 'blank'],
      ['D1', 'P07-D1'],
      ['E1', 'NEG'],
      ['F1', ''],
    ]);
  });

  it('a well read at two wavelengths is taken at one of them', () => {
    const plates = [
      {
        name: null,
        wells: [
          { ...empty, sample: 'S', raw: '0.5', value: 0.5 },
          { ...empty, sample: 'S', raw: '0.1', value: 0.1, wavelengthNm: 540 },
        ],
      },
    ];
    const file = { format: 'test', plates, warnings: [] };
    const reads = readsOf(plates[0] ?? { name: null, wells: [] });
    expect(reads.map((one) => one.wavelengthNm)).toEqual([450, 540]);
    const values = reads.map(({ key }) => takePlate(file, 0, key, 'f').wells.map((one) => one.value));
    expect(values).toEqual([['0.5'], ['0.1']]);
  });

  it('two plates of the same name are told apart', () => {
    const plates = [
      { name: 'ELISA', wells: [] },
      { name: 'ELISA', wells: [] },
      { name: null, wells: [] },
    ];
    const file = { format: 'test', plates, warnings: [] };
    expect(plates.map((_, index) => plateName(file, index))).toEqual([
      'ELISA plate 1',
      'ELISA plate 2',
      'plate 3',
    ]);
  });
});

describe('[ALC-3] the names on a plate', () => {
  it('never make one sample of two', () => {
    const long = 'P07 day 1, second tube of the morning, from the box beside the door';
    const { names, wells } = taken(
      { well: 'A1', sample: 'P07/1', value: 1.1, raw: '1.1' },
      { well: 'A2', sample: 'P07-1', value: 0.1, raw: '0.1' },
      { well: 'A3', sample: `${long} 1`, value: 0.2, raw: '0.2' },
      { well: 'A4', sample: `${long} 2`, value: 0.3, raw: '0.3' },
      { well: 'A5', sample: 'P07/1', value: 1.2, raw: '1.2' },
    );
    expect(names.map((one) => one.name).slice(0, 2)).toEqual(['P07-1', 'P07-1 (2)']);
    expect(new Set(names.map((one) => one.name)).size).toBe(4);
    expect(names.every((one) => one.name.length <= 60 && !one.name.includes('/'))).toBe(true);
    expect(wells.map((one) => one.name)[4]).toBe('P07-1');
  });

  it('keep a concentration where the file gives no roles, and know a blank by its name', () => {
    const { names } = taken(
      { well: 'A1', sample: 'S1', concentration: 1000 },
      { well: 'A2', sample: 'Blank' },
      { well: 'A3', sample: 'blanket' },
    );
    expect(names.map(({ use, concentration }) => [use, concentration])).toEqual([
      ['sample', '1000'],
      ['blank', ''],
      ['sample', ''],
    ]);
  });
});
