// What speaks against a step now: its order, its time, the run it belongs to. Each can be passed as a deviation.
// Must not append anything: commands do, with the reason.

import type { Reader } from '../kernel/decider.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { localClock } from '../kernel/time.ts';
import type { ProtocolDefinition, StepDefinition } from '../protocols/protocol.ts';
import type { RunState } from './run.ts';
import { isTakenBack, Step, stepId, type StepState } from './step.ts';
import { ageOf, type ScaledTime } from './time-scale.ts';

export interface RunProgress {
  readonly definition: ProtocolDefinition;
  readonly states: ReadonlyMap<string, StepState>;
  /** The first step that is open and not free to be done at any time; else the first open one. */
  readonly next: StepDefinition | null;
  readonly open: readonly StepDefinition[];
}

export function progressOf(read: Reader, run: RunState, definition: ProtocolDefinition): RunProgress {
  const states = new Map<string, StepState>();
  for (const step of definition.steps) {
    const state = read.get(Step, stepId(run.id, step.key));
    if (state && !isTakenBack(state)) states.set(step.key, state);
  }
  const open = definition.steps.filter((step) => !states.has(step.key));
  const next = open.find((step) => !step.isFree) ?? open[0] ?? null;
  return { definition, states, open, next };
}

/** The steps that a step waits for: all before it, or only the hold points when it is free. */
function stepsBefore(definition: ProtocolDefinition, step: StepDefinition): readonly StepDefinition[] {
  const before = definition.steps.slice(0, definition.steps.indexOf(step)).filter((one) => !one.isFree);
  return step.isFree ? before.filter((one) => one.isHoldPoint) : before;
}

/** `step.out-of-order`: a step before it is open, or this one is said to have happened before it (P11-10f). */
export function orderProblem(progress: RunProgress, step: StepDefinition, at: ScaledTime): Refusal | null {
  const before = stepsBefore(progress.definition, step);
  const open = before.filter((one) => !progress.states.has(one.key));
  if (open.length > 0) {
    return refusal('step.out-of-order', { step: step.title, open: open.map((one) => one.title).join(', ') });
  }
  const later = before.findLast((one) => {
    const state = progress.states.get(one.key);
    return state?.status === 'done' && ageOf(state, at, Infinity) === 'after';
  });
  const laterAt = later && progress.states.get(later.key)?.at;
  if (!later || laterAt === undefined) return null;
  return refusal('step.before-earlier-step', {
    step: step.title,
    earlier: later.title,
    time: localClock(laterAt),
  });
}
