// Everything that is missing in the ten items, with the way to where it is entered; and what is asked beside them.
// Must not count what can only come with the work still to be done.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Soft } from '../../ui/Text.tsx';
import { EnterButton, GapNotice } from './GapNotice.tsx';
import { NotedText } from './NotedText.tsx';
import type { Gap, Report } from './report.ts';

interface Row {
  readonly key: string;
  readonly gap: Gap;
}

const columns: readonly TableColumn<Row>[] = [
  { id: 'part', head: say('arrive.part'), isNarrow: true, cell: ({ key }) => key },
  {
    id: 'missing',
    head: say('arrive.missing'),
    cell: ({ gap }) => (
      <>
        <div>{gap.what}</div>
        <Soft>{say(`arrive.timing-${gap.timing}`)}</Soft>
      </>
    ),
  },
  { id: 'where', head: say('arrive.where'), isNarrow: true, cell: ({ gap }) => <EnterButton gap={gap} /> },
];

interface MissingPaneProps {
  readonly report: Report;
  readonly onNote: (note: number) => void;
}

export function MissingPane({ report, onNote }: MissingPaneProps): ReactElement {
  const { items, beside } = report;
  const rows = items.flatMap(({ parts }) =>
    parts.flatMap(({ key, gaps }) => gaps.map((gap): Row => ({ key, gap }))),
  );
  return (
    <Stack gap={3}>
      <Table
        label={say('arrive.missing-heading')}
        columns={columns}
        rows={rows}
        rowId={({ key, gap }) => `${key} ${gap.what}`}
        empty={
          <EmptyState title={say('arrive.nothing-missing')} isGood>
            {say('arrive.nothing-missing-lead')}
          </EmptyState>
        }
      />
      <Panel title={say('arrive.beside')}>
        <Stack gap={1}>
          {beside.answers.map((one, index) => (
            <p key={index}>
              <NotedText of={one} onNote={onNote} />
            </p>
          ))}
          {beside.gaps.map((gap) => (
            <GapNotice key={gap.what} gap={gap} />
          ))}
        </Stack>
      </Panel>
    </Stack>
  );
}
