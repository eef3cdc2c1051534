// What screens show of assays: the list, one with everything it computed, a preview, the mix, and where a result is from.
// Must not record anything, nor show a blinded reader which slide is whose before it is read.

import { z } from 'zod';
import { mixFor, primers } from '../assays/qrt-pcr-mix.ts';
import type { AssayOutput } from '../assays/assay.ts';
import type { Reading } from '../assays/reading.ts';
import { readingId } from '../assays/reading.ts';
import { assayKeys, releasedAssay } from '../assays/registry.ts';
import { say } from '../catalogue/catalogue.ts';
import { canonical } from '../kernel/canonical.ts';
import { defineQuery, type Actor, type QueryContext, type Reader } from '../kernel/decider.ts';
import { decimal, plain } from '../kernel/units.ts';
import { evaluate, evaluationForm } from './assay-evaluation.ts';
import { assaySettings } from './assay-settings.ts';
import { lastChoices, otherWays } from './assay-ways.ts';
import { checkView, outputView, withFactorNames } from './assay-view.ts';
import {
  Assay,
  hasSecondReading,
  onlyCodes,
  readingListIdOf,
  visibleOutput,
  wholeInput,
  wholeOutput,
  type AssayState,
} from './assay.ts';
import { Attachment } from './attachment.ts';
import { mayKnowGroup } from './blinding.ts';
import { listReadingLists, showReadingList } from './reading-list.ts';
import { checkElsewhere, isRestorable, resultsElsewhere } from './assay-effects.ts';
import { traceResult } from './result-trace.ts';
import { isScoresHidden, withoutFirstReading } from './second-reading.ts';
import { secretomeFactors } from './secretome-factors.ts';
import { numberSetting, setting } from './settings.ts';

export const listAssays = defineQuery({
  name: 'assay.list',
  input: z.object({
    assayKey: z.enum(assayKeys).optional(),
    status: z.enum(['evaluated', 'rejected']).optional(),
    lotId: z.string().optional(),
  }),
  answer({ assayKey, status, lotId }, { read, actor }) {
    const where = {
      ...(status === undefined ? {} : { status }),
      ...(lotId === undefined ? {} : { lotId }),
    };
    const assays = read
      .list(Assay, where)
      .filter((one) => assayKey === undefined || one.assayKey === assayKey);
    return { assays: assays.map((one) => rowOf(read, actor, one)) };
  },
});

function rowOf(read: Reader, actor: Actor, assay: AssayState) {
  const { id, assayKey, assayVersion, title, status, lotId, evaluations } = assay;
  const output = wholeOutput(assay);
  // How the first reading went is as telling as its scores.
  const told = isScoresHidden(read, actor, assay) ? nothing : output;
  const { evaluatedAt, evaluatedBy, reason } = assay;
  return {
    id,
    assayKey,
    assayVersion,
    title,
    status,
    lotId,
    evaluations,
    evaluatedAt,
    evaluatedBy,
    reason,
    resultCount: output.results.length,
    failedChecks: withFactorNames(told)
      .checks.filter((one) => !one.isPassed)
      .map((one) => checkView(one, told)),
    flaggedResults: flagCounts(told),
    fileHashes: filesOf(read, assay).map((one) => one.hash),
    readingListId: readingListIdOf(assay),
    isUnblinded: [assay.firstBlinding, assay.secondBlinding].some((one) => one?.isBlinded === false),
  };
}

/** How many results have which flag, in words: a count of too few nuclei is a flag of the number and no check. */
function flagCounts({ results, numbers }: AssayOutput): readonly { text: string; count: number }[] {
  const flags = new Map(numbers.map((one) => [one.id, one.flags]));
  const all = results.flatMap((one) => flags.get(one.numberId) ?? []);
  return [...new Set(all)].map((flag) => ({
    text: say(`assay.flag.${flag}`),
    count: all.filter((one) => one === flag).length,
  }));
}

/**
 * One evaluation with its input, every number and check in words, its files, and its records. Of a blind reading those
 * who may not know the group see the scores by code, and neither the list nor its seed (`isListHidden`);
 * who could still read it a second time sees no score and no number made of one (`isScoresHidden`).
 * `elsewhere`: results that are not, or not any more, the number that stands here, and why; `checkLeft` the same of the
 * check of a lot. `isReproduced`: whether
 * the version that it names computes the recorded output from the recorded input, to the letter; null where this
 * program does not have that version. Null for an unknown id.
 */
export const showAssay = defineQuery({
  name: 'assay.show',
  input: z.object({ assayId: z.string() }),
  answer({ assayId }, context) {
    const assay = context.read.get(Assay, assayId);
    if (!assay) return null;
    const { input, output: _, blind, ...about } = assay;
    const mayKnow = mayKnowGroup(context.read, context.actor);
    const isListHidden = blind !== null && !mayKnow;
    const isHidden = isScoresHidden(context.read, context.actor, assay);
    return {
      about,
      input: isHidden ? withoutFirstReading(assay) : mayKnow ? wholeInput(assay) : input,
      output: outputView(isHidden ? nothing : visibleOutput(assay, mayKnow)),
      settings: assaySettings(assay.assayKey, mayKnow ? wholeInput(assay) : input),
      isListHidden,
      isScoresHidden: isHidden,
      hasSecondReading: hasSecondReading(assay),
      readingListId: readingListIdOf(assay),
      elsewhere: about.status === 'rejected' || isListHidden ? [] : resultsElsewhere(context.read, assay),
      isRestorable: about.status === 'evaluated' && !isListHidden && isRestorable(context.read, assay),
      checkLeft: about.status === 'rejected' ? null : checkElsewhere(context.read, assay),
      isReproduced: isReproduced(assay),
      // Made from the whole input, they may name what stands behind a code.
      readings: (isListHidden ? [] : readingsOf(assay)).map((one) => ({ ...one, id: readingId(one) })),
      files: filesOf(context.read, assay),
      // The article's lot, beside its own check only: a reference, not a limit.
      references: assay.assayKey === 'cm-elisa' ? secretomeFactors : [],
      evaluations: evaluationsOf(context, assayId),
    };
  },
});

const nothing = { numbers: [], checks: [], results: [], lotFactors: [] } satisfies AssayOutput;

/** Whether the recorded output follows from the recorded input with the version that the record names. */
function isReproduced(assay: AssayState): boolean | null {
  const { assayKey, assayVersion } = assay;
  const definition = releasedAssay(assayKey, assayVersion);
  if (!definition) return null;
  const parsed = definition.input.safeParse(wholeInput(assay));
  if (!parsed.success) return false;
  const again = definition.compute(parsed.data);
  return again.ok && canonical(again.value) === canonical(wholeOutput(assay));
}

function readingsOf(assay: AssayState): readonly Reading[] {
  const definition = releasedAssay(assay.assayKey, assay.assayVersion);
  const parsed = definition?.input.safeParse(wholeInput(assay));
  return definition && parsed?.success ? definition.readings(parsed.data) : [];
}

function filesOf(read: Reader, { attachmentIds }: AssayState) {
  return attachmentIds.flatMap((id) => {
    const attachment = read.get(Attachment, id);
    if (!attachment) return [];
    const { name, hash, status } = attachment;
    return [{ attachmentId: id, name, hash, status }];
  });
}

/** When it was evaluated or rejected, newest first; each names the record that holds what was computed then. */
function evaluationsOf({ records }: QueryContext, assayId: string) {
  return records({ subjectType: Assay.type, subjectId: assayId, limit: 100 }).map((record) => ({
    seq: record.seq,
    kind: record.kind,
    at: record.occurredAt,
    by: record.performedBy,
    reason: record.reason,
  }));
}

/**
 * What an evaluation would give, or why it is refused; nothing is recorded. `otherWays`: that results of the same
 * endpoints were computed otherwise, in words.
 */
export const previewAssay = defineQuery({
  name: 'assay.preview',
  input: z.object({
    assayKey: z.enum(assayKeys),
    /** What is evaluated again; null for a new evaluation. */
    assayId: z.string().nullable().default(null),
    ...evaluationForm,
  }),
  answer({ assayKey, assayId, ...given }, { read, actor }) {
    const evaluation = evaluate(read, assayKey, given);
    if (!evaluation.ok) return { refusal: evaluation.refusal, output: null, otherWays: [] };
    const { output, list, input } = evaluation.value;
    if (list !== null && !mayKnowGroup(read, actor))
      return { refusal: null, output: outputView(onlyCodes(output)), otherWays: [] };
    const endpoints = output.results.map((one) => one.analyte);
    const ways = otherWays(read, assayKey, input, endpoints, assayId);
    return { refusal: null, output: outputView(output), otherWays: ways };
  },
});

/** The article's mix for so many reactions of a gene, and its primers. */
export const reactionMix = defineQuery({
  name: 'assay.mix',
  input: z.object({
    reactions: z.int().min(1).max(2000),
    excessPercent: z.string().regex(/^\d{1,3}(\.\d{1,3})?$/),
  }),
  answer({ reactions, excessPercent }) {
    const mix = mixFor(reactions, decimal(excessPercent));
    const components = mix.components.map((one) => ({ ...one, label: say(`assay.mix.${one.component}`) }));
    return { ...mix, components, primers };
  },
});

/**
 * What the lab fixed for its assays, ready to be put into an input: an evaluation records its own. None of it is in the
 * article; null where the lab has not answered. `last`: what the newest evaluation chose.
 */
export const assayDefaults = defineQuery({
  name: 'assay.defaults',
  input: z.object({}),
  answer(_, { read }) {
    const tolerance = numberSetting<'%'>(read, 'assay.recoveryTolerancePercent');
    return {
      source: 'lab' as const,
      last: lastChoices(read),
      curveModel: setting(read, 'assay.curveModel'),
      limits: {
        cvMax: setting(read, 'assay.duplicateCvMaxPercent'),
        rSquaredMin: setting(read, 'assay.curveRSquaredMin'),
        recoveryMin: tolerance === null ? null : plain(decimal('100').minus(tolerance)),
        recoveryMax: tolerance === null ? null : plain(decimal('100').plus(tolerance)),
      },
      ctRules: {
        maxDifference: setting(read, 'assay.ctDifferenceMax'),
        lastCycle: setting(read, 'assay.ctLast'),
        controlMargin: setting(read, 'assay.ctControlMargin'),
      },
      leastNuclei: setting(read, 'assay.ki67NucleiMin'),
      isSuzukiSummed: setting(read, 'assay.suzukiIsSummed') === 'yes',
    };
  },
});

export const assayQueries = [
  listAssays,
  showAssay,
  previewAssay,
  reactionMix,
  assayDefaults,
  showReadingList,
  listReadingLists,
  traceResult,
] as const;
