// One group at one time point of a figure: bar or box with its hatching, whisker, and every point.
// Must not compute a statistic: the model has them all.

import type { FigureCell, FigurePoint } from '../statistics/figure-model.ts';
import { stroke, type Drawing, type PanelDrawing, type Plot } from './figure-drawing.ts';
import { hatchOf } from './figure-hatch.ts';
import {
  figureInk,
  inkOf,
  leftOutSign,
  markerReach,
  markerShape,
  paleInk,
  rounded,
} from './figure-marker.ts';
import { spreadPoints } from './point-spread.ts';

const meanRadius = 2.4;
/** Of a course and of lines of animals, where the points stand close to each other and to a larger sign of the mean. */
const smallRadius = 1;

interface Stand {
  readonly group: number;
  readonly at: number;
}

export function drawCell(panelDrawing: PanelDrawing, cell: FigureCell, { group, at }: Stand): void {
  const { model, number, layout, plot, drawing } = panelDrawing;
  const { variant } = model;
  const place = layout.places[group]?.[at];
  if (!place) return;
  const bar: Bar = {
    x: plot.x(place.x),
    width: place.width * (plot.right - plot.left),
    plot,
    group,
    ink: inkOf(group, model.isCoded),
    drawing,
  };
  if (variant === 'bars') drawBar(cell, bar);
  if (variant === 'box') drawBox(cell, bar);
  // Under the points: a line over them would make two of one.
  if (variant === 'bars' || variant === 'course') drawWhisker(cell, bar);
  if (cell.points.length > 0) {
    const half = Math.max(bar.width, 2 * meanRadius) / 2;
    const box = { left: bar.x - half, right: bar.x + half, top: plot.top, bottom: plot.bottom };
    drawing.targets.push({ kind: 'cell', panel: number, group, category: at, box });
  }
  drawPoints(panelDrawing, cell, bar, at);
  if (variant === 'course' && cell.mean !== null && cell.n > 1) {
    const placed = { x: bar.x, y: plot.y(cell.mean), radius: meanRadius, ink: bar.ink, isHollow: false };
    drawing.shapes.push(markerShape(group, placed));
  }
}

interface Bar {
  readonly x: number;
  readonly width: number;
  readonly plot: Plot;
  readonly group: number;
  readonly ink: string;
  readonly drawing: Drawing;
}

function drawPoints(
  { model: { variant }, number, radius: commonRadius }: PanelDrawing,
  { points, n }: FigureCell,
  { x, width, plot, group, ink, drawing }: Bar,
  at: number,
): void {
  const isSpread = variant === 'bars' || variant === 'box';
  // A single value is its own mean: it is drawn as large as one.
  const radius = isSpread || n < 2 ? commonRadius : smallRadius;
  const ys = points.map((one) => plot.y(one.number));
  const offsets = variant === 'paired' ? ys.map(() => 0) : spreadPoints({ ys, width }, radius);
  for (const [index, point] of points.entries()) {
    const placed = { x: rounded(x + (offsets[index] ?? 0)), y: ys[index] ?? 0, radius, ink };
    drawing.shapes.push(...pointShapes(group, point, placed));
    const reach = markerReach(radius);
    const box = {
      left: placed.x - reach,
      right: placed.x + reach,
      top: placed.y - reach,
      bottom: placed.y + reach,
    };
    drawing.targets.push({ kind: 'point', panel: number, group, category: at, index, box });
  }
}

function pointShapes(
  group: number,
  { isHollow, isPlanned }: FigurePoint,
  placed: { readonly x: number; readonly y: number; readonly radius: number; readonly ink: string },
) {
  const sign = markerShape(group, { ...placed, isHollow: isHollow || !isPlanned });
  return isPlanned ? [sign] : [sign, ...leftOutSign(placed)];
}

function drawBar({ mean }: FigureCell, { x, width, plot, group, ink, drawing: { shapes } }: Bar): void {
  if (mean === null) return;
  const y = plot.y(mean);
  const bar = { x: rounded(x - width / 2), y, width: rounded(width), height: rounded(plot.bottom - y) };
  shapes.push({
    shape: { type: 'rectangle', ...bar },
    fill: paleInk(ink),
    line: ink,
    lineWidth: 0.5,
  });
  shapes.push(...hatchOf(group, bar, ink));
}

function drawBox({ box }: FigureCell, { x, width, plot, group, ink, drawing: { shapes } }: Bar): void {
  if (box === null) return;
  const [upper, lower] = [plot.y(box.upperQuartile), plot.y(box.lowerQuartile)];
  const left = rounded(x - width / 2);
  for (const [from, to] of [
    [box.upperQuartile, box.high],
    [box.low, box.lowerQuartile],
  ] as const) {
    shapes.push(stroke({ type: 'line', x1: x, y1: plot.y(to), x2: x, y2: plot.y(from) }, figureInk, 0.5));
  }
  const quartiles = { x: left, y: upper, width: rounded(width), height: rounded(lower - upper) };
  shapes.push({
    shape: { type: 'rectangle', ...quartiles },
    fill: paleInk(ink),
    line: ink,
    lineWidth: 0.6,
  });
  shapes.push(...hatchOf(group, quartiles, ink));
  const median = plot.y(box.median);
  shapes.push(
    stroke({ type: 'line', x1: left, y1: median, x2: rounded(x + width / 2), y2: median }, figureInk, 1),
  );
}

/** Mean ± SD; the part below zero is cut off, as the axis begins there. */
function drawWhisker({ mean, sd }: FigureCell, { x, width, plot, drawing: { shapes } }: Bar): void {
  if (mean === null || sd === null) return;
  const half = Math.min(4, Math.max(1.6, width * 0.3));
  const [low, high] = [plot.y(Math.max(0, mean - sd)), plot.y(mean + sd)];
  shapes.push(stroke({ type: 'line', x1: x, y1: low, x2: x, y2: high }, figureInk, 0.6));
  for (const y of mean - sd < 0 ? [high] : [low, high]) {
    const [x1, x2] = [rounded(x - half), rounded(x + half)];
    shapes.push(stroke({ type: 'line', x1, y1: y, x2, y2: y }, figureInk, 0.6));
  }
}
