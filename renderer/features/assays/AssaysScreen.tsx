// The screen Assays: the evaluations, a new one from a file, or one evaluation, by what the address says.
// Must not decide anything: it shows state and sends commands.

import type { ReactElement } from 'react';
import type { ScreenProps } from '../../navigation.ts';
import './assays.css';
import { EvaluationList } from './EvaluationList.tsx';
import { EvaluationPage } from './EvaluationPage.tsx';
import { NewEvaluation } from './NewEvaluation.tsx';

export function AssaysScreen({ id, part }: ScreenProps): ReactElement {
  if (id === undefined) return <EvaluationList />;
  if (id === 'new') return <NewEvaluation />;
  return <EvaluationPage key={id} assayId={id} numberId={part} />;
}
