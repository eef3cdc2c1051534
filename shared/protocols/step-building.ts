// The few words in which the built-in protocols are written: steps, figures, inputs and timers with their defaults.
// Must not hold a figure of the study: those stand in the protocols, each with its source.

import type { ProtocolDefinition, StepDefinition, StepInput, StepParameter, StepTimer } from './protocol.ts';

type Source = StepParameter['source'];

export function step(
  key: string,
  title: string,
  text: string,
  parts: Partial<Omit<StepDefinition, 'key' | 'title' | 'text'>> = {},
): StepDefinition {
  return {
    key,
    title,
    text,
    parameters: [],
    inputs: [],
    timers: [],
    isHoldPoint: false,
    isFree: false,
    isImmediate: false,
    effect: null,
    ...parts,
  };
}

/** A figure that the article states. */
export function paper(key: string, label: string, value: string, unit: string | null = null): StepParameter {
  return { key, label, value, settingKey: null, unit, source: 'paper' };
}

/** A figure of the laboratory that is part of the protocol itself, so that a new version is needed to change it. */
export function lab(key: string, label: string, value: string, unit: string | null = null): StepParameter {
  return { key, label, value, settingKey: null, unit, source: 'lab' };
}

/** A figure that the study director answers; `source` says whether the article has one. */
export function asked(
  key: string,
  label: string,
  settingKey: string,
  unit: string | null = null,
  source: Source = 'lab',
): StepParameter {
  return { key, label, value: null, settingKey, unit, source };
}

type InputParts = Partial<Omit<StepInput, 'key' | 'label' | 'kind'>>;

export function input(
  key: string,
  label: string,
  kind: StepInput['kind'],
  parts: InputParts = {},
): StepInput {
  return {
    key,
    label,
    kind,
    unit: null,
    min: null,
    max: null,
    isRequired: true,
    isList: false,
    choices: null,
    target: null,
    expected: null,
    ...parts,
  };
}

/** A number in `unit` between two limits, both allowed. */
export function measured(
  key: string,
  label: string,
  unit: string,
  limits: readonly [min: string, max: string],
  parts: InputParts = {},
): StepInput {
  return input(key, label, 'number', { unit, min: limits[0], max: limits[1], ...parts });
}

/** A whole number of things, in plain or scientific form. */
export function counted(key: string, label: string, unit: string, parts: InputParts = {}): StepInput {
  return input(key, label, 'count', { unit, min: '0', ...parts });
}

export const optional = { isRequired: false } as const;

export function timer(
  key: string,
  label: string,
  parts: Partial<Omit<StepTimer, 'key' | 'label'>>,
): StepTimer {
  return {
    key,
    label,
    durationSeconds: null,
    settingKey: null,
    preAlarmsSeconds: [],
    canPause: false,
    starts: 'on-demand',
    stopsOn: null,
    toleranceSeconds: null,
    toleranceSettingKey: null,
    ...parts,
  };
}

export function protocol(
  facts: Omit<ProtocolDefinition, 'version' | 'source'>,
  source: string,
): ProtocolDefinition {
  return { ...facts, version: 1, source };
}

export const article = 'Jiao et al., Stem Cell Research & Therapy (2021) 12:218';
