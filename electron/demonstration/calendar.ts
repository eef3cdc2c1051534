// The days of the demonstration, counted from the day on which it is made, and the simulated clock that walks them.
// Must not read the machine's clock: the moment of making is brought.

import { addLocalDays, momentIn } from '../../shared/domain/local-time.ts';
import {
  epochOf,
  localDay,
  localText,
  minuteMs,
  type EpochMs,
  type Moment,
} from '../../shared/kernel/time.ts';
import type { Clock } from '../notebook/clock.ts';

/** The demonstration is the same for every moment within ten minutes, so that it can be made twice and compared. */
const stepMs = 10 * minuteMs;
/** Daylight saving begins and ends at a quarter of an hour in every zone. */
const offsetStepMs = 15 * minuteMs;

export class Calendar {
  /** The end of the story: the moment of making, or up to ten minutes before. */
  readonly end: Moment;
  readonly #today: string;
  readonly #isKnownZone: boolean;
  readonly #offsets = new Map<number, number>();

  constructor(now: Moment) {
    this.end = { ...now, epochMs: Math.floor(now.epochMs / stepMs) * stepMs };
    this.#today = localText(this.end);
    // A zone that this machine does not know keeps the offset of the moment of making all the time.
    this.#isKnownZone = momentIn(this.end.epochMs, now.zone).offsetMinutes === now.offsetMinutes;
  }

  momentAt(epochMs: EpochMs): Moment {
    const { zone, offsetMinutes } = this.end;
    if (!this.#isKnownZone) return { epochMs, offsetMinutes, zone };
    const step = Math.floor(epochMs / offsetStepMs);
    const offset = this.#offsets.get(step) ?? momentIn(step * offsetStepMs, zone).offsetMinutes;
    this.#offsets.set(step, offset);
    return { epochMs, offsetMinutes: offset, zone };
  }

  text(epochMs: EpochMs): string {
    return localText(this.momentAt(epochMs));
  }

  /** The local clock time `HH:MM` of a day; 0 is the day of making, −1 the day before. */
  at(day: number, clock: string): EpochMs {
    const text = `${localDay(this.#today)}T${clock}:00.000${this.#today.slice(23)}`;
    return epochOf(addLocalDays(text, day));
  }

  /** YYYY-MM-DD. */
  date(day: number): string {
    return localDay(this.text(this.at(day, '12:00')));
  }
}

/** Stands where it was put until it is moved; never goes back, nor beyond the end of the story. */
export class SimulatedClock implements Clock {
  readonly #calendar: Calendar;
  #epochMs: EpochMs;

  constructor(calendar: Calendar, start: EpochMs) {
    this.#calendar = calendar;
    this.#epochMs = start;
  }

  get epochMs(): EpochMs {
    return this.#epochMs;
  }

  moveTo(epochMs: EpochMs): void {
    this.#epochMs = Math.min(Math.max(this.#epochMs, Math.floor(epochMs)), this.#calendar.end.epochMs);
  }

  moment(): Moment {
    return this.#calendar.momentAt(this.#epochMs);
  }
}
