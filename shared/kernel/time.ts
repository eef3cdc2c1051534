// Times of the record: an instant in UTC, and the same instant as local text with offset and zone "as known then".
// Must not read a clock or time-zone data: offsets are brought by the caller and never recomputed (ALC-2, PAIN-5).

/** Milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = number;

/** One reading of the clock: the instant, and the offset and zone in force at that moment. */
export interface Moment {
  readonly epochMs: EpochMs;
  readonly offsetMinutes: number;
  /** IANA name, such as `Asia/Shanghai`. */
  readonly zone: string;
}

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** What is recorded later than this after it happened counts as late, on the screen and on paper (ALC-2). */
export const lateAfterMs = 5 * minuteMs;

/** Whether `recordedAt` lies more than five minutes after `occurredAt`, both stored times. */
export function isLate(times: { readonly occurredAt: string; readonly recordedAt: string }): boolean {
  return epochOf(times.recordedAt) - epochOf(times.occurredAt) > lateAfterMs;
}

/** `2026-11-24T04:54:24.123Z`. */
export function utcText(epochMs: EpochMs): string {
  return new Date(epochMs).toISOString();
}

/** `2026-11-24T12:54:24.123+08:00[Asia/Shanghai]` (RFC 9557). */
export function localText(moment: Moment): string {
  const wall = new Date(moment.epochMs + moment.offsetMinutes * minuteMs).toISOString().slice(0, -1);
  return `${wall}${offsetText(moment.offsetMinutes)}[${moment.zone}]`;
}

function offsetText(offsetMinutes: number): string {
  const sign = offsetMinutes < 0 ? '-' : '+';
  const minutes = Math.abs(offsetMinutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const timeTextForm =
  /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):\d{2})(?::(\d{2}(?:\.\d{1,9})?))?(Z|[+-]\d{2}:\d{2})(?:\[([A-Za-z0-9_+/-]+)\])?$/;

/** The instant of a text with an offset or Z; undefined if it is not such a text or no real date. */
export function parseTime(text: string): EpochMs | undefined {
  return parseMoment(text)?.epochMs;
}

/** Instant, offset and zone of a stored time; the zone of a text without one is `UTC`. */
export function parseMoment(text: string): Moment | undefined {
  const match = timeTextForm.exec(text);
  if (!match) return undefined;
  const [, date = '', clock, seconds = '00', offset = 'Z', zone = 'UTC'] = match;
  const epochMs = Date.parse(`${date}T${clock}:${seconds}${offset}`);
  if (Number.isNaN(epochMs) || !isRealDay(date)) return undefined;
  if (offset === 'Z') return { epochMs, offsetMinutes: 0, zone };
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return { epochMs, offsetMinutes: offset.startsWith('-') ? -minutes : minutes, zone };
}

/** `Date.parse` takes 30 February for 2 March. */
function isRealDay(date: string): boolean {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight) && utcText(midnight).slice(0, 10) === date;
}

/** The instant of a stored time. Throws on damaged text: stored times are validated on the way in. */
export function epochOf(text: string): EpochMs {
  const epochMs = parseTime(text);
  if (epochMs === undefined) throw new RangeError(`Not a time with an offset: ${text}`);
  return epochMs;
}

/** The calendar day at the place where the time was written: `2026-11-24`. */
export function localDay(text: string): string {
  return text.slice(0, 10);
}

/** Clock time at the place where the time was written: `12:54:24`, or `12:54` without seconds. */
export function localClock(text: string, withSeconds = true): string {
  return text.slice(11, withSeconds ? 19 : 16);
}

/** `1:02:03`, or `2:03` below an hour; a negative duration keeps its sign. */
export function durationText(durationMs: number): string {
  const sign = durationMs < 0 ? '−' : '';
  const seconds = Math.floor(Math.abs(durationMs) / secondMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours > 0 ? `${sign}${hours}:${two(minutes)}:${rest}` : `${sign}${minutes}:${rest}`;
}
