// Properties of elapsed time through recorded clock changes, against a stopwatch that no clock change can touch.
// Must not compute the expected time in the way of the code under test.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochOf, hourMs, localText, minuteMs } from '../kernel/time.ts';
import { Bench } from './testing/bench.ts';
import { setClock, startDevice } from './testing/set-clock.ts';
import {
  ageOf,
  asReadNow,
  atMostMs,
  elapsedBetween,
  isExact,
  knownMs,
  occurrence,
  present,
  spreadMs,
  type ScaledTime,
} from './time-scale.ts';

/** A moment with what the stopwatch and the clock showed then. */
interface Moment {
  readonly stopwatchMs: number;
  readonly time: ScaledTime;
}

class World {
  readonly bench = new Bench();
  stopwatchMs = 0;
  readonly moments: Moment[] = [];

  constructor() {
    startDevice(this.bench);
  }

  get now(): ScaledTime {
    return present({ read: this.bench.read, now: this.bench.now });
  }

  pass(ms: number): void {
    this.bench.pass(ms);
    this.stopwatchMs += ms;
    this.moments.push({ stopwatchMs: this.stopwatchMs, time: this.now });
  }

  /** What a person types now. */
  typed(at: string): ScaledTime {
    const { read, now } = this.bench;
    return occurrence({ read, now, occurredAt: at });
  }

  ago(ms: number): string {
    return localText({ ...this.bench.now, epochMs: this.bench.now.epochMs - ms });
  }
}

const event = fc.record({
  kind: fc.constantFrom('pass' as const, 'pass' as const, 'set' as const),
  ms: fc.integer({ min: -3 * hourMs, max: 3 * hourMs }),
});
const day = fc.array(event, { minLength: 1, maxLength: 15 });

function lived(events: readonly { readonly kind: 'pass' | 'set'; readonly ms: number }[]): World {
  const world = new World();
  world.pass(1);
  for (const { kind, ms } of events) {
    if (kind === 'pass') world.pass(Math.abs(ms) + 1);
    else if (ms !== 0) setClock(world.bench, ms);
  }
  world.pass(1);
  return world;
}

describe('[ALC-4] elapsed time through clock changes', () => {
  test('between two moments that were recorded as they came it is what the stopwatch says', () => {
    fc.assert(
      fc.property(day, (events) => {
        const world = lived(events);
        for (const [index, from] of world.moments.entries()) {
          for (const to of world.moments.slice(index)) {
            expect(knownMs(elapsedBetween(from.time, to.time))).toBe(to.stopwatchMs - from.stopwatchMs);
          }
        }
      }),
    );
  });

  test('of a typed time it holds what is true, by the clock as it was then and by the clock as it is now', () => {
    fc.assert(
      fc.property(day, (events) => {
        const world = lived(events);
        for (const { stopwatchMs, time } of world.moments) {
          const trueMs = world.stopwatchMs - stopwatchMs;
          for (const reading of [time.at, world.ago(trueMs)]) {
            // To the millisecond the same as now: nobody types that.
            if (reading === world.now.at) continue;
            const elapsed = elapsedBetween(world.typed(reading), world.now);
            expect(elapsed?.leastMs).toBeLessThanOrEqual(trueMs);
            expect(elapsed?.mostMs).toBeGreaterThanOrEqual(trueMs);
          }
        }
      }),
    );
  });

  test('a typed time since the last change, or long after every change, is exact', () => {
    const world = new World();
    world.pass(hourMs);
    setClock(world.bench, 2 * hourMs);
    world.pass(10 * minuteMs);
    expect(knownMs(elapsedBetween(world.typed(world.ago(9 * minuteMs)), world.now))).toBe(9 * minuteMs);
    expect(isExact(world.typed(world.ago(3 * hourMs)).scale)).toBe(false);
    world.pass(30 * hourMs);
    expect(isExact(world.typed(world.ago(29 * hourMs)).scale)).toBe(true);
  });

  test('after the clock was put back, a time that it shows twice is not guessed until it has passed it', () => {
    const world = new World();
    world.pass(2 * hourMs);
    setClock(world.bench, -hourMs);
    world.pass(30 * minuteMs);
    const typed = world.typed(world.ago(5 * minuteMs));
    expect(elapsedBetween(typed, world.now)).toEqual({ leastMs: 5 * minuteMs, mostMs: 65 * minuteMs });
    expect(ageOf(typed, world.now, 2 * hourMs)).toBe('within');
    expect(ageOf(typed, world.now, hourMs)).toBe('uncertain');
    expect(ageOf(typed, world.now, minuteMs)).toBe('over');
    world.pass(31 * minuteMs);
    expect(isExact(world.typed(world.ago(minuteMs / 2)).scale)).toBe(true);
  });

  test('a change of unknown size lets nothing pass, and what comes after it is exact again', () => {
    const world = new World();
    world.pass(hourMs);
    const before = world.now;
    setClock(world.bench, -10 * minuteMs, false);
    world.pass(5 * minuteMs);
    expect(elapsedBetween(before, world.now)).toBeNull();
    expect(ageOf(before, world.now, Infinity)).toBe('uncertain');
    expect(asReadNow(before, world.now)).toBeNull();
    expect(world.typed(world.ago(4 * minuteMs)).scale).toBeNull();
    const after = world.now;
    world.pass(hourMs);
    expect(knownMs(elapsedBetween(after, world.now))).toBe(hourMs);
  });

  test('before the oldest kept change nothing is known of a typed time, since the last change it is exact', () => {
    const world = new World();
    world.pass(hourMs);
    const first = world.ago(30 * minuteMs);
    for (let count = 0; count < 150; count++) {
      world.pass(hourMs);
      setClock(world.bench, count % 2 === 0 ? 10 * minuteMs : -9 * minuteMs);
    }
    world.pass(hourMs);
    expect(world.typed(first).scale).toBeNull();
    expect(elapsedBetween(world.typed(first), world.now)).toBeNull();
    expect(world.typed(world.ago(60 * hourMs)).scale).not.toBeNull();
    expect(isExact(world.typed(world.ago(minuteMs)).scale)).toBe(true);
  });

  test('a clock that was put right by a second leaves a typed time uncertain by that second, not unknown', () => {
    const world = new World();
    world.pass(2 * hourMs);
    setClock(world.bench, -1000);
    world.pass(hourMs);
    const typed = world.typed(world.ago(2 * hourMs));
    expect(elapsedBetween(typed, world.now)).toEqual({ leastMs: 2 * hourMs, mostMs: 2 * hourMs + 1000 });
    expect(atMostMs(elapsedBetween(typed, world.now))).toBe(2 * hourMs + 1000);
    expect(spreadMs(typed.scale)).toBe(1000);
    // A gate holds for the worst of it.
    expect(ageOf(typed, world.now, 2 * hourMs + 1000)).toBe('within');
    expect(ageOf(typed, world.now, 2 * hourMs + 999)).toBe('uncertain');
    expect(ageOf(typed, world.now, 2 * hourMs - 1)).toBe('over');
    // The earlier of two readings: what may be used until then is not used longer.
    expect(asReadNow(typed, world.now)).toBe(
      localText({ ...world.bench.now, epochMs: epochOf(typed.at) - 1000 }),
    );
  });

  test('a change of more than a minute is told apart from a small one', () => {
    const spread = (byMs: number) => {
      const world = new World();
      world.pass(2 * hourMs);
      setClock(world.bench, byMs);
      world.pass(hourMs);
      return atMostMs(elapsedBetween(world.typed(world.ago(2 * hourMs)), world.now));
    };
    expect(spread(minuteMs)).not.toBeNull();
    expect(spread(minuteMs + 1)).toBeNull();
    expect(spread(-minuteMs - 1)).toBeNull();
  });

  test('an earlier moment is told by the clock as it is now', () => {
    const world = new World();
    world.pass(hourMs);
    const moment = world.now;
    setClock(world.bench, hourMs);
    expect(asReadNow(moment, world.now)).toBe('2026-03-02T10:00:00.000+08:00[Asia/Shanghai]');
    expect(asReadNow(world.now, world.now)).toBe(world.now.at);
  });

  test('without a device nothing was set, and a moment to come is after', () => {
    const bench = new Bench();
    const now = present({ read: bench.read, now: bench.now });
    bench.pass(minuteMs);
    const later = present({ read: bench.read, now: bench.now });
    expect([
      ageOf(now, later, minuteMs),
      ageOf(now, later, minuteMs - 1),
      ageOf(later, now, minuteMs),
    ]).toEqual(['within', 'over', 'after']);
  });
});
