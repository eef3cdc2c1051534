// The next version of a protocol while it is written: changes to a definition that leave the old one alone.
// Must not check it: releasing does.

import type {
  ProtocolDefinition,
  StepDefinition,
  StepInput,
  StepParameter,
} from '../../../shared/protocols/protocol.ts';

/** A key from words, unlike those in `taken`: `Check identity` → `check-identity`. */
function keyFrom(words: string, taken: readonly string[]): string {
  const plain = words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  const base = plain === '' ? 'new' : plain;
  let key = base;
  for (let number = 2; taken.includes(key); number++) key = `${base}-${number}`;
  return key;
}

const keysOf = (things: readonly { readonly key: string }[]): string[] => things.map((one) => one.key);

export function withStep(draft: ProtocolDefinition, at: number, step: StepDefinition): ProtocolDefinition {
  return { ...draft, steps: draft.steps.with(at, step) };
}

export function withoutStep(draft: ProtocolDefinition, at: number): ProtocolDefinition {
  return { ...draft, steps: draft.steps.toSpliced(at, 1) };
}

/** Moves a step up (-1) or down (1); the first and the last stay where they are. */
export function withStepMoved(draft: ProtocolDefinition, at: number, by: -1 | 1): ProtocolDefinition {
  const step = draft.steps[at];
  const to = at + by;
  if (!step || to < 0 || to >= draft.steps.length) return draft;
  return { ...draft, steps: draft.steps.toSpliced(at, 1).toSpliced(to, 0, step) };
}

export function withNewStep(draft: ProtocolDefinition, title: string): ProtocolDefinition {
  const step: StepDefinition = {
    key: keyFrom(title, keysOf(draft.steps)),
    title,
    text: title,
    parameters: [],
    inputs: [],
    timers: [],
    isHoldPoint: false,
    isFree: false,
    isImmediate: false,
    effect: null,
  };
  return { ...draft, steps: [...draft.steps, step] };
}

export function withNewParameter(step: StepDefinition, label: string): StepDefinition {
  const key = keyFrom(label, keysOf(step.parameters));
  const parameter: StepParameter = { key, label, value: '', settingKey: null, unit: null, source: 'lab' };
  return { ...step, parameters: [...step.parameters, parameter] };
}

export function withNewInput(step: StepDefinition, label: string): StepDefinition {
  const entry: StepInput = {
    key: keyFrom(label, keysOf(step.inputs)),
    label,
    kind: 'note',
    unit: null,
    min: null,
    max: null,
    isRequired: false,
    isList: false,
    choices: null,
    target: null,
    expected: null,
  };
  return { ...step, inputs: [...step.inputs, entry] };
}

/** Choices from lines of text; a line that stood before keeps its key. */
export function choicesFrom(text: string, before: StepInput['choices']): StepInput['choices'] {
  const choices: { key: string; label: string }[] = [];
  for (const line of text.split('\n')) {
    const label = line.trim();
    if (label === '') continue;
    const old = before?.find((one) => one.label === label);
    choices.push({ key: old?.key ?? keyFrom(label, keysOf(choices)), label });
  }
  return choices.length === 0 ? null : choices;
}
