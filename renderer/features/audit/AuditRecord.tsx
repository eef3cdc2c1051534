// One record in full: who, both times, how it came in, its hash, its values, and what it changed from what to what.
// Must not leave out a field of the record.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { fieldText, kindText, valueText } from '../../../shared/domain/record-words.ts';
import { useLive } from '../../live.ts';
import { usePeople } from '../../me.ts';
import { Drawer } from '../../ui/Drawer.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Table } from '../../ui/Table.tsx';
import { Code } from '../../ui/Text.tsx';

interface AuditRecordProps {
  readonly seq: number;
  readonly onClose: () => void;
}

export function AuditRecord({ seq, onClose }: AuditRecordProps): ReactElement | null {
  const { value } = useLive('audit.record', { seq });
  const { nameOf } = usePeople();
  if (!value?.record) return null;
  const { record, changes } = value;
  return (
    <Drawer isOpen onClose={onClose} title={say('audit.record-title', { seq })}>
      <Stack>
        <Facts
          facts={[
            {
              name: say('audit.kind'),
              value: `${kindText(record.kind)} (${record.kind} v${record.kindVersion})`,
            },
            {
              name: say('audit.column-about'),
              value: <Code>{`${record.subjectType} ${record.subjectId}`}</Code>,
            },
            { name: say('audit.happened'), value: record.occurredAt },
            { name: say('audit.recorded'), value: record.recordedAt },
            { name: say('audit.performed-by'), value: nameOf(record.performedBy) },
            { name: say('audit.typed-by'), value: nameOf(record.author) },
            {
              name: say('audit.witnessed-by'),
              value: record.witnessedBy === null ? '–' : nameOf(record.witnessedBy),
            },
            { name: say('audit.source'), value: say(`audit.source-${record.source}`) },
            { name: say('audit.column-reason'), value: record.reason ?? '–' },
            {
              name: say('audit.hash'),
              value: (
                <span className="audit-hash">
                  <Code>{record.hash}</Code>
                </span>
              ),
            },
          ]}
        />
        <section>
          <h3>{say('audit.column-values')}</h3>
          <pre className="audit-json">
            <Code>{JSON.stringify(record.payload, null, 2)}</Code>
          </pre>
        </section>
        <section>
          <h3>{say('audit.changes')}</h3>
          {changes.length === 0 ? (
            <p>{say('audit.no-change')}</p>
          ) : (
            <Table
              label={say('audit.changes')}
              columns={[
                { id: 'field', head: say('audit.field'), cell: (row) => fieldText(row.field) },
                {
                  id: 'from',
                  head: say('audit.from'),
                  cell: (row) => <span className="audit-values">{valueText(row.from)}</span>,
                },
                {
                  id: 'to',
                  head: say('audit.to'),
                  cell: (row) => <span className="audit-values">{valueText(row.to)}</span>,
                },
              ]}
              rows={changes}
              rowId={(row) => row.field}
            />
          )}
        </section>
      </Stack>
    </Drawer>
  );
}
