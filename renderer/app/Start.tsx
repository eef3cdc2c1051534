// The window without a notebook: make one, open one, look at the demonstration, restore a backup.
// Must not be a dead end: each refusal stands here with its way out.

import { useState, type ReactElement } from 'react';
import { say } from '../../shared/catalogue/catalogue.ts';
import type { Outcome, Refusal } from '../../shared/kernel/refusal.ts';
import type { ApplicationState } from '../../shared/services.ts';
import { bridge } from '../bridge.ts';
import { Button } from '../ui/Button.tsx';
import { Stack } from '../ui/Layout.tsx';
import { Notice } from '../ui/Notice.tsx';
import { takeState } from './application.ts';
import './entry.css';
import { NewNotebook } from './NewNotebook.tsx';

export function Start({ state }: { readonly state: ApplicationState }): ReactElement {
  const [isNew, setIsNew] = useState(false);
  const [busy, setBusy] = useState<'demo' | 'other'>();
  const [refusal, setRefusal] = useState<Refusal>();

  const carryOut = async (
    what: 'demo' | 'other',
    work: () => Promise<Outcome<ApplicationState | null>>,
  ): Promise<void> => {
    setBusy(what);
    setRefusal(undefined);
    const outcome = await work();
    setBusy(undefined);
    if (outcome.ok) takeState(outcome);
    else setRefusal(outcome.refusal);
  };

  const restore = async (): Promise<Outcome<ApplicationState | null>> => {
    const restored = await bridge.service('backup.restore', { path: null });
    if (!restored.ok || restored.value === null) return restored.ok ? { ok: true, value: null } : restored;
    return bridge.service('notebook.open', { path: restored.value.path });
  };

  // A file that cannot be written names its place: it may still be readable.
  const shownPath = refusal?.details?.['path'];
  const show = (path: string) => bridge.service('notebook.show', { path });

  const continueDemonstration = () => bridge.service('notebook.openDemonstration', { isContinued: true });

  if (isNew) return <NewNotebook onBack={() => setIsNew(false)} />;
  return (
    <main className="entry">
      <div className="entry-card">
        <Stack gap={3}>
          <header>
            <h1>{say('start.title')}</h1>
            <p className="entry-lead">{say('start.lead')}</p>
          </header>
          {refusal && (
            <Notice
              tone="refused"
              message={refusal.message}
              remedy={refusal.remedy}
              actions={
                typeof shownPath === 'string' && (
                  <Button onPress={() => void carryOut('other', () => show(shownPath))}>
                    {say('start.show-damaged')}
                  </Button>
                )
              }
            />
          )}
          {busy === 'demo' && <Notice isLive message={say('start.demo-working')} />}
          <Stack gap={1}>
            <Button variant="primary" isWide onPress={() => setIsNew(true)} autoFocus>
              {say('start.new')}
            </Button>
            <Button
              isWide
              isPending={busy === 'demo'}
              onPress={() => void carryOut('demo', () => bridge.service('notebook.openDemonstration', {}))}
            >
              {say(state.isDemonstrationOver ? 'start.demo-afresh' : 'start.demo')}
            </Button>
            {state.isDemonstrationOver && (
              <Button isWide onPress={() => void carryOut('other', continueDemonstration)}>
                {say('start.demo-continue')}
              </Button>
            )}
            <Button
              isWide
              isPending={busy === 'other'}
              onPress={() => void carryOut('other', () => bridge.service('notebook.choose', {}))}
            >
              {say('start.open')}
            </Button>
            <Button isWide onPress={() => void carryOut('other', restore)}>
              {say('start.restore')}
            </Button>
          </Stack>
          {state.recent.length > 0 && (
            <section aria-labelledby="recent">
              <h2 id="recent">{say('start.recent')}</h2>
              <div className="entry-recent">
                {state.recent.map((path) => (
                  <Button
                    key={path}
                    variant="plain"
                    onPress={() => void carryOut('other', () => bridge.service('notebook.open', { path }))}
                  >
                    {path}
                  </Button>
                ))}
              </div>
            </section>
          )}
        </Stack>
      </div>
    </main>
  );
}
