// Evaluating an assay, evaluating it again, rejecting it; the results of the animals follow in the same decision.
// Must not change what was recorded: an old input, an old output and an old value stay in the history.

import { z } from 'zod';
import { assayKeys, type AssayKey } from '../assays/registry.ts';
import { say } from '../catalogue/catalogue.ts';
import { canonical } from '../kernel/canonical.ts';
import { decide, defineCommand, type Context } from '../kernel/decider.ts';
import type { JsonObject } from '../kernel/record.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import {
  firstEffects,
  isRestorable,
  repeatedEffects,
  resultsFrom,
  withdrawal,
  type Effects,
} from './assay-effects.ts';
import {
  assayInput,
  Assay,
  hasSecondReading,
  readingListIdOf,
  changedReaders,
  scoresOf,
  wholeInput,
  type AssayState,
  type Blinding,
} from './assay.ts';
import { evaluate, evaluationForm, recordedParts, type Evaluation } from './assay-evaluation.ts';
import { mayHaveKnownGroup, mayKnowGroup } from './blinding.ts';
import { calibratorProblem } from './calibrator-group.ts';
import { Lot, lotOfKind } from './lot.ts';
import { drawReadingList } from './reading-list.ts';
import { hasReadFirst, isScoresHidden } from './second-reading.ts';

const computed = { source: 'computed' } as const;

/** Asked of whoever reads slides and may know the groups; it stands beside the reading for good. */
const whyNotBlinded = z.string().trim().min(1).max(500).nullable().default(null);

/** Which assay is about a lot and not about animals. */
function isAboutLot(assayKey: AssayKey): boolean {
  return assayKey === 'cm-elisa';
}

/**
 * Records an evaluation: the input, what the newest version of the assay computes from it, and the results of the
 * animals; for conditioned medium the check of the lot. Results that are there already are replaced only with a
 * reason; a drawn list of slides has one evaluation, unless that was rejected, and a second reading of it is a command
 * of its own. Refusals: those of `evaluate`, `assay.list-evaluated`, `assay.second-at-once`, `assay.not-blinded`,
 * `assay.lot-missing`, `assay.lot-not-asked`, `assay.blinded`, `lot.…`,
 * `assay.result-exists`, `assay.check-exists`, `result.time-point-ahead`, `result.operation-not-ended`.
 */
export const evaluateAssay = defineCommand({
  name: 'assay.evaluate',
  input: z.object({
    assayKey: z.enum(assayKeys),
    title: z.string().trim().min(1).max(120),
    lotId: z.string().nullable().default(null),
    whyNotBlinded,
    ...evaluationForm,
  }),
  decide({ assayKey, title, lotId, whyNotBlinded: why, ...given }, context) {
    const lot = lotProblem(context, assayKey, lotId);
    if (lot) return lot;
    const evaluation = evaluate(context.read, assayKey, given);
    if (!evaluation.ok) return evaluation;
    const listed = listProblem(context, given.readingListId, evaluation.value, null);
    if (listed) return listed;
    if (isReadTwice(evaluation.value)) return refuse('assay.second-at-once');
    const blinding = blindingOf(context, evaluation.value, why);
    if (!blinding.ok) return blinding;
    const assayId = context.newId();
    const calibrator = calibratorProblem(context, assayKey, evaluation.value.input);
    const effects = firstEffects(context, assayId, lotId, evaluation.value, calibrator);
    if (!effects.ok) return effects;
    const opened = Assay.record('assay.evaluated', assayId, {
      assayKey,
      title,
      lotId,
      ...recorded(evaluation.value, blinding.value),
    });
    return decide([opened, ...effects.value.records], {
      assayId,
      ...summaryOf(evaluation.value, effects.value),
    });
  },
});

/**
 * A new input for the same run, with a reason, computed with the newest version; or the same one, where a newer run had
 * replaced its results and was rejected: they are in force again. Results that it does not give any more are withdrawn; those that were corrected or are of another run since stay, and are told. Refusals: as above but
 * for `assay.…-exists`, `entity.unknown`, `reason.missing`, `assay.rejected-already`, `assay.unchanged`; of slides
 * `assay.scores-hidden`, and `assay.second-apart`: a second reading is neither added nor taken away on this way.
 */
export const reevaluateAssay = defineCommand({
  name: 'assay.reevaluate',
  input: z.object({ assayId: z.string(), whyNotBlinded, ...evaluationForm }),
  decide({ assayId, whyNotBlinded: why, ...given }, context) {
    const before = changeable(context, assayId);
    if (!before.ok) return before;
    const { assayKey, title, assayVersion } = before.value;
    if (isScoresHidden(context.read, context.actor, before.value))
      return refuse('assay.scores-hidden', { title });
    const evaluation = evaluate(context.read, assayKey, given);
    if (!evaluation.ok) return evaluation;
    const listed = listProblem(context, given.readingListId, evaluation.value, assayId);
    if (listed) return listed;
    if (isReadTwice(evaluation.value) !== hasSecondReading(before.value))
      return refuse('assay.second-apart', { title });
    const isUnchanged = canonical(evaluation.value.input) === canonical(wholeInput(before.value));
    const isNewest = evaluation.value.assayVersion === assayVersion;
    if (isUnchanged && isNewest && !isRestorable(context.read, before.value))
      return refuse('assay.unchanged', { title });
    const changed = changedReaders(before.value.input, evaluation.value.input);
    if (evaluation.value.list === null || changed.length === 0)
      return evaluatedAgain(context, before.value, evaluation.value, null);
    const foreign = changed.find((reader) => !isReadingOf(context, reader, before.value));
    if (foreign !== undefined) return refuse('assay.not-own-scores', { title });
    const blinding = blindingOf(context, evaluation.value, why);
    if (!blinding.ok) return blinding;
    return evaluatedAgain(context, before.value, evaluation.value, blinding.value);
  },
});

/**
 * The scores of a second reader of the same list, added to the first reading that the notebook has: nothing of that
 * passes through the second reader's hands. Refusals: those of `evaluate`, `entity.unknown`, `reason.missing`,
 * `assay.rejected-already`, `assay.not-read-from-list`, `assay.second-exists`, `assay.second-same-person`,
 * `assay.not-blinded`,
 * `result.time-point-ahead`, `result.operation-not-ended`.
 */
export const addSecondReading = defineCommand({
  name: 'assay.addSecondReading',
  input: z.object({
    assayId: z.string(),
    second: z.array(assayInput).min(1).max(1000),
    combination: z.enum(['first', 'mean-of-both']),
    weights: z.enum(['linear', 'quadratic']),
    whyNotBlinded,
  }),
  decide({ assayId, second, combination, weights, whyNotBlinded: why }, context) {
    const before = changeable(context, assayId);
    if (!before.ok) return before;
    const problem = secondProblem(context, before.value);
    if (problem) return problem;
    const input = { ...(before.value.input as JsonObject), second, combination, weights };
    const readingListId = readingListIdOf(before.value);
    const evaluation = evaluate(context.read, before.value.assayKey, { input, readingListId });
    if (!evaluation.ok) return evaluation;
    const blinding = blindingOf(context, evaluation.value, why);
    return blinding.ok ? evaluatedAgain(context, before.value, evaluation.value, blinding.value) : blinding;
  },
});

/** Nobody but its reader can say what a reading should have been. */
function isReadingOf(
  { actor, performedBy }: Context,
  reader: 'first' | 'second',
  assay: AssayState,
): boolean {
  if (reader === 'first') return hasReadFirst(actor.userId, assay) || hasReadFirst(performedBy, assay);
  return actor.userId === assay.secondReadBy || performedBy === assay.secondReadBy;
}

/** Two readings agree about something only if two people have read (ARRIVE 2.0, item 5). */
function secondProblem(
  { actor, performedBy }: Context,
  assay: AssayState,
): ReturnType<typeof refuse> | undefined {
  const { assayKey, title, blind } = assay;
  if (blind === null) return refuse('assay.not-read-from-list', { assay: say(`assay.key.${assayKey}`) });
  if (hasSecondReading(assay)) return refuse('assay.second-exists', { title });
  const isSamePerson = hasReadFirst(actor.userId, assay) || hasReadFirst(performedBy, assay);
  return isSamePerson ? refuse('assay.second-same-person', { title }) : undefined;
}

function isReadTwice({ input, list }: Evaluation): boolean {
  return list !== null && scoresOf('second', input) !== null;
}

/**
 * A reading by somebody who may know the groups, or ever might, or typed by one, is recorded as that and with why: it is worth less,
 * and is not hidden (ARRIVE 2.0, item 5). Null of what is not read from a list.
 */
function blindingOf(
  { read, actor, performedBy }: Context,
  { list }: Evaluation,
  why: string | null,
): Outcome<Blinding | null> {
  if (list === null) return accept(null);
  const hasKnown = [actor.userId, performedBy].some((userId) => mayHaveKnownGroup(read, userId));
  if (!mayKnowGroup(read, actor) && !hasKnown) return accept({ isBlinded: true, why: null });
  return why === null ? refuse('assay.not-blinded') : accept({ isBlinded: false, why });
}

/** With two evaluations of one list, a second reader would not know which is read, and the later would hide the first. */
function listProblem(
  { read }: Context,
  readingListId: string | null,
  { list }: Evaluation,
  assayId: string | null,
): ReturnType<typeof refuse> | undefined {
  if (list === null) return undefined;
  const other = read
    .list(Assay, { status: 'evaluated' })
    .find((one) => one.id !== assayId && readingListIdOf(one) === readingListId);
  return other && refuse('assay.list-evaluated', { title: other.title });
}

function evaluatedAgain(
  context: Context,
  before: AssayState,
  evaluation: Evaluation,
  blinding: Blinding | null,
) {
  const effects = repeatedEffects(context, before, evaluation);
  if (!effects.ok) return effects;
  const again = Assay.record('assay.reevaluated', before.id, recorded(evaluation, blinding));
  return decide([again, ...effects.value.records], {
    assayId: before.id,
    ...summaryOf(evaluation, effects.value),
  });
}

/**
 * The run failed or is repeated: it is kept, and what it gave is withdrawn (ALC-3). A result that was typed over, or
 * came from another run since, stays. Refusals: `entity.unknown`, `reason.missing`, `assay.rejected-already`,
 * `assay.blinded`.
 */
export const rejectAssay = defineCommand({
  name: 'assay.reject',
  input: z.object({ assayId: z.string() }),
  decide({ assayId }, context) {
    const before = changeable(context, assayId);
    if (!before.ok) return before;
    const withdrawn = resultsFrom(context.read, before.value).map((one) => withdrawal(one, assayId));
    const { lotId } = before.value;
    const lot = lotId === null ? undefined : context.read.get(Lot, lotId);
    const check =
      lot?.secretome?.checkAssayId === assayId
        ? [Lot.record('lot.checkWithdrawn', lot.id, { assayId }, computed)]
        : [];
    const rejected = Assay.record('assay.rejected', assayId, {});
    return decide([rejected, ...withdrawn, ...check], { withdrawn: withdrawn.length });
  },
});

function changeable(context: Context, assayId: string): Outcome<AssayState> {
  const assay = context.read.get(Assay, assayId);
  if (!assay) return refuse('entity.unknown', { what: 'assay', id: assayId });
  if (assay.status === 'rejected') return refuse('assay.rejected-already', { title: assay.title });
  if (!context.reason) return refuse('reason.missing');
  return lotProblem(context, assay.assayKey, assay.lotId) ?? accept(assay);
}

/** Lots are handled by those who may know the group, here as everywhere. */
function lotProblem(
  { read, actor }: Context,
  assayKey: AssayKey,
  lotId: string | null,
): ReturnType<typeof refuse> | undefined {
  if (!isAboutLot(assayKey)) {
    return lotId === null
      ? undefined
      : refuse('assay.lot-not-asked', { assay: say(`assay.key.${assayKey}`) });
  }
  if (lotId === null) return refuse('assay.lot-missing');
  if (!mayKnowGroup(read, actor)) return refuse('assay.blinded');
  const lot = lotOfKind(read, lotId, 'secretome');
  return lot.ok ? undefined : lot;
}

function recorded(evaluation: Evaluation, blinding: Blinding | null) {
  const { assayVersion, attachmentIds } = evaluation;
  return { assayVersion, attachmentIds: [...attachmentIds], ...recordedParts(evaluation), blinding };
}

/** `notes`: what was left alone or lost its mark, and why; `checkLeft` the same of the check of a lot. */
function summaryOf({ results, output }: Evaluation, { notes, checkLeft }: Effects) {
  return {
    notes,
    checkLeft,
    results: results.length,
    failedChecks: output.checks.filter((one) => !one.isPassed).length,
  };
}

export const assayCommands = [
  evaluateAssay,
  reevaluateAssay,
  addSecondReading,
  rejectAssay,
  drawReadingList,
] as const;
