// What was typed into the grid and is not saved yet, kept while other columns and screens are looked at.
// Must not judge a value: what is no number is marked here, and everything else is for the notebook to refuse.

import { useMemo } from 'react';
import { z } from 'zod';
import type { CommandInput, QueryValue } from '../../../shared/contract.ts';
import { analyteKeys } from '../../../shared/domain/analytes.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import { useKept } from '../../kept.ts';
import { numberProblem } from '../../ui/number-text.ts';

/** A cell of the grid as the notebook has it. */
export type GridCellState = QueryValue<'result.grid'>['rows'][number]['cells'][number];

const typedCellSchema = z.object({
  animalId: z.string(),
  timePoint: z.enum(timePointKeys),
  analyte: z.enum(analyteKeys),
  text: z.string(),
  /** There was a saved result when it was typed: saving is a correction. */
  isCorrection: z.boolean(),
  /** The newest record that the grid showed when it was typed: a value saved by somebody since is not overwritten. */
  seenSeq: z.int(),
});
export type TypedCell = z.infer<typeof typedCellSchema>;

export interface TypedCells {
  /** By result id. */
  readonly cells: ReadonlyMap<string, TypedCell>;
  /** Sets cells, or with `undefined` forgets them. */
  change(changes: readonly (readonly [string, TypedCell | undefined])[]): void;
  drop(): void;
}

const cellsSchema = z.record(z.string(), typedCellSchema);
const nothingTyped: z.infer<typeof cellsSchema> = {};

/** Of the person who is signed in: another one at this window does not save them. */
export function useTyped(): TypedCells {
  const [kept, setKept] = useKept('results', cellsSchema, nothingTyped);
  const cells = useMemo(() => new Map(Object.entries(kept)), [kept]);
  return {
    cells,
    change: (changes) =>
      setKept((current) => {
        const next = new Map(Object.entries(current));
        for (const [id, cell] of changes) {
          if (cell) next.set(id, cell);
          else next.delete(id);
        }
        return next.size === 0 ? nothingTyped : Object.fromEntries(next);
      }),
    drop: () => setKept(() => nothingTyped),
  };
}

/** As people and spreadsheets write "no value". */
const missingForm = /^(-|–|—|n\/?a|n\.?d\.?|missing)$/i;

export interface ReadCell {
  readonly value: string | null;
  /** Undefined leaves the mark to the notebook: a pasted number brings none. */
  readonly mark: 'missing' | 'outlier' | undefined;
  readonly problem: string | undefined;
}

/** `812.4`, `812.4*` for an outlier, `-` or nothing for missing. */
export function readCell(text: string): ReadCell {
  const typed = text.trim();
  if (typed === '' || missingForm.test(typed)) return { value: null, mark: 'missing', problem: undefined };
  const isOutlier = typed.endsWith('*');
  const value = isOutlier ? typed.slice(0, -1).trim() : typed;
  const problem = value === '' ? numberProblem(typed) : numberProblem(value);
  return { value, mark: isOutlier ? 'outlier' : undefined, problem };
}

export function cellsToSave(cells: ReadonlyMap<string, TypedCell>): CommandInput<'result.enter'>['cells'] {
  return [...cells.values()].map(({ animalId, timePoint, analyte, text }) => {
    const { value, mark } = readCell(text);
    return { animalId, timePoint, analyte, value, ...(mark === undefined ? {} : { mark }) };
  });
}
