// The table view of BMG Labtech MARS: its axis of times or wavelengths, its wells, and where it breaks off.
// Must not test the grids of the program.

import { describe, expect, test } from 'vitest';
import { readingOf, readingsOfWell, refusalOf } from './testing/read-text.ts';

const head = [
  'User: USER,Path: C:\\Data,Test run no.: 4',
  'Test name: OD600,Date: 29/02/2026,Time: 14:34:46',
  'ID1: plate 7',
  'Absorbance',
  '',
];
const kinetic = [
  'Well Row,Well Col,Content,Raw Data (600),Raw Data (600),Raw Data (600),Blank corrected (600)',
  ',,Time,0 h ,0 h 30 min,0 h 60 min,0 h ',
  'A,1,Sample X1,0.081,0.097,0.107,0.001',
  'A,2,Blank B,0.08,0.081,0.082,0',
];

function textOf(...lines: readonly string[]): string {
  return [...head, ...lines, ''].join('\n');
}

describe('the line below the head', () => {
  test('[ALC-3] gives the times of a kinetic read, which calls an hour 0 h 60 min', () => {
    const reading = readingOf(textOf(...kinetic));
    expect(
      readingsOfWell(reading, 'A1').map((one) => [one.timeSeconds, one.value, one.wavelengthNm]),
    ).toEqual([
      [0, 0.081, 600],
      [1800, 0.097, 600],
      [3600, 0.107, 600],
    ]);
    expect(reading.warnings).toEqual([]);
  });

  test('[ALC-3] with blank lines between all others, as some exports have them', () => {
    const spaced = textOf(...kinetic).replaceAll('\n', '\n\n');
    expect(readingOf(spaced).plates).toEqual(readingOf(textOf(...kinetic)).plates);
  });

  test.each([
    ['Time [s]', '0,30,60.5', [0, 30, 60.5]],
    ['Time [min]', '0,0.5,1', [0, 30, 60]],
    ['Time', '0 s,1 min 30 s,1 h 2 min 3 s', [0, 90, 3723]],
  ])('%s %s', (label, times, seconds) => {
    const reading = readingOf(textOf(kinetic[0] ?? '', `,,${label},${times},`, ...kinetic.slice(2)));
    expect(readingsOfWell(reading, 'A2').map(({ timeSeconds }) => timeSeconds)).toEqual(seconds);
  });

  test('[ALC-3] gives the wavelengths of a spectrum, with semicolons too', () => {
    const title = 'Raw Data (Abs Spectrum)';
    const reading = readingOf(
      [
        ...head.map((line) => line.replaceAll(',', ';')),
        `Well;Content;${title};${title};${title}`,
        ';Wavelength [nm];260;261;262',
        'E05;Sample X1;overflow;3.463;3.474',
        '',
      ].join('\n'),
    );
    expect(readingsOfWell(reading, 'E5').map((one) => [one.wavelengthNm, one.value])).toEqual([
      [260, null],
      [261, 3.463],
      [262, 3.474],
    ]);
  });

  test.each([
    [',,Time,0 h ,later,0 h 60 min,', 'Line 7', '“later” is no time'],
    [',,Time,0 h ,,0 h 60 min,', 'Line 7', '“” is no time'],
    [',,Wavelength [nm],600,x,602,', 'Line 7', '“x” is no wavelength'],
  ])('%j is refused', (axis, line, reason) => {
    const { message } = refusalOf(textOf(kinetic[0] ?? '', axis, ...kinetic.slice(2)));
    expect(message).toContain(line);
    expect(message).toContain(reason);
  });

  test('[ALC-3] is missed where several columns have one title', () => {
    const { message } = refusalOf(textOf(kinetic[0] ?? '', ...kinetic.slice(2)));
    expect(message).toMatch(/^Line 6 .*several columns are called Raw Data \(600\)/);
  });
});

describe('a row', () => {
  const list = ['Well,Content,Raw Data (450)', 'H10,Sample X1,0.153', 'H11,Sample X2,0.154'];

  test.each([['HI2'], ['H1Z'], ['']])(
    '[ALC-3] whose well is %j is refused with its line, not left out',
    (well) => {
      const { message } = refusalOf(textOf(...list, `${well},Sample X3,0.155`));
      expect(message).toContain(`Line 9 of this BMG Labtech MARS file: “${well}” is no well`);
    },
  );

  test('[ALC-3] that breaks off at the end of the file is refused', () => {
    const text = textOf(...kinetic).slice(0, -'0.081,0.082,0\n'.length);
    expect(refusalOf(text).message).toMatch(/^Line 9 .*breaks off/);
  });

  test('of a second list below the first is read as well', () => {
    const both = textOf(
      ...list,
      '',
      'Well,Content,Raw Data (540)',
      'H10,Sample X1,0.05',
      'H11,Sample X2,0.06',
    );
    expect(readingsOfWell(readingOf(both), 'H11').map((one) => [one.wavelengthNm, one.value])).toEqual([
      [450, 0.154],
      [540, 0.06],
    ]);
  });
});
