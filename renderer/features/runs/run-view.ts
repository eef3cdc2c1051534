// One run as the checklist reads it: the types of its parts, and the words for how a step stands.
// Must not decide what is next or what may be done: the answer says so, and the commands refuse.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { StepInput } from '../../../shared/protocols/protocol.ts';
import type { StepState } from '../../ui/Checklist.tsx';

export type ShownRun = NonNullable<QueryValue<'run.show'>['run']>;
export type ShownStep = ShownRun['steps'][number];
export type ShownTimer = ShownRun['timers'][number];
export type DoneState = NonNullable<ShownStep['state']>;

export function standing(run: ShownRun, step: ShownStep): StepState {
  if (step.state) return step.state.status;
  if (run.nextStepKey === step.definition.key) return 'next';
  return step.isWaiting ? 'blocked' : 'todo';
}

/** What the ids in values stand for. */
export interface ValueNames {
  readonly nameOf: (userId: string) => string;
  readonly fileNameOf: (attachmentId: string) => string;
}

/** A value as people read it: yes and no, the name of a choice, a person or a file, the text itself. */
export function readable(input: StepInput, value: string, { nameOf, fileNameOf }: ValueNames): string {
  if (input.kind === 'yes-no') return say(value === 'yes' ? 'runs.yes' : 'runs.no');
  if (input.kind === 'user') return nameOf(value);
  if (input.kind === 'file') return fileNameOf(value);
  return input.choices?.find((choice) => choice.key === value)?.label ?? value;
}

/** Whether the protocol asks for an anaesthesia record. */
export function hasAnaesthesia(run: ShownRun): boolean {
  return (
    run.animalId !== null &&
    run.steps.some((step) => step.parameters.some((one) => one.settingKey === 'anaesthesia.intervalMinutes'))
  );
}

/** Whether the run has a clamp, and so an operating-room view. */
export function hasClamp(run: ShownRun): boolean {
  return run.steps.some((step) => step.definition.effect === 'clamp-off');
}
