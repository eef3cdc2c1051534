// The figure model: its numbers against hand and R, the axis, the layout, and how numbers and p are written.
// Must not test how a model is drawn: report/figure.test.ts does.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf, pointOffset } from './figure-layout.ts';
import {
  cellTop,
  drawnMarks,
  figureCell,
  figurePanel,
  figureVariants,
  type FigurePoint,
} from './figure-model.ts';
import { probabilityText } from './probability.ts';
import { fiveNumbers } from './quartiles.ts';

const point = (number: number, facts: Partial<FigurePoint> = {}): FigurePoint => ({
  number,
  id: null,
  subject: null,
  isHollow: false,
  isCounted: true,
  isPlanned: true,
  remarks: [],
  ...facts,
});
const points = (...numbers: readonly number[]) => numbers.map((number) => point(number));
const mark = (text: string) => ({ versus: 'Saline', p: 0.001, mark: text });
const panelOf = (...cells: readonly ReturnType<typeof figureCell>[]) =>
  figurePanel(
    { key: 'alt', title: 'ALT', unit: 'U/L', unitWords: 'U/L', decimals: 1, cells: [cells] },
    'bars',
  );

describe('a cell', () => {
  it('has n, mean, SD and quartiles of the points that count, and keeps the others', () => {
    const cell = figureCell([...points(10, 20, 30), point(99, { isHollow: true, isCounted: false })]);
    expect(cell).toMatchObject({ n: 3, mean: 20, sd: 10 });
    expect(cell.box).toMatchObject({ lowerQuartile: 15, median: 20, upperQuartile: 25 });
    expect(cell.points).toHaveLength(4);
    expect(cellTop(cell)).toBe(99);
  });

  it('is empty without a value, and draws only marks that there are', () => {
    expect(figureCell([])).toMatchObject({ n: 0, mean: null, sd: null, box: null });
    expect(drawnMarks(figureCell(points(1), [mark('**'), mark(''), mark('#')]))).toEqual(['**', '#']);
  });
});

describe('quartiles', () => {
  // R 4.2.2: quantile(x, c(.25, .5, .75)), and boxplot.stats for the whiskers.
  it.each([
    [
      [3, 1, 2],
      [1.5, 2, 2.5],
    ],
    [
      [7, 1, 5, 2, 9, 4],
      [2.5, 4.5, 6.5],
    ],
    [[5], [5, 5, 5]],
    [
      [2, 4],
      [2.5, 3, 3.5],
    ],
  ])('of %j are those of R', (values, expected) => {
    const box = fiveNumbers(values);
    expect([box?.lowerQuartile, box?.median, box?.upperQuartile]).toEqual(expected);
  });

  it('has whiskers up to the last value that is not far out', () => {
    expect(fiveNumbers([1, 2, 3, 4, 100])).toEqual({
      low: 1,
      lowerQuartile: 2,
      median: 3,
      upperQuartile: 4,
      high: 4,
    });
    expect(fiveNumbers([])).toBeNull();
  });

  it('lies in order, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 20 }),
        (values) => {
          const box = fiveNumbers(values);
          const order = [box?.low, box?.lowerQuartile, box?.median, box?.upperQuartile, box?.high].map(
            Number,
          );
          expect(order).toEqual(order.toSorted((left, right) => left - right));
          expect(order[0]).toBeGreaterThanOrEqual(Math.min(...values));
          expect(order[4]).toBeLessThanOrEqual(Math.max(...values));
        },
      ),
    );
  });
});

describe('the axis', () => {
  it('begins at 0 and ends at a round number above everything, with room for marks', () => {
    expect(panelOf(figureCell(points(90, 96))).axis).toEqual({ top: 125, ticks: [0, 25, 50, 75, 100, 125] });
    const marked = panelOf(figureCell(points(98, 98), [mark('**'), mark('##')])).axis;
    expect(marked.top).toBeGreaterThan(98 / 0.81);
    expect(panelOf().axis).toEqual({ top: 1, ticks: [0, 1] });
  });

  it('has round steps without rests of doubles', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (value) => {
        const { top, ticks } = panelOf(figureCell(points(value))).axis;
        expect(top).toBeGreaterThan(value);
        expect(ticks[0]).toBe(0);
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(7);
        for (const tick of ticks) expect(Number(tick.toPrecision(12))).toBe(tick);
      }),
    );
  });
});

describe('the layout', () => {
  const groups = ['Saline', 'DMEM', 'ASC', 'ASC-secretome'].map((label) => ({ label }));
  const categories = [0, 1, 3, 7].map((day) => ({ label: `Day ${day}`, short: `D${day}`, day }));

  it.each(figureVariants)('keeps every cell of %s within the plot and off its neighbours', (variant) => {
    const { places, ticks } = layoutOf(variant, { groups, categories });
    const all = places.flat().toSorted((left, right) => left.x - right.x);
    expect(all).toHaveLength(16);
    expect(ticks.length).toBe(variant === 'paired' ? 16 : 4);
    expect((all[0]?.x ?? -1) - (all[0]?.width ?? 0) / 2).toBeGreaterThanOrEqual(0);
    expect((all[15]?.x ?? 2) + (all[15]?.width ?? 0) / 2).toBeLessThanOrEqual(1);
    for (const [index, place] of all.slice(1).entries()) {
      const before = all[index];
      expect(place.x - place.width / 2).toBeGreaterThanOrEqual(
        (before?.x ?? 0) + (before?.width ?? 0) / 2 - 1e-9,
      );
    }
  });

  it('puts the days of a course in proportion', () => {
    const [first] = layoutOf('course', { groups, categories }).places;
    const [pre, one, three, seven] = (first ?? []).map(({ x }) => x);
    expect(((three ?? 0) - (one ?? 0)) / ((one ?? 0) - (pre ?? 0))).toBeCloseTo(2, 9);
    expect(((seven ?? 0) - (three ?? 0)) / ((one ?? 0) - (pre ?? 0))).toBeCloseTo(4, 9);
  });

  it('spreads points within their place, each place in the row at its own', () => {
    const offsets = Array.from({ length: 12 }, (_, index) => pointOffset(index));
    expect(new Set(offsets).size).toBe(12);
    for (const offset of offsets) expect(Math.abs(offset)).toBeLessThanOrEqual(0.5);
  });
});

describe('a probability', () => {
  it.each([
    [0.3, '0.3000'],
    [0.0312, '0.0312'],
    [0.04999, '0.049990'],
    [0.05, '0.0500'],
    [0.00999, '0.009990'],
    [0.0001, '0.0001'],
    [0.000041, '4.1e-5'],
    [6.9553e-6, '7.0e-6'],
    [1.23e-12, '1.2e-12'],
    [0, '0'],
  ])('%d is written %s', (p, text) => {
    expect(probabilityText(p)).toBe(text);
  });
});
