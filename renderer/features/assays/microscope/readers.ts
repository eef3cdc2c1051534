// Who read a list of slides, as the notebook has it, and which part is left for whom.
// Must not decide who may record a reading: the notebook does.

import type { z } from 'zod';
import { suzuki } from '../../../../shared/assays/suzuki.ts';
import type { Json } from '../../../../shared/kernel/record.ts';

/** What was recorded without the list, which a blinded reader is not given. */
const scoresForm = suzuki.input.omit({ list: true });
export type RecordedScores = z.output<typeof scoresForm>;

export function recordedScores(input: Json): RecordedScores | null {
  return scoresForm.safeParse(input).data ?? null;
}

/** Of an evaluation as it is shown: its readers, and whether it has been read twice. */
export interface Readers {
  readonly about: {
    readonly firstReadBy: string | null;
    readonly firstRecordedBy: string | null;
    /** Null where nobody has read it a second time, or one person recorded both. */
    readonly secondReadBy: string | null;
  };
  readonly hasSecondReading: boolean;
}

/** What a person does with a list: read it first or second, or correct an own reading. */
export type Part = 'first' | 'second' | 'again-first' | 'again-second';

/** What this person would do with a list whose first reading is recorded; null: two others have read it. */
export function partOf(
  userId: string,
  { about: { firstReadBy, firstRecordedBy, secondReadBy }, hasSecondReading }: Readers,
): Exclude<Part, 'first'> | null {
  if (userId === firstReadBy || userId === firstRecordedBy) return 'again-first';
  if (userId === secondReadBy) return 'again-second';
  return hasSecondReading ? null : 'second';
}
