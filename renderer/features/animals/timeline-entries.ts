// Everything that happened to an animal as lines of one timeline: its own records, runs, samples, doses, deviations.
// Must not leave out or interpret: each line is one thing that was recorded, in the words of the screen.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { animalSentence } from '../../../shared/domain/animal-sentence.ts';
import { epochOf } from '../../../shared/kernel/time.ts';
import type { AnimalDetail } from './AnimalMarks.tsx';
import { grouped } from './grouped.ts';
import { localRecordedAt } from './record-facts.ts';

export const entrySources = ['animal', 'run', 'sample', 'dose', 'deviation'] as const;
export type EntrySource = (typeof entrySources)[number];

export interface TimelineEntry {
  readonly id: string;
  readonly source: EntrySource;
  readonly at: string;
  readonly what: string;
  readonly reason: string | null;
  readonly by: string | null;
  readonly witnessedBy?: string | null;
  /** When it was recorded, where that was late. */
  readonly lateAt?: string | undefined;
  /** Outside a gate, a window or the plan. */
  readonly isIrregular?: boolean | undefined;
  readonly target?: { readonly screen: string; readonly id: string } | undefined;
}

type Run = QueryValue<'run.list'>['runs'][number];
type Sample = QueryValue<'sample.list'>['samples'][number];
type Dose = QueryValue<'dose.forAnimal'>['doses'][number];
type Note = QueryValue<'run.notes'>['notes'][number];

export interface TimelineSources {
  readonly detail: AnimalDetail;
  readonly runs: readonly Run[];
  readonly samples: readonly Sample[];
  readonly doses: readonly Dose[];
  readonly notes: readonly Note[];
}

/** Newest first. */
export function timelineEntries({
  detail,
  runs,
  samples,
  doses,
  notes,
}: TimelineSources): readonly TimelineEntry[] {
  return [
    ...detail.timeline.map(recordEntry),
    ...runs.flatMap(runEntries),
    ...sampleEntries(samples),
    ...doses.flatMap(doseEntries),
    ...notes.map(noteEntry),
    ...detail.deviations.map(deviationEntry),
  ].toSorted((left, right) => epochOf(right.at) - epochOf(left.at));
}

function recordEntry(record: AnimalDetail['timeline'][number]): TimelineEntry {
  return {
    id: record.recordId,
    source: 'animal',
    at: record.at,
    what: animalSentence(record.kind, record.payload),
    reason: record.reason,
    by: record.performedBy,
    witnessedBy: record.witnessedBy,
    lateAt: record.isLate ? localRecordedAt(record) : undefined,
  };
}

function runEntries(run: Run): readonly TimelineEntry[] {
  const common = { source: 'run', target: { screen: 'runs', id: run.id } } as const;
  const { id, code, title } = run;
  const started = say('animals.event.run-started', { code, title });
  const start = { ...common, id, at: run.startedAt, what: started, reason: null, by: run.startedBy };
  if (run.closedAt === null || run.status === 'open') return [start];
  const what = say(`animals.event.run-${run.status}`, { code });
  return [start, { ...common, id: `${id} end`, at: run.closedAt, what, reason: run.reason, by: null }];
}

/** What was taken at one go is one line; aliquots belong to their sample. */
function sampleEntries(samples: readonly Sample[]): readonly TimelineEntry[] {
  const own = samples.filter((one) => one.aliquotOf === null);
  const taken = grouped(
    own.filter((one) => one.collectedAt !== null),
    (one) => [one.timePoint, one.collectedAt, one.collectedBy, one.isOutsideWindow].join(' '),
  );
  return [
    ...taken.flatMap(([, group]) => takenEntry(group)),
    ...own.filter((one) => one.status === 'missed').flatMap(missedEntry),
  ];
}

function takenEntry(group: readonly Sample[]): readonly TimelineEntry[] {
  const first = group[0];
  if (!first || first.collectedAt === null) return [];
  const timePoint = say(`sample.timePoint.${first.timePoint}`);
  const materials = group.map((one) => say(`sample.material.${one.material}`)).join(', ');
  const sentence = first.isOutsideWindow ? 'animals.event.samples-outside' : 'animals.event.samples';
  return [
    {
      id: first.id,
      source: 'sample',
      at: first.collectedAt,
      what: say(sentence, { timePoint, materials }),
      reason: first.reason,
      by: first.collectedBy,
      isIrregular: first.isOutsideWindow,
      target: { screen: 'samples', id: group.length === 1 ? first.id : first.animalId },
    },
  ];
}

function missedEntry(sample: Sample): readonly TimelineEntry[] {
  const event = sample.history.findLast((one) => one.what === 'missed');
  if (!event) return [];
  const timePoint = say(`sample.timePoint.${sample.timePoint}`);
  const material = say(`sample.material.${sample.material}`);
  return [
    {
      id: `${sample.id} missed`,
      source: 'sample',
      at: event.at,
      what: say('animals.event.sample-missed', { timePoint, material }),
      reason: event.reason,
      by: event.by,
      isIrregular: true,
      target: { screen: 'samples', id: sample.id },
    },
  ];
}

function doseEntries(dose: Dose): readonly TimelineEntry[] {
  const { id, code } = dose;
  const common = { source: 'dose', reason: null, by: null, target: { screen: 'dose', id } } as const;
  const entries: TimelineEntry[] = [];
  if (dose.preparedAt !== null) {
    const what = say('animals.event.dose-prepared', { code });
    entries.push({ ...common, id: `${id} prepared`, at: dose.preparedAt, what, by: dose.preparedBy });
  }
  if (dose.readyAt !== null) {
    const what = say('animals.event.dose-checked', { code });
    entries.push({ ...common, id: `${id} checked`, at: dose.readyAt, what, by: dose.checkedBy });
  }
  if (dose.given !== null) {
    const { at, givenBy, reason, isOutsideGate } = dose.given;
    const what = say(isOutsideGate ? 'animals.event.dose-outside' : 'animals.event.dose-given', { code });
    entries.push({ ...common, id: `${id} given`, at, what, reason, by: givenBy, isIrregular: isOutsideGate });
  }
  if (dose.endedAt !== null && (dose.status === 'spoilt' || dose.status === 'cancelled')) {
    const what = say(`animals.event.dose-${dose.status}`, { code });
    entries.push({ ...common, id: `${id} ended`, at: dose.endedAt, what, reason: dose.endReason });
  }
  return entries;
}

function noteEntry(note: Note): TimelineEntry {
  return {
    id: note.id,
    source: 'run',
    at: note.at,
    what: say('animals.event.run-note', { code: note.runCode, text: note.text }),
    reason: null,
    by: note.by,
    witnessedBy: note.witnessedBy,
    lateAt: note.isLate ? localRecordedAt(note) : undefined,
    target: { screen: 'runs', id: note.runId },
  };
}

function deviationEntry(deviation: AnimalDetail['deviations'][number]): TimelineEntry {
  return {
    id: deviation.id,
    source: 'deviation',
    at: deviation.at,
    what: say('animals.event.deviation', { what: deviation.what }),
    reason: deviation.reason,
    by: deviation.by,
    isIrregular: true,
    target: { screen: 'deviations', id: deviation.id },
  };
}
