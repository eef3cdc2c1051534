// The screen Animals: the list, one animal, the registration, the allocation.
// Must not decide anything: it shows state and sends commands.

import type { ReactElement } from 'react';
import { go, type ScreenProps } from '../../navigation.ts';
import { AllocationPage } from './AllocationPage.tsx';
import { AnimalList } from './AnimalList.tsx';
import { AnimalPage } from './AnimalPage.tsx';
import { RegisterAnimal } from './RegisterAnimal.tsx';
import { WeighDialog } from './WeighDialog.tsx';

/** `#/animals`, `#/animals/P07/timeline`, and without an animal: `#/animals//register`, `//allocation`, `//weigh`. */
export function AnimalsScreen({ id, part }: ScreenProps): ReactElement {
  if (id !== undefined) return <AnimalPage key={id} animalId={id} part={part} />;
  if (part === 'register') return <RegisterAnimal />;
  if (part === 'allocation') return <AllocationPage />;
  return (
    <>
      <AnimalList />
      {part === 'weigh' && <WeighDialog onClose={() => go('animals')} />}
    </>
  );
}
