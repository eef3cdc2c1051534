// What a protocol is, as data: steps with text, parameters, inputs and timers; and what makes a definition sound.
// Must not know runs, people or settings' answers: a definition says what to do, never what was done.

import { z } from 'zod';
import { decimal } from '../kernel/units.ts';

const keyForm = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const decimalForm = z.string().regex(/^-?\d+(\.\d+)?$/);

/** Where a figure comes from: the article, or the laboratory (an open question until the director answers it). */
const parameterSources = ['paper', 'lab'] as const;

/** A figure of the protocol: a fixed `value`, or the answer of the setting `settingKey`. */
const parameterSchema = z.object({
  key: keyForm,
  label: z.string().min(1),
  value: z.string().nullable(),
  settingKey: z.string().nullable(),
  unit: z.string().nullable(),
  source: z.enum(parameterSources),
});

const inputKinds = ['number', 'choice', 'lot', 'animal', 'count', 'note', 'file', 'yes-no', 'user'] as const;

/**
 * What a step asks for. `min` and `max` are decimal texts in `unit`, both allowed values. `isList`: several
 * values of the kind, written with `;` between them, such as one volume for each bottle. `target`: limits of
 * a share (percent, the answer of a setting) around a value, instead of `min` and `max`. `expected`: the answer
 * to a yes-no or choice that lets the work go on; any other is a deviation.
 */
const inputSchema = z.object({
  key: keyForm,
  label: z.string().min(1),
  kind: z.enum(inputKinds),
  unit: z.string().nullable(),
  min: decimalForm.nullable(),
  max: decimalForm.nullable(),
  isRequired: z.boolean(),
  isList: z.boolean(),
  choices: z.array(z.object({ key: keyForm, label: z.string().min(1) })).nullable(),
  target: z.object({ value: decimalForm, toleranceSettingKey: z.string() }).nullable(),
  expected: z.string().nullable(),
});

/**
 * A timer of a step. Duration: the answer of the setting `settingKey` (in the setting's own unit of time), and
 * `durationSeconds` where there is no setting. `on-complete`: starts when the step is done; `on-demand`: started by
 * hand while the step is worked on. `stopsOn`: the step whose completion stops it. Tolerance: how far from its
 * duration it may be stopped before that is a deviation; both null when early and late do not matter.
 */
const timerSchema = z.object({
  key: keyForm,
  label: z.string().min(1),
  durationSeconds: z.number().int().positive().nullable(),
  settingKey: z.string().nullable(),
  preAlarmsSeconds: z.array(z.number().int().positive()).max(5),
  canPause: z.boolean(),
  starts: z.enum(['on-complete', 'on-demand']),
  stopsOn: z.string().nullable(),
  toleranceSeconds: z.number().int().nonnegative().nullable(),
  toleranceSettingKey: z.string().nullable(),
});

/** What the program does beside recording the step, or which form the screen opens for it. */
const stepEffects = ['weigh', 'clamp-on', 'clamp-off', 'dose', 'sample', 'medication', 'lot'] as const;

/**
 * A step. `isHoldPoint`: later steps wait for it, and skipping it is a deviation. `isFree`: may be done at any
 * time after the last hold point before it and holds nothing up. `isImmediate`: an action that cannot wait for a
 * form (clamp on, clamp off): never refused for order or time, the deviation is written by itself.
 */
const stepSchema = z.object({
  key: keyForm,
  title: z.string().min(1),
  text: z.string().min(1),
  parameters: z.array(parameterSchema),
  inputs: z.array(inputSchema),
  timers: z.array(timerSchema),
  isHoldPoint: z.boolean(),
  isFree: z.boolean(),
  isImmediate: z.boolean(),
  effect: z.enum(stepEffects).nullable(),
});

export const subjectTypes = ['animal', 'lot', 'samples'] as const;

export const protocolSchema = z.object({
  key: keyForm,
  version: z.number().int().min(1),
  title: z.string().min(1),
  /** What the definition follows, such as the article and its section. */
  source: z.string().min(1),
  /** Short sign for codes of runs, such as SUR. */
  sign: z.string().regex(/^[A-Z]{2,4}$/),
  subjectType: z.enum(subjectTypes),
  steps: z.array(stepSchema).min(1).max(60),
});

export type ProtocolDefinition = z.output<typeof protocolSchema>;
export type StepDefinition = z.output<typeof stepSchema>;
export type StepParameter = z.output<typeof parameterSchema>;
export type StepInput = z.output<typeof inputSchema>;
export type StepTimer = z.output<typeof timerSchema>;
type StepEffect = (typeof stepEffects)[number];
export type SubjectType = (typeof subjectTypes)[number];

export function findStep(definition: ProtocolDefinition, stepKey: string): StepDefinition | undefined {
  return definition.steps.find((step) => step.key === stepKey);
}

/** The first step with this effect; undefined if the protocol has none. */
export function stepWithEffect(
  definition: ProtocolDefinition,
  effect: StepEffect,
): StepDefinition | undefined {
  return definition.steps.find((step) => step.effect === effect);
}

/**
 * What keeps a definition from being released, each as a short phrase: keys that stand twice, timers that stop on
 * no step or have no duration, limits the wrong way round, choices without a choice. Empty when it is sound.
 */
export function definitionProblems(definition: ProtocolDefinition): readonly string[] {
  const problems = twice(definition.steps).map((key) => `step ${key} stands twice`);
  for (const step of definition.steps) {
    const at = `step ${step.key}`;
    for (const key of twice(step.parameters)) problems.push(`${at}: parameter ${key} stands twice`);
    for (const key of twice(step.inputs)) problems.push(`${at}: input ${key} stands twice`);
    for (const one of step.parameters) {
      if ((one.value === null) === (one.settingKey === null)) {
        problems.push(`${at}: parameter ${one.key} needs a value or a setting`);
      }
    }
    for (const one of step.inputs) problems.push(...inputProblems(one).map((what) => `${at}: ${what}`));
    for (const one of step.timers)
      problems.push(...timerProblems(one, definition).map((what) => `${at}: ${what}`));
  }
  const timers = definition.steps.flatMap((step) => step.timers);
  return [...problems, ...twice(timers).map((key) => `timer ${key} stands twice`)];
}

function inputProblems(input: StepInput): readonly string[] {
  const isNumber = input.kind === 'number' || input.kind === 'count';
  const problems: string[] = [];
  if (input.kind === 'number' && input.unit === null) problems.push(`input ${input.key} needs a unit`);
  if (!isNumber && (input.min ?? input.max ?? input.target) !== null) {
    problems.push(`input ${input.key} is no number and has limits`);
  }
  if (input.min !== null && input.max !== null && decimal(input.min).gt(decimal(input.max))) {
    problems.push(`input ${input.key} has its limits the wrong way round`);
  }
  if ((input.kind === 'choice') !== (input.choices !== null && input.choices.length > 0)) {
    problems.push(`input ${input.key} needs choices exactly when it is one`);
  }
  return problems;
}

function timerProblems(timer: StepTimer, definition: ProtocolDefinition): readonly string[] {
  const problems: string[] = [];
  if (timer.durationSeconds === null && timer.settingKey === null) {
    problems.push(`timer ${timer.key} has no duration`);
  }
  if (timer.stopsOn !== null && !findStep(definition, timer.stopsOn)) {
    problems.push(`timer ${timer.key} stops on an unknown step`);
  }
  const { durationSeconds } = timer;
  if (durationSeconds !== null && timer.preAlarmsSeconds.some((seconds) => seconds >= durationSeconds)) {
    problems.push(`timer ${timer.key} warns after its end`);
  }
  return problems;
}

/** Every setting that a definition relies on. */
export function settingKeysOf(definition: ProtocolDefinition): readonly string[] {
  const keys = definition.steps.flatMap((step) => [
    ...step.parameters.map((one) => one.settingKey),
    ...step.inputs.map((one) => one.target?.toleranceSettingKey ?? null),
    ...step.timers.flatMap((one) => [one.settingKey, one.toleranceSettingKey]),
  ]);
  return [...new Set(keys.filter((key) => key !== null))];
}

function twice(things: readonly { readonly key: string }[]): readonly string[] {
  const keys = things.map((one) => one.key);
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}
