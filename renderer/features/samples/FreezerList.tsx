// All freezers: what they hold and how full they are.
// Must not show positions: a freezer's own page does.

import { Plus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Page } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Code } from '../../ui/Text.tsx';
import type { FreezerRow } from './BoxChoice.tsx';
import { FreezerDialog } from './FreezerDialog.tsx';

const columns: readonly TableColumn<FreezerRow>[] = [
  {
    id: 'id',
    head: say('samples.column.freezer'),
    isNarrow: true,
    cell: (one) => <Code>{one.id}</Code>,
  },
  { id: 'title', head: say('samples.column.name'), cell: (one) => one.title },
  {
    id: 'temperature',
    head: say('samples.temperature'),
    kind: 'number',
    cell: (one) => <Measure value={one.temperatureCelsius} unit="°C" />,
  },
  {
    id: 'layout',
    head: say('samples.column.layout'),
    cell: (one) =>
      say('samples.layout', {
        racks: one.racks,
        boxes: one.boxesPerRack,
        positions: one.placesPerBox,
      }),
  },
  {
    id: 'taken',
    head: say('samples.column.taken'),
    kind: 'number',
    cell: (one) => say('samples.box-fill', { taken: one.taken, places: one.places }),
  },
];

export function FreezerList(): ReactElement {
  const me = useMe();
  const [isDefining, setIsDefining] = useState(false);
  const { value, refusal } = useLive('freezer.list', {});
  const define = me.can('freezer.define') && (
    <Button icon={Plus} variant="primary" onPress={() => setIsDefining(true)}>
      {say('samples.define-freezer')}
    </Button>
  );
  const freezers = value?.freezers ?? [];
  return (
    <Page
      title={say('samples.freezers-title')}
      lead={say('samples.freezers-lead')}
      back={{ label: say('samples.back-to-list'), onPress: () => go('samples') }}
      actions={freezers.length > 0 ? define : undefined}
    >
      <RefusalNotice refusal={refusal} />
      {value && freezers.length === 0 && (
        <EmptyState title={say('samples.no-freezer-title')} action={define}>
          {say('samples.no-freezer')}
        </EmptyState>
      )}
      {freezers.length > 0 && (
        <Table
          label={say('samples.freezers-title')}
          rows={freezers}
          rowId={(one) => one.id}
          onOpen={(one) => go('samples', one.id, 'freezer')}
          columns={columns}
        />
      )}
      {isDefining && <FreezerDialog freezer={undefined} onClose={() => setIsDefining(false)} />}
    </Page>
  );
}
