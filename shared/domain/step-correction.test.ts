// Tests of skipping, correcting and taking back steps, and of the clocks and weights that follow.
// Must not skip the commands.

import { describe, expect, it } from 'vitest';
import { localText, utcText } from '../kernel/time.ts';
import { Animal } from './animal.ts';
import { Deviation } from './deviation.ts';
import { closeRun } from './run-commands.ts';
import { showRun } from './run-queries.ts';
import { completeStep, correctStep, skipStep } from './step-commands.ts';
import { doneStep, Step, stepId } from './step.ts';
import { known } from './testing/known.ts';
import { ago, ischaemiaOf, surgeryAt } from './testing/theatre.ts';
import { noteClockChange } from './timer-commands.ts';
import { Timer } from './timer.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('skipping a step', () => {
  it('needs a reason, and is a deviation at a hold point only', () => {
    const { bench, runId } = surgeryAt('identity');
    expect(bench.refused(skipStep, { runId, stepKey: 'identity' }).code).toBe('reason.missing');
    const held = bench.run(skipStep, { runId, stepKey: 'identity' }, { reason: 'the tag was torn off' });
    expect(bench.read.get(Deviation, known(held.deviationIds[0]))).toMatchObject({
      what: '“Check identity” holds up what follows, and was skipped.',
      reason: 'the tag was torn off',
    });
    bench.run(completeStep, { runId, stepKey: 'induction' });
    const samples = { runId, stepKey: 'pre-op-samples' };
    expect(bench.run(skipStep, samples, { reason: 'no tubes' }).deviationIds).toEqual([]);
    expect(bench.refused(skipStep, samples, { reason: 'no tubes' }).code).toBe('step.already-skipped');
    expect(bench.refused(skipStep, { runId, stepKey: 'induction' }, { reason: 'x' }).code).toBe(
      'step.already-done',
    );
    expect(bench.run(completeStep, { runId, stepKey: 'access' }).deviation).toBeNull();
  });

  it('can be done after all: the skip stays in the history', () => {
    const { bench, runId } = surgeryAt('pre-op-samples');
    bench.run(skipStep, { runId, stepKey: 'pre-op-samples' }, { reason: 'no tubes' });
    const values = { blood: 'yes', liver: 'no' };
    bench.run(completeStep, { runId, stepKey: 'pre-op-samples', values });
    expect(doneStep(bench.read, runId, 'pre-op-samples')?.history).toMatchObject([{ status: 'skipped' }]);
  });

  it('is refused while the step has a timer to stop, and in a closed run', () => {
    const { bench, runId } = surgeryAt('clamp-off');
    const off = { runId, stepKey: 'clamp-off' };
    expect(bench.refused(skipStep, off, { reason: 'x' }).code).toBe('step.timer-running');
    bench.run(completeStep, off);
    bench.run(closeRun, { runId }, { reason: 'stopped here' });
    expect(bench.refused(skipStep, { runId, stepKey: 'close' }, { reason: 'x' }).code).toBe('run.closed');
  });
});

describe('correcting a step', () => {
  it('[ALC-4] a clamp-on moved after the clock was set makes the ischaemia uncertain', () => {
    const { bench, runId } = surgeryAt('clamp-off');
    const moved = { runId, stepKey: 'clamp-on', at: ago(bench, minute).occurredAt, deviationReason: 'moved' };
    bench.run(correctStep, moved, { reason: 'tapped too early' });
    expect(ischaemiaOf(bench, runId).isUncertain).toBe(false);
    const fromUtc = utcText(bench.now.epochMs);
    bench.pass(hour);
    bench.run(noteClockChange, { fromUtc, toUtc: utcText(bench.now.epochMs) });
    bench.run(correctStep, { ...moved, at: ago(bench, minute).occurredAt }, { reason: 'tapped too early' });
    expect(ischaemiaOf(bench, runId).isUncertain).toBe(true);
  });

  it('[P11-10e] needs a reason and keeps the old value, and corrects the weight of the animal with it', () => {
    const { bench, runId } = surgeryAt('identity');
    const weigh = { runId, stepKey: 'weigh', values: { 'weight-kg': '24.2' } };
    expect(bench.refused(correctStep, weigh).code).toBe('reason.missing');
    bench.run(correctStep, weigh, { reason: 'digits swapped', as: 'technician-2' });
    expect(doneStep(bench.read, runId, 'weigh')).toMatchObject({
      values: { 'weight-kg': { value: '24.2', unit: 'kg' } },
      history: [
        {
          values: { 'weight-kg': { value: '22.4', unit: 'kg' } },
          by: 'technician-2',
          reason: 'digits swapped',
          status: 'done',
        },
      ],
    });
    expect(bench.read.get(Animal, 'P07')?.weights).toMatchObject([
      { weightKg: '24.2', correctedFrom: '22.4' },
    ]);
    const again = { ...weigh, values: { 'weight-kg': '22.6' } };
    bench.run(correctStep, again, { reason: 'read from the sheet' });
    expect(doneStep(bench.read, runId, 'weigh')?.history).toHaveLength(2);
    expect(bench.read.get(Animal, 'P07')?.weights).toMatchObject([
      { weightKg: '22.6', correctedFrom: '24.2' },
    ]);
  });

  it('moves the time of the weighing with it, again and together with the value', () => {
    const { bench, runId } = surgeryAt('identity');
    const because = { reason: 'read from the sheet' };
    const weigh = { runId, stepKey: 'weigh' };
    const first = ago(bench, 50_000).occurredAt;
    bench.run(correctStep, { ...weigh, at: first }, because);
    expect(bench.read.get(Animal, 'P07')?.weights).toMatchObject([
      { weightKg: '22.4', at: first, correctedFrom: null },
    ]);
    const next = ago(bench, 40_000).occurredAt;
    bench.run(correctStep, { ...weigh, at: next, values: { 'weight-kg': '22.6' } }, because);
    expect(bench.read.get(Animal, 'P07')?.weights).toMatchObject([
      { weightKg: '22.6', at: next, correctedFrom: '22.4' },
    ]);
  });

  it('takes no weight that can only be mistyped, for no reason', () => {
    const { bench, runId } = surgeryAt('identity');
    const absurd = { 'weight-kg': '224' };
    const correction = { runId, stepKey: 'weigh', values: absurd, deviationReason: 'it is so heavy' };
    expect(bench.refused(correctStep, correction, { reason: 'x' }).code).toBe('animal.weight-impossible');
    const other = surgeryAt('weigh');
    const first = { runId: other.runId, stepKey: 'weigh', values: absurd, deviationReason: 'it is so heavy' };
    expect(other.bench.refused(completeStep, first).code).toBe('animal.weight-impossible');
  });

  it('refuses nothing, a step that was not done, and times that cannot be', () => {
    const { bench, runId } = surgeryAt('identity');
    const because = { reason: 'because' };
    const weigh = { runId, stepKey: 'weigh' };
    expect(bench.refused(correctStep, weigh, because).code).toBe('step.nothing-corrected');
    expect(bench.refused(correctStep, { runId, stepKey: 'dose' }, because).code).toBe('step.not-done');
    expect(bench.refused(correctStep, { ...weigh, at: 'noon' }, because).code).toBe('time.malformed');
    const future = localText({ ...bench.now, epochMs: bench.now.epochMs + 1 });
    expect(bench.refused(correctStep, { ...weigh, at: future }, because).code).toBe('time.future');
    const early = ago(bench, 20 * hour).occurredAt;
    expect(bench.refused(correctStep, { ...weigh, at: early }, because).code).toBe(
      'step.before-earlier-step',
    );
    const heavy = { ...weigh, values: { 'weight-kg': '70' } };
    expect(bench.refused(correctStep, heavy, because).code).toBe('step.outside-limits');
  });

  it('moves the clamp times: the ischaemia follows, and a deviation when it is outside now', () => {
    const { bench, runId } = surgeryAt('reperfusion');
    const off = known(doneStep(bench.read, runId, 'clamp-off'));
    const at = localText({ ...bench.now, epochMs: Date.parse(off.recordedAt) - 5 * minute });
    const because = { reason: 'the button was pressed late' };
    const { deviationIds } = bench.run(correctStep, { runId, stepKey: 'clamp-off', at }, because);
    expect(ischaemiaOf(bench, runId)).toMatchObject({ stoppedAt: at, stoppedElapsedMs: 55 * minute });
    expect(bench.read.get(Deviation, known(deviationIds[0]))?.what).toBe(
      'Ischaemia lasted 55:00, 5:00 shorter than 1:00:00.',
    );
    const start = localText({ ...bench.now, epochMs: Date.parse(off.recordedAt) - 65 * minute });
    const on = { runId, stepKey: 'clamp-on', at: start };
    expect(bench.run(correctStep, on, because).deviationIds).toEqual([]);
    expect(ischaemiaOf(bench, runId)).toMatchObject({ startedAt: start, stoppedElapsedMs: hour });
    expect(bench.refused(correctStep, { ...on, at: localText(bench.now) }, because).code).toBe(
      'timer.before-change',
    );
  });

  it('takes back a clamp off pressed by mistake: the ischaemia has been running all the time', () => {
    const { bench, runId } = surgeryAt('clamp-off');
    bench.pass(-20 * minute);
    const off = { runId, stepKey: 'clamp-off' };
    bench.run(completeStep, off);
    bench.pass(2 * minute);
    bench.run(correctStep, { ...off, isWithdrawn: true }, { reason: 'pressed by mistake' });
    expect(bench.read.get(Step, stepId(runId, 'clamp-off'))).toMatchObject({ status: 'skipped' });
    expect(ischaemiaOf(bench, runId).status).toBe('running');
    bench.pass(18 * minute);
    expect(bench.run(completeStep, off).deviation).toBeNull();
    expect(ischaemiaOf(bench, runId)).toMatchObject({ stoppedElapsedMs: hour });
  });

  it('[P11-10f] a hold point that is taken back holds again, until it is done or skipped', () => {
    const { bench, runId } = surgeryAt('induction');
    const identity = { runId, stepKey: 'identity' };
    const induction = { runId, stepKey: 'induction' };
    bench.run(correctStep, { ...identity, isWithdrawn: true }, { reason: 'pressed by mistake' });
    const shown = bench.ask(showRun, { runId }).run;
    expect(shown?.nextStepKey).toBe('identity');
    const step = shown?.steps.find((one) => one.definition.key === 'identity');
    expect(step).toMatchObject({ state: null, takenBackBecause: 'pressed by mistake' });
    expect(bench.refused(completeStep, induction).code).toBe('step.out-of-order');
    bench.run(skipStep, identity, { reason: 'the tag was torn off' });
    expect(bench.ask(showRun, { runId }).run?.nextStepKey).toBe('induction');
  });

  it('takes back a clamp on pressed by mistake: its clock is void, the next one counts', () => {
    const { bench, runId } = surgeryAt('clamp-on');
    const on = { runId, stepKey: 'clamp-on' };
    bench.run(completeStep, on);
    bench.pass(minute);
    bench.run(correctStep, { ...on, isWithdrawn: true }, { reason: 'pressed by mistake' });
    expect(ischaemiaOf(bench, runId)).toMatchObject({ status: 'stopped', isVoid: true });
    bench.run(completeStep, on);
    bench.pass(hour);
    bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    const timers = bench.read.list(Timer, { runId }).filter((one) => one.timerKey === 'ischaemia');
    expect(timers.map((one) => [one.isVoid, one.stoppedElapsedMs])).toEqual([
      [true, 0],
      [false, hour],
    ]);
  });
});
