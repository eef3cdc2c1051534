// How a group is told in print: its ink, its marker, the pale fill of its bars.
// Must not tell a group by its colour where the groups are coded.

import type { DrawnShape, Shape } from './document.ts';

export const figureInk = '#1b1d20';
export const softInk = '#53575d';
const white = '#ffffff';
// The colours of the screen in the light (renderer/ui/tokens.css), told apart with every common colour vision
// deficiency; figure.test.ts holds both against each other.
export const groupInks = [
  '#565e68',
  '#b86e00',
  '#0068ab',
  '#99356f',
  '#00795a',
  '#c8450c',
  '#3d8fc4',
  '#1b1d20',
] as const;
export const neutralInk = '#5f6369';

const markers = ['circle', 'square', 'triangle', 'diamond', 'inverted', 'cross', 'pentagon', 'star'] as const;
type Marker = (typeof markers)[number];
/** In radii: the width of a sign's edge, and its furthest corner. */
const edge = 0.28;
const mostCorner = 1.4;

export function inkOf(group: number, isCoded: boolean): string {
  return isCoded ? neutralInk : (groupInks[group % groupInks.length] ?? neutralInk);
}

/** 16 % of the ink on white, as the bars of the screen. */
export function paleInk(ink: string): string {
  return onWhite(ink, 0.16);
}

/** Of the hatching: told in greyscale, and fainter than the points that stand over it. */
export function hatchInk(ink: string): string {
  return onWhite(ink, 0.55);
}

function onWhite(ink: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(ink.slice(at, at + 2), 16);
    return Math.round(255 - (255 - channel) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

/** A point of group number `group` around (x, y). */
export function markerShape(group: number, { x, y, radius, ink, isHollow }: PlacedMarker): DrawnShape {
  const marker = markers[group % markers.length] ?? 'circle';
  const paint = {
    fill: isHollow ? white : ink,
    line: isHollow ? ink : white,
    lineWidth: rounded(radius * edge),
  };
  return { shape: shapeOf(marker, x, y, radius), ...paint };
}

/** How far a sign of this radius reaches from its middle in any direction, with its edge. */
export function markerReach(radius: number): number {
  return radius * (mostCorner + edge / 2);
}

/** The cross over an open point that the plan leaves out. */
export function leftOutSign({ x, y, radius, ink }: Omit<PlacedMarker, 'isHollow'>): readonly DrawnShape[] {
  const reach = radius * 1.2;
  return [reach, -reach].map((rise) => ({
    shape: {
      type: 'line',
      x1: rounded(x - reach),
      y1: rounded(y - rise),
      x2: rounded(x + reach),
      y2: rounded(y + rise),
    },
    fill: null,
    line: ink,
    lineWidth: rounded(radius * 0.3),
  }));
}

interface PlacedMarker {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly ink: string;
  readonly isHollow: boolean;
}

function shapeOf(marker: Marker, x: number, y: number, radius: number): Shape {
  if (marker === 'circle') return { type: 'circle', x, y, radius: rounded(radius) };
  if (marker === 'square') {
    const side = rounded(radius * 1.8);
    return {
      type: 'rectangle',
      x: rounded(x - side / 2),
      y: rounded(y - side / 2),
      width: side,
      height: side,
    };
  }
  const points = corners[marker].map(([right, down]) => ({
    x: rounded(x + right * radius),
    y: rounded(y + down * radius),
  }));
  return { type: 'polygon', points };
}

type Corners = readonly (readonly [right: number, down: number])[];

/** Around the middle, alternating between the radii, from the top. */
function around(count: number, radii: readonly number[]): Corners {
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI;
    const radius = radii[index % radii.length] ?? 1;
    return [Math.sin(angle) * radius, -Math.cos(angle) * radius] as const;
  });
}

/** Corners in radii from the middle, right and down. */
const corners: Readonly<Record<Exclude<Marker, 'circle' | 'square'>, Corners>> = {
  triangle: [
    [0, -1.25],
    [1.25, 1],
    [-1.25, 1],
  ],
  inverted: [
    [0, 1.25],
    [1.25, -1],
    [-1.25, -1],
  ],
  diamond: [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
  cross: [
    [-0.4, -1.2],
    [0.4, -1.2],
    [0.4, -0.4],
    [1.2, -0.4],
    [1.2, 0.4],
    [0.4, 0.4],
    [0.4, 1.2],
    [-0.4, 1.2],
    [-0.4, 0.4],
    [-1.2, 0.4],
    [-1.2, -0.4],
    [-0.4, -0.4],
  ],
  pentagon: around(5, [1.2]),
  star: around(10, [1.4, 0.6]),
};

/** Coordinates to 0.01 points: below what any printer shows, and the same text on every machine. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
