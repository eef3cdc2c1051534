// How an animal's part in the study ends: completed, withdrawn, dead; and the taking back of an ending.
// Must not be confirmed by a key pressed twice: the button says what will be recorded.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { SaveForm } from '../../SaveForm.tsx';
import type { AnimalDetail } from './AnimalMarks.tsx';

export type Ending = 'complete' | 'withdraw' | 'death' | 'reinstate';

const commands = {
  complete: 'animal.complete',
  withdraw: 'animal.withdraw',
  death: 'animal.recordDeath',
  reinstate: 'animal.reinstate',
} as const;

const reasonLabels = {
  complete: undefined,
  withdraw: 'animals.withdraw-reason',
  death: 'animals.death-cause',
  reinstate: 'animals.reinstate-reason',
} as const;

interface EndingActProps {
  readonly act: Ending;
  readonly detail: AnimalDetail;
  readonly onClose: () => void;
}

export function EndingAct({ act, detail, onClose }: EndingActProps): ReactElement {
  const { id } = detail.animal;
  const reasonLabel = reasonLabels[act];
  return (
    <SaveForm
      frame="dialog"
      title={say(`animals.${act}-title`, { id })}
      submit={say(`animals.${act}-submit`)}
      isDanger={act === 'death' || act === 'withdraw'}
      hasReason={reasonLabel !== undefined}
      reasonLabel={reasonLabel === undefined ? undefined : say(reasonLabel)}
      save={(saver, meta) => saver.save(commands[act], { animalId: id }, meta)}
      done={say(`animals.${act}-done`, { id })}
      onClose={onClose}
    >
      {() => <p>{say(`animals.${act}-note`)}</p>}
    </SaveForm>
  );
}
