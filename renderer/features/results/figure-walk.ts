// What of a drawing is pointed at, and in which order the keyboard goes through it.
// Must not know the page: places are those of the drawing.

import type { FigureTarget } from '../../../shared/report/figure-drawing.ts';

/** A finger and a mouse hit a sign of two points of the page that they miss by this much. */
const nearby = 1.2;

/** The smallest thing there; a point lies over its bar, and is meant. */
export function targetAt(targets: readonly FigureTarget[], x: number, y: number): FigureTarget | undefined {
  return targets
    .filter(({ box, kind }) => {
      const around = kind === 'cell' ? 0 : nearby;
      return (
        x >= box.left - around && x <= box.right + around && y >= box.top - around && y <= box.bottom + around
      );
    })
    .toSorted((left, right) => kinds[right.kind] - kinds[left.kind] || distance(left) - distance(right))[0];

  function distance({ box }: FigureTarget): number {
    return Math.hypot((box.left + box.right) / 2 - x, (box.top + box.bottom) / 2 - y);
  }
}

/** Of what lies over the other, and after the other in the order of the keyboard. */
const kinds: Readonly<Record<FigureTarget['kind'], number>> = { cell: 0, mark: 1, point: 2 };

/** Panel by panel, time point by time point, group by group: the bar, its marks, its points. */
export function walkOrder(targets: readonly FigureTarget[]): readonly FigureTarget[] {
  return targets.toSorted(
    (left, right) =>
      left.panel - right.panel ||
      left.category - right.category ||
      left.group - right.group ||
      kinds[left.kind] - kinds[right.kind],
  );
}

/** The next bar in this direction; the same place where there is none. */
export function nextCell(walk: readonly FigureTarget[], from: number, direction: 1 | -1): number {
  for (let at = from + direction; at >= 0 && at < walk.length; at += direction) {
    if (walk[at]?.kind === 'cell') return at;
  }
  return from;
}
