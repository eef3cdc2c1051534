// Discarding a prepared syringe: spoilt when it was drawn, cancelled when it never was; both with a reason.
// Must not choose between the two: only one of them takes from the lot.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { DoseView } from '../../../shared/domain/dose-queries.ts';
import { useActFields } from '../../ActFields.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { shortAmount } from './amounts.ts';

interface EndSyringeProps {
  readonly dose: DoseView;
  readonly way: 'spoil' | 'cancel';
}

export function EndSyringe({ dose, way }: EndSyringeProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{say(`dosing.${way}-open`)}</Button>
      {isOpen && <EndForm dose={dose} way={way} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function EndForm({ dose, way, onClose }: EndSyringeProps & { readonly onClose: () => void }): ReactElement {
  const [amount, setAmount] = useState(shortAmount(dose.drawMicrolitre ?? ''));
  const act = useActFields({ hasReason: true });
  const saver = useSaver();
  const end = async (): Promise<void> => {
    const doseId = dose.id;
    const amountMicrolitre = amount.trim() === '' ? null : amount;
    const outcome =
      way === 'spoil'
        ? await saver.save('dose.spoil', { doseId, amountMicrolitre }, act.meta)
        : await saver.save('dose.cancel', { doseId }, act.meta);
    if (outcome.ok) onClose();
  };
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={say(`dosing.${way}-title`, { code: dose.code })}
      onSubmit={() => void end()}
      actions={
        <Button type="submit" variant="danger" isPending={saver.isSaving}>
          {say(`dosing.${way}-submit`, { code: dose.code })}
        </Button>
      }
    >
      <Stack gap={3}>
        <p>{say(`dosing.${way}-lead`)}</p>
        {way === 'spoil' && (
          <NumberField
            label={say('dosing.spoil-amount')}
            description={say('dosing.spoil-amount-hint')}
            unit="µL"
            value={amount}
            onChange={setAmount}
          />
        )}
        {act.fields}
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      </Stack>
    </Drawer>
  );
}
