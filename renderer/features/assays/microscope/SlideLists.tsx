// The lists of slides that were drawn: which are read, and the way to the microscope.
// Must not show which animals a list holds.

import { Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../../shared/contract.ts';
import { epochOf } from '../../../../shared/kernel/time.ts';
import { useLive } from '../../../live.ts';
import { useMe, usePeople } from '../../../me.ts';
import { go } from '../../../navigation.ts';
import { RefusalNotice } from '../../../RefusalNotice.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Page } from '../../../ui/Page.tsx';
import { PersonTime } from '../../../ui/PersonTime.tsx';
import { StatusPill } from '../../../ui/StatusPill.tsx';
import type { TableColumn } from '../../../ui/table-sort.ts';
import { Table } from '../../../ui/Table.tsx';

const back = { label: say('assays.title'), onPress: () => go('assays') };

type List = QueryValue<'assay.readingLists'>['lists'][number];

export function SlideLists(): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const lists = useLive('assay.readingLists', {});
  const evaluations = useLive('assay.list', { assayKey: 'suzuki', status: 'evaluated' });
  const read = new Set(evaluations.value?.assays.map((one) => one.readingListId));
  const draw = me.can('assay.drawReadingList') && (
    <Button variant="primary" icon={Plus} onPress={() => go('assays', 'slides', 'draw')}>
      {say('slides.draw')}
    </Button>
  );
  return (
    <Page title={say('slides.title')} lead={say('slides.lead')} back={back} actions={draw || undefined}>
      <RefusalNotice refusal={lists.refusal ?? evaluations.refusal} />
      {lists.value?.lists.length === 0 && (
        <EmptyState title={say('slides.none-title')} action={draw || undefined}>
          {say('slides.none')}
        </EmptyState>
      )}
      {lists.value && lists.value.lists.length > 0 && (
        <Table
          label={say('slides.title')}
          columns={columnsFor(nameOf, read)}
          rows={lists.value.lists}
          rowId={(one) => one.id}
          onOpen={(one) => go('assays', 'slides', one.id)}
          defaultSort={{ column: 'at', isDescending: true }}
        />
      )}
    </Page>
  );
}

function columnsFor(
  nameOf: (userId: string) => string,
  read: ReadonlySet<string | null>,
): readonly TableColumn<List>[] {
  return [
    { id: 'title', head: say('assays.column-title'), cell: (one) => one.title, sortBy: (one) => one.title },
    {
      id: 'count',
      head: say('slides.column-count'),
      kind: 'number',
      isNarrow: true,
      cell: (one) => one.count,
      sortBy: (one) => one.count,
    },
    {
      id: 'at',
      head: say('slides.column-drawn'),
      cell: (one) => <PersonTime name={nameOf(one.by)} at={one.at} />,
      sortBy: (one) => epochOf(one.at),
    },
    {
      id: 'read',
      head: say('slides.column-read'),
      isNarrow: true,
      cell: (one) =>
        read.has(one.id) ? (
          <StatusPill tone="done">{say('slides.is-read')}</StatusPill>
        ) : (
          <StatusPill tone="due">{say('slides.is-unread')}</StatusPill>
        ),
    },
  ];
}
