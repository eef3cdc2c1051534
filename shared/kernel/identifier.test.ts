// UUIDv7: its form, its order, and that every random bit reaches the text.
// Must not draw real randomness.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuidV7 } from './identifier.ts';

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test('the example of RFC 9562, appendix A.6', () => {
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('has the form of version 7 and holds the millisecond', () => {
  fc.assert(
    fc.property(instant, bytes, (epochMs, random) => {
      const id = uuidV7(epochMs, random);
      expect(id).toMatch(form);
      expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(epochMs);
    }),
  );
});

test('a later millisecond sorts later as text', () => {
  fc.assert(
    fc.property(instant, instant, bytes, bytes, (left, right, one, other) => {
      fc.pre(left < right);
      expect(uuidV7(left, one) < uuidV7(right, other)).toBe(true);
    }),
  );
});

test('74 random bits: each flipped one changes the text, the six of version and variant do not', () => {
  const still = new Set([4, 5, 6, 7, 22, 23]);
  const base = uuidV7(0, new Uint8Array(10));
  const effective = Array.from({ length: 80 }, (_, bit) => bit).filter((bit) => {
    const random = new Uint8Array(10);
    random[Math.floor(bit / 8)] = 1 << (bit % 8);
    return uuidV7(0, random) !== base;
  });
  expect(effective).toHaveLength(74);
  expect(effective.filter((bit) => still.has(bit))).toEqual([]);
});

test('fewer than 10 bytes are refused', () => {
  expect(() => uuidV7(0, new Uint8Array(9))).toThrow(RangeError);
});
