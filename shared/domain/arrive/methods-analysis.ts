// The methods paragraph on what was measured, how it was analysed, what was left out, and every deviation.
// Must not give a result, nor the blind detail of a deviation.

import { say, type SentenceKey } from '../../catalogue/catalogue.ts';
import { Plan, planId, planInForce, type PlanContent } from '../analysis-plan.ts';
import { analyte, analyteKeys, type AnalyteKey } from '../analytes.ts';
import { Deviation, type DeviationState } from '../deviation.ts';
import { groupLabel } from '../design.ts';
import { Device } from '../device.ts';
import { Exclusion, exclusionScopeText, type ExclusionState } from '../exclusion.ts';
import { Result, type ResultState } from '../result.ts';
import { definitionOf, Run } from '../run.ts';
import { designGroups } from '../settings.ts';
import { findStep } from '../../protocols/protocol.ts';
import { column, dayOf, type ArriveSource, type ArriveTable } from './checklist.ts';
import { clause, joined, piece, sentence, toned, type Piece, type Sentence } from './citation.ts';
import { leftOutSentences } from './left-out-values.ts';
import { assaySentences } from './methods-assays.ts';
import { countPiece, tallied } from './spread.ts';

const resultKinds = ['result.entered', 'result.derived', 'result.corrected', 'result.marked'] as const;

/** Every outcome that has results, with its unit; how many results, and where they come from. */
export function outcomeSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const results = read.list(Result);
  if (results.length === 0) return [];
  const numbered = (list: readonly ResultState[], kinds: readonly string[]): Piece =>
    piece(
      String(list.length),
      evidence.of(
        Result,
        kinds,
        list.map(({ id }) => id),
      ),
      'strong',
    );
  const keys = analyteKeys.filter((key) => results.some((one) => one.analyte === key));
  return [
    sentence('methods.outcomes', { outcomes: keys.map(outcomeText).join(', ') }),
    sentence('methods.results', {
      results: countPiece(
        results.length,
        'result',
        evidence.of(
          Result,
          resultKinds,
          results.map(({ id }) => id),
        ),
      ),
      derived: numbered(
        results.filter(({ origin }) => origin !== null),
        ['result.derived'],
      ),
      typed: numbered(
        results.filter(({ origin }) => origin === null),
        ['result.entered', 'result.corrected', 'result.marked'],
      ),
      outliers: numbered(
        results.filter(({ mark }) => mark === 'outlier'),
        ['result.marked', 'result.entered', 'result.corrected'],
      ),
      missing: numbered(
        results.filter(({ value }) => value === null),
        resultKinds,
      ),
    }),
    ...assaySentences({ read, evidence }),
  ];
}

export function outcomeText(key: AnalyteKey): string {
  const { label, unit } = analyte(key);
  return say('arrive.outcome', { label, unit });
}

/** The plan in force and when it was locked; before that what there is of it. */
export function statisticsSentences(source: ArriveSource): readonly Sentence[] {
  const { read, evidence } = source;
  const version = planInForce(read) ?? read.get(Plan, planId)?.versions.at(-1);
  if (!version) return softwareSentences(source);
  const { test, postHoc, controls, primary, belowRange, aboveRange, outliers } = version.content;
  const design = designGroups(read);
  const records = evidence.of(Plan, ['plan.recorded', 'plan.locked', 'plan.amended']);
  const marks = controls.map(({ group, symbol }) =>
    say('plan.mark', { symbol, control: groupLabel(design, group) }),
  );
  const rule = (values: SentenceKey, key: SentenceKey): Sentence =>
    sentence('methods.rule', { values: say(values), rule: piece(say(key), records) });
  return [
    sentence('methods.tests', {
      test: piece(say(`methods.test-${test}`), records, 'strong'),
      postHoc: piece(say(`plan.post-hoc-${postHoc}`), records, 'strong'),
      marks: marks.join('; '),
    }),
    ...(primary === null
      ? []
      : [sentence('methods.primary', { primary: piece(primaryText(primary), records, 'strong') })]),
    rule('plan.below-range', `plan.below-range-${belowRange}`),
    rule('plan.above-range', `plan.above-range-${aboveRange}`),
    rule('plan.outliers', `plan.outliers-${outliers}`),
    ...lockSentences(source),
    ...softwareSentences(source),
  ];
}

export function primaryText({ analyte: key, timePoint }: NonNullable<PlanContent['primary']>): string {
  return say('plan.primary-is', {
    analyte: analyte(key).label,
    timePoint: say(`sample.timePoint.${timePoint}`),
  });
}

/** When the plan was locked and amended, against the results that were there by then. */
export function lockSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const plan = read.get(Plan, planId);
  if (!plan) return [];
  if (plan.lockedAt === null) return [sentence('arrive.plan-open')];
  const locked = evidence.of(Plan, ['plan.locked']);
  const amended = evidence.of(Plan, ['plan.amended']);
  const first = plan.versions[0]?.resultCount ?? 0;
  const about = {
    day: piece(dayOf(plan.lockedAt), locked, 'strong'),
    count: first === 0 ? piece('0', locked, 'strong') : countPiece(first, 'result', locked),
  };
  return [
    first === 0
      ? sentence('arrive.plan-before-results', about)
      : toned(sentence('arrive.plan-after-results', about), 'alert'),
    ...plan.versions.slice(1).map((one, index) =>
      sentence('arrive.plan-amended', {
        version: one.number,
        day: piece(dayOf(one.at), amended.slice(index, index + 1), 'strong'),
        count: piece(
          String(one.resultCount ?? 0),
          amended.slice(index, index + 1),
          one.resultCount === 0 ? 'strong' : 'alert',
        ),
        reason: clause(one.reason ?? say('arrive.no-reason')),
      }),
    ),
  ];
}

function softwareSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const versions = [...new Set(read.list(Device).map(({ appVersion }) => appVersion))].toSorted();
  if (versions.length === 0) return [];
  const records = evidence.of(Device, ['device.chainStarted', 'device.appVersionChanged']);
  return [sentence('methods.software', { versions: piece(versions.join(', '), records, 'strong') })];
}

/** What is excluded from the analysis now, what once was, and which values do not count; each with its reason. */
export function exclusionSentences(source: ArriveSource): readonly Sentence[] {
  const { read, evidence } = source;
  const all = read.list(Exclusion);
  const told = (key: SentenceKey, status: ExclusionState['status'], kinds: readonly string[]) => {
    const own = all.filter((one) => one.status === status);
    if (own.length === 0) return [];
    const records = evidence.of(
      Exclusion,
      kinds,
      own.map(({ id }) => id),
    );
    const count = piece(String(own.length), records, 'strong');
    return [sentence(key, { count, list: own.map(exclusionText).join('; ') })];
  };
  const inForce = told('methods.exclusions', 'excluded', ['exclusion.recorded']);
  return [
    ...(inForce.length === 0 ? [sentence('methods.no-exclusions')] : inForce),
    ...told('methods.exclusions-lifted', 'included', ['exclusion.recorded', 'exclusion.lifted']),
    ...leftOutSentences(source),
  ];
}

/** The reason; with the days where it was lifted or recorded again, for then there are several. */
function exclusionText(one: ExclusionState): string {
  const events = [...one.history, one];
  const reason = (text: string | null): string => clause(text ?? say('arrive.no-reason'));
  return say('methods.exclusion', {
    animal: one.animalId,
    scope: exclusionScopeText(one),
    reason:
      events.length === 1
        ? reason(one.reason)
        : events
            .map((event) =>
              say(`methods.exclusion-${event.status}`, {
                day: dayOf(event.at),
                reason: reason(event.reason),
              }),
            )
            .join('; '),
  });
}

/** Deviations counted, by what they concern, and how they were assessed. */
export function deviationSentences(source: ArriveSource): readonly Sentence[] {
  const { read, evidence } = source;
  const all = read.list(Deviation);
  if (all.length === 0) return [sentence('methods.no-deviations')];
  const counted = (list: readonly DeviationState[], kinds: readonly string[], tone: Piece['tone']): Piece =>
    piece(
      String(list.length),
      evidence.of(
        Deviation,
        kinds,
        list.map(({ id }) => id),
      ),
      tone,
    );
  const recorded = ['deviation.recorded'];
  const open = all.filter(({ status }) => status === 'open');
  const assessed = all.filter(({ status }) => status === 'assessed');
  const places = [...new Set(all.map((one) => placeOf(source, one)))].toSorted();
  const named = places.map((where): Sentence => {
    const own = all.filter((one) => placeOf(source, one) === where);
    return [piece(`${where} `), counted(own, recorded, 'strong')];
  });
  const impacts = tallied(
    assessed.flatMap(({ assessment }) => (assessment ? [say(`report.impact-${assessment.impact}`)] : [])),
  );
  return [
    sentence('methods.deviations', { count: counted(all, recorded, 'strong'), places: joined(named) }),
    sentence('methods.deviations-assessed', {
      assessed: counted(assessed, ['deviation.assessed'], 'strong'),
      impacts: piece(
        impacts === '' ? say('arrive.none') : impacts,
        evidence.of(Deviation, ['deviation.assessed']),
      ),
      open: counted(open, recorded, open.length === 0 ? 'strong' : 'alert'),
    }),
  ];
}

/** The title of the step that it happened in, or the place as it was written. */
function placeOf({ read }: ArriveSource, { runId, where }: DeviationState): string {
  if (where === null) return say('methods.elsewhere');
  const run = runId === null ? undefined : read.get(Run, runId);
  return (run && findStep(definitionOf(read, run), where)?.title) ?? where;
}

/** Every deviation in the order of the log, with its assessment. */
export function deviationTable(source: ArriveSource): ArriveTable {
  return {
    title: say('arrive.table-deviations'),
    columns: [
      column(say('report.time'), 22),
      column(say('report.animal-word'), 14),
      column(say('report.place'), 28),
      column(say('report.what'), 64),
      column(say('report.why'), 48),
      column(say('arrive.impact'), 20),
    ],
    rows: source.read
      .list(Deviation)
      .map((one) => [
        dayOf(one.at),
        one.animalId ?? '–',
        placeOf(source, one),
        one.what,
        one.reason ?? '–',
        one.assessment ? say(`report.impact-${one.assessment.impact}`) : say('arrive.not-assessed'),
      ]),
  };
}
