// Correcting a done step: values and the time at which it happened, with a reason; the old ones stay, struck through.
// Must not change a value that nobody touched.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { localClock, localDay } from '../../../shared/kernel/time.ts';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DeviationOffer } from './DeviationOffer.tsx';
import { focusFirstField } from './focus.ts';
import type { ShownRun, ShownStep } from './run-view.ts';
import { StepInputField } from './StepInputField.tsx';

interface StepCorrectionProps {
  readonly run: ShownRun;
  readonly step: ShownStep;
  readonly onClose: () => void;
}

/** As the field shows it: `2026-11-24 12:54:24`. */
const fieldText = (at: string): string => `${localDay(at)} ${localClock(at)}`;

/** A typed time at the offset that the old one was written with; what cannot be read goes on as typed. */
function timeText(typed: string, like: string): string {
  const offset = /(?:Z|[+-]\d{2}:\d{2})(?:\[.*\])?$/.exec(like)?.[0] ?? 'Z';
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?$/.test(typed)
    ? `${typed.replace(' ', 'T')}${offset}`
    : typed;
}

export function StepCorrection({ run, step, onClose }: StepCorrectionProps): ReactElement | null {
  const { definition, state } = step;
  const saver = useSaver('editor');
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({});
  const [at, setAt] = useState(state ? fieldText(state.at) : '');
  const [reason, setReason] = useState('');
  if (!state) return null;

  const save = async (deviationReason: string | null): Promise<void> => {
    const outcome = await saver.save(
      'run.correctStep',
      {
        runId: run.id,
        stepKey: definition.key,
        values: changed,
        at: at.trim() === fieldText(state.at) ? null : timeText(at.trim(), state.at),
        deviationReason,
      },
      { reason },
    );
    if (outcome.ok) onClose();
  };

  return (
    <form
      ref={focusFirstField}
      className="runs-form"
      aria-label={say('runs.correct-step', { step: definition.title })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(null);
      }}
    >
      <Stack>
        <div className="runs-inputs">
          {definition.inputs.map((input) => (
            <StepInputField
              key={input.key}
              run={run}
              input={input}
              limits={step.limits[input.key]}
              value={changed[input.key] ?? state.values[input.key]?.value ?? ''}
              onChange={(value) => setChanged({ ...changed, [input.key]: value })}
            />
          ))}
          <DateTimeField label={say('act.occurred-at')} value={at} onChange={setAt} precision="second" />
        </div>
        <TextField label={say('runs.correct-reason')} value={reason} onChange={setReason} isRequired />
        <DeviationOffer
          refusal={saver.refusal}
          isSaving={saver.isSaving}
          onRecord={(text) => void save(text)}
          onLookAgain={saver.forget}
        />
        <Row gap={1}>
          <Button
            type="submit"
            variant="primary"
            isPending={saver.isSaving}
            isDisabled={reason.trim() === ''}
          >
            {say('runs.correct-step', { step: definition.title })}
          </Button>
          <Button onPress={onClose}>{say('runs.cancel')}</Button>
        </Row>
      </Stack>
    </form>
  );
}
