// Every evaluation: which assay, when, by whom, and which checks failed.
// Must not hide a rejected one.

import { Crosshair, Microscope, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { epochOf } from '../../../shared/kernel/time.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { useDraft } from './draft.ts';

type Evaluation = QueryValue<'assay.list'>['assays'][number];

export function EvaluationList(): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const { value, refusal } = useLive('assay.list', {});
  const draft = useDraft(me.userId);
  const slides = (
    <Button icon={Microscope} onPress={() => go('assays', 'slides')}>
      {say('slides.title')}
    </Button>
  );
  const start = me.can('assay.evaluate') ? (
    <>
      {slides}
      <Button icon={Crosshair} onPress={() => go('assays', 'ki67')}>
        {say('nuclei.title')}
      </Button>
      <Button variant="primary" icon={Plus} onPress={() => go('assays', 'new')}>
        {say(draft ? 'assays.continue' : 'assays.new')}
      </Button>
    </>
  ) : (
    slides
  );
  return (
    <Page title={say('assays.title')} lead={say('assays.lead')} actions={start}>
      <RefusalNotice refusal={refusal} />
      {value?.assays.length === 0 && (
        <EmptyState title={say('assays.none-title')} action={start}>
          {say('assays.none')}
        </EmptyState>
      )}
      {value && value.assays.length > 0 && (
        <Table
          label={say('assays.title')}
          columns={columnsFor(nameOf)}
          rows={value.assays}
          rowId={(one) => one.id}
          onOpen={(one) => go('assays', one.id)}
          defaultSort={{ column: 'at', isDescending: true }}
        />
      )}
    </Page>
  );
}

function columnsFor(nameOf: (userId: string) => string): readonly TableColumn<Evaluation>[] {
  return [
    { id: 'title', head: say('assays.column-title'), cell: (one) => one.title, sortBy: (one) => one.title },
    {
      id: 'assay',
      head: say('assays.column-assay'),
      cell: (one) => say(`assay.key.${one.assayKey}`),
      sortBy: (one) => one.assayKey,
    },
    {
      id: 'at',
      head: say('assays.column-at'),
      cell: (one) => <PersonTime name={nameOf(one.evaluatedBy)} at={one.evaluatedAt} />,
      sortBy: (one) => epochOf(one.evaluatedAt),
    },
    {
      id: 'results',
      head: say('assays.column-results'),
      kind: 'number',
      isNarrow: true,
      cell: (one) => one.resultCount,
      sortBy: (one) => one.resultCount,
    },
    { id: 'checks', head: say('assays.column-checks'), cell: (one) => <Checks of={one} /> },
    {
      id: 'status',
      head: say('assays.column-status'),
      cell: (one) => <Status status={one.status} />,
      sortBy: (one) => one.status,
    },
  ];
}

/** What somebody should look at before the results are used; words where there is nothing. */
function Checks({ of: one }: { readonly of: Evaluation }): ReactElement {
  const failed = one.failedChecks.length;
  const words = [
    ...(one.isUnblinded ? [say('assays.not-blind')] : []),
    ...(failed === 0
      ? []
      : [say(failed === 1 ? 'assays.checks-failed-one' : 'assays.checks-failed', { count: failed })]),
    ...one.flaggedResults.map(({ text, count }) =>
      count === 1 ? text : say('assays.flagged', { flag: text, count }),
    ),
  ];
  if (words.length === 0) return <>{say('assays.checks-passed')}</>;
  return (
    <span className="assays-marks">
      {words.map((text) => (
        <StatusPill key={text} tone="due">
          {text}
        </StatusPill>
      ))}
    </span>
  );
}

function Status({ status }: { readonly status: Evaluation['status'] }): ReactElement {
  return (
    <StatusPill tone={status === 'rejected' ? 'refused' : 'done'}>{say(`assay.status.${status}`)}</StatusPill>
  );
}
