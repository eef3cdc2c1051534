// The sampling schedule of an animal: time points, materials, and the window of each from its own operation.
// Must not store anything: the schedule follows the records of the operation and the settings of the day.

import type { Reader } from '../kernel/decider.ts';
import { epochOf, hourMs } from '../kernel/time.ts';
import { addElapsed, addLocalDays } from './local-time.ts';
import { latestRunOf } from './run.ts';
import { numberSetting, setting } from './settings.ts';
import { doneStep } from './step.ts';

export const timePointKeys = ['pre-op', 'day-1', 'day-3', 'day-7'] as const;
export type TimePoint = (typeof timePointKeys)[number];

export const materialKeys = ['serum', 'liver-histology', 'liver-ki67', 'liver-rna', 'liver-protein'] as const;
export type Material = (typeof materialKeys)[number];

/** Time points of the article (study.md, Design); day 0 is before the operation, `code` is part of a sample's id. */
const timePoints: Readonly<Record<TimePoint, { readonly dayOffset: number; readonly code: string }>> = {
  'pre-op': { dayOffset: 0, code: 'PRE' },
  'day-1': { dayOffset: 1, code: 'D1' },
  'day-3': { dayOffset: 3, code: 'D3' },
  'day-7': { dayOffset: 7, code: 'D7' },
};

/** What is taken at every time point (study.md, Protocol 4; that RNA and protein are frozen is a lab setting). */
const materials: Readonly<Record<Material, { readonly code: string; readonly isFrozen: boolean }>> = {
  serum: { code: 'SER', isFrozen: true },
  'liver-histology': { code: 'HIS', isFrozen: false },
  'liver-ki67': { code: 'KI67', isFrozen: false },
  'liver-rna': { code: 'RNA', isFrozen: true },
  'liver-protein': { code: 'PRO', isFrozen: true },
};

/** `P07-D1-SER-1`: animal, time point, material, number; says nothing of the group. */
export function sampleId(animalId: string, timePoint: TimePoint, material: Material, number = 1): string {
  return `${animalId}-${timePoints[timePoint].code}-${materials[material].code}-${number}`;
}

/** Days after the operation, 0 before it: the place on the axis of a time course. */
export function dayOf(timePoint: TimePoint): number {
  return timePoints[timePoint].dayOffset;
}

/** Whether the material ends in a freezer; fixed tissue does not. */
export function isFrozen(material: Material): boolean {
  return materials[material].isFrozen;
}

/** The settings that shape every window, read once for many animals. */
export interface SamplingRules {
  /** Key of the surgery step from which the days are counted. */
  readonly anchorStep: string;
  /** Half width of each window; null when the director left it open. */
  readonly windowMs: Readonly<Record<TimePoint, number | null>>;
}

export function samplingRules(read: Reader): SamplingRules {
  const milliseconds = (timePoint: TimePoint) =>
    numberSetting(read, `sampling.windowHours.${timePoint}`)?.mul(hourMs).round().toNumber() ?? null;
  return {
    anchorStep: setting(read, 'sampling.anchorStep') ?? 'close',
    windowMs: {
      'pre-op': milliseconds('pre-op'),
      'day-1': milliseconds('day-1'),
      'day-3': milliseconds('day-3'),
      'day-7': milliseconds('day-7'),
    },
  };
}

/** Why a time point has no window yet: no operation was started, or its end is not recorded. */
export type Blocked = 'no-operation' | 'no-anchor';

export interface SamplingWindow {
  readonly timePoint: TimePoint;
  /** Local text at the place of the operation, with the offset in force then; null while it is blocked. */
  readonly plannedAt: string | null;
  /** Null where there is no limit: the setting is open, or the operation has not come so far. */
  readonly windowFrom: string | null;
  readonly windowTo: string | null;
  readonly blocked: Blocked | null;
}

/**
 * The windows of an animal, from its latest surgery run that was not abandoned (study.md, Protocol 4).
 * Day n is the same local clock time n days after the anchor step, also across daylight saving; the window is
 * ± the setting in elapsed hours. Before the operation: from the setting's hours before clamp-on up to clamp-on,
 * since with clamp-on the injury begins; while nothing is clamped it is open from the start of the run.
 */
export function windowsOf(read: Reader, animalId: string, rules: SamplingRules): readonly SamplingWindow[] {
  const run = latestRunOf(read, animalId, 'surgery');
  if (!run) return timePointKeys.map((timePoint) => noWindow(timePoint, 'no-operation'));
  const clampOn = doneStep(read, run.id, 'clamp-on')?.at ?? null;
  const anchor = doneStep(read, run.id, rules.anchorStep)?.at ?? null;
  return timePointKeys.map((timePoint) => {
    if (timePoint === 'pre-op') return beforeOperation(run.startedAt, clampOn, rules.windowMs['pre-op']);
    if (anchor === null) return noWindow(timePoint, 'no-anchor');
    const plannedAt = addLocalDays(anchor, timePoints[timePoint].dayOffset);
    return { timePoint, plannedAt, ...around(plannedAt, rules.windowMs[timePoint]), blocked: null };
  });
}

function noWindow(timePoint: TimePoint, blocked: Blocked): SamplingWindow {
  return { timePoint, plannedAt: null, windowFrom: null, windowTo: null, blocked };
}

function beforeOperation(startedAt: string, clampOn: string | null, widthMs: number | null): SamplingWindow {
  const from = clampOn === null ? startedAt : widthMs === null ? null : addElapsed(clampOn, -widthMs);
  return {
    timePoint: 'pre-op',
    plannedAt: clampOn ?? startedAt,
    windowFrom: from,
    windowTo: clampOn,
    blocked: null,
  };
}

function around(plannedAt: string, widthMs: number | null): Pick<SamplingWindow, 'windowFrom' | 'windowTo'> {
  if (widthMs === null) return { windowFrom: null, windowTo: null };
  return { windowFrom: addElapsed(plannedAt, -widthMs), windowTo: addElapsed(plannedAt, widthMs) };
}

/** Whether `at` lies outside the window; both ends belong to it, an open end never excludes. */
export function isOutside(window: Pick<SamplingWindow, 'windowFrom' | 'windowTo'>, at: string): boolean {
  const time = epochOf(at);
  const isEarly = window.windowFrom !== null && time < epochOf(window.windowFrom);
  const isLate = window.windowTo !== null && time > epochOf(window.windowTo);
  return isEarly || isLate;
}
