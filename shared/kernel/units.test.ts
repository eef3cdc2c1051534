// Decimals that reach a patient: read strictly, kept exactly, rounded half-even.
// Must not use a number of JavaScript as an expected value.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal, fixed, plain, readDecimal, readScientific } from './units.ts';

describe('[PAIN-10] reading', () => {
  test.each(['0', '22.4', '-3', '+0.5', '007', ' 22.4 ', '0.0000000001', '9'.repeat(30)])(
    '%s is a decimal',
    (text) => {
      expect(readDecimal(text)).toBeDefined();
      expect(readScientific(text)).toBeDefined();
    },
  );

  test.each([
    '',
    ' ',
    '22,4',
    '1 000',
    '1_000',
    '.5',
    '5.',
    '0x10',
    '1e5x',
    'e5',
    'NaN',
    'Infinity',
    '-Infinity',
    '--1',
    '+-1',
    '1.2.3',
    '٣',
    '２２',
    '22.4 kg',
    '1e100',
    '1e1.5',
    `1${'0'.repeat(30)}`,
    `0.${'1'.repeat(31)}`,
  ])('"%s" is refused', (text) => {
    expect(readDecimal(text)).toBeUndefined();
    expect(readScientific(text)).toBeUndefined();
    expect(() => decimal(text)).toThrow(RangeError);
  });

  test.each([
    ['4.8e7', '48000000'],
    ['5E6', '5000000'],
    ['1.5e-3', '0.0015'],
    ['2e+2', '200'],
  ])('%s, as cell counts are written, is %s; a plain field refuses it', (text, value) => {
    expect(readDecimal(text)).toBeUndefined();
    expect(plain(decimal(text))).toBe(value);
  });

  test('a decimal comes back as it was written', () => {
    const digits = fc.stringMatching(/^(0|[1-9]\d{0,20})\.\d{0,15}[1-9]$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(plain(decimal(text))).toBe(text);
      }),
    );
  });
});

describe('writing', () => {
  // A half goes to the even neighbour; binary floating point would miss some of these.
  test.each([
    ['0.5', 0, '0'],
    ['1.5', 0, '2'],
    ['2.5', 0, '2'],
    ['-2.5', 0, '-2'],
    ['-3.5', 0, '-4'],
    ['933.25', 1, '933.2'],
    ['933.35', 1, '933.4'],
    ['933.3500000000000000000000000001', 1, '933.4'],
    ['933.2500000000000000000000000001', 1, '933.3'],
    ['1.005', 2, '1.00'],
    ['1.015', 2, '1.02'],
    ['2.675', 2, '2.68'],
    ['22.4', 3, '22.400'],
    ['-0.04', 1, '0.0'],
    ['-0', 1, '0.0'],
    ['1e20', 1, '100000000000000000000.0'],
    ['1e-20', 2, '0.00'],
  ])('%s with %i places is %s', (text, places, expected) => {
    expect(fixed(decimal(text), places)).toBe(expected);
  });

  test('never an exponent', () => {
    expect(plain(decimal('1e30'))).toBe(`1${'0'.repeat(30)}`);
    expect(plain(decimal('1e-30'))).toBe(`0.${'0'.repeat(29)}1`);
  });

  test('sums and products of decimals are exact', () => {
    expect(plain(decimal('0.1').plus(decimal('0.2')))).toBe('0.3');
    expect(plain(decimal('1000000').times(decimal('22.4')).times(decimal('0.001')))).toBe('22400');
    const cents = fc.bigInt({ min: 0n, max: 10n ** 18n });
    fc.assert(
      fc.property(cents, cents, (left, right) => {
        const product = decimal(String(left)).times(decimal(String(right)));
        expect(plain(product)).toBe(String(left * right));
      }),
    );
  });

  test('half-even against whole-number arithmetic, for any thousandths', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (thousandths) => {
        const [whole, rest] = [thousandths / 10n, thousandths % 10n];
        const isUp = rest > 5n || (rest === 5n && whole % 2n === 1n);
        const hundredths = String(whole + (isUp ? 1n : 0n)).padStart(3, '0');
        const value = decimal(String(thousandths)).div(1000);
        expect(fixed(value, 2)).toBe(`${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`);
      }),
    );
  });
});
