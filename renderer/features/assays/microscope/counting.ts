// Nuclei marked on a picture: where a click is in its pixels, which mark it meets, and how many there are.
// Must not know the element that shows the picture; everything here is in screen or in picture pixels, as named.

import { z } from 'zod';

/** In pixels of the original picture, from its upper left corner. */
export const markForm = z.object({ x: z.int().min(0), y: z.int().min(0), isPositive: z.boolean() });
export type Mark = z.output<typeof markForm>;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How the picture lies in its frame: screen pixels of one of its own, and where its corner is in the frame. */
export interface View {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** Beyond this a pixel is a tile, and no nucleus is told apart better. */
const largestScale = 16;

/** The whole picture in the middle of its frame. */
export function fitted(picture: Size, frame: Size): View {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height, largestScale);
  return {
    scale,
    left: (frame.width - picture.width * scale) / 2,
    top: (frame.height - picture.height * scale) / 2,
  };
}

/** Larger or smaller about a point of the frame, which stays over the same point of the picture. */
export function zoomed(view: View, about: Point, factor: number, smallest: number): View {
  const scale = Math.min(largestScale, Math.max(smallest, view.scale * factor));
  const ratio = scale / view.scale;
  return {
    scale,
    left: about.x - (about.x - view.left) * ratio,
    top: about.y - (about.y - view.top) * ratio,
  };
}

export function panned(view: View, by: Point): View {
  return { ...view, left: view.left + by.x, top: view.top + by.y };
}

/** The pixel of the picture under a point of the frame; undefined beside the picture. */
export function pixelAt(view: View, picture: Size, point: Point): Point | undefined {
  const x = Math.floor((point.x - view.left) / view.scale);
  const y = Math.floor((point.y - view.top) / view.scale);
  return x >= 0 && y >= 0 && x < picture.width && y < picture.height ? { x, y } : undefined;
}

/** Where the middle of a pixel of the picture is in the frame. */
export function pointOf(view: View, { x, y }: Point): Point {
  return { x: view.left + (x + 0.5) * view.scale, y: view.top + (y + 0.5) * view.scale };
}

/** The view moved so far that the pixel is in the frame, with a margin in screen pixels. */
export function brought(view: View, frame: Size, pixel: Point, margin = 24): View {
  const { x, y } = pointOf(view, pixel);
  const by = (at: number, size: number): number => {
    if (at < margin) return margin - at;
    return at > size - margin ? size - margin - at : 0;
  };
  return panned(view, { x: by(x, frame.width), y: by(y, frame.height) });
}

export function stepped(picture: Size, { x, y }: Point, by: Point): Point {
  const within = (at: number, size: number): number => Math.max(0, Math.min(size - 1, Math.round(at)));
  return { x: within(x + by.x, picture.width), y: within(y + by.y, picture.height) };
}

/** A finger in a glove, or a mouse: so near in screen pixels, a press means the mark that is there. */
const reachPixels = 7;

/** The nearest mark that a press at this pixel of the picture means; -1 where there is none. */
export function markAt(marks: readonly Mark[], pixel: Point, scale: number): number {
  let found = -1;
  let nearest = reachPixels / scale;
  for (const [index, { x, y }] of marks.entries()) {
    const distance = Math.hypot(x - pixel.x, y - pixel.y);
    if (distance > nearest) continue;
    nearest = distance;
    found = index;
  }
  return found;
}

/** A press: takes away the mark that is there, else sets one. */
export function pressed(
  marks: readonly Mark[],
  pixel: Point,
  scale: number,
  isPositive: boolean,
): readonly Mark[] {
  const there = markAt(marks, pixel, scale);
  return there === -1 ? [...marks, { x: pixel.x, y: pixel.y, isPositive }] : without(marks, there);
}

export function without(marks: readonly Mark[], index: number): readonly Mark[] {
  return marks.filter((_, its) => its !== index);
}

export function countsOf(marks: readonly Mark[]): { readonly positive: number; readonly total: number } {
  return { positive: marks.filter((one) => one.isPositive).length, total: marks.length };
}
