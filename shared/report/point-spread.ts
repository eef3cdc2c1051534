// How the points of one cell stand beside each other so that each can be counted: none covers another where there is room.
// Must not move a point up or down, nor use chance: the same values give the same drawing.

/** The largest of these radii by which the points of every cell have room is drawn, in points of the page. */
const radii = [1.9, 1.7, 1.5, 1.3, 1.1, 0.9] as const;
/** Distance of two middles, in radii: the inks of two signs do not touch, their white edges may. */
const separation = 2.05;

export interface SpreadCell {
  /** Heights of the points, in points of the page. */
  readonly ys: readonly number[];
  /** Of the bar or box in which they stand. */
  readonly width: number;
}

/** One radius for all cells, so that no group looks heavier. */
export function pointRadius(cells: readonly SpreadCell[]): number {
  const roomy = radii.find((radius) => cells.every((cell) => placed(cell, radius) !== null));
  return roomy ?? radii[radii.length - 1] ?? 1;
}

/**
 * How far each point stands beside the middle, in the order of `ys`: as near to it as it can without touching one that
 * stands already. Where there is no room even so, all stand evenly over the width, and overlap.
 */
export function spreadPoints(cell: SpreadCell, radius: number): readonly number[] {
  const found = placed(cell, radius);
  if (found) return found;
  const half = reach(cell.width, radius);
  const order = fromTop(cell.ys);
  const offsets = cell.ys.map(() => 0);
  for (const [rank, index] of order.entries()) {
    offsets[index] = ((rank + 0.5) / order.length - 0.5) * 2 * half;
  }
  return offsets;
}

function reach(width: number, radius: number): number {
  return Math.max(0, width / 2 - radius);
}

function fromTop(ys: readonly number[]): readonly number[] {
  return ys
    .map((y, index) => ({ y, index }))
    .toSorted((left, right) => left.y - right.y || left.index - right.index)
    .map(({ index }) => index);
}

/** Null where one of them has no room. */
function placed({ ys, width }: SpreadCell, radius: number): readonly number[] | null {
  const half = reach(width, radius);
  const distance = separation * radius;
  const standing: { readonly x: number; readonly y: number }[] = [];
  const offsets = ys.map(() => 0);
  for (const index of fromTop(ys)) {
    const y = ys[index] ?? 0;
    const near = standing.filter((one) => Math.abs(one.y - y) < distance);
    // Beside each that is near, as close as they may stand; a hair further, or a rounding would make them touch.
    const beside = near.flatMap((one) => {
      const dx = Math.sqrt(distance ** 2 - (one.y - y) ** 2) + 0.001;
      return [one.x + dx, one.x - dx];
    });
    const free = [0, ...beside]
      .filter((x) => Math.abs(x) <= half && near.every((one) => isApart(one, x, y, distance)))
      .toSorted((left, right) => Math.abs(left) - Math.abs(right) || right - left);
    const [x] = free;
    if (x === undefined) return null;
    offsets[index] = x;
    standing.push({ x, y });
  }
  return offsets;
}

function isApart(
  one: { readonly x: number; readonly y: number },
  x: number,
  y: number,
  distance: number,
): boolean {
  return (one.x - x) ** 2 + (one.y - y) ** 2 >= distance ** 2 - 1e-6;
}
