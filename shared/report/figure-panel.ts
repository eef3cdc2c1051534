// One panel of a figure as lines and points: axes, bars or boxes or lines, whiskers, every point, marks, counts.
// Must not compute a statistic: the model has them all.

import { say } from '../catalogue/catalogue.ts';
import { layoutOf, pointOffset, type FigureLayout, type Place } from '../statistics/figure-layout.ts';
import {
  placedMarks,
  type FigureCell,
  type FigureModel,
  type FigurePanel,
} from '../statistics/figure-model.ts';
import type { DrawnLabel, DrawnShape, Shape } from './document.ts';
import { figureInk, inkOf, markerShape, paleInk, rounded, softInk } from './figure-marker.ts';

/** Where a panel stands in the figure, in points, y downwards. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Drawing {
  readonly shapes: DrawnShape[];
  readonly labels: DrawnLabel[];
}

const text = { title: 7, tick: 6.4, count: 5.8, mark: 7.2 } as const;
/** Of its size: the distance of two lines of marks, and how wide a place two signs need. */
const markLine = 0.78;
const markWidth = 1.06;
const room = { left: 34, right: 4, top: 18, ticks: 10, counts: 8, bands: 9 } as const;
/** Mean advance of a letter in parts of its size: enough to tell whether words have room. */
export const letterWidth = 0.54;
const mostRadius = 1.9;
const leastRadius = 1;
const meanRadius = 2.4;

/** The plot between the axes: shares of its width and numbers of the axis to points. */
interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(share: number): number;
  y(value: number): number;
}

export function drawPanel(model: FigureModel, panel: FigurePanel, frame: Frame, drawing: Drawing): void {
  const layout = layoutOf(model.variant, model);
  const plot = plotIn(frame, panel, layout);
  drawAxes(panel, layout, plot, frame, drawing);
  for (const [group, cells] of panel.cells.entries()) {
    const ink = inkOf(group, model.isCoded);
    const places = layout.places[group] ?? [];
    if (model.variant === 'course') drawCourse(cells, places, plot, ink, drawing);
    if (model.variant === 'paired') drawSubjects(cells, places, plot, ink, drawing);
    for (const [at, cell] of cells.entries()) {
      const place = places[at];
      if (place) drawCell(model, cell, { place, group, ink }, plot, drawing);
    }
  }
  drawMarks(model, panel, layout, plot, drawing);
  // One animal alone has nothing to count.
  if (model.groups.length > 1) drawCounts(panel, layout, plot, drawing);
}

function plotIn(frame: Frame, { axis }: FigurePanel, { bands }: FigureLayout): Plot {
  const left = frame.x + room.left;
  const right = frame.x + frame.width - room.right;
  const top = frame.y + room.top;
  const below = room.ticks + room.counts + (bands.length > 0 ? room.bands : 0);
  const bottom = frame.y + frame.height - below;
  return {
    left,
    right,
    top,
    bottom,
    x: (share) => rounded(left + share * (right - left)),
    y: (value) => rounded(bottom - (value / axis.top) * (bottom - top)),
  };
}

function drawAxes(
  panel: FigurePanel,
  { ticks, bands }: FigureLayout,
  plot: Plot,
  frame: Frame,
  { shapes, labels }: Drawing,
): void {
  const { left, right, top, bottom } = plot;
  shapes.push(stroke({ type: 'line', x1: left, y1: top, x2: left, y2: bottom }, softInk, 0.6));
  shapes.push(stroke({ type: 'line', x1: left, y1: bottom, x2: right, y2: bottom }, softInk, 0.6));
  for (const value of panel.axis.ticks) {
    const y = plot.y(value);
    shapes.push(stroke({ type: 'line', x1: left - 3, y1: y, x2: left, y2: y }, softInk, 0.6));
    labels.push(label(left - 5, y, tickText(value), text.tick, 'end'));
  }
  const unit = panel.unit === '' ? '' : ` (${panel.unit})`;
  labels.push({
    ...label(frame.x, frame.y + 5, `${panel.title}${unit}`, text.title, 'start'),
    tone: 'strong',
  });
  const isWide = ticks.every(({ label: name }, index) => {
    const next = ticks[index + 1];
    const distance = next ? (next.x - (ticks[index]?.x ?? 0)) * (right - left) : Infinity;
    return name.length * text.tick * letterWidth < distance;
  });
  for (const tick of ticks) {
    const name = isWide ? tick.label : tick.short;
    labels.push(label(plot.x(tick.x), bottom + room.counts + 6, name, text.tick, 'middle'));
  }
  const bandY = bottom + room.ticks + room.counts + 4;
  for (const band of bands) labels.push(label(plot.x(band.x), bandY, band.label, text.tick, 'middle'));
}

/** `0.25`, `120`, `1.5`; with a power of ten where the noughts would take the room: `2e-7`. */
function tickText(value: number): string {
  return String(Number(value.toPrecision(4)));
}

interface Stand {
  readonly place: Place;
  readonly group: number;
  readonly ink: string;
}

function drawCell(model: FigureModel, cell: FigureCell, stand: Stand, plot: Plot, drawing: Drawing): void {
  const { place, group, ink } = stand;
  const x = plot.x(place.x);
  const width = place.width * (plot.right - plot.left);
  if (model.variant === 'bars') drawBar(cell, x, width, plot, ink, drawing);
  if (model.variant === 'box') drawBox(cell, x, width, plot, ink, drawing);
  const isSpread = model.variant === 'bars' || model.variant === 'box';
  const spreadRadius = Math.min(mostRadius, Math.max(leastRadius, width * 0.22));
  // A single value is its own mean: it is drawn as large as one.
  const radius = isSpread ? spreadRadius : cell.n > 1 ? leastRadius : mostRadius;
  for (const [index, { number, isHollow }] of cell.points.entries()) {
    const beside = isSpread ? pointOffset(index) * Math.max(0, width - 2 * radius) * 0.8 : 0;
    const placed = { x: rounded(x + beside), y: plot.y(number), radius, ink, isHollow };
    drawing.shapes.push(markerShape(group, placed));
  }
  if (model.variant === 'bars' || model.variant === 'course') {
    drawWhisker(cell, x, Math.min(4, Math.max(1.6, width * 0.3)), plot, drawing);
  }
  if (model.variant === 'course' && cell.mean !== null && cell.n > 1) {
    const placed = { x, y: plot.y(cell.mean), radius: meanRadius, ink, isHollow: false };
    drawing.shapes.push(markerShape(group, placed));
  }
}

/** In its own ink in a course, where the marks of all groups stand above each other. */
function drawMarks(
  model: FigureModel,
  panel: FigurePanel,
  layout: FigureLayout,
  plot: Plot,
  drawing: Drawing,
): void {
  for (const { group, category, text: words, base, line } of placedMarks(panel.cells, model.variant)) {
    const place = layout.places[group]?.[category];
    const tick = layout.ticks[category];
    if (!place || !tick) continue;
    const isCourse = model.variant === 'course';
    const size = isCourse
      ? text.mark
      : Math.min(text.mark, (place.width * (plot.right - plot.left)) / markWidth);
    const y = plot.y(base) - 4 - markLine * size * line;
    const mark = label(plot.x(isCourse ? tick.x : place.x), y, words, size, 'middle');
    drawing.labels.push({
      ...mark,
      tone: 'strong',
      ...(isCourse ? { ink: inkOf(group, model.isCoded) } : {}),
    });
  }
}

function drawBar(
  { mean }: FigureCell,
  x: number,
  width: number,
  plot: Plot,
  ink: string,
  { shapes }: Drawing,
): void {
  if (mean === null) return;
  const top = plot.y(mean);
  const shape = {
    type: 'rectangle',
    x: rounded(x - width / 2),
    y: top,
    width: rounded(width),
    height: rounded(plot.bottom - top),
  } as const;
  shapes.push({ shape, fill: paleInk(ink), line: ink, lineWidth: 0.5 });
}

function drawBox(
  { box }: FigureCell,
  x: number,
  width: number,
  plot: Plot,
  ink: string,
  { shapes }: Drawing,
): void {
  if (box === null) return;
  const [upper, lower] = [plot.y(box.upperQuartile), plot.y(box.lowerQuartile)];
  const left = rounded(x - width / 2);
  for (const [from, to] of [
    [box.upperQuartile, box.high],
    [box.low, box.lowerQuartile],
  ] as const) {
    shapes.push(stroke({ type: 'line', x1: x, y1: plot.y(to), x2: x, y2: plot.y(from) }, figureInk, 0.5));
  }
  const height = rounded(lower - upper);
  const shape = { type: 'rectangle', x: left, y: upper, width: rounded(width), height } as const;
  shapes.push({ shape, fill: paleInk(ink), line: ink, lineWidth: 0.6 });
  const median = plot.y(box.median);
  shapes.push(
    stroke({ type: 'line', x1: left, y1: median, x2: rounded(x + width / 2), y2: median }, figureInk, 1),
  );
}

/** Mean ± SD; the part below zero is cut off, as the axis begins there. */
function drawWhisker(
  { mean, sd }: FigureCell,
  x: number,
  half: number,
  plot: Plot,
  { shapes }: Drawing,
): void {
  if (mean === null || sd === null) return;
  const [low, high] = [plot.y(Math.max(0, mean - sd)), plot.y(mean + sd)];
  shapes.push(stroke({ type: 'line', x1: x, y1: low, x2: x, y2: high }, figureInk, 0.6));
  for (const y of mean - sd < 0 ? [high] : [low, high]) {
    const [x1, x2] = [rounded(x - half), rounded(x + half)];
    shapes.push(stroke({ type: 'line', x1, y1: y, x2, y2: y }, figureInk, 0.6));
  }
}

/** The means of one group joined over time; a category without a value breaks the line. */
function drawCourse(
  cells: readonly FigureCell[],
  places: readonly Place[],
  plot: Plot,
  ink: string,
  { shapes }: Drawing,
): void {
  for (const [at, { mean }] of cells.entries()) {
    const [from, to, next] = [places[at], places[at + 1], cells[at + 1]?.mean ?? null];
    if (mean === null || next === null || !from || !to) continue;
    const ends = { x1: plot.x(from.x), y1: plot.y(mean), x2: plot.x(to.x), y2: plot.y(next) };
    shapes.push(stroke({ type: 'line', ...ends }, ink, 1));
  }
}

/** The values of each animal joined over time. */
function drawSubjects(
  cells: readonly FigureCell[],
  places: readonly Place[],
  plot: Plot,
  ink: string,
  { shapes }: Drawing,
): void {
  for (const [at, { points }] of cells.entries()) {
    const [from, to, next] = [places[at], places[at + 1], cells[at + 1]];
    if (!from || !to || !next) continue;
    for (const { subject, number } of points) {
      const after = next.points.find((one) => one.subject === subject);
      if (subject === null || !after) continue;
      const ends = { x1: plot.x(from.x), y1: plot.y(number), x2: plot.x(to.x), y2: plot.y(after.number) };
      shapes.push(stroke({ type: 'line', ...ends }, ink, 0.5));
    }
  }
}

function drawCounts(panel: FigurePanel, layout: FigureLayout, plot: Plot, { labels }: Drawing): void {
  const y = plot.bottom + 5.5;
  labels.push({ ...label(plot.left - 5, y, say('figure.n'), text.count, 'end'), tone: 'muted' });
  const count = (x: number, words: string): void => {
    labels.push({ ...label(x, y, words, text.count, 'middle'), tone: 'muted' });
  };
  if (layout.isCountPerCell) {
    for (const [group, cells] of panel.cells.entries()) {
      for (const [at, { n }] of cells.entries()) {
        const place = layout.places[group]?.[at];
        if (place && panel.isMeasuredAt[at] === true) count(plot.x(place.x), String(n));
      }
    }
    return;
  }
  for (const [at, tick] of layout.ticks.entries()) {
    count(plot.x(tick.x), panel.cells.map((cells) => String(cells[at]?.n ?? 0)).join(' '));
  }
}

function stroke(shape: Shape, line: string, lineWidth: number): DrawnShape {
  return { shape, fill: null, line, lineWidth };
}

export function label(
  x: number,
  y: number,
  words: string,
  size: number,
  anchor: DrawnLabel['anchor'],
): DrawnLabel {
  return { x: rounded(x), y: rounded(y), text: words, size, anchor, tone: 'plain' };
}
