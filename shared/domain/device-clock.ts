// A clock that was set while the notebook was open, recorded whether or not a timer was running (ALC-4).
// Must not correct anything: what depends on elapsed time is corrected on the timers.

import { z } from 'zod';
import { decide, defineCommand } from '../kernel/decider.ts';
import { Device } from './device.ts';

const byDevice = { author: 'device', performedBy: 'device', source: 'device', reason: null } as const;

/** From what the clock would have shown to what it shows. A device that has not written yet has no chain to note it in. */
export const noteDeviceClock = defineCommand({
  name: 'device.noteClock',
  input: z.object({ deviceId: z.string(), fromUtc: z.iso.datetime(), toUtc: z.iso.datetime() }),
  decide({ deviceId, ...change }, { read }) {
    if (!read.get(Device, deviceId)) return decide([], {});
    return decide([Device.record('device.clockChanged', deviceId, change, byDevice)], {});
  },
});
