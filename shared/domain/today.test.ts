// The Today board: each kind of work in its lane, and what closes it.
// Must not test windows or timers themselves.

import { describe, expect, it } from 'vitest';
import { minuteMs, parseMoment } from '../kernel/time.ts';
import { Observation } from './anaesthesia.ts';
import { Deviation } from './deviation.ts';
import { Dose } from './dose.ts';
import { defineFreezer } from './place.ts';
import { collectSamples, missSamples } from './sample-collection.ts';
import { makeAliquots, processSamples, storeSamples } from './sample-handling.ts';
import { materialKeys } from './schedule.ts';
import { settingDefinitions } from './setting-list.ts';
import { createStudy } from './study.ts';
import { exactScale } from './time-scale.ts';
import { overdueCount, todayBoard } from './today.ts';
import { laneOf } from './today-items.ts';
import { Bench } from './testing/bench.ts';
import {
  allocate,
  append,
  closeRun,
  doStep,
  endAnimal,
  registerAnimal,
  startSurgery,
} from './testing/operated-animal.ts';

const at = (wall: string) => `2026-03-${wall}:00.000+08:00[Asia/Shanghai]`;

function setClock(bench: Bench, wall: string): void {
  const moment = parseMoment(at(wall));
  if (!moment) throw new Error(`No time: ${wall}`);
  bench.now = moment;
}

/** P07 operated on 2 March, closed at 12:00, its run closed too. */
function operated(animalId = 'P07', bench = new Bench()): Bench {
  registerAnimal(bench, animalId);
  startSurgery(bench, animalId, at('02T07:00'));
  doStep(bench, animalId, 'clamp-on', at('02T09:30'));
  doStep(bench, animalId, 'close', at('02T12:00'));
  closeRun(bench, animalId);
  return bench;
}

/** The mark on every screen must say what the board says, whatever the day has been like. */
function board(bench: Bench) {
  const answer = bench.ask(todayBoard, {});
  expect(bench.ask(overdueCount, {}).count).toBe(answer.counts.overdue);
  return answer;
}
const lines = (bench: Bench, kind: string) =>
  board(bench)
    .items.filter((item) => item.kind === kind)
    .map((item) => [item.key, item.lane]);
const item = (bench: Bench, key: string) => board(bench).items.find((one) => one.key === key);
const all = [...materialKeys];

describe('laneOf', () => {
  const now = parseMoment(at('03T12:00'));
  if (!now) throw new Error('No time.');
  it.each([
    [at('03T08:00'), at('03T11:59'), 'overdue'],
    [at('03T08:00'), at('03T12:00'), 'now'],
    [at('03T12:00'), at('03T16:00'), 'now'],
    [at('03T12:01'), at('03T16:00'), 'next'],
    [at('04T12:00'), at('04T16:00'), 'next'],
    [at('04T12:01'), at('04T16:00'), 'later'],
    [at('03T08:00'), null, 'now'],
    [null, null, 'now'],
    [null, at('03T11:00'), 'overdue'],
    // The same instant, written in another zone.
    ['2026-03-03T05:00:00.000+01:00[Europe/Berlin]', null, 'now'],
    ['2026-03-03T05:01:00.000+01:00[Europe/Berlin]', null, 'next'],
  ])('%s to %s is %s', (from, to, lane) => {
    expect(laneOf(from, to, now)).toBe(lane);
  });
});

describe('today.board: samples', () => {
  it('[PAIN-11] puts every time point of an animal into its lane as time passes', () => {
    const bench = operated();
    const at12 = (wall: string) => {
      setClock(bench, wall);
      return Object.fromEntries<string | undefined>(
        lines(bench, 'sample').map(([key = '', lane]) => [key.split('/')[2] ?? '', lane]),
      );
    };
    expect(at12('02T12:30')).toEqual({
      'pre-op': 'overdue',
      'day-1': 'next',
      'day-3': 'later',
      'day-7': 'later',
    });
    expect(at12('03T12:00')).toMatchObject({ 'day-1': 'now', 'day-3': 'later' });
    expect(at12('03T16:01')).toMatchObject({ 'day-1': 'overdue' });
    expect(at12('04T07:00')).toMatchObject({ 'day-3': 'next' });
    expect(at12('20T12:00')).toEqual({
      'pre-op': 'overdue',
      'day-1': 'overdue',
      'day-3': 'overdue',
      'day-7': 'overdue',
    });
  });

  it('names what is left, when, and who; and ends with the last sample or its reason', () => {
    const bench = operated();
    setClock(bench, '03T12:00');
    const rest = all.filter((material) => material !== 'serum');
    bench.run(collectSamples, { animalId: 'P07', timePoint: 'day-1', items: [{ material: 'serum' }] });
    expect(item(bench, 'sample/P07/day-1')).toMatchObject({
      animalId: 'P07',
      what: 'Day 1: Liver histology, Liver Ki67, Liver RNA, Liver protein',
      windowFrom: at('03T08:00'),
      windowTo: at('03T16:00'),
      who: ['technician-1', 'surgeon-1'],
      target: { screen: 'samples', id: 'P07', part: 'day-1' },
    });
    bench.run(
      missSamples,
      { animalId: 'P07', timePoint: 'day-1', materials: rest },
      { reason: 'No theatre.' },
    );
    expect(item(bench, 'sample/P07/day-1')).toBeUndefined();
  });

  it('closes what an animal did not live to see, and nothing is due of a donor or before an operation', () => {
    const bench = operated();
    registerAnimal(bench, 'P08');
    setClock(bench, '04T12:00');
    endAnimal(bench, 'P07', 'animal.died', at('04T10:00'));
    expect(lines(bench, 'sample')).toEqual([
      ['sample/P07/pre-op', 'overdue'],
      ['sample/P07/day-1', 'overdue'],
    ]);
  });

  it('says that a closed operation without its anchor step blocks the schedule', () => {
    const bench = new Bench();
    registerAnimal(bench, 'P07');
    startSurgery(bench, 'P07', at('02T07:00'));
    expect(lines(bench, 'schedule')).toEqual([]);
    closeRun(bench, 'P07');
    expect(item(bench, 'schedule/P07')).toMatchObject({
      isBlocked: true,
      lane: 'now',
      target: { id: 'run-P07' },
    });
    expect(board(bench).counts.blocked).toBe(1);
  });

  it('asks for a place for what is frozen until it has one', () => {
    const bench = operated();
    setClock(bench, '03T12:00');
    const layout = {
      title: 'Minus eighty',
      temperatureCelsius: '-80',
      racks: 1,
      boxesPerRack: 1,
      rows: 9,
      columns: 9,
    };
    bench.run(defineFreezer, { freezerId: 'F1', ...layout });
    const items = [
      { material: 'serum', volumeMicrolitre: '1000' } as const,
      { material: 'liver-ki67' } as const,
    ];
    bench.run(collectSamples, { animalId: 'P07', timePoint: 'day-1', items });
    expect(item(bench, 'storage/P07/day-1')).toMatchObject({
      what: 'Day 1: store P07-D1-SER-1',
      who: ['technician-1'],
      isRunning: false,
    });
    bench.run(processSamples, { sampleIds: ['P07-D1-SER-1'], hasTimer: false });
    expect(item(bench, 'storage/P07/day-1')?.isRunning).toBe(true);
    const halves = [{ volumeMicrolitre: '500' }, { volumeMicrolitre: '500' }];
    bench.run(makeAliquots, { sampleId: 'P07-D1-SER-1', aliquots: halves });
    expect(item(bench, 'storage/P07/day-1')?.what).toBe('Day 1: store P07-D1-SER-1-A1, P07-D1-SER-1-A2');
    const places = ['A1', 'A2'].map((where, index) => ({
      sampleId: `P07-D1-SER-1-A${index + 1}`,
      placeId: `F1/R1/B1/${where}`,
    }));
    bench.run(storeSamples, { items: places });
    expect(item(bench, 'storage/P07/day-1')).toBeUndefined();
  });
});

describe('today.board: timers, steps and observations', () => {
  it('[PAIN-11] shows a running timer with its end, and overdue once it has run over', () => {
    const bench = operated();
    setClock(bench, '03T12:00');
    bench.run(collectSamples, { animalId: 'P07', timePoint: 'day-1', items: [{ material: 'serum' }] });
    const { timerIds } = bench.run(processSamples, { sampleIds: ['P07-D1-SER-1'] });
    const key = `timer/${timerIds[0]}`;
    expect(item(bench, key)).toMatchObject({
      lane: 'now',
      isRunning: true,
      windowTo: at('03T12:15'),
      animalId: 'P07',
    });
    expect(board(bench).counts.running).toBe(1);
    bench.pass(15 * minuteMs);
    expect(item(bench, key)?.lane).toBe('now');
    bench.pass(1);
    expect(item(bench, key)).toMatchObject({ lane: 'overdue', windowTo: at('03T12:15') });
  });

  it('shows the next step of an open run until it is closed', () => {
    const bench = new Bench();
    registerAnimal(bench, 'P07');
    startSurgery(bench, 'P07', at('02T07:00'));
    expect(item(bench, 'step/run-P07')).toMatchObject({
      what: 'P07-SUR-1: Start fasting',
      target: { screen: 'run', id: 'run-P07' },
      who: ['technician-1', 'surgeon-1'],
    });
    const steps = [
      'fast',
      'withhold-water',
      'weigh',
      'identity',
      'induction',
      'pre-op-samples',
      'access',
      'clamp-on',
    ];
    for (const step of steps) doStep(bench, 'P07', step, at('02T07:30'));
    expect(item(bench, 'step/run-P07')?.what).toBe('P07-SUR-1: Clamp off');
    const rest = ['clamp-off', 'reperfusion', 'resect-end', 'dose', 'close', 'tolfedine', 'recovery'];
    for (const step of rest) doStep(bench, 'P07', step, at('02T09:30'));
    expect(item(bench, 'step/run-P07')?.what).toBe('P07-SUR-1: close the run');
    closeRun(bench, 'P07');
    expect(lines(bench, 'step')).toEqual([]);
  });

  it('prompts for the next anaesthesia observation from the induction to the recovery', () => {
    const bench = new Bench();
    registerAnimal(bench, 'P07');
    startSurgery(bench, 'P07', at('02T07:00'));
    setClock(bench, '02T08:00');
    expect(lines(bench, 'observation')).toEqual([]);
    doStep(bench, 'P07', 'induction', at('02T08:00'));
    expect(item(bench, 'observation/run-P07')).toMatchObject({ lane: 'now', windowTo: at('02T08:00') });
    const values = {
      heartRatePerMinute: '92',
      spo2Percent: '98',
      endTidalCo2MmHg: null,
      temperatureCelsius: null,
    };
    const seen = { animalId: 'P07', runId: 'run-P07', ...values, isofluranePercent: '2', note: null };
    append(bench, [Observation.record('anaesthesia.observed', 'observation-1', seen)], at('02T08:00'));
    expect(item(bench, 'observation/run-P07')).toMatchObject({ lane: 'now', windowTo: at('02T08:05') });
    setClock(bench, '02T08:06');
    expect(item(bench, 'observation/run-P07')?.lane).toBe('overdue');
    doStep(bench, 'P07', 'recovery', at('02T08:06'));
    expect(lines(bench, 'observation')).toEqual([]);
  });
});

describe('today.board: doses, deviations, enrolment and settings', () => {
  const scale = exactScale(0, 0);
  function withDose(): Bench {
    const bench = operated();
    append(bench, [
      Dose.record('dose.prepared', 'dose-1', {
        code: '7KQ2M',
        animalId: 'P07',
        weightKg: '22.4',
        cellsTarget: '22400000',
        volumeMicrolitre: '933.3',
        drawMicrolitre: '930',
        fills: ['930'],
        syringeMl: '1',
        graduationMicrolitre: '10',
        scale,
        blind: {
          group: 'asc-secretome',
          substance: 'secretome',
          lotId: 'lot-1',
          equation: [],
          errorPercent: '-0.36',
          deadSpaceMicrolitre: '0',
        },
      }),
    ]);
    return bench;
  }

  it('follows a syringe from the check to its time, and tells nobody what is in it', () => {
    const bench = withDose();
    expect(item(bench, 'dose/dose-1')).toMatchObject({ lane: 'now', isBlocked: true, role: 'technician' });
    setClock(bench, '02T10:00');
    const until = { usableUntil: at('02T11:00'), usableUntilScale: scale, scale };
    append(bench, [Dose.record('dose.checked', 'dose-1', until)]);
    expect(item(bench, 'dose/dose-1')).toMatchObject({
      lane: 'now',
      role: 'surgeon',
      what: 'Syringe 7KQ2M: ready to give',
      windowTo: at('02T11:00'),
    });
    setClock(bench, '02T11:01');
    expect(item(bench, 'dose/dose-1')).toMatchObject({
      lane: 'overdue',
      what: 'Syringe 7KQ2M: past its time',
    });
    expect(JSON.stringify(board(bench))).not.toMatch(/secretome|lot-1|0\.36/);
    append(bench, [Dose.record('dose.cancelled', 'dose-1', {})]);
    expect(lines(bench, 'dose')).toEqual([]);
  });

  it('shows open deviations until they are assessed', () => {
    const bench = operated();
    setClock(bench, '03T12:00');
    const input = { animalId: 'P07', timePoint: 'day-1', materials: all } as const;
    bench.run(missSamples, { ...input, materials: [...input.materials] }, { reason: 'No theatre.' });
    const [deviation] = bench.read.list(Deviation);
    const found = item(bench, `deviation/${deviation?.id}`);
    expect(found).toMatchObject({ lane: 'later', role: 'study-director', animalId: 'P07' });
    expect(found?.what).toContain('Assess: Missed: P07-D1-SER-1');
    append(bench, [
      Deviation.record('deviation.assessed', deviation?.id ?? '', { text: 'No influence.', impact: 'none' }),
    ]);
    expect(lines(bench, 'deviation')).toEqual([]);
  });

  it('asks for a position once there is an allocation, and for the open settings', () => {
    const bench = new Bench();
    bench.run(createStudy, { title: 'Study', isSimulated: true, zone: 'Asia/Shanghai' });
    registerAnimal(bench, 'P07');
    expect(lines(bench, 'enrolment')).toEqual([]);
    allocate(bench, ['saline', 'dmem', 'asc', 'asc-secretome']);
    expect(lines(bench, 'enrolment')).toEqual([['enrolment/P07', 'later']]);
    registerAnimal(bench, 'P08', 1);
    expect(lines(bench, 'enrolment')).toHaveLength(1);
    const open = settingDefinitions.filter((one) => one.source === 'lab').length;
    expect(item(bench, 'setting')).toMatchObject({ lane: 'later', what: `Open study settings: ${open}` });
  });
});

describe('today.board: order', () => {
  it('orders by lane, then by what ends first, and counts each lane', () => {
    const bench = operated();
    registerAnimal(bench, 'P08');
    startSurgery(bench, 'P08', at('01T07:00'));
    doStep(bench, 'P08', 'close', at('01T12:00'));
    setClock(bench, '03T12:00');
    const { items, counts } = board(bench);
    const order = ['overdue', 'now', 'next', 'later'];
    expect(items.map((one) => one.lane)).toEqual(
      items.map((one) => one.lane).toSorted((left, right) => order.indexOf(left) - order.indexOf(right)),
    );
    for (const lane of ['overdue', 'now', 'next', 'later'] as const) {
      expect(counts[lane]).toBe(items.filter((one) => one.lane === lane).length);
    }
    const keysIn = (lane: string) => items.filter((one) => one.lane === lane).map((one) => one.key);
    expect(keysIn('overdue')).toEqual(['sample/P07/pre-op', 'sample/P08/day-1']);
    expect(keysIn('now')).toEqual(['sample/P07/day-1', 'sample/P08/pre-op', 'step/run-P08']);
    expect(keysIn('next')).toEqual(['sample/P08/day-3']);
    expect(keysIn('later')).toEqual(['sample/P07/day-3', 'sample/P08/day-7', 'sample/P07/day-7', 'setting']);
    expect(new Set(items.map((one) => one.key)).size).toBe(items.length);
  });
});
