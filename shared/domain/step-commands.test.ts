// Tests of doing steps: values, order, limits, late entries, and the clamp with its clock.
// Must not skip the commands but for a lot that a run needs.

import { describe, expect, it } from 'vitest';
import { localText, utcText } from '../kernel/time.ts';
import { Animal } from './animal.ts';
import { markClampOff } from './clamp-off-mark.ts';
import { Deviation } from './deviation.ts';
import { Lot } from './lot.ts';
import { closeRun, startRun } from './run-commands.ts';
import { completeStep } from './step-commands.ts';
import { doneStep } from './step.ts';
import { type Bench } from './testing/bench.ts';
import { known } from './testing/known.ts';
import { append } from './testing/operated-animal.ts';
import { ago, ischaemiaOf, surgeryAt, surgeryOn, theatre } from './testing/theatre.ts';
import { noteClockChange, startTimer } from './timer-commands.ts';
import { Timer } from './timer.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('completing a step', () => {
  it('[GLP-5] [P11-10e] records values with units, both times, and who did, typed and witnessed', () => {
    const { bench, runId } = surgeryAt('weigh');
    const people = { as: 'technician-1', performedBy: 'surgeon-1', witnessedBy: 'technician-2' };
    bench.run(completeStep, { runId, stepKey: 'weigh', values: { 'weight-kg': ' 22.40 ' } }, people);
    expect(doneStep(bench.read, runId, 'weigh')).toMatchObject({
      values: { 'weight-kg': { value: '22.4', unit: 'kg' } },
      at: '2026-03-02T20:00:00.000+08:00[Asia/Shanghai]',
      recordedAt: '2026-03-02T12:00:00.000Z',
      by: 'technician-1',
      performedBy: 'surgeon-1',
      witnessedBy: 'technician-2',
      isLate: false,
      outOfOrder: false,
      deviationIds: [],
    });
    expect(bench.read.get(Animal, 'P07')?.weights).toMatchObject([{ weightKg: '22.4', by: 'surgeon-1' }]);
  });

  it('[P11-10f] refuses a step out of order, and records it as a deviation when the reason is given', () => {
    const { bench, runId } = surgeryAt('identity');
    const access = { runId, stepKey: 'access', values: {} };
    const refusal = bench.refused(completeStep, access);
    expect(refusal.code).toBe('step.out-of-order');
    expect(refusal.message).toContain('Check identity, Induce anaesthesia, Samples before the operation');
    expect(refusal.details).toEqual({ codes: ['step.out-of-order'], deviationText: refusal.message });
    expect(bench.refused(completeStep, access, { reason: 'any' }).code).toBe('step.out-of-order');
    const done = bench.run(completeStep, { ...access, deviationReason: 'the animal was already under' });
    expect(doneStep(bench.read, runId, 'access')).toMatchObject({
      outOfOrder: true,
      deviationIds: done.deviationIds,
    });
    expect(bench.read.get(Deviation, known(done.deviationIds[0]))).toMatchObject({
      what: refusal.message,
      where: 'access',
      reason: 'the animal was already under',
      animalId: 'P07',
      runId,
      status: 'open',
    });
  });

  const weigh = (runId: string, value: string) => ({
    runId,
    stepKey: 'weigh',
    values: { 'weight-kg': value },
  });

  it.each(['5', '60'])('[ALC-3] accepts a value at its limit: %s kg', (value) => {
    const { bench, runId } = surgeryAt('weigh');
    expect(bench.run(completeStep, weigh(runId, value)).deviationIds).toEqual([]);
  });

  it.each(['4.999', '60.001'])(
    '[ALC-3] refuses a value outside its limits without a reason: %s kg',
    (value) => {
      const { bench, runId } = surgeryAt('weigh');
      expect(bench.refused(completeStep, weigh(runId, value)).code).toBe('step.outside-limits');
      const passed = { ...weigh(runId, value), deviationReason: 'weighed twice' };
      expect(bench.run(completeStep, passed).deviation).toBe(
        `Body weight: ${value} kg lies outside 5 to 60 kg.`,
      );
    },
  );

  it('[ALC-3] refuses values that cannot be read, in another unit, missing, or not asked for', () => {
    const { bench, runId } = surgeryAt('weigh');
    const code = (values: Record<string, string | { value: string; unit: string | null }>) =>
      bench.refused(completeStep, { runId, stepKey: 'weigh', values, deviationReason: 'because' }).code;
    expect(code({})).toBe('step.value-missing');
    expect(code({ 'weight-kg': '22,4' })).toBe('step.value-malformed');
    expect(code({ 'weight-kg': { value: '22400', unit: 'g' } })).toBe('step.wrong-unit');
    expect(code({ 'weight-kg': '22.4', mood: 'good' })).toBe('step.value-unexpected');
    expect(code({ 'weight-kg': '0' })).toBe('animal.weight-impossible');
    bench.run(completeStep, {
      runId,
      stepKey: 'weigh',
      values: { 'weight-kg': { value: '22.4', unit: 'kg' } },
    });
    expect(bench.refused(completeStep, { runId, stepKey: 'none' }).code).toBe('step.unknown');
    expect(bench.refused(completeStep, { runId: 'none', stepKey: 'weigh' }).code).toBe('entity.unknown');
  });

  it('reads an ear tag as the animal, and does not let another animal pass', () => {
    const { bench, runId } = surgeryAt('identity');
    const identity = (tag: string) => ({ runId, stepKey: 'identity', values: { 'ear-tag': tag } });
    expect(bench.refused(completeStep, identity('TAG-P99')).code).toBe('step.value-unknown');
    expect(bench.refused(completeStep, identity('TAG-P08')).code).toBe('step.wrong-animal');
    const reasoned = { ...identity('TAG-P08'), deviationReason: 'the tag was changed' };
    expect(bench.refused(completeStep, reasoned).code).toBe('step.wrong-animal');
    bench.run(completeStep, identity('TAG-P07'));
    expect(doneStep(bench.read, runId, 'identity')?.values['ear-tag']?.value).toBe('P07');
  });

  it('holds up when the liver is not perfused', () => {
    const { bench, runId } = surgeryAt('reperfusion');
    const reperfusion = { runId, stepKey: 'reperfusion', values: { 'is-perfused': 'no' } };
    expect(bench.refused(completeStep, reperfusion).code).toBe('step.not-as-expected');
    bench.run(completeStep, { ...reperfusion, deviationReason: 'flow returned after ten minutes' });
  });

  it('refuses a step that is done, and in a closed run asks for the reason', () => {
    const { bench, runId } = surgeryAt('recovery');
    expect(bench.refused(completeStep, { runId, stepKey: 'close' }).code).toBe('step.already-done');
    bench.run(closeRun, { runId }, { reason: 'the animal was taken over by the ward' });
    const recovery = { runId, stepKey: 'recovery', values: { outcome: 'recovered' } };
    expect(bench.refused(completeStep, recovery).code).toBe('run.closed');
    const { deviation } = bench.run(completeStep, { ...recovery, deviationReason: 'sheet found later' });
    expect(deviation).toBe('The run P07-SUR-1 is closed.');
  });

  it('[ALC-2] keeps both times and shows late from five minutes on', () => {
    for (const [afterMs, isLate] of [
      [5 * minute, false],
      [5 * minute + 1, true],
    ] as const) {
      const { bench, runId } = surgeryAt('weigh');
      const at = localText(bench.now);
      bench.pass(afterMs);
      const meta = { occurredAt: at };
      bench.run(completeStep, { runId, stepKey: 'weigh', values: { 'weight-kg': '22' } }, meta);
      expect(doneStep(bench.read, runId, 'weigh')).toMatchObject({ at, isLate });
      expect(bench.read.get(Animal, 'P07')?.weights[0]?.at).toBe(at);
    }
  });

  it('asks for a reason when a step is said to have happened before an earlier one', () => {
    const { bench, runId } = surgeryAt('identity');
    const identity = { runId, stepKey: 'identity', values: { 'ear-tag': 'P07' } };
    expect(bench.refused(completeStep, identity, ago(bench, 2 * minute)).code).toBe(
      'step.before-earlier-step',
    );
    bench.run(completeStep, { ...identity, deviationReason: 'checked in the pen' }, ago(bench, 2 * minute));
  });

  it('judges the volume of every unit by the tolerance setting: 500 µL ± 20 %', () => {
    const bench = theatre();
    const runId = cellRun(bench);
    const volumes = (value: string) => ({ runId, stepKey: 'recover', values: { 'unit-volume': value } });
    const passed = { deviationReason: 'only this step is recorded here' };
    const { deviation } = bench.run(completeStep, { ...volumes('400; 500;600; 601'), ...passed });
    expect(deviation).toContain('Volume of each unit: 601 µL lies outside 400 to 600 µL.');
    expect(deviation).not.toContain('400 µL lies');
    expect(doneStep(bench.read, runId, 'recover')?.values['unit-volume']).toEqual({
      value: '400; 500; 600; 601',
      unit: 'µL',
    });
  });
});

function cellRun(bench: Bench): string {
  append(bench, [
    Lot.record('lot.ascCreated', 'lot-1', {
      code: 'A1',
      title: 'ASC',
      expiresAt: null,
      volumeMicrolitre: '0',
      location: null,
      runId: null,
      donorAnimalId: 'P08',
    }),
  ]);
  return bench.run(startRun, { protocolKey: 'conditioned-medium', subject: { type: 'lot', id: 'lot-1' } })
    .runId;
}

describe('fasting', () => {
  function fasted(hours: number) {
    const bench = theatre();
    const runId = surgeryOn(bench);
    bench.run(completeStep, { runId, stepKey: 'fast' });
    bench.pass((hours - 2) * hour);
    bench.run(completeStep, { runId, stepKey: 'withhold-water' });
    bench.pass(2 * hour);
    bench.run(completeStep, { runId, stepKey: 'weigh', values: { 'weight-kg': '22' } });
    bench.run(completeStep, { runId, stepKey: 'identity', values: { 'ear-tag': 'P07' } });
    return { bench, induction: { runId, stepKey: 'induction' } };
  }

  it.each([10, 14])('of %s h is within the tolerance, and its clock stops with the induction', (hours) => {
    const { bench, induction } = fasted(hours);
    expect(bench.run(completeStep, induction).deviation).toBeNull();
    expect(bench.read.list(Timer, { status: 'running' })).toEqual([]);
  });

  it.each([
    [9.9, 'Fasting lasted 9:54:00, 2:06:00 shorter than 12:00:00.'],
    [14.1, 'Fasting lasted 14:06:00, 2:06:00 longer than 12:00:00.'],
  ])('of %s h needs a deviation', (hours, text) => {
    const { bench, induction } = fasted(hours);
    expect(bench.refused(completeStep, induction).code).toBe('step.timer-outside');
    const passed = { ...induction, deviationReason: 'the list was moved' };
    expect(bench.run(completeStep, passed).deviation).toBe(text);
    expect(bench.read.list(Timer, { status: 'running' })).toEqual([]);
  });
});

describe('clamp on and clamp off', () => {
  it('start and stop the ischaemia in the same command, to the millisecond', () => {
    const { bench, runId } = surgeryAt('clamp-on');
    bench.run(completeStep, { runId, stepKey: 'clamp-on' });
    expect(bench.records.slice(-2).map((one) => one.kind)).toEqual(['step.done', 'timer.started']);
    expect(ischaemiaOf(bench, runId)).toMatchObject({
      status: 'running',
      durationMs: 3_600_000,
      preAlarmsMs: [3_000_000, 3_300_000],
      canPause: false,
      toleranceMs: 60_000,
    });
    bench.pass(hour + 1);
    const { deviation } = bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    expect(deviation).toBeNull();
    expect(ischaemiaOf(bench, runId)).toMatchObject({ status: 'stopped', stoppedElapsedMs: 3_600_001 });
  });

  it('[P11-10f] are never refused for order or time: the deviation is recorded by itself', () => {
    const { bench, runId } = surgeryAt('access');
    const on = bench.run(completeStep, { runId, stepKey: 'clamp-on' });
    expect(on.deviation).toBe('“Clamp on” comes after steps that are still open: Laparoscopic access.');
    bench.pass(72 * minute);
    const off = bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    expect(off.deviation).toContain('Ischaemia lasted 1:12:00, 12:00 longer than 1:00:00.');
    expect(bench.read.list(Deviation, { runId })).toHaveLength(2);
  });

  it('refuse a typed time before clamp on, and take the clock as it is when it was put back', () => {
    const { bench, runId } = surgeryAt('clamp-off');
    const off = { runId, stepKey: 'clamp-off' };
    expect(bench.refused(completeStep, off, ago(bench, 2 * hour)).code).toBe('timer.before-change');
    bench.pass(-3 * hour);
    const { deviation } = bench.run(completeStep, off);
    expect(deviation).toContain('“Clamp off” would have happened before “Clamp on”');
    expect(ischaemiaOf(bench, runId)).toMatchObject({ stoppedElapsedMs: 0, isUncertain: true });
  });

  it('keep the time marked on the locked screen, even when the clock is set before someone signs in', () => {
    const { bench, runId } = surgeryAt('clamp-off');
    const timerId = ischaemiaOf(bench, runId).id;
    bench.pass(-minute);
    const { markedAt } = bench.run(markClampOff, { timerId });
    const from = bench.now.epochMs;
    bench.pass(2 * hour);
    const [fromUtc, toUtc] = [utcText(from), utcText(from + 2 * hour)];
    bench.run(noteClockChange, { fromUtc, toUtc });
    bench.run(completeStep, { runId, stepKey: 'clamp-off' }, { occurredAt: markedAt });
    expect(ischaemiaOf(bench, runId)).toMatchObject({ stoppedAt: markedAt, stoppedElapsedMs: 59 * minute });
  });

  it('give the same ischaemia when both are entered late, in either order', () => {
    for (const order of [
      ['clamp-on', 'clamp-off'],
      ['clamp-off', 'clamp-on'],
    ]) {
      const { bench, runId } = surgeryAt('clamp-on');
      bench.pass(3 * hour);
      const times = { 'clamp-on': ago(bench, 2 * hour), 'clamp-off': ago(bench, 57 * minute) };
      for (const stepKey of order) {
        const meta = stepKey === 'clamp-on' ? times['clamp-on'] : times['clamp-off'];
        bench.run(completeStep, { runId, stepKey }, meta);
      }
      expect(ischaemiaOf(bench, runId)).toMatchObject({ status: 'stopped', stoppedElapsedMs: 63 * minute });
      const texts = bench.read.list(Deviation, { runId }).map((one) => one.what);
      expect(texts.join(' ')).toContain('Ischaemia lasted 1:03:00, 3:00 longer than 1:00:00.');
    }
  });
});

describe('a free step', () => {
  it('waits for the hold point only and holds nothing up', () => {
    const bench = theatre();
    const subject = { type: 'samples', id: 'P07/day-1' } as const;
    const { runId } = bench.run(startRun, { protocolKey: 'sampling', subject });
    const serum = { runId, stepKey: 'serum' };
    expect(bench.refused(completeStep, serum).code).toBe('step.out-of-order');
    bench.run(completeStep, { runId, stepKey: 'identity', values: { 'ear-tag': 'P07' } });
    const { timerId } = bench.run(startTimer, { ...serum, timerKey: 'serum' });
    expect(bench.read.get(Timer, timerId)?.durationMs).toBe(15 * minute);
    bench.pass(15 * minute);
    bench.run(completeStep, serum);
    expect(bench.read.get(Timer, timerId)).toMatchObject({
      status: 'stopped',
      stoppedElapsedMs: 15 * minute,
    });
    bench.run(completeStep, { runId, stepKey: 'induction' });
  });
});
