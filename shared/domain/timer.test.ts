// Properties of elapsed time against a stopwatch that no clock change, pause or gap can touch.
// Must not compute the expected time in the way of the code under test.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochOf, localText, parseMoment, utcText } from '../kernel/time.ts';
import { Bench } from './testing/bench.ts';
import { correctionOf } from './timer-acts.ts';
import {
  acknowledgeTimer,
  noteClockChange,
  noteGap,
  noteOverrun,
  pauseTimer,
  resumeTimer,
  startTimer,
  stopTimer,
} from './timer-commands.ts';
import { dueAlarm, elapsedMs, nextAlarm, remainingMs, Timer, type TimerState } from './timer.ts';
import { known } from './testing/known.ts';

const durationSeconds = 600;
const preAlarmsSeconds = [300, 540];

type Event =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'pause' | 'resume' | 'lateResume' | 'acknowledge' | 'overrun'; readonly ms: number }
  | { readonly kind: 'clock'; readonly ms: number }
  | { readonly kind: 'zone'; readonly ms: number }
  | { readonly kind: 'gap'; readonly ms: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 400_000 }) }),
  fc.record({
    kind: fc.constantFrom('pause' as const, 'resume' as const, 'lateResume' as const, 'acknowledge' as const),
    ms: fc.integer({ min: 0, max: 60_000 }),
  }),
  fc.record({ kind: fc.constant('overrun' as const), ms: fc.constant(0) }),
  fc.record({ kind: fc.constant('clock' as const), ms: fc.integer({ min: -7_200_000, max: 7_200_000 }) }),
  fc.record({ kind: fc.constant('zone' as const), ms: fc.integer({ min: -720, max: 720 }) }),
  fc.record({ kind: fc.constant('gap' as const), ms: fc.integer({ min: 0, max: 500_000 }) }),
);

/** What really happened, kept beside the notebook with a stopwatch that no clock can change. */
class World {
  readonly bench = new Bench();
  readonly timerId: string;
  countedMs = 0;
  /** Real time since the last start, pause or resume. */
  sinceChangeMs = 0;
  isPaused = false;
  constructor() {
    const free = { label: 'Digestion', durationSeconds, preAlarmsSeconds };
    this.timerId = this.bench.run(startTimer, free).timerId;
  }
  get timer(): TimerState {
    return known(this.bench.read.get(Timer, this.timerId));
  }
  pass(ms: number): void {
    this.bench.pass(ms);
    this.sinceChangeMs += ms;
    if (!this.isPaused) this.countedMs += ms;
  }
  apply(one: Event): void {
    const { bench, timerId } = this;
    const from = bench.now.epochMs;
    if (one.kind === 'pass') this.pass(one.ms);
    if (one.kind === 'pause' && !this.isPaused) {
      bench.run(pauseTimer, { timerId });
      [this.isPaused, this.sinceChangeMs] = [true, 0];
    }
    if (one.kind === 'resume' && this.isPaused) {
      bench.run(resumeTimer, { timerId });
      [this.isPaused, this.sinceChangeMs] = [false, 0];
    }
    if (one.kind === 'lateResume' && this.isPaused) {
      const agoMs = Math.min(one.ms, this.sinceChangeMs);
      const occurredAt = localText({ ...bench.now, epochMs: from - agoMs });
      bench.run(resumeTimer, { timerId }, { occurredAt });
      [this.isPaused, this.sinceChangeMs] = [false, agoMs];
      this.countedMs += agoMs;
    }
    if (one.kind === 'acknowledge' && dueAlarm(this.timer, from)) bench.run(acknowledgeTimer, { timerId });
    const isOver = this.countedMs >= durationSeconds * 1000;
    if (one.kind === 'overrun' && isOver && this.timer.overrunAt === null)
      bench.run(noteOverrun, { timerId });
    if (one.kind === 'clock' && one.ms !== 0) {
      bench.pass(one.ms);
      bench.run(noteClockChange, { fromUtc: utcText(from), toUtc: utcText(from + one.ms) });
    }
    if (one.kind === 'zone') bench.now = { ...bench.now, offsetMinutes: one.ms, zone: 'Etc/Unknown' };
    if (one.kind === 'gap') {
      this.pass(one.ms);
      const toUtc = utcText(from + one.ms);
      bench.run(noteGap, { fromUtc: utcText(from), toUtc, cause: 'crash', isCertain: true });
    }
  }
}

describe('elapsed time', () => {
  it('[ALC-4] is the time that really passed, through pauses, gaps, late entries, clock and zone changes', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        const world = new World();
        for (const one of events) {
          world.apply(one);
          const { timer } = world;
          const now = world.bench.now.epochMs;
          expect(elapsedMs(timer, now)).toBe(world.countedMs);
          expect(remainingMs(timer, now)).toBe(durationSeconds * 1000 - world.countedMs);
          expect(timer.isUncertain).toBe(false);
          expect(timer.gaps.length).toBe(Math.min(20, timer.gapCount));
        }
        const stopped = world.bench.run(stopTimer, { timerId: world.timerId });
        expect(stopped.elapsedMs).toBe(world.countedMs);
        world.bench.pass(123_456);
        expect(elapsedMs(world.timer, world.bench.now.epochMs)).toBe(world.countedMs);
      }),
      { numRuns: 150 },
    );
  });

  it('names the next alarm by the clock as it is now, and the due one until it is acknowledged', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const world = new World();
        for (const one of events) {
          world.apply(one);
          const { timer } = world;
          const now = world.bench.now.epochMs;
          const places = [...preAlarmsSeconds, durationSeconds].map((seconds) => seconds * 1000);
          const coming = places.find((place) => place > world.countedMs);
          const next = nextAlarm(timer, now);
          const isComing = !world.isPaused && coming !== undefined;
          expect(next && [next.alarmMs, next.atEpochMs]).toEqual(
            isComing ? [coming, now + coming - world.countedMs] : null,
          );
          const passed = places.findLast((place) => place <= world.countedMs) ?? 0;
          const due = dueAlarm(timer, now);
          expect(due?.alarmMs ?? null).toBe(passed > timer.acknowledgedAlarmMs ? passed : null);
          expect(one.kind === 'acknowledge' && due !== null).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('makes an alarm due at its very millisecond, not before', () => {
    const world = new World();
    world.pass(299_999);
    const at = () => [
      nextAlarm(world.timer, world.bench.now.epochMs),
      dueAlarm(world.timer, world.bench.now.epochMs),
    ];
    expect(at()).toMatchObject([{ kind: 'pre-alarm', alarmMs: 300_000 }, null]);
    world.pass(1);
    expect(at()).toMatchObject([{ alarmMs: 540_000 }, { kind: 'pre-alarm', alarmMs: 300_000 }]);
    world.pass(300_000);
    expect(at()).toMatchObject([null, { kind: 'end', alarmMs: 600_000, atEpochMs: world.bench.now.epochMs }]);
  });

  it('follows a corrected start, which cannot come after what was counted before a pause', () => {
    const world = new World();
    world.pass(100_000);
    world.apply({ kind: 'pause', ms: 0 });
    world.pass(50_000);
    world.apply({ kind: 'resume', ms: 0 });
    world.pass(25_000);
    world.bench.run(stopTimer, { timerId: world.timerId });
    const { timer } = world;
    const start = (ms: number) => localText({ ...world.bench.now, epochMs: epochOf(timer.startedAt) + ms });
    const earlier = correctionOf(world.bench, timer, { startedAt: start(-40_000) });
    expect(earlier).toMatchObject({ ok: true, value: { elapsedMs: 165_000 } });
    const latest = correctionOf(world.bench, timer, { startedAt: start(100_000) });
    expect(latest).toMatchObject({ ok: true, value: { elapsedMs: 25_000 } });
    const tooLate = correctionOf(world.bench, timer, { startedAt: start(100_001) });
    expect(tooLate).toMatchObject({ ok: false, refusal: { code: 'timer.before-change' } });
  });

  it('is right to the second after a restart in the middle: 25 minutes, of which 20 the program was dead', () => {
    const world = new World();
    world.pass(5 * 60_000);
    world.apply({ kind: 'gap', ms: 20 * 60_000 });
    expect(elapsedMs(world.timer, world.bench.now.epochMs)).toBe(1_500_000);
    expect(world.timer.gaps).toEqual([
      {
        fromUtc: '2026-03-02T00:05:00.000Z',
        toUtc: '2026-03-02T00:25:00.000Z',
        cause: 'crash',
        isCertain: true,
      },
    ]);
  });

  it('crosses a change to summer time without a jump: only the offset changes', () => {
    const bench = new Bench();
    bench.now = known(parseMoment('2026-03-29T01:30:00.000+01:00[Europe/Berlin]'));
    const { timerId } = bench.run(startTimer, { label: 'Culture', durationSeconds: 7_200 });
    bench.now = known(parseMoment('2026-03-29T03:30:00.000+02:00[Europe/Berlin]'));
    expect(elapsedMs(known(bench.read.get(Timer, timerId)), bench.now.epochMs)).toBe(3_600_000);
  });

  it('is never below 0 where the clock was put back unnoticed', () => {
    const world = new World();
    world.bench.pass(-60_000);
    expect(elapsedMs(world.timer, world.bench.now.epochMs)).toBe(0);
  });
});
