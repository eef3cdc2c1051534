// The screen Assays: the evaluations, a new one from a file or at the microscope, or one evaluation, by the address.
// Must not decide anything: it shows state and sends commands.

import type { ReactElement } from 'react';
import type { ScreenProps } from '../../navigation.ts';
import './assays.css';
import { EvaluationList } from './EvaluationList.tsx';
import { EvaluationPage } from './EvaluationPage.tsx';
import { MixPage } from './MixPage.tsx';
import { NewEvaluation } from './NewEvaluation.tsx';
import { CountNuclei } from './microscope/CountNuclei.tsx';
import { DrawSlides } from './microscope/DrawSlides.tsx';
import './microscope/microscope.css';
import { ReadSlides } from './microscope/ReadSlides.tsx';
import { SlideLists } from './microscope/SlideLists.tsx';

export function AssaysScreen({ id, part }: ScreenProps): ReactElement {
  if (id === undefined) return <EvaluationList />;
  if (id === 'new') return <NewEvaluation lotId={part} />;
  if (id === 'mix') return <MixPage />;
  if (id === 'slides') return <Slides part={part} />;
  if (id === 'ki67') return <CountNuclei key={part} assayId={part} />;
  return <EvaluationPage key={id} assayId={id} numberId={part} />;
}

/** The lists of slides, a new one, or one at the microscope. */
function Slides({ part }: Pick<ScreenProps, 'part'>): ReactElement {
  if (part === undefined) return <SlideLists />;
  return part === 'draw' ? <DrawSlides /> : <ReadSlides key={part} listId={part} />;
}
