// Thermo SkanIt workbooks as their users name and shape them: plates of any name, columns apart, kinetic tables.
// Must not repeat what plate-reader.test.ts holds about an ordinary report.

import { describe, expect, test } from 'vitest';
import { readingOf, readingsOfWell, refusalOf } from './testing/read-text.ts';
import { workbookBytes, type SheetCell } from './testing/workbook-writer.ts';

type Rows = readonly (readonly SheetCell[])[];

function sheet(step: string, rows: Rows): Rows {
  return [
    ['Measurement results'],
    ['run.skax'],
    ['5/8/2026'],
    [],
    [step],
    ['Wavelength: 340 nm'],
    [],
    ...rows,
  ];
}

function plate(name: string, first: number): Rows {
  return [
    [name],
    [],
    ['Abs', 1, 2, 'uM'],
    ['A', first, first + 0.01],
    ['B', first + 0.02, first + 0.03, 1000],
    [],
    ['Sample', 1, 2],
    ['A', `${name} 1`, `${name} 2`],
    ['B', `${name} 3`, `${name} 4`],
    [],
    ['Autoloading range A1 - M28'],
  ];
}

describe('plates', () => {
  test('[ALC-3] have any name, with or without the word', () => {
    const rows = [...plate('NADH calibration', 3.1), ...plate('Serum B', 4.1), ...plate('Plate 3', 5.1)];
    const reading = readingOf(workbookBytes({ 'Absorbance 1_01': sheet('Absorbance 1', rows) }));
    expect(reading.plates.map(({ name, wells }) => [name, wells.length, wells[0]?.value])).toEqual([
      ['NADH calibration', 4, 3.1],
      ['Serum B', 4, 4.1],
      ['Plate 3', 4, 5.1],
    ]);
    expect(readingsOfWell(reading, 'B2').map(({ sample }) => sample)).toEqual([
      'NADH calibration 4',
      'Serum B 4',
      'Plate 3 4',
    ]);
    expect(reading.warnings).toEqual([]);
  });

  test('[ALC-3] that their users wrote twice under one name are told', () => {
    const rows = [...plate('Serum', 3.1), ...plate('Serum', 4.1)];
    const reading = readingOf(workbookBytes({ 'Absorbance 1_01': sheet('Absorbance 1', rows) }));
    expect(reading.warnings.join(' ')).toContain('nothing tells apart: A1, A2, B1, B2.');
  });
});

describe('columns', () => {
  const wellsOf = (head: readonly SheetCell[], row: readonly SheetCell[]) =>
    readingOf(
      workbookBytes({ 'Absorbance 1_01': sheet('Absorbance 1', [['Plate 1'], head, row, []]) }),
    ).plates[0]?.wells.map(({ well, value }) => [well, value]);

  test('[ALC-3] stand apart where people moved them', () => {
    const head = ['Abs', 1, 2, null, null, 3, null, 4];
    expect(wellsOf(head, ['A', 0.1, 0.2, null, null, 0.3, null, 0.4])).toEqual([
      ['A1', 0.1],
      ['A2', 0.2],
      ['A3', 0.3],
      ['A4', 0.4],
    ]);
  });

  test('may begin within the plate', () => {
    expect(wellsOf(['Abs', 5, 6], ['A', 0.1, 0.2])).toEqual([
      ['A5', 0.1],
      ['A6', 0.2],
    ]);
  });
});

describe('kinetic tables', () => {
  const table: Rows = [
    ['Plate 1'],
    [null, 'a note of somebody', 1, 1],
    ['Reading', 'avg. time [s]', 'Un0001 (A01)', 'Blank1 (B12)', 'a note'],
    [1, 0, 0.9489, 0.05, 7],
    [2, 4.22, 0.9406, 'OVER', 7],
    [],
  ];

  test('[ALC-3] are read with their times, beside an end point of the same workbook', () => {
    const reading = readingOf(
      workbookBytes({
        'Absorbance 1_01': sheet('Absorbance 1', plate('Plate 1', 3.1)),
        'Absorbance 2_02': sheet('Absorbance 2', table),
      }),
    );
    expect(reading.plates.map(({ name }) => name)).toEqual(['Plate 1']);
    const kinetic = reading.plates[0]?.wells.filter(({ timeSeconds }) => timeSeconds !== null);
    expect(kinetic).toMatchObject([
      {
        well: 'A1',
        sample: 'Un0001',
        role: 'unknown',
        unit: 'AU',
        wavelengthNm: 340,
        timeSeconds: 0,
        value: 0.9489,
      },
      { well: 'B12', role: 'blank', timeSeconds: 0, value: 0.05, read: 'Absorbance 2' },
      { well: 'A1', timeSeconds: 4.22, value: 0.9406 },
      { well: 'B12', timeSeconds: 4.22, value: null, raw: 'OVER' },
    ]);
    expect(reading.warnings).toEqual([]);
  });

  test('of a step that does not say whether it measured are left out, and told', () => {
    const [measured, other] = [plate('Plate 1', 3.1), sheet('Blank Subtraction 1', table)];
    const reading = readingOf(
      workbookBytes({
        'Absorbance 1_01': sheet('Absorbance 1', measured),
        'Blank Subtraction 1_02': other,
      }),
    );
    expect(reading.plates[0]?.wells).toHaveLength(4);
    expect(reading.warnings.join(' ')).toMatch(/measured or calculated: Blank Subtraction 1\..*Absorbance/);
    expect(refusalOf(workbookBytes({ 'Blank Subtraction 1_02': other })).code).toBe(
      'instrument.kinetic-step',
    );
  });

  test.each([
    ['a damaged well', ['Reading', 'avg. time [s]', 'Un0001 (AI1)'], [1, 0, 0.9], '“AI1” is no well'],
    ['a damaged time', ['Reading', 'avg. time [s]', 'Un0001 (A01)'], [1, 'x', 0.9], '“x” is no time'],
  ])('with %s are refused with the row', (_, head, row, reason) => {
    const bytes = workbookBytes({ 'Absorbance 1_01': sheet('Absorbance 1', [['Plate 1'], head, row]) });
    const { message } = refusalOf(bytes);
    expect(message).toContain('of sheet Absorbance 1_01');
    expect(message).toContain(reason);
  });
});
