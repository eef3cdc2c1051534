// Weighs any animal from anywhere: which one, how much, Enter.
// Must not judge the weight: a wrong animal is weighed all the same.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { useWeightDoubt } from './weight-doubt.tsx';

export function WeighDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const animals = useLive('animal.list', { status: 'active' }).value?.animals ?? [];
  const [animalId, setAnimalId] = useState<string | null>(null);
  const [weightKg, setWeightKg] = useState('');
  const weight = weightKg.trim();
  const doubt = useWeightDoubt(weight);
  return (
    <SaveForm
      frame="dialog"
      title={say('animals.weigh')}
      submit={weight === '' ? say('animals.weigh-submit') : say('animals.weigh-submit-value', { weight })}
      isComplete={animalId !== null && weight !== ''}
      save={async (saver, meta) => {
        const { deviationReason } = doubt;
        const input = { animalId: animalId ?? '', weightKg: weight, deviationReason };
        return doubt.note(await saver.save('animal.weigh', input, meta));
      }}
      done={say('animals.weighed', { id: animalId ?? '', weight })}
      onClose={onClose}
    >
      {(isTried) => (
        <Grid columns="normal">
          <ComboBox
            label={say('animals.animal')}
            isRequired
            options={animals.map(({ animal }) => ({
              value: animal.id,
              label: animal.id,
              note: animal.earTag,
            }))}
            value={animalId}
            onChange={setAnimalId}
            error={isTried && animalId === null ? say('animals.choose') : undefined}
          />
          <NumberField
            label={say('animals.weigh-field')}
            unit={say('animals.kg')}
            isRequired
            value={weightKg}
            onChange={setWeightKg}
            error={isTried && weight === '' ? say('animals.fill-in') : undefined}
          />
          {doubt.field}
        </Grid>
      )}
    </SaveForm>
  );
}
