// Doing a step: its entries, who and when, and the one button; what is refused can be recorded as a deviation.
// Must not lose what was typed when it is refused.

import { UserRoundPen } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { z } from 'zod';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useKept } from '../../kept.ts';
import { seenSeq } from '../../live.ts';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { showToast } from '../../ui/toast.ts';
import { DeviationOffer } from './DeviationOffer.tsx';
import { focusFirstField } from './focus.ts';
import type { ShownRun, ShownStep } from './run-view.ts';
import { StepInputField } from './StepInputField.tsx';
import { StepLinks } from './StepLinks.tsx';
import { StartTimers } from './StartTimers.tsx';

interface StepFormProps {
  readonly run: ShownRun;
  readonly step: ShownStep;
  readonly onDone: () => void;
  /** Closes it without doing anything; left out where it is the next step. */
  readonly onCancel?: (() => void) | undefined;
}

const keptInputs = z.record(z.string(), z.string());
const nothingTyped: z.infer<typeof keptInputs> = {};

/** A weight of today, and what is read again to be sure, are typed when the step is done and not before. */
function isEnteredAnew({ definition: { effect, inputs } }: ShownStep): boolean {
  return effect !== null || inputs.some(({ kind }) => kind === 'animal' || kind === 'lot' || kind === 'user');
}

export function StepForm({ run, step, onDone, onCancel }: StepFormProps): ReactElement {
  const { definition } = step;
  const kept = useKept(`run.step/${run.id}/${definition.key}`, keptInputs, nothingTyped);
  const ownTyped = useState(nothingTyped);
  const [typed, setTyped] = isEnteredAnew(step) ? ownTyped : kept;
  const [isMoreShown, setIsMoreShown] = useState(onCancel !== undefined);
  const act = useActFields({ participants: run.participants });
  const saver = useSaver();

  const save = async (deviationReason: string | null): Promise<void> => {
    const outcome = await saver.save(
      'run.completeStep',
      { runId: run.id, stepKey: definition.key, values: typed, deviationReason },
      // The run is shown as it stands now: a timer started meanwhile does not make this step stale.
      { ...act.meta, seenSeq: seenSeq() },
    );
    if (!outcome.ok) return;
    setTyped(() => nothingTyped);
    const { deviation, timersWithoutDuration } = outcome.value.value;
    if (deviation !== null)
      showToast({ tone: 'due', message: say('runs.deviation-recorded', { what: deviation }) });
    if (timersWithoutDuration.length > 0) showToast({ tone: 'due', message: say('runs.timer-not-started') });
    onDone();
  };

  return (
    <form
      ref={onCancel && focusFirstField}
      className="runs-form"
      aria-label={definition.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(null);
      }}
    >
      <Stack>
        {definition.inputs.length > 0 && (
          <div className="runs-inputs">
            {definition.inputs.map((input) => (
              <StepInputField
                key={input.key}
                run={run}
                input={input}
                limits={step.limits[input.key]}
                value={typed[input.key] ?? ''}
                onChange={(value) => setTyped((now) => ({ ...now, [input.key]: value }))}
              />
            ))}
          </div>
        )}
        {isMoreShown && act.fields}
        <DeviationOffer
          refusal={saver.refusal}
          isSaving={saver.isSaving}
          onRecord={(reason) => void save(reason)}
          onLookAgain={saver.forget}
        />
        <StartTimers run={run} step={step} />
        <Row gap={1}>
          <Button type="submit" variant="primary" isPending={saver.isSaving}>
            {say('runs.do', { step: definition.title })}
          </Button>
          <StepLinks run={run} effect={definition.effect} />
          {!isMoreShown && (
            <Button variant="plain" icon={UserRoundPen} onPress={() => setIsMoreShown(true)}>
              {say('runs.other-person-time')}
            </Button>
          )}
          {onCancel && <Button onPress={onCancel}>{say('runs.cancel')}</Button>}
        </Row>
      </Stack>
    </form>
  );
}
