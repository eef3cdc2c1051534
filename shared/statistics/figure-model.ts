// A figure as numbers: panels, bars with mean and SD, every animal's point, marks, the axis, and whose data they are.
// Must not know a size, a colour or a font: the screen, the page and the files draw the same model.

import type { SentenceKey, SentenceParameters } from '../catalogue/catalogue.ts';
import { describe } from './describe.ts';
import type { AgainstControl } from './planned-analysis.ts';
import { fiveNumbers, type FiveNumbers } from './quartiles.ts';

export const figureVariants = ['bars', 'course', 'box', 'paired'] as const;
export type FigureVariant = (typeof figureVariants)[number];

/** Whose numbers a drawing or a table has: those of the plan in force, of no plan, or with what these leave out. */
export type FigureAnalysis =
  'planned' | 'unplanned' | 'with-excluded' | 'with-outliers' | 'with-both' | 'unplanned-with-excluded';

export interface FigurePoint {
  readonly number: number;
  /** What it can be asked by, and whose it is; null while the groups are coded. */
  readonly id: string | null;
  readonly subject: string | null;
  /** Marked as an outlier, or set to the end of an assay's range. */
  readonly isHollow: boolean;
  /** False: drawn, but not in n, mean, SD, quartiles or tests. */
  readonly isCounted: boolean;
  /** False: the plan leaves it out, whether it counts in this drawing or not. */
  readonly isPlanned: boolean;
  /** What the assay says of the value, such as `too few counted`. */
  readonly remarks: readonly string[];
}

/** One group at one category. */
export interface FigureCell {
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly box: FiveNumbers | null;
  readonly points: readonly FigurePoint[];
  /** Comparisons with the controls, in their order; those without a mark are not drawn. */
  readonly against: readonly AgainstControl[];
}

export interface FigureCategory {
  readonly label: string;
  /** Where little room is. */
  readonly short: string;
  /** On the axis of a time course. */
  readonly day: number;
}

export interface FigureGroup {
  readonly key: string;
  readonly label: string;
}

export interface FigureAxis {
  readonly top: number;
  /** From 0 to `top`. */
  readonly ticks: readonly number[];
}

export interface FigurePanel {
  readonly key: string;
  readonly title: string;
  /** As recorded, and on the axis: `relative to β-actin` for `× β-actin`. */
  readonly unit: string;
  readonly unitWords: string;
  readonly decimals: number;
  readonly axis: FigureAxis;
  /** By category: something was recorded there, also where nothing of it counts. There every group says its n. */
  readonly isMeasuredAt: readonly boolean[];
  /** By group, then by category, in the order of the figure's. */
  readonly cells: readonly (readonly FigureCell[])[];
}

/** The newest record that the data of a figure depend on: while it is the newest, the figure is current. */
export interface FigureHead {
  readonly seq: number;
  readonly hash: string;
}

/** A part of the caption: a sentence of the catalogue and its numbers. */
export interface CaptionPart {
  readonly key: SentenceKey;
  readonly parameters: SentenceParameters;
}

export interface FigureModel {
  /** As the article numbers it: `2a`. */
  readonly figure: string;
  readonly variant: FigureVariant;
  readonly groups: readonly FigureGroup[];
  readonly categories: readonly FigureCategory[];
  readonly panels: readonly FigurePanel[];
  /** Neutral colours, no animals, no marks against a control. */
  readonly isCoded: boolean;
  readonly analysis: FigureAnalysis;
  readonly isSimulated: boolean;
  /** Null where there are no data. */
  readonly head: FigureHead | null;
  readonly caption: readonly CaptionPart[];
}

/** A cell from its points; n, mean, SD and quartiles are those of the points that count. */
export function figureCell(
  points: readonly FigurePoint[],
  against: readonly AgainstControl[] = [],
): FigureCell {
  const counted = points.filter((one) => one.isCounted).map((one) => one.number);
  const { n, mean, sd } = describe(counted);
  return { n, mean, sd, box: fiveNumbers(counted), points, against };
}

/** Without `isMeasuredAt`, a category is measured where it has a point. */
export function figurePanel(
  panel: Omit<FigurePanel, 'axis' | 'isMeasuredAt'> & Partial<Pick<FigurePanel, 'isMeasuredAt'>>,
  variant: FigureVariant,
): FigurePanel {
  const categories = Math.max(0, ...panel.cells.map((row) => row.length));
  const isMeasuredAt = Array.from({ length: categories }, (_, at) =>
    panel.cells.some((row) => (row[at]?.points.length ?? 0) > 0),
  );
  return { isMeasuredAt, ...panel, axis: figureAxis(panel.cells, variant) };
}

/** What a drawing with more in it than the plan counts says of it; null for one without. */
export function beyondPlan({ analysis }: Pick<FigureModel, 'analysis'>): FigureAnalysis | null {
  return analysis === 'planned' || analysis === 'unplanned' ? null : analysis;
}

/** The marks of a cell that there are, in the order of the controls. */
export function drawnMarks(cell: FigureCell): readonly string[] {
  return markedControls(cell).map(({ text }) => text);
}

function markedControls({ against }: FigureCell) {
  return against.flatMap(({ mark }, control) => (mark === '' ? [] : [{ text: mark, control }]));
}

export interface PlacedMark {
  readonly group: number;
  readonly category: number;
  readonly text: string;
  /** Whose comparisons it shows, by their places among those of the cell. */
  readonly controls: readonly number[];
  /** The number above which it stands, and in which line above it, from 0. */
  readonly base: number;
  readonly line: number;
}

/**
 * Where the marks stand: above their own cell and the lines of its animals, one control a line, the last one lowest; in
 * a course, where cells stand close to each other, above all groups of the category, one group a line.
 */
export function placedMarks(cells: FigurePanel['cells'], variant: FigureVariant): readonly PlacedMark[] {
  if (variant !== 'course') {
    return cells.flatMap((row, group) =>
      row.flatMap((cell, category) => {
        const marks = markedControls(cell);
        const base = Math.max(cellTop(cell), variant === 'paired' ? linesBeside(row, category) : 0);
        return marks.map(({ text, control }, index) => ({
          group,
          category,
          text,
          controls: [control],
          base,
          line: marks.length - 1 - index,
        }));
      }),
    );
  }
  const categories = Math.max(0, ...cells.map((row) => row.length));
  return Array.from({ length: categories }, (_, category) => {
    const column = cells.map((row) => row[category]);
    const base = column.reduce((most, cell) => Math.max(most, cell ? cellTop(cell) : 0), 0);
    return column
      .flatMap((cell, group) => {
        const marks = cell ? markedControls(cell) : [];
        if (marks.length === 0) return [];
        const text = marks.map((one) => one.text).join(' ');
        return [{ group, category, text, controls: marks.map((one) => one.control), base }];
      })
      .map((mark, index, all) => ({ ...mark, line: all.length - 1 - index }));
  }).flat();
}

/** How high the lines of animals stand half way to the next cell on either side: no mark is wider. */
function linesBeside(row: readonly FigureCell[], at: number): number {
  const top = (cell: FigureCell | undefined): number => (cell && cell.points.length > 0 ? cellTop(cell) : 0);
  return (top(row[at]) + Math.max(top(row[at - 1]), top(row[at + 1]))) / 2;
}

/** How high a cell reaches: its highest point or the end of its whisker. */
export function cellTop({ mean, sd, points }: FigureCell): number {
  return points.reduce((most, { number }) => Math.max(most, number), (mean ?? 0) + (sd ?? 0));
}

/** Share of the axis above the highest value that one line of marks needs, and that is free in any case. */
const roomForMark = 0.075;
const freeRoom = 0.04;
const steps = [1, 2, 2.5, 5, 10];
const wantedSteps = 5;
/** As in `analyse`: below it powers of ten leave the range of a double. */
const smallest = 1e-100;

/** From 0, as bars must be, in round steps, with room for marks above the highest cell. */
function figureAxis(cells: FigurePanel['cells'], variant: FigureVariant): FigureAxis {
  const highest = cells.flat().reduce((most, cell) => Math.max(most, cellTop(cell)), 0);
  const needed = placedMarks(cells, variant).reduce(
    (most, { base, line }) => Math.max(most, base / (1 - freeRoom - roomForMark * (line + 1))),
    highest / (1 - freeRoom),
  );
  if (needed < smallest) return { top: 1, ticks: [0, 1] };
  const power = 10 ** Math.floor(Math.log10(needed / wantedSteps));
  const step = (steps.find((one) => one * power * wantedSteps >= needed) ?? 10) * power;
  const count = Math.ceil(needed / step);
  // Twelve digits: sums of steps such as 0.1 do not show what a double leaves over.
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return { top: ticks.at(-1) ?? 1, ticks };
}
