// Clocks and randomness, as the notebook is given them: the machine's own, or simulated ones for a demonstration.
// Must not be reached around: nothing else in electron/notebook reads the time or draws random bytes.

import { randomBytes, randomFillSync } from 'node:crypto';
import type { Moment } from '../../shared/kernel/time.ts';

export interface Clock {
  moment(): Moment;
}

/** `count` random bytes. */
export type RandomSource = (count: number) => Uint8Array;

/** Asking for the name of the zone is slow, and it changes when somebody travels. */
const zoneKeptMs = 10_000;
let zone = '';
let zoneReadMs = Number.NEGATIVE_INFINITY;

function zoneAt(epochMs: number): string {
  if (Math.abs(epochMs - zoneReadMs) > zoneKeptMs) {
    zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
    zoneReadMs = epochMs;
  }
  return zone;
}

export const systemClock: Clock = {
  moment() {
    const now = new Date();
    return {
      epochMs: now.getTime(),
      offsetMinutes: -now.getTimezoneOffset(),
      zone: zoneAt(now.getTime()),
    };
  },
};

/** Each draw from the system costs as much as hashing some records: what ids need is drawn in advance. */
const drawn = Buffer.alloc(4096);
let used = drawn.length;

export const systemRandom: RandomSource = (count) => {
  if (count > drawn.length) return randomBytes(count);
  if (used + count > drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const bytes = Buffer.from(drawn.subarray(used, used + count));
  used += count;
  return bytes;
};
