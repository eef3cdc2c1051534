// All doses of one animal, also those that were spoilt or cancelled.
// Must not leave one out.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { DoseView } from '../../../shared/domain/dose-queries.ts';
import { go } from '../../navigation.ts';
import { Measure } from '../../ui/Measure.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Code } from '../../ui/Text.tsx';
import { shortAmount } from './amounts.ts';
import { ByAt } from './ByAt.tsx';
import { DosePill } from './DosePill.tsx';

const columns: readonly TableColumn<DoseView>[] = [
  { id: 'code', head: say('dosing.syringe'), isNarrow: true, cell: (dose) => <Code>{dose.code}</Code> },
  { id: 'state', head: say('dosing.state'), isNarrow: true, cell: (dose) => <DosePill dose={dose} /> },
  {
    id: 'drawn',
    head: say('dosing.drawn'),
    unit: 'µL',
    kind: 'number',
    isNarrow: true,
    cell: (dose) => <Drawn dose={dose} />,
  },
  {
    id: 'prepared',
    head: say('dosing.prepared'),
    cell: (dose) => dose.preparedAt !== null && <ByAt by={dose.preparedBy ?? ''} at={dose.preparedAt} />,
  },
  {
    id: 'ended',
    head: say('dosing.given'),
    cell: (dose) => (dose.given ? <ByAt by={dose.given.givenBy} at={dose.given.at} /> : dose.endReason),
  },
];

function Drawn({ dose }: { readonly dose: DoseView }): ReactElement {
  if (dose.isConcealed) return <StatusPill tone="neutral">{say('dosing.concealed')}</StatusPill>;
  return dose.drawMicrolitre === null ? <>–</> : <Measure value={shortAmount(dose.drawMicrolitre)} />;
}

export function DoseHistory({ doses }: { readonly doses: readonly DoseView[] }): ReactElement {
  return (
    <Panel title={say('dosing.history')} isFlush>
      <Table<DoseView>
        label={say('dosing.history')}
        columns={columns}
        rows={doses}
        rowId={(dose) => dose.id}
        onOpen={(dose) => go('dose', dose.code)}
      />
    </Panel>
  );
}
