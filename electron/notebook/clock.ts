// Clocks and randomness, as the notebook is given them: the machine's own, or simulated ones for a demonstration.
// Must not be reached around: nothing else in electron/notebook reads the time or draws random bytes.

import { randomBytes } from 'node:crypto';
import type { Moment } from '../../shared/kernel/time.ts';

export interface Clock {
  moment(): Moment;
}

/** `count` random bytes. */
export type RandomSource = (count: number) => Uint8Array;

export const systemClock: Clock = {
  moment() {
    const now = new Date();
    return {
      epochMs: now.getTime(),
      offsetMinutes: -now.getTimezoneOffset(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    };
  },
};

export const systemRandom: RandomSource = (count) => randomBytes(count);
