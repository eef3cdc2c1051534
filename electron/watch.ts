// What the device does by itself while a notebook is open: alarms, overruns, gaps, clock changes, sign of life, idle lock.
// Must not act for a person: every record it makes is the device's own.

import { markClampOff } from '../shared/domain/clamp-off-mark.ts';
import { noteDeviceClock } from '../shared/domain/device-clock.ts';
import { numberSetting } from '../shared/domain/settings.ts';
import { activeTimers, noteGap, noteOverrun } from '../shared/domain/timer-commands.ts';
import { isNearlyExact } from '../shared/domain/time-scale.ts';
import {
  dueAlarm,
  longestMs,
  markedMs,
  remainingMs,
  Timer,
  type TimerState,
} from '../shared/domain/timer.ts';
import { accept, refuse, type Outcome } from '../shared/kernel/refusal.ts';
import { minuteMs, secondMs, utcText } from '../shared/kernel/time.ts';
import type { Events, LockScreenClock } from '../shared/services.ts';
import { compareReadings, judgeAbsence, readMachineTime, type MachineTime } from './machine-time.ts';
import type { Notebook } from './notebook/notebook.ts';
import { deviceActor } from './session/session.ts';

const tickMs = 250;
const heartbeatMs = 5 * secondMs;
/** An alarm that nobody has acknowledged sounds again after this time. */
const repeatMs = 30 * secondMs;

export interface WatchListeners {
  onAlarm(alarm: Events['alarm']): void;
  onIdle(): void;
  /** The sign of life could not be written, or a look at the clocks failed; nothing of the record is affected. */
  onTrouble(error: unknown): void;
}

export class Watch {
  /** The operating-room view is never locked for idleness. */
  isOperatingRoomOpen = false;
  readonly #notebook: Notebook;
  readonly #listeners: WatchListeners;
  readonly #readTime: () => MachineTime;
  readonly #sounded = new Map<string, number>();
  #timers: readonly TimerState[] = [];
  #last: MachineTime;
  #lastBeatMs = 0;
  #lastActivityMs: number;
  #lastTroubleMs: number | undefined;
  #interval: NodeJS.Timeout | undefined;
  #endListening = () => {};

  constructor(notebook: Notebook, listeners: WatchListeners, readTime: () => MachineTime = readMachineTime) {
    this.#notebook = notebook;
    this.#listeners = listeners;
    this.#readTime = readTime;
    this.#last = readTime();
    this.#lastActivityMs = this.#last.uptimeMs;
  }

  /**
   * Notes the gap since the last sign of life, then watches until `end`. Over a notebook that is only shown nothing is
   * written and nothing sounds: the screen alone is locked.
   */
  begin(): void {
    if (this.#notebook.isReadOnly) {
      this.#interval = setInterval(() => this.#lockWhenIdle(this.#readTime().uptimeMs), heartbeatMs);
      return;
    }
    this.#noteAbsence();
    this.#readTimers();
    this.#endListening = this.#notebook.onCommit(({ touched }) => {
      if (touched.some((one) => one.startsWith(`${Timer.type}/`))) this.#readTimers();
    });
    this.#beat(false);
    this.#interval = setInterval(() => this.tick(), tickMs);
  }

  end(): void {
    clearInterval(this.#interval);
    this.#endListening();
    if (!this.#notebook.isReadOnly) this.#beat(true);
  }

  noteActivity(): void {
    this.#lastActivityMs = this.#readTime().uptimeMs;
  }

  /** Called four times a second, and by tests. A look that fails must not end the program while a clamp is on. */
  tick(): void {
    try {
      this.#look();
    } catch (error) {
      this.#tellTrouble(error);
    }
  }

  #look(): void {
    const now = this.#readTime();
    this.noteClocks(now);
    this.#soundAlarms(now.uptimeMs);
    if (now.uptimeMs - this.#lastBeatMs < heartbeatMs) return;
    this.#beat(false);
    this.#lockWhenIdle(now.uptimeMs);
  }

  /** The running clocks without animals or protocols, as a locked screen may show them. */
  lockScreenClocks(): readonly LockScreenClock[] {
    const { epochMs } = this.#notebook.clock.moment();
    return this.#timers.map((timer) => {
      const atMarkMs = markedMs(timer);
      const countedMs = atMarkMs ?? longestMs(timer, epochMs);
      return {
        timerId: timer.id,
        // The ids of samples name their animal.
        label: timer.timerKey.startsWith('sample.') ? timer.label.replace(/ \(.*\)$/, '') : timer.label,
        status: atMarkMs === null ? timer.status : 'stopped',
        startedAt: timer.startedAt,
        elapsedMs: isNearlyExact(timer.startedScale) ? countedMs : null,
        longestMs: countedMs,
        durationMs: timer.durationMs,
        clampOffMarkedAt: timer.clampOffMarkedAt,
        isIschaemia: isIschaemia(timer),
        isUncertain: timer.isUncertain,
      };
    });
  }

  /** Clamp off on a locked screen: its time is recorded at once, its person at the next sign-in. */
  markClampOff(timerId: string): Outcome<{ stoppedAt: string }> {
    const timer = this.#timers.find((one) => one.id === timerId);
    if (!timer || !isIschaemia(timer)) return refuse('timer.unknown', { id: timerId });
    const marked = this.#notebook.transact(markClampOff, { timerId }, deviceActor);
    return marked.ok ? accept({ stoppedAt: marked.value.value.markedAt }) : marked;
  }

  #readTimers(): void {
    this.#timers = activeTimers(this.#notebook.queryContext(deviceActor).read);
  }

  #noteAbsence(): void {
    const row = this.#notebook.database
      .prepare('SELECT aliveAtUtc, uptimeMs, bootId, isEnded FROM heartbeat WHERE device = ?')
      .get(this.#notebook.device) as
      { aliveAtUtc: string; uptimeMs: number; bootId: string; isEnded: number } | undefined;
    this.#readTimers();
    if (!row) return;
    const now = this.#readTime();
    const alive = { ...row, wallMs: Date.parse(row.aliveAtUtc), isEnded: row.isEnded === 1 };
    const { cause, isCertain, shiftMs } = judgeAbsence(alive, now);
    // The gap is measured on the clock as it is now, or a changed clock would make it longer than it was.
    const fromUtc = utcText(alive.wallMs + shiftMs);
    const toUtc = utcText(now.wallMs);
    if (shiftMs !== 0) this.#noteClockSet(now.wallMs - shiftMs, now.wallMs);
    // What it would have shown, nobody knows: it is only known to have been set.
    if (!isCertain) this.#noteClockSet(alive.wallMs, now.wallMs, false);
    if (this.#timers.length === 0) return;
    this.#notebook.transact(noteGap, { fromUtc, toUtc, cause, isCertain }, deviceActor);
  }

  /** Records a clock that was set or a sleep; before a command too, or its time would be off by the jump. */
  noteClocks(now: MachineTime = this.#readTime()): void {
    if (this.#notebook.isReadOnly) return;
    const { sleptMs, shiftMs } = compareReadings(this.#last, now);
    const before = this.#last;
    // Readings are compared with the last difference, so that a slow drift adds up until it is noticed.
    if (sleptMs === 0 && shiftMs === 0) return;
    this.#last = now;
    if (shiftMs !== 0) this.#noteClockSet(now.wallMs - shiftMs, now.wallMs);
    if (sleptMs > 0 && this.#timers.length > 0) {
      const fromUtc = utcText(now.wallMs - Math.min(sleptMs, now.uptimeMs - before.uptimeMs));
      const toUtc = utcText(now.wallMs);
      const gap = { fromUtc, toUtc, cause: 'sleep' as const, isCertain: true };
      this.#notebook.transact(noteGap, gap, deviceActor);
    }
  }

  /** From what the clock would have shown to what it shows: one note for the device and every timer. */
  #noteClockSet(fromMs: number, toMs: number, isCertain = true): void {
    const change = { fromUtc: utcText(fromMs), toUtc: utcText(toMs), isCertain };
    this.#notebook.transact(noteDeviceClock, { deviceId: this.#notebook.device, ...change }, deviceActor);
  }

  #soundAlarms(nowMs: number): void {
    const { epochMs } = this.#notebook.clock.moment();
    for (const timer of this.#timers) {
      const alarm = dueAlarm(timer, epochMs);
      if (!alarm) continue;
      const isEnd = alarm.kind === 'end';
      if (isEnd && timer.overrunAt === null) {
        this.#notebook.transact(noteOverrun, { timerId: timer.id }, deviceActor);
      }
      const name = `${timer.id}/${alarm.alarmMs}`;
      const soundedMs = this.#sounded.get(name);
      if (soundedMs !== undefined && nowMs - soundedMs < repeatMs) continue;
      this.#sounded.set(name, nowMs);
      this.#listeners.onAlarm({
        timerId: timer.id,
        label: timer.label,
        animalId: timer.animalId,
        runId: timer.runId,
        isOverrun: isEnd,
        remainingMs: remainingMs(timer, epochMs),
      });
    }
  }

  /** What fails four times a second is told as often as a sign of life. */
  #tellTrouble(error: unknown): void {
    const { uptimeMs } = this.#readTime();
    if (this.#lastTroubleMs !== undefined && uptimeMs - this.#lastTroubleMs < heartbeatMs) return;
    this.#lastTroubleMs = uptimeMs;
    this.#listeners.onTrouble(error);
  }

  /** The last moment at which this device is known to have been alive; beside the log, so that it costs no record. */
  #beat(isEnded: boolean): void {
    const { wallMs, uptimeMs, bootId } = this.#readTime();
    this.#lastBeatMs = uptimeMs;
    try {
      this.#notebook.database
        .prepare(
          `INSERT INTO heartbeat (device, aliveAtUtc, uptimeMs, bootId, isEnded) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (device) DO UPDATE SET aliveAtUtc = excluded.aliveAtUtc, uptimeMs = excluded.uptimeMs,
           bootId = excluded.bootId, isEnded = excluded.isEnded`,
        )
        .run(this.#notebook.device, utcText(wallMs), uptimeMs, bootId, isEnded ? 1 : 0);
    } catch (error) {
      // A full disk must not end the program while a clamp is on: the next beat may succeed.
      this.#listeners.onTrouble(error);
    }
  }

  /** Time asleep counts: who opens the lid two hours later may be somebody else. */
  #lockWhenIdle(nowMs: number): void {
    if (this.isOperatingRoomOpen) return this.noteActivity();
    const { read } = this.#notebook.queryContext(deviceActor);
    const minutes = numberSetting(read, 'session.idleLockMinutes');
    if (minutes === null) return;
    if (nowMs - this.#lastActivityMs >= minutes.toNumber() * minuteMs) this.#listeners.onIdle();
  }
}

function isIschaemia(timer: TimerState): boolean {
  return timer.timerKey === 'ischaemia';
}
