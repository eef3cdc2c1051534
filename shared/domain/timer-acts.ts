// What a person does to a timer, as records: start, stop, take back, correct; used by timer and step commands alike.
// Must not decide whether the person may: that is the command's part.

import { say } from '../catalogue/catalogue.ts';
import type { Context, NewRecord, Reader } from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { durationText, epochOf, hourMs, localClock, localText, minuteMs, secondMs } from '../kernel/time.ts';
import type { StepTimer } from '../protocols/protocol.ts';
import { isSettingKey, numberSetting, settingDefinition } from './settings.ts';
import {
  elapsedBetween,
  atMostMs,
  exactScale,
  isExact,
  isNearlyExact,
  occurrence,
  scaleNow,
  scaleOfTyped,
  spreadMs,
  type ScaledTime,
  type TimeScale,
} from './time-scale.ts';
import { asMarked, countedMs, sinceChangeMs, Timer, type TimerState } from './timer.ts';

const unitMs: Readonly<Record<string, number>> = { s: secondMs, min: minuteMs, h: hourMs };

/** The duration that applies now; null when it is a question the study director has not answered. */
export function durationOf(read: Reader, timer: StepTimer): number | null {
  const fixedMs = timer.durationSeconds === null ? null : timer.durationSeconds * secondMs;
  return settingMs(read, timer.settingKey) ?? fixedMs;
}

export function toleranceOf(read: Reader, timer: StepTimer): number | null {
  const fixedMs = timer.toleranceSeconds === null ? null : timer.toleranceSeconds * secondMs;
  return settingMs(read, timer.toleranceSettingKey) ?? fixedMs;
}

/** A setting of time in whole milliseconds, by the unit of its definition. */
function settingMs(read: Reader, key: string | null): number | null {
  if (key === null || !isSettingKey(key)) return null;
  const definition = settingDefinition(key);
  const value = numberSetting(read, key);
  const factor = definition.kind === 'number' ? unitMs[definition.unit] : undefined;
  return value === null || factor === undefined ? null : value.times(factor).round().toNumber();
}

interface TimerPlace {
  readonly runId: string | null;
  readonly animalId: string | null;
  readonly lotId: string | null;
  readonly stepKey: string | null;
}

/** The record that starts a protocol's timer; null while its duration is an open question. */
export function startOf(
  context: Context,
  place: TimerPlace,
  timer: StepTimer,
  askedDurationMs: number | null = null,
): NewRecord | null {
  const durationMs = durationOf(context.read, timer) ?? askedDurationMs;
  if (durationMs === null) return null;
  return Timer.record('timer.started', context.newId(), {
    ...place,
    timerKey: timer.key,
    stopsOn: timer.stopsOn,
    label: timer.label,
    durationMs,
    preAlarmsMs: timer.preAlarmsSeconds.map((seconds) => seconds * secondMs).filter((ms) => ms < durationMs),
    canPause: timer.canPause,
    toleranceMs: toleranceOf(context.read, timer),
    ...startingClock(context),
  });
}

/** By which setting of the clock the start of a timer was read, for its record. */
export function startingClock(context: Context): { startedScale: TimeScale | null; clockShiftMs: number } {
  const { scale } = occurrence(context);
  return { startedScale: scale, clockShiftMs: longestShiftMs(context.read, scale) };
}

/** The sum of clock changes from a start until now that makes the time since then the longest. */
function longestShiftMs(read: Reader, scale: TimeScale | null): number {
  return scale === null ? 0 : scaleNow(read).leastShiftMs - scale.mostShiftMs;
}

interface TimerStop {
  readonly record: NewRecord;
  /** Null where nobody can know it. */
  readonly elapsedMs: number | null;
  /** The sentence of a deviation, when it was stopped too early or too late, or its time is uncertain. */
  readonly deviation: string | null;
}

/**
 * Stops a timer at `context.occurredAt`. Refusals: `timer.already-stopped`; `timer.before-change` for a typed time
 * before its latest change. The clock's own time is never refused: when it lies before the start, the clock was put
 * back unnoticed, and the record says uncertain.
 */
export function stopOf(context: Context, timer: TimerState): Outcome<TimerStop> {
  if (timer.status === 'stopped') return refuse('timer.already-stopped', { label: timer.label });
  const at = epochOf(context.occurredAt);
  const isMark = context.occurredAt === timer.clampOffMarkedAt;
  const counting = isMark ? asMarked(timer) : timer;
  const isBefore = sinceChangeMs(counting, at) < 0;
  if (isBefore && !isMark && isTypedTime(context)) return refuse('timer.before-change', beforeChange(timer));
  const stoppedScale = isMark ? markScale(timer) : occurrence(context).scale;
  const isKnown = isNearlyExact(timer.startedScale) && isNearlyExact(stoppedScale);
  // A typed stop can have been read by an earlier setting of the clock than the one that the timer counts by.
  const isOtherwiseRead = isKnown && !isMark && timer.pausedAt === null;
  const rebasedMs = isOtherwiseRead ? scaleNow(context.read).leastShiftMs - stoppedScale.leastShiftMs : 0;
  const elapsedMs = isKnown ? Math.max(0, countedMs(counting, at) + rebasedMs) : null;
  const isUncertain = isBefore || timer.isUncertain || !isKnown;
  const stop = { elapsedMs, stoppedScale, isUncertain, isVoid: false };
  const record = Timer.record('timer.stopped', timer.id, stop);
  const uncertaintyMs = (spreadMs(timer.startedScale) ?? 0) + (spreadMs(stoppedScale) ?? 0);
  const deviation = timeDeviation({ ...timer, isUncertain }, elapsedMs, uncertaintyMs);
  return accept({ record, elapsedMs, deviation });
}

/** The scale of a time marked on the locked screen: it was read when only so much of the later changes had been made. */
function markScale({ startedScale, clampOffMarkedShiftMs }: TimerState): TimeScale | null {
  return isNearlyExact(startedScale)
    ? exactScale(startedScale.mostShiftMs + clampOffMarkedShiftMs, startedScale.breaks)
    : null;
}

export function beforeChange(timer: TimerState): { label: string; time: string } {
  return { label: timer.label, time: localClock(timer.changedAt) };
}

/** Whether a person said when it happened, rather than a clock (now, or of the lock screen: source `device`). */
function isTypedTime(context: Context): boolean {
  return context.source !== 'device' && context.occurredAt !== localText(context.now);
}

/** Ends a timer whose start was a mistake. */
export function voidOf(timer: TimerState): NewRecord {
  const stop = { elapsedMs: 0, stoppedScale: null, isUncertain: false, isVoid: true };
  return Timer.record('timer.stopped', timer.id, stop);
}

interface TimerCorrection {
  readonly record: NewRecord;
  /** Null while it runs, and where nobody can know it. */
  readonly elapsedMs: number | null;
  readonly isUncertain: boolean;
  /** By how much less it can have counted, because the clock was set by little. */
  readonly uncertaintyMs: number;
}

/**
 * Gives a timer another start or stop, because the step that started or stopped it has another time. Where the clock
 * was set and nobody knows by which setting the new time was read, it no longer says how long it lasted. Refused
 * (`timer.before-change`) when the stop would come before the start, or the start after a pause.
 */
export function correctionOf(
  context: Pick<Context, 'read' | 'now'>,
  timer: TimerState,
  times: { readonly startedAt?: string; readonly stoppedAt?: string },
): Outcome<TimerCorrection> {
  const start = placed(context, timer, times.startedAt, { at: timer.startedAt, scale: timer.startedScale });
  const stop =
    timer.stoppedAt === null
      ? null
      : placed(context, timer, times.stoppedAt, { at: timer.stoppedAt, scale: timer.stoppedScale });
  const hasPauses = timer.changedAt !== timer.startedAt;
  const change = hasPauses ? changeOf(timer) : start;
  const beforePause = elapsedBetween(start, change);
  const sinceChange = stop === null ? null : elapsedBetween(change, stop);
  const isPauseFirst = beforePause !== null && beforePause.mostMs - (hasPauses ? timer.pausedMs : 0) < 0;
  if (isPauseFirst || (sinceChange !== null && sinceChange.mostMs < 0)) {
    return refuse('timer.before-change', { label: timer.label, time: localClock(change.at) });
  }
  const until = timer.pausedAt === null ? stop : change;
  const countedUntilMs = stop === null || until === null ? null : atMostMs(elapsedBetween(start, until));
  const elapsedMs = countedUntilMs === null ? null : Math.max(0, countedUntilMs - timer.pausedMs);
  const record = Timer.record('timer.corrected', timer.id, {
    startedAt: start.at,
    startedScale: start.scale,
    clockShiftMs: timer.clockShiftMs + movedMs(timer.startedScale, start.scale),
    stoppedAt: stop?.at ?? null,
    stoppedScale: stop?.scale ?? null,
    elapsedMs,
  });
  const isUncertain = timer.isUncertain || (stop !== null && countedUntilMs === null);
  const uncertaintyMs = (spreadMs(start.scale) ?? 0) + (spreadMs(until?.scale ?? null) ?? 0);
  return accept({ record, elapsedMs, isUncertain, uncertaintyMs });
}

/** A new time with its scale; without one, the old time with its own. */
function placed(
  { read, now }: Pick<Context, 'read' | 'now'>,
  timer: TimerState,
  at: string | undefined,
  old: ScaledTime,
): ScaledTime {
  if (at === undefined || at === old.at) return old;
  return { at, scale: isCountedAlike(read, timer) ? scaleOfTyped(read, epochOf(at), now.epochMs) : null };
}

/** Whether the timer has counted the same clock changes as the devices: otherwise no typed time can be placed. */
function isCountedAlike(read: Reader, timer: TimerState): boolean {
  const end = timer.stoppedAt === null ? scaleNow(read) : timer.stoppedScale;
  if (!isExact(timer.startedScale) || !isExact(end)) return true;
  const countedShiftMs =
    timer.stoppedAt !== null && timer.stoppedAt === timer.clampOffMarkedAt
      ? timer.clampOffMarkedShiftMs
      : timer.clockShiftMs;
  return end.leastShiftMs - timer.startedScale.leastShiftMs === countedShiftMs;
}

/** Its latest pause or resume. */
function changeOf({ changedAt, changedShiftMs, startedScale }: TimerState): ScaledTime {
  const scale = isNearlyExact(startedScale)
    ? exactScale(startedScale.mostShiftMs + changedShiftMs, startedScale.breaks)
    : null;
  return { at: changedAt, scale };
}

function movedMs(from: TimeScale | null, to: TimeScale | null): number {
  return from === null || to === null ? 0 : from.mostShiftMs - to.mostShiftMs;
}

/**
 * The sentence that a deviation is pre-filled with; null when the time is within its tolerance, and so is the shortest
 * that it can have been (`uncertaintyMs` less).
 */
export function timeDeviation(
  timer: Pick<TimerState, 'label' | 'durationMs' | 'toleranceMs' | 'isUncertain'>,
  elapsedMs: number | null,
  uncertaintyMs: number,
): string | null {
  if (timer.toleranceMs === null) return null;
  if (elapsedMs === null) return say('timer.time-unknown', { label: timer.label });
  const times = {
    label: timer.label,
    duration: durationText(timer.durationMs),
    elapsed: durationText(elapsedMs),
  };
  const isShort = elapsedMs - uncertaintyMs < timer.durationMs - timer.toleranceMs;
  const differenceMs = elapsedMs - (isShort ? uncertaintyMs : 0) - timer.durationMs;
  if (Math.abs(differenceMs) > timer.toleranceMs) {
    const difference = durationText(Math.abs(differenceMs));
    return differenceMs > 0
      ? say('timer.too-long', { ...times, difference })
      : say('timer.too-short', { ...times, difference });
  }
  return timer.isUncertain ? say('timer.time-uncertain', times) : null;
}
