// The mapping that comes of what a person says about columns, and which kept one can be of a file.
// Must not read a file.

import { describe, expect, it } from 'vitest';
import { csvMapping } from '../../../shared/assays/csv-mapping.ts';
import { fits, headOf, mappingOf, missingOf, newColumnMap, roleWords, type ColumnMap } from './column-map.ts';

const rows = [
  { line: 1, cells: ['Densitometry', ''] },
  { line: 3, cells: ['Lane', 'Kind', 'Density', 'Sample'] },
  { line: 4, cells: ['A1', 'S', '12.5', 'P01 D1'] },
  { line: 5, cells: ['A2', 'B', '0.5', ''] },
  { line: 6, cells: ['A3', 'S', '13.1', 'P02 D1'] },
];

function said(): ColumnMap {
  const columns = { well: 'Lane', value: 'Density', role: 'Kind', sample: 'Sample' };
  return { ...newColumnMap('Densities', rows), columns, roles: { S: 'unknown', B: 'blank' } };
}

describe('columns of a text file', () => {
  it('begins at the line that looks like a head, and chooses no column', () => {
    const map = newColumnMap('', rows);
    expect(headOf(rows, map)).toEqual(['Lane', 'Kind', 'Density', 'Sample']);
    expect(missingOf(map, rows)).toEqual(['name', 'value']);
    const rowAlone = { ...said(), columns: { row: 'Lane', value: 'Density' } };
    expect(missingOf(rowAlone, rows)).toEqual(['well']);
    expect(missingOf({ ...rowAlone, columns: { ...rowAlone.columns, column: 'Kind' } }, rows)).toEqual([]);
    expect(headOf(rows, { ...map, headLine: '99' })).toEqual([]);
    expect(missingOf({ ...said(), headLine: '0', wavelengthNm: 'x' }, rows)).toEqual([
      'head-line',
      'wavelength',
    ]);
  });

  it('gives a mapping that the reader takes, a list or a plate as drawn', () => {
    expect(missingOf(said(), rows)).toEqual([]);
    expect(roleWords(rows, said())).toEqual(['S', 'B']);
    expect(missingOf({ ...said(), roles: { S: 'unknown' } }, rows)).toEqual(['roles']);
    expect(csvMapping.parse(mappingOf(said(), ';'))).toEqual({
      name: 'Densities',
      layout: 'list',
      delimiter: ';',
      headLine: 3,
      columns: { well: 'Lane', value: 'Density', role: 'Kind', sample: 'Sample' },
      roles: { S: 'unknown', B: 'blank' },
    });
    const grid: ColumnMap = {
      ...said(),
      layout: 'grid',
      decimalMark: ',',
      unit: ' OD ',
      wavelengthNm: '450',
    };
    expect(csvMapping.parse(mappingOf(grid, '\t'))).toEqual({
      name: 'Densities',
      layout: 'grid',
      delimiter: '\t',
      headLine: 3,
      decimalMark: ',',
      unit: 'OD',
      wavelengthNm: 450,
    });
  });

  it('offers a kept mapping only where all its columns are', () => {
    expect(fits(mappingOf(said(), ';'), rows)).toBe(true);
    const other: ColumnMap = { ...said(), columns: { well: 'Lane', value: 'Volume' } };
    expect(fits(mappingOf(other, ';'), rows)).toBe(false);
    expect(fits(mappingOf({ ...said(), headLine: '4' }, ';'), rows)).toBe(false);
  });
});
