// Tests of how times, numbers and payloads are written.
// Must not depend on the machine's zone or language.

import { expect, test } from 'vitest';
import { lateness, payloadText, shortNumber, when } from './wording.ts';

test('[PAIN-5] a time is printed as it was written, with its offset', () => {
  expect(when('2026-03-02T08:11:24.123+08:00[Asia/Shanghai]')).toBe('2026-03-02 08:11:24 +08:00');
  expect(when('2026-03-02T00:11:24.123Z')).toBe('2026-03-02 00:11:24 UTC');
  expect(when('2026-03-02')).toBe('2026-03-02');
});

test('[ALC-2] late begins after five minutes', () => {
  const at = '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]';
  expect(lateness(at, '2026-03-02T00:05:00.000Z')).toBeNull();
  expect(lateness(at, '2026-03-02T00:05:00.001Z')).toEqual({
    text: 'LATE: recorded 5:00 later',
    tone: 'late',
  });
});

test('[PAIN-10] a measured value in a payload keeps its unit; nothing is said of nothing', () => {
  const payload = {
    isLate: false,
    reason: null,
    values: { weight: { value: '22.4', unit: 'kg' } },
    ids: ['a', 'b'],
    none: [],
  };
  expect(payloadText(payload)).toBe('isLate: no · values: {weight: 22.4\u00a0kg} · ids: [a, b]');
});

test('doubles are written to four digits, without an exponent', () => {
  expect([1234.567, 12.3456, 0.012345, 0, null].map(shortNumber)).toEqual([
    '1235',
    '12.35',
    '0.01235',
    '0.000',
    '–',
  ]);
});
