// Item 7b of ARRIVE: for every outcome whether what its test assumes was looked at, where it is doubtful, what is read then.
// Must not test anything itself: the checks are those of the analysis.

import { say } from '../../catalogue/catalogue.ts';
import type { PlanContent } from '../analysis-plan.ts';
import { analyte } from '../analytes.ts';
import { overallText } from '../test-words.ts';
import { rowsOf, type Analysed, type AnalysedRow } from './analysed.ts';
import { column, type ArriveTable } from './checklist.ts';
import { piece, sentence, toned, type Sentence } from './citation.ts';
import { outcomeText } from './methods-analysis.ts';

/** Where all that could be checked was; a check that could not be made leaves its place unlooked at. */
function isLookedAt({ planned: { tests } }: AnalysedRow): boolean {
  return tests.ok && tests.value.findings.every(({ isDoubtful }) => isDoubtful !== null);
}

function isDoubtfulAt({ planned: { tests } }: AnalysedRow): boolean {
  return tests.ok && tests.value.findings.some(({ isDoubtful }) => isDoubtful === true);
}

/** How many outcomes and time points were looked at and are doubtful; then the primary outcome in full. */
export function checkSentences(
  analysed: readonly Analysed[],
  primary: PlanContent['primary'],
): readonly Sentence[] {
  const rows = rowsOf(analysed);
  if (rows.every(({ planned }) => !planned.tests.ok)) return primarySentences(rows, primary);
  const failed = rows.filter(isDoubtfulAt).length;
  const counts = { looked: rows.filter(isLookedAt).length, all: rows.length };
  return [
    failed === 0
      ? sentence('arrive.checks-none-failed', counts)
      : sentence('arrive.checks-all', { ...counts, failed: piece(String(failed), [], 'alert') }),
    ...primarySentences(rows, primary),
  ];
}

function primarySentences(
  rows: readonly AnalysedRow[],
  primary: PlanContent['primary'],
): readonly Sentence[] {
  const at = rows.find(({ key, timePoint }) => key === primary?.analyte && timePoint === primary.timePoint);
  if (!at) return [];
  const { tests } = at.planned;
  const about = sentence('arrive.checks-of', {
    outcome: piece(analyte(at.key).label, [], 'strong'),
    timePoint: say(`sample.timePoint.${at.timePoint}`),
  });
  if (!tests.ok) return [about, toned([piece(tests.refusal.message)], 'alert')];
  return [
    about,
    ...tests.value.findings.map(({ text, isDoubtful }): Sentence => [
      piece(text, [], isDoubtful === true ? 'alert' : 'plain'),
    ]),
  ];
}

/** An outcome a line; of its time points those that are doubtful, or that could not be looked at, in full. */
export function checkTable(analysed: readonly Analysed[]): ArriveTable {
  return {
    title: say('arrive.table-checks'),
    columns: [
      column(say('arrive.outcome-word'), 30),
      column(say('arrive.looked-at'), 16),
      column(say('arrive.doubtful'), 16),
      column(say('arrive.check-details'), 110),
    ],
    rows: analysed.flatMap((one) => {
      const rows = rowsOf([one]);
      if (rows.length === 0) return [];
      const share = (count: number): string => say('arrive.of', { count, all: rows.length });
      return [
        [
          outcomeText(one.key),
          share(rows.filter(isLookedAt).length),
          share(rows.filter(isDoubtfulAt).length),
          rows.flatMap(detailOf).join('\n') || '–',
        ],
      ];
    }),
  };
}

function detailOf({ timePoint, planned: { tests } }: AnalysedRow): readonly string[] {
  const detail = (text: string): string =>
    say('arrive.check-detail', { timePoint: say(`sample.timePoint.${timePoint}`), text });
  if (!tests.ok) return [detail(tests.refusal.message)];
  const { findings, beside } = tests.value;
  const told = findings.filter(({ isDoubtful }) => isDoubtful !== false).map(({ text }) => text);
  if (told.length === 0) return [];
  return [detail([...told, ...beside.map(overallText)].join(' '))];
}
