// The end of a run: closed when its steps are settled, or given up with a reason.
// Must not close with open steps unless a reason is given: that is a deviation.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { ShownRun } from './run-view.ts';

interface RunEndingProps {
  readonly run: ShownRun;
  readonly kind: 'close' | 'abandon';
  readonly onClose: () => void;
}

export function RunEnding({ run, kind, onClose }: RunEndingProps): ReactElement {
  const saver = useSaver();
  const [reason, setReason] = useState('');
  const open = run.steps.filter((step) => step.state === null);
  const needsReason = kind === 'abandon' || open.length > 0;
  const title = say(kind === 'close' ? 'runs.close-this' : 'runs.abandon-this', { code: run.code });
  const send = async (): Promise<void> => {
    const meta = reason.trim() === '' ? {} : { reason };
    const outcome = await saver.save(`run.${kind}`, { runId: run.id }, meta);
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      onSubmit={() => void send()}
      actions={
        <>
          <Button onPress={onClose}>{say('runs.cancel')}</Button>
          <Button
            type="submit"
            variant={kind === 'close' && !needsReason ? 'primary' : 'danger'}
            isPending={saver.isSaving}
            isDisabled={needsReason && reason.trim() === ''}
          >
            {title}
          </Button>
        </>
      }
    >
      <Stack>
        {kind === 'abandon' && <p>{say('runs.abandon-words')}</p>}
        {kind === 'close' && open.length === 0 && <p>{say('runs.close-words')}</p>}
        {kind === 'close' && open.length > 0 && (
          <p>{say('runs.close-open', { steps: open.map((step) => step.definition.title).join(', ') })}</p>
        )}
        <TextField
          label={say('act.reason')}
          value={reason}
          onChange={setReason}
          isRequired={needsReason}
          isMultiline
        />
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      </Stack>
    </Dialog>
  );
}
