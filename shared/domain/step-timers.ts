// The timers that hang on a step: started and stopped with it, corrected and taken back with it.
// Must not decide about the step itself.

import type { Context, NewRecord, Reader } from '../kernel/decider.ts';
import { accept, type Outcome } from '../kernel/refusal.ts';
import type { StepDefinition } from '../protocols/protocol.ts';
import type { RunState } from './run.ts';
import { doneStep, type StepState } from './step.ts';
import {
  correctionOf,
  durationOf,
  startOf,
  stopOf,
  timeDeviation,
  toleranceOf,
  voidOf,
} from './timer-acts.ts';
import { atMostMs, elapsedBetween, occurrence, spreadMs } from './time-scale.ts';
import { activeTimers } from './timer-commands.ts';
import { Timer, type TimerState } from './timer.ts';

interface TimerRecords {
  readonly records: readonly NewRecord[];
  /** Sentences of deviations: stopped too early, too late, or at an uncertain time. */
  readonly deviations: readonly string[];
}

/** Stops every timer of the run that this step ends. */
export function stopWithStep(context: Context, run: RunState, step: StepDefinition): Outcome<TimerRecords> {
  const records: NewRecord[] = [];
  const deviations: string[] = [];
  for (const timer of activeTimers(context.read, { runId: run.id })) {
    if (timer.stopsOn !== step.key) continue;
    const stop = stopOf(context, timer);
    if (!stop.ok) return stop;
    records.push(stop.value.record);
    if (stop.value.deviation !== null) deviations.push(stop.value.deviation);
  }
  return accept({ records, deviations });
}

interface StartedTimers extends TimerRecords {
  readonly timerIds: readonly string[];
  readonly withoutDuration: readonly string[];
}

/**
 * Starts the timers that start with this step. Where the step that ends one is already done (both entered late, the
 * end first), the timer is recorded with its end.
 */
export function startWithStep(context: Context, run: RunState, step: StepDefinition): StartedTimers {
  const records: NewRecord[] = [];
  const deviations: string[] = [];
  const timerIds: string[] = [];
  const withoutDuration: string[] = [];
  const active = activeTimers(context.read, { runId: run.id });
  const place = { runId: run.id, animalId: run.animalId, lotId: run.lotId, stepKey: step.key };
  for (const timer of step.timers) {
    if (timer.starts !== 'on-complete' || active.some((one) => one.timerKey === timer.key)) continue;
    const start = startOf(context, place, timer);
    const durationMs = durationOf(context.read, timer);
    if (!start || durationMs === null) {
      withoutDuration.push(timer.key);
      continue;
    }
    records.push(start);
    timerIds.push(start.subjectId);
    const end = timer.stopsOn === null ? undefined : doneStep(context.read, run.id, timer.stopsOn);
    if (!end) continue;
    const betweenMs = atMostMs(elapsedBetween(occurrence(context), end));
    const isUncertain = betweenMs === null || betweenMs < 0;
    const elapsedMs = betweenMs === null ? null : Math.max(0, betweenMs);
    const facts = { occurredAt: end.at, performedBy: end.performedBy, witnessedBy: end.witnessedBy };
    const stop = { elapsedMs, stoppedScale: end.scale, isUncertain, isVoid: false };
    records.push(Timer.record('timer.stopped', start.subjectId, stop, facts));
    const toleranceMs = toleranceOf(context.read, timer);
    const spread = (spreadMs(occurrence(context).scale) ?? 0) + (spreadMs(end.scale) ?? 0);
    const text = timeDeviation(
      { label: timer.label, durationMs, toleranceMs, isUncertain },
      elapsedMs,
      spread,
    );
    if (text !== null) deviations.push(text);
  }
  return { records, deviations, timerIds, withoutDuration };
}

function timersOf(read: Reader, run: RunState): readonly TimerState[] {
  return read.list(Timer, { runId: run.id }).filter((timer) => !timer.isVoid);
}

function wasStartedBy(timer: TimerState, step: StepState): boolean {
  return timer.stepKey === step.stepKey && timer.startedAt === step.at;
}

function wasStoppedBy(timer: TimerState, step: StepState): boolean {
  return timer.stopsOn === step.stepKey && timer.stoppedAt === step.at;
}

/** The step was not done: timers it started are void, timers it stopped have been running all the time. */
export function withdrawFromTimers(read: Reader, run: RunState, step: StepState): readonly NewRecord[] {
  return timersOf(read, run).flatMap((timer) => {
    if (wasStartedBy(timer, step)) return [voidOf(timer)];
    return wasStoppedBy(timer, step) ? [Timer.record('timer.reopened', timer.id, {})] : [];
  });
}

/** The step happened at another time: the timers it started or stopped follow. Refused: `timer.before-change`. */
export function correctStepTime(
  context: Context,
  run: RunState,
  step: StepState,
  at: string,
): Outcome<TimerRecords> {
  const records: NewRecord[] = [];
  const deviations: string[] = [];
  for (const timer of timersOf(context.read, run)) {
    const isStart = wasStartedBy(timer, step);
    if (!isStart && !wasStoppedBy(timer, step)) continue;
    const times = isStart ? { startedAt: at } : { stoppedAt: at };
    const correction = correctionOf(context, timer, times);
    if (!correction.ok) return correction;
    const { record, elapsedMs, isUncertain, uncertaintyMs } = correction.value;
    records.push(record);
    const text =
      timer.stoppedAt === null ? null : timeDeviation({ ...timer, isUncertain }, elapsedMs, uncertaintyMs);
    if (text !== null) deviations.push(text);
  }
  return accept({ records, deviations });
}
