// The files of the chart: the numbers of the figure as planned, and on their face what they hold beyond it.
// Must not test how CSV is quoted: csv-text.test.ts does.

import { describe, expect, it } from 'vitest';
import { recordExclusion } from '../../../shared/domain/exclusion.ts';
import { figureNumbersCsv, figureValuesCsv } from '../../../shared/report/figure-csv.ts';
import { showFigure } from '../../../shared/domain/figure-queries.ts';
import { markResult } from '../../../shared/domain/result-commands.ts';
import { resultChart } from '../../../shared/domain/result-queries.ts';
import { director, plannedStudy } from '../../../shared/domain/testing/analysed-study.ts';
import { analysisWords, fileNameOf, groupsOf, outliersOf, rowsOf } from './chart-numbers.ts';
import { csvOfPoints, csvOfRows } from './csv.ts';

const because = { ...director, reason: 'Haemolysed.' };
const p05 = { animalId: 'P05', timePoint: 'day-1', analyte: 'alt' } as const;

function study(outliers: 'kept' | 'left-out' = 'kept') {
  const bench = plannedStudy({ outliers });
  bench.run(recordExclusion, { animalId: 'P01', analyte: null, timePoint: null }, because);
  bench.run(markResult, { ...p05, mark: 'outlier' }, because);
  return bench;
}

type Input = Partial<Parameters<typeof resultChart.answer>[0]>;
const chartOf = (input: Input = {}, outliers: 'kept' | 'left-out' = 'kept') =>
  study(outliers).ask(resultChart, { analyte: 'alt', ...input });

function linesOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = csv.trimEnd().split('\r\n');
  const columns = head.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, at) => [columns[at] ?? '', cell])),
  );
}
const saline = (csv: string) =>
  linesOf(csv).filter((line) => line['Group'] === 'Saline' && line['Time point'] === 'Day 1');
const numbers = (input: Input = {}) => {
  const answer = chartOf(input);
  return saline(csvOfRows(answer, rowsOf(answer, 1), 'SIMULATED'))[0];
};
const beyond = 'With excluded animals; the plan leaves them out';

describe('the numbers of the chart', () => {
  it('[ARRIVE 3b] follow the plan and say so', () => {
    expect(numbers()).toMatchObject({ n: '5', 'Left out': '1', Analysis: 'As planned', Note: 'SIMULATED' });
    expect(numbers()?.['ALT Mean (U/L)']).toBe('124.8');
    expect(numbers({ isWithEverything: true })).toMatchObject({ n: '6', 'Left out': '0', Analysis: beyond });
  });

  it('say where outliers are left out that the plan counts', () => {
    const words = 'As planned; without marked outliers that the plan counts';
    expect(numbers({ isWithoutOutliers: true })).toMatchObject({ n: '4', 'Left out': '2', Analysis: words });
    expect(analysisWords(chartOf({ isWithoutOutliers: true }, 'left-out'))).toBe('As planned');
  });
});

describe('every value of the chart', () => {
  it('has the values that are drawn, and whether the plan counts them', () => {
    const lines = (input: Input, outliers: 'kept' | 'left-out') =>
      saline(csvOfPoints(chartOf(input, outliers), input.isWithoutOutliers ?? false, null)).map((line) => [
        line['Animal'],
        line['Counts'],
        line['Analysis'],
      ]);
    const planned = lines({}, 'left-out');
    expect(planned.map(([animal]) => animal)).toEqual(['P05', 'P09', 'P13', 'P17', 'P21']);
    expect(planned[0]).toEqual(['P05', 'no', 'As planned']);
    expect(planned[1]).toEqual(['P09', 'yes', 'As planned']);
    const whole = lines({ isWithEverything: true }, 'kept');
    expect(whole[0]).toEqual(['P01', 'no', beyond]);
    expect(whole).toHaveLength(6);
    expect(lines({ isWithoutOutliers: true }, 'kept')).toHaveLength(4);
  });

  it('is in a file of a name of its own', () => {
    const names = [{}, { isWithEverything: true }, { isWithoutOutliers: true }].map((input) =>
      fileNameOf(chartOf(input), input),
    );
    expect(names).toEqual(['alt', 'alt-with-excluded', 'alt-without-outliers']);
  });
});

it('the chart draws what does not count hollow, and tells outliers that count from those that do not', () => {
  expect(outliersOf(chartOf())).toMatchObject({ counted: 1, names: [] });
  expect(outliersOf(chartOf({}, 'left-out'))).toEqual({ counted: 0, leftOut: 1, names: ['P05, Day 1'] });
  const points = groupsOf(chartOf({}, 'left-out'), false)[0]?.cells[1]?.points;
  expect(points?.map((one) => one.isHollow)).toEqual([true, false, false, false, false]);
});

describe('the files of a figure', () => {
  const modelOf = (isWithEverything: boolean) => {
    const shown = study().ask(showFigure, { figure: '3a', isWithEverything });
    if (!shown) throw new Error('There is no figure 3a.');
    return shown.model;
  };

  it('[ARRIVE 3b] say in each line whose numbers they are, and `Counts` by the plan', () => {
    const counts = (isWithEverything: boolean) =>
      saline(figureValuesCsv(modelOf(isWithEverything))).map((line) => [
        line['Animal'],
        line['Counts'],
        line['Analysis'],
      ]);
    expect(counts(true)[0]).toEqual(['P01', 'no', beyond]);
    expect(counts(true)[1]).toEqual(['P05', 'yes', beyond]);
    expect(counts(false)[0]).toEqual(['P05', 'yes', 'As planned']);
    expect(saline(figureNumbersCsv(modelOf(true)))[0]).toMatchObject({ n: '6', Analysis: beyond });
    expect(saline(figureNumbersCsv(modelOf(false)))[0]).toMatchObject({ n: '5', Analysis: 'As planned' });
  });
});
