// The zeros of functions whose zeros are known.
// Must not count steps: only where it ends.

import { expect, test } from 'vitest';
import { zeroOfFalling } from './root.ts';

test.each([
  ['a line', (x: number) => 3 - x, 3],
  ['a steep one', (x: number) => 1e9 * (Math.SQRT2 - x), Math.SQRT2],
  ['a flat one', (x: number) => (2 - x) ** 3, 2],
  ['one that levels off on either side', (x: number) => Math.tanh(50 - x), 50],
  ['a step', (x: number) => (x < 0.7 ? 1 : -1), 0.7],
])('%s', (_, value, expected) => {
  for (const start of [expected - 40, expected, expected + 0.3]) {
    expect(Math.abs(zeroOfFalling(value, start, 0.25) - expected)).toBeLessThan(1e-5 * Math.abs(expected));
  }
});

test('a function without a zero is an error, not an endless search', () => {
  expect(() => zeroOfFalling(() => 1, 0, 1)).toThrow('no zero');
});
