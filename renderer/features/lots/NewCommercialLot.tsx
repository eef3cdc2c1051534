// A bought lot of saline or medium: supplier, the supplier's lot, expiry, volume.
// Must not convert the volume: what it is in millilitres is only shown beside it.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useActFields } from '../../ActFields.tsx';
import { go } from '../../navigation.ts';
import { useSaver } from '../../saving.ts';
import { Grid } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useCommonFacts } from './common-facts.tsx';
import { inMillilitres, isMissing, neededError } from './lot-words.ts';
import { NewLotForm } from './NewLotForm.tsx';

export function NewCommercialLot({ kind }: { readonly kind: 'saline' | 'dmem' }): ReactElement {
  const [isTried, setIsTried] = useState(false);
  const example = kind === 'saline' ? 'SAL-01' : 'DMEM-01';
  const common = useCommonFacts(example, { needs: 'code-and-expiry', isTried });
  const [supplier, setSupplier] = useState('');
  const [supplierLot, setSupplierLot] = useState('');
  const [volumeMicrolitre, setVolume] = useState('');
  const act = useActFields();
  const saver = useSaver();
  const create = async (): Promise<void> => {
    setIsTried(true);
    const { expiresAt } = common.input;
    if (
      common.isIncomplete ||
      expiresAt === null ||
      [supplier, supplierLot, volumeMicrolitre].some(isMissing)
    ) {
      return;
    }
    const input = { ...common.input, kind, supplier, supplierLot, volumeMicrolitre, expiresAt };
    const outcome = await saver.save('lot.createCommercial', input, act.meta);
    if (outcome.ok) go('lots', outcome.value.value.lotId);
  };
  return (
    <NewLotForm
      title={say(`lots.new-${kind}`)}
      lead={say('lots.commercial-lead')}
      saver={saver}
      submit={say('lots.create', { code: common.input.code.trim().toUpperCase() })}
      onSubmit={() => void create()}
    >
      <Panel title={say('lots.what')}>{common.fields}</Panel>
      <Panel title={say('lots.bought')}>
        <Grid>
          <TextField
            label={say('lots.supplier')}
            value={supplier}
            onChange={setSupplier}
            isRequired
            error={neededError(supplier, isTried)}
          />
          <TextField
            label={say('lots.supplier-lot')}
            value={supplierLot}
            onChange={setSupplierLot}
            isMono
            isRequired
            error={neededError(supplierLot, isTried)}
          />
          <NumberField
            label={say('lots.volume')}
            description={inMillilitres(volumeMicrolitre)}
            unit="µL"
            value={volumeMicrolitre}
            onChange={setVolume}
            isRequired
            error={neededError(volumeMicrolitre, isTried)}
          />
        </Grid>
      </Panel>
      <Panel title={say('lots.by-whom')}>{act.fields}</Panel>
    </NewLotForm>
  );
}
