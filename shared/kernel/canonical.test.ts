// Canonical JSON against the examples of RFC 8785, and its promise: equal values are equal texts.
// Must not test the package's other uses.

import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import type { Json } from './record.ts';

describe('[P11-10a] canonical JSON', () => {
  test('the example of RFC 8785, section 3.2.2', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"/',
      literals: [null, true, false],
    };
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('the order of keys of RFC 8785, section 3.2.3: by UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonical(value)) as object)).toEqual([
      // JavaScript moves an integer key to the front of an object; the text below has the order.
      'One',
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(canonical(value)).toMatch(/^\{"\\r":.*"1":/);
  });

  // RFC 8785, appendix B.
  test.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-5e-324, '-5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [999999999999999700000, '999999999999999700000'],
    [1e21, '1e+21'],
    [9.999999999999997e-7, '9.999999999999997e-7'],
    [0.000001, '0.000001'],
    [333333333.3333332, '333333333.3333332'],
    [-0.0000033333333333333333, '-0.0000033333333333333333'],
    [1424953923781206.25, '1424953923781206.2'],
  ])('the number %d is written %s', (value, expected) => {
    expect(canonical(value)).toBe(expected);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is refused', (value) => {
    expect(() => canonical({ value })).toThrow(Error);
  });

  test('a value without a JSON form is refused; a key that holds undefined is left out', () => {
    expect(() => canonical(undefined as unknown as Json)).toThrow(TypeError);
    expect(canonical({ b: 1, a: undefined } as unknown as Json)).toBe('{"b":1}');
  });

  test('a lone surrogate is refused, a pair is not', () => {
    expect(() => canonical({ note: 'cut \ud83d' })).toThrow(TypeError);
    expect(() => canonical({ ['\udc00']: 1 })).toThrow(TypeError);
    expect(canonical('whole \ud83d\ude00')).toBe('"whole 😀"');
    expect(canonical('\\ud83d')).toBe('"\\\\ud83d"');
  });

  test('is the text of the package of that name', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(canonical(value as Json)).toBe(canonicalize(value));
      }),
    );
  });

  test('reads back as the same value, writes again as the same text, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = canonical(value as Json);
        expect(canonical(JSON.parse(once) as Json)).toBe(once);
        expect(JSON.parse(once)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonical(reversed(value as Json))).toBe(once);
      }),
    );
  });
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, one]) => [key, reversed(one)]));
}
