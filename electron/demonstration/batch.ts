// Which animals are measured together, and which of their samples there are to measure.
// Must not measure: each assay has a file of its own.

import type { Subject } from '../../shared/assays/assay.ts';
import { Sample } from '../../shared/domain/sample.ts';
import { sampleId, timePointKeys, type Material, type TimePoint } from '../../shared/domain/schedule.ts';
import type { World } from './world.ts';

export interface Batch {
  readonly number: number;
  /** Day of the story on which its assays begin. */
  readonly day: number;
  readonly animalIds: readonly string[];
}

/** Whole animals together, so that no animal's course is split between two plates. */
export const batches: readonly Batch[] = [
  { number: 1, day: -16, animalIds: ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08'] },
  { number: 2, day: -6, animalIds: ['P09', 'P10', 'P11', 'P12', 'P13', 'P14', 'P15', 'P16'] },
  { number: 3, day: -1, animalIds: ['P17', 'P18', 'P19', 'P20', 'P25', 'P21', 'P22'] },
];

export interface MeasuredSubject extends Subject {
  readonly timePoint: TimePoint;
  /** As on the tubes and in the files: `P07 D1`. */
  readonly name: string;
}

/** Those whose sample of this material lies in its place: neither missed nor discarded, nor still at the bench. */
export function subjectsIn(
  { stage }: World,
  { animalIds }: Batch,
  material: Material,
): readonly MeasuredSubject[] {
  const stored = stage.read.list(Sample, { status: 'stored' }).filter((one) => one.material === material);
  return animalIds.flatMap((animalId) =>
    timePointKeys
      .filter((timePoint) => stored.some((one) => one.animalId === animalId && one.timePoint === timePoint))
      .map((timePoint) => ({ animalId, timePoint, name: tubeName(animalId, timePoint) })),
  );
}

/** The beginning of the id on the label of the sample: animal and time point. */
function tubeName(animalId: string, timePoint: TimePoint): string {
  const [animal = '', code = ''] = sampleId(animalId, timePoint, 'serum').split('-');
  return `${animal} ${code}`;
}

/** `-5` for a batch that began on day −6, but never beyond the day before the story ends. */
export function dayOf({ day }: Batch, after: number): number {
  return Math.min(day + after, -1);
}
