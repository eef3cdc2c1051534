// Evaluating an assay, evaluating it again, rejecting it; the results of the animals follow in the same decision.
// Must not change what was recorded: an old input, an old output and an old value stay in the history.

import { z } from 'zod';
import { assayKeys, type AssayKey } from '../assays/registry.ts';
import { say } from '../catalogue/catalogue.ts';
import { canonical } from '../kernel/canonical.ts';
import { decide, defineCommand, type Context, type NewRecord, type Reader } from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { analyte } from './analytes.ts';
import { Assay, type AssayState } from './assay.ts';
import { evaluate, evaluationForm, type EvaluatedResult, type Evaluation } from './assay-evaluation.ts';
import { mayKnowGroup } from './blinding.ts';
import { lotCheck } from './lot-secretome.ts';
import { Lot, lotOfKind } from './lot.ts';
import { Result, resultId, resultText, type ResultState } from './result.ts';
import { drawReadingList } from './reading-list.ts';

const computed = { source: 'computed' } as const;

/** Which assay is about a lot and not about animals. */
function isAboutLot(assayKey: AssayKey): boolean {
  return assayKey === 'cm-elisa';
}

/**
 * Records an evaluation: the input, what the newest version of the assay computes from it, and the results of the
 * animals; for conditioned medium the check of the lot. Results that are there already are replaced only with a
 * reason. Refusals: those of `evaluate`, `assay.lot-missing`, `assay.lot-not-asked`, `assay.blinded`, `lot.…`,
 * `assay.result-exists`.
 */
export const evaluateAssay = defineCommand({
  name: 'assay.evaluate',
  input: z.object({
    assayKey: z.enum(assayKeys),
    title: z.string().trim().min(1).max(120),
    lotId: z.string().nullable().default(null),
    ...evaluationForm,
  }),
  decide({ assayKey, title, lotId, ...given }, context) {
    const lot = lotProblem(context, assayKey, lotId);
    if (lot) return lot;
    const evaluation = evaluate(context.read, assayKey, given);
    if (!evaluation.ok) return evaluation;
    const assayId = context.newId();
    const effects = effectsOf(context, assayId, lotId, evaluation.value, []);
    if (!effects.ok) return effects;
    const opened = Assay.record('assay.evaluated', assayId, {
      assayKey,
      title,
      lotId,
      ...recorded(evaluation.value),
    });
    return decide([opened, ...effects.value], { assayId, ...summaryOf(evaluation.value) });
  },
});

/**
 * A new input for the same run, with a reason, computed with the newest version. Results that it does not give any
 * more are withdrawn. Refusals: as above, `entity.unknown`, `reason.missing`, `assay.rejected-already`,
 * `assay.unchanged`.
 */
export const reevaluateAssay = defineCommand({
  name: 'assay.reevaluate',
  input: z.object({ assayId: z.string(), ...evaluationForm }),
  decide({ assayId, ...given }, context) {
    const before = changeable(context, assayId);
    if (!before.ok) return before;
    const { assayKey, title, lotId, input, assayVersion } = before.value;
    const evaluation = evaluate(context.read, assayKey, given);
    if (!evaluation.ok) return evaluation;
    const isSame = canonical(evaluation.value.input) === canonical(input);
    if (isSame && evaluation.value.assayVersion === assayVersion) return refuse('assay.unchanged', { title });
    const effects = effectsOf(
      context,
      assayId,
      lotId,
      evaluation.value,
      resultsFrom(context.read, before.value),
    );
    if (!effects.ok) return effects;
    const again = Assay.record('assay.reevaluated', assayId, recorded(evaluation.value));
    return decide([again, ...effects.value], { assayId, ...summaryOf(evaluation.value) });
  },
});

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

function recorded({ assayVersion, attachmentIds, input, output }: Evaluation) {
  return { assayVersion, attachmentIds: [...attachmentIds], input, output };
}

function summaryOf({ results, output }: Evaluation) {
  return {
    results: results.length,
    failedChecks: output.checks.filter((one) => !one.isPassed).length,
  };
}

/** What follows from an evaluation beside its own record; `earlier` are the results that the same assay gave before. */
function effectsOf(
  context: Context,
  assayId: string,
  lotId: string | null,
  { results, output }: Evaluation,
  earlier: readonly ResultState[],
): Outcome<readonly NewRecord[]> {
  const conflict = replacedWithoutReason(context, assayId, results);
  if (conflict) return conflict;
  const records = results.flatMap((one) => resultRecord(context.read, assayId, one));
  const given = new Set(results.map(idOf));
  const lost = earlier.filter((one) => !given.has(one.id)).map((one) => withdrawal(one, assayId));
  if (lotId === null || output.lotFactors.length === 0) return accept([...records, ...lost]);
  const check = lotCheck(context.read, lotId, output.lotFactors, assayId);
  return check.ok ? accept([...records, ...lost, check.value]) : check;
}

function idOf({ animalId, timePoint, analyte: key }: EvaluatedResult): string {
  return resultId(animalId, timePoint, key);
}

function replacedWithoutReason(
  { read, reason }: Context,
  assayId: string,
  results: readonly EvaluatedResult[],
): ReturnType<typeof refuse> | undefined {
  if (reason) return undefined;
  const replaced = results.flatMap((one) => {
    const before = read.get(Result, idOf(one));
    const isOpen = !before || before.flags.includes('withdrawn') || before.origin?.assayId === assayId;
    return isOpen ? [] : [before];
  });
  const [first] = replaced;
  if (!first) return undefined;
  return refuse('assay.result-exists', {
    count: replaced.length,
    animal: first.animalId,
    timePoint: say(`sample.timePoint.${first.timePoint}`),
    analyte: analyte(first.analyte).label,
    old: resultText(first),
  });
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
function resultsFrom(read: Reader, { id, output }: AssayState): readonly ResultState[] {
  return output.results.flatMap(({ animalId, timePoint, analyte: key }) => {
    const result = read.get(Result, `${animalId}/${timePoint}/${key}`);
    return result?.origin?.assayId === id && !result.flags.includes('withdrawn') ? [result] : [];
  });
}

function withdrawal(result: ResultState, assayId: string): NewRecord {
  return Result.record('result.withdrawn', result.id, { assayId }, computed);
}

export const assayCommands = [evaluateAssay, reevaluateAssay, rejectAssay, drawReadingList] as const;
