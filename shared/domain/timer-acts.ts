// What a person does to a timer, as records: start, stop, take back, correct; used by timer and step commands alike.
// Must not decide whether the person may: that is the command's part.

import { say } from '../catalogue/catalogue.ts';
import type { Context, NewRecord, Reader } from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { durationText, epochOf, hourMs, localClock, localText, minuteMs, secondMs } from '../kernel/time.ts';
import type { StepTimer } from '../protocols/protocol.ts';
import { isSettingKey, numberSetting, settingDefinition } from './settings.ts';
import { countedMs, sinceChangeMs, Timer, type TimerState } from './timer.ts';

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
  });
}

interface TimerStop {
  readonly record: NewRecord;
  readonly elapsedMs: number;
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
  const counting = byClockOf(timer, context.occurredAt);
  const isBefore = sinceChangeMs(counting, at) < 0;
  if (isBefore && counting === timer && isTypedTime(context))
    return refuse('timer.before-change', beforeChange(timer));
  const elapsedMs = Math.max(0, countedMs(counting, at));
  const isUncertain = isBefore || timer.isUncertain;
  const record = Timer.record('timer.stopped', timer.id, { elapsedMs, isUncertain, isVoid: false });
  const deviation = timeDeviation(timer, elapsedMs, isUncertain);
  return accept({ record, elapsedMs, deviation });
}

/** A time marked on the locked screen is by the clock as it was then: only what had been set until then counts. */
function byClockOf(timer: TimerState, at: string): TimerState {
  return at === timer.clampOffMarkedAt ? { ...timer, clockShiftMs: timer.clampOffMarkedShiftMs } : timer;
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
  const stop = { elapsedMs: 0, isUncertain: false, isVoid: true };
  return Timer.record('timer.stopped', timer.id, stop);
}

/**
 * Gives a timer another start or stop, because the step that started or stopped it has another time. Refused
 * (`timer.before-change`) when the stop would come before the start, or the start after a pause.
 */
export function correctionOf(
  timer: TimerState,
  times: { readonly startedAt?: string; readonly stoppedAt?: string },
): Outcome<{ readonly record: NewRecord; readonly elapsedMs: number | null }> {
  const startedAt = times.startedAt ?? timer.startedAt;
  const stoppedAt = timer.stoppedAt === null ? null : (times.stoppedAt ?? timer.stoppedAt);
  const hasPauses = timer.changedAt !== timer.startedAt;
  const running = { ...timer, startedAt, changedAt: hasPauses ? timer.changedAt : startedAt };
  const countedBeforePauseMs =
    epochOf(running.changedAt) - epochOf(startedAt) - timer.changedShiftMs - timer.pausedMs;
  const counting = byClockOf(running, stoppedAt ?? startedAt);
  const isBefore = stoppedAt !== null && sinceChangeMs(counting, epochOf(stoppedAt)) < 0;
  if (countedBeforePauseMs < 0 || isBefore) return refuse('timer.before-change', beforeChange(running));
  const elapsedMs = stoppedAt === null ? null : Math.max(0, countedMs(counting, epochOf(stoppedAt)));
  const record = Timer.record('timer.corrected', timer.id, { startedAt, stoppedAt, elapsedMs });
  return accept({ record, elapsedMs });
}

/** The sentence that a deviation is pre-filled with; null when the time is within its tolerance. */
export function timeDeviation(
  timer: Pick<TimerState, 'label' | 'durationMs' | 'toleranceMs' | 'isUncertain'>,
  elapsedMs: number,
  isUncertain = timer.isUncertain,
): string | null {
  if (timer.toleranceMs === null) return null;
  const times = {
    label: timer.label,
    duration: durationText(timer.durationMs),
    elapsed: durationText(elapsedMs),
  };
  const differenceMs = elapsedMs - timer.durationMs;
  if (Math.abs(differenceMs) > timer.toleranceMs) {
    const difference = durationText(Math.abs(differenceMs));
    return differenceMs > 0
      ? say('timer.too-long', { ...times, difference })
      : say('timer.too-short', { ...times, difference });
  }
  return isUncertain ? say('timer.time-uncertain', times) : null;
}
