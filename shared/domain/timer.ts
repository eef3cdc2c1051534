// Timers as part of the record: what runs since when, and its arithmetic through pauses, gaps and clock changes.
// Must not read a clock: every question about a timer brings the moment for which it is asked.

import { z } from 'zod';
import { defineEntity } from '../kernel/decider.ts';
import { epochOf, type EpochMs } from '../kernel/time.ts';
import {
  betweenReadings,
  elapsedBetween,
  isNearlyExact,
  spreadMs,
  timeScale,
  type TimeScale,
} from './time-scale.ts';

export const gapCauses = ['quit', 'crash', 'sleep', 'reboot'] as const;

/** A stretch of time in which the program did not run and so could not sound an alarm. */
export interface TimerGap {
  readonly fromUtc: string;
  readonly toUtc: string;
  readonly cause: (typeof gapCauses)[number];
  /** False when the clock may have been changed in between, so that the elapsed time cannot be known. */
  readonly isCertain: boolean;
}

export interface TimerState {
  readonly id: string;
  readonly runId: string | null;
  readonly animalId: string | null;
  readonly lotId: string | null;
  readonly stepKey: string | null;
  readonly timerKey: string;
  /** The step of its run whose completion stops it. */
  readonly stopsOn: string | null;
  readonly label: string;
  readonly status: 'running' | 'paused' | 'stopped';
  readonly durationMs: number;
  readonly preAlarmsMs: readonly number[];
  readonly canPause: boolean;
  /** How far from its duration it may be stopped before that is a deviation; null when it does not matter. */
  readonly toleranceMs: number | null;
  readonly startedAt: string;
  /** By which setting of the clock its start was read; not exact: how long it has run cannot be known. */
  readonly startedScale: TimeScale | null;
  readonly startedBy: string;
  readonly pausedAt: string | null;
  /** Real length of the finished pauses. */
  readonly pausedMs: number;
  /** The latest start, pause or resume, and `clockShiftMs` at that moment. */
  readonly changedAt: string;
  readonly changedShiftMs: number;
  readonly stoppedAt: string | null;
  readonly stoppedScale: TimeScale | null;
  readonly stoppedBy: string | null;
  /** What it had counted when it was stopped, as computed then; null also where nobody can know it. */
  readonly stoppedElapsedMs: number | null;
  readonly overrunAt: string | null;
  readonly acknowledgedAt: string | null;
  /** The latest alarm that a person has acknowledged, by its place on the timer; 0 for none. */
  readonly acknowledgedAlarmMs: number;
  /**
   * Sum of the recorded clock changes since the start: positive when the clock was put forward. Where the start is not
   * exact, the sum that makes it the longest.
   */
  readonly clockShiftMs: number;
  /** The latest gaps, oldest first, at most twenty; all of them are in the log. */
  readonly gaps: readonly TimerGap[];
  readonly gapCount: number;
  readonly isUncertain: boolean;
  /** When clamp off was pressed on a locked screen, waiting for a person to confirm it with this time. */
  readonly clampOffMarkedAt: string | null;
  /** `clockShiftMs` at that moment: the clock may be set before somebody signs in. */
  readonly clampOffMarkedShiftMs: number;
  /** Started by mistake: the step that started it was taken back. */
  readonly isVoid: boolean;
}

const wholeMs = z.number().int();
const gapSchema = z.object({
  fromUtc: z.string(),
  toUtc: z.string(),
  cause: z.enum(gapCauses),
  isCertain: z.boolean(),
});
const scale = timeScale.nullable();
const keptGaps = 20;

export const Timer = defineEntity<TimerState>()({
  type: 'timer',
  reducer: 2,
  opening: {
    'timer.started': {
      version: 1,
      payload: z.object({
        runId: z.string().nullable(),
        animalId: z.string().nullable(),
        lotId: z.string().nullable(),
        stepKey: z.string().nullable(),
        timerKey: z.string(),
        stopsOn: z.string().nullable().default(null),
        label: z.string(),
        durationMs: wholeMs.positive(),
        preAlarmsMs: z.array(wholeMs.positive()),
        canPause: z.boolean(),
        toleranceMs: wholeMs.nonnegative().nullable(),
        startedScale: scale,
        clockShiftMs: wholeMs,
      }),
      apply: (state, payload, record) =>
        state ?? {
          id: record.subjectId,
          ...payload,
          status: 'running',
          startedAt: record.occurredAt,
          startedBy: record.performedBy,
          pausedAt: null,
          pausedMs: 0,
          changedAt: record.occurredAt,
          changedShiftMs: 0,
          stoppedAt: null,
          stoppedScale: null,
          stoppedBy: null,
          stoppedElapsedMs: null,
          overrunAt: null,
          acknowledgedAt: null,
          acknowledgedAlarmMs: 0,
          gaps: [],
          gapCount: 0,
          isUncertain: !isNearlyExact(payload.startedScale),
          clampOffMarkedAt: null,
          clampOffMarkedShiftMs: 0,
          isVoid: false,
        },
    },
  },
  changing: {
    'timer.paused': {
      version: 1,
      payload: z.object({ elapsedMs: wholeMs.nullable() }),
      apply: (state, _, record) => ({
        ...state,
        status: 'paused',
        pausedAt: record.occurredAt,
        changedAt: record.occurredAt,
        changedShiftMs: state.clockShiftMs,
      }),
    },
    'timer.resumed': {
      version: 1,
      payload: z.object({ pausedMs: wholeMs.nonnegative() }),
      apply: (state, payload, record) => ({
        ...state,
        status: 'running',
        pausedAt: null,
        pausedMs: payload.pausedMs,
        changedAt: record.occurredAt,
        changedShiftMs: state.clockShiftMs,
      }),
    },
    'timer.stopped': {
      version: 1,
      payload: z.object({
        elapsedMs: wholeMs.nullable(),
        stoppedScale: scale,
        isUncertain: z.boolean(),
        isVoid: z.boolean(),
      }),
      apply: (state, payload, record) => ({
        ...state,
        status: 'stopped',
        stoppedAt: record.occurredAt,
        stoppedScale: payload.stoppedScale,
        stoppedBy: record.performedBy,
        stoppedElapsedMs: payload.elapsedMs,
        isUncertain: state.isUncertain || payload.isUncertain,
        isVoid: payload.isVoid,
      }),
    },
    /** The stop was a mistake: it has been running all the time. */
    'timer.reopened': {
      version: 1,
      payload: z.object({}),
      apply: (state) => ({
        ...state,
        status: state.pausedAt === null ? 'running' : 'paused',
        stoppedAt: null,
        stoppedScale: null,
        stoppedBy: null,
        stoppedElapsedMs: null,
        clampOffMarkedAt: null,
        clampOffMarkedShiftMs: 0,
        isVoid: false,
      }),
    },
    /** The step that started or stopped it has been given another time; `elapsedMs` null as in the state. */
    'timer.corrected': {
      version: 1,
      payload: z.object({
        startedAt: z.string(),
        startedScale: scale,
        clockShiftMs: wholeMs,
        stoppedAt: z.string().nullable(),
        stoppedScale: scale,
        elapsedMs: wholeMs.nullable(),
      }),
      apply: (state, { elapsedMs: stoppedElapsedMs, ...times }) => {
        const rebasedMs = times.clockShiftMs - state.clockShiftMs;
        const hasPauses = state.changedAt !== state.startedAt;
        const isStopPlaced = times.stoppedAt === null || isNearlyExact(times.stoppedScale);
        return {
          ...state,
          ...times,
          changedAt: hasPauses ? state.changedAt : times.startedAt,
          changedShiftMs: hasPauses ? state.changedShiftMs + rebasedMs : 0,
          clampOffMarkedShiftMs: state.clampOffMarkedShiftMs + rebasedMs,
          stoppedElapsedMs,
          isUncertain: state.isUncertain || !isNearlyExact(times.startedScale) || !isStopPlaced,
        };
      },
    },
    'timer.acknowledged': {
      version: 1,
      countsAsChange: false,
      payload: z.object({ alarmMs: wholeMs.nonnegative() }),
      apply: (state, payload, record) => ({
        ...state,
        acknowledgedAt: record.occurredAt,
        acknowledgedAlarmMs: payload.alarmMs,
      }),
    },
    'timer.clampOffMarked': {
      version: 1,
      countsAsChange: false,
      payload: z.object({}),
      apply: (state, _, record) =>
        state.clampOffMarkedAt === null
          ? { ...state, clampOffMarkedAt: record.occurredAt, clampOffMarkedShiftMs: state.clockShiftMs }
          : state,
    },
    'timer.overran': {
      version: 1,
      countsAsChange: false,
      payload: z.object({ overrunAt: z.string() }),
      apply: (state, payload) => ({ ...state, overrunAt: state.overrunAt ?? payload.overrunAt }),
    },
    'timer.gap': {
      version: 1,
      countsAsChange: false,
      payload: gapSchema,
      apply: (state, payload) => ({
        ...state,
        gaps: [...state.gaps, payload].slice(-keptGaps),
        gapCount: state.gapCount + 1,
        isUncertain: state.isUncertain || !payload.isCertain,
      }),
    },
    'timer.clockChanged': {
      version: 1,
      countsAsChange: false,
      payload: z.object({ fromUtc: z.string(), toUtc: z.string(), shiftMs: wholeMs, isCertain: z.boolean() }),
      apply: (state, payload) => ({
        ...state,
        clockShiftMs: state.clockShiftMs + payload.shiftMs,
        isUncertain: state.isUncertain || !payload.isCertain,
      }),
    },
  },
});

/**
 * Milliseconds that the timer has counted at `nowEpochMs`: what the clock shows since the start, less the recorded
 * clock changes and the pauses. A stopped timer keeps what it had; never below 0. Null where the clock was set and
 * nobody knows whether the start or the stop was read before or after; at most so much where it was set by little:
 * `uncertaintyMs` says by how much less it can be.
 */
export function elapsedMs(timer: TimerState, nowEpochMs: EpochMs): number | null {
  if (timer.status === 'stopped') return timer.stoppedElapsedMs;
  return isNearlyExact(timer.startedScale) ? longestMs(timer, nowEpochMs) : null;
}

/** By how much less than `elapsedMs` it can have counted, because the clock was set by little. */
export function uncertaintyMs({ startedScale, stoppedScale }: TimerState): number {
  return (spreadMs(startedScale) ?? 0) + (spreadMs(stoppedScale) ?? 0);
}

/**
 * As `elapsedMs`, and where that cannot be known the longest that it can have run: an alarm must not come late. A
 * stopped timer no longer grows.
 */
export function longestMs(timer: TimerState, nowEpochMs: EpochMs): number {
  if (timer.stoppedElapsedMs !== null) return timer.stoppedElapsedMs;
  if (timer.stoppedAt === null) return Math.max(0, countedMs(timer, nowEpochMs));
  const start = { at: timer.startedAt, scale: timer.startedScale };
  const between = elapsedBetween(start, { at: timer.stoppedAt, scale: timer.stoppedScale });
  const isCounted = timer.pausedAt !== null || between === null;
  const longest = isCounted ? countedMs(timer, epochOf(timer.stoppedAt)) : between.mostMs - timer.pausedMs;
  return Math.max(0, longest);
}

/** As `longestMs` for a timer that has not been stopped, but negative when `at` lies before the start. */
export function countedMs(timer: TimerState, at: EpochMs): number {
  const [until, shiftMs] =
    timer.pausedAt === null ? [at, timer.clockShiftMs] : [epochOf(timer.pausedAt), timer.changedShiftMs];
  return betweenReadings(epochOf(timer.startedAt), until, shiftMs) - timer.pausedMs;
}

/**
 * Real milliseconds from the latest start, pause or resume to `at`, a time by the clock as it is now. Negative: `at`
 * lies before that change, or the clock was put back unnoticed.
 */
export function sinceChangeMs(timer: TimerState, at: EpochMs): number {
  return betweenReadings(epochOf(timer.changedAt), at, timer.clockShiftMs - timer.changedShiftMs);
}

/** The timer by the clock as it was when clamp off was marked on a locked screen: what was set later does not count. */
export function asMarked(timer: TimerState): TimerState {
  return { ...timer, clockShiftMs: timer.clampOffMarkedShiftMs };
}

/** What it had counted when clamp off was marked on a locked screen: at most, where nobody can know it; null unmarked. */
export function markedMs(timer: TimerState): number | null {
  return timer.clampOffMarkedAt === null ? null : longestMs(asMarked(timer), epochOf(timer.clampOffMarkedAt));
}

/** What is left by `longestMs`; negative when it is over. */
export function remainingMs(timer: TimerState, nowEpochMs: EpochMs): number {
  return timer.durationMs - longestMs(timer, nowEpochMs);
}

export interface Alarm {
  readonly kind: 'pre-alarm' | 'end';
  /** Its place on the timer, since the start. */
  readonly alarmMs: number;
  /** When it sounds, by the clock as it is now. */
  readonly atEpochMs: EpochMs;
}

/** The next alarm still to come; null when the timer does not run or all are behind it. */
export function nextAlarm(timer: TimerState, nowEpochMs: EpochMs): Alarm | null {
  if (timer.status !== 'running') return null;
  const elapsed = countedMs(timer, nowEpochMs);
  const alarmMs = alarmPlaces(timer).find((place) => place > elapsed);
  return alarmMs === undefined ? null : alarmAt(timer, alarmMs, nowEpochMs + alarmMs - elapsed);
}

/** The latest alarm that has come and that nobody has acknowledged; null when there is none. */
export function dueAlarm(timer: TimerState, nowEpochMs: EpochMs): Alarm | null {
  if (timer.status === 'stopped') return null;
  const elapsed = countedMs(timer, nowEpochMs);
  const alarmMs = alarmPlaces(timer).findLast((place) => place <= elapsed);
  if (alarmMs === undefined || alarmMs <= timer.acknowledgedAlarmMs) return null;
  return alarmAt(timer, alarmMs, nowEpochMs + alarmMs - elapsed);
}

function alarmPlaces(timer: TimerState): readonly number[] {
  const before = timer.preAlarmsMs.filter((place) => place < timer.durationMs);
  return [...before.toSorted((left, right) => left - right), timer.durationMs];
}

function alarmAt(timer: TimerState, alarmMs: number, atEpochMs: EpochMs): Alarm {
  return { kind: alarmMs === timer.durationMs ? 'end' : 'pre-alarm', alarmMs, atEpochMs };
}
