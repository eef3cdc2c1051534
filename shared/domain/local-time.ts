// Calendar arithmetic where the day was lived: the same clock time some days later, an instant as a zone writes it.
// Must not be used in a reducer: time zone data differ between machines, so results are stored in payloads.

import { Temporal } from 'temporal-polyfill';
import { localText, parseMoment, type EpochMs, type Moment } from '../kernel/time.ts';

/**
 * The same local clock time `days` calendar days after `at` (local text with offset and zone), as local text.
 * The offset written in `at` decides which instant it is, whatever the zone's rules say today. A clock time that
 * daylight saving skips moves later by the gap; one that comes twice is the first (Temporal's `compatible`).
 */
export function addLocalDays(at: string, days: number): string {
  const moment = momentOf(at);
  const zoned = zonedFrom(moment).add({ days });
  return localText(momentFrom(zoned, moment.zone));
}

/** `at` moved by `milliseconds` of elapsed time, written with the offset that the zone has then. */
export function addElapsed(at: string, milliseconds: number): string {
  const moment = momentOf(at);
  const zoned = zonedFrom({ ...moment, epochMs: moment.epochMs + milliseconds });
  return localText(momentFrom(zoned, moment.zone));
}

/** An instant as the clocks of `zone` show it, with the offset in force there at that moment. */
export function localTextIn(epochMs: EpochMs, zone: string): string {
  return localText(momentIn(epochMs, zone));
}

export function momentIn(epochMs: EpochMs, zone: string): Moment {
  return momentFrom(zonedFrom({ epochMs, offsetMinutes: 0, zone }), zone);
}

const typedForm = /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T]+)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * What a person typed as the clocks of `now`'s zone showed it: `2026-11-24 09:30`, or `9:30` for today, each with or
 * without seconds; also a stored local text. Undefined if it is no real date and time. Day before month is not read:
 * it cannot be told from month before day. A clock time that comes twice is, of today, the latest that has come: whoever
 * types `2:30` at the second 02:40 means ten minutes ago, not seventy. Otherwise it is the first (`compatible`).
 */
export function readTypedTime(text: string, now: Moment): Moment | undefined {
  const match = typedForm.exec(text.trim());
  if (!match) return parseMoment(text);
  const [year, month, day, hour, minute, second = '0'] = match.slice(1);
  const today = zonedFrom(now);
  try {
    const wall = Temporal.PlainDateTime.from(
      {
        year: Number(year ?? today.year),
        month: Number(month ?? today.month),
        day: Number(day ?? today.day),
        hour: Number(hour),
        minute: Number(minute),
        second: Number(second),
      },
      { overflow: 'reject' },
    );
    const isToday = wall.toPlainDate().equals(today.toPlainDate());
    const last = wall.toZonedDateTime(now.zone, { disambiguation: 'later' });
    const first = wall.toZonedDateTime(now.zone);
    return momentFrom(
      isToday && isRead(last, wall) && last.epochMilliseconds <= now.epochMs ? last : first,
      now.zone,
    );
  } catch {
    return undefined;
  }
}

/** Whether the clocks showed `wall` at this moment: they do not at the end of a gap that they skipped. */
function isRead(zoned: Temporal.ZonedDateTime, wall: Temporal.PlainDateTime): boolean {
  return zoned.toPlainDateTime().equals(wall);
}

function momentOf(at: string): Moment {
  const moment = parseMoment(at);
  if (!moment) throw new RangeError(`Not a time with an offset: ${at}`);
  return moment;
}

// A zone that this machine's data do not know (a newer name, a damaged text) keeps the offset that was written.
function zonedFrom(moment: Moment): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(moment.epochMs);
  try {
    return instant.toZonedDateTimeISO(moment.zone);
  } catch {
    return instant.toZonedDateTimeISO(fixedOffset(moment.offsetMinutes));
  }
}

function fixedOffset(offsetMinutes: number): string {
  const minutes = Math.abs(offsetMinutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function momentFrom(zoned: Temporal.ZonedDateTime, zone: string): Moment {
  return {
    epochMs: zoned.epochMilliseconds,
    offsetMinutes: Math.round(zoned.offsetNanoseconds / 60_000_000_000),
    zone,
  };
}
