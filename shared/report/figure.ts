// A figure model as lines, points and labels of a page: its panels, the legend, and whose data it shows.
// Must not compute a statistic, nor be drawn a second time elsewhere: pages, SVG, PDF and pictures take this drawing.

import { say } from '../catalogue/catalogue.ts';
import { beyondPlan, type FigureAnalysis, type FigureModel } from '../statistics/figure-model.ts';
import type { Figure } from './document.ts';
import type { Drawing, FigureTarget, Frame } from './figure-drawing.ts';
import { fittingSize, label } from './figure-label.ts';
import { drawLegend } from './figure-legend.ts';
import { rounded } from './figure-marker.ts';
import { cellWidth, drawPanels, roomBelow } from './figure-panel.ts';

/** One column and two of a journal's page, in millimetres. */
export const figureWidths = [85, 174] as const;
export type FigureWidth = (typeof figureWidths)[number];

/** By whose numbers a drawing has. */
const nameParts: Readonly<Record<FigureAnalysis, readonly string[]>> = {
  planned: [],
  unplanned: [],
  'with-excluded': ['with-excluded'],
  'with-outliers': ['with-outliers'],
  'with-both': ['with-excluded', 'with-outliers'],
  'unplanned-with-excluded': ['with-excluded'],
};

/** What a file of a figure is called, without its ending: no two of them that differ have one name, and none a group. */
export function figureFileName(
  { figure, variant, analysis }: Pick<FigureModel, 'figure' | 'variant' | 'analysis'>,
  widthMm?: FigureWidth,
): string {
  return [
    'figure',
    figure.replaceAll(/[^\w-]/g, '_'),
    ...(variant === 'bars' ? [] : [variant]),
    ...nameParts[analysis],
    ...(widthMm === undefined ? [] : [`${widthMm}mm`]),
  ].join('-');
}

const pointsPerMm = 72 / 25.4;
/** Between panels, and around all of it: nothing touches the edge of the file. */
const gap = 12;
const margin = 5;
const belowPanels = 9;
const footText = 5.4;
const footLine = 8.4;
const hashDigits = 16;
const panelHeight = 134;
const tallPanel = 196;
/** Below it two signs of a mark are set too small to be told, and the points of six animals stand upon each other. */
const leastCell = 8.4;

export interface FigureWithTargets {
  readonly figure: Figure;
  /** What can be pointed at. */
  readonly targets: readonly FigureTarget[];
}

/** Lines and points in points of the page, y downwards, coordinates to 0.01. Panels beside each other where they fit. */
export function drawFigure(model: FigureModel, widthMm: FigureWidth): Figure {
  return drawFigureWithTargets(model, widthMm).figure;
}

/** The same drawing, with what stands where in it. */
export function drawFigureWithTargets(model: FigureModel, widthMm: FigureWidth): FigureWithTargets {
  const width = rounded(widthMm * pointsPerMm);
  const inner = width - 2 * margin;
  const drawing: Drawing = { shapes: [], labels: [], targets: [] };
  const columns = columnsOf(model, inner, widthMm);
  const frames = framesOf(model, inner, columns, widthMm);
  drawPanels(model, frames, drawing);
  const free = freeFrame(frames, columns, inner);
  const below = frames.reduce((most, frame) => Math.max(most, frame.y + frame.height), margin) + belowPanels;
  let y = below;
  if (free) drawLegend(model, { x: free.x, y: free.y + 5, width: free.width, isColumn: true }, drawing);
  else y = drawLegend(model, { x: margin, y, width: inner, isColumn: false }, drawing);
  for (const { words, tone } of footOf(model)) {
    const size = fittingSize(words, footText, inner);
    drawing.labels.push({ ...label(margin, y + 1, words, size, 'start'), tone });
    y += footLine;
  }
  const { shapes, labels, targets } = drawing;
  // The last line stands by its middle.
  return { figure: { caption: '', width, height: rounded(y), shapes, labels }, targets };
}

/** Courses and lines of animals need more room beside each other than bars do, and many bars more than few. */
function columnsOf(model: FigureModel, width: number, widthMm: FigureWidth): number {
  const { variant, panels } = model;
  if (widthMm === 85) return 1;
  const isSideBySide = variant === 'bars' || variant === 'box';
  const isRoomy = isSideBySide && cellWidth(model, columnWidth(width, 3)) >= leastCell;
  return Math.min(isRoomy ? 3 : 2, Math.max(1, panels.length));
}

function columnWidth(width: number, columns: number): number {
  return rounded((width - gap * (columns - 1)) / columns);
}

function framesOf(
  model: FigureModel,
  width: number,
  columns: number,
  widthMm: FigureWidth,
): readonly Frame[] {
  const panelWidth = columnWidth(width, columns);
  const isAlone = columns === 1 && widthMm === 174;
  // The plots are as high in each variant, whatever stands below them.
  const height = (isAlone ? tallPanel : panelHeight) + roomBelow(model);
  return model.panels.map((_, index) => ({
    x: rounded(margin + (index % columns) * (panelWidth + gap)),
    y: margin + Math.floor(index / columns) * (height + gap),
    width: panelWidth,
    height,
  }));
}

/** The place beside the last panel, where a row of panels is not full: the legend stands there. */
function freeFrame(frames: readonly Frame[], columns: number, width: number): Frame | null {
  const last = frames.at(-1);
  if (!last || frames.length % columns === 0) return null;
  const x = last.x + last.width + gap;
  return { ...last, x, width: margin + width - x };
}

/** What it holds beyond the plan; below it the newest record of its data, by which anyone sees whether it is current. */
function footOf(
  model: FigureModel,
): readonly { readonly words: string; readonly tone: 'strong' | 'muted' }[] {
  const { head, isSimulated } = model;
  const beyond = beyondPlan(model);
  const data = [
    ...(isSimulated ? [say('figure.simulated')] : []),
    ...(head === null ? [] : [say('figure.head', { seq: head.seq, hash: head.hash.slice(0, hashDigits) })]),
  ];
  return [
    ...(beyond === null ? [] : [{ words: say(`figure.analysis-${beyond}`), tone: 'strong' as const }]),
    ...(data.length === 0 ? [] : [{ words: data.join(' · '), tone: 'muted' as const }]),
  ];
}
