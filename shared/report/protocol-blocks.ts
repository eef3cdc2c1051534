// The released protocols as printed: each version with its hash and every step it prescribes.
// Must not show what was done: that is the run.

import { say } from '../catalogue/catalogue.ts';
import { Protocol, type ProtocolState } from '../domain/protocol.ts';
import type { Reader } from '../kernel/decider.ts';
import { durationText } from '../kernel/time.ts';
import type { StepDefinition, StepInput, StepTimer } from '../protocols/protocol.ts';
import { fact, flow, heading, span, type Block, type Entry, type Spans } from './document.ts';
import { parameterLines } from './step-entry.ts';
import { measure, reasonOf, when, type Wording } from './wording.ts';

export function* protocolBlocks(read: Reader, wording: Wording): Iterable<Block> {
  yield heading(1, say('report.protocols'), true);
  for (const protocol of read.list(Protocol)) {
    yield heading(2, `${protocol.title}, ${say('report.version', { version: protocol.version })}`);
    yield { kind: 'facts', facts: protocolFacts(wording, protocol) };
    for (const [index, step] of protocol.definition.steps.entries()) yield stepBlock(read, index + 1, step);
  }
}

function protocolFacts(wording: Wording, protocol: ProtocolState) {
  return [
    ...fact(say('report.protocol'), span(protocol.id, 'code')),
    ...fact(say('report.hash'), span(protocol.hash, 'code')),
    ...fact(say('report.follows'), protocol.definition.source),
    ...fact(
      say('report.released'),
      `${say('report.at-by', { at: when(protocol.releasedAt), who: wording.person(protocol.releasedBy) })} `,
      ...reasonOf(protocol.reason),
    ),
  ];
}

function stepBlock(read: Reader, number: number, step: StepDefinition): Entry {
  return {
    kind: 'entry',
    number: String(number),
    title: flow(span(step.title, 'strong')),
    lines: [
      flow(step.text),
      ...parameterLines(read, step.parameters),
      ...step.inputs.map((input): Spans => flow(span(inputText(input), 'muted'))),
      ...step.timers.map((timer): Spans => flow(span(timerText(timer), 'muted'))),
    ],
    side: [
      step.isHoldPoint ? flow(say('report.hold-point')) : [],
      step.isFree ? flow(say('report.free-step')) : [],
      step.isImmediate ? flow(say('report.immediate-step')) : [],
    ].filter((line) => line.length > 0),
  };
}

function inputText(input: StepInput): string {
  const limits =
    input.min === null && input.max === null
      ? ''
      : `, ${say('report.limits', { min: input.min ?? '…', max: input.max ?? '…' })}`;
  const unit = input.unit === null ? '' : `, ${input.unit}`;
  const choices = input.choices === null ? '' : `: ${input.choices.map((one) => one.label).join(', ')}`;
  const needed = input.isRequired ? '' : `, ${say('report.optional')}`;
  return `${say('report.asks-for', { what: input.label })}${unit}${limits}${choices}${needed}`;
}

function timerText(timer: StepTimer): string {
  const duration =
    timer.durationSeconds === null
      ? say('report.by-setting', { setting: timer.settingKey ?? '' })
      : durationText(timer.durationSeconds * 1000);
  const alarms = timer.preAlarmsSeconds.map((seconds) => durationText(seconds * 1000));
  const before = alarms.length === 0 ? '' : `, ${say('report.pre-alarms', { at: alarms.join(', ') })}`;
  return `${say('report.timer-of', { label: timer.label })} ${measure(duration, null)}${before}`;
}
