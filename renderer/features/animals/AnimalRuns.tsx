// The runs on one animal, and the start of another.
// Must not carry a run out: the run's own page does.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Soft } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Animal } from './AnimalMarks.tsx';
import { StartRun } from './StartRun.tsx';

type Run = QueryValue<'run.list'>['runs'][number];

const statusTone = { open: 'accent', closed: 'done', abandoned: 'neutral' } as const;

const columns: readonly TableColumn<Run>[] = [
  { id: 'code', head: say('animals.run-code'), cell: (run) => run.code, isNarrow: true },
  { id: 'title', head: say('animals.run-title'), cell: (run) => run.title },
  {
    id: 'status',
    head: say('animals.status'),
    cell: (run) => (
      <StatusPill tone={statusTone[run.status]}>{say(`animals.run-status-${run.status}`)}</StatusPill>
    ),
  },
  { id: 'next', head: say('animals.run-next'), cell: (run) => <NextStep run={run} /> },
  {
    id: 'started',
    head: say('animals.run-started'),
    cell: (run) => <TimeText at={run.startedAt} />,
    isNarrow: true,
  },
];

export function AnimalRuns({ animal }: { readonly animal: Animal }): ReactElement {
  const me = useMe();
  const { value, refusal } = useLive('run.list', { animalId: animal.id });
  return (
    <Stack gap={3}>
      <RefusalNotice refusal={refusal} />
      {value && (
        <Panel title={say('animals.runs')} isFlush>
          <Table
            label={say('animals.runs')}
            columns={columns}
            rows={value.runs}
            rowId={(run) => run.id}
            onOpen={(run) => go('runs', run.id)}
            empty={say('animals.runs-none', { id: animal.id })}
          />
        </Panel>
      )}
      {me.can('run.start') && <StartRun animal={animal} />}
    </Stack>
  );
}

function NextStep({ run }: { readonly run: Run }): ReactElement | null {
  if (run.stepsSettled === null) return null;
  const progress = say('animals.run-steps', { done: run.stepsSettled, count: run.stepCount });
  return (
    <span className="animals-line-words">
      {run.nextStep?.title}
      <Soft>{progress}</Soft>
    </span>
  );
}
