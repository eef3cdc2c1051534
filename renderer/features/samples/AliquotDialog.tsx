// Dividing a sample into aliquots of one volume.
// Must not compute what is left: the notebook does, and refuses more than there is without a reason.

import { useState, type ReactElement } from 'react';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SampleState } from '../../../shared/domain/sample.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Soft } from '../../ui/Text.tsx';
import { LabelsDialog } from './LabelsDialog.tsx';
import { ReasonField, reasonMeta } from './ReasonField.tsx';
import { asksReason, type Labelled } from './wording.ts';

interface AliquotDialogProps {
  readonly sample: SampleState;
  readonly onClose: () => void;
}

const mostAliquots = 30;

export function AliquotDialog({ sample, onClose }: AliquotDialogProps): ReactElement {
  const [countText, setCountText] = useState('');
  const [volume, setVolume] = useState('');
  const [reason, setReason] = useState('');
  const [made, setMade] = useState<readonly Labelled[]>();
  const act = useActFields();
  const saver = useSaver();
  const count = /^\d{1,2}$/.test(countText.trim()) ? Number(countText) : 0;
  const isCount = count >= 1 && count <= mostAliquots;

  const submit = async (): Promise<void> => {
    if (!isCount || saver.isSaving) return;
    const one = { volumeMicrolitre: volume.trim() === '' ? null : volume.trim() };
    const outcome = await saver.save(
      'sample.aliquot',
      { sampleId: sample.id, aliquots: Array.from({ length: count }, () => one) },
      { ...act.meta, ...reasonMeta(reason) },
    );
    if (outcome.ok) setMade(outcome.value.value.sampleIds.map((id) => ({ ...sample, id })));
  };

  if (made) return <LabelsDialog labelled={made} isJustTaken={false} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('samples.aliquot-title', { sample: sample.id })}
      onSubmit={() => void submit()}
      actions={
        <Button type="submit" variant="primary" isPending={saver.isSaving} isDisabled={!isCount}>
          {say(count === 1 ? 'samples.aliquot-now-one' : 'samples.aliquot-now', {
            count: isCount ? count : '',
          })}
        </Button>
      }
    >
      <Soft>
        {sample.volumeMicrolitre !== null &&
          `${say('samples.aliquot-left', { volume: sample.volumeMicrolitre })} `}
        {say('samples.aliquot-more', { first: `${sample.id}-A${sample.aliquots + 1}` })}
      </Soft>
      <Grid columns="halves">
        <NumberField
          label={say('samples.aliquot-count')}
          value={countText}
          onChange={setCountText}
          limits={{ low: '1', high: String(mostAliquots) }}
          isWhole
          isRequired
          autoFocus
        />
        <NumberField
          label={say('samples.aliquot-volume')}
          unit={say('samples.microlitre')}
          value={volume}
          onChange={setVolume}
        />
      </Grid>
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      {(asksReason(saver.refusal?.code) || reason !== '') && (
        <ReasonField label={say('samples.reason')} value={reason} onChange={setReason} />
      )}
      {act.fields}
    </Dialog>
  );
}
