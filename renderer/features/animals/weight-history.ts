// The weights of an animal with what each was before its corrections, and why, from its own records.
// Must not compute with a weight: it is the text that was recorded.

import { textIn } from '../../../shared/domain/payload-facts.ts';
import { epochOf } from '../../../shared/kernel/time.ts';
import type { AnimalDetail } from './AnimalMarks.tsx';
import { localRecordedAt } from './record-facts.ts';

export interface WeightCorrection {
  readonly from: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface WeightLine {
  readonly recordId: string;
  readonly weightKg: string;
  readonly at: string;
  readonly by: string;
  readonly witnessedBy: string | null;
  /** When it was recorded, where that was late. */
  readonly lateAt: string | undefined;
  /** The first correction first. */
  readonly corrections: readonly WeightCorrection[];
}

/** By the time of weighing, newest first. */
export function weightLines({ animal, timeline }: AnimalDetail): readonly WeightLine[] {
  const oldestFirst = timeline.toSorted((left, right) => left.seq - right.seq);
  return animal.weights
    .map(({ recordId, weightKg, at, by }): WeightLine => {
      const record = timeline.find((one) => one.recordId === recordId);
      const corrections = oldestFirst
        .filter((one) => one.kind === 'animal.weightCorrected' && one.payload['recordId'] === recordId)
        .map((one) => ({
          from: textIn(one.payload, 'from'),
          reason: one.reason ?? '',
          by: one.performedBy,
          at: one.at,
        }));
      return {
        recordId,
        weightKg,
        at,
        by,
        witnessedBy: record?.witnessedBy ?? null,
        lateAt: record?.isLate === true ? localRecordedAt(record) : undefined,
        corrections,
      };
    })
    .toSorted((left, right) => epochOf(right.at) - epochOf(left.at));
}
