// A figure model as lines, points and labels of a page: its panels, the legend, and whose data it shows.
// Must not compute a statistic, nor be drawn a second time elsewhere: pages, SVG, PDF and pictures take this drawing.

import { say } from '../catalogue/catalogue.ts';
import { beyondPlan, type FigureModel } from '../statistics/figure-model.ts';
import type { Figure } from './document.ts';
import { inkOf, markerShape, rounded } from './figure-marker.ts';
import { drawPanel, label, letterWidth, type Drawing, type Frame } from './figure-panel.ts';

/** One column and two of a journal's page, in millimetres. */
export const figureWidths = [85, 174] as const;
export type FigureWidth = (typeof figureWidths)[number];

/** What a file of a figure is called, without its ending: no two of them that differ have one name, and none a group. */
export function figureFileName(
  { figure, variant }: Pick<FigureModel, 'figure' | 'variant'>,
  isWithEverything: boolean,
  widthMm?: FigureWidth,
): string {
  return [
    'figure',
    figure.replaceAll(/[^\w-]/g, '_'),
    ...(variant === 'bars' ? [] : [variant]),
    ...(isWithEverything ? ['with-excluded'] : []),
    ...(widthMm === undefined ? [] : [`${widthMm}mm`]),
  ].join('-');
}

const pointsPerMm = 72 / 25.4;
const gap = 12;
const legendLine = 10;
const legendText = 6.8;
const footText = 5.4;
const hashDigits = 16;

/** Lines and points in points of the page, y downwards, coordinates to 0.01. Panels beside each other where they fit. */
export function drawFigure(model: FigureModel, widthMm: FigureWidth): Figure {
  const width = rounded(widthMm * pointsPerMm);
  const drawing: Drawing = { shapes: [], labels: [] };
  const frames = framesOf(model, width, widthMm);
  for (const [index, panel] of model.panels.entries()) {
    const frame = frames[index];
    if (frame) drawPanel(model, panel, frame, drawing);
  }
  let y = frames.reduce((most, frame) => Math.max(most, frame.y + frame.height), 0) + 8;
  if (model.groups.length > 1) y = drawLegend(model, width, y, drawing);
  for (const { words, tone } of footOf(model)) {
    drawing.labels.push({ ...label(0, y + 2, words, footText, 'start'), tone });
    y += footText + 3;
  }
  return { caption: '', width, height: rounded(y), ...drawing };
}

/** Courses and lines of animals need more room beside each other than bars do. */
function framesOf({ panels, variant }: FigureModel, width: number, widthMm: FigureWidth): readonly Frame[] {
  const most = widthMm === 85 ? 1 : variant === 'bars' || variant === 'box' ? 3 : 2;
  const columns = Math.min(most, Math.max(1, panels.length));
  const panelWidth = rounded((width - gap * (columns - 1)) / columns);
  const height = columns === 1 && widthMm === 174 ? 210 : 150;
  return Array.from({ length: panels.length }, (_, index) => ({
    x: rounded((index % columns) * (panelWidth + gap)),
    y: Math.floor(index / columns) * (height + gap),
    width: panelWidth,
    height,
  }));
}

/** Signs and names of the groups, in as many lines as they need; where the next thing stands. */
function drawLegend({ groups, isCoded }: FigureModel, width: number, top: number, drawing: Drawing): number {
  let x = 4;
  let y = top;
  for (const [group, { label: name }] of groups.entries()) {
    const needed = 8 + name.length * legendText * letterWidth;
    if (x > 4 && x + needed > width) {
      x = 4;
      y += legendLine;
    }
    const ink = inkOf(group, isCoded);
    drawing.shapes.push(
      markerShape(group, { x: rounded(x), y: rounded(y), radius: 2.4, ink, isHollow: false }),
    );
    drawing.labels.push(label(x + 5, y, name, legendText, 'start'));
    x += needed + 10;
  }
  return y + legendLine;
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
