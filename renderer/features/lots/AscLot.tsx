// What a lot of stem cells has been through: passages, identification, and what is in the suspension now.
// Must not judge: passed or not is what the record says.

import { useState, type ReactElement, type ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { LotRow } from '../../../shared/domain/lot-queries.ts';
import type { AscFacts } from '../../../shared/domain/lot.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { ByAt } from './ByAt.tsx';
import { Blinded } from './LotPills.tsx';
import { IdentifyDrawer } from './IdentifyDrawer.tsx';
import { PassageDrawer } from './PassageDrawer.tsx';
import { SuspensionDrawer } from './SuspensionDrawer.tsx';

interface AscLotProps {
  readonly lot: LotRow;
  readonly asc: AscFacts;
}

export function AscLot({ lot, asc }: AscLotProps): ReactElement {
  const me = useMe();
  const [adding, setAdding] = useState<'passage' | 'identify' | 'suspension'>();
  const close = (): void => setAdding(undefined);
  return (
    <>
      <Panel
        title={say('lots.suspension')}
        actions={
          me.can('lot.measureSuspension') && (
            <Button onPress={() => setAdding('suspension')}>{say('lots.measure')}</Button>
          )
        }
      >
        {lot.status === null ? <Blinded /> : <Suspension asc={asc} />}
      </Panel>
      <Panel
        title={say('lots.identification')}
        actions={
          me.can('lot.identify') && (
            <Button onPress={() => setAdding('identify')}>{say('lots.identify')}</Button>
          )
        }
      >
        <Identification asc={asc} />
      </Panel>
      <Panel
        title={say('lots.passages')}
        isFlush
        actions={
          me.can('lot.recordPassage') && (
            <Button onPress={() => setAdding('passage')}>{say('lots.add-passage')}</Button>
          )
        }
      >
        <Passages asc={asc} />
      </Panel>
      {adding === 'passage' && (
        <PassageDrawer lotId={lot.id} last={asc.passages.at(-1)?.passage} onClose={close} />
      )}
      {adding === 'identify' && <IdentifyDrawer lotId={lot.id} onClose={close} />}
      {adding === 'suspension' && <SuspensionDrawer lotId={lot.id} onClose={close} />}
    </>
  );
}

function Suspension({ asc }: Pick<AscLotProps, 'asc'>): ReactElement {
  const { suspension } = asc;
  if (!suspension) return <p>{say('lots.not-measured')}</p>;
  return (
    <Facts
      facts={[
        {
          name: say('lots.cells-per-ml'),
          value: (
            <>
              <strong>
                <Measure value={suspension.cellsPerMl} unit="cells/mL" />
              </strong>{' '}
              · {say(`lots.counted-${suspension.countBasis}`)}
            </>
          ),
        },
        { name: say('lots.viability'), value: <Measure value={suspension.viabilityPercent} unit="%" /> },
        { name: say('lots.measured'), value: <ByAt by={suspension.by} at={suspension.at} /> },
      ]}
    />
  );
}

function Passed({ isPassed }: { readonly isPassed: boolean }): ReactElement {
  return (
    <StatusPill tone={isPassed ? 'done' : 'refused'}>
      {say(isPassed ? 'lots.passed' : 'lots.not-passed')}
    </StatusPill>
  );
}

interface Identified {
  readonly what: string;
  readonly found: ReactNode;
  readonly limit: string;
  readonly isPassed: boolean;
}

const markerColumns: readonly TableColumn<Identified>[] = [
  { id: 'what', head: say('lots.marker'), cell: (row) => row.what },
  { id: 'found', head: say('lots.found'), kind: 'number', isNarrow: true, cell: (row) => row.found },
  { id: 'limit', head: say('lots.limit'), kind: 'number', isNarrow: true, cell: (row) => row.limit },
  { id: 'passed', head: say('lots.result'), cell: (row) => <Passed isPassed={row.isPassed} /> },
];

function Identification({ asc }: Pick<AscLotProps, 'asc'>): ReactElement {
  const { identification } = asc;
  if (!identification) return <p>{say('lots.not-identified')}</p>;
  const rows: readonly Identified[] = [
    ...identification.markers.map((one) => ({
      what: one.marker,
      found: <Measure value={one.percentPositive} unit="%" />,
      limit: one.limit === null ? say('lots.no-limit') : `${one.limit} %`,
      isPassed: one.isPassed,
    })),
    ...identification.differentiation.map((one) => ({
      what: say('lots.differentiates', { lineage: one.lineage }),
      found: say(one.isPassed ? 'lots.seen' : 'lots.not-seen'),
      limit: say('lots.seen'),
      isPassed: one.isPassed,
    })),
  ];
  return (
    <Stack>
      <p>
        <Passed isPassed={identification.isPassed} /> P{identification.passage} ·{' '}
        <ByAt by={identification.by} at={identification.at} />
      </p>
      <Table<Identified>
        label={say('lots.identification')}
        columns={markerColumns}
        rows={rows}
        rowId={(row) => row.what}
      />
    </Stack>
  );
}

type Passage = AscFacts['passages'][number];

function numberOr(value: string | null): ReactElement {
  return value === null ? <>–</> : <Measure value={value} />;
}

const passageColumns: readonly TableColumn<Passage>[] = [
  { id: 'passage', head: say('lots.passage'), isNarrow: true, cell: (one) => `P${one.passage}` },
  {
    id: 'who',
    head: say('lots.recorded'),
    cell: (one) => <ByAt by={one.by} at={one.at} />,
  },
  {
    id: 'confluence',
    head: say('lots.confluence'),
    unit: '%',
    kind: 'number',
    isNarrow: true,
    cell: (one) => numberOr(one.confluencePercent),
  },
  {
    id: 'cells',
    head: say('lots.viable-cells'),
    kind: 'number',
    isNarrow: true,
    cell: (one) => numberOr(one.viableCells),
  },
  {
    id: 'viability',
    head: say('lots.viability'),
    unit: '%',
    kind: 'number',
    isNarrow: true,
    cell: (one) => numberOr(one.viabilityPercent),
  },
  { id: 'split', head: say('lots.split'), isNarrow: true, cell: (one) => one.splitRatio ?? '–' },
];

function Passages({ asc }: Pick<AscLotProps, 'asc'>): ReactElement {
  return (
    <Table<Passage>
      label={say('lots.passages')}
      columns={passageColumns}
      rows={asc.passages}
      rowId={(one) => `${one.passage} ${one.at}`}
      empty={say('lots.no-passages')}
    />
  );
}
