// Results as people look at them: a grid by analyte or time point, and the numbers of a chart by group.
// Must not give a blinded reader a number of one group: he gets all animals together.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { defineQuery, type Reader } from '../kernel/decider.ts';
import { describe, type Description } from '../statistics/describe.ts';
import {
  analyte,
  analyteKeys,
  analytePanels,
  analytes,
  type AnalyteKey,
  type AnalytePanel,
} from './analytes.ts';
import type { AnimalState } from './animal.ts';
import { groupNaming, isMember, studyAnimals, whyLeftOut } from './group-naming.ts';
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
  /** As typed; `number` is the double that is drawn. */
  readonly value: string;
  readonly number: number;
  readonly mark: ResultMark;
}

export interface ChartSeries {
  /** The group's name, a letter while it may not stand beside results, or `all` for a blinded reader. */
  readonly key: string;
  readonly label: string;
  readonly byTimePoint: readonly (Pick<Description, 'n' | 'mean' | 'sd'> & {
    readonly timePoint: TimePoint;
    readonly points: readonly ChartPoint[];
    /** Measured, and beyond what the assay can tell: neither missing nor a number. */
    readonly outOfRange: number;
    readonly missing: number;
  })[];
}

/**
 * One analyte by time point and group: n, mean, sample SD, and every animal's point, in doubles for drawing.
 * Marked outliers count unless `isWithoutOutliers`; missing values and those out of range never do. Replaced and unallocated animals are
 * named under `leftOut`. Groups are coded while their names may not stand beside results, and a blinded reader gets all
 * animals as one series (`group-naming.ts`).
 */
export const resultChart = defineQuery({
  name: 'result.chart',
  input: z.object({ analyte: z.enum(analyteKeys), isWithoutOutliers: z.boolean().default(false) }),
  answer(input, { read, actor }) {
    const { groups, whyCoded } = groupNaming(read, actor);
    const isBlinded = whyCoded !== null;
    const animals = studyAnimals(read);
    const counted = animals.filter((animal) => whyLeftOut(read, animal) === null);
    const series = groups.map((named): ChartSeries => {
      const { key, label } = named;
      const members = counted.filter((animal) => isMember(read, animal, named));
      return {
        key,
        label,
        byTimePoint: timePointKeys.map((timePoint) => {
          const results = members
            .map((animal) => read.get(Result, resultId(animal.id, timePoint, input.analyte)))
            .filter((one) => one !== undefined);
          const points = results.flatMap((one) => pointOf(one, isBlinded));
          const used = points.filter((one) => one.mark !== 'outlier' || !input.isWithoutOutliers);
          const outOfRange = results.filter(isOutOfRange).length;
          const { n, mean, sd } = describe(used.map((one) => one.number));
          return {
            timePoint,
            n,
            mean,
            sd,
            points: inNeutralOrder(points, isBlinded),
            outOfRange,
            missing: members.length - points.length - outOfRange,
          };
        }),
      };
    });
    const leftOut = animals.flatMap((animal) => {
      const why = whyLeftOut(read, animal);
      return why === null || !hasResult(read, animal, input.analyte) ? [] : [{ animalId: animal.id, why }];
    });
    return { analyte: analyte(input.analyte), isBlinded, whyCoded, series, leftOut };
  },
});

function hasResult(read: Reader, animal: AnimalState, key: AnalyteKey): boolean {
  return timePointKeys.some(
    (timePoint) => read.get(Result, resultId(animal.id, timePoint, key)) !== undefined,
  );
}

function pointOf(result: ResultState, isBlinded: boolean): readonly ChartPoint[] {
  if (result.value === null) return [];
  return [
    {
      animalId: isBlinded ? null : result.animalId,
      value: result.value,
      number: Number(result.value),
      mark: result.mark,
    },
  ];
}

function isOutOfRange({ value, flags }: ResultState): boolean {
  return value === null && (flags.includes('below-range') || flags.includes('above-range'));
}

// By value, so that the same place in two time points does not stand for the same animal.
function inNeutralOrder(points: readonly ChartPoint[], isBlinded: boolean): readonly ChartPoint[] {
  return isBlinded ? points.toSorted((left, right) => left.number - right.number) : points;
}

export const resultQueries = [resultGrid, resultChart] as const;
