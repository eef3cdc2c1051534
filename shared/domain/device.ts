// The device that writes to a notebook: its chain, where it branched off, its program, and how its clock was set.
// Must not identify a person.

import { z } from 'zod';
import { defineEntity } from '../kernel/decider.ts';
import { dayMs, epochOf, utcText } from '../kernel/time.ts';

/** A time during which the clock was not set, by its own readings, and what it had been set by until then. */
export interface ClockStretch {
  readonly fromUtc: string;
  readonly toUtc: string;
  readonly shiftMs: number;
  readonly breaks: number;
}

export interface DeviceClock {
  /** Sum of the recorded changes of known size: positive when the clock was put forward. */
  readonly shiftMs: number;
  /** How often the clock was changed by what nobody knows. */
  readonly breaks: number;
  /** Since when, by the clock as it is now, it has not been set. */
  readonly sinceUtc: string;
  /**
   * The latest stretches before that, oldest first, at most a hundred: a clock that is put right every hour must not
   * make the state grow without end. Every change is in the log; before the oldest of them, once one has been dropped,
   * nothing is known of a typed time (time-scale.ts).
   */
  readonly earlier: readonly ClockStretch[];
  readonly isEarlierDropped: boolean;
}

export interface DeviceState {
  readonly id: string;
  readonly appVersion: string;
  readonly startedAt: string;
  /** The head that this chain continues from; null for the chain that created the notebook. */
  readonly parentHead: string | null;
  readonly clock: DeviceClock;
}

const keptStretches = 100;

export const Device = defineEntity<DeviceState>()({
  type: 'device',
  reducer: 3,
  opening: {
    'device.chainStarted': {
      version: 1,
      payload: z.object({
        appVersion: z.string(),
        /** Device and head of the newest record in the file when this chain began: the place of the fork. */
        parentDevice: z.string().nullable(),
        parentHead: z.string().nullable(),
      }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        appVersion: payload.appVersion,
        startedAt: record.occurredAt,
        parentHead: payload.parentHead,
        // What is entered late can have happened, by the same setting of the clock, before the device wrote anything.
        clock: {
          shiftMs: 0,
          breaks: 0,
          sinceUtc: utcText(epochOf(record.recordedAt) - dayMs),
          earlier: [],
          isEarlierDropped: false,
        },
      }),
    },
  },
  changing: {
    'device.appVersionChanged': {
      version: 1,
      payload: z.object({ appVersion: z.string() }),
      apply: (state, payload) => ({ ...state, appVersion: payload.appVersion }),
    },
    'device.clockChanged': {
      version: 1,
      countsAsChange: false,
      /** `shiftMs` is null where nobody knows by how much the clock was changed. */
      payload: z.object({ fromUtc: z.string(), toUtc: z.string(), shiftMs: z.int().nullable() }),
      apply: (state, { fromUtc, toUtc, shiftMs }) => {
        const { clock } = state;
        const stretch = {
          fromUtc: clock.sinceUtc,
          toUtc: fromUtc,
          shiftMs: clock.shiftMs,
          breaks: clock.breaks,
        };
        return {
          ...state,
          clock: {
            shiftMs: clock.shiftMs + (shiftMs ?? 0),
            breaks: clock.breaks + (shiftMs === null ? 1 : 0),
            sinceUtc: toUtc,
            earlier: [...clock.earlier, stretch].slice(-keptStretches),
            isEarlierDropped: clock.isEarlierDropped || clock.earlier.length >= keptStretches,
          },
        };
      },
    },
    'device.signInWithUnknownName': {
      version: 1,
      countsAsChange: false,
      payload: z.object({}),
      apply: (state) => state,
    },
  },
});
