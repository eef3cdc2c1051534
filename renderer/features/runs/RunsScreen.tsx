// The screen Runs: the list, the start of a run, or one run, by what the address says.
// Must not decide anything: it shows state and sends commands.

import type { ReactElement } from 'react';
import type { ScreenProps } from '../../navigation.ts';
import { RunList } from './RunList.tsx';
import { RunPage } from './RunPage.tsx';
import './runs.css';
import { StartRun } from './StartRun.tsx';

export function RunsScreen({ id, part }: ScreenProps): ReactElement {
  if (id === undefined) return <RunList />;
  if (id === 'new') return <StartRun subjectId={part} />;
  return <RunPage key={id} runId={id} part={part} />;
}
