// The records that a number stands for, each as a sentence; the record as it was written is one press further.
// Must not show what the audit trail would not show to this person.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Soft } from '../../ui/Text.tsx';

type Cited = QueryValue<'arrive.records'>['records'][number];

/** As many as one question takes. */
const most = 200;

interface RecordsDrawerProps {
  readonly seqs: readonly number[];
  readonly onClose: () => void;
}

export function RecordsDrawer({ seqs, onClose }: RecordsDrawerProps): ReactElement {
  const { nameOf } = usePeople();
  const { value, refusal } = useLive('arrive.records', { seqs: seqs.slice(0, most) });
  const columns: readonly TableColumn<Cited>[] = [
    { id: 'seq', head: say('arrive.record'), kind: 'number', isNarrow: true, cell: ({ seq }) => seq },
    {
      id: 'text',
      head: say('arrive.record-kind'),
      cell: ({ subject, text, reason }) => (
        <>
          <div>{say('arrive.record-says', { subject, text })}</div>
          {reason !== null && <Soft>{say('animals.reason', { reason })}</Soft>}
        </>
      ),
    },
    {
      id: 'by',
      head: say('arrive.record-by'),
      cell: ({ by, at }) => <PersonTime name={nameOf(by)} at={at} />,
    },
  ];
  return (
    <Drawer isOpen onClose={onClose} title={say('arrive.records-title', { count: seqs.length })}>
      <Stack>
        <RefusalNotice refusal={refusal} />
        {seqs.length > most && <Soft>{say('arrive.records-first', { count: most })}</Soft>}
        <Table
          label={say('arrive.records-title', { count: seqs.length })}
          columns={columns}
          rows={value?.records ?? []}
          rowId={({ seq }) => String(seq)}
          onOpen={({ seq }) => go('audit', String(seq))}
        />
      </Stack>
    </Drawer>
  );
}
