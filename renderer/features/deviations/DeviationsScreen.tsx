// The screen Deviations: the list, one deviation with its assessment, or the form that reports one.
// Must not decide anything: it shows state and sends commands.

import type { ReactElement } from 'react';
import type { ScreenProps } from '../../navigation.ts';
import { DeviationList } from './DeviationList.tsx';
import { DeviationPage } from './DeviationPage.tsx';
import { ReportDeviation } from './ReportDeviation.tsx';

/** `#/deviations`, `#/deviations/ID`, `#/deviations//report`; `report` may name the animal: `#/deviations/P07/report`. */
export function DeviationsScreen({ id, part }: ScreenProps): ReactElement {
  if (part === 'report') return <ReportDeviation key={id} animalId={id ?? null} />;
  return id === undefined ? <DeviationList /> : <DeviationPage key={id} deviationId={id} />;
}
