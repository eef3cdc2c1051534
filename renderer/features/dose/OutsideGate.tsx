// What was given outside the gate: always recordable, with a reason; red everywhere, and a deviation for the director.
// Must not be refused for what the gate says, nor need a syringe of this notebook.

import { TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useActFields } from '../../ActFields.tsx';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { startingAmounts, useAmounts } from './AmountFields.tsx';

interface OutsideGateProps {
  /** Filled in from the page where it is known. */
  readonly animalId: string | null;
  readonly code: string | null;
  /** Where a refusal stands: "it was given all the same". */
  readonly isPlain?: boolean | undefined;
}

export function OutsideGateButton({ isPlain = false, ...known }: OutsideGateProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={TriangleAlert} onPress={() => setIsOpen(true)}>
        {say(isPlain ? 'dosing.outside-all-the-same' : 'dosing.outside-open')}
      </Button>
      {isOpen && <OutsideForm {...known} onClose={() => setIsOpen(false)} />}
    </>
  );
}

type Which = 'with-code' | 'without-code';

function OutsideForm(known: OutsideGateProps & { readonly onClose: () => void }): ReactElement {
  const [animalId, setAnimalId] = useState(known.animalId);
  const [which, setWhich] = useState<Which>(known.code === null ? 'without-code' : 'with-code');
  const [code, setCode] = useState(known.code ?? '');
  const [lotCode, setLotCode] = useState('');
  const amounts = useAmounts(null, startingAmounts(null, '0', 1, 1));
  const act = useActFields({ hasReason: true, reasonLabel: say('dosing.outside-why') });
  const saver = useSaver();

  const record = async (): Promise<void> => {
    const isPrepared = which === 'with-code';
    const input = {
      animalId: animalId ?? '',
      code: isPrepared ? code.trim() : null,
      lotCode: isPrepared || lotCode.trim() === '' ? null : lotCode.trim(),
      ...amounts.input,
    };
    const outcome = await saver.save('dose.giveOutsideGate', input, act.meta);
    if (!outcome.ok) return;
    known.onClose();
    go('dose', input.animalId);
  };

  return (
    <Drawer
      isOpen
      onClose={known.onClose}
      title={say('dosing.outside-title')}
      onSubmit={() => void record()}
      actions={
        <Button type="submit" variant="danger" isPending={saver.isSaving}>
          {say('dosing.outside-submit', { amount: amounts.injected ?? '?' })}
        </Button>
      }
    >
      <Stack gap={3}>
        <Notice tone="refused" isLive={false} message={say('dosing.outside-lead')} />
        <AnimalField animalId={animalId} onChoose={setAnimalId} />
        <RadioGroup<Which>
          label={say('dosing.outside-which')}
          options={[
            { value: 'with-code', label: say('dosing.outside-with-code') },
            { value: 'without-code', label: say('dosing.outside-without-code') },
          ]}
          value={which}
          onChange={setWhich}
        />
        {which === 'with-code' ? (
          <TextField label={say('dosing.outside-code')} value={code} onChange={setCode} isMono isRequired />
        ) : (
          <TextField
            label={say('dosing.outside-lot')}
            description={say('dosing.outside-lot-hint')}
            value={lotCode}
            onChange={setLotCode}
            isMono
          />
        )}
        {amounts.fields}
        {act.fields}
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      </Stack>
    </Drawer>
  );
}

interface AnimalFieldProps {
  readonly animalId: string | null;
  readonly onChoose: (animalId: string | null) => void;
}

function AnimalField({ animalId, onChoose }: AnimalFieldProps): ReactElement {
  const animals = useLive('animal.list', {}).value?.animals ?? [];
  return (
    <ComboBox
      label={say('dosing.animal')}
      options={animals.map(({ animal }) => ({ value: animal.id, label: animal.id, note: animal.earTag }))}
      value={animalId}
      onChange={onChoose}
      isRequired
    />
  );
}
