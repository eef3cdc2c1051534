// The marks of significance over the cells of a panel, and the counts below them.
// Must not let two of them touch, nor stand on a point or a whisker: where there is little room they are set smaller.

import { say } from '../catalogue/catalogue.ts';
import { placedMarks, type FigureCell, type PlacedMark } from '../statistics/figure-model.ts';
import type { PanelDrawing } from './figure-drawing.ts';
import { fittingSize, label, labelBox, rowSize } from './figure-label.ts';
import { inkOf } from './figure-marker.ts';
import { textReach } from './letter-widths.ts';

const markText = 7.2;
const countText = 5.8;
/** From the axis to the middle of the first line of counts, and from line to line in a course. */
export const countBelow = 5.5;
export const countLine = 6.4;
/** Between a mark and what it stands over or beside. */
const clear = 0.8;
const largestReach = 3.2;
/** Of the marks of one day in a course, as a share of the plot. */
const mostRoom = 0.2;
/** Counts may stand a little beside the axis. */
const besideAxis = 3;

/** In the order of the groups, then of the time points. */
export function drawMarks(panelDrawing: PanelDrawing): void {
  const { model, panel, number, plot, drawing } = panelDrawing;
  const marks = placedMarks(panel.cells, model.variant);
  if (marks.length === 0) return;
  const isCourse = model.variant === 'course';
  // One size in the whole panel: a smaller mark would look like a weaker one.
  const size = Math.min(...marks.map((mark) => fittingSize(mark.text, markText, roomOf(panelDrawing, mark))));
  const reaches = marks.map(({ text }) => textReach(text, size));
  const down = Math.max(...reaches.map((one) => one.down));
  const pitch = down + Math.max(...reaches.map((one) => one.up)) + 0.1;
  for (const mark of marks) {
    const { group, category, base, line, text, controls } = mark;
    const y = plot.y(base) - largestReach - clear - down - pitch * line;
    const words = {
      ...label(middleOf(panelDrawing, mark), y, text, size, 'middle'),
      tone: 'strong',
    } as const;
    drawing.labels.push(isCourse ? { ...words, ink: inkOf(group, model.isCoded) } : words);
    const target = { kind: 'mark', panel: number, group, category, controls } as const;
    drawing.targets.push({ ...target, box: labelBox(words) });
  }
}

function middleOf({ model, layout, plot }: PanelDrawing, { group, category }: PlacedMark): number {
  const place = model.variant === 'course' ? layout.ticks[category] : layout.places[group]?.[category];
  return plot.x(place?.x ?? 0);
}

/** In a course as wide as the distance to the next day, less what the groups of that day take. */
function roomOf({ model, layout, plot }: PanelDrawing, { group, category }: PlacedMark): number {
  const width = plot.right - plot.left;
  const place = layout.places[group]?.[category]?.width ?? 1;
  if (model.variant !== 'course') return place * width;
  const { ticks } = layout;
  const x = ticks[category]?.x ?? 0;
  const distances = [ticks[category - 1], ticks[category + 1]].flatMap((one) =>
    one === undefined ? [] : [Math.abs(one.x - x)],
  );
  const distance = Math.min(mostRoom, ...distances) * width;
  const taken = (place * width * (model.groups.length - 1)) / 2 + largestReach;
  return Math.min(distance, 2 * (distance - taken)) - clear;
}

/** n below each cell; in a course, where cells stand close to each other, a line for each group. */
export function drawCounts({ model, panel, layout, plot, drawing }: PanelDrawing): void {
  const { labels } = drawing;
  const first = plot.bottom + countBelow + (layout.isCountPerCell ? 0 : countLine + 2);
  labels.push({ ...label(plot.left - 5, first, say('figure.n'), countText, 'end'), tone: 'muted' });
  const rows = panel.cells.map((cells, group) =>
    countsOf(cells, panel.isMeasuredAt).map(({ at, words }) => ({
      x: plot.x((layout.isCountPerCell ? layout.places[group]?.[at]?.x : layout.ticks[at]?.x) ?? 0),
      words,
    })),
  );
  const limits = { left: plot.left - besideAxis, right: plot.right + besideAxis };
  if (layout.isCountPerCell) {
    const all = rows.flat().toSorted((left, right) => left.x - right.x);
    const size = rowSize(all, countText, limits);
    for (const { x, words } of rows.flat())
      labels.push({ ...label(x, first, words, size, 'middle'), tone: 'muted' });
    return;
  }
  for (const [group, row] of rows.entries()) {
    const size = rowSize(row, countText, limits);
    const ink = inkOf(group, model.isCoded);
    for (const { x, words } of row) {
      labels.push({ ...label(x, first + group * countLine, words, size, 'middle'), tone: 'muted', ink });
    }
  }
}

function countsOf(cells: readonly FigureCell[], isMeasuredAt: readonly boolean[]) {
  return cells.flatMap(({ n }, at) => (isMeasuredAt[at] === true ? [{ at, words: String(n) }] : []));
}
