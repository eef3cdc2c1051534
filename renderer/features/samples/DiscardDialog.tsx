// Discarding a sample, with the reason.
// Must not take anything out of the notebook: the sample stays, as discarded.

import { useState, type ReactElement } from 'react';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SampleState } from '../../../shared/domain/sample.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Soft } from '../../ui/Text.tsx';
import { ReasonField, reasonMeta } from './ReasonField.tsx';

interface DiscardDialogProps {
  readonly sample: SampleState;
  readonly onClose: () => void;
}

export function DiscardDialog({ sample, onClose }: DiscardDialogProps): ReactElement {
  const [reason, setReason] = useState('');
  const act = useActFields();
  const saver = useSaver();

  const submit = async (): Promise<void> => {
    if (saver.isSaving) return;
    const meta = { ...act.meta, ...reasonMeta(reason) };
    const outcome = await saver.save('sample.discard', { sampleId: sample.id }, meta);
    if (outcome.ok) onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('samples.discard-title', { sample: sample.id })}
      onSubmit={() => void submit()}
      actions={
        <Button type="submit" variant="danger" isPending={saver.isSaving}>
          {say('samples.discard-now', { sample: sample.id })}
        </Button>
      }
    >
      <Soft>{say('samples.discard-lead')}</Soft>
      <ReasonField label={say('samples.discard-reason')} value={reason} onChange={setReason} />
      {act.fields}
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
    </Dialog>
  );
}
