// Who read a list of slides, as the history of its evaluation tells it, and which part is left for whom.
// Must not guess a second reader whom no record names.

import type { z } from 'zod';
import { suzuki } from '../../../../shared/assays/suzuki.ts';
import type { Json } from '../../../../shared/kernel/record.ts';

/** What was recorded without the list, which a blinded reader is not given. */
const scoresForm = suzuki.input.omit({ list: true });
export type RecordedScores = z.output<typeof scoresForm>;

export function recordedScores(input: Json): RecordedScores | null {
  return scoresForm.safeParse(input).data ?? null;
}

export interface HistoryEntry {
  readonly kind: string;
  readonly by: string;
}

export interface Readers {
  readonly first: string | null;
  /** Null where nobody has read it a second time, or one person recorded both. */
  readonly second: string | null;
}

/**
 * The evaluation is recorded by its first reader; whoever else evaluated it again first brought the second reading.
 *
 * @param history newest first, as `assay.show` has it
 */
export function readersOf(history: readonly HistoryEntry[], hasSecond: boolean): Readers {
  const oldestFirst = history.toReversed();
  const first = oldestFirst.find((one) => one.kind === 'assay.evaluated')?.by ?? null;
  const other = oldestFirst.find((one) => one.kind === 'assay.reevaluated' && one.by !== first);
  return { first, second: hasSecond ? (other?.by ?? null) : null };
}

/** What a person does with a list: read it first or second, or correct an own reading. */
export type Part = 'first' | 'second' | 'again-first' | 'again-second';

/** What this person would do with a list whose first reading is recorded; null: two others have read it. */
export function partOf(
  userId: string,
  recorded: { readonly hasSecond: boolean; readonly history: readonly HistoryEntry[] },
): Exclude<Part, 'first'> | null {
  const { first, second } = readersOf(recorded.history, recorded.hasSecond);
  if (userId === first) return 'again-first';
  if (userId === second) return 'again-second';
  return recorded.hasSecond ? null : 'second';
}
