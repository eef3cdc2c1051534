// One passage of a lot of cells: number, confluence, count, viability, split.
// Must not require what was not measured.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { orNull } from './lot-words.ts';

interface PassageDrawerProps {
  readonly lotId: string;
  readonly last: number | undefined;
  readonly onClose: () => void;
}

export function PassageDrawer({ lotId, last, onClose }: PassageDrawerProps): ReactElement {
  const [passage, setPassage] = useState(String(last === undefined ? 0 : last + 1));
  const [confluencePercent, setConfluence] = useState('');
  const [viableCells, setCells] = useState('');
  const [viabilityPercent, setViability] = useState('');
  const [splitRatio, setSplit] = useState('');
  return (
    <SaveForm
      frame="drawer"
      title={say('lots.add-passage')}
      submit={say('lots.record-passage', { passage: passage.trim() })}
      isReady={/^\d{1,2}$/.test(passage.trim())}
      onClose={onClose}
      save={(saver, meta) =>
        saver.save(
          'lot.recordPassage',
          {
            lotId,
            passage: Number(passage),
            confluencePercent: orNull(confluencePercent),
            viableCells: orNull(viableCells),
            viabilityPercent: orNull(viabilityPercent),
            splitRatio: orNull(splitRatio),
          },
          meta,
        )
      }
    >
      <Grid columns="narrow">
        <NumberField label={say('lots.passage')} isWhole value={passage} onChange={setPassage} isRequired />
        <NumberField
          label={say('lots.confluence')}
          unit="%"
          value={confluencePercent}
          onChange={setConfluence}
        />
        <NumberField
          label={say('lots.viable-cells')}
          description={say('lots.cells-form')}
          isScientific
          value={viableCells}
          onChange={setCells}
        />
        <NumberField
          label={say('lots.viability')}
          unit="%"
          value={viabilityPercent}
          onChange={setViability}
        />
        <TextField
          label={say('lots.split')}
          description={say('lots.split-form')}
          value={splitRatio}
          onChange={setSplit}
        />
      </Grid>
    </SaveForm>
  );
}
