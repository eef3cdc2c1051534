// Results: grids entered and pasted, corrected and marked, and the numbers behind a chart, open and blinded.
// Must not test mean and spread themselves: describe.test.ts does.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyte, analyteKeys, analytes } from './analytes.ts';
import { Animal } from './animal.ts';
import { Result } from './result.ts';
import { correctResult, enterResults, markResult } from './result-commands.ts';
import { resultChart, resultGrid } from './result-queries.ts';
import { lockArticlePlan } from './testing/analysed-study.ts';
import { Bench } from './testing/bench.ts';
import { allocate, append, registerAnimal } from './testing/operated-animal.ts';

const cell = { animalId: 'P01', timePoint: 'day-1', analyte: 'alt' } as const;
const id = 'P01/day-1/alt';

function withAnimals(count = 2): Bench {
  const bench = new Bench();
  for (let number = 1; number <= count; number += 1) registerAnimal(bench, `P0${number}`, number);
  return bench;
}

function withValue(value: string | null = '61.50'): Bench {
  const bench = withAnimals();
  bench.run(enterResults, { cells: [{ ...cell, value }] });
  return bench;
}

describe('analytes', () => {
  it('[PAIN-10] fixes the unit of every column (study.md, Assays)', () => {
    const byUnit = (unit: string) => analytes.filter((one) => one.unit === unit).map((one) => one.key);
    expect(byUnit('U/L')).toEqual(['alp', 'alt', 'ast']);
    expect(byUnit('pg/mL')).toEqual(['il-6', 'tnf-alpha', 'il-1beta', 'il-10', 'vegf']);
    expect(byUnit('ng/mL')).toEqual(['ang-1', 'ang-2']);
    expect(analytes.map((one) => one.key)).toEqual([...analyteKeys]);
    expect(analyte('tnf-alpha').label).toBe('TNF-α');
  });
});

describe('result.enter', () => {
  it('[PAIN-10] keeps value and unit together, with the digits as typed', () => {
    const bench = withAnimals();
    const value = bench.run(enterResults, {
      cells: [
        { ...cell, value: ' 61.50 ' },
        { ...cell, analyte: 'ang-2', value: '5.81', mark: 'outlier' },
        { ...cell, analyte: 'il-6', value: '' },
      ],
    });
    expect(value).toEqual({ entered: 3, corrected: 0, unchanged: 0 });
    expect(bench.read.get(Result, id)).toMatchObject({
      value: '61.50',
      unit: 'U/L',
      mark: null,
      by: 'technician-1',
    });
    expect(bench.read.get(Result, 'P01/day-1/ang-2')).toMatchObject({
      value: '5.81',
      unit: 'ng/mL',
      mark: 'outlier',
    });
    expect(bench.read.get(Result, 'P01/day-1/il-6')).toMatchObject({
      value: null,
      unit: 'pg/mL',
      mark: 'missing',
    });
  });

  it('leaves a cell alone that says what is there, its mark too, and refuses another value without a reason', () => {
    const bench = withValue();
    bench.run(markResult, { ...cell, mark: 'outlier' }, { reason: 'Haemolysed.' });
    const same = { cells: [{ ...cell, value: '61.50' }] };
    const before = bench.records.length;
    expect(bench.run(enterResults, same)).toEqual({ entered: 0, corrected: 0, unchanged: 1 });
    expect(bench.records.length).toBe(before);
    const refusal = bench.refused(enterResults, { cells: [{ ...cell, value: '62' }] });
    expect(refusal.code).toBe('result.exists');
    expect(refusal.message).toBe('P01, Day 1, ALT already has 61.50 U/L; 62 U/L is another value.');
    const meta = { reason: 'Read from the right row.' };
    const other = {
      cells: [
        { ...cell, value: '62' },
        { ...cell, animalId: 'P02', value: '70' },
      ],
    };
    expect(bench.run(enterResults, other, meta)).toEqual({ entered: 1, corrected: 1, unchanged: 0 });
    expect(bench.read.get(Result, id)).toMatchObject({ value: '62', mark: null, reason: meta.reason });
    const first = bench.records.findLast((one) => one.kind === 'result.entered');
    expect(first).toMatchObject({ subjectId: 'P02/day-1/alt', reason: null });
  });

  it('takes another mark on the same value for a change, which needs a reason', () => {
    const bench = withValue();
    const cells = [{ ...cell, value: '61.50', mark: 'outlier' as const }];
    expect(bench.refused(enterResults, { cells }).code).toBe('result.exists');
    expect(bench.run(enterResults, { cells }, { reason: 'Haemolysed.' }).corrected).toBe(1);
    expect(bench.read.get(Result, id)).toMatchObject({
      value: '61.50',
      mark: 'outlier',
      reason: 'Haemolysed.',
    });
  });

  it.each(['-1', '1,5', '1e3', '.5', '5.', '007', '<3', 'NaN', '1 000', '61.5 U/L', '１'])(
    '[ALC-3] refuses “%s”, which is no plain number',
    (value) => {
      const bench = withAnimals();
      const refusal = bench.refused(enterResults, { cells: [{ ...cell, value }] });
      expect(refusal.code).toBe('result.malformed');
      expect(refusal.message).toContain(value);
      expect(bench.read.get(Result, id)).toBeUndefined();
    },
  );

  it('refuses marks that contradict the value, one cell twice, and an unknown animal: all cells or none', () => {
    const bench = withAnimals();
    const codeOf = (...cells: Parameters<typeof enterResults.decide>[0]['cells']) =>
      bench.refused(enterResults, { cells }).code;
    expect(codeOf({ ...cell, value: '5', mark: 'missing' })).toBe('result.missing-with-value');
    expect(codeOf({ ...cell, value: null, mark: 'outlier' })).toBe('result.mark-without-value');
    expect(codeOf({ ...cell, value: '5' }, { ...cell, value: '5' })).toBe('result.twice');
    expect(codeOf({ ...cell, value: '5' }, { ...cell, animalId: 'P99', value: '5' })).toBe('entity.unknown');
    expect(bench.read.list(Result)).toEqual([]);
  });

  it('keeps any number of the form as it was typed', () => {
    const digits = fc.tuple(fc.nat({ max: 999_999_999 }), fc.option(fc.stringMatching(/^\d{1,9}$/)));
    fc.assert(
      fc.property(digits, ([whole, part]) => {
        const typed = part === null ? String(whole) : `${whole}.${part}`;
        expect(withValue(typed).read.get(Result, id)?.value).toBe(typed);
      }),
      { numRuns: 50 },
    );
  });
});

describe('result.correct', () => {
  it('[P11-10e] keeps the old value with who, when and why', () => {
    const bench = withValue();
    const { at } = bench.read.get(Result, id) ?? {};
    bench.pass(60_000);
    expect(bench.refused(correctResult, { ...cell, value: '62' }).code).toBe('reason.missing');
    bench.run(
      correctResult,
      { ...cell, value: '62' },
      { reason: 'Typed from the wrong row.', as: 'technician-2' },
    );
    bench.run(correctResult, { ...cell, value: null }, { reason: 'The well had leaked.' });
    expect(bench.read.get(Result, id)).toMatchObject({
      value: null,
      mark: 'missing',
      reason: 'The well had leaked.',
      history: [
        { value: '61.50', mark: null, at, by: 'technician-1', reason: null },
        { value: '62', mark: null, by: 'technician-2', reason: 'Typed from the wrong row.' },
      ],
    });
  });

  it('refuses what has no result, and no change', () => {
    const bench = withValue();
    const meta = { reason: 'Typed wrong.' };
    expect(bench.refused(correctResult, { ...cell, animalId: 'P02', value: '1' }, meta).code).toBe(
      'result.none',
    );
    expect(bench.refused(correctResult, { ...cell, value: '61.50' }, meta).code).toBe('result.unchanged');
  });
});

describe('result.mark', () => {
  it('marks an outlier and takes the mark away, each with a reason, and never touches the value', () => {
    const bench = withValue();
    expect(bench.refused(markResult, { ...cell, mark: 'outlier' }).code).toBe('reason.missing');
    bench.run(markResult, { ...cell, mark: 'outlier' }, { reason: 'Haemolysed.' });
    expect(bench.read.get(Result, id)).toMatchObject({
      value: '61.50',
      mark: 'outlier',
      reason: 'Haemolysed.',
    });
    bench.run(markResult, { ...cell, mark: null }, { reason: 'It was the neighbour.' });
    expect(bench.read.get(Result, id)).toMatchObject({ value: '61.50', mark: null });
    expect(bench.read.get(Result, id)?.history.map((one) => one.mark)).toEqual([null, 'outlier']);
  });

  it('refuses a mark that is there already or contradicts the value', () => {
    const bench = withValue();
    const meta = { reason: 'Haemolysed.' };
    expect(bench.refused(markResult, { ...cell, mark: null }, meta).code).toBe('result.unchanged');
    expect(bench.refused(markResult, { ...cell, mark: 'missing' }, meta).code).toBe(
      'result.missing-with-value',
    );
    expect(bench.refused(markResult, { ...cell, timePoint: 'day-3', mark: null }, meta).code).toBe(
      'result.none',
    );
    const missing = withValue(null);
    expect(missing.refused(markResult, { ...cell, mark: 'outlier' }, meta).code).toBe(
      'result.mark-without-value',
    );
  });
});

describe('result.grid', () => {
  it('shows animals down, and time points or analytes across', () => {
    const bench = withValue();
    const byAnalyte = bench.ask(resultGrid, { analyte: 'alt' });
    expect(byAnalyte.columns.map((one) => [one.label, one.unit])).toEqual([
      ['Before the operation', 'U/L'],
      ['Day 1', 'U/L'],
      ['Day 3', 'U/L'],
      ['Day 7', 'U/L'],
    ]);
    expect(
      byAnalyte.rows.map((row) => [row.animalId, row.cells.map((one) => one.result?.value ?? null)]),
    ).toEqual([
      ['P01', [null, '61.50', null, null]],
      ['P02', [null, null, null, null]],
    ]);
    const byTime = bench.ask(resultGrid, { timePoint: 'day-1' });
    expect(byTime.columns.map((one) => one.label)).toEqual(analytes.map((one) => one.label));
    expect(byTime.rows[0]?.cells[1]?.result?.value).toBe('61.50');
  });

  it('needs one of the two', () => {
    const bench = withValue();
    expect(() => bench.ask(resultGrid, {})).toThrow('Invalid');
    expect(() => bench.ask(resultGrid, { analyte: 'alt', timePoint: 'day-1' })).toThrow('Invalid');
  });
});

describe('result.chart', () => {
  const groups = ['asc', 'saline', 'dmem', 'asc-secretome', 'saline', 'asc', 'asc-secretome', 'dmem'];

  /** Animals P01…P08 with day-1 ALT 10, 20 … 80. */
  function charted(): Bench {
    const bench = withAnimals(8);
    allocate(bench, groups);
    lockArticlePlan(bench);
    const cells = groups.map((_, index) => ({
      ...cell,
      animalId: `P0${index + 1}`,
      value: String((index + 1) * 10),
    }));
    bench.run(enterResults, { cells });
    return bench;
  }

  const day1 = (bench: Bench, input: { isWithoutOutliers?: boolean } = {}) =>
    bench.ask(resultChart, { analyte: 'alt', ...input }).series.map((one) => {
      const at = one.byTimePoint.find((point) => point.timePoint === 'day-1');
      return [one.key, at?.n, at?.mean, at?.sd === null ? null : at?.sd.toFixed(6)];
    });

  it('gives n, mean and SD of each group side by side, in the order of the design', () => {
    const bench = charted();
    const chart = bench.ask(resultChart, { analyte: 'alt' });
    expect([chart.isBlinded, chart.analyte.unit, chart.leftOut]).toEqual([false, 'U/L', []]);
    expect(day1(bench)).toEqual([
      ['saline', 2, 35, '21.213203'],
      ['dmem', 2, 55, '35.355339'],
      ['asc', 2, 35, '35.355339'],
      ['asc-secretome', 2, 55, '21.213203'],
    ]);
    expect(chart.series.map((one) => one.label)).toEqual(['Saline', 'DMEM', 'ASC', 'ASC-secretome']);
    const asc = chart.series[2]?.byTimePoint[1];
    const counts = { isAtLimit: false, isPlanned: true, isCounted: true };
    expect(asc?.points).toEqual([
      { animalId: 'P01', value: '10', number: 10, mark: null, ...counts },
      { animalId: 'P06', value: '60', number: 60, mark: null, ...counts },
    ]);
    expect(chart.series[2]?.byTimePoint[2]).toMatchObject({
      n: 0,
      mean: null,
      sd: null,
      points: [],
      missing: 2,
    });
  });

  it('counts outliers unless asked otherwise, and keeps their point', () => {
    const bench = charted();
    bench.run(markResult, { ...cell, mark: 'outlier' }, { reason: 'Haemolysed.' });
    expect(day1(bench)[2]).toEqual(['asc', 2, 35, '35.355339']);
    expect(day1(bench, { isWithoutOutliers: true })[2]).toEqual(['asc', 1, 60, null]);
    const chart = bench.ask(resultChart, { analyte: 'alt', isWithoutOutliers: true });
    expect(chart.series[2]?.byTimePoint[1]?.points).toHaveLength(2);
  });

  it('never counts a missing value', () => {
    const bench = charted();
    bench.run(correctResult, { ...cell, value: null }, { reason: 'Leaked.' });
    expect(day1(bench)[2]).toEqual(['asc', 1, 60, null]);
    expect(bench.ask(resultChart, { analyte: 'alt' }).series[2]?.byTimePoint[1]?.missing).toBe(1);
  });

  it('names animals that are left out: replaced ones, and those without a group', () => {
    const bench = charted();
    registerAnimal(bench, 'P09');
    bench.run(enterResults, { cells: [{ ...cell, animalId: 'P09', value: '90' }] });
    append(bench, [Animal.record('animal.replaced', 'P01', { by: 'P10' })]);
    expect(bench.ask(resultChart, { analyte: 'alt' }).leftOut).toEqual([
      { animalId: 'P01', why: 'replaced' },
      { animalId: 'P09', why: 'not-allocated' },
    ]);
    expect(day1(bench)[2]).toEqual(['asc', 1, 60, null]);
  });

  it('gives a reader who may not know the groups all animals as one: no group, no animal, no order that tells', () => {
    const bench = charted();
    bench.roles = ['pathologist'];
    const chart = bench.ask(resultChart, { analyte: 'alt' });
    expect(chart.isBlinded).toBe(true);
    expect(chart.series.map((one) => [one.key, one.label])).toEqual([['all', 'All animals']]);
    expect(day1(bench)).toEqual([['all', 8, 45, '24.494897']]);
    const text = JSON.stringify(chart);
    expect(text).not.toMatch(/saline|dmem|asc|P0\d/i);
    const values = chart.series.map((one) => one.byTimePoint[1]?.points.map((point) => point.number));
    for (const points of values) expect(points).toEqual(points?.toSorted((left, right) => left - right));
  });
});
