// The device that writes to a notebook: its chain, where it branched off, and which version of the program it runs.
// Must not identify a person.

import { z } from 'zod';
import { defineEntity } from '../kernel/decider.ts';

export interface DeviceState {
  readonly id: string;
  readonly appVersion: string;
  readonly startedAt: string;
  /** The head that this chain continues from; null for the chain that created the notebook. */
  readonly parentHead: string | null;
}

export const Device = defineEntity<DeviceState>()({
  type: 'device',
  reducer: 1,
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
      payload: z.object({ fromUtc: z.string(), toUtc: z.string() }),
      apply: (state) => state,
    },
    'device.signInWithUnknownName': {
      version: 1,
      countsAsChange: false,
      payload: z.object({}),
      apply: (state) => state,
    },
  },
});
