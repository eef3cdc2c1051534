// What the window shows first of all: a start without a notebook, the sign-in, the locked screen, or the work.
// Must not show anything of a notebook before somebody is signed in (P11-10d).

import { useEffect, useState, type ReactElement } from 'react';
import type { ApplicationState } from '../../shared/services.ts';
import { Notice } from '../ui/Notice.tsx';
import { StatusRegion } from '../ui/StatusRegion.tsx';
import { followNotebook, useIsAnswered } from '../live.ts';
import { followAlarms } from './alarms.ts';
import { followApplication, useApplication } from './application.ts';
import { ChoosePassword } from './ChoosePassword.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { LockScreen } from './LockScreen.tsx';
import { QuitBackup } from './QuitBackup.tsx';
import type { Shell as ShellOfWork } from './Shell.tsx';
import { SignIn } from './SignIn.tsx';
import { Start } from './Start.tsx';

/** The work, or why it could not be read; both undefined until then. */
interface Work {
  readonly Shell?: typeof ShellOfWork;
  readonly failure?: Error;
}

/** The work is most of the program: it is read while the person looks at the sign-in, which does not wait for it. */
function useWork(isStarted: boolean): Work {
  const [work, setWork] = useState<Work>({});
  useEffect(() => {
    if (!isStarted) return;
    import('./Shell.tsx').then(
      ({ Shell }) => setWork({ Shell }),
      (error: unknown) => setWork({ failure: error instanceof Error ? error : new Error(String(error)) }),
    );
  }, [isStarted]);
  return work;
}

/** Whether somebody is at work: signed in, not locked out, with a password of their own. */
function isAtWork(state: ApplicationState): boolean {
  const session = state.notebook ? state.session : null;
  return session !== null && !session.isLocked && !session.mustChangePassword;
}

export function App(): ReactElement {
  const state = useApplication((store) => store.state);
  const isAnswered = useIsAnswered();
  const work = useWork(state !== undefined);
  const isShown = state !== undefined && (work.Shell !== undefined || !isAtWork(state));

  useEffect(() => {
    const ends = [followApplication(), followNotebook(), followAlarms()];
    return () => ends.forEach((end) => end());
  }, []);

  useEffect(() => {
    // Tests and screenshots wait for this mark: everything that the screen shows is there.
    document.documentElement.dataset['ready'] = String(isShown && isAnswered);
  });

  return (
    <ErrorBoundary>
      <Stage work={work} />
      <QuitBackup />
      <StatusRegion />
    </ErrorBoundary>
  );
}

function Stage({ work: { Shell, failure } }: { readonly work: Work }): ReactElement | null {
  const state = useApplication((store) => store.state);
  const refusal = useApplication((store) => store.refusal);
  if (!state) return refusal ? <Notice tone="refused" message={refusal.message} /> : null;
  if (!state.notebook) return <Start state={state} />;
  if (!state.session) return <SignIn notebook={state.notebook} />;
  if (state.session.isLocked)
    return <LockScreen session={state.session} isSimulated={state.notebook.isSimulated} />;
  if (state.session.mustChangePassword) return <ChoosePassword userId={state.session.userId} />;
  if (failure) throw failure;
  if (!Shell) return null;
  // Another person starts with fresh screens: nothing typed or unfolded by the last one stays.
  return <Shell key={state.session.userId} state={state} session={state.session} />;
}
