// SoftMax Pro exports beyond the reference files: kinetics, spectra, time format, several plates, groups, reduced data.
// Must not repeat the agreement with the reference.

import { describe, expect, test } from 'vitest';
import { readingOf, readingsOfWell, refusalOf } from './testing/read-text.ts';

/** Six wells: three columns, two rows. */
function head(name: string, layout: string, kind: string, points: number, data = 'Raw'): string {
  return `Plate:\t${name}\t1.3\t${layout}\t${kind}\tAbsorbance\t${data}\tFALSE\t${points}\t60\t30\t\t\t\t2\t450 540 \t1\t3\t6\t1\t2`;
}

const gridHead = '\tTemperature(°C)\t1\t2\t3\t\t1\t2\t3';
const gridRows = ['\t37.0\t0.1\t0.2\t0.3\t\t1.1\t1.2\t1.3', '\t\t0.4\t0.5\tOVRFLW\t\t1.4\t1.5\t1.6'];

function file(...blocks: readonly (readonly string[])[]): string {
  return [
    `##BLOCKS= ${blocks.length}`,
    ...blocks.flatMap((block) => [...block, '~End']),
    'Original Filename: x; Date Last Saved: 1/1/2026',
    '',
  ].join('\n');
}

const plate = (name: string) => [head(name, 'PlateFormat', 'Endpoint', 1), gridHead, ...gridRows, ''];

describe('plate format', () => {
  test('[ALC-3] wavelengths side by side, words as no value', () => {
    const reading = readingOf(file(plate('one')));
    expect(
      readingsOfWell(reading, 'B3').map(({ wavelengthNm, value, raw }) => [wavelengthNm, value, raw]),
    ).toEqual([
      [450, null, 'OVRFLW'],
      [540, 1.6, '1.6'],
    ]);
    expect(reading.plates[0]?.wells.every(({ unit }) => unit === 'OD')).toBe(true);
    expect(reading.warnings).toEqual([]);
  });

  test('a kinetic read repeats the grid with its time', () => {
    const lines = [
      head('one', 'PlateFormat', 'Kinetic', 2),
      gridHead,
      `00:00:00${gridRows[0]}`,
      gridRows[1] ?? '',
      '',
      `0:01:30${gridRows[0]}`,
      gridRows[1] ?? '',
      '',
    ];
    const reading = readingOf(file(lines));
    expect(readingsOfWell(reading, 'A2').map(({ timeSeconds, value }) => [timeSeconds, value])).toEqual([
      [0, 0.2],
      [0, 1.2],
      [90, 0.2],
      [90, 1.2],
    ]);
    expect(refusalOf(file(lines.slice(0, 6))).message).toContain('the plate has 1 of 2 rows');
  });

  test('a row that is shorter than what was read is refused with its line', () => {
    const [first = ''] = gridRows;
    const refusal = refusalOf(
      file([head('one', 'PlateFormat', 'Endpoint', 1), gridHead, first, '\t\t0.4\t0.5']),
    );
    expect(refusal.message).toMatch(/^Line 5 of this .*: the row breaks off/);
  });

  test('an incomplete head is refused with its line', () => {
    expect(refusalOf(file(['Plate:\tone\t1.3\tPlateFormat\tEndpoint\tAbsorbance\tRaw'])).message).toMatch(
      /^Line 2 .*: the head of the plate is not complete/,
    );
  });

  test('fewer blocks than announced, or one without an end, is told', () => {
    const text = file(plate('one'), ['Note:', 'x']);
    expect(readingOf(text.slice(0, text.lastIndexOf('Note:'))).warnings[0]).toContain(
      'announces 2 blocks and has 1',
    );
    expect(readingOf(text.replace('x\n~End\n', 'x\n')).warnings[0]).toContain('one has no end');
  });
});

test('more blocks than announced are no sign of a cut', () => {
  const text = file(plate('one'), ['Note:', 'x'], ['Note:', 'y']).replace('##BLOCKS= 3', '##BLOCKS= 1');
  expect(readingOf(text).warnings).toEqual([]);
});

describe('time format', () => {
  const wells = 'A1\tA2\tA3\tB1\tB2\tB3';

  test('[ALC-3] a damaged well in the head is refused, not left out', () => {
    const damaged = [
      head('one', 'TimeFormat', 'Kinetic', 1),
      `Time\tTemperature(°C)\t${wells.replace('B2', 'BZ')}`,
      '0:00\t37\t1\t2\t3\t4\t5\t6',
    ];
    expect(refusalOf(file(damaged)).message).toMatch(/^Line 3 .*“BZ” is no well/);
  });

  test('a row a time, a block of rows a wavelength', () => {
    const reading = readingOf(
      file([
        head('one', 'TimeFormat', 'Kinetic', 2),
        `Time\tTemperature(°C)\t${wells}`,
        '0:00\t37\t1\t2\t3\t4\t5\t6',
        '0:30\t37\t7\t8\t9\t10\t11\t12',
        '',
        '0:00\t37\t13\t14\t15\t16\t17\t18',
        '0:30\t37\t19\t20\t21\t22\t23\t24',
        '',
      ]),
    );
    expect(
      readingsOfWell(reading, 'B3').map((one) => [one.wavelengthNm, one.timeSeconds, one.value]),
    ).toEqual([
      [450, 0, 6],
      [450, 30, 12],
      [540, 0, 18],
      [540, 30, 24],
    ]);
  });

  test('[ALC-3] where only reduced values were exported there is no reading, and the note has the reduced value', () => {
    const reading = readingOf(
      file([head('one', 'TimeFormat', 'Endpoint', 1, 'Reduced'), `\t\t${wells}`, '\t\t1.5\t2\t3\t4\t5\t6']),
    );
    expect(readingsOfWell(reading, 'A1')).toHaveLength(2);
    expect(
      readingsOfWell(reading, 'A1').every(({ value, note }) => value === null && note?.includes('1.5')),
    ).toBe(true);
  });
});

describe('groups', () => {
  const standards = [
    'Group: Standards',
    'Sample\tConc\tBackCalc\tWells\tValue\tWellPlateName',
    '01\t320,5\t315,1\tA1\t0,1\ttwo',
    ' \t \t310,4\tA2\t0,2\ttwo',
    '02\t160\t158,0\tA3\t0,3\ttwo',
    '',
    'Group Column\tFormula Name',
  ];
  const unknowns = ['Group: Unknowns', 'Sample\tWells\tValue', 'pig 7\tB1\t0.4'];

  test('a group gives its wells sample, role and amount, on the plate that it names', () => {
    const reading = readingOf(file(plate('one'), plate('two'), standards));
    const [one, two] = reading.plates.map(({ wells }) =>
      wells
        .filter(({ wavelengthNm }) => wavelengthNm === 450)
        .map(({ sample, role, concentration }) => [sample, role, concentration]),
    );
    expect(one?.every((facts) => facts.every((fact) => fact === null))).toBe(true);
    expect(two?.slice(0, 3)).toEqual([
      ['01', 'standard', 320.5],
      ['01', 'standard', 320.5],
      ['02', 'standard', 160],
    ]);
  });

  test('a group without a plate belongs to the only one; of several it is left out, and told', () => {
    expect(readingsOfWell(readingOf(file(plate('one'), unknowns)), 'B1')[0]).toMatchObject({
      sample: 'pig 7',
      role: 'unknown',
    });
    const two = readingOf(file(plate('one'), plate('two'), unknowns));
    expect(readingsOfWell(two, 'B1')[0]?.sample).toBeNull();
    expect(two.warnings.join(' ')).toContain('Unknowns');
  });
});
