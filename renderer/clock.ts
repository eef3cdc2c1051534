// The passing of time on the screen: how far a running timer has come since the main process last said so.
// Must not be a source of times for the record: what is recorded is read from the main process's clock.

import { useSyncExternalStore } from 'react';
import { durationText } from '../shared/kernel/time.ts';
import type { ClockState } from './ui/ClockFace.tsx';

const listeners = new Set<() => void>();
let interval: number | undefined;
let now = performance.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // It stood still as long as nobody looked.
  if (interval === undefined) now = performance.now();
  interval ??= window.setInterval(() => {
    now = performance.now();
    for (const one of listeners) one();
  }, 200);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(interval);
    interval = undefined;
  };
}

/** Milliseconds of the page's own steady clock, renewed five times a second. */
export function useTick(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** A timer as an answer brings it: how far it was when the answer was made. */
export interface CountingTimer {
  readonly status: 'running' | 'paused' | 'stopped';
  /** Null where nobody can know it; then `longestMs` is what it can be at most. */
  readonly elapsedMs: number | null;
  readonly longestMs?: number;
  readonly durationMs: number;
  readonly isUncertain: boolean;
}

const seenAt = new WeakMap<CountingTimer, number>();

/**
 * How far `timer` is at `tick`, at most where nobody can know it: an answer is an object of its own, so its age is known
 * from when it first came by. That is read from the clock itself: a tick may be of long before, when nobody looked.
 */
export function elapsedAt(timer: CountingTimer, tick: number): number {
  const since = seenAt.get(timer) ?? performance.now();
  if (!seenAt.has(timer)) seenAt.set(timer, since);
  const seenMs = timer.elapsedMs ?? timer.longestMs ?? 0;
  return timer.status === 'running' ? seenMs + Math.max(0, tick - since) : seenMs;
}

export interface ClockReading {
  /** Where nobody can know it, the longest that it can be: for what is due, not to be shown. */
  readonly elapsedMs: number;
  readonly remainingMs: number;
  /** `1:48` left, or `+2:03` over; `–` where nobody can know it, as in the next two. */
  readonly text: string;
  readonly elapsedText: string;
  /** `2:03`, left or over. */
  readonly distanceText: string;
  readonly state: ClockState;
}

/** A timer as a countdown: what is left, then what is over, with its state. */
export function readClock(timer: CountingTimer, tick: number, preAlarmMs = 0): ClockReading {
  const elapsedMs = elapsedAt(timer, tick);
  const remainingMs = timer.durationMs - elapsedMs;
  const isKnown = timer.elapsedMs !== null;
  const shown = (text: string) => (isKnown ? text : '–');
  return {
    elapsedMs,
    remainingMs,
    text: shown(remainingMs >= 0 ? durationText(remainingMs + 999) : `+${durationText(-remainingMs)}`),
    elapsedText: shown(durationText(elapsedMs)),
    distanceText: shown(durationText(Math.abs(remainingMs))),
    state: clockState(timer, remainingMs, preAlarmMs),
  };
}

function clockState(timer: CountingTimer, remainingMs: number, preAlarmMs: number): ClockState {
  if (timer.status === 'stopped') return 'stopped';
  if (timer.status === 'paused') return 'paused';
  if (timer.isUncertain) return 'uncertain';
  if (remainingMs < 0) return 'overrun';
  return remainingMs <= preAlarmMs ? 'due' : 'running';
}
