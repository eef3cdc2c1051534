// Tests of timers whose start or stop was typed or corrected where the clock had been set: the right number, or none.
// Must not wait for real time.

import { describe, expect, it } from 'vitest';
import { Deviation } from './deviation.ts';
import { noteDeviceClock } from './device-clock.ts';
import { Device } from './device.ts';
import { showIschaemia } from './ischaemia.ts';
import { completeStep, correctStep } from './step-commands.ts';
import { doneStep } from './step.ts';
import type { Bench } from './testing/bench.ts';
import { known } from './testing/known.ts';
import { append } from './testing/operated-animal.ts';
import { setClock, startDevice } from './testing/set-clock.ts';
import { ago, ischaemiaOf, surgeryAt } from './testing/theatre.ts';
import { correctionOf } from './timer-acts.ts';
import {
  noteClockChange,
  pauseTimer,
  resumeTimer,
  runningTimers,
  startTimer,
  timerView,
} from './timer-commands.ts';
import { elapsedMs, longestMs, Timer } from './timer.ts';

const minute = 60_000;
const hour = 60 * minute;
const because = { reason: 'tapped at the wrong moment' };

/** Clamped since now, on a device that notes its clock. */
function clamped(): { readonly bench: Bench; readonly runId: string } {
  const { bench, runId } = surgeryAt('clamp-on');
  startDevice(bench);
  bench.run(completeStep, { runId, stepKey: 'clamp-on' });
  return { bench, runId };
}

describe('[ALC-4] a start that is corrected after the clock was set', () => {
  it('to a time since then counts from there, to the millisecond', () => {
    const { bench, runId } = clamped();
    bench.pass(5 * minute);
    setClock(bench, hour);
    bench.pass(30 * minute);
    bench.run(correctStep, { runId, stepKey: 'clamp-on', at: ago(bench, 20 * minute).occurredAt }, because);
    const timer = ischaemiaOf(bench, runId);
    expect(elapsedMs(timer, bench.now.epochMs)).toBe(20 * minute);
    expect(timer).toMatchObject({ isUncertain: false, clockShiftMs: 0 });
    setClock(bench, -2 * hour);
    bench.pass(40 * minute);
    bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    expect(ischaemiaOf(bench, runId)).toMatchObject({ stoppedElapsedMs: hour, isUncertain: false });
  });

  it('to a time that was shown before and after gives no number, running and stopped, and says so', () => {
    const { bench, runId } = clamped();
    bench.pass(50 * minute);
    setClock(bench, -30 * minute);
    bench.pass(5 * minute);
    const at = ago(bench, 10 * minute).occurredAt;
    bench.run(correctStep, { runId, stepKey: 'clamp-on', at }, because);
    expect(elapsedMs(ischaemiaOf(bench, runId), bench.now.epochMs)).toBeNull();
    // 10 minutes by the clock as it is now, 40 by the clock as it was: an alarm goes by the longer one.
    const view = known(bench.ask(runningTimers, {}).timers.find((one) => one.timerKey === 'ischaemia'));
    expect(view).toMatchObject({
      elapsedMs: null,
      remainingMs: null,
      longestMs: 40 * minute,
      isUncertain: true,
    });
    expect(view.deviationText).toContain('how long it lasted cannot be known');
    bench.pass(20 * minute);
    const { deviationIds } = bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    expect(ischaemiaOf(bench, runId)).toMatchObject({
      status: 'stopped',
      stoppedElapsedMs: null,
      isUncertain: true,
    });
    expect(elapsedMs(ischaemiaOf(bench, runId), bench.now.epochMs + hour)).toBeNull();
    expect(bench.read.get(Deviation, known(deviationIds[0]))?.what).toContain('cannot be known');
  });

  it('of a timer that is paused counts up to the pause, and goes on from there', () => {
    const { bench } = clamped();
    const { timerId } = bench.run(startTimer, { label: 'Thaw', durationSeconds: 36_000 });
    const timer = () => known(bench.read.get(Timer, timerId));
    bench.pass(5 * minute);
    setClock(bench, hour);
    bench.pass(10 * minute);
    bench.run(pauseTimer, { timerId });
    bench.pass(3 * minute);
    const corrected = correctionOf(bench, timer(), { startedAt: ago(bench, 11 * minute).occurredAt });
    append(bench, corrected.ok ? [corrected.value.record] : []);
    expect(elapsedMs(timer(), bench.now.epochMs)).toBe(8 * minute);
    setClock(bench, -2 * hour);
    bench.pass(minute);
    bench.run(resumeTimer, { timerId });
    bench.pass(7 * minute);
    expect(timer().pausedMs).toBe(4 * minute);
    expect(elapsedMs(timer(), bench.now.epochMs)).toBe(15 * minute);
  });

  it('when the timer and the device have not noted the same changes, gives no number either', () => {
    const { bench, runId } = clamped();
    bench.pass(5 * minute);
    const fromUtc = new Date(bench.now.epochMs).toISOString();
    bench.pass(hour);
    bench.run(noteClockChange, { fromUtc, toUtc: new Date(bench.now.epochMs).toISOString() });
    bench.run(correctStep, { runId, stepKey: 'clamp-on', at: ago(bench, minute).occurredAt }, because);
    expect(elapsedMs(ischaemiaOf(bench, runId), bench.now.epochMs)).toBeNull();
  });
});

describe('[ALC-4] a stop that is corrected after the clock was set', () => {
  const released = (setByMs: number) => {
    const { bench, runId } = clamped();
    bench.pass(hour);
    bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    const { at } = known(doneStep(bench.read, runId, 'clamp-off'));
    bench.pass(10 * minute);
    setClock(bench, setByMs);
    bench.pass(30 * minute);
    return { bench, runId, at };
  };

  it('to a time that was shown twice gives no number; to one of before that only the old clock showed, neither', () => {
    const { bench, runId } = released(-2 * hour);
    const twice = ago(bench, 5 * minute).occurredAt;
    bench.run(correctStep, { runId, stepKey: 'clamp-off', at: twice, deviationReason: 'late' }, because);
    expect(ischaemiaOf(bench, runId)).toMatchObject({ stoppedElapsedMs: null, isUncertain: true });
    const forward = released(hour);
    const before = ago(forward.bench, 95 * minute).occurredAt;
    forward.bench.run(correctStep, { runId: forward.runId, stepKey: 'clamp-off', at: before }, because);
    expect(ischaemiaOf(forward.bench, forward.runId).stoppedElapsedMs).toBeNull();
  });

  it('to a time since then is counted exactly', () => {
    const { bench, runId } = released(hour);
    const at = ago(bench, 20 * minute).occurredAt;
    bench.run(correctStep, { runId, stepKey: 'clamp-off', at }, because);
    expect(ischaemiaOf(bench, runId)).toMatchObject({ stoppedElapsedMs: 80 * minute, isUncertain: false });
  });
});

describe('[ALC-4] what is entered late after the clock was set', () => {
  it('a clamp on and off, the end first: no number where nobody knows which clock was read', () => {
    const { bench, runId } = surgeryAt('clamp-on');
    startDevice(bench);
    bench.pass(hour);
    bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    setClock(bench, -30 * minute);
    bench.pass(10 * minute);
    bench.run(completeStep, { runId, stepKey: 'clamp-on' }, ago(bench, 15 * minute));
    expect(ischaemiaOf(bench, runId)).toMatchObject({ stoppedElapsedMs: null, isUncertain: true });
  });

  it('a free timer of a time that the clock showed twice has no number, one of a time since then has', () => {
    const { bench } = clamped();
    bench.pass(hour);
    setClock(bench, -30 * minute);
    bench.pass(10 * minute);
    const kitchen = { label: 'Thaw', durationSeconds: 3600 };
    const counted = (ms: number) => {
      const { timerId } = bench.run(startTimer, kitchen, ago(bench, ms));
      return elapsedMs(known(bench.read.get(Timer, timerId)), bench.now.epochMs);
    };
    expect(counted(5 * minute)).toBeNull();
    bench.pass(25 * minute);
    expect(counted(4 * minute)).toBe(4 * minute);
  });

  it('the time since clamp off and from the resection to the injection goes through clock changes', () => {
    const { bench, runId } = surgeryAt('resect-end');
    startDevice(bench);
    const show = () => known(bench.ask(showIschaemia, { runId }).ischaemia);
    const before = known(show().sinceReleaseMs);
    setClock(bench, -3 * hour);
    bench.pass(minute);
    expect(show()).toMatchObject({ sinceReleaseMs: before + minute, sinceResectionMs: null });
    // The clock shows a time before the steps before it: that is no deviation.
    expect(bench.run(completeStep, { runId, stepKey: 'resect-end' }).deviation).toBeNull();
    setClock(bench, 2 * hour);
    bench.pass(90_000);
    expect(show().sinceResectionMs).toBe(90_000);
    bench.run(completeStep, { runId, stepKey: 'dose', values: { 'syringe-code': 'K7Q2' } });
    expect(show().resectionToInjectionMs).toBe(90_000);
    setClock(bench, hour, false);
    expect(show()).toMatchObject({
      sinceReleaseMs: null,
      sinceResectionMs: null,
      resectionToInjectionMs: 90_000,
    });
  });
});

describe('[ALC-4] a clock that was put right by a second', () => {
  const late = () => {
    const { bench, runId } = clamped();
    bench.pass(10 * minute);
    setClock(bench, -1000);
    bench.pass(5 * minute);
    return { bench, runId };
  };
  const start = (bench: Bench, runId: string, ms: number) =>
    bench.run(correctStep, { runId, stepKey: 'clamp-on', at: ago(bench, ms).occurredAt }, because);

  it('leaves a typed start a number: at most so long, and by how much less', () => {
    const { bench, runId } = late();
    start(bench, runId, 12 * minute);
    const timer = ischaemiaOf(bench, runId);
    expect(elapsedMs(timer, bench.now.epochMs)).toBe(12 * minute + 1000);
    expect(timer.isUncertain).toBe(false);
    const view = known(bench.ask(runningTimers, {}).timers.find((one) => one.timerKey === 'ischaemia'));
    expect(view).toMatchObject({ elapsedMs: 12 * minute + 1000, uncertaintyMs: 1000 });
    bench.pass(48 * minute);
    const { deviation } = bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    expect(ischaemiaOf(bench, runId)).toMatchObject({
      stoppedElapsedMs: 60 * minute + 1000,
      isUncertain: false,
    });
    expect(deviation).toBeNull();
  });

  it('judges a tolerance by the worst of it, at both ends', () => {
    // 60 minutes, a minute of tolerance; the true time lies between the number and a second less.
    const deviationAfter = (ms: number) => {
      const { bench, runId } = late();
      start(bench, runId, 12 * minute);
      bench.pass(ms - 12 * minute);
      return bench.run(completeStep, { runId, stepKey: 'clamp-off' }).deviation;
    };
    expect(deviationAfter(61 * minute - 1000)).toBeNull();
    expect(deviationAfter(61 * minute - 999)).not.toBeNull();
    expect(deviationAfter(59 * minute)).toBeNull();
    expect(deviationAfter(59 * minute - 1)).not.toBeNull();
  });

  it('is as little in a stop that is typed or corrected', () => {
    const { bench, runId } = late();
    bench.pass(50 * minute);
    bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    setClock(bench, 1000);
    bench.pass(minute);
    bench.run(correctStep, { runId, stepKey: 'clamp-off', at: ago(bench, 3 * minute).occurredAt }, because);
    const timer = ischaemiaOf(bench, runId);
    expect(timer.isUncertain).toBe(false);
    expect(timer.stoppedElapsedMs).toBeGreaterThanOrEqual(63 * minute);
    expect(timer.stoppedElapsedMs).toBeLessThanOrEqual(63 * minute + 1000);
  });
});

describe('[ALC-4] a stop that is typed as an earlier setting of the clock showed it', () => {
  it('is counted by that setting', () => {
    const { bench, runId } = clamped();
    bench.pass(hour);
    const off = ago(bench, 0).occurredAt;
    bench.pass(minute);
    setClock(bench, -2 * hour);
    bench.pass(5 * minute);
    bench.run(completeStep, { runId, stepKey: 'clamp-off' }, { occurredAt: off });
    expect(ischaemiaOf(bench, runId).stoppedElapsedMs).toBe(hour);
  });
});

describe('a stopped timer of unknown length', () => {
  it('has counted at most what it had when it was stopped, however late it is asked', () => {
    const { bench, runId } = clamped();
    bench.pass(50 * minute);
    setClock(bench, -30 * minute);
    bench.pass(5 * minute);
    const at = ago(bench, 10 * minute).occurredAt;
    bench.run(correctStep, { runId, stepKey: 'clamp-on', at }, because);
    bench.pass(minute);
    bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    const timer = ischaemiaOf(bench, runId);
    expect(timer.stoppedElapsedMs).toBeNull();
    for (const later of [0, minute, 30 * hour]) {
      expect(longestMs(timer, bench.now.epochMs + later)).toBe(41 * minute);
      expect(timerView(bench.read, timer, bench.now.epochMs + later).isOver).toBe(false);
    }
  });
});

describe('noting a clock that was set', () => {
  it('is one note for the device and every timer, and none without a chain or a timer', () => {
    const { bench, runId } = clamped();
    const count = bench.records.length;
    setClock(bench, hour);
    expect(bench.records.slice(count).map((one) => [one.kind, one.author])).toEqual([
      ['device.clockChanged', 'device'],
      ['timer.clockChanged', 'device'],
    ]);
    expect(ischaemiaOf(bench, runId).clockShiftMs).toBe(hour);
    expect(known(bench.read.list(Device)[0]).clock.shiftMs).toBe(hour);
    const other = surgeryAt('fast').bench;
    const fromUtc = new Date(other.now.epochMs).toISOString();
    const toUtc = new Date(other.now.epochMs + 1).toISOString();
    const before = other.records.length;
    other.run(noteDeviceClock, { deviceId: 'device-9', fromUtc, toUtc });
    expect(other.records).toHaveLength(before);
  });

  it('keeps the latest hundred stretches of the clock', () => {
    const { bench } = clamped();
    for (let count = 0; count < 125; count++) {
      bench.pass(minute);
      setClock(bench, 2_000);
    }
    expect(known(bench.read.list(Device)[0]).clock).toMatchObject({ shiftMs: 250_000, breaks: 0 });
    expect(known(bench.read.list(Device)[0]).clock.earlier).toHaveLength(100);
  });
});
