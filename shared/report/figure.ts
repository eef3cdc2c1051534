// A figure of one analyte as lines and points: groups side by side at each time point, mean, SD, every animal.
// Must not compute a statistic, nor tell a group by its colour where the groups are coded.

import type { DrawnLabel, DrawnShape, Figure, Shape } from './document.ts';
import { shortNumber } from './wording.ts';

export interface FigurePoint {
  readonly number: number;
  /** Marked as an outlier: drawn hollow. */
  readonly isHollow: boolean;
}

export interface FigureSeries {
  readonly label: string;
  readonly byTimePoint: readonly {
    /** Null where there is none to draw. */
    readonly mean: number | null;
    readonly sd: number | null;
    readonly points: readonly FigurePoint[];
  }[];
}

export interface FigureData {
  readonly caption: string;
  readonly unit: string;
  readonly timePoints: readonly string[];
  readonly series: readonly FigureSeries[];
  readonly isNeutral: boolean;
}

const size = { width: 240, height: 172 } as const;
const plot = { left: 36, top: 20, right: 236, bottom: 136 } as const;
const ink = '#1d1c1a';
const axisInk = '#8a857b';
// The colours and markers of the screen (renderer/ui/tokens.css, group-style.ts), told apart with colour-blindness too.
const inks = ['#565e68', '#b86e00', '#0068ab', '#99356f', '#00795a', '#c8450c', '#3d8fc4', '#1b1d20'];
const neutralInk = '#5f6369';
const markers = ['circle', 'square', 'triangle', 'diamond', 'inverted', 'cross'] as const;
type Marker = (typeof markers)[number];
const radius = 1.9;

/** Draws the figure in points of the page, y downwards; coordinates to 0.01. */
export function drawFigure(data: FigureData): Figure {
  const top = niceTop(highest(data));
  const y = (value: number) => round(plot.bottom - (value / top) * (plot.bottom - plot.top));
  const band = (plot.right - plot.left) / data.timePoints.length;
  const slot = (band * 0.84) / Math.max(1, data.series.length);
  const shapes: DrawnShape[] = [];
  const labels: DrawnLabel[] = [];
  drawAxes(data, top, y, shapes, labels);
  for (const [index, series] of data.series.entries()) {
    const colour = (data.isNeutral ? neutralInk : inks[index % inks.length]) ?? ink;
    const marker = markers[index % markers.length] ?? 'circle';
    for (const [time, values] of series.byTimePoint.entries()) {
      const x = plot.left + band * (time + 0.08) + slot * (index + 0.5);
      if (values.mean !== null) drawMean(shapes, x, slot, values.mean, values.sd, y);
      for (const [place, point] of values.points.entries()) {
        const shift = spread(place, values.points.length) * slot * 0.3;
        shapes.push(mark(marker, round(x + shift), y(point.number), colour, point.isHollow));
      }
    }
    if (data.series.length > 1) drawLegend(shapes, labels, series.label, marker, colour, index);
  }
  return { caption: data.caption, ...size, shapes, labels };
}

function highest(data: FigureData): number {
  const values = data.series.flatMap((series) =>
    series.byTimePoint.flatMap((one) => [
      ...one.points.map((point) => point.number),
      (one.mean ?? 0) + (one.sd ?? 0),
    ]),
  );
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** The next of 1, 2, 2.5, 5 times a power of ten, in four steps of which the axis is marked. */
function niceTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10].find((one) => one * power >= value) ?? 10;
  return factor * power;
}

function drawAxes(
  data: FigureData,
  top: number,
  y: (value: number) => number,
  shapes: DrawnShape[],
  labels: DrawnLabel[],
): void {
  shapes.push(
    stroke({ type: 'line', x1: plot.left, y1: plot.top, x2: plot.left, y2: plot.bottom }, axisInk, 0.6),
  );
  shapes.push(
    stroke({ type: 'line', x1: plot.left, y1: plot.bottom, x2: plot.right, y2: plot.bottom }, axisInk, 0.6),
  );
  for (let step = 0; step <= 4; step++) {
    const value = (top * step) / 4;
    const at = y(value);
    shapes.push(stroke({ type: 'line', x1: plot.left - 3, y1: at, x2: plot.left, y2: at }, axisInk, 0.6));
    labels.push(label(plot.left - 5, at, tickText(value), 6.2, 'end'));
  }
  labels.push(label(plot.left - 5, plot.top - 11, data.unit, 6.2, 'end'));
  const band = (plot.right - plot.left) / data.timePoints.length;
  for (const [index, text] of data.timePoints.entries()) {
    labels.push(label(round(plot.left + band * (index + 0.5)), plot.bottom + 8, text, 6.6, 'middle'));
  }
}

function tickText(value: number): string {
  return value === 0
    ? '0'
    : shortNumber(value)
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '');
}

function drawMean(
  shapes: DrawnShape[],
  x: number,
  slot: number,
  mean: number,
  sd: number | null,
  y: (value: number) => number,
): void {
  const half = round(slot * 0.36);
  const middle = round(x);
  const bar = (value: number, width: number, lineWidth: number) =>
    stroke(
      { type: 'line', x1: round(middle - width), y1: y(value), x2: round(middle + width), y2: y(value) },
      ink,
      lineWidth,
    );
  shapes.push(bar(mean, half, 1.1));
  if (sd === null) return;
  const low = Math.max(0, mean - sd);
  shapes.push(stroke({ type: 'line', x1: middle, y1: y(low), x2: middle, y2: y(mean + sd) }, ink, 0.5));
  shapes.push(bar(low, half * 0.5, 0.5), bar(mean + sd, half * 0.5, 0.5));
}

/** Evenly from −1 to 1, in an order that keeps neighbours apart; the same every time. */
function spread(place: number, count: number): number {
  return count < 2 ? 0 : ((place * 2) % (2 * count - 1)) / (count - 1) - 1;
}

function mark(marker: Marker, x: number, y: number, colour: string, isHollow: boolean): DrawnShape {
  const paint = { fill: isHollow ? '#ffffff' : colour, line: colour, lineWidth: 0.5 };
  if (marker === 'circle') return { shape: { type: 'circle', x, y, radius }, ...paint };
  if (marker === 'square') {
    const side = radius * 1.8;
    return {
      shape: { type: 'rectangle', x: round(x - side / 2), y: round(y - side / 2), width: side, height: side },
      ...paint,
    };
  }
  const points = corners(marker).map(([right, down]) => point(x + right * radius, y + down * radius));
  return { shape: { type: 'polygon', points }, ...paint };
}

/** Corners in radii from the middle, right and down. */
function corners(marker: Exclude<Marker, 'circle' | 'square'>): readonly (readonly [number, number])[] {
  switch (marker) {
    case 'triangle':
      return [
        [0, -1.25],
        [1.25, 1],
        [-1.25, 1],
      ];
    case 'inverted':
      return [
        [0, 1.25],
        [1.25, -1],
        [-1.25, -1],
      ];
    case 'diamond':
      return [
        [0, -1.3],
        [1.3, 0],
        [0, 1.3],
        [-1.3, 0],
      ];
    case 'cross':
      return [
        [-0.4, -1.2],
        [0.4, -1.2],
        [0.4, -0.4],
        [1.2, -0.4],
        [1.2, 0.4],
        [0.4, 0.4],
        [0.4, 1.2],
        [-0.4, 1.2],
        [-0.4, 0.4],
        [-1.2, 0.4],
        [-1.2, -0.4],
        [-0.4, -0.4],
      ];
  }
}

function drawLegend(
  shapes: DrawnShape[],
  labels: DrawnLabel[],
  text: string,
  marker: Marker,
  colour: string,
  index: number,
): void {
  const x = plot.left + 8 + (index % 2) * 100;
  const y = plot.bottom + 21 + Math.floor(index / 2) * 9;
  shapes.push(mark(marker, x, y, colour, false));
  labels.push(label(x + 5, y, text, 6.6, 'start'));
}

function stroke(shape: Shape, line: string, lineWidth: number): DrawnShape {
  return { shape, fill: null, line, lineWidth };
}

function label(x: number, y: number, text: string, size: number, anchor: DrawnLabel['anchor']): DrawnLabel {
  return { x, y, text, size, anchor, tone: 'plain' };
}

function point(x: number, y: number): { readonly x: number; readonly y: number } {
  return { x: round(x), y: round(y) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
