// A protocol as it is printed: number, text, parameter boxes, what is to be entered, timers, hold points.
// Must not show a setting's answer as if the protocol said it: its source stands beside it.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { durationText } from '../../../shared/kernel/time.ts';
import type {
  ProtocolDefinition,
  StepDefinition,
  StepInput,
  StepTimer,
} from '../../../shared/protocols/protocol.ts';
import { useLive } from '../../live.ts';
import { Checklist, ChecklistRow } from '../../ui/Checklist.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';

export function ProtocolSteps({ definition }: { readonly definition: ProtocolDefinition }): ReactElement {
  const settings = useLive('study.overview', {}).value?.settings ?? [];
  const answerOf = (key: string | null): string | null =>
    settings.find((one) => one.definition.key === key)?.value ?? null;
  return (
    <Checklist label={definition.title}>
      {definition.steps.map((step, index) => (
        <ChecklistRow
          key={step.key}
          number={String(index + 1)}
          text={say('protocols.step-text', { title: step.title, text: step.text })}
          state="todo"
          parameters={step.parameters.map((one) => {
            const value = one.value ?? answerOf(one.settingKey);
            return {
              name: one.label,
              value: value ?? say('protocols.unanswered'),
              unit: value === null ? undefined : (one.unit ?? undefined),
              source: one.source,
            };
          })}
          note={<StepFacts definition={definition} step={step} />}
        />
      ))}
    </Checklist>
  );
}

interface StepFactsProps {
  readonly definition: ProtocolDefinition;
  readonly step: StepDefinition;
}

function StepFacts({ definition, step }: StepFactsProps): ReactElement {
  return (
    <div className="protocol-facts">
      {step.isHoldPoint && <StatusPill>{say('protocols.hold-point')}</StatusPill>}
      {step.isFree && <StatusPill>{say('protocols.free')}</StatusPill>}
      {step.isImmediate && <StatusPill>{say('protocols.immediate')}</StatusPill>}
      {step.inputs.length > 0 && (
        <span>{say('protocols.enter', { inputs: step.inputs.map(inputText).join('; ') })}</span>
      )}
      {step.timers.map((timer) => (
        <span key={timer.key}>{timerText(definition, timer)}</span>
      ))}
    </div>
  );
}

function inputText(input: StepInput): string {
  const { min, max } = input;
  const limits =
    min !== null && max !== null
      ? say('protocols.between', { min, max })
      : min !== null
        ? say('protocols.at-least', { min })
        : max !== null
          ? say('protocols.at-most', { max })
          : '';
  const choices = input.choices?.map((one) => one.label).join(' / ') ?? '';
  const optional = input.isRequired ? '' : say('protocols.optional');
  const list = input.isList ? say('protocols.list') : '';
  const amount = [limits, input.unit ?? ''].filter((one) => one !== '').join(' ');
  const facts = [amount, choices, list, optional].filter((one) => one !== '');
  return facts.length === 0 ? input.label : `${input.label} (${facts.join(', ')})`;
}

function timerText(definition: ProtocolDefinition, timer: StepTimer): string {
  const stops = definition.steps.find((step) => step.key === timer.stopsOn)?.title;
  return [
    timer.durationSeconds === null
      ? say('protocols.timer-by-setting', { label: timer.label })
      : say('protocols.timer', { label: timer.label, time: durationText(timer.durationSeconds * 1_000) }),
    say(timer.starts === 'on-complete' ? 'protocols.timer-starts-itself' : 'protocols.timer-on-demand'),
    ...(stops === undefined ? [] : [say('protocols.timer-stops', { step: stops })]),
    ...(timer.preAlarmsSeconds.length === 0
      ? []
      : [
          say('protocols.timer-alarms', {
            times: timer.preAlarmsSeconds.map((seconds) => durationText(seconds * 1_000)).join(', '),
          }),
        ]),
  ].join(' ');
}
