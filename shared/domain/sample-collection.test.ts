// Taking samples on the bench: in and out of their windows, repeated, missed, and what the schedule then shows.
// Must not test where a window lies: schedule.test.ts does.

import { describe, expect, it } from 'vitest';
import { parseMoment } from '../kernel/time.ts';
import { Deviation } from './deviation.ts';
import { Sample } from './sample.ts';
import { collectSamples, missSamples } from './sample-collection.ts';
import { listSamples, showSample, showSchedule } from './sample-queries.ts';
import { Bench } from './testing/bench.ts';
import { doStep, endAnimal, registerAnimal, startSurgery } from './testing/operated-animal.ts';

const at = (wall: string) => `2026-03-${wall}:00.000+08:00[Asia/Shanghai]`;
const day1 = { animalId: 'P07', timePoint: 'day-1' } as const;
const serum = [{ material: 'serum', volumeMicrolitre: '4000' }] as const;

/** P07, operated on 2 March, closed at 12:00; the clock stands at 12:30 on day 1. */
function operated(): Bench {
  const bench = new Bench();
  registerAnimal(bench, 'P07');
  startSurgery(bench, 'P07', at('02T07:00'));
  doStep(bench, 'P07', 'clamp-on', at('02T09:30'));
  doStep(bench, 'P07', 'close', at('02T12:00'));
  const now = parseMoment(at('03T12:30'));
  if (now) bench.now = now;
  return bench;
}

function withSerum(): Bench {
  const bench = operated();
  bench.run(collectSamples, { ...day1, items: [...serum] });
  return bench;
}

const deviations = (bench: Bench) => bench.read.list(Deviation).map((one) => one.what);

describe('sample.collect', () => {
  it('[P11-10e] appends one record a sample, with its plan, container and time', () => {
    const bench = operated();
    const before = bench.records.length;
    const value = bench.run(collectSamples, { ...day1, items: [...serum, { material: 'liver-ki67' }] });
    expect(value).toEqual({ sampleIds: ['P07-D1-SER-1', 'P07-D1-KI67-1'], isOutsideWindow: false });
    expect(bench.records.slice(before).map((one) => one.kind)).toEqual([
      'sample.collected',
      'sample.collected',
    ]);
    expect(bench.read.get(Sample, 'P07-D1-KI67-1')).toMatchObject({
      code: 'P07-D1-KI67-1',
      status: 'collected',
      container: 'Cup, 4 % PFA',
      collectedAt: at('03T12:30'),
      plannedAt: at('03T12:00'),
      windowFrom: at('03T08:00'),
      windowTo: at('03T16:00'),
      volumeMicrolitre: null,
    });
    expect(bench.read.get(Sample, 'P07-D1-SER-1')?.volumeMicrolitre).toBe('4000');
  });

  it.each(['03T08:00', '03T16:00'])('accepts the end of the window at %s without a reason', (time) => {
    const bench = operated();
    const now = parseMoment(at('03T20:00'));
    if (now) bench.now = now;
    const meta = { occurredAt: at(time) };
    expect(bench.run(collectSamples, { ...day1, items: [...serum] }, meta).isOutsideWindow).toBe(false);
  });

  it('[P11-10f] refuses a time outside the window, and with a reason records it as a deviation', () => {
    const bench = operated();
    const meta = { occurredAt: at('03T07:59') };
    const refusal = bench.refused(collectSamples, { ...day1, items: [...serum] }, meta);
    expect(refusal.code).toBe('sample.outside-window');
    expect(refusal.message).toContain('2026-03-03 08:00');
    const value = bench.run(
      collectSamples,
      { ...day1, items: [...serum] },
      { ...meta, reason: 'Theatre was free.' },
    );
    expect(value.isOutsideWindow).toBe(true);
    expect(bench.read.get(Sample, 'P07-D1-SER-1')).toMatchObject({
      isOutsideWindow: true,
      reason: 'Theatre was free.',
    });
    expect(deviations(bench)).toEqual([expect.stringContaining('outside the window')]);
    expect(bench.read.list(Deviation)[0]).toMatchObject({ animalId: 'P07', reason: 'Theatre was free.' });
  });

  it('[P11-10f] refuses a day after an operation without a recorded end, unless there is a reason', () => {
    const bench = new Bench();
    registerAnimal(bench, 'P07');
    expect(bench.refused(collectSamples, { ...day1, items: [...serum] }).code).toBe('sample.no-anchor');
    bench.run(collectSamples, { ...day1, items: [...serum] }, { reason: 'The run is still on paper.' });
    expect(bench.read.get(Sample, 'P07-D1-SER-1')).toMatchObject({ isOutsideWindow: true, plannedAt: null });
    expect(deviations(bench)).toHaveLength(1);
  });

  it('takes samples before the operation without a run and before clamp-on, not after it', () => {
    const bench = new Bench();
    registerAnimal(bench, 'P07');
    const input = { animalId: 'P07', timePoint: 'pre-op', items: [{ material: 'serum' }] } as const;
    const open = { ...input, items: [...input.items] };
    expect(bench.run(collectSamples, open).isOutsideWindow).toBe(false);
    startSurgery(bench, 'P07', at('02T07:00'));
    doStep(bench, 'P07', 'clamp-on', at('02T07:30'));
    const late = { ...open, items: [{ material: 'liver-rna' } as const] };
    expect(bench.refused(collectSamples, late).code).toBe('sample.outside-window');
  });

  it('[ALC-3] refuses a second serum, and with a reason keeps both', () => {
    const bench = withSerum();
    expect(bench.refused(collectSamples, { ...day1, items: [...serum] }).code).toBe(
      'sample.already-collected',
    );
    const value = bench.run(
      collectSamples,
      { ...day1, items: [...serum] },
      { reason: 'The first was haemolysed.' },
    );
    expect(value.sampleIds).toEqual(['P07-D1-SER-2']);
    expect(bench.ask(listSamples, { animalId: 'P07' }).samples).toHaveLength(2);
  });

  it('refuses after the animal left the study, not for what happened before', () => {
    const bench = operated();
    endAnimal(bench, 'P07', 'animal.died', at('03T10:00'));
    expect(bench.refused(collectSamples, { ...day1, items: [...serum] }).code).toBe('sample.animal-ended');
    bench.run(collectSamples, { ...day1, items: [...serum] }, { occurredAt: at('03T09:00') });
    bench.run(
      collectSamples,
      { ...day1, items: [{ material: 'liver-rna' }] },
      { reason: 'Taken at necropsy.' },
    );
    expect(deviations(bench)).toEqual([expect.stringContaining('after P07 had left the study')]);
  });

  it('refuses an animal that does not exist and the same material twice', () => {
    const bench = operated();
    expect(bench.refused(collectSamples, { ...day1, animalId: 'P99', items: [...serum] }).code).toBe(
      'entity.unknown',
    );
    expect(() => bench.run(collectSamples, { ...day1, items: [...serum, ...serum] })).toThrow('Invalid');
  });
});

describe('sample.miss', () => {
  const input = { ...day1, materials: ['serum', 'liver-rna'] as ('serum' | 'liver-rna')[] };

  it('needs a reason, leaves a deviation, and can be followed by the sample after all', () => {
    const bench = operated();
    expect(bench.refused(missSamples, input).code).toBe('reason.missing');
    bench.run(missSamples, input, { reason: 'Tube broke.' });
    expect(bench.read.get(Sample, 'P07-D1-SER-1')).toMatchObject({ status: 'missed', reason: 'Tube broke.' });
    expect(deviations(bench)).toEqual(['Missed: P07-D1-SER-1, P07-D1-RNA-1.']);
    expect(bench.refused(collectSamples, { ...day1, items: [...serum] }).code).toBe('sample.was-missed');
    bench.run(collectSamples, { ...day1, items: [...serum] }, { reason: 'A second tube was found.' });
    const found = bench.read.get(Sample, 'P07-D1-SER-1');
    expect(found).toMatchObject({ status: 'collected', reason: 'A second tube was found.' });
    expect(found?.history.map((one) => [one.what, one.reason])).toEqual([
      ['missed', 'Tube broke.'],
      ['collected', 'A second tube was found.'],
    ]);
  });

  it('refuses what was collected or already missed, and an unknown animal', () => {
    const bench = withSerum();
    const meta = { reason: 'Wrong entry.' };
    expect(bench.refused(missSamples, input, meta).code).toBe('sample.already-collected');
    bench.run(missSamples, { ...day1, materials: ['liver-rna'] }, meta);
    expect(bench.refused(missSamples, { ...day1, materials: ['liver-rna'] }, meta).code).toBe(
      'sample.already-missed',
    );
    expect(bench.refused(missSamples, { ...input, animalId: 'P99' }, meta).code).toBe('entity.unknown');
  });

  it('is no deviation once the animal has left the study', () => {
    const bench = operated();
    endAnimal(bench, 'P07', 'animal.withdrawn', at('03T10:00'));
    bench.run(missSamples, input, { reason: 'Withdrawn.' });
    expect(deviations(bench)).toEqual([]);
  });
});

describe('schedule.show and sample.list', () => {
  it('shows what was done beside the plan, and re-judges it when the operation is corrected', () => {
    const bench = withSerum();
    const point = (key: string) =>
      bench.ask(showSchedule, { animalId: 'P07' }).schedule?.timePoints.find((one) => one.timePoint === key);
    expect(bench.ask(showSchedule, { animalId: 'P07' }).schedule?.who).toEqual(['technician-1', 'surgeon-1']);
    expect(point('day-1')?.samples.map((one) => [one.material, one.isOpen, one.isOutsideWindow])).toEqual([
      ['serum', false, false],
      ['liver-histology', true, false],
      ['liver-ki67', true, false],
      ['liver-rna', true, false],
      ['liver-protein', true, false],
    ]);
    doStep(bench, 'P07', 'close', at('02T06:00'));
    expect(point('day-1')?.samples[0]).toMatchObject({ isOutsideWindow: true });
    expect(bench.ask(showSchedule, { animalId: 'P99' }).schedule).toBeNull();
  });

  it('closes what the animal did not live to see, and keeps open what was due before', () => {
    const bench = operated();
    endAnimal(bench, 'P07', 'animal.died', at('04T12:00'));
    const points = bench.ask(showSchedule, { animalId: 'P07' }).schedule?.timePoints;
    expect(points?.map((one) => [one.timePoint, one.isClosed])).toEqual([
      ['pre-op', false],
      ['day-1', false],
      ['day-3', true],
      ['day-7', true],
    ]);
  });

  it('filters by each field', () => {
    const bench = withSerum();
    bench.run(collectSamples, { ...day1, items: [{ material: 'liver-rna' }] });
    bench.run(missSamples, { ...day1, materials: ['liver-protein'] }, { reason: 'Too little tissue.' });
    const ids = (input: Parameters<typeof listSamples.answer>[0]) =>
      bench.ask(listSamples, input).samples.map((one) => one.id);
    expect(ids({})).toHaveLength(3);
    expect(ids({ status: 'missed' })).toEqual(['P07-D1-PRO-1']);
    expect(ids({ material: 'serum' })).toEqual(['P07-D1-SER-1']);
    expect(ids({ animalId: 'P08' })).toEqual([]);
    expect(ids({ timePoint: 'day-3' })).toEqual([]);
    expect(bench.ask(showSample, { sampleId: 'P07-D3-SER-1' }).sample).toBeNull();
  });
});
