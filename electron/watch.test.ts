// The device's own records around timers: sleep, set clocks, quit, crash, reboot, overrun, alarms, the idle lock.
// Must not wait for real time: the machine's three clocks are moved by hand.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { registerAnimal } from '../shared/domain/animal-commands.ts';
import { medicationPlan } from '../shared/domain/medication.ts';
import { startRun } from '../shared/domain/run-commands.ts';
import { completeStep } from '../shared/domain/step-commands.ts';
import { known } from '../shared/domain/testing/known.ts';
import { acknowledgeTimer, pauseTimer, startTimer, stopTimer } from '../shared/domain/timer-commands.ts';
import { elapsedMs, Timer, type TimerState } from '../shared/domain/timer.ts';
import { weighAnimal } from '../shared/domain/weighing.ts';
import { deviceAuthor } from '../shared/kernel/record.ts';
import { hourMs, minuteMs, secondMs } from '../shared/kernel/time.ts';
import type { Events } from '../shared/services.ts';
import type { MachineTime } from './machine-time.ts';
import type { Notebook } from './notebook/notebook.ts';
import { rememberHead } from './notebook/open.ts';
import { verify } from './notebook/verify.ts';
import { accepted, director, refusedWith, TestFolder, type TestClock } from './testing/bench-notebook.ts';
import { Watch } from './watch.ts';

/** A machine whose clocks the test moves; the notebook's clock is its wall clock. */
class FakeMachine {
  readonly #clock: TestClock;
  #uptimeMs = 3 * hourMs;
  #processMs = 0;
  #boot = 1;

  constructor(clock: TestClock) {
    this.#clock = clock;
  }

  readonly read = (): MachineTime => ({
    wallMs: this.#clock.epochMs,
    uptimeMs: this.#uptimeMs,
    processMs: this.#processMs,
    bootId: `boot-${this.#boot}`,
  });

  pass(ms: number): void {
    this.sleep(ms);
    this.#processMs += ms;
  }

  sleep(ms: number): void {
    this.#clock.epochMs += ms;
    this.#uptimeMs += ms;
  }

  setClock(byMs: number): void {
    this.#clock.epochMs += byMs;
  }

  newProcess(): void {
    this.#processMs = 0;
  }

  reboot(offMs: number): void {
    this.#clock.epochMs += offMs;
    this.#uptimeMs = 0;
    this.#boot += 1;
    this.newProcess();
  }
}

let folder: TestFolder;
let machine: FakeMachine;
let notebook: Notebook;
let watch: Watch;
let alarms: Events['alarm'][];
let idle: number;
let troubles: unknown[];

function begin(): void {
  const listeners = {
    onAlarm: (alarm: Events['alarm']) => alarms.push(alarm),
    onIdle: () => {
      idle += 1;
    },
    onTrouble: (error: unknown) => troubles.push(error),
  };
  watch = new Watch(notebook, listeners, machine.read);
  watch.begin();
}

beforeEach(() => {
  // The watch looks when a test says so; one that has crashed never looks again.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  folder = new TestFolder();
  machine = new FakeMachine(folder.clock);
  [alarms, idle, troubles] = [[], 0, []];
  notebook = folder.create();
  begin();
});
afterEach(() => {
  watch.end();
  const [problem] = verify(notebook.database).problems;
  if (problem) throw new Error(problem.what);
  notebook.close();
  folder.remove();
  vi.useRealTimers();
});

function start(durationSeconds = 3600, preAlarmsSeconds: number[] = []): string {
  const input = { label: 'Clot', durationSeconds, preAlarmsSeconds };
  return accepted(notebook.transact(startTimer, input, director)).value.timerId;
}

/** Time passes in the steps in which the watch looks. */
function passWatched(ms: number, stepMs = secondMs): void {
  for (let passed = 0; passed < ms; passed += stepMs) {
    machine.pass(Math.min(stepMs, ms - passed));
    watch.tick();
  }
}

/** The program ends, cleanly or not, and a new one opens the file after `between`. */
function restart(how: 'quit' | 'crash', between: () => void): void {
  if (how === 'quit') watch.end();
  rememberHead(notebook, folder.options().known);
  notebook.close();
  machine.newProcess();
  between();
  ({ notebook } = folder.open());
  begin();
}

function registered(): string {
  const animal = { animalId: 'P07', earTag: 'E-0007', birthDate: '2025-10-15', housing: 'pen 1' };
  const facts = { sex: 'female', source: 'breeder', strain: 'miniature pig', purpose: 'study' };
  return accepted(notebook.transact(registerAnimal, { ...animal, ...facts }, director)).value.animalId;
}

function timer(timerId: string): TimerState {
  const state = notebook.queryContext(director).read.get(Timer, timerId);
  if (!state) throw new Error('There is no such timer.');
  return state;
}

const elapsed = (timerId: string) => known(elapsedMs(timer(timerId), folder.clock.epochMs));

function kinds(): string[] {
  return notebook.database
    .prepare("SELECT kind FROM record WHERE kind LIKE 'timer.%' ORDER BY seq")
    .pluck()
    .all() as string[];
}

describe('[ALC-4] while the program runs', () => {
  test('time that simply passes leaves no record but the start', () => {
    const timerId = start();
    passWatched(10 * minuteMs);
    expect(kinds()).toEqual(['timer.started']);
    expect(elapsed(timerId)).toBe(10 * minuteMs);
  });

  test('a sleep is a gap with its length, certain, and counts', () => {
    const timerId = start();
    passWatched(minuteMs);
    machine.sleep(20 * minuteMs);
    watch.tick();
    const [gap] = timer(timerId).gaps;
    expect(gap).toMatchObject({ cause: 'sleep', isCertain: true });
    expect(Date.parse(gap?.toUtc ?? '') - Date.parse(gap?.fromUtc ?? '')).toBe(20 * minuteMs);
    expect(elapsed(timerId)).toBe(21 * minuteMs);
    passWatched(minuteMs);
    expect(timer(timerId).gapCount).toBe(1);
  });

  test.each([2 * hourMs, -2 * hourMs, -30 * minuteMs])(
    'a clock set by %i ms does not change what has elapsed',
    (byMs) => {
      const timerId = start();
      passWatched(5 * minuteMs);
      machine.setClock(byMs);
      watch.tick();
      expect(elapsed(timerId)).toBe(5 * minuteMs);
      passWatched(5 * minuteMs);
      expect(elapsed(timerId)).toBe(10 * minuteMs);
      expect(timer(timerId)).toMatchObject({ clockShiftMs: byMs, isUncertain: false });
      expect(kinds()).toEqual(['timer.started', 'timer.clockChanged']);
    },
  );

  test('a clock set during a sleep: both are recorded, the length is right', () => {
    const timerId = start();
    passWatched(minuteMs);
    machine.sleep(10 * minuteMs);
    machine.setClock(-hourMs);
    watch.tick();
    expect(elapsed(timerId)).toBe(11 * minuteMs);
    expect(timer(timerId)).toMatchObject({ clockShiftMs: -hourMs, gapCount: 1 });
  });

  test('a drift too small to notice adds up until it is noticed', () => {
    const timerId = start(10 * 3600);
    for (let count = 0; count < 30; count++) {
      machine.setClock(100);
      passWatched(10 * secondMs);
    }
    expect(timer(timerId).clockShiftMs).toBeGreaterThanOrEqual(2000);
    expect(Math.abs(elapsed(timerId) - 300 * secondMs)).toBeLessThanOrEqual(secondMs);
  });

  test('without a running timer nothing is recorded', () => {
    machine.sleep(hourMs);
    watch.tick();
    machine.setClock(hourMs);
    watch.tick();
    expect(kinds()).toEqual([]);
  });

  test('[ALC-1] what the device notes is its own, and makes no edit of a person stale', () => {
    const timerId = start();
    const basis = { [`timer/${timerId}`]: notebook.queryContext(director).read.version(Timer, timerId) };
    machine.sleep(hourMs + minuteMs);
    watch.tick();
    const authors = notebook.database
      .prepare(
        "SELECT DISTINCT author || performedBy || source FROM record WHERE kind IN ('timer.gap', 'timer.overran')",
      )
      .pluck()
      .all();
    expect(authors).toEqual([`${deviceAuthor}${deviceAuthor}device`]);
    accepted(notebook.transact(stopTimer, { timerId }, director, { basis, reason: 'over' }));
  });
});

describe('[ALC-4] across an end of the program', () => {
  test.each(['quit', 'crash'] as const)('after a %s the time is right and the gap is recorded', (how) => {
    const timerId = start();
    passWatched(4 * minuteMs);
    restart(how, () => machine.sleep(10 * minuteMs));
    expect(elapsed(timerId)).toBe(14 * minuteMs);
    const [gap] = timer(timerId).gaps;
    expect(gap).toMatchObject({ cause: how, isCertain: true });
    const lengthMs = Date.parse(gap?.toUtc ?? '') - Date.parse(gap?.fromUtc ?? '');
    // After a crash the last sign of life is up to five seconds old.
    expect(lengthMs - 10 * minuteMs).toBeGreaterThanOrEqual(0);
    expect(lengthMs - 10 * minuteMs).toBeLessThanOrEqual(5 * secondMs);
  });

  test('a clock set while it did not run is told from the time that passed', () => {
    const timerId = start();
    passWatched(4 * minuteMs);
    restart('quit', () => {
      machine.sleep(10 * minuteMs);
      machine.setClock(3 * hourMs);
    });
    expect(elapsed(timerId)).toBe(14 * minuteMs);
    expect(timer(timerId)).toMatchObject({ clockShiftMs: 3 * hourMs, gapCount: 1, isUncertain: false });
  });

  test('a reboot is a gap of its own kind; one with the clock put back is uncertain', () => {
    const timerId = start();
    passWatched(4 * minuteMs);
    restart('crash', () => machine.reboot(10 * minuteMs));
    expect(timer(timerId).gaps).toMatchObject([{ cause: 'reboot', isCertain: true }]);
    expect(timer(timerId).isUncertain).toBe(false);
    restart('crash', () => machine.reboot(-hourMs));
    expect(timer(timerId).gaps).toMatchObject([{ cause: 'reboot' }, { cause: 'reboot', isCertain: false }]);
    expect(timer(timerId).isUncertain).toBe(true);
  });

  test('nothing is recorded when no timer ran', () => {
    restart('crash', () => machine.sleep(hourMs));
    expect(kinds()).toEqual([]);
  });
});

describe('alarms', () => {
  test('each pre-alarm and the end sound at their moment; the overrun is a record, once', () => {
    const timerId = start(600, [300, 540]);
    passWatched(299 * secondMs);
    expect(alarms).toEqual([]);
    passWatched(secondMs);
    expect(alarms).toMatchObject([{ timerId, isOverrun: false, remainingMs: 300 * secondMs }]);
    accepted(notebook.transact(acknowledgeTimer, { timerId }, director));
    passWatched(240 * secondMs);
    accepted(notebook.transact(acknowledgeTimer, { timerId }, director));
    passWatched(60 * secondMs);
    expect(alarms.map((alarm) => alarm.remainingMs)).toEqual([300 * secondMs, 60 * secondMs, 0]);
    expect(alarms.at(-1)?.isOverrun).toBe(true);
    accepted(notebook.transact(acknowledgeTimer, { timerId }, director));
    passWatched(5 * minuteMs);
    expect(alarms).toHaveLength(3);
    expect(kinds().filter((kind) => kind === 'timer.overran')).toHaveLength(1);
  });

  test('one that nobody acknowledges sounds again every thirty seconds', () => {
    start(60);
    passWatched(60 * secondMs);
    expect(alarms).toHaveLength(1);
    passWatched(29 * secondMs);
    expect(alarms).toHaveLength(1);
    passWatched(secondMs);
    expect(alarms).toHaveLength(2);
    passWatched(60 * secondMs);
    expect(alarms).toHaveLength(4);
  });

  test('one that came due during a sleep or an end of the program sounds at once', () => {
    const timerId = start(600);
    machine.sleep(hourMs);
    watch.tick();
    expect(alarms).toMatchObject([{ timerId, isOverrun: true, remainingMs: -50 * minuteMs }]);
    restart('crash', () => machine.sleep(minuteMs));
    watch.tick();
    expect(alarms).toHaveLength(2);
    expect(kinds().filter((kind) => kind === 'timer.overran')).toHaveLength(1);
  });

  test('a clock put forward does not sound one too early', () => {
    start(600);
    passWatched(minuteMs);
    machine.setClock(2 * hourMs);
    watch.tick();
    expect(alarms).toEqual([]);
    expect(kinds()).not.toContain('timer.overran');
  });
});

describe('[P11-10d] the idle lock', () => {
  test('comes after ten minutes without activity, and not before', () => {
    passWatched(9 * minuteMs);
    watch.noteActivity();
    passWatched(9 * minuteMs + 50 * secondMs);
    expect(idle).toBe(0);
    passWatched(10 * secondMs);
    expect(idle).toBe(1);
  });

  test('time asleep counts, a set clock does not', () => {
    machine.setClock(5 * hourMs);
    passWatched(10 * secondMs);
    expect(idle).toBe(0);
    machine.sleep(2 * hourMs);
    watch.tick();
    expect(idle).toBe(1);
  });

  test('never in the operating-room view, and not at once on leaving it', () => {
    watch.isOperatingRoomOpen = true;
    passWatched(hourMs, 10 * secondMs);
    expect(idle).toBe(0);
    watch.isOperatingRoomOpen = false;
    passWatched(9 * minuteMs, 10 * secondMs);
    expect(idle).toBe(0);
    passWatched(2 * minuteMs, 10 * secondMs);
    expect(idle).toBeGreaterThan(0);
  });
});

test('the lock screen shows the clocks without animals, and takes a mark for no other timer than the ischaemia', () => {
  const timerId = start();
  passWatched(minuteMs);
  expect(watch.lockScreenClocks()).toEqual([
    {
      timerId,
      label: 'Clot',
      status: 'running',
      startedAt: timer(timerId).startedAt,
      elapsedMs: minuteMs,
      longestMs: minuteMs,
      durationMs: hourMs,
      clampOffMarkedAt: null,
      isIschaemia: false,
      isUncertain: false,
    },
  ]);
  expect(refusedWith(watch.markClampOff(timerId))).toBe('timer.unknown');
});

test('a clamp off marked on the lock screen stops its clock there, through clock changes, until it is confirmed', () => {
  const subject = { type: 'animal', id: registered() };
  const { runId } = accepted(
    notebook.transact(startRun, { protocolKey: 'surgery', subject }, director),
  ).value;
  accepted(notebook.transact(completeStep, { runId, stepKey: 'clamp-on' }, director));
  passWatched(42 * minuteMs, minuteMs);
  const clock = () => known(watch.lockScreenClocks()[0]);
  expect(clock()).toMatchObject({ isIschaemia: true, status: 'running', elapsedMs: 42 * minuteMs });
  const { stoppedAt } = accepted(watch.markClampOff(clock().timerId));
  passWatched(5 * minuteMs, minuteMs);
  machine.setClock(-hourMs);
  passWatched(5 * minuteMs, minuteMs);
  expect(clock()).toMatchObject({
    status: 'stopped',
    elapsedMs: 42 * minuteMs,
    clampOffMarkedAt: stoppedAt,
  });
  // A second press changes nothing.
  expect(accepted(watch.markClampOff(clock().timerId)).stoppedAt).toBe(stoppedAt);
  const confirmed = { runId, stepKey: 'clamp-off' };
  accepted(notebook.transact(completeStep, confirmed, director, { occurredAt: stoppedAt }));
  expect(watch.lockScreenClocks()).toEqual([]);
});

describe('[ALC-4] a clock that is set', () => {
  const changes = () =>
    notebook.database
      .prepare("SELECT payload FROM record WHERE kind = 'device.clockChanged' ORDER BY seq")
      .pluck()
      .all()
      .map((text) => (JSON.parse(String(text)) as { shiftMs: number | null }).shiftMs);

  test('is noted on the device without a timer, while the program runs and while it does not', () => {
    accepted(notebook.transact(weighAnimal, { animalId: registered(), weightKg: '22.4' }, director));
    machine.setClock(hourMs);
    watch.tick();
    restart('quit', () => {
      machine.sleep(10 * minuteMs);
      machine.setClock(-2 * hourMs);
    });
    expect(changes()).toEqual([hourMs, -2 * hourMs]);
    restart('crash', () => machine.reboot(10 * minuteMs));
    expect(changes()).toHaveLength(2);
    restart('crash', () => machine.reboot(-hourMs));
    expect(changes()).toEqual([hourMs, -2 * hourMs, null]);
  });

  test('is one transaction with the note on the timers', () => {
    start();
    passWatched(minuteMs);
    const commits: (readonly string[])[] = [];
    notebook.onCommit(({ touched }) => commits.push(touched));
    machine.setClock(hourMs);
    watch.tick();
    expect(commits).toEqual([[`device/${notebook.device}`, expect.stringMatching(/^timer\//)]]);
  });

  test('does not make a weight older or younger than it is', () => {
    const animalId = registered();
    accepted(notebook.transact(weighAnimal, { animalId, weightKg: '22.4' }, director));
    machine.pass(23 * hourMs);
    watch.tick();
    const weight = () => {
      const plan = { animalId, product: 'Other', doseMgPerKg: '2', strengthMgPerMl: '40', route: 'oral' };
      const { computed, problem } = accepted(notebook.ask(medicationPlan, plan, director));
      return computed?.weightKg ?? problem?.code;
    };
    machine.setClock(-3 * hourMs);
    watch.tick();
    expect(weight()).toBe('22.4');
    machine.pass(hourMs + minuteMs);
    watch.tick();
    expect(weight()).toBe('anaesthesia.weight-missing');
    machine.reboot(-30 * hourMs);
    restart('crash', () => {});
    expect(weight()).toBe('anaesthesia.weight-uncertain');
  });
});

test('a sign of life that cannot be written is told, and the watch goes on', () => {
  const timerId = start(60);
  notebook.database.exec(
    "CREATE TEMP TRIGGER planted BEFORE UPDATE ON main.heartbeat BEGIN SELECT raise(ABORT, 'full'); END",
  );
  passWatched(60 * secondMs);
  expect(troubles.length).toBeGreaterThan(5);
  expect(alarms).toMatchObject([{ timerId }]);
  notebook.database.exec('DROP TRIGGER planted');
});

test('a look that fails is told, once a sign of life, and the next one is made', () => {
  start(60);
  const failing = vi.spyOn(notebook, 'transact').mockImplementation(() => {
    throw new Error('planted');
  });
  expect(() => passWatched(70 * secondMs, secondMs)).not.toThrow();
  expect(troubles.length).toBeGreaterThanOrEqual(2);
  expect(troubles.length).toBeLessThanOrEqual(3);
  failing.mockRestore();
  passWatched(10 * secondMs);
  expect(kinds()).toContain('timer.overran');
});

test('a paused clock stands still on the lock screen too', () => {
  const timerId = start();
  passWatched(minuteMs);
  accepted(notebook.transact(pauseTimer, { timerId }, director));
  passWatched(minuteMs);
  expect(watch.lockScreenClocks()).toMatchObject([{ status: 'paused', elapsedMs: minuteMs }]);
});
