// What can be done in the operating room now: at most two actions, each with its key.
// Must not decide what is allowed: it offers the next step, and a refusal says why not.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { StepDefinition } from '../../../shared/protocols/protocol.ts';
import type { Ischaemia } from './TheatreClock.tsx';

type ShownRun = NonNullable<QueryValue<'run.show'>['run']>;

export interface TheatreAction {
  readonly id: string;
  readonly label: string;
  /** As `KeyboardEvent.key`. */
  readonly key: ' ' | 'Enter' | 'F2' | 'F8';
  readonly tone: 'primary' | 'quiet' | 'danger';
  readonly does:
    | {
        readonly kind: 'complete';
        readonly stepKey: string;
        readonly values: Readonly<Record<string, string>>;
        /** When it happened, if it was recorded elsewhere already. */
        readonly occurredAt?: string;
      }
    | { readonly kind: 'open'; readonly screen: 'runs' | 'dose' };
}

/** A dose that was given to the animal: its step only has to be ticked, with its code and time. */
export interface GivenDose {
  readonly code: string;
  readonly at: string;
}

export function actionsFor(
  ischaemia: Ischaemia,
  run: ShownRun,
  given: GivenDose | undefined,
): readonly TheatreAction[] {
  const { phase, clampOnKey, clampOffKey, canClampOn, canClampOff, nextStep } = ischaemia;
  const complete = (stepKey: string, values = {}): TheatreAction['does'] => ({
    kind: 'complete',
    stepKey,
    values,
  });
  const step = run.steps.find((one) => one.definition.key === nextStep?.key)?.definition;
  const clamp: TheatreAction[] = [];
  if (phase === 'before' && canClampOn) {
    clamp.push({
      id: 'on',
      label: say('theatre.clamp-on'),
      key: ' ',
      tone: 'primary',
      does: complete(clampOnKey),
    });
  }
  if (phase === 'clamped' && canClampOff) {
    clamp.push({
      id: 'off',
      label: say('theatre.clamp-off'),
      key: ' ',
      tone: 'danger',
      does: complete(clampOffKey),
    });
  }
  if (!step || step.key === clampOnKey || step.key === clampOffKey) {
    return clamp.length > 0 ? clamp : [checklist('Enter')];
  }
  return [...clamp, ...actionsOfStep(step, given, clamp.length > 0)].slice(0, 2);
}

function checklist(key: TheatreAction['key']): TheatreAction {
  const does = { kind: 'open', screen: 'runs' } as const;
  return { id: 'checklist', label: say('theatre.open-checklist'), key, tone: 'quiet', does };
}

function actionsOfStep(
  step: StepDefinition,
  given: GivenDose | undefined,
  isBesideClamp: boolean,
): readonly TheatreAction[] {
  const tone = isBesideClamp ? 'quiet' : 'primary';
  const required = step.inputs.filter((input) => input.isRequired);
  const about = { kind: 'complete', stepKey: step.key } as const;
  const [only] = required;
  if (step.effect === 'dose') {
    const open: TheatreAction = {
      id: 'dose',
      label: say('theatre.open-dose'),
      key: given ? 'F8' : 'Enter',
      tone: given ? 'quiet' : tone,
      does: { kind: 'open', screen: 'dose' },
    };
    if (!given || !only) return [open];
    const does = { ...about, values: { [only.key]: given.code }, occurredAt: given.at };
    return [
      { id: 'given', label: say('theatre.record-given', { code: given.code }), key: 'Enter', tone, does },
      open,
    ];
  }
  if (!only) {
    const label = say('theatre.done', { step: step.title });
    return [{ id: step.key, label, key: 'Enter', tone, does: { ...about, values: {} } }];
  }
  if (required.length === 1 && only.kind === 'yes-no') {
    const answer = (value: 'yes' | 'no'): TheatreAction['does'] => ({
      ...about,
      values: { [only.key]: value },
    });
    const yes = say('theatre.answer-yes', { question: only.label });
    const no = say('theatre.answer-no', { question: only.label });
    return [
      { id: `${step.key}-no`, label: no, key: 'F8', tone: 'quiet', does: answer('no') },
      { id: `${step.key}-yes`, label: yes, key: 'Enter', tone, does: answer('yes') },
    ];
  }
  return [checklist('Enter')];
}
