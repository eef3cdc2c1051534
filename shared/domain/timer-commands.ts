// Commands and questions about timers: what people do to them, and what the device notes by itself.
// Must not lose a second: a time is taken from the context, and what cannot be known is said to be uncertain.

import { z } from 'zod';
import { decide, defineCommand, defineQuery, type Reader, type RecordOverrides } from '../kernel/decider.ts';
import { say } from '../catalogue/catalogue.ts';
import { deviceAuthor } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { epochOf, localText, secondMs, utcText, type EpochMs } from '../kernel/time.ts';
import { findStep } from '../protocols/protocol.ts';
import { deviationRecord } from './deviation.ts';
import { definitionOf, Run } from './run.ts';
import { doneStep } from './step.ts';
import { beforeChange, startingClock, startOf, stopOf, timeDeviation } from './timer-acts.ts';
import { isNearlyExact } from './time-scale.ts';
import {
  countedMs,
  dueAlarm,
  elapsedMs,
  gapCauses,
  longestMs,
  nextAlarm,
  remainingMs,
  sinceChangeMs,
  Timer,
  uncertaintyMs,
  type Alarm,
  type TimerGap,
  type TimerState,
} from './timer.ts';

const timerInput = z.object({ timerId: z.string() });
const utcForm = z.iso.datetime();
const dayInSeconds = 86_400;

const ofStep = z.object({
  runId: z.string(),
  stepKey: z.string(),
  timerKey: z.string(),
  /** Only used where the protocol leaves the duration open and the study director has not answered it. */
  durationSeconds: z
    .number()
    .int()
    .min(1)
    .max(60 * dayInSeconds)
    .nullable()
    .default(null),
});
const ofPerson = z.object({
  label: z.string().trim().min(1).max(80),
  durationSeconds: z
    .number()
    .int()
    .min(1)
    .max(60 * dayInSeconds),
  preAlarmsSeconds: z.array(z.number().int().positive()).max(5).default([]),
  runId: z.string().nullable().default(null),
  animalId: z.string().nullable().default(null),
});

/**
 * Starts a timer of a step, or a free one. Refusals: `run.closed`, `timer.unknown`, `timer.starts-with-step`,
 * `timer.already-running`, `timer.no-duration`.
 */
export const startTimer = defineCommand({
  name: 'timer.start',
  input: z.union([ofStep, ofPerson]),
  decide(input, context) {
    const run = input.runId === null ? undefined : context.read.get(Run, input.runId);
    if (input.runId !== null && !run) return refuse('entity.unknown', { what: 'run', id: input.runId });
    if (run && run.status !== 'open') return refuse('run.closed', { code: run.code });
    if (!('stepKey' in input)) {
      const { label, durationSeconds, preAlarmsSeconds } = input;
      const record = Timer.record('timer.started', context.newId(), {
        runId: run?.id ?? null,
        animalId: run?.animalId ?? input.animalId,
        lotId: run?.lotId ?? null,
        stepKey: null,
        timerKey: 'free',
        stopsOn: null,
        label,
        durationMs: durationSeconds * secondMs,
        preAlarmsMs: preAlarmsSeconds.filter((one) => one < durationSeconds).map((one) => one * secondMs),
        canPause: true,
        toleranceMs: null,
        ...startingClock(context),
      });
      return decide([record], { timerId: record.subjectId });
    }
    if (!run) return refuse('entity.unknown', { what: 'run', id: input.runId });
    const definition = findStep(definitionOf(context.read, run), input.stepKey);
    const timer = definition?.timers.find((one) => one.key === input.timerKey);
    if (!definition || !timer) return refuse('timer.unknown', { id: input.timerKey });
    if (timer.starts === 'on-complete' && !doneStep(context.read, run.id, input.stepKey)) {
      return refuse('timer.starts-with-step', { label: timer.label, step: definition.title });
    }
    const isActive = activeTimers(context.read, { runId: run.id }).some((one) => one.timerKey === timer.key);
    if (isActive) return refuse('timer.already-running', { label: timer.label });
    const place = { runId: run.id, animalId: run.animalId, lotId: run.lotId, stepKey: input.stepKey };
    const asked = input.durationSeconds === null ? null : input.durationSeconds * secondMs;
    const record = startOf(context, place, timer, asked);
    if (!record) return refuse('timer.no-duration', { label: timer.label });
    return decide([record], { timerId: record.subjectId });
  },
});

/** Refusals: `timer.unknown`, `timer.cannot-pause`, `timer.not-running`, `timer.before-change`. */
export const pauseTimer = defineCommand({
  name: 'timer.pause',
  input: timerInput,
  decide({ timerId }, context) {
    const timer = context.read.get(Timer, timerId);
    if (!timer) return refuse('timer.unknown', { id: timerId });
    if (!timer.canPause) return refuse('timer.cannot-pause', { label: timer.label });
    if (timer.status !== 'running') return refuse('timer.not-running', { label: timer.label });
    const at = epochOf(context.occurredAt);
    if (sinceChangeMs(timer, at) < 0) return refuse('timer.before-change', beforeChange(timer));
    const elapsed = isNearlyExact(timer.startedScale) ? countedMs(timer, at) : null;
    return decide([Timer.record('timer.paused', timer.id, { elapsedMs: elapsed })], {});
  },
});

/** Refusals: `timer.unknown`, `timer.not-paused`, `timer.before-change`. */
export const resumeTimer = defineCommand({
  name: 'timer.resume',
  input: timerInput,
  decide({ timerId }, context) {
    const timer = context.read.get(Timer, timerId);
    if (!timer) return refuse('timer.unknown', { id: timerId });
    if (timer.status !== 'paused') return refuse('timer.not-paused', { label: timer.label });
    const pauseMs = sinceChangeMs(timer, epochOf(context.occurredAt));
    if (pauseMs < 0) return refuse('timer.before-change', beforeChange(timer));
    return decide([Timer.record('timer.resumed', timer.id, { pausedMs: timer.pausedMs + pauseMs })], {});
  },
});

/**
 * Stops a timer by hand; beyond its tolerance a deviation is recorded with it. A timer that stops with a later step,
 * such as the ischaemia with clamp off, is stopped by hand only with a reason, and that is a deviation as well.
 * Refusals: `timer.unknown`, `timer.stops-with-step`, and those of `stopOf`.
 */
export const stopTimer = defineCommand({
  name: 'timer.stop',
  input: timerInput,
  decide({ timerId }, context) {
    const timer = context.read.get(Timer, timerId);
    if (!timer) return refuse('timer.unknown', { id: timerId });
    const stop = stopOf(context, timer);
    if (!stop.ok) return stop;
    const isOfLaterStep = timer.stopsOn !== null && timer.stopsOn !== timer.stepKey;
    if (isOfLaterStep && !context.reason) {
      return refuse('timer.stops-with-step', { label: timer.label, step: timer.stopsOn ?? '' });
    }
    const { record, deviation, elapsedMs: stoppedAfterMs } = stop.value;
    const byHand = isOfLaterStep ? say('timer.stopped-by-hand', { label: timer.label }) : null;
    const what = [deviation, byHand].filter((text) => text !== null).join(' ');
    const { runId, animalId, lotId, stepKey } = timer;
    const deviations =
      what === '' ? [] : [deviationRecord(context, { what, where: stepKey, runId, animalId, lotId })];
    return decide([record, ...deviations], {
      elapsedMs: stoppedAfterMs,
      deviation: what === '' ? null : what,
    });
  },
});

/** A person has heard the alarm that is due. Refusals: `timer.unknown`, `timer.nothing-due`. */
export const acknowledgeTimer = defineCommand({
  name: 'timer.acknowledge',
  input: timerInput,
  decide({ timerId }, { read, now }) {
    const timer = read.get(Timer, timerId);
    if (!timer) return refuse('timer.unknown', { id: timerId });
    const alarm = dueAlarm(timer, now.epochMs);
    if (!alarm) return refuse('timer.nothing-due', { label: timer.label });
    return decide([Timer.record('timer.acknowledged', timer.id, { alarmMs: alarm.alarmMs })], {});
  },
});

const byDevice: RecordOverrides = {
  author: 'device',
  performedBy: deviceAuthor,
  witnessedBy: null,
  source: 'device',
  reason: null,
};

/**
 * The program did not run from one moment to another: noted on every timer that is not stopped. A gap that ends
 * before it began is never certain. Refused (`timer.none-active`) when there is no such timer.
 */
export const noteGap = defineCommand({
  name: 'timer.noteGap',
  input: z.object({ fromUtc: utcForm, toUtc: utcForm, cause: z.enum(gapCauses), isCertain: z.boolean() }),
  decide(input, { read, now }) {
    const isCertain = input.isCertain && epochOf(input.toUtc) >= epochOf(input.fromUtc);
    const facts = { ...byDevice, occurredAt: localText(now) };
    const records = activeTimers(read).map(({ id }) =>
      Timer.record('timer.gap', id, { ...input, isCertain }, facts),
    );
    return records.length === 0 ? refuse('timer.none-active') : decide(records, { timers: records.length });
  },
});

/**
 * The clock was set, from one reading to another: the elapsed time of every timer that is not stopped is corrected
 * by the difference. `isCertain` false when the size of the change was only estimated.
 * Refusals: `timer.clock-unchanged`, `timer.none-active`.
 */
export const noteClockChange = defineCommand({
  name: 'timer.noteClockChange',
  input: z.object({ fromUtc: utcForm, toUtc: utcForm, isCertain: z.boolean().default(true) }),
  decide(input, { read, now }) {
    const shiftMs = epochOf(input.toUtc) - epochOf(input.fromUtc);
    if (shiftMs === 0) return refuse('timer.clock-unchanged');
    const facts = { ...byDevice, occurredAt: localText(now) };
    const records = activeTimers(read).map(({ id }) =>
      Timer.record('timer.clockChanged', id, { ...input, shiftMs }, facts),
    );
    return records.length === 0
      ? refuse('timer.none-active')
      : decide(records, { timers: records.length, shiftMs });
  },
});

/** A timer has passed its end. Refusals: `timer.unknown`, `timer.not-over`, `timer.already-noted`. */
export const noteOverrun = defineCommand({
  name: 'timer.noteOverrun',
  input: timerInput,
  decide({ timerId }, { read, now }) {
    const timer = read.get(Timer, timerId);
    if (!timer) return refuse('timer.unknown', { id: timerId });
    if (timer.overrunAt !== null) return refuse('timer.already-noted', { label: timer.label });
    const overMs = longestMs(timer, now.epochMs) - timer.durationMs;
    if (timer.status === 'stopped' || overMs < 0) return refuse('timer.not-over', { label: timer.label });
    const countedUntil = timer.pausedAt === null ? now.epochMs : epochOf(timer.pausedAt);
    const overrunAt = localText({ ...now, epochMs: countedUntil - overMs });
    const facts = { ...byDevice, occurredAt: localText(now) };
    return decide([Timer.record('timer.overran', timer.id, { overrunAt }, facts)], { overrunAt });
  },
});

/** Running and paused timers, the oldest first. */
export function activeTimers(read: Reader, where: { readonly runId?: string } = {}): readonly TimerState[] {
  const active = [
    ...read.list(Timer, { ...where, status: 'running' }),
    ...read.list(Timer, { ...where, status: 'paused' }),
  ];
  return active.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

/** A timer as strip, tray and lock screen need it: nothing in it tells a group. */
export interface TimerView {
  readonly id: string;
  readonly runId: string | null;
  readonly runCode: string | null;
  readonly animalId: string | null;
  readonly stepKey: string | null;
  readonly timerKey: string;
  readonly label: string;
  readonly status: TimerState['status'];
  readonly durationMs: number;
  readonly preAlarmsMs: readonly number[];
  readonly canPause: boolean;
  readonly stopsOn: string | null;
  readonly startedAt: string;
  readonly stoppedAt: string | null;
  /** At `atEpochMs`; a running timer goes on from there. Both null where nobody can know them. */
  readonly elapsedMs: number | null;
  readonly remainingMs: number | null;
  /** What it has counted at most; the same as `elapsedMs` where that is known. */
  readonly longestMs: number;
  /** By how much less than `elapsedMs` it can have counted, because the clock was set by little. */
  readonly uncertaintyMs: number;
  readonly atEpochMs: EpochMs;
  readonly isOver: boolean;
  readonly nextAlarm: Alarm | null;
  readonly dueAlarm: Alarm | null;
  readonly gaps: readonly TimerGap[];
  readonly gapCount: number;
  readonly clockShiftMs: number;
  readonly isUncertain: boolean;
  /** Clamp off was pressed on the locked screen: a person confirms the step with this time. */
  readonly clampOffMarkedAt: string | null;
  /** What its deviation would say if it were stopped now; null when none is needed. */
  readonly deviationText: string | null;
}

export function timerView(read: Reader, timer: TimerState, nowEpochMs: EpochMs): TimerView {
  const elapsed = elapsedMs(timer, nowEpochMs);
  const { id, runId, animalId, stepKey, timerKey, label, status, durationMs, preAlarmsMs, canPause } = timer;
  const { stopsOn, startedAt, stoppedAt, gaps, gapCount, clockShiftMs, isUncertain, clampOffMarkedAt } =
    timer;
  return {
    id,
    runId,
    runCode: runId === null ? null : (read.get(Run, runId)?.code ?? null),
    animalId,
    stepKey,
    timerKey,
    label,
    status,
    durationMs,
    preAlarmsMs,
    canPause,
    stopsOn,
    startedAt,
    stoppedAt,
    elapsedMs: elapsed,
    remainingMs: elapsed === null ? null : durationMs - elapsed,
    longestMs: longestMs(timer, nowEpochMs),
    atEpochMs: nowEpochMs,
    uncertaintyMs: uncertaintyMs(timer),
    isOver: longestMs(timer, nowEpochMs) >= durationMs,
    nextAlarm: nextAlarm(timer, nowEpochMs),
    dueAlarm: dueAlarm(timer, nowEpochMs),
    gaps,
    gapCount,
    clockShiftMs,
    isUncertain: isUncertain || (status !== 'stopped' && sinceChangeMs(timer, nowEpochMs) < 0),
    clampOffMarkedAt,
    deviationText: timeDeviation(timer, elapsed, uncertaintyMs(timer)),
  };
}

/** Every timer that is not stopped, the next to end first. */
export const runningTimers = defineQuery({
  name: 'timer.running',
  input: z.object({}),
  answer(_, { read, now }) {
    const timers = activeTimers(read).toSorted(
      (left, right) => remainingMs(left, now.epochMs) - remainingMs(right, now.epochMs),
    );
    return {
      nowUtc: utcText(now.epochMs),
      timers: timers.map((timer) => timerView(read, timer, now.epochMs)),
    };
  },
});

export const timerCommands = [
  startTimer,
  pauseTimer,
  resumeTimer,
  stopTimer,
  acknowledgeTimer,
  noteGap,
  noteClockChange,
  noteOverrun,
] as const;
export const timerQueries = [runningTimers] as const;
