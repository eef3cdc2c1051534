// The numbers of a chart as the chart, the table and the files show them: one rounding, one order.
// Must not compute a statistic: n, mean and SD come from the notebook.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { TimePoint } from '../../../shared/domain/schedule.ts';
import { pointOffset } from '../../../shared/statistics/figure-layout.ts';
import type { ChartGroup } from '../../ui/chart-content.ts';

export type ChartAnswer = QueryValue<'result.chart'>;
type Point = ChartAnswer['series'][number]['byTimePoint'][number]['points'][number];

export interface NumberRow {
  readonly id: string;
  readonly timePoint: TimePoint;
  readonly group: string;
  /** Number of the group, as everywhere. */
  readonly mark: number;
  readonly n: number;
  readonly mean: string | null;
  readonly sd: string | null;
  readonly leftOut: number;
  readonly outOfRange: number;
  readonly missing: number;
}

/** One digit more than was typed, but not more than say something: a computed value has many. */
export function decimalsOf({ series, analyte }: ChartAnswer): number {
  const typed = series.flatMap((one) =>
    one.byTimePoint.flatMap(({ points }) => points.map(({ value }) => value.split('.')[1]?.length ?? 0)),
  );
  return Math.min(analyte.decimals + 1, Math.max(0, ...typed) + 1);
}

/** The points that are drawn: an outlier that the plan leaves out stands there hollow, as in the figures. */
export function drawnPoints(points: readonly Point[], isWithoutOutliers: boolean): readonly Point[] {
  return isWithoutOutliers ? points.filter((point) => point.mark !== 'outlier') : points;
}

export function groupsOf({ series }: ChartAnswer, isWithoutOutliers: boolean): readonly ChartGroup[] {
  return series.map(({ label, byTimePoint }, mark) => ({
    name: label,
    mark,
    cells: byTimePoint.map(({ n, mean, sd, points }) =>
      points.length === 0
        ? undefined
        : {
            n,
            mean,
            ...(sd === null ? {} : { sd }),
            points: drawnPoints(points, isWithoutOutliers).map((point, index) => ({
              value: point.number,
              offset: pointOffset(index),
              isHollow: point.mark === 'outlier' || point.isAtLimit,
            })),
          },
    ),
  }));
}

export function timePointNames({ series }: ChartAnswer): readonly string[] {
  return series[0]?.byTimePoint.map(({ timePoint }) => say(`sample.timePoint.${timePoint}`)) ?? [];
}

/** By time point, then group, as the chart stands from left to right. */
export function rowsOf({ series }: ChartAnswer, decimals: number): readonly NumberRow[] {
  const timePoints = series[0]?.byTimePoint.map(({ timePoint }) => timePoint) ?? [];
  return timePoints.flatMap((timePoint, at) =>
    series.flatMap(({ key, label, byTimePoint }, mark): readonly NumberRow[] => {
      const one = byTimePoint[at];
      if (!one) return [];
      return [
        {
          id: `${timePoint}/${key}`,
          timePoint,
          group: label,
          mark,
          n: one.n,
          mean: one.mean?.toFixed(decimals) ?? null,
          sd: one.sd?.toFixed(decimals) ?? null,
          leftOut: one.leftOut,
          outOfRange: one.outOfRange,
          missing: one.missing,
        },
      ];
    }),
  );
}

export interface OutlierNote {
  readonly counted: number;
  readonly leftOut: number;
  /** Of those left out, `P05, Day 1`; empty while the reader may not know which animals stand together. */
  readonly names: readonly string[];
}

export function outliersOf({ series }: ChartAnswer): OutlierNote {
  const marked = series.flatMap((one) =>
    one.byTimePoint.flatMap(({ timePoint, points }) =>
      points
        .filter((point) => point.mark === 'outlier')
        .map(({ animalId, isCounted }) => ({ timePoint, animalId, isCounted })),
    ),
  );
  const leftOut = marked.filter((one) => !one.isCounted);
  const names = leftOut.flatMap(({ timePoint, animalId }) =>
    animalId === null
      ? []
      : [say('results.outlier-at', { animal: animalId, timePoint: say(`sample.timePoint.${timePoint}`) })],
  );
  return { counted: marked.length - leftOut.length, leftOut: leftOut.length, names };
}

/** Whose numbers these are, as every file of them says. */
export function analysisWords({ analysis, isWithoutPlannedOutliers }: ChartAnswer): string {
  const words = say(`figure.analysis-${analysis}`);
  return isWithoutPlannedOutliers ? say('results.without-planned-outliers', { analysis: words }) : words;
}

export interface ChartChoice {
  readonly isWithEverything?: boolean;
  readonly isWithoutOutliers?: boolean;
}

/** What its files are called, without their ending: no two that differ have one name. */
export function fileNameOf(
  { analyte }: ChartAnswer,
  { isWithEverything = false, isWithoutOutliers = false }: ChartChoice,
): string {
  const parts = [
    analyte.key,
    ...(isWithEverything ? ['with-excluded'] : []),
    ...(isWithoutOutliers ? ['without-outliers'] : []),
  ];
  return parts.join('-');
}

export function hasPoints({ series }: ChartAnswer): boolean {
  return series.some((one) => one.byTimePoint.some(({ points }) => points.length > 0));
}
