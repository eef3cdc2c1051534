// One panel of a figure as lines and points: title, axes, lines over time, and in its place every cell, mark and count.
// Must not compute a statistic: the model has them all.

import { layoutOf, type FigureLayout, type Tick } from '../statistics/figure-layout.ts';
import type { FigureCell, FigureModel, FigurePanel } from '../statistics/figure-model.ts';
import { drawCell } from './figure-cell.ts';
import { stroke, type Drawing, type Frame, type PanelDrawing, type Plot } from './figure-drawing.ts';
import { fittingSize, label, rowSize } from './figure-label.ts';
import { countBelow, countLine, drawCounts, drawMarks } from './figure-marks.ts';
import { inkOf, rounded, softInk } from './figure-marker.ts';
import { textWidth } from './letter-widths.ts';
import { pointRadius } from './point-spread.ts';

const text = { title: 7, unit: 6.4, tick: 6.4 } as const;
const room = { right: 3, top: 18, unitLine: 8, ticks: 10, counts: 8, bands: 9 } as const;
/** Of the marks of the axis and of their numbers beside it. */
const tickLength = 3;
const besideTick = 5;
const leastLeft = 16;
const smallestPlain = 1e-4;
const largestPlain = 1e6;

export interface PlacedPanel {
  readonly panel: FigurePanel;
  readonly plot: Plot;
  readonly frame: Frame;
}

/** What all panels of a figure share, so that they can be compared: the axes below each other, one size of points. */
export function drawPanels(model: FigureModel, frames: readonly Frame[], drawing: Drawing): void {
  const layout = layoutOf(model.variant, model);
  const hasUnitLine = frames.some(({ width }, at) => {
    const panel = model.panels[at];
    return panel !== undefined && textWidth(titleWords(panel), text.title) > width;
  });
  const placed = model.panels.flatMap((panel, at): readonly PlacedPanel[] => {
    const frame = frames[at];
    return frame ? [{ panel, frame, plot: plotIn(model, panel, frame, hasUnitLine) }] : [];
  });
  const radius = radiusOf(model, layout, placed);
  for (const [number, { panel, frame, plot }] of placed.entries()) {
    drawTitle(panel, frame, hasUnitLine, drawing);
    drawAxes(model, panel, layout, plot, drawing);
    const panelDrawing: PanelDrawing = { model, panel, number, layout, plot, radius, drawing };
    drawCells(panelDrawing);
    drawMarks(panelDrawing);
    // One animal alone has nothing to count.
    if (model.groups.length > 1) drawCounts(panelDrawing);
  }
}

/** How wide one cell of side-by-side groups is in a panel of this width. */
export function cellWidth(model: FigureModel, panelWidth: number): number {
  const [first] = layoutOf(model.variant, model).places;
  return (first?.[0]?.width ?? 1) * (panelWidth - leftRoom(model) - room.right);
}

/** What a panel needs below its plot. */
export function roomBelow(model: FigureModel): number {
  const { bands, isCountPerCell } = layoutOf(model.variant, model);
  const rows = isCountPerCell ? 0 : (model.groups.length - 1) * countLine + 2;
  return room.ticks + room.counts + rows + (bands.length > 0 ? room.bands : 0);
}

function titleWords({ title, unitWords }: FigurePanel): string {
  return unitWords === '' ? title : `${title} (${unitWords})`;
}

function leftRoom({ panels }: FigureModel): number {
  const widths = panels.flatMap(({ axis }) => axis.ticks.map((one) => textWidth(tickText(one), text.tick)));
  return rounded(Math.max(leastLeft, ...widths) + besideTick);
}

function plotIn(model: FigureModel, { axis }: FigurePanel, frame: Frame, hasUnitLine: boolean): Plot {
  const left = frame.x + leftRoom(model);
  const right = frame.x + frame.width - room.right;
  const top = frame.y + room.top + (hasUnitLine ? room.unitLine : 0);
  const bottom = frame.y + frame.height - roomBelow(model);
  return {
    left,
    right,
    top,
    bottom,
    x: (share) => rounded(left + share * (right - left)),
    y: (value) => rounded(bottom - (value / axis.top) * (bottom - top)),
  };
}

function radiusOf(
  { variant }: FigureModel,
  { places }: FigureLayout,
  placed: readonly PlacedPanel[],
): number {
  const isSpread = variant === 'bars' || variant === 'box';
  const cells = placed.flatMap(({ panel, plot }) =>
    panel.cells.flatMap((row, group) =>
      row.map(({ points }, at) => ({
        ys: isSpread ? points.map((one) => plot.y(one.number)) : [],
        width: (places[group]?.[at]?.width ?? 0) * (plot.right - plot.left),
      })),
    ),
  );
  return pointRadius(cells);
}

/** The unit has a line of its own where one panel of the figure has no room for it beside its title. */
function drawTitle(panel: FigurePanel, frame: Frame, hasUnitLine: boolean, { labels }: Drawing): void {
  const { x, y, width } = frame;
  const words = hasUnitLine ? panel.title : titleWords(panel);
  const size = fittingSize(words, text.title, width);
  labels.push({ ...label(x, y + 5, words, size, 'start'), tone: 'strong' });
  if (!hasUnitLine || panel.unitWords === '') return;
  labels.push(
    label(x, y + 5 + room.unitLine, panel.unitWords, fittingSize(panel.unitWords, text.unit, width), 'start'),
  );
}

function drawAxes(
  model: FigureModel,
  panel: FigurePanel,
  { ticks, bands, isCountPerCell }: FigureLayout,
  plot: Plot,
  { shapes, labels }: Drawing,
): void {
  const { left, right, top, bottom } = plot;
  shapes.push(stroke({ type: 'line', x1: left, y1: top, x2: left, y2: bottom }, softInk, 0.6));
  shapes.push(stroke({ type: 'line', x1: left, y1: bottom, x2: right, y2: bottom }, softInk, 0.6));
  for (const value of panel.axis.ticks) {
    const y = plot.y(value);
    shapes.push(stroke({ type: 'line', x1: left - tickLength, y1: y, x2: left, y2: y }, softInk, 0.6));
    labels.push(label(left - besideTick, y, tickText(value), text.tick, 'end'));
  }
  const isCounted = model.groups.length > 1 && isCountPerCell;
  drawRow(ticks, bottom + countBelow + 1.5 + (isCounted ? room.counts - 1 : 0), plot, labels);
  drawRow(bands, bottom + room.ticks + room.counts + 4, plot, labels);
}

/** Their whole names where these have room beside each other, else the short ones, in the size that fits. */
function drawRow(
  ticks: readonly Tick[],
  y: number,
  { x, left, right }: Plot,
  labels: Drawing['labels'],
): void {
  const stops = (of: (tick: Tick) => string) => ticks.map((tick) => ({ x: x(tick.x), words: of(tick) }));
  const whole = stops((tick) => tick.label);
  const limits = { left: left - besideTick, right: right + room.right };
  const isRoomy = rowSize(whole, text.tick, limits) === text.tick;
  const row = isRoomy ? whole : stops((tick) => tick.short);
  const size = rowSize(row, text.tick, limits);
  for (const { x: middle, words } of row) labels.push(label(middle, y, words, size, 'middle'));
}

/** `0.25`, `120`, `1.5`; with a power of ten where the noughts would take the room: `2e-7`. */
function tickText(value: number): string {
  const short = Number(value.toPrecision(4));
  const isPlain = short === 0 || (short >= smallestPlain && short < largestPlain);
  return isPlain ? String(short) : short.toExponential().replace('e+', 'e');
}

function drawCells(panelDrawing: PanelDrawing): void {
  const { model, panel } = panelDrawing;
  for (const [group, cells] of panel.cells.entries()) {
    if (model.variant === 'course') drawCourse(panelDrawing, cells, group);
    if (model.variant === 'paired') drawSubjects(panelDrawing, cells, group);
    for (const [at, cell] of cells.entries()) drawCell(panelDrawing, cell, { group, at });
  }
}

/** The means of one group joined over time; a category without a value breaks the line. */
function drawCourse(
  { model, layout, plot, drawing }: PanelDrawing,
  cells: readonly FigureCell[],
  group: number,
): void {
  const places = layout.places[group] ?? [];
  const ink = inkOf(group, model.isCoded);
  for (const [at, { mean }] of cells.entries()) {
    const [from, to, next] = [places[at], places[at + 1], cells[at + 1]?.mean ?? null];
    if (mean === null || next === null || !from || !to) continue;
    const ends = { x1: plot.x(from.x), y1: plot.y(mean), x2: plot.x(to.x), y2: plot.y(next) };
    drawing.shapes.push(stroke({ type: 'line', ...ends }, ink, 1));
  }
}

/** The values of each animal joined over time. */
function drawSubjects(
  { model, layout, plot, drawing }: PanelDrawing,
  cells: readonly FigureCell[],
  group: number,
): void {
  const places = layout.places[group] ?? [];
  const ink = inkOf(group, model.isCoded);
  for (const [at, { points }] of cells.entries()) {
    const [from, to, next] = [places[at], places[at + 1], cells[at + 1]];
    if (!from || !to || !next) continue;
    for (const { subject, number } of points) {
      const after = next.points.find((one) => one.subject === subject);
      if (subject === null || !after) continue;
      const ends = { x1: plot.x(from.x), y1: plot.y(number), x2: plot.x(to.x), y2: plot.y(after.number) };
      drawing.shapes.push(stroke({ type: 'line', ...ends }, ink, 0.5));
    }
  }
}
