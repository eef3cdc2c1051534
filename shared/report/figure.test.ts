// Tests of the figure: what is drawn where, and that a coded figure tells no group by its colour.
// Must not test the look: only positions, counts and colours that mean something.

import { expect, test } from 'vitest';
import { drawFigure, type FigureData } from './figure.ts';

const data = (isNeutral: boolean): FigureData => ({
  caption: 'ALT',
  unit: 'U/L',
  timePoints: ['before', 'day 1'],
  isNeutral,
  series: ['first', 'second'].map((label, index) => ({
    label,
    byTimePoint: [0, 1].map((time) => ({
      mean: 40 + index * 20 + time * 10,
      sd: 5,
      points: [1, 2, 3].map((number) => ({ number: 40 + index * 20 + number, isHollow: number === 3 })),
    })),
  })),
});

const isPoint = (type: string) => type === 'circle' || type === 'rectangle';

test('every animal has its point, each group a marker of its own, outliers are hollow', () => {
  const { shapes } = drawFigure(data(false));
  const points = shapes.filter(({ shape }) => isPoint(shape.type));
  // Twelve animals and two signs of the legend.
  expect(points).toHaveLength(14);
  expect(points.filter(({ shape }) => shape.type === 'circle')).toHaveLength(7);
  expect(points.filter(({ fill }) => fill === '#ffffff')).toHaveLength(4);
});

test('a higher value stands higher, at the same scale as its mean', () => {
  const { shapes } = drawFigure(data(false));
  const circles = shapes.flatMap(({ shape }) => (shape.type === 'circle' ? [shape] : []));
  const [first, second, third] = circles;
  expect(first?.y).toBeGreaterThan(second?.y ?? 0);
  expect((first?.y ?? 0) - (second?.y ?? 0)).toBeCloseTo((second?.y ?? 0) - (third?.y ?? 0), 1);
});

test('coded groups have one neutral colour; open ones have their own', () => {
  const fills = (isNeutral: boolean) =>
    new Set(
      drawFigure(data(isNeutral))
        .shapes.filter(({ shape }) => isPoint(shape.type))
        .map(({ line }) => line),
    );
  expect(fills(true).size).toBe(1);
  expect(fills(false).size).toBe(2);
});

test('an empty figure has axes and no points', () => {
  const { shapes, labels } = drawFigure({ ...data(false), series: [] });
  expect(shapes.filter(({ shape }) => isPoint(shape.type))).toEqual([]);
  expect(labels.map(({ text }) => text)).toContain('U/L');
});
