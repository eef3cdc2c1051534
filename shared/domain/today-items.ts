// The lines of the Today board, one function a kind of work: samples, storage, timers, steps, doses and the rest.
// Must not list an entity without an index, and must not name a substance, lot or group beside an animal.

import { say } from '../catalogue/catalogue.ts';
import type { QueryContext, Reader, Role } from '../kernel/decider.ts';
import { epochOf, hourMs, type Moment } from '../kernel/time.ts';
import type { ProtocolDefinition } from '../protocols/protocol.ts';
import { Allocation, allocationId } from './allocation-state.ts';
import { Animal, type AnimalState } from './animal.ts';
import { Deviation } from './deviation.ts';
import { usableUntil } from './dose-gate.ts';
import { Dose, type DoseState } from './dose.ts';
import { localTextIn } from './local-time.ts';
import { showAnaesthesia } from './observing.ts';
import { definitionOf, latestRunOf, Run } from './run.ts';
import { Sample, type SampleState } from './sample.ts';
import { planOf, samplersOf, type PlannedTimePoint } from './sample-plan.ts';
import { isFrozen, samplingRules, type TimePoint } from './schedule.ts';
import { settingDefinitions } from './setting-list.ts';
import { doneStep, Step, stepId } from './step.ts';
import { progressOf } from './step-gate.ts';
import { Study, studyId } from './study.ts';
import { asReadNow, present } from './time-scale.ts';
import { remainingMs, Timer, type TimerState } from './timer.ts';

export type Lane = 'overdue' | 'now' | 'next' | 'later';
export type TodayKind =
  | 'sample'
  | 'storage'
  | 'timer'
  | 'step'
  | 'observation'
  | 'dose'
  | 'deviation'
  | 'enrolment'
  | 'setting'
  | 'schedule';
export type TodayScreen = 'animal' | 'samples' | 'run' | 'lot' | 'dose' | 'deviations' | 'settings';

export interface TodayItem {
  /** The same from day to day as long as it is the same work. */
  readonly key: string;
  readonly lane: Lane;
  readonly kind: TodayKind;
  readonly animalId: string | null;
  readonly what: string;
  /** Local texts; null where nothing limits it. */
  readonly windowFrom: string | null;
  readonly windowTo: string | null;
  /** People who are expected to do it; empty where only the role is known. */
  readonly who: readonly string[];
  readonly role: Role;
  /** `part` of the screen, such as a time point. */
  readonly target: { readonly screen: TodayScreen; readonly id: string | null; readonly part?: string };
  /** A clock of it is running. */
  readonly isRunning: boolean;
  /** It cannot go on until something else is recorded. */
  readonly isBlocked: boolean;
}

const nextMs = 24 * hourMs;

/**
 * Overdue once the window is past, now while it is open, next when it opens within 24 hours, else later. A planned
 * time without a window counts as its opening, and is never overdue: no limit was set.
 */
export function laneOf(windowFrom: string | null, windowTo: string | null, now: Moment): Lane {
  if (windowTo !== null && epochOf(windowTo) < now.epochMs) return 'overdue';
  if (windowFrom === null || epochOf(windowFrom) <= now.epochMs) return 'now';
  return epochOf(windowFrom) - now.epochMs <= nextMs ? 'next' : 'later';
}

const quiet = { who: [], isRunning: false, isBlocked: false, windowFrom: null, windowTo: null } as const;

/** Planned samples of every animal whose study is not over, one line a time point. */
export function sampleItems(read: Reader, now: Moment): readonly TodayItem[] {
  const rules = samplingRules(read);
  const animals = (['active', 'dead', 'withdrawn'] as const).flatMap((status) =>
    read.list(Animal, { status }),
  );
  return animals.flatMap((animal) => {
    const plan = planOf(read, animal, rules);
    const lines = plan.flatMap((one) => timePointItem(read, animal, one, now));
    return [...lines, ...blockedSchedule(read, animal, plan)];
  });
}

function timePointItem(
  read: Reader,
  animal: AnimalState,
  one: PlannedTimePoint,
  now: Moment,
): readonly TodayItem[] {
  const open = one.samples.filter((planned) => planned.isOpen);
  if (one.plannedAt === null || open.length === 0) return [];
  const materials = open.map((planned) => say(`sample.material.${planned.material}`)).join(', ');
  return [
    {
      ...quiet,
      key: `sample/${animal.id}/${one.timePoint}`,
      lane: laneOf(one.windowFrom ?? (one.windowTo === null ? one.plannedAt : null), one.windowTo, now),
      kind: 'sample',
      animalId: animal.id,
      what: say('today.samples', { timePoint: say(`sample.timePoint.${one.timePoint}`), materials }),
      windowFrom: one.windowFrom ?? one.plannedAt,
      windowTo: one.windowTo,
      who: samplersOf(read, animal.id),
      role: 'technician',
      target: { screen: 'samples', id: animal.id, part: one.timePoint },
    },
  ];
}

/** The operation is over and its anchor step was never done: nothing of the animal can be planned. */
function blockedSchedule(
  read: Reader,
  animal: AnimalState,
  plan: readonly PlannedTimePoint[],
): readonly TodayItem[] {
  const isWaiting = plan.some((one) => one.blocked === 'no-anchor' && !one.isClosed);
  const run = isWaiting ? latestRunOf(read, animal.id, 'surgery') : undefined;
  if (run?.status !== 'closed') return [];
  return [
    {
      ...quiet,
      key: `schedule/${animal.id}`,
      lane: 'now',
      kind: 'schedule',
      animalId: animal.id,
      what: say('today.no-anchor', { run: run.code }),
      who: run.participants,
      role: 'technician',
      target: { screen: 'run', id: run.id },
      isBlocked: true,
    },
  ];
}

/** Frozen material that was collected and lies in no place yet, one line an animal and time point. */
export function storageItems(read: Reader): readonly TodayItem[] {
  const waiting = (['collected', 'processing'] as const)
    .flatMap((status) => read.list(Sample, { status }))
    .filter((sample) => isFrozen(sample.material) && !isUsedUp(sample));
  const groups = new Map<string, SampleState[]>();
  for (const sample of waiting) {
    const key = `${sample.animalId}/${sample.timePoint}`;
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups].flatMap(([key, samples]) => {
    const first = samples[0];
    return first ? [storageItem(key, first.animalId, first.timePoint, samples)] : [];
  });
}

// A sample that went wholly into aliquots has nothing left to store; without a measured volume, aliquots decide.
function isUsedUp(sample: SampleState): boolean {
  if (sample.aliquots === 0) return false;
  return sample.volumeMicrolitre === null || Number(sample.volumeMicrolitre) === 0;
}

function storageItem(
  key: string,
  animalId: string,
  timePoint: TimePoint,
  samples: readonly SampleState[],
): TodayItem {
  const names = samples.map((sample) => sample.code).join(', ');
  return {
    ...quiet,
    key: `storage/${key}`,
    lane: 'now',
    kind: 'storage',
    animalId,
    what: say('today.store', { timePoint: say(`sample.timePoint.${timePoint}`), samples: names }),
    windowFrom: samples[0]?.collectedAt ?? null,
    who: [...new Set(samples.flatMap((sample) => sample.collectedBy ?? []))],
    role: 'technician',
    target: { screen: 'samples', id: animalId, part: timePoint },
    isRunning: samples.some((sample) => sample.status === 'processing'),
  };
}

/** Running and paused timers; what has run over is overdue. */
export function timerItems(read: Reader, now: Moment): readonly TodayItem[] {
  return (['running', 'paused'] as const)
    .flatMap((status) => read.list(Timer, { status }))
    .map((timer) => {
      const left = remainingMs(timer, now.epochMs);
      return {
        ...quiet,
        key: `timer/${timer.id}`,
        lane: left < 0 ? 'overdue' : 'now',
        kind: 'timer',
        animalId: timer.animalId,
        what: timer.label,
        windowFrom: timer.startedAt,
        windowTo: timer.status === 'paused' ? null : localTextIn(now.epochMs + left, now.zone),
        who: [timer.startedBy],
        role: 'technician',
        target: timerTarget(timer),
        isRunning: timer.status === 'running',
      } as const satisfies TodayItem;
    });
}

function timerTarget(timer: TimerState): TodayItem['target'] {
  if (timer.runId !== null) return { screen: 'run', id: timer.runId };
  if (timer.animalId !== null) return { screen: 'samples', id: timer.animalId };
  return timer.lotId === null ? { screen: 'samples', id: null } : { screen: 'lot', id: timer.lotId };
}

/** The next step of every open run, or closing it when all its steps are done or skipped. */
export function stepItems(read: Reader): readonly TodayItem[] {
  const definitions = new Map<string, ProtocolDefinition>();
  return read.list(Run, { status: 'open' }).map((run) => {
    const definition = definitions.get(run.protocolId) ?? definitionOf(read, run);
    definitions.set(run.protocolId, definition);
    const { next } = progressOf(read, run, definition);
    return {
      ...quiet,
      key: `step/${run.id}`,
      lane: 'now',
      kind: 'step',
      animalId: run.animalId,
      what: next
        ? say('today.step', { run: run.code, step: next.title })
        : say('today.close-run', { run: run.code }),
      windowFrom: run.startedAt,
      who: run.participants,
      role: 'technician',
      target: { screen: 'run', id: run.id },
    };
  });
}

/** The next observation of every anaesthesia under way: from a run's induction until its recovery. */
export function observationItems(context: QueryContext): readonly TodayItem[] {
  const { read, now } = context;
  return read.list(Run, { status: 'open' }).flatMap((run) => {
    const induction = doneStep(read, run.id, 'induction');
    if (!induction || read.get(Step, stepId(run.id, 'recovery'))) return [];
    const dueAt = showAnaesthesia.answer({ runId: run.id }, context).nextDueAt ?? induction.at;
    return [
      {
        ...quiet,
        key: `observation/${run.id}`,
        lane: epochOf(dueAt) < now.epochMs ? 'overdue' : 'now',
        kind: 'observation',
        animalId: run.animalId,
        what: say('today.observation', { run: run.code }),
        windowTo: dueAt,
        who: run.participants,
        role: 'technician',
        target: { screen: 'run', id: run.id },
      } as const satisfies TodayItem,
    ];
  });
}

/** Syringes between their preparation and their end. */
export function doseItems(read: Reader, now: Moment): readonly TodayItem[] {
  return (['awaiting-check', 'ready'] as const)
    .flatMap((status) => read.list(Dose, { status }))
    .map((dose) => doseItem(read, dose, now));
}

function doseItem(read: Reader, dose: DoseState, now: Moment): TodayItem {
  const isReady = dose.status === 'ready';
  // By the clock as it is now; where nobody can know it, the syringe may not be given as prepared.
  const until = isReady ? usableUntil(read, dose) : null;
  const windowTo = until && asReadNow(until, present({ read, now }));
  const isOver = isReady && (windowTo === null || epochOf(windowTo) < now.epochMs);
  const lane = isOver ? 'overdue' : 'now';
  const pastSentence = windowTo === null ? 'today.dose-uncertain' : 'today.dose-past';
  const sentence = !isReady ? 'today.dose-check' : isOver ? pastSentence : 'today.dose-give';
  return {
    ...quiet,
    key: `dose/${dose.id}`,
    lane,
    kind: 'dose',
    animalId: dose.animalId,
    what: say(sentence, { code: dose.code }),
    windowFrom: isReady ? dose.readyAt : dose.preparedAt,
    windowTo,
    role: lane === 'now' && isReady ? 'surgeon' : 'technician',
    target: { screen: 'dose', id: dose.id },
    isBlocked: !isReady,
  };
}

/** Deviations that the study director has not assessed. */
export function deviationItems(read: Reader): readonly TodayItem[] {
  return read.list(Deviation, { status: 'open' }).map((deviation) => ({
    ...quiet,
    key: `deviation/${deviation.id}`,
    lane: 'later',
    kind: 'deviation',
    animalId: deviation.animalId,
    what: say('today.deviation', { what: deviation.what }),
    windowFrom: deviation.at,
    role: 'study-director',
    target: { screen: 'deviations', id: deviation.id },
  }));
}

/** Study animals without a position, once there is an allocation to give one from. */
export function enrolmentItems(read: Reader): readonly TodayItem[] {
  if (!read.get(Allocation, allocationId)) return [];
  return read
    .list(Animal, { status: 'active' })
    .filter((animal) => animal.purpose === 'study' && animal.position === null)
    .map((animal) => ({
      ...quiet,
      key: `enrolment/${animal.id}`,
      lane: 'later',
      kind: 'enrolment',
      animalId: animal.id,
      what: say('today.enrol'),
      windowFrom: animal.registeredAt,
      role: 'study-director',
      target: { screen: 'animal', id: animal.id },
    }));
}

/** One line for all questions that the article leaves to the laboratory and that nobody has answered. */
export function settingItems(read: Reader): readonly TodayItem[] {
  const answers = read.get(Study, studyId)?.settings ?? {};
  const open = settingDefinitions.filter((one) => one.source === 'lab' && answers[one.key] === undefined);
  if (open.length === 0) return [];
  return [
    {
      ...quiet,
      key: 'setting',
      lane: 'later',
      kind: 'setting',
      animalId: null,
      what: say('today.settings', { count: open.length }),
      role: 'study-director',
      target: { screen: 'settings', id: null },
    },
  ];
}
