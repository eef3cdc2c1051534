// The first page: what the document is, what it covers and how many of everything, as of which record.
// Must not count what it prints: the numbers are the database's, so that a reader can compare.

import { say } from '../catalogue/catalogue.ts';
import { Run } from '../domain/run.ts';
import { Lot } from '../domain/lot.ts';
import { Study, studyId } from '../domain/study.ts';
import { fact, flow, span, type Cover } from './document.ts';
import type { ReportSource, ScopeCounts } from './source.ts';
import { when, type Wording } from './wording.ts';

/** What is counted, in the order of the cover; kinds of entities by their type. */
const countedTypes = [
  'animal',
  'run',
  'step',
  'timer',
  'observation',
  'medication',
  'note',
  'lot',
  'dose',
  'sample',
  'assay',
  'result',
  'exclusion',
  'deviation',
  'attachment',
  'review',
] as const;

export function coverOf(source: ReportSource, wording: Wording, counts: ScopeCounts): Cover {
  const { read, head, notebookId, reader } = source;
  const study = read.get(Study, studyId);
  const roles = reader.roles.map((role) => say(`role.${role}`)).join(', ');
  const readerName = `${wording.person(reader.userId)} (${reader.userId}), ${roles}`;
  return {
    title: study?.title ?? say('report.no-study'),
    isSimulated: study?.isSimulated === true,
    scope: scopeTitle(source, wording),
    facts: [
      ...fact(say('report.notebook'), span(notebookId, 'code')),
      ...fact(
        say('report.as-of'),
        say('report.record-number', { seq: head.seq }),
        `, ${when(head.recordedAt)}`,
      ),
      ...fact(say('report.at-the-place'), when(head.occurredAt)),
      ...fact(say('report.chain-head'), span(head.hash, 'code')),
      ...fact(say('report.zone'), study?.zone ?? null),
      ...fact(say('report.reader'), readerName),
    ],
    counts: [
      { label: say('report.count-records'), count: counts.records },
      ...countedTypes.map((type) => ({
        label: say(`report.count-${type}`),
        count: counts.byType.get(type) ?? 0,
      })),
      { label: say('report.count-corrections'), count: counts.corrections },
    ],
    notes: [
      ...(study?.isSimulated === true ? [flow(span(say('report.simulated-note'), 'alert'))] : []),
      flow(say('report.times-note')),
      flow(say('report.counts-note')),
      wording.mayKnow
        ? flow(say('report.unblinded-note'))
        : flow(span(say('report.blinded-note'), 'blinded')),
    ],
  };
}

function scopeTitle({ scope, read }: ReportSource, wording: Wording): string {
  switch (scope.kind) {
    case 'study':
      return say('report.scope-study');
    case 'animal':
      return say('report.animal', { animal: scope.id });
    case 'run': {
      const run = read.get(Run, scope.id);
      return wording.conceal(say('report.scope-run', { run: run ? `${run.code} – ${run.title}` : scope.id }));
    }
    case 'lot': {
      const lot = read.get(Lot, scope.id);
      return say('report.scope-lot', { lot: lot ? `${lot.code} – ${lot.title}` : scope.id });
    }
  }
}
