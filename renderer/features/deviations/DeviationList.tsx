// All deviations, newest first, by whether they are assessed and by words.
// Must not assess: one deviation's own page does.

import { FileWarning } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { epochOf } from '../../../shared/kernel/time.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Row } from '../../ui/Layout.tsx';
import { Page } from '../../ui/Page.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { TextField } from '../../ui/TextField.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { aboutText, DeviationStatus, useNames, type Deviation, type Names } from './DeviationMarks.tsx';
import './deviations.css';

type Shown = 'open' | 'assessed' | 'all';

export function DeviationList(): ReactElement {
  const me = useMe();
  const { value, refusal } = useLive('deviation.list', {});
  return (
    <Page
      title={say('deviations.title')}
      lead={say('deviations.lead')}
      isWide
      actions={
        me.can('deviation.report') && (
          <Button variant="primary" icon={FileWarning} onPress={() => go('deviations', undefined, 'report')}>
            {say('deviations.report')}
          </Button>
        )
      }
    >
      <RefusalNotice refusal={refusal} />
      {value && value.deviations.length === 0 && (
        <EmptyState title={say('deviations.none-title')} isGood>
          {say('deviations.none')}
        </EmptyState>
      )}
      {value && value.deviations.length > 0 && <FilteredList deviations={value.deviations} />}
    </Page>
  );
}

function FilteredList({ deviations }: { readonly deviations: readonly Deviation[] }): ReactElement {
  const names = useNames();
  const { nameOf } = usePeople();
  const openCount = deviations.filter((one) => one.status === 'open').length;
  const [shown, setShown] = useState<Shown>(openCount > 0 ? 'open' : 'all');
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const rows = deviations.filter(
    (one) =>
      (shown === 'all' || one.status === shown) &&
      [aboutText(one, names), one.what, one.where, one.reason, nameOf(one.by)]
        .join(' ')
        .toLowerCase()
        .includes(wanted),
  );
  const counts = { all: deviations.length, open: openCount, assessed: deviations.length - openCount };
  return (
    <>
      <Row gap={4} align="end">
        <div className="deviations-search">
          <TextField
            label={say('deviations.search')}
            placeholder={say('deviations.search-hint')}
            type="search"
            value={text}
            onChange={setText}
          />
        </div>
        <RadioGroup
          label={say('deviations.status')}
          orientation="horizontal"
          options={(['open', 'assessed', 'all'] as const).map((value) => ({
            value,
            label: say(`deviations.${value}`, { count: counts[value] }),
          }))}
          value={shown}
          onChange={setShown}
        />
      </Row>
      <Table
        label={say('deviations.list')}
        columns={columnsOf(names, nameOf)}
        rows={rows}
        rowId={(one) => one.id}
        onOpen={(one) => go('deviations', one.id)}
        defaultSort={{ column: 'at', isDescending: true }}
        empty={say(shown === 'open' && wanted === '' ? 'deviations.none-open' : 'deviations.none-fits')}
      />
    </>
  );
}

function columnsOf(names: Names, nameOf: (userId: string) => string): readonly TableColumn<Deviation>[] {
  return [
    {
      id: 'about',
      head: say('deviations.about'),
      cell: (one) => aboutText(one, names),
      sortBy: (one) => aboutText(one, names),
      isNarrow: true,
    },
    { id: 'what', head: say('deviations.what'), cell: (one) => one.what },
    { id: 'why', head: say('deviations.why'), cell: (one) => one.reason ?? say('deviations.no-reason') },
    {
      id: 'by',
      head: say('deviations.by'),
      cell: (one) => nameOf(one.by),
      sortBy: (one) => nameOf(one.by),
      isNarrow: true,
    },
    {
      id: 'at',
      head: say('deviations.at'),
      cell: (one) => <TimeText at={one.at} />,
      sortBy: (one) => epochOf(one.at),
      isNarrow: true,
    },
    {
      id: 'status',
      head: say('deviations.state'),
      cell: (one) => <DeviationStatus deviation={one} />,
      sortBy: (one) => one.assessment?.impact ?? '',
      isNarrow: true,
    },
  ];
}
