// Any CSV by a mapping: lists and grids, and mappings that cannot be used.
// Must not test the formats that are known without one.

import { describe, expect, test } from 'vitest';
import { readingOf, readingsOfWell, refusalOf } from './testing/read-text.ts';

const list = {
  name: 'Freezer ELISA',
  layout: 'list',
  unit: 'OD',
  wavelengthNm: 450,
  columns: { well: 'Position', value: 'Extinktion', sample: 'Probe', role: 'Typ', plate: 'Platte' },
  roles: { Probe: 'unknown', Leerwert: 'blank' },
};
const text = [
  'Messung vom 3. März;;;;',
  'Platte;Position;Probe;Typ;Extinktion',
  'P1;A01;Schwein 7;Probe;0,512',
  'P1;A02;;Leerwert;0,012',
  'P2;A01;Schwein 8;Probe;ÜBER',
  '',
].join('\r\n');

describe('a list', () => {
  test('[ALC-3] columns by name, words of roles, plates, decimal commas', () => {
    const reading = readingOf(text, list);
    expect(reading.format).toBe('Freezer ELISA');
    expect(reading.plates).toMatchObject([
      {
        name: 'P1',
        wells: [
          { well: 'A1', sample: 'Schwein 7', role: 'unknown', value: 0.512, unit: 'OD', wavelengthNm: 450 },
          { well: 'A2', sample: null, role: 'blank', value: 0.012 },
        ],
      },
      { name: 'P2', wells: [{ well: 'A1', value: null, raw: 'ÜBER' }] },
    ]);
  });

  test('[ALC-3] without a column of roles a row with a concentration is a standard, and no other row is', () => {
    const mapping = { layout: 'list', columns: { well: 'Pos', value: 'OD', concentration: 'pg/ml' } };
    const text = 'Pos,OD,pg/ml\nA1,2.1,1000\nA2,0.1,0\nA3,0.7,\n';
    const facts = (one: unknown) =>
      readingOf(text, one).plates[0]?.wells.map(({ role, concentration }) => [role, concentration]);
    expect(facts(mapping)).toEqual([
      ['standard', 1000],
      ['standard', 0],
      [null, null],
    ]);
    const withRoles = { ...mapping, columns: { ...mapping.columns, role: 'OD' } };
    expect(facts(withRoles)?.map(([role]) => role)).toEqual([null, null, null]);
  });

  test('[ALC-3] an OD between semicolons tells its decimal mark, a fluorescence does not', () => {
    const values = (unit: string, mark: string) =>
      readingOf(`Pos;V\nA1;1${mark}250\nA2;2${mark}100\n`, {
        layout: 'list',
        unit,
        columns: { well: 'Pos', value: 'V' },
      }).plates[0]?.wells.map(({ value }) => value);
    expect([values('OD', ','), values('OD', '.')]).toEqual([
      [1.25, 2.1],
      [1.25, 2.1],
    ]);
    expect(values('RFU', ',')).toEqual([null, null]);
  });

  test('a column of Cq is no value', () => {
    const mapping = { layout: 'list', columns: { well: 'Pos', cq: 'Ct', target: 'Gene', dye: 'Dye' } };
    expect(readingOf('Pos,Gene,Dye,Ct\nA1,HGF,SYBR,21.5\n', mapping).plates[0]?.wells[0]).toMatchObject({
      cq: 21.5,
      value: null,
      unit: null,
      target: 'HGF',
      dye: 'SYBR',
    });
  });

  test.each([
    ['Position;Extinktion\r\nA1;0,5\r\n', 'Line 1', 'no column'],
    [text.replace('A02', 'A2x'), 'Line 4', '“A2x” is no well'],
    [text.slice(0, text.indexOf(';0,012') - 1), 'Line 4', 'breaks off'],
  ])('what does not fit is refused with the line', (broken, line, reason) => {
    const { message } = refusalOf(broken, list);
    expect(message).toContain(`${line} of this Freezer ELISA file`);
    expect(message).toContain(reason);
  });
});

describe('the place of a reading', () => {
  const placesOf = (content: string, columns: object) =>
    readingOf(content, { layout: 'list', columns: { value: 'OD', ...columns } }).plates.flatMap(({ wells }) =>
      wells.map((one) => [one.well, one.value]),
    );

  test('is a row and a column, by letter or by number', () => {
    const columns = { row: 'Row', column: 'Col' };
    expect(placesOf('Row,Col,OD\nA,01,0.1\nH,12,0.2\n', columns)).toEqual([
      ['A1', 0.1],
      ['H12', 0.2],
    ]);
    expect(placesOf('Row,Col,OD\n1,1,0.1\n8,12,0.2\n', columns)).toEqual([
      ['A1', 0.1],
      ['H12', 0.2],
    ]);
    const broken = { layout: 'list', columns: { value: 'OD', ...columns } };
    expect(refusalOf('Row,Col,OD\nA,,0.1\n', broken).message).toContain('“A” is no well');
  });

  test('is a lane, as the file calls it', () => {
    expect(placesOf('Lane,OD\n1,0.1\nL2/left,0.2\n', { lane: 'Lane' })).toEqual([
      ['1', 0.1],
      ['L2-left', 0.2],
    ]);
    const mapping = { layout: 'list', columns: { value: 'OD', lane: 'Lane' } };
    expect(refusalOf('Lane,OD\n,0.1\n', mapping).message).toContain('Line 2');
  });

  test('is its line, where the file names none', () => {
    expect(placesOf('Sample,OD\nP07,0.1\n\nP08,0.2\n', { sample: 'Sample' })).toEqual([
      ['line 2', 0.1],
      ['line 4', 0.2],
    ]);
  });

  test('[ALC-3] is taken once: a second reading of it is refused with both lines, not put in its place', () => {
    const { message } = refusalOf(text.replace('A02', 'A01'), list);
    expect(message).toContain('Line 4');
    expect(message).toContain('A1 stands in line 3 already');
    const genes = { layout: 'list', columns: { well: 'Pos', cq: 'Ct', target: 'Gene' } };
    expect(readingOf('Pos,Gene,Ct\nA1,HGF,21\nA1,ACTB,15\n', genes).plates[0]?.wells).toHaveLength(2);
  });
});

describe('a grid', () => {
  test('[ALC-3] rows and columns as drawn', () => {
    const reading = readingOf('Plate 7\n<>,1,2,3\nA,0.1,0.2,0.3\nB,0.4,,x\n\nend\n', {
      layout: 'grid',
      unit: 'AU',
      headLine: 2,
    });
    expect(reading.plates[0]?.wells).toHaveLength(6);
    expect(readingsOfWell(reading, 'B1')[0]).toMatchObject({ value: 0.4, unit: 'AU' });
    expect(readingsOfWell(reading, 'B3')[0]).toMatchObject({ value: null, raw: 'x' });
  });

  test('[ALC-3] a last row that breaks off is refused, a short one before it is not', () => {
    expect(refusalOf(',1,2,3\nA,0.1,0.2,0.3\nB,0.4,0.5', { layout: 'grid' }).message).toMatch(
      /^Line 3 .*breaks off/,
    );
    expect(readingOf(',1,2,3\nA,0.1,0.2\nB,0.4,0.5,0.6\n', { layout: 'grid' }).plates[0]?.wells).toHaveLength(
      6,
    );
  });

  test('a text without a plate is refused', () => {
    expect(refusalOf('a,b\n1,2\n', { layout: 'grid' }).code).toBe('instrument.damaged');
    expect(refusalOf(',1,2\nx,1,2\n', { layout: 'grid' }).code).toBe('instrument.no-readings');
  });
});

describe('a mapping', () => {
  test.each([
    [{ layout: 'table' }, 'layout'],
    [{ layout: 'list', columns: { row: 'x', value: 'y' } }, 'needs its column'],
    [{ layout: 'grid', headLine: 0 }, 'headLine'],
    [{ layout: 'grid', colour: 'red' }, 'colour'],
    [{ ...list, roles: { Probe: 'pig' } }, 'roles.Probe'],
    [{ layout: 'list', columns: { well: 'x' } }, 'neither a column of values'],
    [null, 'mapping'],
  ])('%j is refused with what is wrong', (mapping, what) => {
    const refusal = refusalOf(text, mapping);
    expect(refusal.code).toBe('instrument.mapping-invalid');
    expect(refusal.message).toContain(what);
  });
});
