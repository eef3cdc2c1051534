// The machine's own clock and randomness, as far as a test can see them.
// Must not judge the quality of the system's random bytes.

import { expect, test } from 'vitest';
import { systemClock, systemRandom } from './clock.ts';

test('random bytes come in any number, never twice, and stay as they were handed out', () => {
  const first = Uint8Array.from(systemRandom(10));
  const drawn = Array.from({ length: 2000 }, () => systemRandom(10));
  const texts = drawn.map((bytes) => Buffer.from(bytes).toString('hex'));
  expect(new Set([...texts, Buffer.from(first).toString('hex')]).size).toBe(2001);
  systemRandom(4096);
  expect(drawn.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(texts);
  expect([0, 1, 16, 4096, 10_000].map((count) => systemRandom(count).length)).toEqual([
    0, 1, 16, 4096, 10_000,
  ]);
});

test('[PAIN-5] a moment has the offset that is in force and a name of a zone', () => {
  const { epochMs, offsetMinutes, zone } = systemClock.moment();
  expect(Math.abs(epochMs - Date.now())).toBeLessThan(60_000);
  expect(offsetMinutes).toBe(-new Date(epochMs).getTimezoneOffset());
  expect(zone).toMatch(/^[A-Za-z0-9_+/-]+$/);
});
