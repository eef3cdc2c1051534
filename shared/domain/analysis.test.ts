// The analysis of an outcome and the figures made of it: as planned and with everything, by name and coded.
// Must not test statistics against references: planned-analysis.test.ts does.

import { describe, expect, it } from 'vitest';
import { showAnalysis, type AnalysisAt } from './analysis.ts';
import { amendPlan } from './analysis-plan.ts';
import { analytes } from './analytes.ts';
import { liftExclusion, recordExclusion } from './exclusion.ts';
import { articleFigures } from './figure-data.ts';
import { listFigures, showFigure } from './figure-queries.ts';
import { Result } from './result.ts';
import { traceResult } from './result-trace.ts';
import { correctResult, enterResults, markResult } from './result-commands.ts';
import type { Bench } from './testing/bench.ts';
import { animalIdOf, articlePlan, director, measuredStudy, plannedStudy } from './testing/analysed-study.ts';
import { append } from './testing/operated-animal.ts';

const excluded = { animalId: animalIdOf('asc', 2), analyte: null, timePoint: 'day-1' } as const;
const because = { ...director, reason: 'The serum was haemolysed.' };

function dayOne(bench: Bench) {
  const { byTimePoint } = bench.ask(showAnalysis, { analyte: 'alt' });
  const found = byTimePoint.find((one) => one.timePoint === 'day-1');
  if (!found) throw new Error('There is no day 1.');
  return found;
}

function testsOf({ tests }: AnalysisAt) {
  if (!tests.ok) throw new Error(tests.refusal.code);
  return tests.value;
}

const marksOf = (analysis: AnalysisAt) =>
  analysis.groups.map(({ against }) => against.map(({ mark }) => mark).join(' '));
const sizes = (analysis: AnalysisAt | null) => analysis?.groups.map(({ n }) => n) ?? null;

describe('analysis.show', () => {
  it('runs the planned test at each time point and marks against both controls as the article does', () => {
    const { planned, everything } = dayOne(plannedStudy());
    expect(everything).toBeNull();
    expect(planned.groups.map(({ label, n }) => [label, n])).toEqual([
      ['Saline', 6],
      ['DMEM', 6],
      ['ASC', 6],
      ['ASC-secretome', 6],
    ]);
    // R 4.2.2, TukeyHSD: 7.0e-6 and 2.5e-3 for ASC, 1.2e-3 and 0.298 for the secretome, 0.066 for DMEM.
    expect(marksOf(planned)).toEqual(['', '', '** ##', '** ']);
    const { overall, findings, effects } = testsOf(planned);
    expect(overall).toMatchObject({ ok: true, value: { statistic: 'F', df: [3, 20] } });
    expect(effects.ok).toBe(true);
    expect(findings.map(({ isDoubtful }) => isDoubtful)).toEqual([false, false]);
  });

  it('tests nothing before the plan is locked, and codes the groups', () => {
    const bench = measuredStudy();
    bench.roles = ['study-director'];
    const answer = bench.ask(showAnalysis, { analyte: 'alt' });
    expect(answer.whyCoded?.code).toBe('analysis.plan-not-locked');
    expect(answer.byTimePoint.every(({ planned }) => !planned.tests.ok)).toBe(true);
    expect(answer.values).toEqual([]);
    expect(JSON.stringify(answer)).not.toMatch(/saline|dmem|asc|P\d\d/i);
  });

  it('follows an amendment', () => {
    const bench = plannedStudy();
    bench.run(amendPlan, { content: articlePlan(bench, { postHoc: 'dunnett' }) }, because);
    expect(marksOf(dayOne(bench).planned)).toEqual(['', '*', '** ##', '** ']);
    expect(bench.ask(showAnalysis, { analyte: 'alt' }).planVersion).toBe(2);
  });

  it('[ALC-3] leaves an excluded animal out and shows the result with it beside; taken back, it counts again', () => {
    const bench = plannedStudy();
    const whole = dayOne(bench).planned;
    bench.run(recordExclusion, excluded, because);
    const { planned, everything } = dayOne(bench);
    expect(sizes(planned)).toEqual([6, 6, 5, 6]);
    expect(everything).toEqual(whole);
    expect(testsOf(planned).overall).not.toEqual(testsOf(whole).overall);
    const answer = bench.ask(showAnalysis, { analyte: 'alt' });
    expect(answer.leftOut).toEqual([
      {
        animalId: excluded.animalId,
        timePoint: 'day-1',
        why: 'excluded for all outcomes, Day 1: The serum was haemolysed.',
      },
    ]);
    const value = answer.values[2]?.byTimePoint[1]?.values.find((one) => one.animalId === excluded.animalId);
    expect(value).toMatchObject({ text: '79.9', isPlanned: false, exclusion: { reason: because.reason } });
    const isInFigure = () =>
      bench.ask(traceResult, { resultId: `${excluded.animalId}/day-1/alt` })?.figure.isInFigure;
    expect(isInFigure()).toBe(false);
    bench.run(liftExclusion, excluded, because);
    expect(isInFigure()).toBe(true);
    expect(dayOne(bench)).toEqual({ timePoint: 'day-1', planned: whole, everything: null });
  });

  it('keeps outliers or leaves them out, as the plan says', () => {
    const marked = { animalId: animalIdOf('saline', 0), timePoint: 'day-1', analyte: 'alt' } as const;
    const kept = plannedStudy();
    kept.run(markResult, { ...marked, mark: 'outlier' }, because);
    expect([sizes(dayOne(kept).planned), dayOne(kept).everything]).toEqual([[6, 6, 6, 6], null]);
    const leftOut = plannedStudy({ outliers: 'left-out' });
    leftOut.run(markResult, { ...marked, mark: 'outlier' }, because);
    expect(sizes(dayOne(leftOut).planned)).toEqual([5, 6, 6, 6]);
    expect(sizes(dayOne(leftOut).everything)).toEqual([6, 6, 6, 6]);
  });

  it.each([
    ['left-out', 5, null],
    ['limit', 6, 78],
    ['half-limit', 6, 39],
  ] as const)('takes a value below the range as the plan says: %s', (belowRange, n, number) => {
    const bench = plannedStudy({ belowRange });
    const id = `${animalIdOf('saline', 0)}/day-1/alt`;
    append(bench, [
      Result.record('result.derived', id, {
        animalId: animalIdOf('saline', 0),
        timePoint: 'day-1',
        analyte: 'alt',
        unit: 'U/L',
        value: null,
        limit: '78',
        flags: ['below-range'],
        origin: { assayId: 'a1', numberId: 'n1' },
      }),
    ]);
    const { planned } = dayOne(bench);
    expect(planned.groups[0]).toMatchObject({ n, outOfRange: 6 - n, missing: 0 });
    const [saline] = bench.ask(showAnalysis, { analyte: 'alt' }).values;
    const value = saline?.byTimePoint[1]?.values.find((one) => one.resultId === id);
    expect(value?.number ?? null).toBe(number);
  });

  it('never counts a missing value, and says how many are missing', () => {
    const bench = plannedStudy();
    const cell = { animalId: animalIdOf('dmem', 0), timePoint: 'day-1', analyte: 'alt' } as const;
    bench.run(correctResult, { ...cell, value: null }, because);
    expect(dayOne(bench).planned.groups[1]).toMatchObject({ n: 5, missing: 1, outOfRange: 0 });
  });

  it('gives a blinded reader all animals together: no group, no test, no animal, no mark', () => {
    const bench = plannedStudy();
    bench.run(recordExclusion, excluded, because);
    bench.roles = ['pathologist'];
    const answer = bench.ask(showAnalysis, { analyte: 'alt' });
    const { planned } = dayOne(bench);
    expect(answer.whyCoded?.code).toBe('analysis.groups-blinded');
    expect(planned.groups.map(({ label, n }) => [label, n])).toEqual([['All animals', 23]]);
    expect(planned.tests).toMatchObject({ ok: false, refusal: { code: 'analysis.groups-blinded' } });
    expect(marksOf(planned).join('').trim()).toBe('');
    expect(answer.leftOut).toEqual([]);
    expect(JSON.stringify(answer)).not.toMatch(/saline|dmem|secretome|"asc|P\d\d/i);
  });

  it('refuses a blinded reader the comparisons with controls, which would tell them', () => {
    const bench = plannedStudy({ postHoc: 'dunnett' });
    bench.roles = ['surgeon'];
    const { tests } = dayOne(bench).planned;
    expect(tests).toMatchObject({ ok: false, refusal: { code: 'analysis.groups-blinded' } });
  });
});

describe('the article’s figures', () => {
  it('are those of study.md, each endpoint in one of them', () => {
    expect(articleFigures.map((one) => one.figure)).toEqual([
      '1',
      '2a',
      '2b',
      '2c',
      '2d',
      '3a',
      '3b',
      '3c',
      '4b',
      '4d',
      '4e',
      '4f',
    ]);
    expect(articleFigures.flatMap((one) => one.analytes)).toHaveLength(analytes.length);
    expect(articleFigures.find((one) => one.figure === '3a')?.analytes.map((one) => one.label)).toEqual([
      'ALP',
      'ALT',
      'AST',
    ]);
  });

  it('say what is missing and where it is entered', () => {
    const bench = plannedStudy();
    const { figures } = bench.ask(listFigures, {});
    expect(figures.find((one) => one.figure === '3c')?.missing.map((one) => one.text)[0]).toBe(
      'No value of HGF yet. It is measured by qRT-PCR; enter it under Results, By analyte, or evaluate its assay.',
    );
    const liver = figures.find((one) => one.figure === '3a');
    expect(liver?.missing.map((one) => one.analyte)).toEqual(['alp', 'ast']);
    expect(liver?.model.panels.map((one) => one.key)).toEqual(['alt']);
    expect(bench.ask(showFigure, { figure: '9' })).toBeNull();
  });

  const figure = (bench: Bench, input: Partial<Parameters<typeof showFigure.answer>[0]> = {}) => {
    const shown = bench.ask(showFigure, { figure: '3a', ...input });
    if (!shown) throw new Error('There is no figure 3a.');
    return shown;
  };

  it('carry the numbers of the analysis, every animal’s point, the exact p, and n', () => {
    const bench = plannedStudy();
    const { model } = figure(bench);
    const { planned } = dayOne(bench);
    const cells = model.panels[0]?.cells.map((one) => one[1]) ?? [];
    for (const [index, cell] of cells.entries()) {
      const group = planned.groups[index];
      expect([cell?.n, cell?.mean, cell?.sd]).toEqual([group?.n, group?.mean, group?.sd]);
      expect(cell?.against).toEqual(group?.against);
      expect(cell?.points.map((point) => point.id)).toHaveLength(6);
    }
    expect(cells[0]?.points[0]).toMatchObject({ id: 'P01/day-1/alt', subject: 'P01', number: 118.2 });
  });

  it('[GLP-4] say that the plan was amended, and how many results were there by then', () => {
    const bench = plannedStudy();
    expect(figure(bench).caption).not.toContain('amended');
    bench.run(amendPlan, { content: articlePlan(bench, { postHoc: 'dunnett' }) }, because);
    const count = bench.read.list(Result).length;
    expect(figure(bench).caption).toContain(`The plan was amended when ${count} results had been recorded.`);
  });

  it('explain themselves in the caption: what, n, test, marks, what is left out, whose data', () => {
    const bench = plannedStudy();
    bench.run(recordExclusion, excluded, because);
    const { caption, model } = figure(bench);
    for (const words of [
      'Figure 3a: ALT (U/L).',
      'n = 5 to 6 animals in each group',
      'Test at each time point: One-way analysis of variance; comparisons: Tukey–Kramer, every pair (analysis plan, version 1).',
      '* p < 0.05, ** p < 0.01 against Saline.',
      '# p < 0.05, ## p < 0.01 against DMEM.',
      'Left out: P11, Day 1 (excluded for all outcomes, Day 1: The serum was haemolysed.).',
      `Data up to record ${bench.records.length} of the notebook`,
    ]) {
      expect(caption).toContain(words);
    }
    expect(model.head?.seq).toBe(bench.records.length);
  });

  it('name the newest record of their own data, so that anyone can see whether they are current', () => {
    const bench = plannedStudy();
    const before = figure(bench).model.head;
    const other = { animalId: 'P01', timePoint: 'day-3', analyte: 'il-6', value: '88' } as const;
    bench.run(enterResults, { cells: [other] });
    expect(figure(bench).model.head).toEqual(before);
    bench.run(enterResults, { cells: [{ ...other, analyte: 'ast' }] });
    expect(figure(bench).model.head?.seq).toBe(bench.records.length);
    bench.run(recordExclusion, excluded, because);
    expect(figure(bench).model.head?.seq).toBe(bench.records.length);
  });

  it('draw what is left out only where everything is asked for', () => {
    const bench = plannedStudy();
    bench.run(recordExclusion, excluded, because);
    const ascPoints = (isWithEverything: boolean) =>
      figure(bench, { isWithEverything }).model.panels[0]?.cells[2]?.[1];
    expect(ascPoints(false)).toMatchObject({ n: 5 });
    expect(ascPoints(false)?.points).toHaveLength(5);
    expect(ascPoints(true)).toMatchObject({ n: 6 });
    expect(figure(bench, { isWithEverything: true }).caption).toContain('Drawn with everything');
  });

  it('give a blinded reader all animals together: no group, no animal, no mark, no line of one animal', () => {
    const bench = plannedStudy();
    bench.run(recordExclusion, excluded, because);
    bench.roles = ['pathologist'];
    const shown = figure(bench, { variant: 'paired' });
    expect(shown.model.isCoded).toBe(true);
    expect(shown.model.variant).toBe('bars');
    expect(shown.model.groups.map((one) => one.label)).toEqual(['All animals']);
    expect(shown.caption).toContain('n = 23 animals. All animals together, and nothing tested');
    expect(shown.caption).not.toMatch(/group\b|One-way/);
    const cells = shown.model.panels.flatMap((panel) => panel.cells.flat());
    expect(cells.flatMap((cell) => cell.against)).toEqual([]);
    for (const { points } of cells) {
      const numbers = points.map((point) => point.number);
      expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
    }
    expect(JSON.stringify(shown)).not.toMatch(/saline|dmem|secretome|"asc|P\d\d/i);
    expect(JSON.stringify(bench.ask(listFigures, {}))).not.toMatch(/saline|dmem|secretome|"asc|P\d\d/i);
  });
});
