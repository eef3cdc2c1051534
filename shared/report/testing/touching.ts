// What of a drawn figure touches: nobody can read words that run into each other, or stand on a point.
// Must not be imported by anything but tests.

import type { Figure } from '../document.ts';
import { labelBox, type Box } from '../figure-label.ts';

/** Of what prints as touching, in points of the page. */
const hair = 0.02;

export function touch(one: Box, other: Box): boolean {
  return (
    one.left < other.right - hair &&
    other.left < one.right - hair &&
    one.top < other.bottom - hair &&
    other.top < one.bottom - hair
  );
}

/** Words that touch, for the message of a failure. */
export function touching({ labels }: Figure): readonly string[] {
  const boxes = labels.map((label) => ({ words: label.text, box: labelBox(label) }));
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .flatMap((other) => (touch(one.box, other.box) ? [`${one.words} ${other.words}`] : [])),
  );
}
