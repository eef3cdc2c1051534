// What was typed into the grid and is not saved yet, kept while other columns and screens are looked at.
// Must not judge a value: what is no number is marked here, and everything else is for the notebook to refuse.

import { create } from 'zustand';
import type { CommandInput, QueryValue } from '../../../shared/contract.ts';
import type { AnalyteKey } from '../../../shared/domain/analytes.ts';
import type { TimePoint } from '../../../shared/domain/schedule.ts';
import { numberProblem } from '../../ui/number-text.ts';

/** A cell of the grid as the notebook has it. */
export type GridCellState = QueryValue<'result.grid'>['rows'][number]['cells'][number];

export interface TypedCell {
  readonly animalId: string;
  readonly timePoint: TimePoint;
  readonly analyte: AnalyteKey;
  readonly text: string;
  /** There was a saved result when it was typed: saving is a correction. */
  readonly isCorrection: boolean;
}

interface TypedCells {
  /** By result id. */
  readonly cells: ReadonlyMap<string, TypedCell>;
  /** Who typed them: another person at this window does not save them. */
  readonly userId: string;
}

const useStore = create<TypedCells>(() => ({ cells: new Map(), userId: '' }));

export function useTyped(userId: string): ReadonlyMap<string, TypedCell> {
  const { cells, userId: owner } = useStore();
  return owner === userId ? cells : none;
}

const none: ReadonlyMap<string, TypedCell> = new Map();

/** Sets cells, or with `undefined` forgets them. */
export function changeTyped(
  userId: string,
  changes: readonly (readonly [string, TypedCell | undefined])[],
): void {
  const { cells, userId: owner } = useStore.getState();
  const next = new Map(owner === userId ? cells : none);
  for (const [id, cell] of changes) {
    if (cell) next.set(id, cell);
    else next.delete(id);
  }
  useStore.setState({ cells: next, userId });
}

export function dropTyped(): void {
  useStore.setState({ cells: none });
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
