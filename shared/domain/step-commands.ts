// Doing, skipping and correcting the steps of a run, with the timers and weights that hang on them.
// Must not refuse an action that cannot wait: clamp on and clamp off are recorded, and the deviation with them.

import { z } from 'zod';
import {
  decide,
  defineCommand,
  type Context,
  type Decision,
  type NewRecord,
  type Reader,
} from '../kernel/decider.ts';
import { say } from '../catalogue/catalogue.ts';
import { accept, refusal, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { epochOf, lateAfterMs, parseTime } from '../kernel/time.ts';
import { findStep, type StepDefinition } from '../protocols/protocol.ts';
import { Animal } from './animal.ts';
import { deviationRecord } from './deviation.ts';
import { definitionOf, Run, type RunState } from './run.ts';
import { orderProblem, progressOf } from './step-gate.ts';
import { correctStepTime, startWithStep, stopWithStep, withdrawFromTimers } from './step-timers.ts';
import { checkValues } from './step-values.ts';
import { isTakenBack, Step, stepId, type StepState, type StepValues } from './step.ts';
import { occurrence, scaleOfTyped, wasShownBefore, type ScaledTime } from './time-scale.ts';
import { activeTimers } from './timer-commands.ts';
import { leapProblem, readWeight, weightRecord } from './weighing.ts';

const typedValue = z.union([z.string(), z.object({ value: z.string(), unit: z.string().nullable() })]);
const typedValues = z.record(z.string(), typedValue).default({});
const stepInput = z.object({ runId: z.string(), stepKey: z.string() });
const deviationReason = z.string().trim().min(1).nullable().default(null);

interface Found {
  readonly run: RunState;
  readonly step: StepDefinition;
  readonly state: StepState | undefined;
}

function find(read: Reader, input: z.output<typeof stepInput>): Outcome<Found> {
  const run = read.get(Run, input.runId);
  if (!run) return refuse('entity.unknown', { what: 'run', id: input.runId });
  const step = findStep(definitionOf(read, run), input.stepKey);
  if (!step) return refuse('step.unknown', { key: input.stepKey, title: run.title });
  return accept({ run, step, state: read.get(Step, stepId(run.id, step.key)) });
}

function isLate(context: Context): boolean {
  return context.now.epochMs - epochOf(context.occurredAt) > lateAfterMs;
}

interface Deviation {
  readonly ids: string[];
  readonly records: readonly NewRecord[];
  readonly text: string | null;
}

/** One deviation for everything that spoke against the step, with the reason given for it. */
function deviationOf(
  context: Context,
  found: Found,
  texts: readonly string[],
  reason: string | null,
): Deviation {
  if (texts.length === 0) return { ids: [], records: [], text: null };
  const { id: runId, animalId, lotId } = found.run;
  const text = texts.join(' ');
  const record = deviationRecord(context, { what: text, where: found.step.key, runId, animalId, lotId });
  const facts = { ...record.facts, reason: reason ?? context.reason ?? null };
  return { ids: [record.subjectId], records: [{ ...record, facts }], text };
}

/**
 * Records a step as done at `context.occurredAt`, starts and stops its timers, and weighs the animal when the step
 * does. What speaks against it (`step.out-of-order`, `step.before-earlier-step`, `step.outside-limits`,
 * `step.not-as-expected`, `step.timer-outside`, `animal.weight-doubtful`, `run.closed`) is refused unless
 * `deviationReason` is given; then it is one deviation. An immediate step needs no reason for it. Always refused:
 * `step.unknown`, `step.already-done`, `timer.before-change` and values that cannot be read (`checkValues`).
 */
export const completeStep = defineCommand({
  name: 'run.completeStep',
  input: stepInput.extend({ values: typedValues, deviationReason }),
  decide(input, context): Decision<CompletedStep> {
    const found = find(context.read, input);
    if (!found.ok) return found;
    const { run, step, state } = found.value;
    if (state?.status === 'done') return refuse('step.already-done', { step: step.title });
    const checked = checkValues(context.read, run, step, input.values);
    if (!checked.ok) return checked;
    const stops = stopWithStep(context, run, step);
    if (!stops.ok) return stops;
    const starts = startWithStep(context, run, step);
    const progress = progressOf(context.read, run, definitionOf(context.read, run));
    const at = occurrence(context);
    const order = orderProblem(progress, step, at);
    const times = [...stops.value.deviations, ...starts.deviations];
    const problems = [
      ...(order ? [order] : []),
      ...checked.value.problems,
      ...leapOf(context.read, found.value, checked.value.values, at),
      ...times.map((what) => refusal('step.timer-outside', { what })),
    ];
    const closed = run.status === 'open' ? [] : [refusal('run.closed', { code: run.code })];
    const mustAsk = step.isImmediate ? closed : [...closed, ...problems];
    if (input.deviationReason === null && mustAsk[0]) return gate(mustAsk[0], [...closed, ...problems]);
    const texts = [...closed, ...problems].map((one) => one.message);
    const deviation = deviationOf(context, found.value, texts, input.deviationReason);
    const done = Step.record('step.done', stepId(run.id, step.key), {
      runId: run.id,
      animalId: run.animalId,
      stepKey: step.key,
      values: checked.value.values,
      scale: at.scale,
      isLate: isLate(context),
      outOfOrder: order !== null,
      deviationIds: deviation.ids,
    });
    const weighed = weighing(context, run, step, checked.value.values);
    if (!weighed.ok) return weighed;
    const timers = [...stops.value.records, ...starts.records];
    const records = [done, ...timers, ...weighed.value, ...deviation.records];
    return decide(records, {
      stepId: done.subjectId,
      deviationIds: deviation.ids,
      deviation: deviation.text,
      startedTimers: starts.timerIds,
      timersWithoutDuration: starts.withoutDuration,
    });
  },
});

interface CompletedStep {
  readonly stepId: string;
  readonly deviationIds: readonly string[];
  /** The sentence of the deviation that was recorded with the step. */
  readonly deviation: string | null;
  readonly startedTimers: readonly string[];
  /** Timers that could not start because nobody has answered how long they last. */
  readonly timersWithoutDuration: readonly string[];
}

/** The first problem as the refusal, with the text that the deviation would have. */
function gate(first: Refusal, all: readonly Refusal[]): { readonly ok: false; readonly refusal: Refusal } {
  const details = {
    codes: all.map((one) => one.code),
    deviationText: all.map((one) => one.message).join(' '),
  };
  return { ok: false, refusal: { ...first, details } };
}

/** The weight of a step with the effect `weigh`: its first input in kg. */
function weighing(
  context: Context,
  run: RunState,
  step: StepDefinition,
  values: StepValues,
): Outcome<readonly NewRecord[]> {
  const weightKg = weightIn(step, values);
  if (weightKg === null || run.animalId === null) return accept([]);
  const weighed = weightRecord(context, run.animalId, weightKg);
  return weighed.ok ? accept([weighed.value]) : weighed;
}

/** A weight that does not follow from the animal's other weights (weighing.ts); none where it cannot be read. */
function leapOf(
  read: Reader,
  { run, step }: Found,
  values: StepValues,
  at: ScaledTime,
  recordId: string | null = null,
): readonly Refusal[] {
  const weight = readWeight(weightIn(step, values) ?? '');
  if (!weight.ok || run.animalId === null) return [];
  const leap = leapProblem(read.get(Animal, run.animalId), weight.value, at, recordId);
  return leap ? [leap] : [];
}

function weightIn(step: StepDefinition, values: StepValues): string | null {
  const input = step.inputs.find((one) => one.unit === 'kg' && one.kind === 'number');
  return step.effect === 'weigh' && input ? (values[input.key]?.value ?? null) : null;
}

/**
 * Records that a step was not done, with the reason; for a hold point or an immediate step that is a deviation.
 * Refusals: `reason.missing`, `step.already-done`, `step.already-skipped`, `step.timer-running`, `run.closed`.
 */
export const skipStep = defineCommand({
  name: 'run.skipStep',
  input: stepInput,
  decide(input, context) {
    const found = find(context.read, input);
    if (!found.ok) return found;
    const { run, step, state } = found.value;
    if (run.status !== 'open') return refuse('run.closed', { code: run.code });
    if (state?.status === 'done') return refuse('step.already-done', { step: step.title });
    if (state && !isTakenBack(state)) return refuse('step.already-skipped', { step: step.title });
    const running = activeTimers(context.read, { runId: run.id }).find((one) => one.stopsOn === step.key);
    if (running) return refuse('step.timer-running', { step: step.title, label: running.label });
    if (!context.reason) return refuse('reason.missing');
    const isGate = step.isHoldPoint || step.isImmediate;
    const texts = isGate ? [say('step.gate-skipped', { step: step.title })] : [];
    const deviation = deviationOf(context, found.value, texts, context.reason);
    return decide([skipped(context, found.value, deviation.ids), ...deviation.records], {
      deviationIds: deviation.ids,
    });
  },
});

function skipped(context: Context, { run, step }: Found, deviationIds: string[]): NewRecord {
  return Step.record('step.skipped', stepId(run.id, step.key), {
    runId: run.id,
    animalId: run.animalId,
    stepKey: step.key,
    isLate: isLate(context),
    deviationIds,
  });
}

/**
 * Corrects a done step, in an open or a closed run: the `values` given replace the old ones, `at` is when it really
 * happened (the timers it started or stopped follow), `isWithdrawn` says it was not done at all (timers it started
 * are void, timers it stopped run on). The older state stays in the history.
 * Refusals: `reason.missing`, `step.not-done`, `time.malformed`, `time.future`, `step.nothing-corrected`,
 * `timer.before-change`, values that cannot be read, and without `deviationReason` values outside limits and times
 * before an earlier step.
 */
export const correctStep = defineCommand({
  name: 'run.correctStep',
  input: stepInput.extend({
    values: typedValues,
    at: z.string().nullable().default(null),
    isWithdrawn: z.boolean().default(false),
    deviationReason,
  }),
  decide(input, context) {
    const found = find(context.read, input);
    if (!found.ok) return found;
    const { run, step, state } = found.value;
    if (state?.status !== 'done') return refuse('step.not-done', { step: step.title });
    if (!context.reason) return refuse('reason.missing');
    if (input.isWithdrawn) {
      const timers = withdrawFromTimers(context.read, run, state);
      return decide([skipped(context, found.value, []), ...timers], { deviationIds: [] });
    }
    const at = input.at ?? state.at;
    const atEpochMs = parseTime(at);
    if (atEpochMs === undefined) return refuse('time.malformed', { time: at });
    if (atEpochMs > context.now.epochMs && !wasShownBefore(context.read, atEpochMs)) {
      return refuse('time.future', { time: at });
    }
    const all = { ...state.values, ...input.values };
    const checked = checkValues(context.read, run, step, all, Object.keys(input.values));
    if (!checked.ok) return checked;
    const { values } = checked.value;
    if (at === state.at && sameValues(values, state.values)) {
      return refuse('step.nothing-corrected', { step: step.title });
    }
    const progress = progressOf(context.read, run, definitionOf(context.read, run));
    const scale = at === state.at ? state.scale : scaleOfTyped(context.read, atEpochMs, context.now.epochMs);
    const order = at === state.at ? null : orderProblem(progress, step, { at, scale });
    const isMoved = order?.code === 'step.before-earlier-step';
    const corrected = { values, at, scale };
    const recordId = weighingOf(context.read, found.value, state)?.recordId ?? null;
    const problems = [
      ...(order && isMoved ? [order] : []),
      ...checked.value.problems,
      ...leapOf(context.read, found.value, values, corrected, recordId),
    ];
    if (problems[0] && input.deviationReason === null) return gate(problems[0], problems);
    const times =
      at === state.at ? accept({ records: [], deviations: [] }) : correctStepTime(context, run, state, at);
    if (!times.ok) return times;
    const texts = [...problems.map((one) => one.message), ...times.value.deviations];
    const deviation = deviationOf(context, found.value, texts, input.deviationReason);
    const record = Step.record('step.corrected', state.id, {
      values,
      at,
      scale,
      deviationIds: deviation.ids,
    });
    const weighed = weighingCorrection(context.read, found.value, state, corrected);
    if (!weighed.ok) return weighed;
    return decide([record, ...times.value.records, ...weighed.value, ...deviation.records], {
      deviationIds: deviation.ids,
    });
  },
});

function sameValues(left: StepValues, right: StepValues): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => left[key]?.value === right[key]?.value);
}

/** The weight of the animal that this step brought. */
function weighingOf(read: Reader, { run, step }: Pick<Found, 'run' | 'step'>, state: StepState) {
  const from = weightIn(step, state.values);
  const times = [state.at, ...state.history.map((older) => older.stepAt)];
  const weights = run.animalId === null ? [] : (read.get(Animal, run.animalId)?.weights ?? []);
  return weights.findLast((one) => one.weightKg === from && times.includes(one.at));
}

/** Corrects value and time of the animal's weight that this step brought, found by its old ones. */
function weighingCorrection(
  read: Reader,
  { run, step }: Found,
  state: StepState,
  corrected: ScaledTime & { readonly values: StepValues },
): Outcome<readonly NewRecord[]> {
  const from = weightIn(step, state.values);
  const weightKg = weightIn(step, corrected.values);
  if (run.animalId === null || from === null || weightKg === null) return accept([]);
  const possible = readWeight(weightKg);
  if (!possible.ok) return possible;
  const weighing = weighingOf(read, { run, step }, state);
  if (weighing === undefined) return accept([]);
  const records: NewRecord[] = [];
  const { recordId } = weighing;
  if (weightKg !== from) {
    records.push(Animal.record('animal.weightCorrected', run.animalId, { recordId, from, weightKg }));
  }
  const { at, scale } = corrected;
  if (at !== state.at) {
    const time = { recordId, from: weighing.at, at, scale };
    records.push(Animal.record('animal.weighingTimeCorrected', run.animalId, time));
  }
  return accept(records);
}

export const stepCommands = [completeStep, skipStep, correctStep] as const;
