// The analysis plan with its versions, the exclusions, and the tests of one outcome, as printed.
// Must not print a comparison with a control, nor a test before the plan is locked, where the groups are coded.

import { say } from '../catalogue/catalogue.ts';
import type { AnalyteAnalysis, TestsAt } from '../domain/analysis.ts';
import { Exclusion, exclusionScopeText, type ExclusionState } from '../domain/exclusion.ts';
import { showPlan } from '../domain/plan-queries.ts';
import { comparisonWords, effectText, overallText } from '../domain/test-words.ts';
import type { Outcome } from '../kernel/refusal.ts';
import type { Comparison } from '../statistics/planned-analysis.ts';
import { fact, flow, heading, paragraph, span, type Block, type Spans, type Table } from './document.ts';
import type { ReportSource } from './source.ts';
import { reasonOf, when, type Wording } from './wording.ts';

/** Every version of the plan, the one in force last, and every exclusion with its reason, lifted ones too. */
export function* planBlocks(source: ReportSource, wording: Wording): Iterable<Block> {
  const { versions, lockedAt, lockedBy } = showPlan.answer({}, source.query);
  yield heading(1, say('report.plan'), true);
  if (versions.length === 0) yield paragraph(span(say('report.no-plan'), 'late'));
  else if (lockedAt === null) yield paragraph(span(say('report.plan-not-locked'), 'late'));
  for (const version of versions) {
    yield heading(2, say('report.plan-version', { version: version.number }));
    yield {
      kind: 'facts',
      facts: [
        ...version.facts.flatMap(({ label, text }) => fact(label, text)),
        ...fact(
          say(version.number === 1 ? 'report.plan-recorded' : 'report.plan-amended'),
          say('report.at-by', { at: when(version.at), who: wording.person(version.by) }),
          ' ',
          ...reasonOf(version.reason),
        ),
        ...(version.number === 1 && lockedAt !== null
          ? fact(
              say('report.plan-locked'),
              say('report.at-by', { at: when(lockedAt), who: wording.person(lockedBy) }),
            )
          : []),
        ...(version.resultCount === null
          ? []
          : fact(
              say(version.number === 1 ? 'report.plan-results-locked' : 'report.plan-results-amended'),
              String(version.resultCount),
            )),
      ],
    };
  }
  yield* exclusionBlocks(source, wording);
}

function* exclusionBlocks({ read }: ReportSource, wording: Wording): Iterable<Block> {
  const exclusions = read.list(Exclusion);
  if (exclusions.length === 0) {
    yield paragraph(span(say('report.no-exclusions'), 'muted'));
    return;
  }
  yield heading(2, say('report.exclusions'));
  yield exclusionTable(wording, exclusions);
}

export function exclusionTable(wording: Wording, exclusions: readonly ExclusionState[]): Table {
  return {
    kind: 'table',
    columns: [
      { label: say('report.animal-word'), share: 16 },
      { label: say('report.scope'), share: 34 },
      { label: say('report.status'), share: 18 },
      { label: say('report.time'), share: 34 },
      { label: say('report.by'), share: 24 },
      { label: say('report.why'), share: 50 },
    ],
    rows: exclusions.flatMap((one) =>
      [...one.history, one].map((event): readonly Spans[] => [
        flow(span(one.animalId, 'strong')),
        flow(exclusionScopeText(one)),
        flow(span(say(`report.exclusion-${event.status}`), event.status === 'excluded' ? 'alert' : 'plain')),
        flow(when(event.at)),
        flow(wording.person(event.by)),
        flow(event.reason),
      ]),
    ),
  };
}

/** The tests of one outcome at each time point, as planned, and with everything where something was left out. */
export function* testBlocks({ byTimePoint }: AnalyteAnalysis): Iterable<Block> {
  const rows = byTimePoint.flatMap(({ timePoint, planned, everything }) => [
    ...testRows(say(`sample.timePoint.${timePoint}`), planned.tests),
    ...(everything ? testRows(say('report.tests-everything'), everything.tests) : []),
  ]);
  if (rows.length === 0) return;
  yield {
    kind: 'table',
    columns: [
      { label: say('report.time-point'), share: 26 },
      { label: say('report.overall-test'), share: 40 },
      { label: say('report.comparisons'), share: 62 },
      { label: say('report.checks'), share: 50 },
    ],
    rows,
  };
}

const saidAbove: readonly string[] = [
  'analysis.plan-not-locked',
  'analysis.groups-blinded',
  'statistics.no-values',
];

/** None where there is no plan, nothing to test, or a blinded reader: the notice above the figures says so. */
function testRows(title: string, tests: Outcome<TestsAt>): readonly (readonly Spans[])[] {
  if (!tests.ok) {
    if (saidAbove.includes(tests.refusal.code)) return [];
    return [[flow(title), flow(span(tests.refusal.message, 'muted')), [], []]];
  }
  const { findings, beside } = tests.value;
  return [
    [
      flow(span(title, 'strong')),
      flow(overallText(tests.value), withBreak(effectText(tests.value))),
      flow(comparisonsText(tests.value.comparisons)),
      flow(
        ...findings.map(({ text, isDoubtful }, index) =>
          span(`${index === 0 ? '' : '\n'}${text}`, isDoubtful === false ? 'muted' : 'late'),
        ),
      ),
    ],
    ...beside.map((one): readonly Spans[] => [
      flow(span(say('report.tests-beside'), 'muted')),
      flow(overallText(one)),
      flow(comparisonsText(one.comparisons)),
      [],
    ]),
  ];
}

function withBreak(text: string | null): string | null {
  return text === null ? null : `\n${text}`;
}

function comparisonsText(comparisons: Outcome<readonly Comparison[]>): string {
  if (!comparisons.ok) return comparisons.refusal.message;
  return comparisons.value
    .map(comparisonWords)
    .map(({ pair, p, effect }) =>
      say(effect === '' ? 'report.comparison-bare' : 'report.comparison', { pair, p, effect }),
    )
    .join('\n');
}
