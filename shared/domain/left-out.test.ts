// What a figure, its caption and the panel beside it say of values that do not count, and of the plan that says so.
// Must not test how a figure is drawn: report/figure.test.ts does.

import { describe, expect, it } from 'vitest';
import { elisaPlate, qrtPcrPlate } from '../assays/testing/measured.ts';
import { figureValuesCsv } from '../report/figure-csv.ts';
import { showAnalysis } from './analysis.ts';
import { lockPlan, recordPlan } from './analysis-plan.ts';
import { Animal } from './animal.ts';
import { evaluateAssay, rejectAssay } from './assay-commands.ts';
import { recordExclusion } from './exclusion.ts';
import { showFigure } from './figure-queries.ts';
import { Result } from './result.ts';
import { correctResult, enterResults, markResult } from './result-commands.ts';
import { resultChart } from './result-queries.ts';
import { traceResult } from './result-trace.ts';
import { articlePlan, director, plannedStudy } from './testing/analysed-study.ts';
import { Bench } from './testing/bench.ts';
import { allocate, append, registerAnimal } from './testing/operated-animal.ts';

const because = { ...director, reason: 'The serum was haemolysed.' };
const p01 = { animalId: 'P01', timePoint: 'day-1', analyte: 'alt' } as const;
const il6 = { primary: { analyte: 'il-6', timePoint: 'day-1' } } as const;

function figure(bench: Bench, input: Partial<Parameters<typeof showFigure.answer>[0]> = {}) {
  const shown = bench.ask(showFigure, { figure: '3a', ...input });
  if (!shown) throw new Error('The article has no such figure.');
  return shown;
}
const caption = (bench: Bench, input: Parameters<typeof figure>[1] = {}) => figure(bench, input).caption;
const leftOut = (bench: Bench, analyte: 'alt' | 'il-6' = 'alt') =>
  bench.ask(showAnalysis, { analyte }).leftOut;

/** IL-6 of day 1 from a plate: P01 and P04 have numbers, P02 lies below the range, P03 has none or lies above it. */
function withPlate(changes: Parameters<typeof plannedStudy>[0] = {}) {
  const bench = plannedStudy({ ...il6, ...changes });
  const { assayId } = bench.run(evaluateAssay, { assayKey: 'elisa', title: 'IL-6', input: elisaPlate() });
  return { bench, assayId };
}

function beyondRange(bench: Bench, animalId: string, flag: 'below-range' | 'above-range'): void {
  append(bench, [
    Result.record('result.derived', `${animalId}/day-1/alt`, {
      ...p01,
      animalId,
      unit: 'U/L',
      value: null,
      limit: '78',
      flags: [flag],
      origin: { assayId: 'a1', numberId: 'n1' },
    }),
  ]);
}

describe('what is left out', () => {
  it('[ARRIVE 3b] counts and names values beyond the range that the plan leaves out', () => {
    const bench = plannedStudy();
    beyondRange(bench, 'P01', 'below-range');
    beyondRange(bench, 'P05', 'below-range');
    beyondRange(bench, 'P02', 'above-range');
    expect(leftOut(bench)).toEqual([
      { animalId: 'P01', timePoint: 'day-1', why: 'below the range, < 78 U/L, left out by the plan' },
      { animalId: 'P02', timePoint: 'day-1', why: 'above the range, > 78 U/L, left out by the plan' },
      { animalId: 'P05', timePoint: 'day-1', why: 'below the range, < 78 U/L, left out by the plan' },
    ]);
    expect(caption(bench)).toContain(
      'Beyond the range of the assay (3): P01, P05, Day 1 (below the range, < 78 U/L, left out by the plan); ' +
        'P02, Day 1 (above the range, > 78 U/L, left out by the plan).',
    );
    const counting = plannedStudy({ belowRange: 'limit' });
    beyondRange(counting, 'P01', 'below-range');
    expect(leftOut(counting)).toEqual([]);
    expect(caption(counting)).not.toContain('Beyond the range');
  });

  it('[P11-10e] names a value that was corrected to missing, with its reason and what it was', () => {
    const bench = plannedStudy();
    bench.run(
      correctResult,
      { ...p01, value: null },
      { as: 'technician-2', roles: ['technician'], reason: 'The tube was lost.' },
    );
    const why = 'corrected to missing, was 118.2 U/L: The tube was lost.';
    expect(leftOut(bench)).toEqual([{ animalId: 'P01', timePoint: 'day-1', why }]);
    expect(caption(bench)).toContain(`Without a number (1): P01, Day 1 (${why}).`);
    // With everything it is still not there.
    expect(caption(bench, { isWithEverything: true })).toContain('Without a number (1): P01');
  });

  it('names what was recorded as missing, and what waits for a repeated run', () => {
    const { bench, assayId } = withPlate();
    bench.run(enterResults, { cells: [{ ...p01, analyte: 'il-6', animalId: 'P09', value: null }] });
    bench.run(rejectAssay, { assayId }, { reason: 'The wrong plate.' });
    const words = leftOut(bench, 'il-6').map(({ animalId, why }) => `${animalId}: ${why}`);
    expect(words).toContain('P09: recorded as missing');
    expect(words).toContain('P01: withdrawn, its assay was rejected: The wrong plate.');
  });

  it('names replaced animals that have a value, and those in no group', () => {
    const bench = plannedStudy();
    registerAnimal(bench, 'P90');
    bench.run(enterResults, { cells: [{ ...p01, animalId: 'P90', value: '99' }] });
    append(bench, [Animal.record('animal.replaced', 'P01', { by: 'P02' })]);
    expect(leftOut(bench)).toEqual([
      { animalId: 'P01', timePoint: 'day-1', why: 'the animal was replaced by P02' },
      { animalId: 'P90', timePoint: 'day-1', why: 'the animal is in no group' },
    ]);
    expect(caption(bench)).toContain(
      'In no group (2): P01, Day 1 (the animal was replaced by P02); P90, Day 1 (the animal is in no group).',
    );
  });

  it('says the outcome where a figure has several', () => {
    const bench = plannedStudy({ outliers: 'left-out' });
    bench.run(enterResults, { cells: [{ ...p01, analyte: 'ast', value: '50' }] });
    bench.run(markResult, { ...p01, mark: 'outlier' }, because);
    beyondRange(bench, 'P05', 'below-range');
    expect(caption(bench)).toContain(
      'Left out: ALT: P01, Day 1 (marked as an outlier, left out by the plan).',
    );
    expect(caption(bench)).toContain('(1): ALT: P05, Day 1 (below the range');
  });

  it('has what is alike together', () => {
    const bench = plannedStudy();
    const cells = (['alt', 'ast'] as const).flatMap((analyte) =>
      (['day-3', 'day-7'] as const).flatMap((timePoint) =>
        ['P01', 'P05'].map((animalId) => ({ animalId, timePoint, analyte, value: null })),
      ),
    );
    bench.run(enterResults, { cells: [...cells, { ...p01, analyte: 'ast', value: '50' }] });
    expect(caption(bench)).toContain(
      'Without a number (8): ALT, AST: P01, P05, Day 3, Day 7 (recorded as missing).',
    );
  });

  it('[ARRIVE 5] is a number of animals to whom the groups are coded, and no list', () => {
    const bench = plannedStudy();
    beyondRange(bench, 'P01', 'below-range');
    append(bench, [Animal.record('animal.replaced', 'P05', { by: 'P02' })]);
    bench.run(recordExclusion, { animalId: 'P02', analyte: null, timePoint: null }, because);
    bench.roles = ['pathologist'];
    expect(leftOut(bench)).toEqual([]);
    expect(caption(bench)).toContain('Animals with values left out: 3.');
    expect(JSON.stringify(figure(bench))).not.toMatch(/P\d\d|saline|dmem|secretome|"asc/i);
  });
});

describe('the caption', () => {
  it('says n by group, and a group without a value too', () => {
    const { bench } = withPlate({ belowRange: 'half-limit' });
    // P01 saline, P02 DMEM at half of the limit, P03 ASC without a number, P04 secretome.
    const counts = figure(bench, { figure: '2a' }).model.panels[0]?.cells.map((cells) => cells[1]?.n);
    expect(counts).toEqual([1, 1, 0, 1]);
    expect(caption(bench, { figure: '2a' })).toContain(
      'n = 0 to 1 animals in each group, as printed below: Saline 1, DMEM 1, ASC 0, ASC-secretome 1.',
    );
    expect(caption(plannedStudy())).toContain('n = 6 animals in each group.');
  });

  it('counts 0 where something was measured and nothing of it counts', () => {
    const bench = plannedStudy();
    const cells = ['P01', 'P02', 'P03', 'P04'].map((animalId) => ({
      ...p01,
      animalId,
      timePoint: 'day-3' as const,
    }));
    bench.run(enterResults, { cells: cells.map((one) => ({ ...one, value: null })) });
    expect(caption(bench)).toContain('n = 0 to 6 animals in each group, as printed below: Saline 0 to 6,');
    expect(figure(bench).model.panels[0]?.isMeasuredAt).toEqual([false, true, true, false]);
  });

  it('says at which end of the range hollow points stand, and at half of it where the plan halves it', () => {
    const half = withPlate({ belowRange: 'half-limit' }).bench;
    expect(caption(half, { figure: '2a' })).toContain(
      'Hollow points below the range of the assay stand at half of its lower limit, as planned.',
    );
    expect(caption(half, { figure: '2a' })).not.toMatch(/stand at its|outlier/);
    const limits = plannedStudy({ belowRange: 'limit', aboveRange: 'limit' });
    beyondRange(limits, 'P01', 'below-range');
    expect(caption(limits)).toContain('stand at its lower limit, as planned.');
    expect(caption(limits)).not.toContain('upper limit');
    beyondRange(limits, 'P05', 'above-range');
    limits.run(markResult, { ...p01, animalId: 'P09', mark: 'outlier' }, because);
    for (const words of ['its lower limit, as', 'its upper limit, as', 'marked as outliers and count.']) {
      expect(caption(limits)).toContain(words);
    }
  });

  it('[GLP-4] says that a plan was first locked after results existed, and how many', () => {
    const count = plannedStudy().read.list(Result).length;
    expect(caption(plannedStudy())).toContain(
      `The plan was locked on 2026-03-02, when the notebook already held ${count} results: it was not fixed before the data.`,
    );
    const early = new Bench();
    allocate(early, ['saline', 'dmem', 'asc', 'asc-secretome']);
    early.run(recordPlan, { content: articlePlan(early) }, director);
    early.run(lockPlan, {}, director);
    registerAnimal(early, 'P01', 1);
    early.run(enterResults, { cells: [{ ...p01, value: '90' }] });
    expect(caption(early)).toContain('Test at each time point');
    expect(caption(early)).not.toContain('The plan was locked');
  });
});

describe('whether a value is in its figure', () => {
  it('is what the figure draws, for every result', () => {
    const bench = plannedStudy({ belowRange: 'half-limit', outliers: 'left-out' });
    beyondRange(bench, 'P01', 'below-range');
    beyondRange(bench, 'P05', 'above-range');
    bench.run(markResult, { ...p01, animalId: 'P09', mark: 'outlier' }, because);
    bench.run(recordExclusion, { animalId: 'P02', analyte: 'alt', timePoint: 'day-1' }, because);
    bench.run(correctResult, { ...p01, animalId: 'P06', value: null }, because);
    append(bench, [Animal.record('animal.replaced', 'P10', { by: 'P14' })]);
    registerAnimal(bench, 'P90');
    bench.run(enterResults, { cells: [{ ...p01, animalId: 'P90', value: '99' }] });
    const points = figure(bench).model.panels.flatMap(({ cells }) =>
      cells.flat().flatMap((cell) => cell.points),
    );
    const drawn = new Set(points.map(({ id }) => id));
    const answers = bench.read
      .list(Result)
      .map(({ id }) => [id, bench.ask(traceResult, { resultId: id })?.figure.isInFigure]);
    expect(answers).toEqual(bench.read.list(Result).map(({ id }) => [id, drawn.has(id)]));
    expect(drawn.has('P01/day-1/alt')).toBe(true);
    expect(answers.filter(([, isIn]) => isIn === false)).toHaveLength(5);
  });
});

describe('result.chart', () => {
  const saline = (bench: Bench, input: Partial<Parameters<typeof resultChart.answer>[0]> = {}) => {
    const { series, analysis } = bench.ask(resultChart, { analyte: 'alt', ...input });
    const { n, mean, leftOut: count, points } = series[0]?.byTimePoint[1] ?? {};
    return { n, mean, count, points: points?.length, analysis };
  };

  it('has the numbers of the figure, and says whose analysis they are', () => {
    const bench = plannedStudy({ outliers: 'left-out', belowRange: 'limit' });
    bench.run(recordExclusion, { animalId: 'P01', analyte: null, timePoint: null }, because);
    bench.run(markResult, { ...p01, animalId: 'P05', mark: 'outlier' }, because);
    beyondRange(bench, 'P09', 'below-range');
    for (const isWithEverything of [false, true]) {
      const cell = figure(bench, { isWithEverything }).model.panels[0]?.cells[0]?.[1];
      expect(saline(bench, { isWithEverything })).toMatchObject({
        n: cell?.n,
        mean: cell?.mean,
        points: cell?.points.length,
      });
    }
    expect(saline(bench)).toMatchObject({ n: 4, count: 2, analysis: 'planned' });
    expect(saline(bench, { isWithEverything: true })).toMatchObject({
      n: 6,
      count: 0,
      analysis: 'with-both',
    });
  });

  it('leaves excluded animals out before a plan is locked too', () => {
    const bench = plannedStudy();
    expect(saline(bench)).toMatchObject({ n: 6, count: 0, analysis: 'planned' });
    bench.run(recordExclusion, { animalId: 'P01', analyte: null, timePoint: null }, because);
    expect(saline(bench)).toMatchObject({ n: 5, count: 1 });
    expect(saline(bench, { isWithEverything: true }).analysis).toBe('with-excluded');
  });
});

describe('remarks of the assay', () => {
  it('stand with each point, in the list of values and in the file, and are counted in the caption', () => {
    const bench = plannedStudy();
    for (const [animalId, flags] of [
      ['P01', ['cv-high']],
      ['P06', ['cv-high', 'control-failed']],
    ] as const) {
      append(bench, [
        Result.record('result.derived', `${animalId}/day-1/alt`, {
          ...p01,
          animalId,
          unit: 'U/L',
          value: '110.5',
          limit: null,
          flags: [...flags],
          origin: { assayId: 'a1', numberId: 'n1' },
        }),
      ]);
    }
    const { model, caption: words } = figure(bench);
    const remarked = model.panels[0]?.cells.flatMap((row) =>
      row.flatMap(({ points }) => points.flatMap((one) => (one.remarks.length > 0 ? [one] : []))),
    );
    expect(remarked?.map(({ subject, remarks }) => [subject, remarks])).toEqual([
      ['P01', ['duplicates too far apart']],
      ['P06', ['duplicates too far apart', 'a control failed']],
    ]);
    expect(words).toContain('Remarks on values: duplicates too far apart 2; a control failed 1.');
    const lines = figureValuesCsv(model).split('\r\n');
    expect(lines[0]?.split(',')).toContain('Remarks');
    expect(lines.filter((line) => line.includes('duplicates too far apart; a control failed'))).toHaveLength(
      1,
    );
    const listed = bench.ask(showAnalysis, { analyte: 'alt' }).values[0]?.byTimePoint[1]?.values;
    expect(listed?.find((one) => one.animalId === 'P01')?.flags).toEqual(['cv-high']);
    expect(caption(plannedStudy())).not.toContain('Remarks');
  });

  it('do not say twice that a value is beyond the range', () => {
    const bench = plannedStudy({ belowRange: 'limit' });
    beyondRange(bench, 'P01', 'below-range');
    expect(caption(bench)).not.toContain('Remarks');
  });

  it('[ARRIVE 5] are counted for a blinded reader too, for all animals together', () => {
    const bench = plannedStudy();
    append(bench, [
      Result.record('result.derived', 'P01/day-1/alt', {
        ...p01,
        unit: 'U/L',
        value: '110.5',
        limit: null,
        flags: ['cv-high'],
        origin: { assayId: 'a1', numberId: 'n1' },
      }),
    ]);
    bench.roles = ['pathologist'];
    expect(caption(bench)).toContain('Remarks on values: duplicates too far apart 1.');
    expect(figure(bench).model.panels[0]?.cells).toHaveLength(1);
  });
});

describe('what an axis says of a ratio', () => {
  const words = (bench: Bench, name: string) =>
    figure(bench, { figure: name }).model.panels.map(({ unit, unitWords }) => [unit, unitWords]);

  it('is what the assay of the values was relative to, and fold where no assay says it', () => {
    const bench = plannedStudy();
    const hgf = { animalId: 'P01', timePoint: 'day-1', analyte: 'hgf' } as const;
    bench.run(enterResults, { cells: [{ ...hgf, value: '1.2' }] });
    expect(words(bench, '3c')).toEqual([['×', 'fold']]);
    expect(caption(bench, { figure: '3c' })).toContain('Figure 3c: HGF (fold).');
    bench.run(enterResults, { cells: [{ ...hgf, analyte: 'pcna', value: '0.8' }] });
    expect(words(bench, '4d')).toEqual([['× β-actin', 'relative to β-actin']]);
  });

  it.each([
    ['the calibrator', { kind: 'samples' as const, names: ['P01 pre-op'] }],
    ['the animal’s own sample', { kind: 'own-time-point' as const, timePoint: 'pre-op' }],
  ])('names the reference gene and %s, never a sample', (what, calibrator) => {
    const bench = plannedStudy();
    const input = { ...qrtPcrPlate(), calibrator };
    bench.run(evaluateAssay, { assayKey: 'qrt-pcr', title: 'Run 1', input });
    const said = words(bench, '3c').map(([, one]) => one);
    expect(new Set(said)).toEqual(new Set([`relative to β-actin and ${what}`]));
    expect(caption(bench, { figure: '3c' })).toContain(`(relative to β-actin and ${what}).`);
  });

  it('says a unit that all outcomes share once', () => {
    const bench = plannedStudy();
    bench.run(enterResults, { cells: [{ ...p01, analyte: 'ast', value: '90' }] });
    expect(caption(bench)).toContain('Figure 3a: ALT, AST (U/L).');
  });
});

describe('points that the plan leaves out', () => {
  it('are said to be crossed where they are drawn, and only there', () => {
    const bench = plannedStudy();
    expect(caption(bench, { isWithEverything: true })).not.toContain('Crossed');
    bench.run(recordExclusion, { animalId: 'P01', analyte: null, timePoint: null }, because);
    expect(caption(bench)).not.toContain('Crossed');
    expect(caption(bench, { isWithEverything: true })).toContain('Crossed points are left out by the plan.');
  });
});
