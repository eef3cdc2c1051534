// Results as people look at them: a grid by analyte or time point, and the numbers of a chart by group.
// Must not give a blinded reader a number of one group: he gets all animals together.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { defineQuery, type Reader } from '../kernel/decider.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { describe, type Description } from '../statistics/describe.ts';
import type { FigureAnalysis } from '../statistics/figure-model.ts';
import { planInForce } from './analysis-plan.ts';
import { valuesOf, type AnalysedValue } from './analysis-values.ts';
import {
  analyte,
  analyteKeys,
  analytePanels,
  analytes,
  type Analyte,
  type AnalyteKey,
  type AnalytePanel,
} from './analytes.ts';
import type { AnimalState } from './animal.ts';
import { groupNaming, studyAnimals, whyLeftOut } from './group-naming.ts';
import { analysisOf } from './left-out.ts';
import { Result, resultId, type ResultMark, type ResultState } from './result.ts';
import { Sample, type SampleStatus } from './sample.ts';
import { sampleId, timePointKeys, type TimePoint } from './schedule.ts';

export interface GridColumn {
  readonly timePoint: TimePoint;
  readonly analyte: AnalyteKey;
  /** What differs from column to column: the time point, or the analyte. */
  readonly label: string;
  readonly unit: string;
}

export interface GridCell {
  readonly resultId: string;
  readonly timePoint: TimePoint;
  readonly analyte: AnalyteKey;
  readonly result: ResultState | null;
  /** What became of the planned sample; null while nothing was recorded, which does not keep a value out. */
  readonly sample: SampleStatus | null;
}

/** Animals down, and across either all time points of one analyte or the analytes (of a panel) of one time point. */
export const resultGrid = defineQuery({
  name: 'result.grid',
  input: z
    .object({
      analyte: z.enum(analyteKeys).optional(),
      timePoint: z.enum(timePointKeys).optional(),
      panel: z.enum(analytePanels).optional(),
    })
    .refine((one) => (one.analyte === undefined) !== (one.timePoint === undefined)),
  answer(input, { read }) {
    const columns = columnsOf(input.analyte, input.timePoint, input.panel);
    const rows = studyAnimals(read).map((animal) => ({
      animalId: animal.id,
      status: animal.status,
      cells: columns.map((column): GridCell => {
        const id = resultId(animal.id, column.timePoint, column.analyte);
        return {
          resultId: id,
          timePoint: column.timePoint,
          analyte: column.analyte,
          result: read.get(Result, id) ?? null,
          sample:
            read.get(Sample, sampleId(animal.id, column.timePoint, analyte(column.analyte).material))
              ?.status ?? null,
        };
      }),
    }));
    return { columns, rows };
  },
});

function columnsOf(
  key: AnalyteKey | undefined,
  timePoint: TimePoint | undefined,
  panel: AnalytePanel | undefined,
): readonly GridColumn[] {
  return timePointKeys
    .filter((one) => timePoint === undefined || one === timePoint)
    .flatMap((time) =>
      analytes
        .filter((one) => key === undefined || one.key === key)
        .filter((one) => panel === undefined || one.panel === panel)
        .map((one) => ({
          timePoint: time,
          analyte: one.key,
          label: timePoint === undefined ? say(`sample.timePoint.${time}`) : one.label,
          unit: one.unit,
        })),
    );
}

export interface ChartPoint {
  /** Null while the groups are coded: the animals of one series would be known to belong together. */
  readonly animalId: string | null;
  /** As typed, or the limit that the plan sets; `number` is the double that is drawn. */
  readonly value: string;
  readonly number: number;
  readonly mark: ResultMark;
  /** The plan sets it to an end of the assay's range. */
  readonly isAtLimit: boolean;
  /** False: the plan leaves it out. */
  readonly isPlanned: boolean;
  /** Whether it is in n, mean and SD here. */
  readonly isCounted: boolean;
}

/** What a blinded reader has of one time point, and everybody of one group there. */
export type ChartCell = Pick<Description, 'n' | 'mean' | 'sd'> & {
  readonly timePoint: TimePoint;
  readonly points: readonly ChartPoint[];
  /** Has a number, and is not counted here. */
  readonly leftOut: number;
  /** Measured, and beyond what the assay can tell: neither missing nor a number. */
  readonly outOfRange: number;
  readonly missing: number;
};

export interface ChartSeries {
  /** The group's name, a letter while it may not stand beside results, or `all` for a blinded reader. */
  readonly key: string;
  readonly label: string;
  readonly byTimePoint: readonly ChartCell[];
}

export interface ResultChart {
  readonly analyte: Analyte;
  readonly isBlinded: boolean;
  readonly whyCoded: Refusal | null;
  readonly series: readonly ChartSeries[];
  readonly leftOut: readonly { readonly animalId: string; readonly why: 'replaced' | 'not-allocated' }[];
  /** Whose numbers these are. */
  readonly analysis: FigureAnalysis;
  /** Marked outliers are not counted, though the plan counts them. */
  readonly isWithoutPlannedOutliers: boolean;
}

const chartForm = z.object({
  analyte: z.enum(analyteKeys),
  isWithoutOutliers: z.boolean().default(false),
  isWithEverything: z.boolean().default(false),
});

/**
 * One analyte by time point and group: n, mean, sample SD, and every animal's point, in doubles for drawing; the
 * numbers of the figure (`analysis-values.ts`). What the plan leaves out is left out unless `isWithEverything`; marked
 * outliers then count unless `isWithoutOutliers`. Replaced and unallocated animals are named under `leftOut`. Groups
 * are coded while their names may not stand beside results, and a blinded reader gets all animals as one series
 * (`group-naming.ts`).
 */
export const resultChart = defineQuery({
  name: 'result.chart',
  input: chartForm,
  answer(input, { read, actor }): ResultChart {
    const { groups, whyCoded } = groupNaming(read, actor);
    const isBlinded = whyCoded !== null;
    const plan = planInForce(read)?.content ?? null;
    const isOut = (value: AnalysedValue): boolean => input.isWithoutOutliers && value.kind === 'outlier';
    const isCounted = (value: AnalysedValue): boolean =>
      (input.isWithEverything || value.isPlanned) && !isOut(value);
    const counted: AnalysedValue[] = [];
    const setAside: AnalysedValue[] = [];
    const series = valuesOf(read, groups, input.analyte, plan).map(({ key, label, byTimePoint }) => ({
      key,
      label,
      byTimePoint: byTimePoint.map(({ timePoint, values, outOfRange, missing }): ChartCell => {
        const used = values.filter(isCounted);
        counted.push(...used);
        setAside.push(...values.filter((value) => value.isPlanned && isOut(value)));
        const { n, mean, sd } = describe(used.map((one) => one.number));
        const points = values
          .filter((value) => input.isWithEverything || value.isDrawn)
          .map((value) => pointOf(value, isCounted(value), isBlinded));
        return {
          timePoint,
          n,
          mean,
          sd,
          points: inNeutralOrder(points, isBlinded),
          leftOut: values.length - used.length,
          outOfRange,
          missing,
        };
      }),
    }));
    const leftOut = studyAnimals(read).flatMap((animal) => {
      const why = whyLeftOut(read, animal);
      return why === null || !hasResult(read, animal, input.analyte) ? [] : [{ animalId: animal.id, why }];
    });
    return {
      analyte: analyte(input.analyte),
      isBlinded,
      whyCoded,
      series,
      leftOut,
      analysis: analysisOf(counted, plan !== null),
      isWithoutPlannedOutliers: setAside.length > 0,
    };
  },
});

function hasResult(read: Reader, animal: AnimalState, key: AnalyteKey): boolean {
  return timePointKeys.some(
    (timePoint) => read.get(Result, resultId(animal.id, timePoint, key)) !== undefined,
  );
}

function pointOf(value: AnalysedValue, isCounted: boolean, isBlinded: boolean): ChartPoint {
  const { animalId, text, number, kind, isPlanned } = value;
  const isAtLimit = kind !== 'measured' && kind !== 'outlier';
  return {
    animalId: isBlinded ? null : animalId,
    value: isAtLimit ? String(number) : text,
    number,
    mark: kind === 'outlier' ? 'outlier' : null,
    isAtLimit,
    isPlanned,
    isCounted,
  };
}

// By value, so that the same place in two time points does not stand for the same animal.
function inNeutralOrder(points: readonly ChartPoint[], isBlinded: boolean): readonly ChartPoint[] {
  return isBlinded ? points.toSorted((left, right) => left.number - right.number) : points;
}

export const resultQueries = [resultGrid, resultChart] as const;
