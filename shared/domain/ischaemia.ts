// What the operating-room view shows of one surgery: clamp on, clamp off, the clock between them, and what follows.
// Must not hold anything that tells the group: everybody in theatre reads it.

import { z } from 'zod';
import { defineQuery } from '../kernel/decider.ts';
import { stepWithEffect } from '../protocols/protocol.ts';
import { Dose } from './dose.ts';
import { definitionOf, Run } from './run.ts';
import { progressOf } from './step-gate.ts';
import { doneStep } from './step.ts';
import { atMostMs, elapsedBetween, present, type ScaledTime } from './time-scale.ts';
import { durationOf } from './timer-acts.ts';
import { timerView } from './timer-commands.ts';
import { Timer } from './timer.ts';

/**
 * `phase`: `before` clamp on, `clamped`, `released`. All durations in milliseconds, null before their first moment and
 * where the clock was set in between and nobody can know them. `timer` is null before clamp on, and `ischaemia` null
 * when the run is unknown or its protocol has no clamp. Before `clampOffAsksBeforeMs` of ischaemia, half of what is
 * planned, one key is more likely a slip of the hand than a release, and is asked about once; after it the key stands
 * alone: whoever must end early then has no second to lose, and the record says by how much it was shorter.
 */
export const showIschaemia = defineQuery({
  name: 'ischaemia.show',
  input: z.object({ runId: z.string() }),
  answer({ runId }, context) {
    const { read, now } = context;
    const run = read.get(Run, runId);
    const definition = run && definitionOf(read, run);
    const clampOn = definition && stepWithEffect(definition, 'clamp-on');
    const clampOff = definition && stepWithEffect(definition, 'clamp-off');
    if (!run || !definition || !clampOn || !clampOff) return { ischaemia: null };
    const on = doneStep(read, runId, clampOn.key);
    const off = doneStep(read, runId, clampOff.key);
    const kind = clampOn.timers.find((one) => one.stopsOn === clampOff.key);
    const timers = read.list(Timer, { runId }).filter((one) => one.timerKey === kind?.key && !one.isVoid);
    const timer = timers.at(-1);
    const { next } = progressOf(read, run, definition);
    const isOpen = run.status === 'open';
    const resection = doneStep(read, runId, 'resect-end');
    const given = run.animalId === null ? [] : read.list(Dose, { animalId: run.animalId, status: 'given' });
    const injection = given.at(-1)?.given ?? doneStep(read, runId, 'dose');
    const moment = present(context);
    const plannedMs = timer?.durationMs ?? (kind ? durationOf(read, kind) : null);
    return {
      ischaemia: {
        runId,
        code: run.code,
        animalId: run.animalId,
        phase: off ? ('released' as const) : on ? ('clamped' as const) : ('before' as const),
        clampOnKey: clampOn.key,
        clampOffKey: clampOff.key,
        canClampOn: isOpen && !on,
        canClampOff: isOpen && !off,
        clampOnAt: on?.at ?? null,
        clampOffAt: off?.at ?? null,
        /** Pressed on the locked screen: the step is to be confirmed with this time. */
        clampOffMarkedAt: off ? null : (timer?.clampOffMarkedAt ?? null),
        durationMs: plannedMs,
        clampOffAsksBeforeMs: plannedMs === null ? null : Math.floor(plannedMs / 2),
        timer: timer ? timerView(read, timer, now.epochMs) : null,
        sinceReleaseMs: betweenMs(off, moment),
        resectionEndedAt: resection?.at ?? null,
        sinceResectionMs: betweenMs(resection, moment),
        injectedAt: injection?.at ?? null,
        resectionToInjectionMs: betweenMs(resection, injection),
        nextStep: isOpen && next ? { key: next.key, title: next.title, text: next.text } : null,
      },
    };
  },
});

function betweenMs(from: ScaledTime | undefined, to: ScaledTime | undefined): number | null {
  return from && to ? atMostMs(elapsedBetween(from, to)) : null;
}

export const ischaemiaQueries = [showIschaemia] as const;
