// Entering results in a grid, correcting and marking them, whether they were typed or came from an assay.
// Must not overwrite a value without a reason, nor take a unit from a person: the column fixes it.

import { z } from 'zod';
import {
  decide,
  defineCommand,
  type Context,
  type NewRecord,
  type RecordOverrides,
} from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { say, type SentenceParameters } from '../catalogue/catalogue.ts';
import { analyte, analyteKeys } from './analytes.ts';
import { Animal } from './animal.ts';
import {
  Result,
  resultId,
  resultMarks,
  resultText,
  resultValue,
  type ResultMark,
  type ResultState,
} from './result.ts';
import { timeProblem } from './result-time.ts';
import { timePointKeys } from './schedule.ts';

const cellKey = { animalId: z.string(), timePoint: z.enum(timePointKeys), analyte: z.enum(analyteKeys) };
const typedValue = z.string().max(60).nullable();
const markForm = z.enum(resultMarks).nullable();
const cellForm = z.object({ ...cellKey, value: typedValue, mark: markForm.optional() });
type Cell = z.output<typeof cellForm>;

type CellKey = Pick<Cell, 'animalId' | 'timePoint' | 'analyte'>;
interface CellContent {
  readonly value: string | null;
  readonly mark: ResultMark;
}

function nameOf(cell: CellKey): SentenceParameters {
  return {
    animal: cell.animalId,
    timePoint: say(`sample.timePoint.${cell.timePoint}`),
    analyte: analyte(cell.analyte).label,
  };
}

/**
 * What a typed cell says: a plain decimal of at least 0, or nothing, which is marked missing. A value keeps the
 * digits as typed: they tell its precision. Refuses `result.malformed` and marks that contradict the value.
 */
function readCell(cell: Cell): Outcome<CellContent> {
  const value = cell.value?.trim() ?? '';
  if (value === '') {
    if (cell.mark === 'outlier') return refuse('result.mark-without-value', nameOf(cell));
    return accept({ value: null, mark: 'missing' });
  }
  if (!resultValue.safeParse(value).success) return refuse('result.malformed', { ...nameOf(cell), value });
  if (cell.mark === 'missing') return refuse('result.missing-with-value', { ...nameOf(cell), value });
  return accept({ value, mark: cell.mark ?? null });
}

/** The record for one cell, or null when it says what is already there. */
function recordFor(context: Context, cell: Cell): Outcome<NewRecord | null> {
  const content = readCell(cell);
  if (!content.ok) return content;
  if (!context.read.get(Animal, cell.animalId))
    return refuse('entity.unknown', { what: 'animal', id: cell.animalId });
  const id = resultId(cell.animalId, cell.timePoint, cell.analyte);
  const before = context.read.get(Result, id);
  const { animalId, timePoint, analyte: key } = cell;
  if (!before) {
    const { unit } = analyte(key);
    const payload = { animalId, timePoint, analyte: key, unit, ...content.value };
    return accept(Result.record('result.entered', id, payload, reasonOf(context, cell, content.value)));
  }
  // A pasted grid brings values without marks; the mark of an unchanged value stays.
  const isSameMark = cell.mark === undefined || content.value.mark === before.mark;
  if (content.value.value === before.value && isSameMark) return accept(null);
  if (context.reason === undefined) {
    const { unit } = before;
    const typed = { ...content.value, unit, flags: [], limit: null };
    return refuse('result.exists', { ...nameOf(cell), old: resultText(before), new: resultText(typed) });
  }
  return accept(Result.record('result.corrected', id, content.value));
}

/** Typed with corrections, a plain first value does not take their reason: it has none, and needs none. */
function reasonOf(context: Context, cell: Cell, { mark }: CellContent): RecordOverrides {
  const isPlain = mark === null && timeProblem({ ...context, reason: undefined }, [cell]) === undefined;
  return isPlain ? { reason: null } : {};
}

/**
 * Many cells at once, typed or pasted. Cells that say what is already there are left alone; a different value is
 * refused unless there is a reason, which then makes it a correction; so is a time point that is still ahead
 * (`result.time-point-ahead`, `result.operation-not-ended`). All cells or none.
 */
export const enterResults = defineCommand({
  name: 'result.enter',
  input: z.object({ cells: z.array(cellForm).min(1).max(2000) }),
  decide({ cells }, context) {
    const seen = new Set<string>();
    const records: NewRecord[] = [];
    const written: Cell[] = [];
    for (const cell of cells) {
      const id = resultId(cell.animalId, cell.timePoint, cell.analyte);
      if (seen.has(id)) return refuse('result.twice', nameOf(cell));
      seen.add(id);
      const record = recordFor(context, cell);
      if (!record.ok) return record;
      if (record.value) {
        records.push(record.value);
        written.push(cell);
      }
    }
    const ahead = timeProblem(context, written);
    if (ahead) return ahead;
    const entered = records.filter((record) => record.kind === 'result.entered').length;
    const corrected = records.length - entered;
    return decide(records, { entered, corrected, unchanged: cells.length - records.length });
  },
});

function existing(context: Context, cell: CellKey): Outcome<ResultState> {
  const state = context.read.get(Result, resultId(cell.animalId, cell.timePoint, cell.analyte));
  return state ? accept(state) : refuse('result.none', nameOf(cell));
}

/** Replaces one value, with a reason; the old one stays in the history. No value means missing. */
export const correctResult = defineCommand({
  name: 'result.correct',
  input: cellForm,
  decide(cell, context) {
    const before = existing(context, cell);
    if (!before.ok) return before;
    if (context.reason === undefined) return refuse('reason.missing');
    const record = recordFor(context, cell);
    if (!record.ok) return record;
    if (!record.value) return refuse('result.unchanged', nameOf(cell));
    return decide([record.value], { resultId: before.value.id });
  },
});

/** Marks a result as an outlier, or takes the mark away, with a reason (ARRIVE 2.0, item 3); the value stays. */
export const markResult = defineCommand({
  name: 'result.mark',
  input: z.object({ ...cellKey, mark: markForm }),
  decide(cell, context) {
    const before = existing(context, cell);
    if (!before.ok) return before;
    if (context.reason === undefined) return refuse('reason.missing');
    const { id, value, mark } = before.value;
    if (cell.mark === mark) return refuse('result.unchanged', nameOf(cell));
    if (value === null) return refuse('result.mark-without-value', nameOf(cell));
    if (cell.mark === 'missing') return refuse('result.missing-with-value', { ...nameOf(cell), value });
    return decide([Result.record('result.marked', id, { mark: cell.mark })], { resultId: id });
  },
});

export const resultCommands = [enterResults, correctResult, markResult] as const;
