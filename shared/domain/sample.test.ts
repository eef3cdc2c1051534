// Samples on the bench: divided, processed, stored, moved, discarded, corrected.
// Must not test how they are taken: sample-collection.test.ts does.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoment } from '../kernel/time.ts';
import { Deviation } from './deviation.ts';
import { defineFreezer, Place } from './place.ts';
import { Sample } from './sample.ts';
import { collectSamples } from './sample-collection.ts';
import {
  correctSample,
  discardSample,
  makeAliquots,
  moveSample,
  processSamples,
  storeSamples,
} from './sample-handling.ts';
import { showSample } from './sample-queries.ts';
import { Timer } from './timer.ts';
import { Bench } from './testing/bench.ts';
import { doStep, registerAnimal, startSurgery } from './testing/operated-animal.ts';

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

function withFreezer(): Bench {
  const bench = withSerum();
  const layout = {
    title: 'Minus eighty',
    temperatureCelsius: '-80',
    racks: 2,
    boxesPerRack: 3,
    rows: 9,
    columns: 9,
  };
  bench.run(defineFreezer, { freezerId: 'F1', ...layout });
  return bench;
}

const deviations = (bench: Bench) => bench.read.list(Deviation).map((one) => one.what);

describe('sample.aliquot', () => {
  const halves = [{ volumeMicrolitre: '1000.5' }, { volumeMicrolitre: '999.5', container: 'Cryotube 2 mL' }];

  it('makes samples of their own and takes their volume, exactly', () => {
    const bench = withSerum();
    expect(bench.run(makeAliquots, { sampleId: 'P07-D1-SER-1', aliquots: halves }).sampleIds).toEqual([
      'P07-D1-SER-1-A1',
      'P07-D1-SER-1-A2',
    ]);
    const next = bench.run(makeAliquots, { sampleId: 'P07-D1-SER-1', aliquots: [{}] });
    expect(next.sampleIds).toEqual(['P07-D1-SER-1-A3']);
    const shown = bench.ask(showSample, { sampleId: 'P07-D1-SER-1' });
    expect(shown.sample).toMatchObject({ volumeMicrolitre: '2000', aliquots: 3 });
    expect(shown.aliquots.map((one) => [one.aliquotOf, one.volumeMicrolitre, one.collectedAt])).toEqual([
      ['P07-D1-SER-1', '1000.5', at('03T12:30')],
      ['P07-D1-SER-1', '999.5', at('03T12:30')],
      ['P07-D1-SER-1', null, at('03T12:30')],
    ]);
    expect(bench.ask(showSample, { sampleId: 'P07-D1-SER-1-A2' }).parent?.id).toBe('P07-D1-SER-1');
  });

  it('refuses more than there is, and with a reason records it as a deviation with nothing left', () => {
    const bench = withSerum();
    const input = { sampleId: 'P07-D1-SER-1', aliquots: [{ volumeMicrolitre: '4000.1' }] };
    expect(bench.refused(makeAliquots, input).code).toBe('sample.too-small');
    bench.run(makeAliquots, input, { reason: 'The tube held more than was written.' });
    expect(bench.read.get(Sample, 'P07-D1-SER-1')?.volumeMicrolitre).toBe('0');
    expect(deviations(bench)).toHaveLength(1);
    expect(() =>
      bench.run(makeAliquots, { sampleId: 'P07-D1-SER-1', aliquots: [{ volumeMicrolitre: '0.0' }] }),
    ).toThrow('Invalid');
  });

  it('refuses what is not there', () => {
    const bench = withSerum();
    expect(bench.refused(makeAliquots, { sampleId: 'P07-D3-SER-1', aliquots: [{}] }).code).toBe(
      'entity.unknown',
    );
    bench.run(discardSample, { sampleId: 'P07-D1-SER-1' }, { reason: 'Clotted.' });
    const refusal = bench.refused(makeAliquots, { sampleId: 'P07-D1-SER-1', aliquots: [{}] });
    expect([refusal.code, refusal.message]).toEqual([
      'sample.not-there',
      'P07-D1-SER-1 is discarded, so it cannot be used.',
    ]);
  });
});

describe('sample.process', () => {
  it('starts one timer a kind of processing, 15 min for serum and 24 h for Ki67', () => {
    const bench = withSerum();
    bench.run(collectSamples, { ...day1, items: [{ material: 'liver-ki67' }, { material: 'liver-rna' }] });
    const sampleIds = ['P07-D1-SER-1', 'P07-D1-KI67-1', 'P07-D1-RNA-1'];
    const { timerIds } = bench.run(processSamples, { sampleIds });
    const timers = timerIds.map((id) => bench.read.get(Timer, id));
    expect(timers.map((one) => [one?.timerKey, one?.durationMs, one?.animalId])).toEqual([
      ['sample.serum', 15 * 60_000, 'P07'],
      ['sample.liver-ki67', 24 * 3_600_000, 'P07'],
    ]);
    expect(sampleIds.map((id) => bench.read.get(Sample, id)?.status)).toEqual([
      'processing',
      'processing',
      'processing',
    ]);
  });

  it('starts none where a run counts already, and refuses an unknown sample', () => {
    const bench = withSerum();
    expect(bench.run(processSamples, { sampleIds: ['P07-D1-SER-1'], hasTimer: false }).timerIds).toEqual([]);
    expect(bench.refused(processSamples, { sampleIds: ['P07-D1-SER-9'] }).code).toBe('entity.unknown');
  });
});

describe('sample.store, move and discard', () => {
  const store = (sampleId: string, placeId: string) => ({ items: [{ sampleId, placeId }] });

  it('takes the place, frees it when the sample moves or goes, and refuses a taken one', () => {
    const bench = withFreezer();
    const { sampleIds } = bench.run(makeAliquots, { sampleId: 'P07-D1-SER-1', aliquots: [{}, {}] });
    const [first = '', second = ''] = sampleIds;
    bench.run(storeSamples, store(first, 'f1/r2/b3/a5 '));
    expect(bench.read.get(Sample, first)).toMatchObject({ status: 'stored', placeId: 'F1/R2/B3/A5' });
    expect(bench.read.get(Place, 'F1/R2/B3/A5')).toMatchObject({ status: 'taken', occupantId: first });
    expect(bench.refused(storeSamples, store(second, 'F1/R2/B3/A5')).code).toBe('place.taken');
    expect(bench.refused(storeSamples, store(first, 'F1/R2/B3/A6')).code).toBe('sample.already-stored');
    bench.run(moveSample, { sampleId: first, placeId: 'F1/R1/B1/I9' });
    expect(bench.read.get(Place, 'F1/R2/B3/A5')).toMatchObject({ status: 'free', occupantId: null });
    bench.run(storeSamples, store(second, 'F1/R2/B3/A5'));
    expect(bench.refused(discardSample, { sampleId: second }).code).toBe('reason.missing');
    bench.run(discardSample, { sampleId: second }, { reason: 'Thawed by mistake.' });
    expect(bench.read.get(Place, 'F1/R2/B3/A5')?.status).toBe('free');
    expect(bench.read.get(Sample, second)).toMatchObject({ status: 'discarded', placeId: null });
    expect(bench.read.get(Sample, first)?.history.map((one) => one.what)).toEqual([
      'divided',
      'stored',
      'moved',
    ]);
  });

  it('refuses one place for two samples, one sample twice, and moving what lies nowhere', () => {
    const bench = withFreezer();
    const [first = '', second = ''] = bench.run(makeAliquots, {
      sampleId: 'P07-D1-SER-1',
      aliquots: [{}, {}],
    }).sampleIds;
    const twoIntoOne = [first, second].map((sampleId) => ({ sampleId, placeId: 'F1/R1/B1/A1' }));
    expect(bench.refused(storeSamples, { items: twoIntoOne }).code).toBe('place.taken');
    const oneIntoTwo = ['A1', 'A2'].map((where) => ({ sampleId: first, placeId: `F1/R1/B1/${where}` }));
    expect(bench.refused(storeSamples, { items: oneIntoTwo }).code).toBe('sample.already-stored');
    expect(bench.refused(moveSample, { sampleId: first, placeId: 'F1/R1/B1/A1' }).code).toBe(
      'sample.not-stored',
    );
    bench.run(storeSamples, store(first, 'F1/R1/B1/A1'));
    expect(bench.refused(moveSample, { sampleId: first, placeId: 'F1/R1/B1/A1' }).code).toBe('place.taken');
  });

  it('frees the place of a stored sample that is taken out to be processed', () => {
    const bench = withFreezer();
    bench.run(storeSamples, store('P07-D1-SER-1', 'F1/R1/B1/A1'));
    bench.run(processSamples, { sampleIds: ['P07-D1-SER-1'], hasTimer: false });
    expect(bench.read.get(Sample, 'P07-D1-SER-1')).toMatchObject({ status: 'processing', placeId: null });
    expect(bench.read.get(Place, 'F1/R1/B1/A1')?.status).toBe('free');
  });

  it('never lets two samples lie in one place, and every stored sample lies where its place says', () => {
    const act = fc.record({
      what: fc.constantFrom('store', 'move', 'process'),
      sample: fc.integer({ min: 0, max: 4 }),
      column: fc.integer({ min: 1, max: 4 }),
    });
    let done = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(act, { minLength: 10, maxLength: 30 }), (acts) => {
        const bench = withFreezer();
        const aliquots = Array.from({ length: 5 }, () => ({}));
        const { sampleIds } = bench.run(makeAliquots, { sampleId: 'P07-D1-SER-1', aliquots });
        for (const { what, sample, column } of acts) {
          const sampleId = sampleIds[sample] ?? '';
          const placeId = `F1/R1/B1/A${column}`;
          try {
            if (what === 'store') bench.run(storeSamples, store(sampleId, placeId));
            else if (what === 'move') bench.run(moveSample, { sampleId, placeId });
            else bench.run(processSamples, { sampleIds: [sampleId], hasTimer: false });
            done += 1;
          } catch {
            refused += 1;
          }
          const stored = bench.read
            .list(Sample)
            .flatMap(({ id, placeId: where }) => (where === null ? [] : [[where, id]]));
          const taken = bench.read.list(Place, { status: 'taken' }).map((one) => [one.id, one.occupantId]);
          expect(taken).toEqual(stored.toSorted(([left = ''], [right = '']) => (left < right ? -1 : 1)));
        }
      }),
      { numRuns: 40 },
    );
    expect(done).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });
});

describe('sample.correct', () => {
  const sampleId = 'P07-D1-SER-1';

  it('[P11-10e] keeps the old value and judges the window again', () => {
    const bench = withSerum();
    const collectedAt = at('03T07:30');
    expect(bench.refused(correctSample, { sampleId, collectedAt }).code).toBe('reason.missing');
    const value = bench.run(
      correctSample,
      { sampleId, collectedAt, volumeMicrolitre: '3900' },
      { reason: 'Misread.' },
    );
    expect(value.isOutsideWindow).toBe(true);
    const sample = bench.read.get(Sample, sampleId);
    expect(sample).toMatchObject({ collectedAt, volumeMicrolitre: '3900', isOutsideWindow: true });
    expect(sample?.history.at(-1)).toMatchObject({ what: 'corrected', reason: 'Misread.' });
    expect(sample?.history.at(-1)?.detail).toBe(`collectedAt ${at('03T12:30')}, volumeMicrolitre 4000`);
    expect(deviations(bench)).toHaveLength(1);
    bench.run(correctSample, { sampleId, collectedAt: at('03T09:30') }, { reason: 'Misread again.' });
    expect(bench.read.get(Sample, sampleId)?.isOutsideWindow).toBe(false);
  });

  it('takes the time as people type it', () => {
    const bench = withSerum();
    bench.run(correctSample, { sampleId, collectedAt: '2026-03-03 09:30' }, { reason: 'Misread.' });
    expect(bench.read.get(Sample, sampleId)?.collectedAt).toBe(at('03T09:30'));
  });

  it('refuses no change, a time to come, and a text that is no time', () => {
    const bench = withSerum();
    const meta = { reason: 'Misread.' };
    expect(bench.refused(correctSample, { sampleId, volumeMicrolitre: '4000' }, meta).code).toBe(
      'sample.unchanged',
    );
    expect(bench.refused(correctSample, { sampleId, collectedAt: at('03T12:31') }, meta).code).toBe(
      'time.future',
    );
    expect(bench.refused(correctSample, { sampleId, collectedAt: 'yesterday' }, meta).code).toBe(
      'time.malformed',
    );
  });
});
