// The lines that fill the bars of a group, by which it is told in greyscale: the same on the screen, on paper and in files.
// Must not draw beyond the bar, nor need a pattern of the format: lines are lines in all of them.

import type { DrawnShape } from './document.ts';
import { hatchInk, rounded } from './figure-marker.ts';

const hatches = ['plain', 'rising', 'dots', 'falling', 'level', 'crossed', 'upright', 'net'] as const;
type Hatch = (typeof hatches)[number];

const step = 3;
const lineWidth = 0.4;
const dot = 0.7;

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Line = readonly [x1: number, y1: number, x2: number, y2: number];

/** The same eight, in the same order, as the charts of one analyte (renderer/ui/group-style.ts). */
export function hatchOf(group: number, bar: Rectangle, ink: string): readonly DrawnShape[] {
  const hatch = hatches[group % hatches.length] ?? 'plain';
  const width = hatch === 'dots' ? dot : lineWidth;
  return linesOf(hatch, bar).map(([x1, y1, x2, y2]) => ({
    shape: { type: 'line', x1: rounded(x1), y1: rounded(y1), x2: rounded(x2), y2: rounded(y2) },
    fill: null,
    line: hatchInk(ink),
    lineWidth: width,
  }));
}

function linesOf(hatch: Hatch, bar: Rectangle): readonly Line[] {
  switch (hatch) {
    case 'plain':
      return [];
    case 'rising':
      return slanting(bar, true);
    case 'falling':
      return slanting(bar, false);
    case 'crossed':
      return [...slanting(bar, true), ...slanting(bar, false)];
    case 'level':
      return level(bar);
    case 'upright':
      return upright(bar);
    case 'net':
      return [...level(bar), ...upright(bar)];
    case 'dots':
      return dots(bar);
  }
}

/** How many steps have room in a length, counted from its foot. */
function stepsIn(length: number, by: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.ceil(length / by) - 1) }, (_, index) => (index + 1) * by);
}

function slanting({ x, y, width, height }: Rectangle, isRising: boolean): readonly Line[] {
  return stepsIn(width + height, step * Math.SQRT2).map((along): Line => {
    // From the left edge or the top, to the foot or the right edge, at 45°.
    const [fromX, fromY] = along < height ? [0, along] : [along - height, height];
    const [toX, toY] = along < width ? [along, 0] : [width, along - width];
    const at = (right: number): number => (isRising ? x + width - right : x + right);
    return [at(fromX), y + height - fromY, at(toX), y + height - toY];
  });
}

function level({ x, y, width, height }: Rectangle): readonly Line[] {
  return stepsIn(height, step).map((up): Line => [x, y + height - up, x + width, y + height - up]);
}

function upright({ x, y, width, height }: Rectangle): readonly Line[] {
  const count = Math.max(1, Math.round(width / step) - 1);
  return Array.from({ length: count }, (_, index): Line => {
    const at = x + (width * (index + 1)) / (count + 1);
    return [at, y, at, y + height];
  });
}

/** Dots are lines as short as they are wide: no format then takes them for points of animals. */
function dots({ x, y, width, height }: Rectangle): readonly Line[] {
  const columns = Math.max(1, Math.floor(width / step));
  return stepsIn(height, step).flatMap((up, row) =>
    Array.from({ length: columns }, (_, index): Line => {
      const middle = x + (width * (index + 0.5 + (row % 2 === 0 ? -0.2 : 0.2))) / columns;
      return [middle - dot / 2, y + height - up, middle + dot / 2, y + height - up];
    }),
  );
}
