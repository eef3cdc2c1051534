// The anaesthesia record of a run: the prompt at its interval, quick entry, what was observed, what was given.
// Must not judge a reading: it shows what was seen.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { durationText, epochOf, localClock } from '../../../shared/kernel/time.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { useNotebookNow } from '../../notebook-time.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { DrugForm } from './DrugForm.tsx';
import { DrugTable } from './DrugTable.tsx';
import { ObservationEntry } from './ObservationEntry.tsx';
import { ObservationTable } from './ObservationTable.tsx';
import type { ShownRun } from './run-view.ts';

export function AnaesthesiaRecord({ run }: { readonly run: ShownRun }): ReactElement {
  const me = useMe();
  const { value, refusal } = useLive('anaesthesia.show', { runId: run.id });
  const { animalId } = run;
  const isOpen = run.status === 'open';
  return (
    <Stack gap={3}>
      <RefusalNotice refusal={refusal} />
      {value && (
        <Panel title={say('runs.observations')} mark={isOpen && <Prompt record={value} />}>
          <Stack>
            {value.intervalMinutes === null && (
              <Notice tone="due" message={say('runs.interval-unanswered')} />
            )}
            {animalId !== null && isOpen && me.can('anaesthesia.observe') && (
              <ObservationEntry run={run} animalId={animalId} />
            )}
            <ObservationTable observations={value.observations} />
          </Stack>
        </Panel>
      )}
      {value && (
        <Panel title={say('runs.drugs')}>
          <Stack gap={3}>
            {animalId !== null && me.can('medication.give') && <DrugForm run={run} animalId={animalId} />}
            <DrugTable medications={value.medications} />
          </Stack>
        </Panel>
      )}
    </Stack>
  );
}

/** When the next observation is due, in words; counts on between answers. */
function Prompt({ record }: { readonly record: QueryValue<'anaesthesia.show'> }): ReactElement {
  const now = useNotebookNow();
  const { nextDueAt, intervalMinutes } = record;
  const every = intervalMinutes === null ? '' : say('runs.every', { minutes: intervalMinutes });
  if (nextDueAt === null || now === undefined) {
    return <StatusPill tone="due">{[say('runs.first-due'), every].filter(Boolean).join(' · ')}</StatusPill>;
  }
  const leftMs = epochOf(nextDueAt) - now;
  const words =
    leftMs > 0
      ? say('runs.next-due', { time: localClock(nextDueAt, false), left: durationText(leftMs) })
      : say('runs.overdue', { time: localClock(nextDueAt, false), over: durationText(-leftMs) });
  return (
    <StatusPill tone={leftMs > 0 ? 'neutral' : 'due'}>
      {[words, every].filter(Boolean).join(' · ')}
    </StatusPill>
  );
}
