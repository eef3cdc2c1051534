// A count of the suspension as it is now: cells per millilitre, viability, and its volume if that was measured too.
// Must not fill in an earlier count.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { inMillilitres, orNull } from './lot-words.ts';

interface SuspensionDrawerProps {
  readonly lotId: string;
  readonly onClose: () => void;
}

export function SuspensionDrawer({ lotId, onClose }: SuspensionDrawerProps): ReactElement {
  const [cellsPerMl, setCells] = useState('');
  const [viabilityPercent, setViability] = useState('');
  const [volumeMicrolitre, setVolume] = useState('');
  return (
    <SaveForm
      frame="drawer"
      title={say('lots.measure')}
      lead={say('lots.measure-lead')}
      submit={say('lots.measure-submit')}
      onClose={onClose}
      save={(saver, meta) =>
        saver.save(
          'lot.measureSuspension',
          { lotId, cellsPerMl, viabilityPercent, volumeMicrolitre: orNull(volumeMicrolitre) },
          meta,
        )
      }
    >
      <NumberField
        label={say('lots.cells-per-ml')}
        description={say('lots.cells-form')}
        unit="cells/mL"
        isScientific
        value={cellsPerMl}
        onChange={setCells}
        isRequired
      />
      <NumberField
        label={say('lots.viability')}
        unit="%"
        value={viabilityPercent}
        onChange={setViability}
        isRequired
      />
      <NumberField
        label={say('lots.volume-now')}
        description={volumeMicrolitre === '' ? say('lots.volume-now-hint') : inMillilitres(volumeMicrolitre)}
        unit="µL"
        value={volumeMicrolitre}
        onChange={setVolume}
      />
    </SaveForm>
  );
}
