// What the window shows first of all: a start without a notebook, the sign-in, the locked screen, or the work.
// Must not show anything of a notebook before somebody is signed in (P11-10d).

import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { Notice } from '../ui/Notice.tsx';
import { StatusRegion } from '../ui/StatusRegion.tsx';
import { followNotebook, useIsAnswered } from '../live.ts';
import { followAlarms } from './alarms.ts';
import { followApplication, useApplication } from './application.ts';
import { ChoosePassword } from './ChoosePassword.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { LockScreen } from './LockScreen.tsx';
import { QuitBackup } from './QuitBackup.tsx';
import { SignIn } from './SignIn.tsx';
import { Start } from './Start.tsx';

/** The work is most of the program: it is read while the person looks at the sign-in, which does not wait for it. */
const readShell = async () => ({ default: (await import('./Shell.tsx')).Shell });
const Shell = lazy(readShell);

export function App(): ReactElement {
  const state = useApplication((store) => store.state);
  const isAnswered = useIsAnswered();
  // A state alone would come one drawing too late: for a moment the mark below would say that an empty page is ready.
  const isReading = useRef(false);
  const [, drawAgain] = useState(0);
  const tellReading = useCallback((is: boolean) => {
    isReading.current = is;
    drawAgain((times) => times + 1);
  }, []);
  const isStarted = state !== undefined;

  useEffect(() => {
    const ends = [followApplication(), followNotebook(), followAlarms()];
    return () => ends.forEach((end) => end());
  }, []);

  useEffect(() => {
    // A failure shows where the work is opened.
    if (isStarted) void readShell().catch(() => {});
  }, [isStarted]);

  useEffect(() => {
    // Tests and screenshots wait for this mark: everything that the screen shows is there.
    document.documentElement.dataset['ready'] = String(isStarted && isAnswered && !isReading.current);
  });

  return (
    <ErrorBoundary>
      <Suspense fallback={<Reading tell={tellReading} />}>
        <Stage />
      </Suspense>
      <QuitBackup />
      <StatusRegion />
    </ErrorBoundary>
  );
}

function Reading({ tell }: { readonly tell: (isReading: boolean) => void }): null {
  useLayoutEffect(() => {
    tell(true);
    return () => tell(false);
  }, [tell]);
  return null;
}

function Stage(): ReactElement | null {
  const state = useApplication((store) => store.state);
  const refusal = useApplication((store) => store.refusal);
  if (!state) return refusal ? <Notice tone="refused" message={refusal.message} /> : null;
  if (!state.notebook) return <Start state={state} />;
  if (!state.session) return <SignIn notebook={state.notebook} />;
  if (state.session.isLocked)
    return <LockScreen session={state.session} isSimulated={state.notebook.isSimulated} />;
  if (state.session.mustChangePassword) return <ChoosePassword userId={state.session.userId} />;
  // Another person starts with fresh screens: nothing typed or unfolded by the last one stays.
  return <Shell key={state.session.userId} state={state} session={state.session} />;
}
