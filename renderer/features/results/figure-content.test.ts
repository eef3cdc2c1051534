// The figure on the screen and in the file: the same bars, points, marks, counts and axis, laid out by Chart.js itself.
// Must not compare looks: positions are compared in the units of the data, numbers and marks as they are.

import { describe, expect, it, vi } from 'vitest';
import { Chart } from 'chart.js';
import type { DrawnShape, Figure } from '../../../shared/report/document.ts';
import { groupInks, paleInk } from '../../../shared/report/figure-marker.ts';
import { drawFigure } from '../../../shared/report/figure.ts';
import {
  figureCell,
  figurePanel,
  figureVariants,
  type FigureModel,
  type FigureVariant,
} from '../../../shared/statistics/figure-model.ts';
import { chartConfiguration, type GroupChart } from '../../ui/chart-drawing.ts';
import type { ChartPaint } from '../../ui/chart-paint.ts';
import { placeOf } from '../../ui/chart-overlay.ts';
import { groupStyle } from '../../ui/group-style.ts';
import { chartCanvas } from '../../ui/testing/chart-canvas.ts';
import { chartFigureOf, chartGroupsOf } from './figure-content.ts';

// Node has no paths of a canvas; the fake one draws nothing with them.
vi.stubGlobal('Path2D', vi.fn());

const paint: ChartPaint = {
  ink: '#000',
  inkSoft: '#555',
  hairline: '#eee',
  paper: '#fff',
  font: 'sans-serif',
  group: (mark, isBlinded) => ({ colour: `colour ${mark}`, style: groupStyle(mark, isBlinded) }),
  fill: (mark) => `fill ${mark}`,
};

const groups = ['Saline', 'DMEM', 'ASC', 'ASC-secretome'].map((label) => ({ key: label, label }));
const categories = [
  { label: 'Before the operation', short: 'Before', day: 0 },
  { label: 'Day 1', short: 'Day 1', day: 1 },
  { label: 'Day 3', short: 'Day 3', day: 3 },
  { label: 'Day 7', short: 'Day 7', day: 7 },
];
const marks: Readonly<Record<string, readonly string[]>> = {
  '2/1': ['**', '##'],
  '3/1': ['*', ''],
  '3/2': ['', '#'],
};

function modelOf(variant: FigureVariant): FigureModel {
  const cells = groups.map((_, group) =>
    categories.map((_category, at) =>
      figureCell(
        Array.from({ length: 3 + ((group + at) % 4) }, (_point, index) => ({
          number: 40 + group * 7 + at * 11 + index * 3.5,
          id: null,
          subject: `P${group}${index}`,
          isHollow: index === 2,
          isCounted: true,
          remarks: [],
          isPlanned: true,
        })),
        (marks[`${group}/${at}`] ?? []).map((mark, index) => ({
          versus: groups[index]?.label ?? '',
          p: mark === '' ? 0.2 : 0.004,
          mark,
        })),
      ),
    ),
  );
  return {
    figure: '3a',
    variant,
    groups,
    categories,
    panels: [
      figurePanel({ key: 'alt', title: 'ALT', unit: 'U/L', unitWords: 'U/L', decimals: 1, cells }, variant),
    ],
    isCoded: false,
    analysis: 'planned',
    isSimulated: false,
    head: null,
    caption: [],
  };
}

function onScreen(model: FigureModel) {
  const [panel] = model.panels;
  if (!panel) throw new Error('The model has no panel.');
  const content = {
    title: panel.title,
    axisLabel: panel.title,
    timePoints: model.categories.map(({ label }) => label),
    groups: chartGroupsOf(model, panel),
    isBlinded: false,
    decimals: 1,
    figure: chartFigureOf(model, panel),
  };
  const { canvas, written } = chartCanvas(960, 540);
  const chart: GroupChart = new Chart(
    canvas,
    chartConfiguration(content, paint, { isPicture: true, ratio: 1 }),
  );
  const { left, right } = chart.chartArea;
  return {
    chart,
    written,
    places: groups.map((_, group) =>
      categories.map((_category, at) => {
        const place = placeOf(chart, content, group, at);
        return {
          x: ((place?.x ?? NaN) - left) / (right - left),
          width: (place?.width ?? NaN) / (right - left),
        };
      }),
    ),
  };
}

/** The axes of the first panel of the file: where its plot begins and ends. */
function axesInFile({ shapes }: Figure) {
  const [vertical, horizontal] = shapes.flatMap(({ shape }) => (shape.type === 'line' ? [shape] : []));
  if (!vertical || !horizontal) throw new Error('The figure has no axes.');
  const { x1: left, x2: right, y1: foot } = horizontal;
  return { left, right, foot, height: vertical.y2 - vertical.y1 };
}

/** The bars of the file, as shares of the plot and numbers of the axis, by group and time point. */
function barsInFile(model: FigureModel) {
  const figure = drawFigure(model, 174);
  const top = model.panels[0]?.axis.top ?? NaN;
  const { left, right, foot, height } = axesInFile(figure);
  return groups.map((_, group) =>
    figure.shapes
      .flatMap(({ shape, fill }: DrawnShape) =>
        shape.type === 'rectangle' && fill === paleInk(groupInks[group] ?? '') ? [shape] : [],
      )
      // The legend has a sign of the same colour, that stands on no axis.
      .filter((one) => Math.abs(one.y + one.height - foot) < 0.05)
      .map(({ x, y, width }) => ({
        x: (x + width / 2 - left) / (right - left),
        width: width / (right - left),
        value: ((foot - y) / height) * top,
      })),
  );
}

describe('bars', () => {
  const model = modelOf('bars');
  const screen = onScreen(model);
  const file = barsInFile(model);

  it('stand at the same places, and are as wide, on the screen and in the file', () => {
    for (const [group, places] of screen.places.entries()) {
      expect(file[group]).toHaveLength(categories.length);
      for (const [at, place] of places.entries()) {
        expect(place.x).toBeCloseTo(file[group]?.[at]?.x ?? NaN, 3);
        expect(place.width).toBeCloseTo(file[group]?.[at]?.width ?? NaN, 3);
      }
    }
  });

  it('are as high, on the same axis', () => {
    const scale = screen.chart.scales['y'];
    expect([scale?.min, scale?.max]).toEqual([0, model.panels[0]?.axis.top]);
    for (const [group, bars] of file.entries()) {
      const meta = screen.chart.getDatasetMeta(group);
      for (const [at, { value }] of bars.entries()) {
        const y = (meta.data[at]?.getProps(['y'], true) as { y: number } | undefined)?.y ?? NaN;
        const mean = model.panels[0]?.cells[group]?.[at]?.mean ?? NaN;
        expect(scale?.getValueForPixel(y)).toBeCloseTo(mean, 6);
        expect(Math.abs(value - mean)).toBeLessThan(mean * 0.002);
      }
    }
  });
});

describe('a group of which nothing counts', () => {
  const cell = (count: number, isCounted: boolean) =>
    figureCell(
      Array.from({ length: count }, (_, index) => ({
        number: 50 + index,
        id: null,
        subject: `P${index}`,
        isHollow: !isCounted,
        isCounted,
        isPlanned: isCounted,
        remarks: [],
      })),
    );
  const rows = groups.map((_, group) =>
    categories.map((_category, at) =>
      at > 1 ? cell(0, true) : group === 2 ? cell(at, false) : cell(3, true),
    ),
  );
  const whole = modelOf('bars');
  const panel = figurePanel(
    { key: 'alt', title: 'ALT', unit: 'U/L', unitWords: 'U/L', decimals: 1, cells: rows },
    'bars',
  );
  const model = { ...whole, panels: [panel] };

  it('has its 0 below, on the screen and in the file, where others have values, and nothing elsewhere', () => {
    const wanted = ['0', '0', '3', '3', '3', '3', '3', '3'];
    const counts = (list: readonly { readonly text: string; readonly size?: number }[]) =>
      list
        .filter(({ text }) => text === '0' || text === '3')
        .map(({ text }) => text)
        .toSorted();
    // Either axis has a 0 of its own.
    const axis = ['0'];
    expect(counts(drawFigure(model, 174).labels)).toEqual([...axis, ...wanted]);
    expect(counts(onScreen(model).written)).toEqual([...axis, ...wanted]);
  });

  it('keeps its points on the screen, as in the file', () => {
    const shown = chartGroupsOf(model, panel)[2]?.cells;
    expect(shown?.map((one) => one?.points.length)).toEqual([undefined, 1, undefined, undefined]);
    expect(shown?.[1]).toMatchObject({ n: 0, mean: null });
  });
});

describe.each(figureVariants)('%s', (variant) => {
  const model = modelOf(variant);
  const screen = onScreen(model);
  const file = drawFigure(model, 174);

  it('has the same marks above the same places', () => {
    const isMark = (text: string) => /^[*# ]+$/.test(text) && text.trim() !== '';
    const seen = screen.written.filter(({ text }) => isMark(text)).map(({ text }) => text);
    expect(seen).toEqual(file.labels.filter(({ text }) => isMark(text)).map(({ text }) => text));
    expect(seen.join(' ').split(' ').toSorted()).toEqual(['##', '#', '**', '*'].toSorted());
    const { left, right } = screen.chart.chartArea;
    const axes = axesInFile(file);
    const inFile = file.labels.filter(({ text }) => isMark(text));
    for (const [index, one] of screen.written.filter(({ text }) => isMark(text)).entries()) {
      expect((one.x - left) / (right - left)).toBeCloseTo(
        ((inFile[index]?.x ?? NaN) - axes.left) / (axes.right - axes.left),
        3,
      );
    }
  });

  it('has the same counts', () => {
    const isCount = (text: string) => /^[3-6]( [3-6])*$/.test(text);
    const counts = (list: readonly { readonly text: string }[]) =>
      list
        .map(({ text }) => text)
        .filter(isCount)
        .join(' ')
        .split(' ')
        .toSorted();
    const wanted = model.panels[0]?.cells
      .flat()
      .map(({ n }) => String(n))
      .toSorted();
    // In a paired figure the days 3 stand below the axis too.
    const days = variant === 'paired' ? groups.map(() => '3') : [];
    expect(counts(screen.written)).toEqual([...(wanted ?? []), ...days].toSorted());
    expect(counts(file.labels)).toEqual([...(wanted ?? []), ...days].toSorted());
  });

  it('says the exact p of each comparison, marked or not', () => {
    const notes = chartGroupsOf(
      model,
      model.panels[0] ??
        figurePanel({ key: '', title: '', unit: '', unitWords: '', decimals: 0, cells: [] }, variant),
    )[3]?.cells[1]?.notes;
    expect(notes).toEqual(['* against Saline, p = 0.0040', 'against DMEM, p = 0.2000']);
  });
});
