// The lots that an animal's dose can come from: each with what is left and what is against it; chosen or scanned.
// Must not choose one: with which lot a syringe is filled is for a person to say.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { ScanField } from './ScanField.tsx';
import { shortAmount } from './amounts.ts';

type Lots = QueryValue<'dose.preparationView'>['animals'][number]['lots'];

interface LotChoiceProps {
  readonly lots: Lots;
  readonly lotId: string | null;
  readonly onChoose: (lotId: string) => void;
}

export function LotChoice({ lots, lotId, onChoose }: LotChoiceProps): ReactElement {
  const [error, setError] = useState<string>();
  const scan = (code: string): void => {
    const lot = lots.find((one) => one.code === code.toUpperCase());
    setError(lot ? undefined : say('dosing.lot-not-here', { code }));
    if (lot) onChoose(lot.lotId);
  };
  return (
    <Panel title={say('dosing.lot')}>
      {lots.length === 0 ? (
        <Stack>
          <p>{say('dosing.no-lots')}</p>
          <div>
            <Button onPress={() => go('lots')}>{say('dosing.open-lots')}</Button>
          </div>
        </Stack>
      ) : (
        <Stack>
          <RadioGroup
            label={say('dosing.lot-choose')}
            isLabelHidden
            orientation="horizontal"
            options={lots.map((lot) => ({
              value: lot.lotId,
              label: `${lot.code} · ${lot.title}`,
              note: lot.problems[0]?.message ?? available(lot.availableMicrolitre),
            }))}
            value={lotId}
            onChange={onChoose}
          />
          <ScanField
            label={say('dosing.lot-scan')}
            action={say('dosing.choose')}
            error={error}
            onCode={scan}
          />
        </Stack>
      )}
    </Panel>
  );
}

function available(amount: string): string {
  return say('dosing.lot-available', { amount: shortAmount(amount) });
}
