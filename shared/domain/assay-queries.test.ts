// What screens ask of assays: lists, one evaluation, previews, the mix, blind reading lists and the trace of a result.
// Must not repeat the tests of the commands.

import { describe, expect, it } from 'vitest';
import {
  cmElisaPlates,
  elisaPlate,
  qrtPcrPlate,
  suzukiScores,
  suzukiSlides,
} from '../assays/testing/measured.ts';
import { addSecondReading, evaluateAssay, reevaluateAssay, rejectAssay } from './assay-commands.ts';
import { assayDefaults, listAssays, previewAssay, reactionMix, showAssay } from './assay-queries.ts';
import { Assay } from './assay.ts';
import { addAttachment, withholdAttachment } from './attachment.ts';
import { auditRecord, auditTrail } from './audit.ts';
import { createSecretomeLot } from './lot-secretome.ts';
import { drawReadingList, listReadingLists, ReadingList, showReadingList } from './reading-list.ts';
import { Animal } from './animal.ts';
import { correctResult } from './result-commands.ts';
import { traceResult } from './result-trace.ts';
import { Result } from './result.ts';
import { Bench } from './testing/bench.ts';
import { answer, fourUnits, studyBench } from './testing/dose-bench.ts';
import { known } from './testing/known.ts';
import { allocate, append, registerAnimal } from './testing/operated-animal.ts';

const because = { reason: 'The plate was read again.' };

function withAnimals(): Bench {
  const bench = new Bench();
  for (const number of [1, 2, 3, 4]) registerAnimal(bench, `P0${number}`, number);
  return bench;
}

const plate = { assayKey: 'elisa' as const, title: 'IL-6, plate 1' };
const evaluated = (bench: Bench): string =>
  bench.run(evaluateAssay, { ...plate, input: elisaPlate() }).assayId;

describe('assay.list', () => {
  it('shows what was evaluated, by assay, status and lot, without inputs', () => {
    const bench = studyBench();
    for (const number of [1, 2, 3, 4]) registerAnimal(bench, `P0${number}`);
    const { lotId } = bench.run(createSecretomeLot, fourUnits);
    const first = evaluated(bench);
    bench.run(evaluateAssay, { assayKey: 'cm-elisa', title: 'CM', lotId, input: cmElisaPlates() });
    bench.run(rejectAssay, { assayId: first }, because);
    const titles = (filter: Parameters<typeof listAssays.answer>[0]) =>
      bench.ask(listAssays, filter).assays.map((one) => one.title);
    expect(titles({})).toEqual(['IL-6, plate 1', 'CM']);
    expect(titles({ assayKey: 'elisa' })).toEqual(['IL-6, plate 1']);
    expect(titles({ status: 'rejected' })).toEqual(['IL-6, plate 1']);
    expect(titles({ lotId })).toEqual(['CM']);
    const [row] = bench.ask(listAssays, {}).assays;
    expect(row).toMatchObject({ resultCount: 4, failedChecks: [], status: 'rejected' });
    expect(row).not.toHaveProperty('input');
  });
});

describe('assay.show', () => {
  it('[GLP-2] says that the recorded output follows from the recorded input, and when it does not', () => {
    const bench = withAnimals();
    const assayId = evaluated(bench);
    expect(bench.ask(showAssay, { assayId })?.isReproduced).toBe(true);
    const state = known(bench.read.get(Assay, assayId));
    const { assayKey, title, lotId, attachmentIds, input, output } = state;
    const [first, ...rest] = output.numbers;
    const forged = { ...output, numbers: [{ ...known(first), value: '0.047' }, ...rest] };
    const record = (id: string, assayVersion: number, its: typeof output) =>
      Assay.record('assay.evaluated', id, {
        assayKey,
        assayVersion,
        title,
        lotId,
        attachmentIds: [...attachmentIds],
        input,
        output: its,
      });
    append(bench, [record('forged', 1, forged), record('future', 99, output)]);
    expect(bench.ask(showAssay, { assayId: 'forged' })?.isReproduced).toBe(false);
    expect(bench.ask(showAssay, { assayId: 'future' })?.isReproduced).toBeNull();
    expect(bench.ask(showAssay, { assayId: 'unknown' })).toBeNull();
  });

  it('shows every number with its formula and the numbers put in, and every evaluation', () => {
    const bench = withAnimals();
    const assayId = evaluated(bench);
    const other = { ...elisaPlate(), weighting: '1/y' as const };
    bench.run(reevaluateAssay, { assayId, input: other }, because);
    const shown = known(bench.ask(showAssay, { assayId }));
    const number = shown.output.numbers.find((one) => one.id === 'blank');
    expect(number).toMatchObject({ label: 'Blank', formulaText: '(0.045 + 0.047) / 2', value: '0.046' });
    expect(shown.readings.map((one) => one.id)).toContain('well:plate 1/D1');
    expect(shown.evaluations.map((one) => one.kind)).toEqual(['assay.reevaluated', 'assay.evaluated']);
    expect(shown.references).toEqual([]);
  });
});

describe('an assay of conditioned medium', () => {
  it('names its factors in checks and numbers as people do, and keeps the ids', () => {
    const bench = studyBench();
    const { lotId } = bench.run(createSecretomeLot, fourUnits);
    const run = { assayKey: 'cm-elisa' as const, title: 'CM', lotId };
    const [tnf, ...others] = cmElisaPlates().factors;
    const { bottles } = known(tnf);
    const four = { ...cmElisaPlates(), factors: [{ ...known(tnf), bottles: bottles.slice(1) }, ...others] };
    const { assayId } = bench.run(evaluateAssay, { ...run, input: four });
    const { output } = known(bench.ask(showAssay, { assayId }));
    const bottlesOf = output.checks.filter((one) => one.key === 'five-bottles').map((one) => one.about);
    expect(bottlesOf).toEqual(['TNF-α', 'IL-6', 'IL-1β', 'ANG-1', 'ANG-2', 'VEGF', 'b-FGF']);
    expect(output.numbers.find((one) => one.id === 'tnf-alpha/mean')?.about).toBe('TNF-α');
    const names = [...output.checks, ...output.numbers].map((one) => one.about);
    expect(names.filter((one) => /tnf-alpha|il-6|vegf/.test(one))).toEqual([]);
    expect(bench.ask(listAssays, {}).assays[0]?.failedChecks.map((one) => one.about)).toEqual(['TNF-α']);
  });
});

describe('assay.preview', () => {
  it('computes without recording, and gives a refusal in the place of numbers', () => {
    const bench = withAnimals();
    const before = bench.records.length;
    const good = bench.ask(previewAssay, { assayKey: 'elisa', input: elisaPlate() });
    expect(good.output?.results).toHaveLength(4);
    const bad = bench.ask(previewAssay, { assayKey: 'elisa', input: { ...elisaPlate(), standards: [] } });
    expect([bad.output, bad.refusal?.code]).toEqual([null, 'assay.input-malformed']);
    expect(bench.records.length).toBe(before);
  });
});

describe('assay.mix', () => {
  it('gives the article’s mix and primers', () => {
    const mix = new Bench().ask(reactionMix, { reactions: 10, excessPercent: '10' });
    expect(mix.totalMicrolitre).toBe('198');
    expect(mix.components.find((one) => one.label === 'dH₂O')?.totalMicrolitre).toBe('70.4');
    expect(mix.primers.map((one) => one.label)).toContain('β-actin');
  });
});

describe('assay.defaults', () => {
  it('gives what the lab fixed, ready for an evaluation, and says that it is the lab’s', () => {
    const bench = studyBench();
    const before = bench.ask(assayDefaults, {});
    expect(before).toMatchObject({
      source: 'lab',
      curveModel: '4pl',
      leastNuclei: null,
      isSuzukiSummed: true,
    });
    expect(before.limits).toEqual({
      cvMax: '15',
      rSquaredMin: '0.98',
      recoveryMin: '80',
      recoveryMax: '120',
    });
    expect(before.ctRules).toEqual({ maxDifference: '0.5', lastCycle: '38', controlMargin: '5' });
    answer(bench, 'assay.recoveryTolerancePercent', '12.5');
    expect(bench.ask(assayDefaults, {}).limits).toMatchObject({ recoveryMin: '87.5', recoveryMax: '112.5' });
    for (const number of [1, 2, 3, 4]) registerAnimal(bench, `P0${number}`);
    const { limits } = bench.ask(assayDefaults, {});
    bench.run(evaluateAssay, { ...plate, input: { ...elisaPlate(), limits } });
    expect(bench.ask(listAssays, {}).assays[0]?.failedChecks.map((one) => one.text)).toEqual([]);
  });
});

describe('a blind reading', () => {
  const slides = suzukiSlides.map(({ subject, slice }) => ({
    animalId: subject.animalId,
    timePoint: 'day-1' as const,
    slice,
  }));
  const draw = (bench: Bench) => bench.run(drawReadingList, { title: 'H&E, day 1', slides }).listId;

  it('[ARRIVE 5] is drawn before it is read, and shows a blinded reader codes alone', () => {
    const bench = withAnimals();
    const listId = draw(bench);
    const open = known(bench.ask(showReadingList, { listId }));
    expect(open.slides.map((one) => one.code)).toEqual(['01', '02', '03', '04', '05', '06']);
    expect(new Set(open.slides.map((one) => one.subject?.animalId))).toEqual(new Set(['P01', 'P02']));
    bench.roles = ['pathologist'];
    const blind = known(bench.ask(showReadingList, { listId }));
    expect(blind.slides.map((one) => [one.code, one.subject, one.slice])[0]).toEqual(['01', null, null]);
    expect(blind.seed).toBeNull();
    expect(JSON.stringify(blind)).not.toMatch(/P0\d/);
    const trail = bench.ask(auditTrail, { kinds: ['readingList.drawn'] }).records;
    expect(trail).toHaveLength(1);
    expect(JSON.stringify(trail)).not.toMatch(/P0\d/);
    expect(bench.ask(listReadingLists, {}).lists).toMatchObject([{ title: 'H&E, day 1', count: 6 }]);
  });

  it('is scored by code alone; the notebook knows the animals', () => {
    const bench = withAnimals();
    const readingListId = draw(bench);
    const list = known(bench.ask(showReadingList, { listId: readingListId }));
    const first = suzukiScores(
      list.slides.map(({ code, subject }) => ({ code, subject: { animalId: subject?.animalId ?? '' } })),
    );
    const scores = { isSummed: true, first, second: null, combination: 'first', weights: 'linear' };
    bench.roles = ['pathologist'];
    const preview = bench.ask(previewAssay, { assayKey: 'suzuki', input: scores, readingListId });
    expect(preview.output?.numbers).toHaveLength(18);
    expect(JSON.stringify(preview)).not.toMatch(/P0\d/);
    bench.run(evaluateAssay, {
      assayKey: 'suzuki',
      title: 'H&E',
      input: scores,
      readingListId,
      whyNotBlinded: 'Nobody else reads slides here.',
    });
    expect(bench.read.get(Result, 'P01/day-1/suzuki')).toMatchObject({ value: '6.66667', unit: 'points' });
    expect(
      bench.refused(evaluateAssay, {
        assayKey: 'suzuki',
        title: 'H&E',
        input: scores,
        readingListId: 'no-list',
      }).code,
    ).toBe('assay.list-unknown');
  });

  /** A recorded reading by a blinded pathologist, who knows codes alone. */
  function read() {
    const bench = withAnimals();
    const readingListId = draw(bench);
    const { slides: drawn } = known(bench.ask(showReadingList, { listId: readingListId }));
    const first = suzukiScores(
      drawn.map(({ code, subject }) => ({ code, subject: { animalId: subject?.animalId ?? '' } })),
    );
    const input = { isSummed: true, first, second: null, combination: 'first', weights: 'linear' };
    const suzuki = { assayKey: 'suzuki' as const, title: 'H&E', readingListId };
    bench.roles = ['pathologist'];
    return { bench, suzuki, input, first, drawn };
  }

  it('[ARRIVE 5] is refused without its drawn list, and until every code has been scored', () => {
    const { bench, suzuki, input, first } = read();
    const before = bench.records.length;
    const own = { ...input, list: { id: 'mine', seed: '00', slides: [] } };
    const codeOf = (given: Parameters<typeof evaluateAssay.decide>[0]['input'], id: string | null) =>
      bench.refused(evaluateAssay, { ...suzuki, readingListId: id, input: given }).code;
    expect(codeOf(input, null)).toBe('assay.list-missing');
    expect(codeOf(own, null)).toBe('assay.list-missing');
    const partly = { ...input, first: first.slice(0, 4) };
    expect(codeOf(partly, suzuki.readingListId)).toBe('assay.codes-unread');
    const both = { ...input, second: first.slice(1), combination: 'mean-of-both' };
    expect(codeOf(both, suzuki.readingListId)).toBe('assay.codes-unread');
    const preview = { assayKey: 'suzuki', input: partly, readingListId: suzuki.readingListId } as const;
    expect(bench.ask(previewAssay, preview)).toMatchObject({
      output: null,
      refusal: { message: '2 slides of the reading list have no score yet: 05, 06.' },
    });
    expect(bench.records).toHaveLength(before);
    // Who only checks the first reader may read some.
    const { assayId } = bench.run(evaluateAssay, { ...suzuki, input });
    const some = { assayId, second: first.slice(0, 2), combination: 'first', weights: 'linear' } as const;
    bench.run(addSecondReading, some, { ...because, as: 'pathologist-2' });
  });

  it('[ARRIVE 5] takes the list from the notebook, whatever list is handed in', () => {
    const { bench, suzuki, input, drawn } = read();
    const forged = { id: 'mine', seed: '00', slides: drawn.map(({ code }) => ({ code, subject: null })) };
    const { assayId } = bench.run(evaluateAssay, { ...suzuki, input: { ...input, list: forged } });
    bench.roles = ['study-director'];
    expect(bench.ask(showAssay, { assayId })?.input).toMatchObject({ list: { id: suzuki.readingListId } });
  });

  it('[ARRIVE 5] asks a blinded reader for the reason without naming an animal or an earlier score', () => {
    const { bench, suzuki, input } = read();
    bench.run(evaluateAssay, { ...suzuki, input });
    // The same slides, from a list of their own.
    const readingListId = draw(bench);
    const refusal = bench.refused(evaluateAssay, { ...suzuki, readingListId, input });
    expect(refusal.code).toBe('assay.reason-blinded');
    expect(JSON.stringify(refusal)).not.toMatch(/P0\d|6\.66667/);
    const { assayId } = bench.run(evaluateAssay, { ...suzuki, readingListId, input }, because);
    bench.roles = ['study-director'];
    const cell = { animalId: 'P01', timePoint: 'day-1', analyte: 'suzuki' } as const;
    bench.run(correctResult, { ...cell, value: '5' }, because);
    expect(bench.ask(showAssay, { assayId })?.elsewhere).toHaveLength(1);
    bench.roles = ['pathologist'];
    expect(bench.ask(showAssay, { assayId })?.elsewhere).toEqual([]);
    const changed = { assayId, readingListId, input: { ...input, weights: 'quadratic' } };
    expect(bench.run(reevaluateAssay, changed, because).notes).toEqual([]);
  });

  it('[ARRIVE 5] tells a blinded reader no slide and no seed when it is recorded, nowhere', () => {
    const { bench, suzuki, input } = read();
    const seed = known(bench.read.list(ReadingList)[0]).blind.seed;
    const { assayId } = bench.run(evaluateAssay, { ...suzuki, input });
    const shown = known(bench.ask(showAssay, { assayId }));
    expect(shown).toMatchObject({ isListHidden: true, isReproduced: true });
    expect(shown.output.numbers).toHaveLength(18);
    expect(shown.input).not.toHaveProperty('list');
    // A second reader has to find the list that was read.
    expect(shown.readingListId).toBe(suzuki.readingListId);
    expect(bench.ask(listAssays, {}).assays[0]?.readingListId).toBe(suzuki.readingListId);
    const trace = known(bench.ask(traceResult, { resultId: 'P01/day-1/suzuki' }));
    expect([trace.result.value, trace.numbers, trace.wells]).toEqual(['6.66667', [], []]);
    const own = bench.records.filter((one) => one.subjectId === assayId);
    const details = own.map(({ seq }) => bench.ask(auditRecord, { seq }));
    const trail = bench.ask(auditTrail, { kinds: ['assay.evaluated'] });
    const answers = JSON.stringify([shown, details, trail]);
    expect(answers).not.toMatch(/P0\d/);
    expect(answers).not.toContain(seed);
    // Nor by asking which records speak of an animal: the search skips what is blind.
    const told = JSON.stringify(own, (key: string, one: unknown) => (key === 'blind' ? undefined : one));
    expect(told).not.toMatch(/P0\d/);
    bench.roles = ['study-director'];
    const open = JSON.stringify(bench.ask(showAssay, { assayId }));
    expect(open).toContain(seed);
    expect(open).toMatch(/P01 day-1\/slice 1/);
    expect(bench.ask(traceResult, { resultId: 'P01/day-1/suzuki' })?.numbers.length).toBeGreaterThan(3);
    expect(bench.ask(listAssays, {}).assays[0]).toMatchObject({ resultCount: 2, failedChecks: [] });
  });

  it('is evaluated again from the same list', () => {
    const { bench, suzuki, input, first } = read();
    const { assayId } = bench.run(evaluateAssay, { ...suzuki, input });
    const { readingListId } = suzuki;
    const same = { assayId, input, readingListId };
    expect(bench.refused(reevaluateAssay, same, because).code).toBe('assay.unchanged');
    const milder = first.map((one) => ({
      ...one,
      fields: one.fields.map((field) => ({ ...field, necrosis: 0 })),
    }));
    bench.run(reevaluateAssay, { ...same, input: { ...input, first: milder } }, because);
    expect(bench.read.get(Result, 'P01/day-1/suzuki')?.history).toHaveLength(1);
  });

  it('refuses unknown animals and a slide twice', () => {
    const bench = withAnimals();
    const [first] = slides;
    const codeOf = (some: typeof slides) =>
      bench.refused(drawReadingList, { title: 'List', slides: some }).code;
    expect(codeOf([{ ...known(first), animalId: 'P99' }])).toBe('entity.unknown');
    expect(codeOf([known(first), known(first)])).toBe('assay.slides-twice');
  });
});

describe('result.trace', () => {
  function traced() {
    const bench = withAnimals();
    const hash = 'c'.repeat(64);
    const file = { name: 'plate 1.txt', bytes: 100, animalId: null, runId: null, lotId: null };
    const { attachmentId } = bench.run(addAttachment, { hash, ...file });
    const input = elisaPlate();
    const read = {
      ...input,
      files: [{ attachmentId, hash }],
      samples: input.samples.map((one) => ({
        ...one,
        readings: one.readings.map((reading) => ({ ...reading, attachmentId })),
      })),
    };
    const { assayId } = bench.run(evaluateAssay, { ...plate, input: read });
    return { bench, assayId, attachmentId };
  }

  it('leads from the result to its formula, down to the wells of the file, and up to the figure', () => {
    const { bench, assayId, attachmentId } = traced();
    const trace = known(bench.ask(traceResult, { resultId: 'P01/day-1/il-6' }));
    expect(trace.assay).toMatchObject({
      assayId,
      name: 'ELISA and serum kits, version 2',
      status: 'evaluated',
    });
    expect(trace.numbers[0]).toMatchObject({ id: 'sample/P01 D1/concentration', value: '846.48' });
    expect(trace.numbers[0]?.formulaText).toBe('169.296 · dilution 5');
    expect(trace.numbers.map((one) => one.quantity)).toEqual(
      expect.arrayContaining(['well-concentration', 'reading', 'blank', 'curve-a']),
    );
    const own = trace.wells.filter((one) => one.well.startsWith('D'));
    expect(own.map((one) => [one.plate, one.well, one.value, one.file?.name])).toEqual([
      ['plate 1', 'D1', '0.621', 'plate 1.txt'],
      ['plate 1', 'D2', '0.634', 'plate 1.txt'],
    ]);
    // Its own two, two blanks and sixteen of the standards; not the wells of other animals.
    expect(trace.wells).toHaveLength(20);
    // An animal without a group is in no figure.
    expect(trace.figure).toEqual({ panel: '2a', analyte: 'IL-6', isInFigure: false });
    allocate(bench, ['saline', 'dmem', 'asc', 'asc-secretome']);
    const allocated = known(bench.ask(traceResult, { resultId: 'P01/day-1/il-6' }));
    expect(allocated.figure).toEqual({ panel: '2a', analyte: 'IL-6', isInFigure: true });
    bench.run(withholdAttachment, { attachmentId }, because);
    const after = known(bench.ask(traceResult, { resultId: 'P01/day-1/il-6' }));
    expect(after.wells.find((one) => one.well === 'D1')?.file?.status).toBe('withheld');
  });

  it('is not in the figure without a number, or when its animal was replaced', () => {
    const { bench, assayId } = traced();
    allocate(bench, ['saline', 'dmem', 'asc', 'asc-secretome']);
    const isInFigure = (resultId: string) => bench.ask(traceResult, { resultId })?.figure.isInFigure;
    expect(isInFigure('P01/day-1/il-6')).toBe(true);
    expect(isInFigure('P02/day-1/il-6')).toBe(false);
    append(bench, [Animal.record('animal.replaced', 'P01', { by: 'P10' })]);
    expect(isInFigure('P01/day-1/il-6')).toBe(false);
    bench.run(rejectAssay, { assayId }, because);
    const trace = known(bench.ask(traceResult, { resultId: 'P04/day-1/il-6' }));
    expect([trace.assay?.status, trace.figure.isInFigure]).toEqual(['rejected', false]);
  });

  it('ends at a typed value, and knows nothing of a result that is not there', () => {
    const { bench } = traced();
    const cell = { animalId: 'P01', timePoint: 'day-1', analyte: 'il-6', value: '800' } as const;
    bench.run(correctResult, cell, { reason: 'Typed from the printout.' });
    expect(bench.ask(traceResult, { resultId: 'P01/day-1/il-6' })).toMatchObject({
      assay: null,
      numbers: [],
      wells: [],
    });
    expect(bench.ask(traceResult, { resultId: 'P09/day-1/il-6' })).toBeNull();
  });

  it('goes through ΔΔCT and the calibrator', () => {
    const bench = withAnimals();
    bench.run(evaluateAssay, { assayKey: 'qrt-pcr', title: 'Run 1', input: qrtPcrPlate() });
    const trace = known(bench.ask(traceResult, { resultId: 'P01/day-1/hgf' }));
    expect(trace.numbers.map((one) => one.quantity)).toEqual(
      expect.arrayContaining([
        'relative-expression',
        'delta-delta-ct',
        'delta-ct',
        'calibrator-delta-ct',
        'ct',
      ]),
    );
    expect(trace.numbers[1]?.formulaText).toBe('ΔCT − ΔCT(calibrator) = 7.1 − 9.1');
    // Two genes, day 1 and before, in duplicate.
    expect(trace.wells).toHaveLength(8);
  });
});
