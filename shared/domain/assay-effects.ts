// What follows from an evaluation beside its own record: the results of the animals, and the check of a lot.
// Must not replace what was corrected by hand or came from another run since, when an assay is evaluated again.

import { say } from '../catalogue/catalogue.ts';
import { canonical } from '../kernel/canonical.ts';
import type { Context, NewRecord, Reader } from '../kernel/decider.ts';
import { accept, refusal, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { analyte, type AnalyteKey } from './analytes.ts';
import { wholeOutput, type AssayState } from './assay.ts';
import type { EvaluatedResult, Evaluation } from './assay-evaluation.ts';
import { mayKnowGroup } from './blinding.ts';
import { lotCheck } from './lot-secretome.ts';
import { Lot } from './lot.ts';
import { timeProblem, timeProblems } from './result-time.ts';
import { Result, resultId, resultText, type ResultState } from './result.ts';
import { timePointKeys, type TimePoint } from './schedule.ts';

const computed = { source: 'computed' } as const;

/** A result that an evaluation did not touch, or whose mark it took away, and why, in words. */
export interface ResultNote {
  readonly resultId: string;
  readonly why: 'corrected' | 'other-assay' | 'withdrawn' | 'mark-dropped';
  readonly text: string;
}

export interface Effects {
  readonly records: readonly NewRecord[];
  readonly notes: readonly ResultNote[];
  /** The check of the lot is from elsewhere by now, and stays; in words, else null. */
  readonly checkLeft: string | null;
}

/**
 * Of a first evaluation. Results and a check that are there already are replaced with a reason only, and so are results
 * of a time point that their animal cannot have reached: refusals `assay.result-exists`, `assay.number-lost`,
 * `assay.check-exists`, `result.…` of time points, what is against the `calibrator`, `assay.several-reasons` for more than one of these, and those of
 * the lot.
 */
export function firstEffects(
  context: Context,
  assayId: string,
  lotId: string | null,
  evaluation: Evaluation,
  calibrator: Refusal | null,
): Outcome<Effects> {
  const { read } = context;
  const { results, output } = evaluation;
  const isBlind = isReadBlind(context, evaluation);
  const problem = withoutReason(context, results, calibrator);
  if (problem) return isBlind ? refuse('assay.reason-blinded') : problem;
  const records = results.flatMap((one) => resultRecord(read, assayId, one));
  const notes = isBlind ? [] : results.flatMap((one) => markNote(read, assayId, one));
  if (lotId === null) return accept({ records, notes, checkLeft: null });
  if (context.reason === undefined && hasCheck(read, lotId)) return refuse('assay.check-exists');
  const check = lotCheck(read, lotId, output.lotFactors, assayId);
  return check.ok ? accept({ records: [...records, check.value], notes, checkLeft: null }) : check;
}

/**
 * Of an evaluation of the same run again: what is still this assay's follows it, a place that was withdrawn is filled,
 * and what it does not give any more is withdrawn. A result that a person typed over, or that came from another run
 * since, stays, and so does a check of the lot: re-reading an old plate undoes no newer decision. Refusals:
 * `result.time-point-ahead`, `result.operation-not-ended`, and those of the lot.
 */
export function repeatedEffects(
  context: Context,
  before: AssayState,
  evaluation: Evaluation,
): Outcome<Effects> {
  const { read } = context;
  const { results, output } = evaluation;
  const { id: assayId, lotId } = before;
  const isBlind = isReadBlind(context, evaluation);
  const problem = timeProblem(context, results);
  if (problem) return isBlind ? refuse('assay.reason-blinded') : problem;
  const follows = results.filter((one) => isOpenTo(read.get(Result, idOf(one)), assayId));
  const given = new Set(results.map(idOf));
  const lost = resultsFrom(read, before).filter((one) => !given.has(one.id));
  const records = [
    ...follows.flatMap((one) => resultRecord(read, assayId, one)),
    ...lost.map((one) => withdrawal(one, assayId)),
  ];
  const told = [
    ...results.flatMap((one) => leftNote(read, assayId, one)),
    ...follows.flatMap((one) => markNote(read, assayId, one)),
  ];
  const notes = isBlind ? [] : told;
  if (lotId === null) return accept({ records, notes, checkLeft: null });
  if (hasCheck(read, lotId) && !isCheckOf(read, lotId, assayId))
    return accept({ records, notes, checkLeft: say('assay.check-left') });
  const check = lotCheck(read, lotId, output.lotFactors, assayId);
  return check.ok ? accept({ records: [...records, check.value], notes, checkLeft: null }) : check;
}

/** A reader of codes must learn neither whose slides they were nor what the notebook has of those animals already. */
function isReadBlind({ read, actor }: Context, { list }: Evaluation): boolean {
  return list !== null && !mayKnowGroup(read, actor);
}

/** That the lot has another check than that of this assay, or none any more, in words; null where it has this one. */
export function checkElsewhere(read: Reader, assay: Pick<AssayState, 'id' | 'lotId'>): string | null {
  const { id, lotId } = assay;
  if (lotId !== null && !hasCheck(read, lotId)) return say('assay.check-withdrawn');
  return lotId === null || isCheckOf(read, lotId, id) ? null : say('assay.check-left');
}

function isCheckOf(read: Reader, lotId: string, assayId: string): boolean {
  return read.get(Lot, lotId)?.secretome?.checkAssayId === assayId;
}

function hasCheck(read: Reader, lotId: string): boolean {
  return (read.get(Lot, lotId)?.secretome?.check.length ?? 0) > 0;
}

function idOf({ animalId, timePoint, analyte: key }: EvaluatedResult): string {
  return resultId(animalId, timePoint, key);
}

/** Nothing there, or withdrawn, or this assay's own number. */
function isOpenTo(before: ResultState | undefined, assayId: string): boolean {
  return !before || before.flags.includes('withdrawn') || before.origin?.assayId === assayId;
}

type Cell = { readonly animalId: string; readonly timePoint: TimePoint; readonly analyte: AnalyteKey };

function leftNote(read: Reader, assayId: string, cell: Cell): readonly ResultNote[] {
  const before = read.get(Result, resultId(cell.animalId, cell.timePoint, cell.analyte));
  if (!before || isOpenTo(before, assayId)) return [];
  const why = before.origin === null ? 'corrected' : 'other-assay';
  return [{ resultId: before.id, why, text: say(`assay.left-${why}`, wordsOf(before)) }];
}

/** A mark was made of a number: it goes with it, and stays while this assay gives the same one again. */
function markNote(read: Reader, assayId: string, one: EvaluatedResult): readonly ResultNote[] {
  const before = read.get(Result, idOf(one));
  if (before?.mark !== 'outlier') return [];
  if (before.value === one.number.value && before.origin?.assayId === assayId) return [];
  const text = say('assay.mark-dropped', wordsOf(before));
  return [{ resultId: before.id, why: 'mark-dropped', text }];
}

function wordsOf(result: ResultState) {
  return {
    animal: result.animalId,
    timePoint: say(`sample.timePoint.${result.timePoint}`),
    analyte: analyte(result.analyte).label,
    old: resultText(result),
  };
}

/**
 * The results that stand in an evaluation and are by now from a person or another run, or of nobody: a newer run had
 * replaced them and was rejected.
 */
export function resultsElsewhere(read: Reader, assay: AssayState): readonly ResultNote[] {
  return wholeOutput(assay).results.flatMap(({ animalId, timePoint: time, analyte: key }) => {
    const timePoint = timePointKeys.find((one) => one === time);
    if (timePoint === undefined) return [];
    const cell = { animalId, timePoint, analyte: key as AnalyteKey };
    const now = read.get(Result, resultId(animalId, timePoint, cell.analyte));
    if (now?.flags.includes('withdrawn') !== true) return leftNote(read, assay.id, cell);
    return [{ resultId: now.id, why: 'withdrawn', text: say('assay.left-withdrawn', wordsOf(now)) }];
  });
}

/** Whether evaluating the same input again would put something in force that nothing else stands for now. */
export function isRestorable(read: Reader, assay: AssayState): boolean {
  const hasOpenResult = resultsElsewhere(read, assay).some(({ why }) => why === 'withdrawn');
  return hasOpenResult || (assay.lotId !== null && !hasCheck(read, assay.lotId));
}

/** Everything that only a reason lets through, told at once: one reason must not answer what nobody was shown. */
function withoutReason(
  context: Context,
  results: readonly EvaluatedResult[],
  calibrator: Refusal | null,
): ReturnType<typeof refuse> | undefined {
  if (context.reason !== undefined) return undefined;
  const problems = [
    ...(calibrator === null ? [] : [calibrator]),
    ...timeProblems(context, results),
    ...replacedProblems(context, results),
  ];
  const [first] = problems;
  if (first === undefined || problems.length === 1) return first && { ok: false, refusal: first };
  const shown = problems.slice(0, mostProblems).map((one) => one.message);
  const more = problems.length - shown.length;
  const list = [...shown, ...(more > 0 ? [say('assay.more-problems', { count: more })] : [])].join(' ');
  return refuse('assay.several-reasons', { list });
}

const mostProblems = 8;

/** What is there already, and what of it would have no number any more. */
function replacedProblems({ read }: Context, results: readonly EvaluatedResult[]): readonly Refusal[] {
  const replaced = results.flatMap((one) => {
    const before = read.get(Result, idOf(one));
    return !before || before.flags.includes('withdrawn') ? [] : [{ before, number: one.number }];
  });
  const lost = replaced.filter(({ before, number }) => before.value !== null && number.value === null);
  const told = (
    code: 'assay.number-lost' | 'assay.result-exists',
    found: typeof replaced,
  ): readonly Refusal[] => {
    const [first] = found;
    return first ? [refusal(code, { count: found.length, ...wordsOf(first.before) })] : [];
  };
  return [...told('assay.number-lost', lost), ...told('assay.result-exists', replaced)];
}

/** None where the notebook already says the same, so that a mark on it stays. */
function resultRecord(read: Reader, assayId: string, one: EvaluatedResult): readonly NewRecord[] {
  const { animalId, timePoint, analyte: key, number } = one;
  const { value, limit, flags } = number;
  const origin = { assayId, numberId: number.id };
  const before = read.get(Result, idOf(one));
  const said = (state: Pick<ResultState, 'value' | 'limit' | 'flags' | 'origin'>): string =>
    canonical([state.value, state.limit, state.flags, state.origin && { ...state.origin }]);
  if (before && said(before) === said({ value, limit, flags, origin })) return [];
  const { unit } = analyte(key);
  const payload = { animalId, timePoint, analyte: key, unit, value, limit, flags, origin };
  return [Result.record('result.derived', idOf(one), payload, computed)];
}

/** The results that are still the numbers of this assay. */
export function resultsFrom(read: Reader, assay: AssayState): readonly ResultState[] {
  return wholeOutput(assay).results.flatMap(({ animalId, timePoint, analyte: key }) => {
    const result = read.get(Result, `${animalId}/${timePoint}/${key}`);
    return result?.origin?.assayId === assay.id && !result.flags.includes('withdrawn') ? [result] : [];
  });
}

export function withdrawal(result: ResultState, assayId: string): NewRecord {
  return Result.record('result.withdrawn', result.id, { assayId }, computed);
}
