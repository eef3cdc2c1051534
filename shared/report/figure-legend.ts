// The legend of a figure: how bars and points of each group look, and what a crossed point is.
// Must not name a group otherwise than the model does.

import { say } from '../catalogue/catalogue.ts';
import type { FigureModel } from '../statistics/figure-model.ts';
import type { Drawing } from './figure-drawing.ts';
import { hatchOf } from './figure-hatch.ts';
import { fittingSize, label } from './figure-label.ts';
import { figureInk, inkOf, leftOutSign, markerShape, paleInk, rounded } from './figure-marker.ts';
import { textWidth } from './letter-widths.ts';

const textSize = 6.8;
const line = 10.5;
const gap = 12;
const sign = { radius: 2.4, width: 5.6, afterwards: 3 } as const;
const swatch = { width: 12, height: 7, afterwards: 2.4 } as const;

interface Entry {
  readonly words: string;
  /** Of a group; null for what stands for points of all groups. */
  readonly group: number | null;
}

interface LegendPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** One entry below another. */
  readonly isColumn: boolean;
}

/** In as many lines as it needs, beginning at `y`; gives where the next thing may stand. */
export function drawLegend(
  model: FigureModel,
  { x, y, width, isColumn }: LegendPlace,
  drawing: Drawing,
): number {
  const entries = entriesOf(model);
  if (entries.length === 0) return y;
  let [left, middle] = [x, y];
  for (const [index, entry] of entries.entries()) {
    const signs = signsWidth(model, entry);
    const size = fittingSize(entry.words, textSize, width - signs);
    const needed = signs + textWidth(entry.words, size);
    if (index > 0 && (isColumn || left + needed > x + width)) {
      left = x;
      middle += line;
    }
    drawEntry(model, entry, { left, middle, signs, size }, drawing);
    left += needed + gap;
  }
  return middle + line;
}

function entriesOf({ groups, panels }: FigureModel): readonly Entry[] {
  const named = groups.length > 1 ? groups.map(({ label: words }, group): Entry => ({ words, group })) : [];
  const hasLeftOut = panels.some(({ cells }) =>
    cells.some((row) => row.some(({ points }) => points.some((one) => !one.isPlanned))),
  );
  return hasLeftOut ? [...named, { words: say('figure.left-out'), group: null }] : named;
}

function hasBars({ variant }: FigureModel): boolean {
  return variant === 'bars' || variant === 'box';
}

function signsWidth(model: FigureModel, { group }: Entry): number {
  const bar = group !== null && hasBars(model) ? swatch.width + swatch.afterwards : 0;
  return bar + sign.width + sign.afterwards;
}

interface EntryPlace {
  readonly left: number;
  readonly middle: number;
  readonly signs: number;
  readonly size: number;
}

function drawEntry(
  model: FigureModel,
  { words, group }: Entry,
  { left, middle, signs, size }: EntryPlace,
  { shapes, labels }: Drawing,
): void {
  const at = { x: rounded(left + signs - sign.afterwards - sign.width / 2), y: rounded(middle) };
  if (group === null) {
    const placed = { ...at, radius: sign.radius, ink: figureInk };
    shapes.push(markerShape(0, { ...placed, isHollow: true }), ...leftOutSign(placed));
  } else {
    const ink = inkOf(group, model.isCoded);
    if (hasBars(model)) {
      const bar = {
        x: rounded(left),
        y: rounded(middle - swatch.height / 2),
        width: swatch.width,
        height: swatch.height,
      };
      shapes.push({ shape: { type: 'rectangle', ...bar }, fill: paleInk(ink), line: ink, lineWidth: 0.5 });
      shapes.push(...hatchOf(group, bar, ink));
    }
    shapes.push(markerShape(group, { ...at, radius: sign.radius, ink, isHollow: false }));
  }
  labels.push(label(left + signs, middle, words, size, 'start'));
}
