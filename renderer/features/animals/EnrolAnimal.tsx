// Enrols a study animal on the next free position of the allocation list.
// Must not let anybody choose the position.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { AnimalRow } from './AnimalMarks.tsx';

/** Study animals that could take a position. */
export function useWithoutPosition(): readonly AnimalRow[] {
  const animals = useLive('animal.list', { status: 'active' }).value?.animals ?? [];
  return animals.filter(({ animal }) => animal.purpose === 'study' && animal.position === null);
}

interface Enrolled {
  readonly id: string;
  readonly position: number;
}

export function EnrolAnimal(): ReactElement {
  const saver = useSaver();
  const waiting = useWithoutPosition();
  const [animalId, setAnimalId] = useState<string | null>(null);
  const [enrolled, setEnrolled] = useState<Enrolled>();
  const [isTried, setTried] = useState(false);

  const enrol = async (): Promise<void> => {
    setTried(true);
    if (animalId === null) return;
    // One choice and one press on what the page shows now: decided on the newest state.
    saver.forget();
    const outcome = await saver.save('allocation.enrol', { animalId });
    if (!outcome.ok) return;
    setEnrolled({ id: animalId, position: outcome.value.value.position });
    setAnimalId(null);
    setTried(false);
  };

  return (
    <Panel title={say('animals.enrol-title')}>
      {enrolled && <EnrolledNotice {...enrolled} />}
      {waiting.length === 0 ? (
        <p>{say('animals.enrol-none')}</p>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void enrol();
          }}
        >
          <Stack gap={2}>
            <Row align="end" gap={2}>
              <div className="animals-search">
                <ComboBox
                  label={say('animals.animal')}
                  options={waiting.map(({ animal }) => ({
                    value: animal.id,
                    label: animal.id,
                    note: animal.earTag,
                  }))}
                  value={animalId}
                  onChange={(id) => {
                    // What was refused of another animal, or before it was weighed, is no answer to this one.
                    saver.forget();
                    setAnimalId(id);
                  }}
                  error={isTried && animalId === null ? say('animals.choose') : undefined}
                />
              </div>
              <Button variant="primary" type="submit" isPending={saver.isSaving}>
                {animalId === null
                  ? say('animals.enrol-submit')
                  : say('animals.enrol-submit-id', { id: animalId })}
              </Button>
            </Row>
            <p>{say('animals.enrol-lead')}</p>
            <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
          </Stack>
        </form>
      )}
    </Panel>
  );
}

function EnrolledNotice({ id, position }: Enrolled): ReactElement {
  return (
    <Notice
      tone="done"
      message={say('animals.enrolled', { id, position })}
      remedy={say('animals.enrolled-next')}
      actions={<Button onPress={() => go('animals', id)}>{say('animals.registered-look', { id })}</Button>}
    />
  );
}
