// Marks under zoom and pan: a click means the pixel under it, at any size of the picture.
// Must not test the rate: shared/assays does.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brought,
  countsOf,
  fitted,
  markAt,
  panned,
  pixelAt,
  pointOf,
  pressed,
  stepped,
  zoomed,
  type View,
} from './counting.ts';

const picture = { width: 2048, height: 1536 };
const frame = { width: 800, height: 460 };

const views = fc
  .record({
    x: fc.integer({ min: 0, max: 800 }),
    y: fc.integer({ min: 0, max: 460 }),
    factors: fc.array(fc.constantFrom(1.25, 0.8, 2), { maxLength: 12 }),
    right: fc.integer({ min: -500, max: 500 }),
    down: fc.integer({ min: -500, max: 500 }),
  })
  .map(({ x, y, factors, right, down }): View => {
    const start = fitted(picture, frame);
    const near = factors.reduce((view, factor) => zoomed(view, { x, y }, factor, start.scale), start);
    return panned(near, { x: right, y: down });
  });
const pixels = fc.record({
  x: fc.integer({ min: 0, max: picture.width - 1 }),
  y: fc.integer({ min: 0, max: picture.height - 1 }),
});

describe('marks on a picture', () => {
  it('shows the whole picture in the middle of its frame at first', () => {
    const { scale, left, top } = fitted(picture, frame);
    expect(scale).toBeCloseTo(460 / 1536);
    expect(top).toBeCloseTo(0);
    expect(left).toBeCloseTo((800 - 2048 * scale) / 2);
  });

  it('finds the pixel under its own point, whatever the zoom and the pan', () => {
    fc.assert(
      fc.property(views, pixels, (view, pixel) => {
        expect(pixelAt(view, picture, pointOf(view, pixel))).toEqual(pixel);
      }),
    );
  });

  it('keeps the pixel under the pointer there while the picture grows', () => {
    const start = fitted(picture, frame);
    const about = { x: 300, y: 200 };
    const before = pixelAt(start, picture, about);
    const grown = zoomed(zoomed(start, about, 2, start.scale), about, 2, start.scale);
    const after = pixelAt(grown, picture, about);
    // Within the pixel that the point lay in.
    expect(Math.abs((after?.x ?? NaN) - (before?.x ?? NaN))).toBeLessThanOrEqual(1);
    expect(Math.abs((after?.y ?? NaN) - (before?.y ?? NaN))).toBeLessThanOrEqual(1);
    expect(grown.scale).toBeCloseTo(start.scale * 4);
  });

  it('grows to sixteen times and shrinks to the whole picture, and no further', () => {
    const start = fitted(picture, frame);
    expect(zoomed(start, { x: 0, y: 0 }, 1000, start.scale).scale).toBe(16);
    expect(zoomed(start, { x: 0, y: 0 }, 0.01, start.scale).scale).toBe(start.scale);
  });

  it('marks nothing beside the picture', () => {
    const view = fitted(picture, frame);
    expect(pixelAt(view, picture, { x: view.left - 1, y: 10 })).toBeUndefined();
    expect(pixelAt(view, picture, { x: view.left + picture.width * view.scale + 1, y: 10 })).toBeUndefined();
  });

  it('sets a mark, and takes the one that is pressed again', () => {
    const one = pressed([], { x: 100, y: 100 }, 1, true);
    expect(one).toEqual([{ x: 100, y: 100, isPositive: true }]);
    const two = pressed(one, { x: 140, y: 100 }, 1, false);
    expect(countsOf(two)).toEqual({ positive: 1, total: 2 });
    expect(pressed(two, { x: 103, y: 101 }, 1, false)).toEqual([{ x: 140, y: 100, isPositive: false }]);
  });

  it('tells two nuclei apart once the picture is large enough', () => {
    const marks = pressed([], { x: 100, y: 100 }, 1, true);
    expect(markAt(marks, { x: 105, y: 100 }, 1)).toBe(0);
    expect(markAt(marks, { x: 105, y: 100 }, 4)).toBe(-1);
  });

  it('takes the nearest of two marks', () => {
    const marks = [
      { x: 100, y: 100, isPositive: true },
      { x: 106, y: 100, isPositive: false },
    ];
    expect(markAt(marks, { x: 104, y: 100 }, 1)).toBe(1);
  });

  it('moves the cross only over the picture, and the picture so that it is seen', () => {
    expect(stepped(picture, { x: 0, y: 1530 }, { x: -20, y: 20 })).toEqual({ x: 0, y: 1535 });
    const near = zoomed(fitted(picture, frame), { x: 0, y: 0 }, 8, 0.1);
    const pixel = { x: 2000, y: 1500 };
    const shown = pointOf(brought(near, frame, pixel), pixel);
    expect(shown.x).toBeLessThanOrEqual(frame.width);
    expect(shown.y).toBeLessThanOrEqual(frame.height);
  });
});
