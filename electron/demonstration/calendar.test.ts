// The calendar across daylight saving and in zones of every kind, and the clock that only goes forward.
// Must not read the machine's clock.

import { describe, expect, it } from 'vitest';
import { momentIn } from '../../shared/domain/local-time.ts';
import { epochOf, hourMs, localClock, localDay, minuteMs } from '../../shared/kernel/time.ts';
import { Calendar, SimulatedClock } from './calendar.ts';

const afterChange = momentIn(Date.UTC(2026, 3, 2, 9, 7, 30), 'Europe/Berlin');

describe('the calendar', () => {
  it('[PAIN-5] keeps the clock time of a day and writes the offset in force then', () => {
    const calendar = new Calendar(afterChange);
    expect(calendar.text(calendar.at(0, '08:40'))).toBe('2026-04-02T08:40:00.000+02:00[Europe/Berlin]');
    expect(calendar.text(calendar.at(-10, '08:40'))).toBe('2026-03-23T08:40:00.000+01:00[Europe/Berlin]');
    expect(calendar.date(-2)).toBe('2026-03-31');
  });

  it('ends at most ten minutes before the moment of making', () => {
    const { end } = new Calendar(afterChange);
    expect(localClock(new Calendar(afterChange).text(end.epochMs))).toBe('11:00:00');
    const later = { ...afterChange, epochMs: afterChange.epochMs + 2 * minuteMs };
    expect(new Calendar(later).end).toEqual(end);
  });

  it('keeps the offset of the moment of making in a zone that the machine does not know', () => {
    const calendar = new Calendar({ ...afterChange, offsetMinutes: 345, zone: 'Moon/Copernicus' });
    expect(calendar.text(calendar.at(-40, '09:00'))).toBe('2026-02-21T09:00:00.000+05:45[Moon/Copernicus]');
  });
});

describe('the simulated clock', () => {
  it('never goes back, nor beyond the end', () => {
    const calendar = new Calendar(afterChange);
    const clock = new SimulatedClock(calendar, calendar.at(-1, '09:00'));
    const began = clock.epochMs;
    clock.moveTo(began - hourMs);
    expect(clock.epochMs).toBe(began);
    clock.moveTo(calendar.end.epochMs + hourMs);
    expect(clock.moment()).toEqual(calendar.end);
    expect(localDay(calendar.text(epochOf('2026-04-02T00:30:00+02:00')))).toBe('2026-04-02');
  });
});
