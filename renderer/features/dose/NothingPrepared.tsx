// For those who do not prepare: that there is no syringe yet, and the way in for one that is brought all the same.
// Must not say why there is none: that could tell the group.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Notice } from '../../ui/Notice.tsx';
import { GiveDose } from './GiveDose.tsx';

export function NothingPrepared({ animalId }: { readonly animalId: string }): ReactElement {
  return (
    <>
      <Notice
        tone="due"
        message={say('dosing.nothing-prepared', { animal: animalId })}
        remedy={say('dosing.nothing-prepared-remedy')}
      />
      <GiveDose animalId={animalId} code={null} />
    </>
  );
}
