// A clock that was set, recorded by the device whose clock it is and on every timer that runs, in one transaction (ALC-4).
// Must not correct anything by itself: whoever counts elapsed time does it by time-scale.ts.

import { z } from 'zod';
import { decide, defineCommand, type NewRecord } from '../kernel/decider.ts';
import { epochOf } from '../kernel/time.ts';
import { Device } from './device.ts';
import { noteClockChange } from './timer-commands.ts';

const byDevice = { author: 'device', performedBy: 'device', source: 'device', reason: null } as const;

/**
 * From what the clock would have shown to what it shows; `isCertain` false where nobody knows what it would have shown.
 * A device that has not written yet has no chain to note it in, unless the timers need one now.
 */
export const noteDeviceClock = defineCommand({
  name: 'device.noteClock',
  input: z.object({
    deviceId: z.string(),
    fromUtc: z.iso.datetime(),
    toUtc: z.iso.datetime(),
    isCertain: z.boolean().default(true),
  }),
  decide({ deviceId, isCertain, ...change }, context) {
    const ofTimers = noteClockChange.decide({ ...change, isCertain }, context);
    const timers: readonly NewRecord[] = ofTimers.ok ? ofTimers.records : [];
    if (timers.length === 0 && !context.read.get(Device, deviceId)) return decide([], {});
    const shiftMs = isCertain ? epochOf(change.toUtc) - epochOf(change.fromUtc) : null;
    const ofDevice = Device.record('device.clockChanged', deviceId, { ...change, shiftMs }, byDevice);
    return decide([ofDevice, ...timers], {});
  },
});
