// What a chart paints with: the colours of the theme it stands in, patterns for bars, markers for points.
// Must not name a colour: they are read from the tokens of the element.

import { groupStyle, type GroupStyle } from './group-style.ts';

/** Colours and type as they are where the chart stands. */
export interface ChartPaint {
  ink: string;
  inkSoft: string;
  hairline: string;
  paper: string;
  font: string;
  group: (mark: number, isBlinded: boolean) => { colour: string; style: GroupStyle };
  /** The pale fill of a group's bars, with its pattern. */
  fill: (mark: number, isBlinded: boolean) => CanvasPattern | string;
}

/** `ratio`: device pixels a pixel, for which patterns are drawn. */
export function paintOf(element: Element, ratio: number): ChartPaint {
  const computed = getComputedStyle(element);
  const token = (name: string): string => computed.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    inkSoft: token('--ink-soft'),
    hairline: token('--hairline'),
    paper: token('--paper-raised'),
    font: token('--font'),
    group: (mark, isBlinded) => {
      const style = groupStyle(mark, isBlinded);
      return { colour: token(style.colour), style };
    },
    fill: (mark, isBlinded) => {
      const style = groupStyle(mark, isBlinded);
      return barFill(token(style.colour), style.pattern, ratio);
    },
  };
}

const tile = 8;

/** Pale fill with the group's pattern; the context may lack patterns in a test, then the fill is plain. */
function barFill(colour: string, pattern: GroupStyle['pattern'], ratio: number): CanvasPattern | string {
  const canvas = document.createElement('canvas');
  canvas.width = tile * ratio;
  canvas.height = tile * ratio;
  const context = canvas.getContext('2d');
  if (!context) return colour;
  context.scale(ratio, ratio);
  context.globalAlpha = 0.16;
  context.fillStyle = colour;
  context.fillRect(0, 0, tile, tile);
  context.globalAlpha = 0.55;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  drawPattern(context, pattern);
  const filled = context.createPattern(canvas, 'repeat');
  filled?.setTransform(new DOMMatrix().scale(1 / ratio));
  return filled ?? colour;
}

function drawPattern(context: CanvasRenderingContext2D, pattern: GroupStyle['pattern']): void {
  const line = (fromX: number, fromY: number, toX: number, toY: number): void => {
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
    context.stroke();
  };
  const rising = (): void => [-tile, 0, tile].forEach((at) => line(at - 1, tile + 1, at + tile + 1, -1));
  const falling = (): void => [-tile, 0, tile].forEach((at) => line(at - 1, -1, at + tile + 1, tile + 1));
  const middle = tile / 2;
  if (pattern === 'rising' || pattern === 'crossed') rising();
  if (pattern === 'falling' || pattern === 'crossed') falling();
  if (pattern === 'level' || pattern === 'net') line(0, middle, tile, middle);
  if (pattern === 'upright' || pattern === 'net') line(middle, 0, middle, tile);
  if (pattern === 'dots') {
    context.fillStyle = context.strokeStyle;
    for (const at of [2, 6]) {
      context.beginPath();
      context.arc(at, at, 1, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

/** One animal's point. */
export function drawMarker(
  context: CanvasRenderingContext2D,
  marker: string,
  { x, y, size, fill, edge }: { x: number; y: number; size: number; fill: string; edge: string },
): void {
  const scale = size / 14;
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(scale, scale);
  const path = new Path2D(marker);
  context.lineWidth = 3 / scale;
  context.strokeStyle = edge;
  context.lineJoin = 'round';
  context.stroke(path);
  context.fillStyle = fill;
  // A path, not an array.
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type
  context.fill(path);
  context.restore();
}
