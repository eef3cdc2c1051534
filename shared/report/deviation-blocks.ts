// Deviations as printed.
// Must not print the detail of a deviation that only those may read who know the group.

import { say } from '../catalogue/catalogue.ts';
import type { DeviationState } from '../domain/deviation.ts';
import { flow, span, type Entry, type Spans } from './document.ts';
import { blinded, lateness, reasonOf, when, type Wording } from './wording.ts';

export function deviationEntries(
  wording: Wording,
  deviations: readonly DeviationState[],
  runCode: (runId: string) => string,
): readonly Entry[] {
  return deviations.map((one, index) => ({
    kind: 'entry',
    number: String(index + 1),
    title: flow(span(one.what, 'alert')),
    lines: [
      flow(span(placeOf(one, runCode), 'muted')),
      reasonOf(one.reason),
      ...(one.blind === null
        ? []
        : [flow(say('report.detail'), ' ', wording.mayKnow ? span(one.blind.detail) : blinded())]),
      assessmentOf(wording, one),
    ].filter((line) => line.length > 0),
    side: [
      flow(wording.person(one.by)),
      flow(when(one.at)),
      flow(span(say('report.recorded-at', { at: when(one.recordedAt) }), 'muted')),
      flow(lateness(one.at, one.recordedAt)),
    ].filter((line) => line.length > 0),
  }));
}

function placeOf(one: DeviationState, runCode: (runId: string) => string): string {
  return [one.animalId, one.runId === null ? null : runCode(one.runId), one.where]
    .filter((part) => part !== null)
    .join(' · ');
}

function assessmentOf(wording: Wording, { assessment }: DeviationState): Spans {
  if (assessment === null) return flow(span(say('report.not-assessed'), 'late'));
  return flow(
    span(say('report.assessed', { impact: say(`report.impact-${assessment.impact}`) }), 'strong'),
    ` ${assessment.text} `,
    span(say('report.at-by', { at: when(assessment.at), who: wording.person(assessment.by) }), 'muted'),
  );
}
