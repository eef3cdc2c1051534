// Where the cells of a figure stand along its horizontal axis, in shares of its width: one layout for every drawing.
// Must not know a size: a share becomes a length where it is drawn.

import type { FigureCategory, FigureVariant } from './figure-model.ts';

/** The middle and the width of what is drawn for one cell. */
export interface Place {
  readonly x: number;
  readonly width: number;
}

export interface Tick {
  readonly x: number;
  readonly label: string;
  /** Where little room is. */
  readonly short: string;
}

export interface FigureLayout {
  /** By group, then by category. */
  readonly places: readonly (readonly Place[])[];
  readonly ticks: readonly Tick[];
  /** The groups below the ticks, where these stand once for each group; empty otherwise. */
  readonly bands: readonly Tick[];
  /** Whether the counts stand below each cell, or in one line below each category. */
  readonly isCountPerCell: boolean;
}

/** Share of a category that its bars take, and of a bar's place that the bar takes. */
const categoryShare = 0.82;
const barShare = 0.9;

const courseMargin = 0.1;
/** Between two groups of one day, and the share of the distance of two days that all of them may take. */
const courseDodge = 0.02;
const courseShare = 0.7;
const pairedShare = 0.86;

interface Subject {
  readonly groups: readonly { readonly label: string }[];
  readonly categories: readonly FigureCategory[];
}

/**
 * `bars` and `box`: groups side by side in each category. `course`: days in proportion, groups a little beside each
 * other. `paired`: one band a group, categories side by side in it, so that an animal's line stays in its group.
 */
export function layoutOf(variant: FigureVariant, { groups, categories }: Subject): FigureLayout {
  switch (variant) {
    case 'bars':
    case 'box':
      return sideBySide(groups.length, categories);
    case 'course':
      return overDays(groups.length, categories);
    case 'paired':
      return byGroup(groups, categories);
  }
}

function sideBySide(groups: number, categories: readonly FigureCategory[]): FigureLayout {
  const band = 1 / Math.max(1, categories.length);
  const slot = (band * categoryShare) / Math.max(1, groups);
  return {
    places: range(groups).map((group) =>
      categories.map((_, at) => ({
        x: band * (at + 0.5) + slot * (group - (groups - 1) / 2),
        width: slot * barShare,
      })),
    ),
    ticks: categories.map(({ label, short }, at) => ({ x: band * (at + 0.5), label, short })),
    bands: [],
    isCountPerCell: true,
  };
}

function overDays(groups: number, categories: readonly FigureCategory[]): FigureLayout {
  const days = categories.map(({ day }) => day);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const place = (day: number): number =>
    last === first ? 0.5 : courseMargin + ((day - first) / (last - first)) * (1 - 2 * courseMargin);
  const closest = Math.min(
    1,
    ...days.slice(1).map((day, index) => Math.abs(place(day) - place(days[index] ?? day))),
  );
  const dodge = Math.min(courseDodge, (closest * courseShare) / Math.max(1, groups));
  return {
    places: range(groups).map((group) =>
      categories.map(({ day }) => ({ x: place(day) + dodge * (group - (groups - 1) / 2), width: dodge })),
    ),
    ticks: categories.map(({ short, day }) => ({ x: place(day), label: short, short })),
    bands: [],
    isCountPerCell: false,
  };
}

function byGroup(groups: Subject['groups'], categories: readonly FigureCategory[]): FigureLayout {
  const band = 1 / Math.max(1, groups.length);
  const slot = (band * pairedShare) / Math.max(1, categories.length);
  const place = (group: number, at: number): number =>
    band * (group + 0.5) + slot * (at - (categories.length - 1) / 2);
  return {
    places: groups.map((_, group) =>
      categories.map((_category, at) => ({ x: place(group, at), width: slot * barShare })),
    ),
    ticks: groups.flatMap((_, group) =>
      categories.map(({ day }, at) => ({ x: place(group, at), label: String(day), short: String(day) })),
    ),
    bands: groups.map(({ label }, group) => ({ x: band * (group + 0.5), label, short: label })),
    isCountPerCell: true,
  };
}

/**
 * How far a point stands beside the middle of its place, from −0.5 to 0.5 of it: spread evenly by the golden ratio,
 * and always the same for the same place in the row.
 */
export function pointOffset(index: number): number {
  return (((index + 1) * 0.618033988749895) % 1) - 0.5;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
