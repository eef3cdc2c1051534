// Tests of what people and the device do to timers, and of what strip and lock screen see.
// Must not wait for real time.

import { describe, expect, it } from 'vitest';
import { localText, utcText } from '../kernel/time.ts';
import { Deviation } from './deviation.ts';
import { abandonRun, startRun } from './run-commands.ts';
import { completeStep } from './step-commands.ts';
import { theatre } from './testing/theatre.ts';
import { Bench } from './testing/bench.ts';
import {
  acknowledgeTimer,
  noteClockChange,
  noteGap,
  noteOverrun,
  pauseTimer,
  resumeTimer,
  runningTimers,
  startTimer,
  stopTimer,
} from './timer-commands.ts';
import { Timer } from './timer.ts';
import { known } from './testing/known.ts';

const minute = 60_000;
const kitchen = { label: 'Thaw', durationSeconds: 120, preAlarmsSeconds: [60] };

function isolation() {
  const bench = theatre();
  const subject = { type: 'animal', id: 'P07' } as const;
  const { runId } = bench.run(startRun, { protocolKey: 'asc-isolation', subject });
  return { bench, runId };
}

describe('starting', () => {
  it('starts a timer of a step, asks for the duration that nobody has answered, and not twice', () => {
    const { bench, runId } = isolation();
    const digestion = { runId, stepKey: 'digest', timerKey: 'digestion' };
    expect(bench.refused(startTimer, digestion).code).toBe('timer.no-duration');
    const { timerId } = bench.run(startTimer, { ...digestion, durationSeconds: 2_700 });
    expect(bench.read.get(Timer, timerId)).toMatchObject({
      durationMs: 2_700_000,
      canPause: true,
      stopsOn: 'digest',
      animalId: 'P07',
    });
    expect(bench.refused(startTimer, { ...digestion, durationSeconds: 60 }).code).toBe(
      'timer.already-running',
    );
    bench.pass(2_700_000);
    bench.run(stopTimer, { timerId });
    bench.run(startTimer, { ...digestion, durationSeconds: 60 });
  });

  it('refuses a timer that starts with its step, of an unknown step, run or of a closed run', () => {
    const bench = theatre();
    const subject = { type: 'animal', id: 'P07' } as const;
    const { runId } = bench.run(startRun, { protocolKey: 'surgery', subject });
    const ischaemia = { runId, stepKey: 'clamp-on', timerKey: 'ischaemia' };
    expect(bench.refused(startTimer, ischaemia).code).toBe('timer.starts-with-step');
    expect(bench.refused(startTimer, { ...ischaemia, timerKey: 'other' }).code).toBe('timer.unknown');
    expect(bench.refused(startTimer, { ...ischaemia, runId: 'none' }).code).toBe('entity.unknown');
    bench.run(abandonRun, { runId }, { reason: 'equipment failed' });
    expect(bench.refused(startTimer, ischaemia).code).toBe('run.closed');
  });

  it('drops a warning that would come after the end', () => {
    const bench = new Bench();
    const { timerId } = bench.run(startTimer, { ...kitchen, preAlarmsSeconds: [60, 120, 500] });
    expect(bench.read.get(Timer, timerId)?.preAlarmsMs).toEqual([60_000]);
  });
});

describe('pausing and stopping', () => {
  it('refuses to pause the ischaemia, and what is not running or not paused', () => {
    const bench = theatre();
    const subject = { type: 'animal', id: 'P07' } as const;
    const { runId } = bench.run(startRun, { protocolKey: 'surgery', subject });
    const { startedTimers } = bench.run(completeStep, { runId, stepKey: 'clamp-on' });
    expect(bench.refused(pauseTimer, { timerId: known(startedTimers[0]) }).code).toBe('timer.cannot-pause');
    const { timerId } = bench.run(startTimer, kitchen);
    expect(bench.refused(resumeTimer, { timerId }).code).toBe('timer.not-paused');
    bench.run(pauseTimer, { timerId });
    expect(bench.refused(pauseTimer, { timerId }).code).toBe('timer.not-running');
    expect(bench.refused(pauseTimer, { timerId: 'none' }).code).toBe('timer.unknown');
    bench.run(resumeTimer, { timerId });
    bench.run(stopTimer, { timerId });
    expect(bench.refused(stopTimer, { timerId }).code).toBe('timer.already-stopped');
  });

  it('refuses a typed time before the latest change, for pause, resume and stop', () => {
    const bench = new Bench();
    const { timerId } = bench.run(startTimer, kitchen);
    const before = { occurredAt: localText({ ...bench.now, epochMs: bench.now.epochMs - 1 }) };
    expect(bench.refused(pauseTimer, { timerId }, before).code).toBe('timer.before-change');
    expect(bench.refused(stopTimer, { timerId }, before).code).toBe('timer.before-change');
    bench.pass(30_000);
    bench.run(pauseTimer, { timerId });
    expect(bench.refused(resumeTimer, { timerId }, before).code).toBe('timer.before-change');
  });

  it("stops at the clock's own time even where the clock was put back, and says uncertain", () => {
    const bench = new Bench();
    const { timerId } = bench.run(startTimer, kitchen);
    bench.pass(-minute);
    expect(bench.run(stopTimer, { timerId }).elapsedMs).toBe(0);
    expect(bench.read.get(Timer, timerId)?.isUncertain).toBe(true);
  });

  it('stops the ischaemia by hand only with a reason, and records that as a deviation', () => {
    const bench = theatre();
    const subject = { type: 'animal', id: 'P07' } as const;
    const { runId } = bench.run(startRun, { protocolKey: 'surgery', subject });
    const { startedTimers } = bench.run(completeStep, { runId, stepKey: 'clamp-on' });
    const timerId = known(startedTimers[0]);
    bench.pass(75 * minute);
    expect(bench.refused(stopTimer, { timerId }).code).toBe('timer.stops-with-step');
    const { deviation } = bench.run(stopTimer, { timerId }, { reason: 'the clamp slipped' });
    expect(deviation).toBe(
      'Ischaemia lasted 1:15:00, 15:00 longer than 1:00:00. ' +
        'Ischaemia was stopped by hand, without the step that ends it.',
    );
    const stopping = bench.read.list(Deviation, { runId }).at(-1);
    expect(stopping).toMatchObject({ what: deviation, animalId: 'P07', reason: 'the clamp slipped' });
  });
});

describe('alarms and what the device notes', () => {
  it('acknowledges the alarm that is due, once', () => {
    const bench = new Bench();
    const { timerId } = bench.run(startTimer, kitchen);
    expect(bench.refused(acknowledgeTimer, { timerId }).code).toBe('timer.nothing-due');
    bench.pass(61_000);
    bench.run(acknowledgeTimer, { timerId }, { as: 'technician-2' });
    expect(bench.read.get(Timer, timerId)).toMatchObject({ acknowledgedAlarmMs: 60_000 });
    expect(bench.records.at(-1)?.author).toBe('technician-2');
    expect(bench.refused(acknowledgeTimer, { timerId }).code).toBe('timer.nothing-due');
    bench.pass(60_000);
    bench.run(acknowledgeTimer, { timerId });
    expect(bench.read.get(Timer, timerId)?.acknowledgedAlarmMs).toBe(120_000);
  });

  it('[ALC-4] notes an overrun once, at the moment of the end, as the device', () => {
    const bench = new Bench();
    const { timerId } = bench.run(startTimer, kitchen);
    expect(bench.refused(noteOverrun, { timerId }).code).toBe('timer.not-over');
    bench.pass(125_250);
    const { overrunAt } = bench.run(noteOverrun, { timerId });
    expect(overrunAt).toBe('2026-03-02T08:02:00.000+08:00[Asia/Shanghai]');
    expect(bench.refused(noteOverrun, { timerId }).code).toBe('timer.already-noted');
    expect(bench.records.at(-1)).toMatchObject({
      author: 'device',
      performedBy: 'device',
      source: 'device',
      witnessedBy: null,
    });
    expect(bench.refused(acknowledgeTimer, { timerId: 'none' }).code).toBe('timer.unknown');
  });

  it('[ALC-4] notes gaps and clock changes on every timer that is not stopped, and on no other', () => {
    const bench = new Bench();
    const ids = [0, 1, 2].map(() => bench.run(startTimer, kitchen).timerId);
    bench.run(pauseTimer, { timerId: known(ids[1]) });
    bench.run(stopTimer, { timerId: known(ids[2]) });
    const fromUtc = utcText(bench.now.epochMs);
    const toUtc = utcText(bench.now.epochMs + 5_000);
    expect(bench.run(noteGap, { fromUtc, toUtc, cause: 'sleep', isCertain: true }).timers).toBe(2);
    expect(bench.run(noteClockChange, { fromUtc, toUtc }).shiftMs).toBe(5_000);
    const [running, paused, stopped] = ids.map((id) => bench.read.get(Timer, id));
    expect([running?.gapCount, paused?.gapCount, stopped?.gapCount]).toEqual([1, 1, 0]);
    expect([running?.clockShiftMs, paused?.clockShiftMs, stopped?.clockShiftMs]).toEqual([5_000, 5_000, 0]);
    expect(bench.refused(noteClockChange, { fromUtc, toUtc: fromUtc }).code).toBe('timer.clock-unchanged');
  });

  it('says uncertain after a gap whose length cannot be known, also where the clock ran backwards', () => {
    const bench = new Bench();
    const { timerId } = bench.run(startTimer, kitchen);
    const [early, late] = [utcText(bench.now.epochMs - 9_000), utcText(bench.now.epochMs)];
    bench.run(noteGap, { fromUtc: late, toUtc: early, cause: 'reboot', isCertain: true });
    expect(bench.read.get(Timer, timerId)).toMatchObject({ isUncertain: true, gaps: [{ isCertain: false }] });
  });

  it('has nothing to note without a timer', () => {
    const bench = new Bench();
    const fromUtc = utcText(bench.now.epochMs);
    const gap = { fromUtc, toUtc: fromUtc, cause: 'quit', isCertain: true } as const;
    expect(bench.refused(noteGap, gap).code).toBe('timer.none-active');
    const change = { fromUtc, toUtc: utcText(bench.now.epochMs + 1) };
    expect(bench.refused(noteClockChange, change).code).toBe('timer.none-active');
  });
});

describe('timer.running', () => {
  it('shows every active timer, the next to end first, and nothing of a lot', () => {
    const { bench, runId } = isolation();
    const long = bench.run(startTimer, { label: 'Culture', durationSeconds: 9_000, runId });
    const short = bench.run(startTimer, kitchen);
    bench.pass(130_000);
    const { timers } = bench.ask(runningTimers, {});
    expect(timers.map((one) => one.id)).toEqual([short.timerId, long.timerId]);
    expect(timers[0]).toMatchObject({
      elapsedMs: 130_000,
      remainingMs: -10_000,
      isOver: true,
      dueAlarm: { kind: 'end' },
      nextAlarm: null,
      runCode: null,
    });
    expect(timers[1]).toMatchObject({ runCode: 'P07-ISO-1', animalId: 'P07', isOver: false });
    expect(Object.keys(known(timers[1])).filter((key) => /lot|group|blind/i.test(key))).toEqual([]);
  });
});
