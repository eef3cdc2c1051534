// Defining a freezer, or changing its layout with a reason.
// Must not check a layout: the notebook knows what lies where.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { FreezerRow } from './BoxChoice.tsx';
import { reasonMeta } from './ReasonField.tsx';

interface FreezerDialogProps {
  /** Undefined for a new one. */
  readonly freezer: FreezerRow | undefined;
  readonly onClose: () => void;
}

export function FreezerDialog({ freezer, onClose }: FreezerDialogProps): ReactElement {
  const [id, setId] = useState(freezer?.id ?? '');
  const [title, setTitle] = useState(freezer?.title ?? '');
  const [temperature, setTemperature] = useState(freezer?.temperatureCelsius ?? '-80');
  const [counts, setCounts] = useState({
    racks: String(freezer?.racks ?? ''),
    boxesPerRack: String(freezer?.boxesPerRack ?? ''),
    rows: String(freezer?.rows ?? 9),
    columns: String(freezer?.columns ?? 9),
  });
  const [reason, setReason] = useState('');
  const saver = useSaver();
  const freezerId = id.trim().toUpperCase();

  const submit = async (): Promise<void> => {
    if (saver.isSaving) return;
    const outcome = await saver.save(
      'freezer.define',
      {
        freezerId,
        title,
        temperatureCelsius: temperature.trim().replace('−', '-'),
        racks: Number(counts.racks),
        boxesPerRack: Number(counts.boxesPerRack),
        rows: Number(counts.rows),
        columns: Number(counts.columns),
      },
      reasonMeta(reason),
    );
    if (!outcome.ok) return;
    onClose();
    go('samples', freezerId, 'freezer');
  };

  const count = (key: keyof typeof counts, label: string, description?: string): ReactElement => (
    <NumberField
      label={label}
      description={description}
      isWhole
      isRequired
      value={counts[key]}
      onChange={(value) => setCounts({ ...counts, [key]: value })}
    />
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={freezer ? say('samples.change-freezer') : say('samples.define-freezer')}
      onSubmit={() => void submit()}
      actions={
        <Button type="submit" variant="primary" isPending={saver.isSaving}>
          {say(freezer ? 'samples.save-layout' : 'samples.save-freezer', { id: freezerId })}
        </Button>
      }
    >
      <Grid columns="halves">
        {freezer === undefined && (
          <TextField
            label={say('samples.freezer-id')}
            description={say('samples.freezer-id-hint')}
            value={id}
            onChange={setId}
            isMono
            isRequired
            autoFocus
          />
        )}
        <TextField label={say('samples.freezer-name')} value={title} onChange={setTitle} isRequired />
        <TextField
          label={`${say('samples.temperature')} (°C)`}
          value={temperature}
          onChange={setTemperature}
          isRequired
        />
        {count('racks', say('samples.racks'))}
        {count('boxesPerRack', say('samples.boxes'))}
        {count('rows', say('samples.rows'), say('samples.rows-hint'))}
        {count('columns', say('samples.columns'))}
      </Grid>
      {freezer && (
        <TextField isMultiline isRequired label={say('samples.reason')} value={reason} onChange={setReason} />
      )}
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
    </Dialog>
  );
}
