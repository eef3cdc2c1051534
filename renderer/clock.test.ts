// How far a timer is on the screen, however old the last tick was when its answer came.
// Must not wait: the page's clock is set.

import { afterEach, expect, it, vi } from 'vitest';
import { elapsedAt, type CountingTimer } from './clock.ts';

afterEach(() => void vi.restoreAllMocks());

const running: CountingTimer = { status: 'running', elapsedMs: 1000, durationMs: 60_000, isUncertain: false };

it('[PAIN-11] counts from when the answer came, not from a tick of a minute before', () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(100_000);
  const timer = { ...running };
  // Nobody had looked at a clock since 40 s: such a tick is what the first drawing has.
  expect(elapsedAt(timer, 40_000)).toBe(1000);
  clock.mockReturnValue(102_000);
  expect(elapsedAt(timer, 102_000)).toBe(3000);
  expect(elapsedAt({ ...running, status: 'paused' }, 102_000)).toBe(1000);
});
