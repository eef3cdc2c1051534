// A run as printed: what it follows, who took part, every step, its timers, the anaesthesia record and its drugs.
// Must not leave out a step that was not done: it stands open.

import { say } from '../catalogue/catalogue.ts';
import {
  Medication,
  Observation,
  observed,
  observedKeys,
  type MedicationState,
  type ObservationState,
} from '../domain/anaesthesia.ts';
import { definitionOf, type RunState } from '../domain/run.ts';
import { Note, type NoteState } from '../domain/run-note.ts';
import { Step, stepId } from '../domain/step.ts';
import { Timer, type TimerState } from '../domain/timer.ts';
import { durationText } from '../kernel/time.ts';
import {
  fact,
  flow,
  heading,
  joined,
  span,
  type Block,
  type Heading,
  type Spans,
  type Table,
} from './document.ts';
import { stepEntry, type StepPlace } from './step-entry.ts';
import {
  inOrder,
  lateness,
  measure,
  measureOr,
  reasonOf,
  textOr,
  when,
  whenOr,
  type Wording,
} from './wording.ts';

export function* runBlocks(place: StepPlace, run: RunState, level: Heading['level']): Iterable<Block> {
  const { read, wording } = place;
  yield heading(level, `${run.code} – ${run.title}`, level === 1);
  yield {
    kind: 'facts',
    facts: [
      ...fact(
        say('report.protocol'),
        `${run.protocolId} `,
        span(say('report.sha-256', { hash: run.protocolHash }), 'code'),
      ),
      ...fact(say('report.status'), say(`report.run-${run.status}`)),
      ...fact(
        say('report.started'),
        say('report.at-by', { at: when(run.startedAt), who: wording.person(run.startedBy) }),
      ),
      ...fact(say('report.ended'), whenOr(run.closedAt)),
      ...fact(say('report.participants'), wording.people(run.participants)),
      ...fact(say('report.why'), run.reason),
    ],
  };
  const definition = definitionOf(read, run);
  for (const [index, step] of definition.steps.entries()) {
    yield stepEntry(place, index + 1, step, read.get(Step, stepId(run.id, step.key)));
  }
  const notes = inOrder(read.list(Note, { runId: run.id }), (one) => one.at);
  if (notes.length > 0) yield* titled(say('report.notes'), noteTable(wording, notes));
  const timers = inOrder(read.list(Timer, { runId: run.id }), (one) => one.startedAt);
  if (timers.length > 0) yield* titled(say('report.timers'), timerTable(wording, timers));
  const observations = inOrder(read.list(Observation, { runId: run.id }), (one) => one.at);
  if (observations.length > 0) {
    yield* titled(say('report.anaesthesia'), observationTable(wording, observations));
  }
  const medications = inOrder(read.list(Medication, { runId: run.id }), (one) => one.at);
  if (medications.length > 0) yield* titled(say('report.medications'), medicationTable(wording, medications));
}

export function titled(title: string, table: Table): readonly Block[] {
  return [heading(3, title), table];
}

function noteTable(wording: Wording, notes: readonly NoteState[]): Table {
  return {
    kind: 'table',
    columns: [
      { label: say('report.time'), share: 30 },
      { label: say('report.note'), share: 72 },
      { label: say('report.by'), share: 24 },
    ],
    rows: notes.map((one) => [
      flow(when(one.at), lateSpan(one)),
      flow(one.text),
      flow(
        wording.person(one.by),
        one.witnessedBy === null
          ? null
          : span(`\n${say('report.witnessed-by', { who: wording.person(one.witnessedBy) })}`, 'muted'),
      ),
    ]),
  };
}

function timerTable(wording: Wording, timers: readonly TimerState[]): Table {
  return {
    kind: 'table',
    columns: [
      { label: say('report.timer'), share: 20 },
      { label: say('report.started'), share: 30 },
      { label: say('report.stopped'), share: 30 },
      { label: say('report.planned'), share: 9, isNumber: true },
      { label: say('report.counted'), share: 9, isNumber: true },
      { label: say('report.remarks'), share: 22 },
    ],
    rows: timers.map((timer) => [
      flow(timer.label),
      flow(when(timer.startedAt), span(`\n${wording.person(timer.startedBy)}`, 'muted')),
      timer.stoppedAt === null
        ? flow(span(say(`report.timer-${timer.status}`), 'muted'))
        : flow(when(timer.stoppedAt), span(`\n${wording.person(timer.stoppedBy)}`, 'muted')),
      flow(durationText(timer.durationMs)),
      flow(timer.stoppedElapsedMs === null ? '–' : span(durationText(timer.stoppedElapsedMs), 'strong')),
      timerRemarks(timer),
    ]),
  };
}

function timerRemarks(timer: TimerState): Spans {
  return joined([
    timer.isVoid ? flow(span(say('report.timer-void'), 'alert')) : [],
    timer.isUncertain ? flow(span(say('report.uncertain'), 'alert')) : [],
    timer.pausedMs > 0 ? flow(say('report.paused-for', { time: durationText(timer.pausedMs) })) : [],
    timer.overrunAt === null ? [] : flow(span(say('report.overran', { at: when(timer.overrunAt) }), 'late')),
    ...timer.gaps.map((gap) =>
      flow(say('report.gap', { from: when(gap.fromUtc), to: when(gap.toUtc), cause: gap.cause })),
    ),
    timer.gapCount > timer.gaps.length ? flow(say('report.gaps-more', { count: timer.gapCount })) : [],
    timer.clockShiftMs === 0 ? [] : flow(say('report.clock-shift', { by: durationText(timer.clockShiftMs) })),
  ]);
}

export function observationTable(wording: Wording, observations: readonly ObservationState[]): Table {
  return {
    kind: 'table',
    columns: [
      { label: say('report.time'), share: 34 },
      ...observedKeys.map((key) => ({
        label: `${say(`report.observed-${key}`)} (${observed[key].unit})`,
        share: 12,
        isNumber: true,
      })),
      { label: say('report.note'), share: 18 },
      { label: say('report.by'), share: 20 },
    ],
    rows: observations.map((one) => [
      flow(when(one.at), lateSpan(one)),
      ...observedKeys.map((key) =>
        withOlder(
          one.history.map((older) => older.values[key]),
          one[key],
        ),
      ),
      joined([
        withOlder(
          one.history.map((older) => older.values.note),
          one.note,
        ),
        ...one.history.map((older) =>
          flow(
            say('report.corrected-by', { at: when(older.at), who: wording.person(older.by) }),
            ' ',
            ...reasonOf(older.reason),
          ),
        ),
      ]),
      flow(wording.person(one.by)),
    ]),
  };
}

function lateSpan(one: { readonly at: string; readonly recordedAt: string }) {
  const late = lateness(one.at, one.recordedAt);
  return late === null ? null : span(` ${late.text}`, 'late');
}

/** Older texts struck through, as far as they differ from what followed, and then the present one. */
export function withOlder(older: readonly (string | null)[], current: string | null): Spans {
  const replaced = older.filter(
    (text, index) => text !== (index + 1 < older.length ? older[index + 1] : current),
  );
  return flow(
    ...replaced.flatMap((text) => [span(textOr(text), 'struck'), span(' ')]),
    older.length === 0 && current === null ? null : textOr(current),
  );
}

export function medicationTable(wording: Wording, medications: readonly MedicationState[]): Table {
  return {
    kind: 'table',
    columns: [
      { label: say('report.time'), share: 29 },
      { label: say('report.product'), share: 16 },
      { label: say('report.route'), share: 16 },
      { label: say('report.arithmetic'), share: 38 },
      { label: say('report.given'), share: 10, isNumber: true },
      { label: say('report.by'), share: 15 },
    ],
    rows: medications.map((one) => [
      flow(when(one.at), lateSpan(one)),
      flow(one.product),
      flow(textOr(one.route)),
      one.isOutsideGate
        ? flow(span(say('report.outside-gate'), 'alert'), ' ', ...reasonOf(one.reason))
        : flow(medicationArithmetic(one)),
      flow(span(measure(one.volumeMl, 'mL'), 'strong')),
      flow(wording.person(one.by)),
    ]),
  };
}

function medicationArithmetic(one: MedicationState): string {
  const factors = [
    measureOr(one.weightKg, 'kg'),
    `× ${measureOr(one.doseMgPerKg, 'mg/kg')}`,
    `= ${measureOr(one.massMg, 'mg')};`,
    `÷ ${measureOr(one.strengthMgPerMl, 'mg/mL')}`,
    `= ${measure(one.volumeMl, 'mL')}`,
  ];
  return factors.join(' ');
}
