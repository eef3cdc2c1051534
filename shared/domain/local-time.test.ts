// Calendar arithmetic across daylight saving: reference days of several zones, and properties over ten years.
// Must not rely on the zone of the machine that runs it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayMs,
  epochOf,
  hourMs,
  localClock,
  localDay,
  localText,
  minuteMs,
  parseMoment,
} from '../kernel/time.ts';
import { addElapsed, addLocalDays, localTextIn, momentIn, readTypedTime } from './local-time.ts';

const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'UTC',
] as const;

const formats = new Map(
  zones.map((zone) => {
    const shape = { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' } as const;
    // oxlint-disable-next-line no-restricted-globals -- An oracle that is not the code under test; only tests have it.
    return [zone, new Intl.DateTimeFormat('sv-SE', shape)];
  }),
);

/** What the clocks of a zone show at an instant, by Intl: `2026-03-29T14:00:00`. */
function wallClock(epochMs: number, zone: (typeof zones)[number]): string {
  return formats.get(zone)?.format(epochMs).replace(' ', 'T') ?? '';
}

const anywhere = fc.record({
  zone: fc.constantFrom(...zones),
  epochMs: fc
    .integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 })
    .map((s) => s * 1000),
  days: fc.constantFrom(1, 3, 7),
});

/** Every day of 2026 and 2027 within which the clocks of a zone change. */
const changes = zones.flatMap((zone) => {
  const days = Array.from({ length: 730 }, (_, index) => Date.UTC(2026, 0, 1) + index * dayMs);
  const offsets = days.map((day) => momentIn(day, zone).offsetMinutes);
  return days.flatMap((day, index) => {
    const next = offsets[index + 1];
    return next === undefined || next === offsets[index] ? [] : [{ zone, day }];
  });
});

/** Instants from which n days cross a change of the clocks, where a plain sum of hours goes wrong. */
const nearChange = fc
  .tuple(fc.constantFrom(...changes), fc.constantFrom(1, 3, 7), fc.integer({ min: 0, max: dayMs / 1000 }))
  .map(([{ zone, day }, days, second]) => ({
    zone,
    days,
    epochMs: day - (days - 1) * dayMs + second * 1000,
  }));

describe('addLocalDays', () => {
  it.each([
    // The clocks go forward: a day of 23 hours.
    ['2026-03-28T14:00:00.000+01:00[Europe/Berlin]', 1, '2026-03-29T14:00:00.000+02:00[Europe/Berlin]'],
    ['2026-03-07T09:15:00.000-05:00[America/New_York]', 3, '2026-03-10T09:15:00.000-04:00[America/New_York]'],
    // They go back: a day of 25 hours.
    ['2026-10-24T14:00:00.000+02:00[Europe/Berlin]', 1, '2026-10-25T14:00:00.000+01:00[Europe/Berlin]'],
    ['2026-10-20T23:59:59.999+02:00[Europe/Berlin]', 7, '2026-10-27T23:59:59.999+01:00[Europe/Berlin]'],
    // Half an hour on Lord Howe Island.
    [
      '2026-10-03T12:00:00.000+10:30[Australia/Lord_Howe]',
      1,
      '2026-10-04T12:00:00.000+11:00[Australia/Lord_Howe]',
    ],
    // A clock time that does not exist moves later by the gap.
    ['2026-03-28T02:30:00.000+01:00[Europe/Berlin]', 1, '2026-03-29T03:30:00.000+02:00[Europe/Berlin]'],
    // One that comes twice is the first.
    ['2026-10-24T02:30:00.000+02:00[Europe/Berlin]', 1, '2026-10-25T02:30:00.000+02:00[Europe/Berlin]'],
    // The second of two equal clock times, told apart by its offset, is an anchor like any other.
    ['2026-10-25T02:30:00.000+01:00[Europe/Berlin]', 1, '2026-10-26T02:30:00.000+01:00[Europe/Berlin]'],
    // No daylight saving; the end of a month, of a year, and 29 February.
    ['2026-03-28T14:00:00.000+08:00[Asia/Shanghai]', 7, '2026-04-04T14:00:00.000+08:00[Asia/Shanghai]'],
    ['2027-12-31T06:00:00.000+08:00[Asia/Shanghai]', 1, '2028-01-01T06:00:00.000+08:00[Asia/Shanghai]'],
    ['2028-02-26T06:00:00.000+08:00[Asia/Shanghai]', 3, '2028-02-29T06:00:00.000+08:00[Asia/Shanghai]'],
  ])('[PAIN-5] %s + %i', (at, days, expected) => {
    expect(addLocalDays(at, days)).toBe(expected);
  });

  it('[PAIN-5] shows the same clock time n days later, unless daylight saving skips that time', () => {
    fc.assert(
      fc.property(fc.oneof(anywhere, nearChange), ({ zone, epochMs, days }) => {
        const at = localTextIn(epochMs, zone);
        const later = addLocalDays(at, days);
        expect(wallClock(epochOf(later), zone)).toBe(later.slice(0, 19));
        const day = new Date(Date.parse(`${localDay(at)}T00:00Z`) + days * dayMs).toISOString().slice(0, 10);
        expect(localDay(later)).toBe(day);
        const wanted = `${day}T${localClock(at)}`;
        if (later.slice(0, 19) === wanted) return;
        const before = momentIn(epochOf(later) - hourMs * 3, zone).offsetMinutes;
        const after = momentIn(epochOf(later) + hourMs * 3, zone).offsetMinutes;
        const instants = [before, after].map((offset) => Date.parse(`${wanted}Z`) - offset * minuteMs);
        expect(instants.map((instant) => wallClock(instant, zone))).not.toContain(wanted);
        expect(epochOf(later)).toBe(Date.parse(`${wanted}.${later.slice(20, 23)}Z`) - before * minuteMs);
      }),
      { numRuns: 250 },
    );
  });

  it('[PAIN-5] meets days that are not 24 hours long', () => {
    const elapsed = fc.sample(nearChange, { numRuns: 300, seed: 1 }).map(({ zone, epochMs, days }) => {
      const at = localTextIn(epochMs, zone);
      return epochOf(addLocalDays(at, days)) - epochMs - days * dayMs;
    });
    expect(elapsed.filter((one) => one === -hourMs).length).toBeGreaterThan(10);
    expect(elapsed.filter((one) => one === hourMs).length).toBeGreaterThan(10);
    expect(elapsed.filter((one) => Math.abs(one) === hourMs / 2).length).toBeGreaterThan(2);
  });

  it('keeps the written offset where the zone is not known', () => {
    expect(addLocalDays('2026-03-28T14:00:00.000-03:30[Mars/Olympus]', 1)).toBe(
      '2026-03-29T14:00:00.000-03:30[Mars/Olympus]',
    );
  });

  it('throws on a damaged text', () => {
    expect(() => addLocalDays('2026-03-28 14:00', 1)).toThrow('Not a time');
  });
});

describe('addElapsed', () => {
  it('[PAIN-5] moves by elapsed time and writes the offset in force then', () => {
    expect(addElapsed('2026-03-29T01:00:00.000+01:00[Europe/Berlin]', 2 * hourMs)).toBe(
      '2026-03-29T04:00:00.000+02:00[Europe/Berlin]',
    );
    fc.assert(
      fc.property(anywhere, fc.integer({ min: -10 * dayMs, max: 10 * dayMs }), ({ zone, epochMs }, shift) => {
        const moved = addElapsed(localTextIn(epochMs, zone), shift);
        expect(parseMoment(moved)).toEqual(momentIn(epochMs + shift, zone));
      }),
    );
  });

  it('[PAIN-5] keeps the offset that was written where the machine does not know the zone', () => {
    expect(addElapsed('2026-03-02T08:00:00.000+08:00[Moon/Copernicus]', 2 * hourMs)).toBe(
      '2026-03-02T10:00:00.000+08:00[Moon/Copernicus]',
    );
  });
});

describe('a time that was typed', () => {
  const now = { epochMs: epochOf('2026-11-24T06:30:00.000Z'), offsetMinutes: 480, zone: 'Asia/Shanghai' };
  const read = (text: string): string | undefined => {
    const moment = readTypedTime(text, now);
    return moment && localText(moment);
  };

  it.each([
    ['2026-11-24 09:30', '2026-11-24T09:30:00.000+08:00[Asia/Shanghai]'],
    [' 2026-11-24T09:30:15 ', '2026-11-24T09:30:15.000+08:00[Asia/Shanghai]'],
    ['2026/3/1 9:05', '2026-03-01T09:05:00.000+08:00[Asia/Shanghai]'],
    ['2026.11.24 9:30', '2026-11-24T09:30:00.000+08:00[Asia/Shanghai]'],
    ['9:30', '2026-11-24T09:30:00.000+08:00[Asia/Shanghai]'],
    ['09:30:15', '2026-11-24T09:30:15.000+08:00[Asia/Shanghai]'],
    ['2026-11-24T09:30:00.000+01:00[Europe/Berlin]', '2026-11-24T09:30:00.000+01:00[Europe/Berlin]'],
  ])('[P11-10e] reads %s', (text, stored) => {
    expect(read(text)).toBe(stored);
  });

  it('[P11-10e] takes the date of its own zone for a time of today', () => {
    const lateInShanghai = { ...now, epochMs: epochOf('2026-11-24T16:30:00.000Z') };
    const moment = readTypedTime('0:10', lateInShanghai);
    expect(moment && localText(moment)).toBe('2026-11-25T00:10:00.000+08:00[Asia/Shanghai]');
  });

  it.each([
    // Berlin, 25 October 2026: 02:00 to 03:00 comes twice. The clock shows 02:40 for the second time.
    ['2:30', '2026-10-25T01:40:00.000Z', '2026-10-25T02:30:00.000+01:00[Europe/Berlin]'],
    ['2026-10-25 2:30', '2026-10-25T01:40:00.000Z', '2026-10-25T02:30:00.000+01:00[Europe/Berlin]'],
    ['2:50', '2026-10-25T01:40:00.000Z', '2026-10-25T02:50:00.000+02:00[Europe/Berlin]'],
    ['2:40', '2026-10-25T01:40:00.000Z', '2026-10-25T02:40:00.000+01:00[Europe/Berlin]'],
    // For the first time.
    ['2:30', '2026-10-25T00:40:00.000Z', '2026-10-25T02:30:00.000+02:00[Europe/Berlin]'],
    ['2:50', '2026-10-25T00:40:00.000Z', '2026-10-25T02:50:00.000+02:00[Europe/Berlin]'],
    ['1:30', '2026-10-25T01:40:00.000Z', '2026-10-25T01:30:00.000+02:00[Europe/Berlin]'],
    // Another day is not asked which of the two it was: the first, as everywhere.
    ['2026-10-25 2:30', '2026-10-26T09:00:00.000Z', '2026-10-25T02:30:00.000+02:00[Europe/Berlin]'],
    // The clocks go forward over it.
    ['2:30', '2026-03-29T03:40:00.000Z', '2026-03-29T03:30:00.000+02:00[Europe/Berlin]'],
  ])('[PAIN-5] takes %s at %s for the latest such time of today that has come', (text, utc, stored) => {
    const moment = readTypedTime(text, momentIn(epochOf(utc), 'Europe/Berlin'));
    expect(moment && localText(moment)).toBe(stored);
  });

  it.each([
    '',
    'yesterday',
    '24.11.2026 09:30',
    '11/24/2026 09:30',
    '2026-02-30 07:10',
    '24:01',
    '9:60',
    '930',
  ])('does not guess what “%s” means', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
