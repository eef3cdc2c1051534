// Correcting when a sample was taken, its container or its volume, with the reason.
// Must not send what was not changed: the notebook keeps the old value of each field that was.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SampleState } from '../../../shared/domain/sample.ts';
import { localClock, localDay } from '../../../shared/kernel/time.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { reasonMeta } from './ReasonField.tsx';

interface CorrectDialogProps {
  readonly sample: SampleState;
  readonly onClose: () => void;
}

export function CorrectDialog({ sample, onClose }: CorrectDialogProps): ReactElement {
  const before = {
    at:
      sample.collectedAt === null
        ? ''
        : `${localDay(sample.collectedAt)} ${localClock(sample.collectedAt, false)}`,
    container: sample.container ?? '',
    volume: sample.volumeMicrolitre ?? '',
  };
  const [values, setValues] = useState(before);
  const [reason, setReason] = useState('');
  const saver = useSaver('editor');
  const change = (key: keyof typeof before) => (value: string) => setValues({ ...values, [key]: value });

  const submit = async (): Promise<void> => {
    if (saver.isSaving) return;
    const outcome = await saver.save(
      'sample.correct',
      {
        sampleId: sample.id,
        ...(values.at.trim() === before.at ? {} : { collectedAt: values.at.trim() }),
        ...(values.container.trim() === before.container ? {} : { container: values.container.trim() }),
        ...(values.volume.trim() === before.volume ? {} : { volumeMicrolitre: values.volume.trim() || null }),
      },
      reasonMeta(reason),
    );
    if (outcome.ok) onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('samples.correct-title', { sample: sample.id })}
      onSubmit={() => void submit()}
      actions={
        <Button type="submit" variant="primary" isPending={saver.isSaving}>
          {say('samples.correct-now', { sample: sample.id })}
        </Button>
      }
    >
      <Soft>{say('samples.correct-lead')}</Soft>
      <DateTimeField label={say('samples.correct-at')} value={values.at} onChange={change('at')} />
      <TextField
        label={say('samples.correct-container')}
        value={values.container}
        onChange={change('container')}
      />
      <NumberField
        label={say('samples.correct-volume')}
        unit={say('samples.microlitre')}
        value={values.volume}
        onChange={change('volume')}
      />
      <TextField
        isMultiline
        isRequired
        label={say('samples.correct-reason')}
        value={reason}
        onChange={setReason}
      />
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
    </Dialog>
  );
}
