// The layout of a figure, whatever is in it: no label touches another, stands on a point, or leaves the drawing; n can be counted.
// Must not test the look: only what a reader could not read or count.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  figureCell,
  figurePanel,
  figureVariants,
  type FigureModel,
  type FigurePoint,
  type FigureVariant,
} from '../statistics/figure-model.ts';
import type { DrawnShape, Figure } from './document.ts';
import { labelBox, type Box } from './figure-label.ts';
import { drawFigure, drawFigureWithTargets, figureWidths } from './figure.ts';
import { pointRadius, spreadPoints } from './point-spread.ts';
import { touch, touching } from './testing/touching.ts';

const marks = ['', '*', '**', '#', '##', '†', '††', '‡‡'] as const;
const names = ['Saline', 'DMEM', 'ASC', 'ASC-secretome', 'Sham', 'Group F', 'g', 'A group with a long name'];
const times = [
  { label: 'Before the operation', short: 'Before', day: 0 },
  { label: 'Day 1', short: 'Day 1', day: 1 },
  { label: 'Day 3', short: 'Day 3', day: 3 },
  { label: 'Day 7', short: 'Day 7', day: 7 },
];

const value = fc.oneof(
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
  fc.constantFrom(5, 5, 5.01, 0),
);
const somePoint: fc.Arbitrary<FigurePoint> = fc.record({
  number: value,
  id: fc.constant(null),
  subject: fc.constantFrom('P01', 'P02', 'P03'),
  isHollow: fc.boolean(),
  isCounted: fc.boolean(),
  isPlanned: fc.boolean(),
  remarks: fc.constant([]),
});
const someCell = fc
  .tuple(
    fc.array(somePoint, { maxLength: 8 }),
    fc.array(fc.constantFrom(...marks), { minLength: 2, maxLength: 2 }),
  )
  .map(([points, [first = '', second = '']]) => {
    const against = [first, second].map((mark, index) => ({ versus: names[index] ?? '', p: 0.01, mark }));
    return figureCell(points, points.length === 0 ? [] : against);
  });

function someModel(variant: FigureVariant): fc.Arbitrary<FigureModel> {
  return fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
    .chain(([groups, categories, panels]) => {
      const cells = fc.array(fc.array(someCell, { minLength: categories, maxLength: categories }), {
        minLength: groups,
        maxLength: groups,
      });
      const unitWords = fc.constantFrom(
        'U/L',
        '',
        'relative to β-actin and the calibrator',
        'a unit '.repeat(20),
      );
      return fc
        .tuple(fc.array(fc.tuple(cells, unitWords), { minLength: panels, maxLength: panels }), fc.boolean())
        .map(([all, isCoded]): FigureModel => ({
          figure: '3c',
          variant,
          groups: names.slice(0, groups).map((label) => ({ key: label, label })),
          categories: times.slice(0, categories),
          panels: all.map(([rows, words], index) =>
            figurePanel(
              {
                key: 'hgf',
                title: ['HGF', 'Cyclin D1', 'TGF-β', 'p-STAT3'][index] ?? '',
                unit: '×',
                unitWords: words,
                decimals: 2,
                cells: rows,
              },
              variant,
            ),
          ),
          isCoded,
          analysis: 'with-both',
          isSimulated: true,
          head: { seq: 7073, hash: 'abcdef0123456789ffff' },
          caption: [],
        }));
    });
}

const isMark = (text: string): boolean => /^[*#†‡ ]+$/.test(text);
function boxOf({ shape }: DrawnShape): Box {
  const corners = cornersOf(shape);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function cornersOf(shape: DrawnShape['shape']): readonly (readonly [number, number])[] {
  switch (shape.type) {
    case 'line':
      return [
        [shape.x1, shape.y1],
        [shape.x2, shape.y2],
      ];
    case 'rectangle':
      return [
        [shape.x, shape.y],
        [shape.x + shape.width, shape.y + shape.height],
      ];
    case 'circle':
      return [
        [shape.x - shape.radius, shape.y - shape.radius],
        [shape.x + shape.radius, shape.y + shape.radius],
      ];
    case 'polygon':
      return shape.points.map(({ x, y }) => [x, y]);
  }
}

describe.each(figureVariants.flatMap((variant) => figureWidths.map((width) => [variant, width] as const)))(
  '%s at %d mm, whatever its values, groups, marks and units are',
  (variant, widthMm) => {
    const holds = (check: (model: FigureModel) => void): void => {
      fc.assert(fc.property(someModel(variant), check), { numRuns: 60 });
    };

    test('no label touches another', () => {
      holds((model) => {
        expect(touching(drawFigure(model, widthMm))).toEqual([]);
      });
    });

    test('no mark stands on a point, a mean or a whisker', () => {
      holds((model) => {
        const { figure, targets } = drawFigureWithTargets(model, widthMm);
        const isCourse = variant === 'course';
        const whiskers = isCourse || variant === 'bars' ? upright(figure) : [];
        for (const mark of figure.labels.filter(({ text }) => isMark(text))) {
          const box = labelBox(mark);
          const points = targets.filter(({ kind }) => kind === 'point');
          for (const point of points) expect(touch(box, point.box)).toBe(false);
          for (const whisker of whiskers) expect(touch(box, whisker)).toBe(false);
        }
      });
    });

    test('nothing leaves the drawing, nor touches its edge', () => {
      holds((model) => {
        const figure = drawFigure(model, widthMm);
        const all = [...figure.labels.map(labelBox), ...figure.shapes.map(boxOf)];
        for (const { left, right, top, bottom } of all) {
          expect(left).toBeGreaterThanOrEqual(2);
          expect(right).toBeLessThanOrEqual(figure.width - 2);
          expect(top).toBeGreaterThanOrEqual(2);
          expect(bottom).toBeLessThanOrEqual(figure.height - 2);
        }
      });
    });

    test('each point is drawn at its own height, and can be pointed at where it is', () => {
      holds((model) => {
        const { targets } = drawFigureWithTargets(model, widthMm);
        const points = targets.filter(({ kind }) => kind === 'point');
        const wanted = model.panels.flatMap(({ cells }) => cells.flat().flatMap((cell) => cell.points));
        expect(points).toHaveLength(wanted.length);
      });
    });
  },
);

test.each(figureWidths)('no mark stands on the line of an animal, at %d mm', (widthMm) => {
  fc.assert(
    fc.property(someModel('paired'), (model) => {
      const { shapes, labels } = drawFigure(model, widthMm);
      const lines = shapes.flatMap(({ shape }) =>
        shape.type === 'line' && shape.x1 !== shape.x2 && shape.x2 - shape.x1 > 6 && shape.y1 !== shape.y2
          ? [shape]
          : [],
      );
      const steps = Array.from({ length: 41 }, (_, index) => index / 40);
      for (const box of labels.filter(({ text }) => isMark(text)).map(labelBox)) {
        for (const { x1, y1, x2, y2 } of lines) {
          const at = steps.map((share) => ({ x: x1 + share * (x2 - x1), y: y1 + share * (y2 - y1) }));
          const isCrossed = at.some(
            ({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom,
          );
          expect(isCrossed).toBe(false);
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** The black upright lines: whiskers. */
function upright({ shapes }: Figure): readonly Box[] {
  return shapes.flatMap((drawn) =>
    drawn.shape.type === 'line' && drawn.line === '#1b1d20' && drawn.shape.x1 === drawn.shape.x2
      ? [boxOf(drawn)]
      : [],
  );
}

describe('points of one cell', () => {
  const ys = fc.array(fc.double({ min: 0, max: 114, noNaN: true }), { minLength: 1, maxLength: 12 });
  const width = fc.double({ min: 3, max: 60, noNaN: true });

  test('stay within their bar, and none covers another while a smaller sign would have room', () => {
    fc.assert(
      fc.property(ys, width, (heights, wide) => {
        const cell = { ys: heights, width: wide };
        const radius = pointRadius([cell]);
        const offsets = spreadPoints(cell, radius);
        for (const offset of offsets) expect(Math.abs(offset)).toBeLessThanOrEqual(wide / 2);
        const distances = heights.flatMap((y, one) =>
          heights
            .slice(one + 1)
            .map((other, at) => Math.hypot(y - other, (offsets[one] ?? 0) - (offsets[one + 1 + at] ?? 0))),
        );
        // Even with no room at all n can be counted: no two stand in one place.
        const least = radius > 0.9 ? 2 * radius : 0.01;
        for (const distance of distances) expect(distance).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  test('stand in the same places each time, the nearest to the middle that are free', () => {
    const cell = { ys: [50, 50, 50, 80], width: 20 };
    expect(spreadPoints(cell, 1)).toEqual(spreadPoints(cell, 1));
    const [first, second, third, alone] = spreadPoints(cell, 1);
    expect([first, alone]).toEqual([0, 0]);
    expect(second).toBeCloseTo(2.05, 2);
    expect(third).toBeCloseTo(-2.05, 2);
  });
});
