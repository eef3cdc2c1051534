// What a chart of groups shows: cells with points, the axis, where things stand, marks; and the same in words.
// Must not calculate a statistic or a place: both are given.

import { word } from './words.ts';

export interface ChartPoint {
  value: number;
  /** How far it stands beside the middle of its place, from −0.5 to 0.5 of it. */
  offset: number;
  isHollow?: boolean | undefined;
  /** Left out of the numbers, and shown all the same. */
  isCrossed?: boolean | undefined;
  /** Whose it is, to join the points of one in a `paired` chart. */
  subject?: string | null | undefined;
}

export interface ChartBox {
  low: number;
  lowerQuartile: number;
  median: number;
  upperQuartile: number;
  high: number;
}

export interface ChartCell {
  n: number;
  /** Null where no point counts. */
  mean: number | null;
  /** Left out where one value has none. */
  sd?: number | undefined;
  /** Every animal's value, always in the same order of animals. */
  points: readonly ChartPoint[];
  box?: ChartBox | undefined;
  /** More lines of the tooltip, such as the exact p against a control. */
  notes?: readonly string[] | undefined;
  /** Lines of the tooltip alone, such as every point with its animal. */
  details?: readonly string[] | undefined;
}

export interface ChartGroup {
  name: string;
  /** Number of the group, from 0: its colour, marker and pattern. */
  mark: number;
  /** One for each time point; undefined where nothing was measured. */
  cells: readonly (ChartCell | undefined)[];
}

/** The middle and the width of a cell, in shares of the plot's width. */
export interface ChartPlace {
  x: number;
  width: number;
}

export interface ChartTick {
  x: number;
  label: string;
}

/** A mark of significance: above the number `base`, in a line from 0 upwards. */
export interface ChartMark {
  group: number;
  category: number;
  text: string;
  base: number;
  line: number;
}

/** A figure brings its own axis and places, the same for every drawing of it. */
export interface ChartFigure {
  form: 'bars' | 'course' | 'box' | 'paired';
  axisTop: number;
  axisTicks: readonly number[];
  /** By time point: something was recorded there, so that every group says its n, 0 too. */
  isMeasuredAt: readonly boolean[];
  /** By group, then by time point. */
  places: readonly (readonly ChartPlace[])[];
  ticks: readonly ChartTick[];
  bands: readonly ChartTick[];
  marks: readonly ChartMark[];
}

export interface ChartContent {
  /** "ALT", drawn above an exported picture. */
  title: string;
  /** With the unit: "ALT (U/L)". */
  axisLabel: string;
  timePoints: readonly string[];
  groups: readonly ChartGroup[];
  isBlinded: boolean;
  /** Decimals in the tooltip. */
  decimals: number;
  /** Undefined for bars that find their own axis. */
  figure?: ChartFigure | undefined;
}

/** `123.4 ± 10.2 (n = 6)`; a dash where nothing was measured. */
export function cellText(cell: ChartCell | undefined, decimals: number): string {
  if (!cell) return '–';
  const mean = cell.mean?.toFixed(decimals) ?? '–';
  const spread = cell.sd === undefined ? '' : ` ± ${cell.sd.toFixed(decimals)}`;
  return `${mean}${spread} (${word('ui.n')} = ${cell.n})`;
}

/** The same numbers and marks in words, for screen readers. */
export function summary({ axisLabel, timePoints, groups, decimals }: ChartContent): string {
  const parts = timePoints.map((timePoint, at) => {
    const values = groups.map(({ name, cells }) =>
      [`${name} ${cellText(cells[at], decimals)}`, ...(cells[at]?.notes ?? [])].join(', '),
    );
    return `${timePoint}: ${values.join('; ')}`;
  });
  return `${axisLabel}, ${word('ui.mean-sd')}. ${parts.join('. ')}.`;
}
