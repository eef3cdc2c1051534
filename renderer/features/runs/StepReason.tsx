// Skipping a step, or taking back one that was tapped by mistake: the reason, and the one button.
// Must not do either without a reason.

import { useState, type ReactElement } from 'react';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { seenSeq } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { focusFirstField } from './focus.ts';
import type { ShownRun, ShownStep } from './run-view.ts';

interface StepReasonProps {
  readonly run: ShownRun;
  readonly step: ShownStep;
  /** Takes a done step back; otherwise an open one is skipped. */
  readonly isWithdrawal: boolean;
  readonly onClose: () => void;
}

export function StepReason({ run, step, isWithdrawal, onClose }: StepReasonProps): ReactElement {
  const saver = useSaver();
  const act = useActFields({ participants: run.participants });
  const [reason, setReason] = useState('');
  const about = { runId: run.id, stepKey: step.definition.key };
  const { title } = step.definition;

  const save = async (): Promise<void> => {
    const outcome = isWithdrawal
      ? await saver.save('run.correctStep', { ...about, isWithdrawn: true }, { ...act.meta, reason })
      : await saver.save('run.skipStep', about, { ...act.meta, reason, seenSeq: seenSeq() });
    if (outcome.ok) onClose();
  };

  return (
    <form
      ref={focusFirstField}
      className="runs-form"
      aria-label={say(isWithdrawal ? 'runs.withdraw-step' : 'runs.skip-step', { step: title })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        {isWithdrawal && step.definition.timers.length > 0 && <p>{say('runs.withdraw-timers')}</p>}
        <TextField
          label={say(isWithdrawal ? 'runs.withdraw-reason' : 'runs.skip-reason')}
          value={reason}
          onChange={setReason}
          isRequired
        />
        {!isWithdrawal && act.fields}
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
        <Row gap={1}>
          <Button type="submit" variant="danger" isPending={saver.isSaving} isDisabled={reason.trim() === ''}>
            {say(isWithdrawal ? 'runs.withdraw-step' : 'runs.skip-step', { step: title })}
          </Button>
          <Button onPress={onClose}>{say('runs.cancel')}</Button>
        </Row>
      </Stack>
    </form>
  );
}
