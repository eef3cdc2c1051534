// What the differences between a machine's three clocks say, and what they cannot.
// Must not read the clocks of this machine, but for the one test that they are read at all.

import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs, secondMs } from '../shared/kernel/time.ts';
import { compareReadings, judgeAbsence, readMachineTime, type MachineTime } from './machine-time.ts';

const start: MachineTime = {
  wallMs: Date.UTC(2026, 2, 2, 4),
  uptimeMs: 5 * hourMs,
  processMs: 2 * minuteMs,
  bootId: 'first-boot',
};

function later(change: { wall?: number; uptime?: number; process?: number; bootId?: string }): MachineTime {
  return {
    wallMs: start.wallMs + (change.wall ?? 0),
    uptimeMs: start.uptimeMs + (change.uptime ?? 0),
    processMs: start.processMs + (change.process ?? 0),
    bootId: change.bootId ?? start.bootId,
  };
}

describe('[ALC-4] two readings of one process', () => {
  test.each([
    ['time passes', { wall: hourMs, uptime: hourMs, process: hourMs }, { sleptMs: 0, shiftMs: 0 }],
    [
      'clocks are uneven',
      { wall: hourMs + 900, uptime: hourMs, process: hourMs - 900 },
      { sleptMs: 0, shiftMs: 0 },
    ],
    ['sleep', { wall: 2 * hourMs, uptime: 2 * hourMs, process: hourMs }, { sleptMs: hourMs, shiftMs: 0 }],
    [
      'clock put forward',
      { wall: 3 * hourMs, uptime: hourMs, process: hourMs },
      { sleptMs: 0, shiftMs: 2 * hourMs },
    ],
    [
      'clock put back',
      { wall: -hourMs, uptime: hourMs, process: hourMs },
      { sleptMs: 0, shiftMs: -2 * hourMs },
    ],
    [
      'clock put back during a sleep',
      { wall: hourMs, uptime: 2 * hourMs, process: hourMs },
      { sleptMs: hourMs, shiftMs: -hourMs },
    ],
    [
      'clock put forward by as much as it slept',
      { wall: 3 * hourMs, uptime: 2 * hourMs, process: hourMs },
      { sleptMs: hourMs, shiftMs: hourMs },
    ],
    // Where the process clock goes on in sleep (Windows), a sleep does not show: nothing is claimed.
    [
      'sleep that no clock shows',
      { wall: hourMs, uptime: hourMs, process: hourMs },
      { sleptMs: 0, shiftMs: 0 },
    ],
    [
      'a process clock ahead',
      { wall: hourMs, uptime: hourMs, process: 2 * hourMs },
      { sleptMs: 0, shiftMs: 0 },
    ],
  ])('%s', (_, change, difference) => {
    expect(compareReadings(start, later(change))).toEqual(difference);
  });
});

describe('[ALC-4] the time between two processes', () => {
  const quit = { ...start, isEnded: true };
  const crash = { ...start, isEnded: false };
  const hour = { wall: hourMs, uptime: hourMs };

  test('the same boot: quit or crash, with the length certain', () => {
    expect(judgeAbsence(quit, later(hour))).toEqual({ cause: 'quit', isCertain: true, shiftMs: 0 });
    expect(judgeAbsence(crash, later(hour))).toEqual({ cause: 'crash', isCertain: true, shiftMs: 0 });
  });

  test('a clock set in between is known, since the machine was up', () => {
    const back = later({ wall: -hourMs, uptime: hourMs });
    expect(judgeAbsence(crash, back)).toEqual({ cause: 'crash', isCertain: true, shiftMs: -2 * hourMs });
  });

  test('a reboot: certain while the boot follows the last sign of life', () => {
    const booted = later({ wall: hourMs, uptime: -5 * hourMs + 10 * minuteMs, bootId: 'second-boot' });
    expect(judgeAbsence(crash, booted)).toEqual({ cause: 'reboot', isCertain: true, shiftMs: 0 });
  });

  test('a reboot before the last sign of life shows a changed clock: uncertain', () => {
    const booted = later({ wall: 5 * minuteMs, uptime: -5 * hourMs + 10 * minuteMs, bootId: 'second-boot' });
    expect(judgeAbsence(crash, booted)).toEqual({ cause: 'reboot', isCertain: false, shiftMs: 0 });
    const back = later({ wall: -hourMs, uptime: -5 * hourMs + minuteMs, bootId: 'second-boot' });
    expect(judgeAbsence(crash, back).isCertain).toBe(false);
  });

  test('a system without names of boots: the moment of booting tells the same boot', () => {
    const nameless = { ...quit, bootId: '' };
    expect(judgeAbsence(nameless, later({ ...hour, bootId: '' }))).toEqual({
      cause: 'quit',
      isCertain: true,
      shiftMs: 0,
    });
    const drifted = later({ wall: 12 * hourMs + 4 * secondMs, uptime: 12 * hourMs, bootId: '' });
    expect(judgeAbsence(nameless, drifted)).toEqual({
      cause: 'quit',
      isCertain: true,
      shiftMs: 4 * secondMs,
    });
    const rebooted = later({ wall: hourMs, uptime: -5 * hourMs + secondMs, bootId: '' });
    expect(judgeAbsence(nameless, rebooted)).toMatchObject({ cause: 'reboot', isCertain: true });
    const set = later({ wall: 0, uptime: hourMs, bootId: '' });
    expect(judgeAbsence(nameless, set)).toMatchObject({ cause: 'reboot', isCertain: false });
  });
});

test('this machine has all three clocks, and they run forward', () => {
  const first = readMachineTime();
  const second = readMachineTime();
  expect(first.wallMs).toBeGreaterThan(Date.UTC(2020, 0));
  expect(second.uptimeMs).toBeGreaterThanOrEqual(first.uptimeMs);
  expect(second.processMs).toBeGreaterThanOrEqual(first.processMs);
  expect(second.bootId).toBe(first.bootId);
});
