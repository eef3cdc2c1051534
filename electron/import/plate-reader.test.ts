// The plate readers that write workbooks or CSV: Tecan Magellan, Thermo SkanIt, BMG MARS.
// Must not need a file of their makers: the tests write what the formats are known to hold.

import { describe, expect, test } from 'vitest';
import { readingOf, readingsOfWell, refusalOf } from './testing/read-text.ts';
import { workbookBytes, type SheetCell } from './testing/workbook-writer.ts';

type Rows = readonly (readonly SheetCell[])[];

describe('Tecan Magellan', () => {
  const settings: Rows = [
    ['Date of measurement: 2026-07-08/Time of measurement: 14:34:46'],
    ['485nm'],
    ['Unknown user'],
    ['Measurement 1:'],
    ['Measurement mode: Absorbance'],
    ['Measurement wavelength: 485 nm'],
    ['Plate definition file: COS384ft.pdf'],
    ['Unit: OD'],
    ['Measurement 2:'],
    ['Measurement mode: Fluorescence'],
    ['Excitation wavelength: 485 nm'],
    ['Emission wavelength: 535 nm'],
    ['Plate definition file: COS384ft.pdf'],
    ['Unit: RFU'],
    ['Meas. temperature: Label1: 24.8 °C'],
    ['Meas. temperature: Label2: 25.1 °C'],
  ];
  const book = (rows: Rows) => workbookBytes({ 'Magellan Sheet 1': [...rows, ...settings] });

  test('[ALC-3] labels with their own unit and wavelengths; a word is no value', () => {
    const reading = readingOf(
      book([
        ['Layout', 'Label1', 'Label2', 'Well positions', 'Ratio'],
        [null, '0s', '0s'],
        [null, '24.8 °C', '25.1 °C', '384 well'],
        ['SM1_1', 0.4002, 1200, 'A1', 3],
        ['BL1', 'OVER', 60, 'A02', 3],
      ]),
    );
    expect(reading.format).toBe('Tecan Magellan');
    expect(reading.plates).toHaveLength(1);
    expect(reading.plates[0]?.name).toBe('COS384ft');
    expect(readingsOfWell(reading, 'A1')).toMatchObject([
      { value: 0.4002, unit: 'OD', wavelengthNm: 485, excitationNm: null, sample: 'SM1_1', role: 'unknown' },
      { value: 1200, unit: 'RFU', wavelengthNm: 535, excitationNm: 485 },
    ]);
    expect(readingsOfWell(reading, 'A2')[0]).toMatchObject({ value: null, raw: 'OVER', role: 'blank' });
  });

  test('a plate that stands only beside the first wells is that of all; several stay apart', () => {
    const rows = (second: SheetCell): Rows => [
      ['Label1', 'Well positions', 'Plate'],
      [0.1, 'A1', 'P1'],
      [0.2, 'A2', second],
    ];
    expect(readingOf(book(rows(null))).plates.map(({ name }) => name)).toEqual(['P1']);
    expect(readingOf(book(rows('P2'))).plates.map(({ name }) => name)).toEqual(['P1', 'P2']);
  });

  test('a label that is repeated is a kinetic read', () => {
    const reading = readingOf(
      book([
        ['Well positions', 'Label1', 'Label1'],
        [null, '0s', '60s'],
        ['A1', 0.1, 0.2],
      ]),
    );
    expect(readingsOfWell(reading, 'A1').map(({ timeSeconds, value }) => [timeSeconds, value])).toEqual([
      [0, 0.1],
      [60, 0.2],
    ]);
  });

  const list: Rows = [
    ['Well positions', 'Label1', 'Label2'],
    [null, '0s', '0s'],
    [null, '24.8 °C', '25.1 °C'],
    ['A1', 0.1, 60],
    ['A2', 0.2, 70],
  ];

  test('[ALC-3] two sheets are two plates, named apart', () => {
    const reading = readingOf(
      workbookBytes({ First: [...list, ...settings], Second: [...list, ...settings] }),
    );
    expect(reading.plates.map(({ name, wells }) => [name, wells.length])).toEqual([
      ['COS384ft (First)', 4],
      ['COS384ft (Second)', 4],
    ]);
    expect(reading.warnings).toEqual([]);
  });

  test.each([
    ['AI', 4],
    ['A7x', 5],
  ])('[ALC-3] a row whose well is %s is refused with its line, not left out', (well, line) => {
    const rows = list.map((row, at) => (at === line - 1 ? [well, ...row.slice(1)] : row));
    expect(refusalOf(book(rows)).message).toBe(
      `Line ${line} of this Tecan Magellan file: “${well}” is no well.`,
    );
  });

  test('a row with readings and without a well is refused as well', () => {
    expect(refusalOf(book([...list, [null, 0.3, 80]])).message).toContain('Line 6');
  });

  test('a column that the program calculated is left out, and told; a dilution is none', () => {
    const added = list.map((row, at) =>
      at === 0 ? [...row, 'Difference', 'Dilution'] : at < 3 ? row : [...row, 9.9, 2],
    );
    const reading = readingOf(book(added));
    expect(reading.plates[0]?.wells).toHaveLength(4);
    expect(reading.warnings).toEqual([
      "Left out, since the instrument's program calculated it from the readings: Difference.",
    ]);
  });

  test('a first row that is blank, or a title of somebody, does not matter', () => {
    const want = readingOf(book(list)).plates;
    expect(readingOf(book([[], ...list])).plates).toEqual(want);
    expect(readingOf(book([['My assay'], ...list])).plates).toEqual(want);
  });

  test('[ALC-3] a sheet called Results beside it does not matter', () => {
    const other = { Results: [['mean of A1'], [0.15]] };
    expect(readingOf(workbookBytes({ M: [...list, ...settings], ...other })).format).toBe('Tecan Magellan');
  });

  test('a list without wells is refused with its row', () => {
    expect(
      refusalOf(
        book([
          ['Label1', 'Plate'],
          [0.1, 'P1'],
        ]),
      ).message,
    ).toBe('Line 1 of this Tecan Magellan file: there is no column Well positions.');
  });
});

describe('Thermo SkanIt', () => {
  const title = (step: string): Rows => [
    ['Measurement results'],
    ['plate run.skax'],
    ['5/8/2026'],
    [' '],
    [step],
  ];
  const grid = (corner: string, first: readonly SheetCell[], second: readonly SheetCell[]): Rows => [
    [corner, 1, 2],
    ['A', ...first],
    ['B', ...second],
    [],
  ];
  const book = workbookBytes({
    'Absorbance 1_01': [
      ...title('Absorbance 1'),
      ['Wavelength: 450 nm'],
      [' '],
      ['Plate 1'],
      ...grid('Abs', [1.5, 0.05], [null, 'NaN']),
      ['Wavelength: 540 nm'],
      ['Plate 1'],
      ...grid('Abs', [0.1, 0.2], [0.3, 0.4]),
      ...grid('Sample', ['Std0001', 'Blank1'], ['Un0001', 'Ctrl1']),
      ['Wavelength: 450 nm'],
      ['Sample Plate'],
      ...grid('Abs', [0.7, 0.8], [0.9, 1]),
    ],
    'Luminescence 1_02': [
      ...title('Luminescence 1'),
      ['Wavelength: 0 nm'],
      ['Plate 1'],
      ...grid('RLU', [105, 7], [8, 9]),
    ],
    'Blank Subtraction 1_03': [
      ...title('Blank Subtraction 1'),
      ['Plate 1'],
      ...grid('Blank subtracted', [1, 2], [3, 4]),
    ],
    'General information': [['General information'], [], [null, 'Report', 'SkanIt Software 7.0.2']],
    'Layout definitions': [
      ['Name', 'Plate 1'],
      [null, 1, 2],
      ['A', 'Std0001', 'Blank1'],
      [null, 'Group 1', 'Group 1'],
      [null, '0.25 microg/ml', null],
      ['B', 'Un0001', 'Ctrl1'],
      [null, 'Group 1', 'Group 1'],
      [null, '1:2', null],
    ],
  });
  const reading = readingOf(book);

  test('[ALC-3] plates, wavelengths, samples, roles and nominal amounts', () => {
    expect(reading.format).toBe('Thermo SkanIt');
    expect(reading.plates.map(({ name }) => name)).toEqual(['Plate 1', 'Sample Plate']);
    expect(reading.plates[0]?.wells.filter(({ well }) => well === 'A1')).toMatchObject([
      { value: 1.5, unit: 'AU', wavelengthNm: 450, sample: 'Std0001', role: 'standard', concentration: 0.25 },
      { value: 0.1, unit: 'AU', wavelengthNm: 540, read: 'Absorbance 1' },
      { value: 105, unit: 'RLU', wavelengthNm: null, read: 'Luminescence 1' },
    ]);
    expect(readingsOfWell(reading, 'B1')[0]).toMatchObject({
      value: null,
      role: 'unknown',
      concentration: null,
    });
    expect(readingsOfWell(reading, 'B2')[0]).toMatchObject({ value: null, raw: 'NaN', role: 'control' });
  });

  test('calculated steps are left out, and told', () => {
    expect(reading.warnings.join(' ')).toContain('Blank Subtraction 1');
    expect(
      reading.plates.flatMap(({ wells }) => wells).every(({ unit }) => unit === 'AU' || unit === 'RLU'),
    ).toBe(true);
  });

  test('a report without a plate, and a grid without rows, are refused with the sheet', () => {
    const general = { 'General information': [['General information'], ['SkanIt Software 7.0']] };
    expect(refusalOf(workbookBytes(general)).code).toBe('instrument.no-readings-sheet');
    const empty = { 'Absorbance 1_01': [...title('Absorbance 1'), ['Plate 1'], ['Abs', 1, 2], ['end']] };
    expect(refusalOf(workbookBytes(empty)).message).toMatch(/^Row 7 of sheet Absorbance 1_01/);
  });
});

describe('BMG MARS', () => {
  const head = (mode: string) => [
    'User: USER,Path: C:\\Data,Test run no.: 4',
    'Test name: ELISA,Date: 29/02/2026,Time: 14:34:46',
    '',
    'ID1: plate 7,ID2: 20 ul',
    mode,
    '',
  ];
  const grid = ['Raw Data (580/620)', '', ',1,2,3', 'A,25104,33863,', 'B,45480,OVER', ''];

  test('[ALC-3] filters, units, the plate, and rows that end early as wells without a value', () => {
    const reading = readingOf([...head('Fluorescence (FI)'), ...grid].join('\r\n'));
    expect(reading.plates[0]?.name).toBe('plate 7');
    expect(reading.plates[0]?.wells.map(({ well, value }) => [well, value])).toEqual([
      ['A1', 25104],
      ['A2', 33863],
      ['A3', null],
      ['B1', 45480],
      ['B2', null],
      ['B3', null],
    ]);
    expect(readingsOfWell(reading, 'A1')[0]).toMatchObject({
      unit: 'RFU',
      wavelengthNm: 620,
      excitationNm: 580,
    });
  });

  test.each([
    ['Absorbance', 'Raw Data (450 1)', 'OD', 450],
    ['Absorbance', 'Raw Data  (450)', 'OD', 450],
    ['Luminescence', 'Raw Data (No filter)', 'RLU', null],
  ])('%s, %s', (mode, raw, unit, wavelengthNm) => {
    const text = [...head(mode), raw, ...grid.slice(1)].join('\n');
    expect(readingsOfWell(readingOf(text), 'A1')[0]).toMatchObject({
      unit,
      wavelengthNm,
      excitationNm: null,
    });
  });

  test('a calculated grid is passed over', () => {
    const text = [...head('Absorbance'), 'Blank corrected (450)', ...grid.slice(1), ...grid].join('\n');
    expect(readingsOfWell(readingOf(text), 'A1')).toHaveLength(1);
  });

  test('[ALC-3] a list with a row a well, semicolons and decimal commas', () => {
    const text = [
      ...head('Absorbance').map((line) => line.replaceAll(',', ';')),
      'Well Row;Well Col;Content;Raw Data (450);Blank corrected based on Raw Data (450)',
      'A;01;Sample X1;0,512;0,5',
      'A;02;Blank B;0,012;0',
      '',
    ].join('\n');
    expect(readingOf(text).plates[0]?.wells).toMatchObject([
      { well: 'A1', sample: 'Sample X1', role: 'unknown', value: 0.512, wavelengthNm: 450 },
      { well: 'A2', sample: 'Blank B', role: 'blank', value: 0.012 },
    ]);
  });

  test('what is no row of a plate is refused with its line, and a cut row too', () => {
    const text = [...head('Absorbance'), ...grid.slice(0, 4), '7,1,2,3', ''].join('\n');
    expect(refusalOf(text).message).toBe('Line 11 of this BMG Labtech MARS file: “7” is no row of a plate.');
    expect(refusalOf([...head('Absorbance'), ...grid.slice(0, 3), 'A,25104,3'].join('\n')).message).toMatch(
      /^Line 10 .*breaks off/,
    );
  });
});
