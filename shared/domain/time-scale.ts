// Elapsed time between readings of a clock that was set in between, from the recorded changes; or that nobody can know it.
// Must not read a clock, nor guess by which setting of the clock a person read the time that was typed (ALC-4).

import { z } from 'zod';
import type { Context, Reader } from '../kernel/decider.ts';
import { epochOf, localText, minuteMs, type EpochMs, type Moment } from '../kernel/time.ts';
import { Device } from './device.ts';
import { addElapsed } from './local-time.ts';

/**
 * By which setting of the clock a time was read: the sum of the changes recorded until then, in milliseconds, and how
 * many changes of unknown size came before. The two sums differ where a typed time can have been read before or after
 * a change. Stored beside every time from which elapsed time is counted; null where nothing can be said.
 */
export const timeScale = z.object({
  leastShiftMs: z.int(),
  mostShiftMs: z.int(),
  breaks: z.int().nonnegative(),
});
export type TimeScale = z.output<typeof timeScale>;

export interface ScaledTime {
  /** Local text. */
  readonly at: string;
  readonly scale: TimeScale | null;
}

/** The scale of the clock as it is now, from the changes that the devices of this notebook have recorded. */
export function scaleNow(read: Reader): TimeScale {
  const clocks = read.list(Device).map((one) => one.clock);
  return exactScale(
    clocks.reduce((sum, one) => sum + one.shiftMs, 0),
    clocks.reduce((sum, one) => sum + one.breaks, 0),
  );
}

export function exactScale(shiftMs: number, breaks: number): TimeScale {
  return { leastShiftMs: shiftMs, mostShiftMs: shiftMs, breaks };
}

export function isExact(scale: TimeScale | null): scale is TimeScale {
  return scale !== null && scale.leastShiftMs === scale.mostShiftMs;
}

/**
 * The largest uncertainty that leaves a number: a time is typed to the minute, so that a clock put right by no more is
 * no worse than the typing. Clocks that keep themselves right do so by seconds.
 */
const smallMs = minuteMs;

/** By how much a time can be wrong because the clock was set around it; null where nothing is known. */
export function spreadMs(scale: TimeScale | null): number | null {
  return scale === null ? null : scale.mostShiftMs - scale.leastShiftMs;
}

/** Exact, or uncertain by so little that it still is a number. */
export function isNearlyExact(scale: TimeScale | null): scale is TimeScale {
  return scale !== null && scale.mostShiftMs - scale.leastShiftMs <= smallMs;
}

/**
 * The scale of a time that a person typed: by the clock as it is now, unless that has not come so far, or by an earlier
 * setting of it that showed this time as well. Null where a change of unknown size lies between the two,
 * and before the oldest change that is still kept.
 */
export function scaleOfTyped(read: Reader, at: EpochMs, now: EpochMs): TimeScale | null {
  if (isBeforeAllKept(read, at)) return null;
  const current = scaleNow(read);
  const shifts = at > now + minuteMs ? [] : [current.leastShiftMs];
  for (const { clock, stretch } of earlierStretches(read, at)) {
    if (stretch.breaks !== clock.breaks) return null;
    shifts.push(current.leastShiftMs - clock.shiftMs + stretch.shiftMs);
  }
  if (shifts.length === 0) return null;
  return { leastShiftMs: Math.min(...shifts), mostShiftMs: Math.max(...shifts), breaks: current.breaks };
}

/** Whether changes of the clock have been dropped (device.ts) that a time as early as this may lie before. */
function isBeforeAllKept(read: Reader, at: EpochMs): boolean {
  return read.list(Device).some(({ clock }) => {
    const [oldest] = clock.earlier;
    return clock.isEarlierDropped && oldest !== undefined && at < epochOf(oldest.fromUtc);
  });
}

/** Whether a clock that was put back since has already shown this time: then it is not in the future. */
export function wasShownBefore(read: Reader, at: EpochMs): boolean {
  return earlierStretches(read, at).length > 0;
}

function earlierStretches(read: Reader, at: EpochMs) {
  return read
    .list(Device)
    .flatMap(({ clock }) =>
      clock.earlier
        .filter((stretch) => at >= epochOf(stretch.fromUtc) && at <= epochOf(stretch.toUtc))
        .map((stretch) => ({ clock, stretch })),
    );
}

/** When what a command records happened: now, or at the time that was typed. */
export function occurrence({
  read,
  now,
  occurredAt,
}: Pick<Context, 'read' | 'now' | 'occurredAt'>): ScaledTime {
  const isNow = occurredAt === localText(now);
  const scale = isNow ? scaleNow(read) : scaleOfTyped(read, epochOf(occurredAt), now.epochMs);
  return { at: occurredAt, scale };
}

/** The present moment, for a query. */
export function present({ read, now }: { readonly read: Reader; readonly now: Moment }): ScaledTime {
  return { at: localText(now), scale: scaleNow(read) };
}

/** Milliseconds between two readings of a clock that was put forward by `setByMs` in between; negative for back. */
export function betweenReadings(from: EpochMs, to: EpochMs, setByMs: number): number {
  return to - from - setByMs;
}

/** Both ends in milliseconds; they are equal where the time is known. Negative where the second moment came first. */
export interface Elapsed {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** Null where a change of unknown size lies between, or nothing is known of one of the two. */
export function elapsedBetween(from: ScaledTime, to: ScaledTime): Elapsed | null {
  if (!from.scale || !to.scale || from.scale.breaks !== to.scale.breaks) return null;
  const [start, end] = [epochOf(from.at), epochOf(to.at)];
  return {
    leastMs: betweenReadings(start, end, to.scale.mostShiftMs - from.scale.leastShiftMs),
    mostMs: betweenReadings(start, end, to.scale.leastShiftMs - from.scale.mostShiftMs),
  };
}

/** The elapsed milliseconds where they are known; null where they are not. */
export function knownMs(elapsed: Elapsed | null): number | null {
  return elapsed !== null && elapsed.leastMs === elapsed.mostMs ? elapsed.leastMs : null;
}

/** The elapsed milliseconds at most where they are known but for a small uncertainty; null where they are not. */
export function atMostMs(elapsed: Elapsed | null): number | null {
  return elapsed !== null && elapsed.mostMs - elapsed.leastMs <= smallMs ? elapsed.mostMs : null;
}

/** `after`: the first moment did not come before the second. The limit itself is within. */
export type Age = 'after' | 'within' | 'over' | 'uncertain';

/** How old `from` is at `to`, held against a limit in milliseconds. */
export function ageOf(from: ScaledTime, to: ScaledTime, limitMs: number): Age {
  const elapsed = elapsedBetween(from, to);
  if (elapsed === null) return 'uncertain';
  if (elapsed.mostMs < 0) return 'after';
  if (elapsed.leastMs > limitMs) return 'over';
  return elapsed.leastMs >= 0 && elapsed.mostMs <= limitMs ? 'within' : 'uncertain';
}

/**
 * The moment of `time` as the clock that reads `now` shows it, the earliest where it is uncertain by little; null where
 * it cannot be known.
 */
export function asReadNow(time: ScaledTime, now: ScaledTime): string | null {
  if (!isNearlyExact(time.scale) || !isNearlyExact(now.scale) || time.scale.breaks !== now.scale.breaks)
    return null;
  const setByMs = now.scale.leastShiftMs - time.scale.mostShiftMs;
  return setByMs === 0 ? time.at : addElapsed(time.at, setByMs);
}
