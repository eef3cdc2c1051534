// Times as text: the same instant in UTC and with its offset, across zones and daylight saving.
// Must not need a clock or zone data.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayMs,
  durationText,
  epochOf,
  hourMs,
  localClock,
  localDay,
  localText,
  minuteMs,
  parseMoment,
  parseTime,
  secondMs,
  utcText,
} from './time.ts';

const epochMs = Date.UTC(2026, 10, 24, 4, 54, 24, 123);

describe('[ALC-2] [PAIN-5] an instant with the offset known then', () => {
  test.each([
    [480, 'Asia/Shanghai', '2026-11-24T12:54:24.123+08:00[Asia/Shanghai]'],
    [0, 'UTC', '2026-11-24T04:54:24.123+00:00[UTC]'],
    [-210, 'America/St_Johns', '2026-11-24T01:24:24.123-03:30[America/St_Johns]'],
    [345, 'Asia/Kathmandu', '2026-11-24T10:39:24.123+05:45[Asia/Kathmandu]'],
    [-720, 'Etc/GMT+12', '2026-11-23T16:54:24.123-12:00[Etc/GMT+12]'],
  ])('%i minutes, %s', (offsetMinutes, zone, text) => {
    const moment = { epochMs, offsetMinutes, zone };
    expect(localText(moment)).toBe(text);
    expect(parseMoment(text)).toEqual(moment);
    expect(localDay(text)).toBe(text.slice(0, 10));
  });

  test('reads back as it was, for any instant and offset', () => {
    const instants = fc.integer({ min: 0, max: Date.UTC(2200, 0) });
    const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(instants, offsets, (instant, offsetMinutes) => {
        const moment = { epochMs: instant, offsetMinutes, zone: 'Europe/Berlin' };
        expect(parseMoment(localText(moment))).toEqual(moment);
        expect(parseTime(utcText(instant))).toBe(instant);
        expect(parseTime(localText(moment))).toBe(instant);
      }),
    );
  });

  test('the hour that comes twice at the end of daylight saving is two instants', () => {
    const summer = epochOf('2026-10-25T02:30:00+02:00[Europe/Berlin]');
    const winter = epochOf('2026-10-25T02:30:00+01:00[Europe/Berlin]');
    expect(winter - summer).toBe(hourMs);
    expect(localClock('2026-10-25T02:30:00+02:00[Europe/Berlin]', false)).toBe('02:30');
  });

  test('a text without seconds, with a Z, without a zone', () => {
    expect(parseMoment('2026-11-24T04:54Z')).toEqual({
      epochMs: Date.UTC(2026, 10, 24, 4, 54),
      offsetMinutes: 0,
      zone: 'UTC',
    });
    expect(parseMoment('2026-11-24T04:54:24-00:30')?.offsetMinutes).toBe(-30);
    expect(parseTime('2026-11-24T04:54:24.123456789Z')).toBe(epochMs);
  });

  test.each([
    ['2026-11-24T04:54:24', 'no offset'],
    ['2026-11-24', 'no time'],
    ['2026-13-24T04:54Z', 'no such month'],
    ['2026-11-24T25:00Z', 'no such hour'],
    ['2026-11-24T04:60Z', 'no such minute'],
    ['2026-02-30T04:00Z', 'no such day'],
    ['2026-02-29T04:00:00+01:00', 'no leap year'],
    ['2026-04-31T04:00:00Z', 'no such day'],
    ['2026-11-24T24:00:00Z', 'midnight has one name'],
    ['2026-11-24 04:54Z', 'no T'],
    [' 2026-11-24T04:54Z', 'a space'],
    ['2026-11-24T04:54Z[Asia/Shang hai]', 'a space in the zone'],
    ['2026-11-24T04:54+99:99', 'no such offset'],
    ['24.11.2026', 'another form'],
    ['', 'nothing'],
  ])('%s is refused: %s', (text) => {
    expect(parseTime(text)).toBeUndefined();
    expect(() => epochOf(text)).toThrow(RangeError);
  });
});

describe('durations', () => {
  test.each([
    [0, '0:00'],
    [999, '0:00'],
    [59 * secondMs, '0:59'],
    [60 * minuteMs - 1, '59:59'],
    [hourMs + 2 * minuteMs + 3 * secondMs, '1:02:03'],
    [dayMs, '24:00:00'],
    [-61 * secondMs, '−1:01'],
    [-hourMs, '−1:00:00'],
  ])('%i ms is %s', (durationMs, text) => {
    expect(durationText(durationMs)).toBe(text);
  });

  test('clock texts', () => {
    expect(localClock('2026-11-24T12:54:24.123+08:00')).toBe('12:54:24');
    expect(localClock('2026-11-24T12:54:24.123+08:00', false)).toBe('12:54');
  });
});
