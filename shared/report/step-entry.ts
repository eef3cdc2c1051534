// One step of a run as the printed checklist shows it: values, who and when, what was corrected and why.
// Must not hide an older value: it stands struck through before the one that replaced it.

import { say } from '../catalogue/catalogue.ts';
import { Attachment } from '../domain/attachment.ts';
import { Deviation } from '../domain/deviation.ts';
import { isSettingKey, setting } from '../domain/settings.ts';
import type { StepState, StepValue } from '../domain/step.ts';
import type { Reader } from '../kernel/decider.ts';
import type { StepDefinition, StepInput, StepParameter } from '../protocols/protocol.ts';
import { flow, span, type Entry, type Spans } from './document.ts';
import { lateness, measure, reasonOf, when, yesNo, type Wording } from './wording.ts';

export interface StepPlace {
  readonly read: Reader;
  readonly wording: Wording;
  /** The text and parameters of the protocol too; left out where the document prints the protocol once. */
  readonly isFull: boolean;
}

/** The entry of a step; `step` is undefined while it is open. */
export function stepEntry(
  place: StepPlace,
  number: number,
  definition: StepDefinition,
  step: StepState | undefined,
): Entry {
  const { wording } = place;
  const protocolLines = place.isFull
    ? [flow(span(definition.text, 'muted')), ...parameterLines(place.read, definition.parameters)]
    : [];
  if (!step) {
    const open = flow(span(say('report.step-open'), 'muted'));
    return entry(number, definition.title, protocolLines, [open]);
  }
  const lines = [
    ...protocolLines,
    ...definition.inputs.flatMap((input) => valueLine(place, input, step)),
    ...strayLines(definition, step),
    ...reasonOfStep(step),
    ...step.history.flatMap((older, index) => correctionLine(wording, step, older, index)),
    ...deviationLines(place.read, step),
  ];
  return entry(number, definition.title, lines, sideOf(wording, step));
}

function entry(number: number, title: string, lines: readonly Spans[], side: readonly Spans[]): Entry {
  return { kind: 'entry', number: String(number), title: flow(span(title, 'strong')), lines, side };
}

/** What the protocol prescribes, with where the figure comes from. */
export function parameterLines(read: Reader, parameters: readonly StepParameter[]): readonly Spans[] {
  return parameters.map((one) => {
    const value =
      one.value ??
      (one.settingKey !== null && isSettingKey(one.settingKey) ? setting(read, one.settingKey) : null);
    const text = value === null ? say('report.parameter-open') : measure(value, one.unit);
    const source = say(one.source === 'paper' ? 'report.from-article' : 'report.from-laboratory');
    return flow(span(`${one.label}: ${text} (${source})`, 'muted'));
  });
}

function valueLine(place: StepPlace, input: StepInput, step: StepState): readonly Spans[] {
  const texts = [...step.history.map((older) => older.values[input.key]), step.values[input.key]];
  const known = texts.filter((one) => one !== undefined);
  if (known.length === 0) return [];
  const current = step.values[input.key];
  const older = step.history
    .map((one) => one.values[input.key])
    .filter((one) => one !== undefined)
    .filter((one, index, all) => !isSame(one, all[index + 1] ?? current));
  return [
    flow(
      `${input.label}: `,
      ...older.flatMap((one) => [span(shown(place, input, one), 'struck'), span(' ')]),
      current === undefined
        ? span(say('report.value-withdrawn'), 'muted')
        : span(shown(place, input, current), 'strong'),
    ),
  ];
}

/** Values that this version of the protocol does not ask for: nothing that was recorded is left out. */
function strayLines(definition: StepDefinition, step: StepState): readonly Spans[] {
  const asked = new Set(definition.inputs.map((input) => input.key));
  return Object.entries(step.values)
    .filter(([key]) => !asked.has(key))
    .map(([key, value]) => flow(`${key}: `, span(measure(value.value, value.unit), 'strong')));
}

function isSame(left: StepValue, right: StepValue | undefined): boolean {
  return right !== undefined && left.value === right.value && left.unit === right.unit;
}

function shown({ read, wording }: StepPlace, input: StepInput, { value, unit }: StepValue): string {
  const words = value.split('; ').map((item): string => {
    switch (input.kind) {
      case 'choice':
        return input.choices?.find((choice) => choice.key === item)?.label ?? item;
      case 'yes-no':
        return yesNo(item === 'yes');
      case 'user':
        return wording.person(item);
      case 'lot':
        return wording.lot(item).text;
      case 'number':
      case 'count':
        return measure(item, unit);
      case 'file':
        return read.get(Attachment, item)?.name ?? item;
      case 'animal':
      case 'note':
        return item;
    }
  });
  return words.join('; ');
}

function reasonOfStep(step: StepState): readonly Spans[] {
  const reason = reasonOf(step.reason);
  if (step.status === 'skipped') return [flow(span(say('report.step-skipped'), 'alert')), reason];
  return reason.length === 0 ? [] : [reason];
}

function correctionLine(
  wording: Wording,
  step: StepState,
  older: StepState['history'][number],
  index: number,
): readonly Spans[] {
  const next = step.history[index + 1] ?? { stepAt: step.at, status: step.status };
  const by = say('report.corrected-by', { at: when(older.at), who: wording.person(older.by) });
  const time =
    older.stepAt === next.stepAt
      ? []
      : [span(' '), span(when(older.stepAt), 'struck'), span(` ${when(next.stepAt)}`)];
  const status =
    older.status === next.status ? [] : [span(' '), span(say(`report.step-was-${older.status}`), 'struck')];
  return [flow(span(by, 'muted'), ...time, ...status, span(' '), ...reasonOf(older.reason))];
}

function deviationLines(read: Reader, step: StepState): readonly Spans[] {
  const told = step.deviationIds.map((id) => read.get(Deviation, id)?.what ?? id);
  return [
    ...(step.outOfOrder ? [flow(span(say('report.out-of-order'), 'alert'))] : []),
    ...told.map((what) => flow(span(say('report.deviation-is', { what }), 'alert'))),
  ];
}

function sideOf(wording: Wording, step: StepState): readonly Spans[] {
  return whoAndWhen(wording, {
    performedBy: step.performedBy,
    author: step.by,
    witnessedBy: step.witnessedBy,
    at: step.at,
    recordedAt: step.recordedAt,
    isLate: step.isLate,
  });
}

interface Stamp {
  readonly performedBy: string;
  readonly author: string;
  readonly witnessedBy: string | null;
  readonly at: string;
  readonly recordedAt: string;
  readonly isLate: boolean;
}

/** Who did, who typed, who witnessed; when it happened there and when it was recorded (GLP-5, ALC-2). */
function whoAndWhen(wording: Wording, stamp: Stamp): readonly Spans[] {
  const { performedBy, author, witnessedBy, at, recordedAt } = stamp;
  const late = stamp.isLate ? (lateness(at, recordedAt) ?? span(say('report.late-mark'), 'late')) : null;
  return [
    flow(span(wording.person(performedBy))),
    ...(author === performedBy ? [] : [flow(say('report.typed-by', { who: wording.person(author) }))]),
    ...(witnessedBy === null ? [] : [flow(say('report.witnessed-by', { who: wording.person(witnessedBy) }))]),
    flow(when(at)),
    flow(span(say('report.recorded-at', { at: when(recordedAt) }), 'muted')),
    ...(late === null ? [] : [[late]]),
  ];
}
