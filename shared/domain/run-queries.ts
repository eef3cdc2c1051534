// The list of runs, and one run with every step of its version as it stands.
// Must not change anything, nor show what is blind.

import { z } from 'zod';
import { defineQuery, type Reader } from '../kernel/decider.ts';
import type { StepDefinition } from '../protocols/protocol.ts';
import { Deviation } from './deviation.ts';
import { definitionHash, Protocol } from './protocol.ts';
import { definitionOf, Run } from './run.ts';
import { Note } from './run-note.ts';
import { isSettingKey, setting } from './settings.ts';
import { orderProblem, progressOf, type RunProgress } from './step-gate.ts';
import { limitsOf } from './step-values.ts';
import { isTakenBack, Step, stepId, type StepState } from './step.ts';
import { durationOf } from './timer-acts.ts';
import { timerView } from './timer-commands.ts';
import { Timer } from './timer.ts';

/** Runs, newest first, all or by one of the filters; open runs say which step is next. */
export const listRuns = defineQuery({
  name: 'run.list',
  input: z.object({
    status: z.enum(['open', 'closed', 'abandoned']).optional(),
    animalId: z.string().optional(),
    lotId: z.string().optional(),
  }),
  answer({ status, animalId, lotId }, { read }) {
    const where = {
      ...(status === undefined ? {} : { status }),
      ...(animalId === undefined ? {} : { animalId }),
      ...(lotId === undefined ? {} : { lotId }),
    };
    const runs = read.list(Run, where).toReversed();
    return {
      runs: runs.map((run) => {
        const definition = definitionOf(read, run);
        const progress = run.status === 'open' ? progressOf(read, run, definition) : null;
        return {
          ...run,
          stepCount: definition.steps.length,
          stepsSettled: progress === null ? null : progress.states.size,
          nextStep: progress?.next ? { key: progress.next.key, title: progress.next.title } : null,
        };
      }),
    };
  },
});

/** One run: every step of its version with what was recorded, the next one, its timers and deviations. */
export const showRun = defineQuery({
  name: 'run.show',
  input: z.object({ runId: z.string() }),
  answer({ runId }, { read, now }) {
    const run = read.get(Run, runId);
    const protocol = run && read.get(Protocol, run.protocolId);
    if (!run || !protocol) return { run: null };
    const { definition, ...protocolFacts } = protocol;
    const progress = progressOf(read, run, definition);
    const timers = read.list(Timer, { runId }).map((timer) => timerView(read, timer, now.epochMs));
    return {
      run: {
        ...run,
        protocol: protocolFacts,
        /** The stored definition still has the hash that the run was pinned to. */
        isProtocolIntact: definitionHash(definition) === run.protocolHash,
        steps: definition.steps.map((step) => stepView(read, progress, run.id, step)),
        nextStepKey: run.status === 'open' ? (progress.next?.key ?? null) : null,
        noteCount: read.list(Note, { runId }).length,
        timers,
        deviations: read
          .list(Deviation, { runId })
          .map(({ id, where, what, reason, at, recordedAt, by, status, assessment }) => {
            return { id, where, what, reason, at, recordedAt, by, status, assessment };
          }),
      },
    };
  },
});

interface ParameterView {
  readonly key: string;
  readonly label: string;
  /** Null: the study director has not answered it yet. */
  readonly value: string | null;
  readonly unit: string | null;
  readonly source: 'paper' | 'lab';
  readonly settingKey: string | null;
}

interface StepView {
  readonly definition: StepDefinition;
  readonly parameters: readonly ParameterView[];
  /** Limits that apply now, by the key of the input. */
  readonly limits: Readonly<Record<string, { readonly min: string | null; readonly max: string | null }>>;
  /** Durations that apply now, by the key of the timer; null while nobody has answered. */
  readonly durationsMs: Readonly<Record<string, number | null>>;
  readonly state: StepState | null;
  /** Why it was taken back, where it is open again for that; null where nobody took it back. */
  readonly takenBackBecause: string | null;
  /** Done or skipped steps apart: whether an earlier step is still open. */
  readonly isWaiting: boolean;
}

function stepView(read: Reader, progress: RunProgress, runId: string, step: StepDefinition): StepView {
  const state = progress.states.get(step.key) ?? null;
  const last = read.get(Step, stepId(runId, step.key));
  return {
    definition: step,
    parameters: step.parameters.map(({ value, settingKey, ...facts }) => ({
      ...facts,
      settingKey,
      value: value ?? (settingKey !== null && isSettingKey(settingKey) ? setting(read, settingKey) : null),
    })),
    limits: Object.fromEntries(step.inputs.map((one) => [one.key, limitsOf(read, one)])),
    durationsMs: Object.fromEntries(step.timers.map((one) => [one.key, durationOf(read, one)])),
    state,
    takenBackBecause: last && isTakenBack(last) ? last.reason : null,
    isWaiting: state === null && hasOpenBefore(progress, step),
  };
}

function hasOpenBefore(progress: RunProgress, step: StepDefinition): boolean {
  return orderProblem(progress, step, anyTime)?.code === 'step.out-of-order';
}

/** Of which nobody knows the clock, so it comes before no step: only order is asked, not times. */
const anyTime = { at: '9999-12-31T00:00:00.000Z', scale: null };

export const runQueries = [listRuns, showRun] as const;
