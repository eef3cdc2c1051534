// All lots, kind by kind: state, what is left, expiry, thaws, place.
// Must not show a blinded person more than the list gives.

import { Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { CommandName } from '../../../shared/contract.ts';
import type { LotRow } from '../../../shared/domain/lot-queries.ts';
import type { LotKind } from '../../../shared/domain/lot.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Code } from '../../ui/Text.tsx';
import { kindName, kindsInOrder } from './lot-words.ts';
import { Blinded, Expiry, LotStatus } from './LotPills.tsx';

const creating: Readonly<Record<LotKind, CommandName>> = {
  asc: 'lot.createAsc',
  secretome: 'lot.createSecretome',
  saline: 'lot.createCommercial',
  dmem: 'lot.createCommercial',
};

export function LotList(): ReactElement {
  const { value, refusal } = useLive('lot.list', {});
  return (
    <Page title={say('lots.title')} lead={say('lots.lead')}>
      <RefusalNotice refusal={refusal} />
      {value &&
        kindsInOrder.map((kind) => (
          <LotsOfKind key={kind} kind={kind} lots={value.lots.filter((one) => one.kind === kind)} />
        ))}
    </Page>
  );
}

const columns: readonly TableColumn<LotRow>[] = [
  {
    id: 'code',
    head: say('lots.code'),
    isNarrow: true,
    cell: (lot) => <Code>{lot.code}</Code>,
    sortBy: (lot) => lot.code,
  },
  {
    id: 'status',
    head: say('lots.status'),
    isNarrow: true,
    cell: (lot) => <LotStatus status={lot.status} />,
  },
  {
    id: 'remaining',
    head: say('lots.remaining'),
    unit: 'µL',
    kind: 'number',
    isNarrow: true,
    cell: (lot) =>
      lot.remainingMicrolitre === null ? <Blinded /> : <Measure value={lot.remainingMicrolitre} />,
    sortBy: (lot) => lot.remainingMicrolitre ?? undefined,
  },
  {
    id: 'expiry',
    head: say('lots.expiry'),
    isNarrow: true,
    cell: (lot) => <Expiry lot={lot} />,
    sortBy: (lot) => lot.expiresAt ?? undefined,
  },
  {
    id: 'thaws',
    head: say('lots.thaws'),
    kind: 'number',
    isNarrow: true,
    cell: (lot) => (lot.thaws === null ? <Blinded /> : lot.thaws),
  },
  { id: 'location', head: say('lots.location'), cell: (lot) => lot.location ?? '–' },
];

interface LotsOfKindProps {
  readonly kind: LotKind;
  readonly lots: readonly LotRow[];
}

function LotsOfKind({ kind, lots }: LotsOfKindProps): ReactElement {
  const me = useMe();
  return (
    <Panel
      title={kindName(kind)}
      isFlush
      actions={
        me.can(creating[kind]) && (
          <Button icon={Plus} onPress={() => go('lots', 'new', kind)}>
            {say(`lots.new-${kind}`)}
          </Button>
        )
      }
    >
      <Table<LotRow>
        label={kindName(kind)}
        columns={columns}
        rows={lots}
        rowId={(lot) => lot.id}
        defaultSort={{ column: 'code', isDescending: false }}
        onOpen={(lot) => go('lots', lot.id)}
        empty={say(`lots.none-${kind}`)}
      />
    </Panel>
  );
}
