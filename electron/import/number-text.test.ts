// Numbers as text: what is one, what could be two, and what is none.
// Must not test a format.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalMarkOf, isBelowThousand, numberOf, readCq, readNumber } from './number-text.ts';

describe('the decimal mark of a file', () => {
  test.each([
    [['0.1', '12', 'A1'], '.'],
    [['0,1', '12', 'A1'], ','],
    [['0,1', '0.1'], 'mixed'],
    [['1,250'], 'unknown'],
    [['1,250', '0.5'], '.'],
    [['1,250.5', '1,250'], '.'],
    [['1.250,5'], ','],
    [['1,250', '0,5'], ','],
    [['27,102', '0,968'], ','],
    [[], '.'],
  ] as const)('%j is %s', (cells, mark) => {
    expect(decimalMarkOf(cells)).toBe(mark);
  });

  test('of cells between semicolons is not told by what could be thousands', () => {
    expect(decimalMarkOf(['1.250', '12'], ';')).toBe('unknown');
    expect(decimalMarkOf(['1.250', '0.5'], ';')).toBe('.');
    expect(decimalMarkOf(['1.250', '0,5'], ';')).toBe(',');
    expect(decimalMarkOf(['1.250', '12'], ',')).toBe('.');
  });
});

describe('of quantities below a thousand', () => {
  test.each([
    [['2,100', '2,130'], ','],
    [['2.100', '2.130'], '.'],
    [['2,100', '2.130'], 'mixed'],
    [['OVRFLW'], '.'],
  ] as const)('%j is %s, whatever stands between the cells', (cells, mark) => {
    expect(decimalMarkOf(cells, ';', cells)).toBe(mark);
  });

  test('tells the mark of the file, or that its numbers contradict', () => {
    expect(decimalMarkOf(['1,250', '2,100'], undefined, ['2,100'])).toBe(',');
    expect(decimalMarkOf(['37.5', '2,100'], undefined, ['2,100'])).toBe('mixed');
    expect(isBelowThousand('OD') && isBelowThousand('AU')).toBe(true);
    expect(isBelowThousand('RFU') || isBelowThousand(null)).toBe(false);
  });
});

test.each([
  ['27.2', 27.2],
  ['0', null],
  ['0.00', null],
  ['-1', null],
  ['Undetermined', null],
])('[ALC-3] %s as a cycle is %s, with the reason where there is none', (text, cq) => {
  const read = readCq(text, '.');
  expect(read.value).toBe(cq);
  expect(read.note === null).toBe(cq !== null);
  expect(read.raw).toBe(text);
});

describe('a number', () => {
  test.each([
    ['1.25', '.', 1.25],
    ['1,25', ',', 1.25],
    ['0,02', 'mixed', 0.02],
    ['1,250', '.', 1250],
    ['1,250', ',', 1.25],
    ['1,250', 'mixed', 'ambiguous'],
    ['1,250', 'unknown', 'ambiguous'],
    ['1.250', 'unknown', 'ambiguous'],
    ['5,720.562', '.', 5720.562],
    ['5.720,562', ',', 5720.562],
    ['1.250', ',', 1250],
    ['100,000,000.000', '.', 100_000_000],
    ['1E+07', '.', 10_000_000],
    ['7.66666666666667E-05', '.', 7.666_666_666_666_67e-5],
    ['7,5E-05', ',', 7.5e-5],
    [' 12 ', '.', 12],
    ['-0.000', '.', 0],
    ['-.5', '.', -0.5],
    ['OVRFLW', '.', null],
    ['*0.356*', '.', null],
    ['>40.000', '.', null],
    ['?????', '.', null],
    ['NaN', '.', null],
    ['Infinity', '.', null],
    ['1e999', '.', null],
    ['1,2,3', '.', null],
    ['1.2.3', '.', null],
    ['0.', '.', null],
    ['12.', '.', null],
    ['0,', ',', null],
    ['1.250,', ',', null],
    ['1,250.', '.', null],
    ['.', '.', null],
    ['0x10', '.', null],
    ['0:02:30', '.', null],
  ] as const)('[ALC-3] %s with the mark %s is %s', (text, mark, value) => {
    expect(numberOf(text, mark)).toBe(value);
  });

  test('[ALC-3] every number reads back as itself with the point, and with the comma', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    fc.assert(
      fc.property(number, (value) => {
        expect(numberOf(String(value), '.')).toBe(value);
        expect(numberOf(String(value).replace('.', ','), ',')).toBe(value);
      }),
    );
  });

  test('[ALC-3] text is a finite number, or none with a reason', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('.', ',', 'mixed', 'unknown'), (text, mark) => {
        const { value, note } = readNumber(text, mark);
        expect(value === null ? note !== null : Number.isFinite(value) && note === null).toBe(true);
      }),
    );
  });
});
