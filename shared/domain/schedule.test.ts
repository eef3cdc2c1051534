// The windows of samples from the operation's own records, and what the settings change about them.
// Must not repeat the arithmetic of local days: local-time.test.ts does that.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochOf, hourMs, localClock } from '../kernel/time.ts';
import { localTextIn, momentIn } from './local-time.ts';
import {
  materialKeys,
  isFrozen,
  isOutside,
  sampleId,
  samplingRules,
  timePointKeys,
  windowsOf,
} from './schedule.ts';
import { answerSetting, createStudy } from './study.ts';
import { Bench } from './testing/bench.ts';
import { Run } from './run.ts';
import { Step, stepId } from './step.ts';
import { append, doStep, registerAnimal, startSurgery, surgeryRunId } from './testing/operated-animal.ts';

const berlin = (wall: string) => `${wall}[Europe/Berlin]`;

function benchWith(animalId: string): Bench {
  const bench = new Bench();
  bench.run(createStudy, { title: 'Study', isSimulated: true, zone: 'Europe/Berlin' });
  registerAnimal(bench, animalId);
  return bench;
}

const windows = (bench: Bench) => windowsOf(bench.read, 'P07', samplingRules(bench.read));

describe('windowsOf', () => {
  it('has no time before an operation was started', () => {
    const found = windows(benchWith('P07'));
    expect(found.map((one) => one.timePoint)).toEqual([...timePointKeys]);
    expect(found.every((one) => one.blocked === 'no-operation' && one.plannedAt === null)).toBe(true);
  });

  it('opens the samples before the operation with the run and closes them with clamp-on', () => {
    const bench = benchWith('P07');
    startSurgery(bench, 'P07', berlin('2026-03-27T07:00:00.000+01:00'));
    const [open, day1] = windows(bench);
    expect(open).toMatchObject({ windowFrom: berlin('2026-03-27T07:00:00.000+01:00'), windowTo: null });
    expect(day1).toMatchObject({ blocked: 'no-anchor', plannedAt: null });
    doStep(bench, 'P07', 'clamp-on', berlin('2026-03-27T09:30:00.000+01:00'));
    expect(windows(bench)[0]).toMatchObject({
      windowFrom: berlin('2026-03-26T09:30:00.000+01:00'),
      windowTo: berlin('2026-03-27T09:30:00.000+01:00'),
    });
  });

  it('[PAIN-5] plans day n at the same local time across daylight saving, ± the setting', () => {
    const bench = benchWith('P07');
    startSurgery(bench, 'P07', berlin('2026-03-27T07:00:00.000+01:00'));
    doStep(bench, 'P07', 'close', berlin('2026-03-27T12:05:00.000+01:00'));
    expect(windows(bench).slice(1)).toEqual([
      {
        timePoint: 'day-1',
        plannedAt: berlin('2026-03-28T12:05:00.000+01:00'),
        windowFrom: berlin('2026-03-28T08:05:00.000+01:00'),
        windowTo: berlin('2026-03-28T16:05:00.000+01:00'),
        blocked: null,
      },
      {
        timePoint: 'day-3',
        plannedAt: berlin('2026-03-30T12:05:00.000+02:00'),
        windowFrom: berlin('2026-03-30T06:05:00.000+02:00'),
        windowTo: berlin('2026-03-30T18:05:00.000+02:00'),
        blocked: null,
      },
      {
        timePoint: 'day-7',
        plannedAt: berlin('2026-04-03T12:05:00.000+02:00'),
        windowFrom: berlin('2026-04-03T00:05:00.000+02:00'),
        windowTo: berlin('2026-04-04T00:05:00.000+02:00'),
        blocked: null,
      },
    ]);
  });

  it('[PAIN-5] keeps the clock time and the width of every window in any zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Europe/Berlin',
          'America/New_York',
          'Australia/Lord_Howe',
          'Asia/Shanghai',
          'Africa/Casablanca',
        ),
        fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 }),
        (zone, minute) => {
          const closed = localTextIn(minute * 60_000, zone);
          // Hours in which some zone changes its clocks are for local-time.test.ts.
          fc.pre(Number(closed.slice(11, 13)) >= 5 && Number(closed.slice(11, 13)) < 23);
          const bench = benchWith('P07');
          startSurgery(bench, 'P07', closed);
          doStep(bench, 'P07', 'close', closed);
          const widths = { 'pre-op': 24, 'day-1': 4, 'day-3': 6, 'day-7': 12 };
          for (const window of windows(bench).slice(1)) {
            const plannedAt = window.plannedAt ?? '';
            expect(localClock(plannedAt)).toBe(localClock(closed));
            expect(plannedAt.endsWith(`[${zone}]`)).toBe(true);
            expect(localTextIn(epochOf(plannedAt), zone)).toBe(plannedAt);
            const width = widths[window.timePoint] * hourMs;
            expect(epochOf(plannedAt) - epochOf(window.windowFrom ?? '')).toBe(width);
            expect(epochOf(window.windowTo ?? '') - epochOf(plannedAt)).toBe(width);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('follows the settings for the anchor step and the width', () => {
    const bench = benchWith('P07');
    startSurgery(bench, 'P07', berlin('2026-05-04T07:00:00.000+02:00'));
    doStep(bench, 'P07', 'dose', berlin('2026-05-04T11:00:00.000+02:00'));
    doStep(bench, 'P07', 'close', berlin('2026-05-04T12:00:00.000+02:00'));
    bench.run(
      answerSetting,
      { key: 'sampling.anchorStep', value: 'dose' },
      { reason: 'Fixed by the director.' },
    );
    bench.run(
      answerSetting,
      { key: 'sampling.windowHours.day-1', value: '1.5' },
      { reason: 'Fixed by the director.' },
    );
    expect(windows(bench)[1]).toMatchObject({
      plannedAt: berlin('2026-05-05T11:00:00.000+02:00'),
      windowFrom: berlin('2026-05-05T09:30:00.000+02:00'),
      windowTo: berlin('2026-05-05T12:30:00.000+02:00'),
    });
  });

  it('does not count a skipped anchor', () => {
    const bench = benchWith('P07');
    startSurgery(bench, 'P07', berlin('2026-05-04T07:00:00.000+02:00'));
    const place = {
      runId: surgeryRunId('P07'),
      animalId: 'P07',
      stepKey: 'close',
      isLate: false,
      deviationIds: [],
    };
    append(bench, [Step.record('step.skipped', stepId(place.runId, place.stepKey), place)]);
    expect(windows(bench)[1]).toMatchObject({ blocked: 'no-anchor', plannedAt: null });
  });

  it('does not count an abandoned operation', () => {
    const bench = benchWith('P07');
    startSurgery(bench, 'P07', berlin('2026-05-04T07:00:00.000+02:00'));
    doStep(bench, 'P07', 'close', berlin('2026-05-04T12:00:00.000+02:00'));
    append(bench, [Run.record('run.abandoned', surgeryRunId('P07'), {})]);
    expect(windows(bench)[1]).toMatchObject({ blocked: 'no-operation' });
  });
});

describe('isOutside', () => {
  const window = {
    windowFrom: berlin('2026-03-29T01:00:00.000+01:00'),
    windowTo: berlin('2026-03-29T05:00:00.000+02:00'),
  };
  it.each([
    [berlin('2026-03-29T01:00:00.000+01:00'), false],
    [berlin('2026-03-29T05:00:00.000+02:00'), false],
    [berlin('2026-03-29T00:59:59.999+01:00'), true],
    [berlin('2026-03-29T05:00:00.001+02:00'), true],
    // The same instant written elsewhere.
    ['2026-03-29T03:00:00.000Z', false],
    ['2026-03-29T11:00:00.001+08:00[Asia/Shanghai]', true],
  ])('%s is outside: %s', (at, expected) => {
    expect(isOutside(window, at)).toBe(expected);
  });

  it('never excludes where there is no limit', () => {
    expect(isOutside({ windowFrom: null, windowTo: null }, localTextIn(0, 'UTC'))).toBe(false);
    expect(momentIn(0, 'UTC').offsetMinutes).toBe(0);
  });
});

describe('sampleId', () => {
  it('names animal, time point, material and number, each sample once', () => {
    expect(sampleId('P07', 'day-1', 'serum')).toBe('P07-D1-SER-1');
    expect(sampleId('P07', 'pre-op', 'liver-ki67', 2)).toBe('P07-PRE-KI67-2');
    const ids = timePointKeys.flatMap((time) =>
      materialKeys.map((material) => sampleId('P07', time, material)),
    );
    expect(new Set(ids).size).toBe(20);
  });

  it('knows what ends in a freezer', () => {
    expect(materialKeys.filter(isFrozen)).toEqual(['serum', 'liver-rna', 'liver-protein']);
  });
});
