// Tests of the figure: what is drawn where, in every variant and width, and that a coded figure tells no group.
// Must not test the look: only positions, counts and colours that mean something.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  figureCell,
  figurePanel,
  figureVariants,
  type FigureModel,
  type FigurePoint,
} from '../statistics/figure-model.ts';
import type { DrawnShape } from './document.ts';
import { groupInks, hatchInk, neutralInk, paleInk } from './figure-marker.ts';
import { figureSvg } from './figure-svg.ts';
import { drawFigure, figureFileName, figureWidths } from './figure.ts';

const point = (number: number, subject: string, isHollow = false): FigurePoint => ({
  number,
  id: `${subject}/day-1/alt`,
  subject,
  isHollow,
  isCounted: true,
  isPlanned: true,
  remarks: [],
});

const panelFacts = { key: 'alt', title: 'ALT', unit: 'U/L', unitWords: 'U/L', decimals: 1 } as const;

const against = (mark: string) => [{ versus: 'first', p: 0.004, mark }];

/** Two groups of three animals at two time points; the third animal of each is marked as an outlier. */
function model(changes: Partial<FigureModel> = {}): FigureModel {
  const cells = [0, 1].map((group) =>
    [0, 1].map((time) =>
      figureCell(
        [1, 2, 3].map((number) => point(40 + group * 20 + number, `P${group}${number}`, number === 3)),
        group === 1 && time === 1 ? against('**') : [],
      ),
    ),
  );
  return {
    figure: '3a',
    variant: 'bars',
    groups: ['first', 'second'].map((label) => ({ key: label, label })),
    categories: [0, 1].map((day) => ({ label: `Day ${day}`, short: `D${day}`, day })),
    panels: [figurePanel({ ...panelFacts, cells }, changes.variant ?? 'bars')],
    isCoded: false,
    analysis: 'planned',
    isSimulated: true,
    head: { seq: 7, hash: 'abcdef0123456789ffff' },
    caption: [],
    ...changes,
  };
}

const empty = model({ groups: [], panels: [figurePanel({ ...panelFacts, cells: [] }, 'bars')] });
const radiusOfPoint = 1.9;
/** Circles are the first group's points, small squares the second's; the legend's signs are larger. */
const circles = (shapes: readonly DrawnShape[]) =>
  shapes.flatMap(({ shape, fill }) =>
    shape.type === 'circle' && shape.radius <= radiusOfPoint ? [{ ...shape, fill }] : [],
  );
const squares = (shapes: readonly DrawnShape[]) =>
  shapes.flatMap(({ shape, fill }) =>
    shape.type === 'rectangle' && shape.width === shape.height && shape.width < 4 ? [{ ...shape, fill }] : [],
  );

describe('points', () => {
  test('every animal has its point, each group a marker of its own, outliers are hollow', () => {
    const { shapes } = drawFigure(model(), 85);
    expect(circles(shapes)).toHaveLength(6);
    expect(squares(shapes)).toHaveLength(6);
    expect([...circles(shapes), ...squares(shapes)].filter(({ fill }) => fill === '#ffffff')).toHaveLength(4);
  });

  test('a higher value stands higher, at the same scale as its mean', () => {
    const [first, second, third] = circles(drawFigure(model(), 85).shapes);
    expect(first?.y).toBeGreaterThan(second?.y ?? 0);
    expect((first?.y ?? 0) - (second?.y ?? 0)).toBeCloseTo((second?.y ?? 0) - (third?.y ?? 0), 1);
  });

  test('coded groups have one neutral colour; open ones have their own', () => {
    const fills = (isCoded: boolean) => {
      const { shapes } = drawFigure(model({ isCoded }), 85);
      const all = [...circles(shapes).map(({ fill }) => fill), ...squares(shapes).map(({ fill }) => fill)];
      return new Set(all.filter((fill) => fill !== '#ffffff'));
    };
    expect([...fills(true)]).toEqual([neutralInk]);
    expect(fills(false)).toEqual(new Set([groupInks[0], groupInks[1]]));
  });

  test('the inks are those of the screen in the light', () => {
    const tokens = readFileSync(new URL('../../renderer/ui/tokens.css', import.meta.url), 'utf8');
    const light = tokens.slice(tokens.indexOf("[data-theme='light']"), tokens.indexOf("[data-theme='dark']"));
    const token = (name: string) => new RegExp(`--group-${name}: (#\\w{6})`).exec(light)?.[1];
    expect(groupInks.map((_, index) => token(String(index)))).toEqual([...groupInks]);
    expect(token('neutral')).toBe(neutralInk);
  });
});

describe('what stands beside them', () => {
  test('bars of the means, n below each, marks above the cell that has them', () => {
    const { shapes, labels } = drawFigure(model(), 85);
    const [, foot] = shapes.flatMap(({ shape }) => (shape.type === 'line' ? [shape] : []));
    const axis = foot?.y1 ?? 0;
    // The legend shows them once more, below the axis.
    const bars = shapes.flatMap(({ shape, fill }) =>
      shape.type === 'rectangle' &&
      shape.y < axis &&
      (fill === paleInk(groupInks[0]) || fill === paleInk(groupInks[1]))
        ? [shape]
        : [],
    );
    expect(bars).toHaveLength(4);
    expect(labels.filter(({ text }) => text === '3')).toHaveLength(4);
    const [mark] = labels.filter(({ text }) => text === '**');
    const lastBar = bars.at(-1);
    expect(mark?.x).toBeCloseTo((lastBar?.x ?? 0) + (lastBar?.width ?? 0) / 2, 1);
    expect(mark?.y).toBeLessThan(lastBar?.y ?? 0);
  });

  test('SIMULATED and the head of the data stand in every figure that has them', () => {
    const foot = (changes: Partial<FigureModel>) =>
      drawFigure(model(changes), 85).labels.find(({ text }) => text.includes('record 7'))?.text;
    expect(foot({})).toBe('SIMULATED · Data up to record 7, chain head abcdef0123456789');
    expect(foot({ isSimulated: false })).toBe('Data up to record 7, chain head abcdef0123456789');
    expect(foot({ head: null })).toBeUndefined();
  });

  test('[ARRIVE 3b] a line of its own says what it holds beyond the plan, within the narrow width too', () => {
    const texts = (changes: Partial<FigureModel>) =>
      drawFigure(model(changes), 85).labels.map(({ text }) => text);
    for (const analysis of ['with-excluded', 'with-outliers', 'with-both'] as const) {
      const [said, foot] = texts({ analysis }).slice(-2);
      expect(said).toMatch(/^With .*; the plan leaves them out$/);
      expect(foot).toMatch(/^SIMULATED/);
    }
    expect(texts({ analysis: 'unplanned-with-excluded' }).at(-2)).toBe(
      'With excluded animals; no plan is locked',
    );
    for (const analysis of ['planned', 'unplanned'] as const) {
      expect(texts({ analysis }).join()).not.toMatch(/excluded|planned|plan/);
    }
  });

  test('n of a group is 0 where others have values, and nowhere else', () => {
    const rows = [0, 1].map((group) => [
      figureCell(group === 0 ? [point(41, 'P1'), point(42, 'P2')] : []),
      figureCell([]),
    ]);
    const counts = (isMeasuredAt?: readonly boolean[]) => {
      const panel = { ...panelFacts, cells: rows, ...(isMeasuredAt ? { isMeasuredAt } : {}) };
      const { labels } = drawFigure(model({ panels: [figurePanel(panel, 'bars')] }), 85);
      return labels.filter(({ size, anchor }) => size === 5.8 && anchor === 'middle').map(({ text }) => text);
    };
    expect(counts()).toEqual(['2', '0']);
    // Recorded, and nothing of it counts.
    expect(counts([true, true])).toEqual(['2', '0', '0', '0']);
  });

  test('an empty figure has axes and no points', () => {
    const { shapes, labels } = drawFigure(empty, 85);
    expect([...circles(shapes), ...squares(shapes)]).toEqual([]);
    expect(labels.map(({ text }) => text)).toContain('ALT (U/L)');
  });
});

describe('the variants', () => {
  test('a course joins the means of each group, a paired figure the values of each animal', () => {
    const joined = (variant: FigureModel['variant'], ink: string) =>
      drawFigure(model({ variant }), 85).shapes.filter(
        ({ shape, line }) => shape.type === 'line' && line === ink && shape.x1 !== shape.x2,
      ).length;
    expect(joined('course', groupInks[0])).toBe(1);
    expect(joined('paired', groupInks[0])).toBe(3);
    expect(joined('bars', groupInks[0])).toBe(0);
  });

  test('a box reaches from quartile to quartile', () => {
    const { shapes } = drawFigure(model({ variant: 'box' }), 85);
    const boxes = shapes.flatMap(({ shape, fill }) =>
      shape.type === 'rectangle' && fill === paleInk(groupInks[0]) ? [shape] : [],
    );
    const points = circles(shapes);
    // Quartiles of 41, 42, 43 are 41.5 and 42.5: half of the distance between the outer points.
    expect(boxes[0]?.height).toBeCloseTo(((points[0]?.y ?? 0) - (points[2]?.y ?? 0)) / 2, 1);
  });

  test.each(figureVariants.flatMap((variant) => figureWidths.map((width) => [variant, width] as const)))(
    '%s at %d mm stays within its frame, whatever the values are',
    (variant, widthMm) => {
      const value = fc.double({ min: 0, max: 1e6, noNaN: true });
      fc.assert(
        fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), (values) => {
          const cells = [values.map((number, index) => point(number, `P${index}`))].map((points) => [
            figureCell(points, against('**')),
            figureCell([]),
          ]);
          const panel = figurePanel({ ...panelFacts, cells }, variant);
          const figure = drawFigure(
            model({ variant, groups: [{ key: 'a', label: 'a' }], panels: [panel, panel, panel] }),
            widthMm,
          );
          for (const [x, y] of figure.shapes.flatMap(({ shape }) => cornersOf(shape))) {
            expect(x).toBeGreaterThanOrEqual(-0.01);
            expect(x).toBeLessThanOrEqual(figure.width + 0.01);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(figure.height);
          }
        }),
        { numRuns: 40 },
      );
    },
  );
});

function cornersOf(shape: DrawnShape['shape']): readonly (readonly [number, number])[] {
  switch (shape.type) {
    case 'line':
      return [
        [shape.x1, shape.y1],
        [shape.x2, shape.y2],
      ];
    case 'rectangle':
      // A negative height would lie above its own top, and be found outside by the corner below.
      return [
        [shape.x, shape.height < 0 ? -1 : shape.y],
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

test('an SVG has each shape and label of the drawing once, in its place, and escapes what people typed', () => {
  const groups = [
    { key: 'a', label: 'A & B <1>' },
    { key: 'b', label: 'second' },
  ];
  const drawn = drawFigure(model({ groups }), 174);
  const svg = figureSvg(drawn, 'Figure "3a"', 'p < 0.05');
  const count = (pattern: RegExp) => svg.match(pattern)?.length ?? 0;
  const shapes = (type: DrawnShape['shape']['type']) =>
    drawn.shapes.filter(({ shape }) => shape.type === type).length;
  expect(count(/<line /g)).toBe(shapes('line'));
  expect(count(/<rect /g)).toBe(shapes('rectangle') + 1);
  expect(count(/<circle /g)).toBe(shapes('circle'));
  expect(count(/<text /g)).toBe(drawn.labels.length);
  expect(svg).toContain('width="174.00mm"');
  expect(svg).toContain('A &amp; B &lt;1&gt;');
  expect(svg).toContain('<title>Figure &quot;3a&quot;</title>');
  expect(svg).not.toContain('NaN');
});

describe('a point that the plan leaves out', () => {
  const withLeftOut = (analysis: FigureModel['analysis'], isCoded = false) => {
    const points = [point(41, 'P1'), { ...point(44, 'P2'), isPlanned: false }];
    const cells = [0, 1].map((group) => [figureCell(group === 0 ? points : [point(50, 'P3')])]);
    const panels = [figurePanel({ ...panelFacts, cells }, 'bars')];
    const categories = [{ label: 'Day 1', short: 'D1', day: 1 }];
    return drawFigure(model({ panels, categories, analysis, isCoded }), 85);
  };

  test('is open and crossed, and the legend says what that is', () => {
    const { shapes, labels } = withLeftOut('with-excluded');
    const [counted, leftOut] = circles(shapes);
    expect([counted?.fill, leftOut?.fill]).toEqual([groupInks[0], '#ffffff']);
    const crossing = shapes.filter(
      ({ shape }) =>
        shape.type === 'line' &&
        Math.abs((shape.x1 + shape.x2) / 2 - (leftOut?.x ?? 0)) < 0.02 &&
        Math.abs((shape.y1 + shape.y2) / 2 - (leftOut?.y ?? 0)) < 0.02,
    );
    expect(crossing).toHaveLength(2);
    expect(labels.map(({ text }) => text)).toContain('left out');
  });

  test('is named in the legend of no figure without one', () => {
    expect(drawFigure(model(), 85).labels.map(({ text }) => text)).not.toContain('left out');
  });
});

test('every group has a hatching of its own, fainter than its points, and none leaves its bar', () => {
  const groups = Array.from({ length: 8 }, (_, index) => ({ key: String(index), label: `g${index}` }));
  const cells = groups.map(() => [figureCell([point(60, 'P1'), point(80, 'P2')])]);
  const panels = [figurePanel({ ...panelFacts, cells }, 'bars')];
  const categories = [{ label: 'Day 1', short: 'D1', day: 1 }];
  const { shapes } = drawFigure(model({ groups, panels, categories }), 85);
  const drawings = groupInks.map((ink) => {
    const bar = shapes.find(({ shape, fill }) => shape.type === 'rectangle' && fill === paleInk(ink))?.shape;
    if (bar?.type !== 'rectangle') throw new Error('A group has no bar.');
    const lines = shapes.flatMap(({ shape, line }) =>
      shape.type === 'line' && line === hatchInk(ink) && shape.y2 <= bar.y + bar.height + 0.01 ? [shape] : [],
    );
    for (const { x1, x2, y1, y2 } of lines) {
      for (const x of [x1, x2]) {
        expect(x).toBeGreaterThanOrEqual(bar.x - 0.01);
        expect(x).toBeLessThanOrEqual(bar.x + bar.width + 0.01);
      }
      for (const y of [y1, y2]) expect(y).toBeGreaterThanOrEqual(bar.y - 0.01);
    }
    return JSON.stringify(
      lines.map(({ x1, x2, y1, y2 }) => [x1 - bar.x, x2 - bar.x, y1, y2].map(Math.round)),
    );
  });
  expect(new Set(drawings).size).toBe(groups.length);
});

describe('the name of a file', () => {
  const nameOf = (analysis: FigureModel['analysis']) => figureFileName(model({ analysis }), 85);

  test('says what is in it, not what was asked for', () => {
    expect(nameOf('planned')).toBe('figure-3a-85mm');
    expect(nameOf('unplanned')).toBe('figure-3a-85mm');
    expect(nameOf('with-excluded')).toBe('figure-3a-with-excluded-85mm');
    expect(nameOf('with-both')).toBe('figure-3a-with-excluded-with-outliers-85mm');
    expect(figureFileName(model({ variant: 'box', analysis: 'with-outliers' }))).toBe(
      'figure-3a-box-with-outliers',
    );
  });
});
