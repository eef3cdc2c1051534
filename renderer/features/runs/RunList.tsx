// All runs, those that are open first, of one animal or lot where that is asked.
// Must not hide an open run behind a filter that nobody set.

import { Plus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Code, Soft } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';

type ListedRun = QueryValue<'run.list'>['runs'][number];

export function RunList(): ReactElement {
  const me = useMe();
  const { value, refusal } = useLive('run.list', {});
  const lots = useLive('lot.list', {}).value?.lots ?? [];
  const [subjectId, setSubjectId] = useState<string | null>(null);
  const runs = value?.runs ?? [];
  const nameOf = (run: ListedRun): string =>
    run.animalId ?? lots.find((lot) => lot.id === run.lotId)?.code ?? run.subject.id;
  const subjects = [...new Map(runs.map((run) => [run.animalId ?? run.lotId ?? '', nameOf(run)]))];
  const shown = runs.filter((run) => subjectId === null || (run.animalId ?? run.lotId) === subjectId);
  const open = shown.filter((run) => run.status === 'open');
  const ended = shown.filter((run) => run.status !== 'open');
  const start = me.can('run.start') ? (
    <Button variant="primary" icon={Plus} onPress={() => go('runs', 'new')}>
      {say('runs.start')}
    </Button>
  ) : undefined;
  return (
    <Page title={say('runs.title')} lead={say('runs.lead')} actions={start}>
      <RefusalNotice refusal={refusal} />
      {runs.length > 0 && (
        <div className="runs-filter">
          <ComboBox
            label={say('runs.of')}
            placeholder={say('runs.of-all')}
            options={subjects.map(([id, label]) => ({ value: id, label }))}
            value={subjectId}
            onChange={setSubjectId}
          />
        </div>
      )}
      {value && open.length === 0 && (
        <EmptyState title={say('runs.none-open')} action={runs.length === 0 ? start : undefined}>
          {say(runs.length === 0 ? 'runs.none-at-all' : 'runs.none-open-words')}
        </EmptyState>
      )}
      {open.length > 0 && (
        <Panel title={say('runs.open')} mark={<Soft>{open.length}</Soft>} isFlush>
          <Table
            label={say('runs.open')}
            columns={[...subjectColumns(nameOf), nextColumn, progressColumn, startedColumn]}
            rows={open}
            rowId={(run) => run.id}
            onOpen={(run) => go('runs', run.id)}
          />
        </Panel>
      )}
      {ended.length > 0 && (
        <Panel title={say('runs.ended')} mark={<Soft>{ended.length}</Soft>} isFlush>
          <Table
            label={say('runs.ended')}
            columns={[...subjectColumns(nameOf), statusColumn, startedColumn, endedColumn]}
            rows={ended}
            rowId={(run) => run.id}
            onOpen={(run) => go('runs', run.id)}
          />
        </Panel>
      )}
    </Page>
  );
}

function subjectColumns(nameOf: (run: ListedRun) => string): readonly TableColumn<ListedRun>[] {
  return [
    {
      id: 'code',
      head: say('runs.code'),
      isNarrow: true,
      cell: (run) => <Code>{run.code}</Code>,
      sortBy: (run) => run.code,
    },
    { id: 'subject', head: say('runs.subject'), isNarrow: true, cell: nameOf, sortBy: nameOf },
    { id: 'title', head: say('runs.protocol'), cell: (run) => run.title, sortBy: (run) => run.title },
  ];
}

const nextColumn: TableColumn<ListedRun> = {
  id: 'next',
  head: say('runs.next-step'),
  cell: (run) => run.nextStep?.title ?? say('runs.all-settled'),
};

const progressColumn: TableColumn<ListedRun> = {
  id: 'progress',
  head: say('runs.steps'),
  kind: 'number',
  isNarrow: true,
  cell: (run) => say('runs.settled-of', { settled: run.stepsSettled ?? 0, count: run.stepCount }),
};

const startedColumn: TableColumn<ListedRun> = {
  id: 'started',
  head: say('runs.started'),
  isNarrow: true,
  cell: (run) => <TimeText at={run.startedAt} />,
  sortBy: (run) => run.startedAt,
};

const endedColumn: TableColumn<ListedRun> = {
  id: 'ended',
  head: say('runs.ended-at'),
  isNarrow: true,
  cell: (run) => run.closedAt && <TimeText at={run.closedAt} />,
  sortBy: (run) => run.closedAt ?? undefined,
};

const statusColumn: TableColumn<ListedRun> = {
  id: 'status',
  head: say('runs.status'),
  isNarrow: true,
  cell: (run) => (
    <StatusPill tone={run.status === 'closed' ? 'done' : 'refused'}>
      {say(`runs.status-${run.status}`)}
    </StatusPill>
  ),
};
