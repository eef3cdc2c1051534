// The three clocks of a machine side by side, and what their differences say: sleep, a changed clock, a reboot.
// Must not record anything: it reads and compares.

import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';

export interface MachineTime {
  /** The wall clock, which people and servers set. */
  readonly wallMs: number;
  /** Since the machine started; goes on while it sleeps. */
  readonly uptimeMs: number;
  /** Since the process started; stands still while the machine sleeps (Linux). */
  readonly processMs: number;
  /** One value a boot; empty where the system has none. */
  readonly bootId: string;
}

export function readMachineTime(): MachineTime {
  return {
    wallMs: Date.now(),
    uptimeMs: Math.round(uptime() * 1000),
    processMs: performance.now(),
    bootId: readBootId(),
  };
}

let bootId: string | undefined;

function readBootId(): string {
  if (bootId === undefined) {
    try {
      bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    } catch {
      bootId = '';
    }
  }
  return bootId;
}

/** Smaller differences are the clocks' own unevenness. */
const toleranceMs = 1_000;

/** No machine boots twice, and has its clock put back to the minute of its first boot in between. */
const sameBootMs = 60_000;

export interface ClockDifference {
  /** How long the machine slept between the two readings; 0 if it did not. */
  readonly sleptMs: number;
  /** By how much the wall clock was put forward (positive) or back; 0 if it was not. */
  readonly shiftMs: number;
}

/** Compares two readings of one process. */
export function compareReadings(before: MachineTime, after: MachineTime): ClockDifference {
  const awakeMs = after.processMs - before.processMs;
  const realMs = after.uptimeMs - before.uptimeMs;
  const shownMs = after.wallMs - before.wallMs;
  const aboveTolerance = (difference: number) =>
    Math.abs(difference) > toleranceMs ? Math.round(difference) : 0;
  return {
    sleptMs: Math.max(0, aboveTolerance(realMs - awakeMs)),
    shiftMs: aboveTolerance(shownMs - realMs),
  };
}

export interface Absence {
  readonly cause: 'quit' | 'crash' | 'reboot';
  /** False when the wall clock may have been changed in between and nothing can tell by how much. */
  readonly isCertain: boolean;
  /** A change of the clock that is known, because the machine was up all the time. */
  readonly shiftMs: number;
}

/** What happened between the last sign of life of an earlier process and now. */
export function judgeAbsence(
  alive: Pick<MachineTime, 'wallMs' | 'uptimeMs' | 'bootId'> & { readonly isEnded: boolean },
  now: MachineTime,
): Absence {
  const bootedAtMs = now.wallMs - now.uptimeMs;
  // Where boots have no name, the same moment of booting tells the same boot; over days the two clocks drift apart.
  const movedMs = Math.abs(bootedAtMs - (alive.wallMs - alive.uptimeMs));
  const isSameMoment = movedMs <= sameBootMs && now.uptimeMs >= alive.uptimeMs;
  if (alive.bootId === now.bootId && (now.bootId !== '' || isSameMoment)) {
    const { shiftMs } = compareReadings({ ...alive, processMs: 0 }, now);
    return { cause: alive.isEnded ? 'quit' : 'crash', isCertain: true, shiftMs };
  }
  // A boot that seems to have begun before the last sign of life shows that the clock was changed.
  return { cause: 'reboot', isCertain: bootedAtMs >= alive.wallMs - toleranceMs, shiftMs: 0 };
}
