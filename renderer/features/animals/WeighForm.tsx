// The most used act of an animal's page: one field, Enter.
// Must not judge the weight against the criteria: a wrong animal is weighed all the same.

import { Scale } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useActFields } from '../../ActFields.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { showToast } from '../../ui/toast.ts';
import { MoreAct } from './MoreAct.tsx';
import { useWeightDoubt } from './weight-doubt.tsx';

export function WeighForm({ animalId }: { readonly animalId: string }): ReactElement {
  const saver = useSaver();
  const act = useActFields();
  const [weightKg, setWeightKg] = useState('');
  const weight = weightKg.trim();
  const doubt = useWeightDoubt(weight);

  const type = (text: string): void => {
    // The form stands on the page all day: it is decided on what is shown when the typing begins. What was refused
    // of another weight says nothing of this one.
    saver.forget();
    setWeightKg(text);
  };

  const weigh = async (): Promise<void> => {
    if (weight === '' || saver.isSaving) return;
    const { deviationReason } = doubt;
    const input = { animalId, weightKg: weight, deviationReason };
    const outcome = doubt.note(await saver.save('animal.weigh', input, act.meta));
    if (!outcome.ok) return;
    showToast({ tone: 'done', message: say('animals.weighed', { id: animalId, weight }) });
    setWeightKg('');
    act.clear();
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void weigh();
      }}
    >
      <Stack gap={1}>
        <Row align="end" gap={2}>
          <NumberField
            label={say('animals.weigh-field')}
            unit={say('animals.kg')}
            value={weightKg}
            onChange={type}
          />
          <Button
            type="submit"
            variant="primary"
            icon={Scale}
            isPending={saver.isSaving}
            isDisabled={weight === ''}
          >
            {weight === '' ? say('animals.weigh-submit') : say('animals.weigh-submit-value', { weight })}
          </Button>
        </Row>
        <MoreAct act={act} />
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
        {doubt.field}
      </Stack>
    </form>
  );
}
