// The screen Dose: to choose, one animal, or one syringe, by what the address names.
// Must not decide anything: it shows state and sends commands.

import type { ReactElement } from 'react';
import type { ScreenProps } from '../../navigation.ts';
import { AnimalDose } from './AnimalDose.tsx';
import './dose.css';
import { DoseChooser } from './DoseChooser.tsx';
import { SyringeDose } from './SyringeDose.tsx';

export function DoseScreen({ id }: ScreenProps): ReactElement {
  if (id === undefined) return <DoseChooser />;
  // Codes of syringes and ids of doses begin with a digit, ids of animals with a letter.
  if (/^\d/.test(id)) return <SyringeDose key={id} code={id} />;
  return <AnimalDose key={id} animalId={id} />;
}
