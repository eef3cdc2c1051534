// The second reading of slides: who may add it, what it records, and what its reader cannot learn before.
// Must not repeat the arithmetic of the score: shared/assays does.

import { describe, expect, it } from 'vitest';
import { suzukiScores, suzukiSlides, elisaPlate } from '../assays/testing/measured.ts';
import { assayBlocks } from '../report/assay-blocks.ts';
import { Wording } from '../report/wording.ts';
import { addSecondReading, evaluateAssay, reevaluateAssay, rejectAssay } from './assay-commands.ts';
import { listAssays, showAssay } from './assay-queries.ts';
import { showArrive } from './arrive/arrive-queries.ts';
import { Assay } from './assay.ts';
import { auditRecord, auditTrail } from './audit.ts';
import { drawReadingList, showReadingList } from './reading-list.ts';
import { Result } from './result.ts';
import { Bench } from './testing/bench.ts';
import { known } from './testing/known.ts';
import { allocate, registerAnimal } from './testing/operated-animal.ts';
import { changeRoles, createUser } from './user.ts';

const because = { reason: 'A second reader has read the list.' };
const blinded = { roles: ['pathologist'] } as const;

/** A list that pathologist 1 has read; pathologist 2 is at the notebook. */
function readOnce(meta: { as?: string; performedBy?: string } = {}) {
  const bench = new Bench();
  for (const number of [1, 2]) registerAnimal(bench, `P0${number}`, number);
  const slides = suzukiSlides.map(({ subject, slice }) => ({
    animalId: subject.animalId,
    timePoint: 'day-1' as const,
    slice,
  }));
  const draw = () => bench.run(drawReadingList, { title: 'H&E, day 1', slides }).listId;
  const readingListId = draw();
  const list = known(bench.ask(showReadingList, { listId: readingListId }));
  const coded = list.slides.map(({ code, subject }) => ({
    code,
    subject: { animalId: subject?.animalId ?? '' },
  }));
  const first = suzukiScores(coded);
  const second = suzukiScores(coded, 1);
  const input = { isSummed: true, first, second: null, combination: 'first', weights: 'linear' };
  const suzuki = { assayKey: 'suzuki' as const, title: 'H&E', readingListId };
  bench.as = 'pathologist-2';
  bench.roles = blinded.roles;
  const { assayId } = bench.run(
    evaluateAssay,
    { ...suzuki, input },
    { as: 'pathologist-1', ...blinded, ...meta },
  );
  const given = { assayId, second, combination: 'mean-of-both' as const, weights: 'quadratic' as const };
  return { bench, draw, suzuki, input, assayId, first, second, given };
}

/** Everything that the notebook answers about the reading, and prints of it. */
function told(bench: Bench, assayId: string) {
  const own = bench.records.filter((one) => one.subjectId === assayId);
  const reader = { userId: bench.as, roles: bench.roles };
  const wording = new Wording({
    scope: { kind: 'study' },
    notebookId: 'notebook',
    head: { seq: 1, hash: '', recordedAt: '', occurredAt: '' },
    reader,
    read: bench.read,
    query: { now: bench.now, actor: reader, read: bench.read, records: () => [] },
    count: () => ({ records: 0, corrections: 0, byType: new Map() }),
    records: () => [],
    forget: () => {},
  });
  return JSON.stringify([
    bench.ask(showAssay, { assayId }),
    bench.ask(auditTrail, { subjectId: assayId }),
    own.map(({ seq }) => bench.ask(auditRecord, { seq })),
    [...assayBlocks({ read: bench.read, reader }, wording, bench.read.list(Assay))],
  ]);
}

describe('assay.addSecondReading', () => {
  it('[ARRIVE 5] adds the scores to the first reading in the notebook and evaluates both', () => {
    const { bench, given, assayId, first, second } = readOnce();
    bench.run(addSecondReading, given, because);
    const state = known(bench.read.get(Assay, assayId));
    expect(state.input).toMatchObject({ first, second, combination: 'mean-of-both', weights: 'quadratic' });
    expect(state).toMatchObject({
      firstReadBy: 'pathologist-1',
      secondReadBy: 'pathologist-2',
      evaluations: 2,
    });
    expect(state.output.numbers.filter((one) => one.quantity === 'weighted-kappa')).toHaveLength(3);
    const record = known(bench.records.find((one) => one.kind === 'assay.reevaluated'));
    expect([record.performedBy, record.reason]).toEqual(['pathologist-2', because.reason]);
    // (6 + 7 + 7) / 3 of the first reader, one point more in each field of the second.
    expect(bench.read.get(Result, 'P01/day-1/suzuki')?.value).toBe('7.16667');
  });

  it('[ARRIVE 5] is refused for whoever performed or recorded the first reading', () => {
    const codeOf = (world: ReturnType<typeof readOnce>, meta: { as?: string; performedBy?: string }) =>
      world.bench.refused(addSecondReading, world.given, { ...because, ...meta }).code;
    const own = readOnce();
    expect(codeOf(own, { as: 'pathologist-1' })).toBe('assay.second-same-person');
    expect(codeOf(own, { performedBy: 'pathologist-1' })).toBe('assay.second-same-person');
    const typed = readOnce({ as: 'pathologist-2', performedBy: 'pathologist-1' });
    expect(codeOf(typed, {})).toBe('assay.second-same-person');
    expect(codeOf(typed, { as: 'pathologist-3', performedBy: 'pathologist-1' })).toBe(
      'assay.second-same-person',
    );
    typed.bench.run(addSecondReading, typed.given, { ...because, as: 'pathologist-3' });
  });

  it('is refused without a reason, a second time, for another assay and for a rejected one', () => {
    const { bench, given, assayId } = readOnce();
    const refusal = (changed: Partial<typeof given>, meta = because) =>
      bench.refused(addSecondReading, { ...given, ...changed }, meta).code;
    expect(bench.refused(addSecondReading, given).code).toBe('reason.missing');
    expect(refusal({ assayId: 'unknown' })).toBe('entity.unknown');
    for (const number of [3, 4]) registerAnimal(bench, `P0${number}`, number);
    const plate = { assayKey: 'elisa' as const, title: 'IL-6', input: elisaPlate() };
    const other = bench.run(evaluateAssay, plate).assayId;
    expect(refusal({ assayId: other })).toBe('assay.not-read-from-list');
    expect(refusal({ second: given.second.slice(1) })).toBe('assay.codes-unread');
    bench.run(addSecondReading, given, because);
    expect(bench.refused(addSecondReading, given, { ...because, as: 'pathologist-3' }).code).toBe(
      'assay.second-exists',
    );
    bench.run(rejectAssay, { assayId }, because);
    expect(refusal({})).toBe('assay.rejected-already');
  });

  it('[ARRIVE 5] is the only way: evaluating again neither adds nor drops a second reading', () => {
    const { bench, given, assayId, input, second, suzuki } = readOnce();
    const { readingListId } = suzuki;
    const first = { as: 'pathologist-1', ...because };
    const both = { assayId, readingListId, input: { ...input, second } };
    expect(bench.refused(reevaluateAssay, both, first).code).toBe('assay.second-apart');
    bench.run(addSecondReading, given, because);
    const alone = { assayId, readingListId, input: { ...input, weights: 'quadratic' } };
    expect(bench.refused(reevaluateAssay, alone, first).code).toBe('assay.second-apart');
    const corrected = { ...input, second: second.toReversed(), combination: 'mean-of-both' };
    bench.run(reevaluateAssay, { assayId, readingListId, input: corrected }, because);
    expect(bench.read.get(Assay, assayId)).toMatchObject({
      firstReadBy: 'pathologist-1',
      secondReadBy: 'pathologist-2',
    });
  });

  it('[ARRIVE 5] leaves the first reading to those who can see it', () => {
    const { bench, assayId, input, suzuki } = readOnce();
    const { readingListId } = suzuki;
    const changed = { assayId, readingListId, input: { ...input, weights: 'quadratic' } };
    expect(bench.refused(reevaluateAssay, changed, because).code).toBe('assay.scores-hidden');
    bench.run(reevaluateAssay, changed, { as: 'pathologist-1', ...because });
    expect(bench.read.get(Assay, assayId)).toMatchObject({
      firstReadBy: 'pathologist-1',
      secondReadBy: null,
    });
  });
});

describe('the first reading of slides', () => {
  it('[ARRIVE 5] is withheld from whoever could read them a second time, until that is recorded', () => {
    const { bench, assayId, given } = readOnce();
    const hidden = known(bench.ask(showAssay, { assayId }));
    expect(hidden).toMatchObject({ isScoresHidden: true, isListHidden: true, hasSecondReading: false });
    expect(hidden.input).toEqual({
      isSummed: true,
      files: [],
      second: null,
      combination: 'first',
      weights: 'linear',
    });
    expect(hidden.output).toEqual({ numbers: [], checks: [], results: [], lotFactors: [] });
    expect(hidden.readingListId).not.toBeNull();
    expect(hidden.about.firstReadBy).toBe('pathologist-1');
    expect(told(bench, assayId)).not.toMatch(/necrosis|field-score|P0\d/i);
    bench.run(addSecondReading, given, because);
    expect(bench.ask(showAssay, { assayId })).toMatchObject({
      isScoresHidden: false,
      hasSecondReading: true,
    });
    expect(told(bench, assayId)).toMatch(/"necrosis":2/);
    expect(told(bench, assayId)).not.toMatch(/P0\d/);
  });

  it('is shown to who read it, who typed it, and who may know the groups', () => {
    const { bench, assayId } = readOnce({ as: 'pathologist-3', performedBy: 'pathologist-1' });
    for (const as of ['pathologist-1', 'pathologist-3']) {
      bench.as = as;
      expect(bench.ask(showAssay, { assayId })).toMatchObject({ isScoresHidden: false, isListHidden: true });
      expect(told(bench, assayId)).toMatch(/"necrosis":2/);
      expect(told(bench, assayId)).not.toMatch(/P0\d/);
    }
    bench.as = 'director-1';
    bench.roles = ['study-director'];
    expect(bench.ask(showAssay, { assayId })).toMatchObject({ isScoresHidden: false, isListHidden: false });
  });

  it('[ARRIVE 5] is found by no search for a score, and its record is by what is not hidden', () => {
    const { bench, assayId, given } = readOnce();
    const search = (text: string) => bench.ask(auditTrail, { subjectId: assayId, text });
    expect(search('"necrosis":2')).toMatchObject({ records: [], hiddenCount: 0 });
    expect(search('"necrosis":4')).toEqual(search('"necrosis":2'));
    expect(search('H&E').records).toHaveLength(1);
    bench.run(addSecondReading, given, because);
    expect(search('"necrosis":2').records).toHaveLength(2);
  });

  it('stays withheld when it was rejected: the list may be read again', () => {
    const { bench, assayId } = readOnce();
    bench.run(rejectAssay, { assayId }, { as: 'pathologist-1', ...because });
    expect(bench.ask(showAssay, { assayId })).toMatchObject({ isScoresHidden: true });
    expect(told(bench, assayId)).not.toMatch(/necrosis|field-score/i);
  });

  it('[ARRIVE 5] is not recorded together with the second, of whoever', () => {
    const { bench, draw, suzuki, input, second } = readOnce();
    const other = { ...suzuki, readingListId: draw() };
    const codes = known(bench.ask(showReadingList, { listId: other.readingListId })).slides;
    const scores = codes.map(({ code }, index) => ({ ...known(second[index]), code }));
    const both = { ...input, first: scores, second: scores };
    expect(bench.refused(evaluateAssay, { ...other, input: both }, because).code).toBe(
      'assay.second-at-once',
    );
    bench.run(evaluateAssay, { ...other, input: { ...input, first: scores } }, because);
  });
});

describe('a reading by somebody who may know the groups', () => {
  const why = { whyNotBlinded: 'The pathologist is ill.' };
  const director = { as: 'director-1', roles: ['study-director'] } as const;

  it('[ARRIVE 5] is refused without why, and says so for good with it', () => {
    const { bench, draw, suzuki, input, assayId: blind } = readOnce();
    expect(known(bench.read.get(Assay, blind)).firstBlinding).toEqual({ isBlinded: true, why: null });
    const readingListId = draw();
    const codes = known(bench.ask(showReadingList, { listId: readingListId })).slides;
    const first = codes.map(({ code }, index) => ({ ...known(input.first[index]), code }));
    const given = { ...suzuki, readingListId, input: { ...input, first } };
    const meta = { ...because, ...director };
    const before = bench.records.length;
    expect(bench.refused(evaluateAssay, given, meta).code).toBe('assay.not-blinded');
    expect(bench.records).toHaveLength(before);
    const { assayId } = bench.run(evaluateAssay, { ...given, ...why }, meta);
    const marked = { isBlinded: false, why: why.whyNotBlinded };
    expect(known(bench.read.get(Assay, assayId)).firstBlinding).toEqual(marked);
    expect(bench.ask(listAssays, {}).assays.map((one) => [one.id, one.isUnblinded])).toEqual([
      [blind, false],
      [assayId, true],
    ]);
    bench.roles = director.roles;
    // On paper, where both evaluations stand.
    expect(told(bench, assayId).split('First reading not blind: The pathologist is ill.')).toHaveLength(2);
    // A blinded person who corrects it does not make it blind.
    const corrected = { assayId, readingListId, input: { ...input, first: first.toReversed() } };
    bench.run(reevaluateAssay, corrected, { ...because, ...director, roles: blinded.roles });
    expect(known(bench.read.get(Assay, assayId)).firstBlinding).toEqual(marked);
  });

  it('[ARRIVE 5] is no blind one either when a blinded person read and the other typed, or the other way round', () => {
    const { bench, given } = readOnce();
    const meta = { ...because, ...director, performedBy: 'pathologist-3' };
    expect(bench.refused(addSecondReading, given, meta).code).toBe('assay.not-blinded');
    const account = { printedName: 'Technician 7', identityVerifiedBy: 'Administrator 1' };
    const technician = { userId: 'technician-7', roles: ['technician' as const], ...account };
    bench.run(createUser, technician, { as: 'administrator-1' });
    const dictated = { ...because, as: 'pathologist-3', performedBy: 'technician-7' };
    expect(bench.refused(addSecondReading, given, dictated).code).toBe('assay.not-blinded');
    bench.run(addSecondReading, { ...given, ...why }, dictated);
    expect(known(bench.read.get(Assay, given.assayId))).toMatchObject({
      firstBlinding: { isBlinded: true },
      secondBlinding: { isBlinded: false },
    });
  });

  it('[ARRIVE 5] is no blind one either of somebody who may not know them any more', () => {
    const { bench, given, suzuki } = readOnce();
    allocate(bench, ['asc', 'saline']);
    const userId = bench.as;
    const account = { userId, printedName: 'Pathologist 2', identityVerifiedBy: 'Administrator 1' };
    const administrator = { as: 'administrator-1', reason: 'Moved.' };
    bench.run(createUser, { ...account, roles: ['technician'] }, administrator);
    bench.run(changeRoles, { userId, roles: ['pathologist'] }, administrator);
    expect(bench.ask(showReadingList, { listId: suzuki.readingListId })).toMatchObject({
      seed: null,
      hasReaderKnown: true,
    });
    expect(bench.refused(addSecondReading, given, because).code).toBe('assay.not-blinded');
    // Nor where a blinded person types what such a one read.
    const dictated = { ...because, as: 'pathologist-3', performedBy: userId };
    expect(bench.refused(addSecondReading, given, dictated).code).toBe('assay.not-blinded');
    bench.run(addSecondReading, { ...given, ...why }, because);
    expect(known(bench.read.get(Assay, given.assayId)).secondBlinding).toMatchObject({ isBlinded: false });
    bench.as = 'pathologist-4';
    expect(bench.ask(showReadingList, { listId: suzuki.readingListId })?.hasReaderKnown).toBe(false);
  });

  it('[ARRIVE 5] makes of a blind one no blind one when it changes its scores, and only then', () => {
    const { bench, suzuki, input, assayId, first } = readOnce();
    const { readingListId } = suzuki;
    const meta = { ...because, ...director };
    const weighed = { assayId, readingListId, input: { ...input, weights: 'quadratic' } };
    bench.run(reevaluateAssay, weighed, meta);
    expect(known(bench.read.get(Assay, assayId)).firstBlinding).toMatchObject({ isBlinded: true });
    const [one, ...others] = first;
    const milder = { ...known(one), fields: known(one).fields.map((field) => ({ ...field, necrosis: 0 })) };
    const changed = { assayId, readingListId, input: { ...input, first: [milder, ...others] } };
    expect(bench.refused(reevaluateAssay, { ...changed, ...why }, meta).code).toBe('assay.not-own-scores');
    // Its own reader, who has become one of those who may know.
    const own = { ...meta, as: 'pathologist-1' };
    expect(bench.refused(reevaluateAssay, changed, own).code).toBe('assay.not-blinded');
    bench.run(reevaluateAssay, { ...changed, ...why }, own);
    expect(known(bench.read.get(Assay, assayId)).firstBlinding).toMatchObject({ isBlinded: false });
  });
});

describe('a reading that is changed when both are known', () => {
  it('[ARRIVE 5] is changed by its own reader alone, and says for good that the agreement is no measure', () => {
    const { bench, given, input, first, second, suzuki, assayId } = readOnce();
    bench.run(addSecondReading, given, because);
    const { readingListId } = suzuki;
    const both = { ...input, second, combination: 'mean-of-both', weights: 'quadratic' };
    const agreed = { assayId, readingListId, input: { ...both, first: second } };
    const swapped = { assayId, readingListId, input: { ...both, second: first } };
    const of = (as: string) => ({ reason: 'A slip of the keys.', as, ...blinded });
    const refused = (change: typeof agreed | typeof swapped, as: string) =>
      bench.refused(reevaluateAssay, change, of(as)).code;
    expect(refused(agreed, 'pathologist-2')).toBe('assay.not-own-scores');
    expect(refused(swapped, 'pathologist-1')).toBe('assay.not-own-scores');
    expect(refused(agreed, 'pathologist-3')).toBe('assay.not-own-scores');
    expect(known(bench.read.get(Assay, assayId)).changedKnowing).toEqual([]);
    bench.run(reevaluateAssay, agreed, of('pathologist-1'));
    expect(known(bench.read.get(Assay, assayId)).changedKnowing).toMatchObject([
      { reader: 'first', by: 'pathologist-1', reason: 'A slip of the keys.' },
    ]);
    expect(told(bench, assayId)).toContain(
      'First reading changed when both were known, so the agreement is no measure: A slip of the keys.',
    );
    const { items, notes } = bench.ask(showArrive, {});
    const answers = items.flatMap(({ parts }) => parts).find(({ key }) => key === '5')?.answers ?? [];
    const said = known(answers.find((one) => one.some(({ text }) => text.includes('were known'))));
    expect(said.map(({ text }) => text).join('')).toBe(
      'Readings of slides changed when both readers’ scores were known, so that how far they agree is no measure: 1. Given as the reason: A slip of the keys.',
    );
    const cited = notes.filter(({ number }) => said.some(({ note }) => note === number));
    const found = bench.records.filter(({ seq }) => cited.some(({ seqs }) => seqs.includes(seq)));
    expect(found.map(({ subjectId, kind, reason }) => [subjectId, kind, reason])).toEqual([
      [assayId, 'assay.reevaluated', 'A slip of the keys.'],
    ]);
  });

  it('is not meant of a first reading that is corrected before anybody read second', () => {
    const { bench, input, first, suzuki, assayId } = readOnce();
    const corrected = {
      assayId,
      readingListId: suzuki.readingListId,
      input: { ...input, first: first.toReversed() },
    };
    bench.run(reevaluateAssay, corrected, { ...because, as: 'pathologist-1' });
    expect(known(bench.read.get(Assay, assayId))).toMatchObject({ evaluations: 2, changedKnowing: [] });
  });
});

describe('a list of slides', () => {
  it('[ARRIVE 5] has a title that names no animal and no group', () => {
    const { bench } = readOnce();
    const slides = [{ animalId: 'P01', timePoint: 'day-3' as const, slice: 1 }];
    const told = ['P01, day 3', 'saline day 3', 'Day 3 (ASC-secretome)', 'set of p02'];
    for (const title of told) {
      expect(bench.refused(drawReadingList, { title, slides }).code).toBe('assay.title-tells');
    }
    for (const title of ['H&E, day 3', 'P014 is no animal', 'Salinex'])
      bench.run(drawReadingList, { title, slides });
  });

  it('has one evaluation: another is refused and names it, until it is rejected', () => {
    const { bench, suzuki, input, assayId, draw } = readOnce();
    const again = { ...suzuki, title: 'Again', input };
    const refusal = bench.refused(evaluateAssay, again, because);
    expect(refusal.code).toBe('assay.list-evaluated');
    expect(refusal.message).toContain('H&E');
    // Nor is an evaluation of another list moved to it.
    const other = bench.run(evaluateAssay, { ...again, readingListId: draw() }, because).assayId;
    const moved = { assayId: other, readingListId: suzuki.readingListId, input };
    expect(bench.refused(reevaluateAssay, moved, because).code).toBe('assay.list-evaluated');
    bench.run(rejectAssay, { assayId }, because);
    bench.run(evaluateAssay, again, because);
  });
});
