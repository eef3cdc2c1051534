// A device whose clock is set, for tests of elapsed time: the clock jumps, and the device notes it as the watch does.
// Must not be imported by anything but tests.

import { utcText } from '../../kernel/time.ts';
import { noteDeviceClock } from '../device-clock.ts';
import { Device } from '../device.ts';
import type { Bench } from './bench.ts';
import { append } from './operated-animal.ts';

const deviceId = 'device-1';

/** The device of the bench begins its chain; without one nothing is noted. */
export function startDevice(bench: Bench): void {
  const chain = { appVersion: '0.0.0-test', parentDevice: null, parentHead: null };
  append(bench, [Device.record('device.chainStarted', deviceId, chain)]);
}

/** Sets the clock by `byMs`; not certain: nobody can tell by how much. */
export function setClock(bench: Bench, byMs: number, isCertain = true): void {
  const fromUtc = utcText(bench.now.epochMs);
  bench.pass(byMs);
  bench.run(noteDeviceClock, { deviceId, fromUtc, toUtc: utcText(bench.now.epochMs), isCertain });
}
