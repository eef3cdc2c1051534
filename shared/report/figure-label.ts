// A label of a figure, the place that it takes, and how it is made to fit where it has little room.
// Must not cut words off: what is too wide is set smaller.

import type { DrawnLabel } from './document.ts';
import { rounded } from './figure-marker.ts';
import { textReach, textWidth } from './letter-widths.ts';

/** In points of the page, y downwards. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
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

export function labelBox({ x, y, text, size, anchor }: DrawnLabel): Box {
  const width = textWidth(text, size);
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  const { up, down } = textReach(text, size);
  return { left, right: left + width, top: y - up, bottom: y + down };
}

/** The wanted size, or the largest one in which the words are no wider than `room`; to 0.01, downwards. */
export function fittingSize(words: string, wanted: number, room: number): number {
  const width = textWidth(words, wanted);
  return width <= room ? wanted : Math.floor((wanted * room * 100) / width) / 100;
}

interface Stop {
  readonly x: number;
  readonly words: string;
}

const betweenWords = 1;

/** The size in which words centred beside each other, from left to right, do not touch, nor leave these limits. */
export function rowSize(
  stops: readonly Stop[],
  wanted: number,
  { left, right }: Pick<Box, 'left' | 'right'>,
): number {
  return stops.reduce((size, { x, words }, index) => {
    const next = stops[index + 1];
    const toEdge = fittingSize(words, size, 2 * Math.min(x - left, right - x));
    if (next === undefined) return toEdge;
    return Math.min(toEdge, fittingSize(words + next.words, size, 2 * (next.x - x - betweenWords)));
  }, wanted);
}
