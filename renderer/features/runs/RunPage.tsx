// One run: its checklist, timers, anaesthesia record, deviations, notes and files, and how it ends.
// Must not hide that the stored protocol differs from the one the run was started with.

import { MonitorPlay, NotebookPen } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { PrintButton } from '../../PrintButton.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Tabs, type TabPart } from '../../ui/Tabs.tsx';
import { AnaesthesiaRecord } from './AnaesthesiaRecord.tsx';
import { hasAnaesthesia, hasClamp, type ShownRun } from './run-view.ts';
import { RunChecklist } from './RunChecklist.tsx';
import { RunDeviations } from './RunDeviations.tsx';
import { RunEnding } from './RunEnding.tsx';
import { RunFiles } from './RunFiles.tsx';
import { RunNotes } from './RunNotes.tsx';
import { RunTimers } from './RunTimers.tsx';

interface RunPageProps {
  readonly runId: string;
  readonly part: string | undefined;
}

export function RunPage({ runId, part }: RunPageProps): ReactElement | null {
  const { value, refusal } = useLive('run.show', { runId });
  const back = { label: say('runs.title'), onPress: () => go('runs') };
  if (refusal) {
    return (
      <Page title={say('runs.run')} back={back}>
        <RefusalNotice refusal={refusal} />
      </Page>
    );
  }
  if (!value) return null;
  if (!value.run) {
    return (
      <Page title={say('runs.run')} back={back}>
        <EmptyState
          title={say('runs.unknown')}
          action={<Button onPress={() => go('runs')}>{say('runs.title')}</Button>}
        >
          {say('runs.unknown-words')}
        </EmptyState>
      </Page>
    );
  }
  return <OneRun run={value.run} part={part} />;
}

const statusTone = { open: 'accent', closed: 'done', abandoned: 'refused' } as const;

function OneRun({ run, part }: { readonly run: ShownRun; readonly part: string | undefined }): ReactElement {
  const me = useMe();
  const [ending, setEnding] = useState<'close' | 'abandon'>();
  const [isTimerStarting, setIsTimerStarting] = useState(false);
  const [isNoteAsked, setIsNoteAsked] = useState(false);
  const isOpen = run.status === 'open';
  return (
    <Page
      title={run.code}
      back={{ label: say('runs.title'), onPress: () => go('runs') }}
      mark={<StatusPill tone={statusTone[run.status]}>{say(`runs.status-${run.status}`)}</StatusPill>}
      lead={say('runs.run-lead', {
        title: run.title,
        version: run.protocol.version,
        hash: run.protocolHash.slice(0, 12),
      })}
      actions={
        <>
          <PrintButton scope={{ kind: 'run', id: run.id }} label={say('runs.print')} />
          {me.can('run.addNote') && (
            <Button
              icon={NotebookPen}
              onPress={() => {
                setIsNoteAsked(true);
                go('runs', run.id, 'notes');
              }}
            >
              {say('runs.add-note')}
            </Button>
          )}
          {isOpen && me.can('run.close') && (
            <Menu
              label={say('runs.more')}
              actions={[
                { id: 'timer', label: say('runs.timer-free'), onAction: () => setIsTimerStarting(true) },
                { id: 'close', label: say('runs.close'), onAction: () => setEnding('close') },
                {
                  id: 'abandon',
                  label: say('runs.abandon'),
                  isDanger: true,
                  onAction: () => setEnding('abandon'),
                },
              ]}
            />
          )}
          {isOpen && hasClamp(run) && (
            <Button variant="primary" icon={MonitorPlay} onPress={() => go('operating-room', run.id)}>
              {say('runs.open-theatre')}
            </Button>
          )}
        </>
      }
    >
      {!run.isProtocolIntact && (
        <Notice tone="refused" message={say('runs.not-intact')} remedy={say('runs.not-intact-remedy')} />
      )}
      {!isOpen && run.reason !== null && (
        <Notice tone={run.status === 'closed' ? 'neutral' : 'refused'} message={run.reason} />
      )}
      <RunTimers run={run} isStarting={isTimerStarting} onStarted={() => setIsTimerStarting(false)} />
      <Tabs
        label={say('runs.parts')}
        parts={partsOf(run, <RunNotes run={run} isAsked={isNoteAsked} />)}
        selected={part ?? 'steps'}
        onSelect={(id) => {
          setIsNoteAsked(false);
          go('runs', run.id, id);
        }}
      />
      {ending && <RunEnding run={run} kind={ending} onClose={() => setEnding(undefined)} />}
    </Page>
  );
}

function partsOf(run: ShownRun, notes: ReactElement): readonly TabPart[] {
  const settled = run.steps.filter((step) => step.state !== null).length;
  const steps: TabPart = {
    id: 'steps',
    label: say('runs.steps-of', { settled, count: run.steps.length }),
    content: <RunChecklist run={run} />,
  };
  const anaesthesia: TabPart = {
    id: 'anaesthesia',
    label: say('runs.anaesthesia'),
    content: <AnaesthesiaRecord run={run} />,
  };
  const rest: readonly TabPart[] = [
    {
      id: 'deviations',
      label: say('runs.deviations'),
      count: run.deviations.length,
      content: <RunDeviations run={run} />,
    },
    { id: 'notes', label: say('runs.notes'), count: run.noteCount, content: notes },
    { id: 'files', label: say('runs.files'), content: <RunFiles run={run} /> },
  ];
  return hasAnaesthesia(run) ? [steps, anaesthesia, ...rest] : [steps, ...rest];
}
