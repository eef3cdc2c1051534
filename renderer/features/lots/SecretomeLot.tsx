// What a secretome lot was made from, what one microlitre of it stands for, and its check beside the article's lot.
// Must not judge the check: the article's figures are a reference, not limits.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { LotRow } from '../../../shared/domain/lot-queries.ts';
import type { SecretomeFacts } from '../../../shared/domain/lot.ts';
import type { SecretomeFactor } from '../../../shared/domain/secretome-factors.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Equation } from '../../ui/Equation.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { CheckDrawer } from './CheckDrawer.tsx';
import { FactorTable } from './FactorTable.tsx';

interface SecretomeLotProps {
  readonly lot: LotRow;
  readonly secretome: SecretomeFacts;
  readonly reference: readonly SecretomeFactor[];
}

export function SecretomeLot({ lot, secretome, reference }: SecretomeLotProps): ReactElement {
  const me = useMe();
  const [isChecking, setIsChecking] = useState(false);
  const { checkAssayId } = secretome;
  return (
    <>
      <Panel title={say('lots.equivalent')}>
        <Equivalent secretome={secretome} />
      </Panel>
      <Grid columns="halves">
        <Panel title={say('lots.bottles')} isFlush>
          <Bottles bottles={secretome.bottles} />
        </Panel>
        <Panel title={say('lots.units')} isFlush>
          <Units units={secretome.units} />
        </Panel>
      </Grid>
      <Panel
        title={say('lots.check')}
        isFlush
        actions={
          <>
            {checkAssayId !== null && (
              <Button onPress={() => go('assays', checkAssayId)}>{say('medium.to-check')}</Button>
            )}
            {me.can('assay.evaluate') && me.can('lot.recordCheck') && (
              <Button onPress={() => go('assays', 'new', lot.id)}>{say('medium.from-lot')}</Button>
            )}
            {me.can('lot.recordCheck') && (
              <Button onPress={() => setIsChecking(true)}>{say('lots.add-check')}</Button>
            )}
          </>
        }
      >
        <FactorTable secretome={secretome} reference={reference} />
      </Panel>
      {isChecking && (
        <CheckDrawer
          lotId={lot.id}
          reference={reference}
          isReplacing={secretome.check.length > 0}
          onClose={() => setIsChecking(false)}
        />
      )}
    </>
  );
}

function Equivalent({ secretome }: Pick<SecretomeLotProps, 'secretome'>): ReactElement {
  const { sourceCells, cmProcessedMl, cmCollectedMl, pooledVolumeMicrolitre, cellsPerMicrolitre } = secretome;
  const fromBottles = say('lots.sum-of-bottles');
  const fromUnits = say('lots.sum-of-units');
  return (
    <Equation
      label={say('lots.equivalent-lines')}
      lines={[
        {
          terms: [
            {
              value: sourceCells,
              unit: say('lots.cells-unit'),
              name: say(`lots.counted-${secretome.countBasis}`),
              origin: fromBottles,
            },
            {
              operator: '×',
              value: cmProcessedMl,
              unit: 'mL',
              name: say('lots.processed'),
              origin: fromUnits,
            },
            {
              operator: '÷',
              value: cmCollectedMl,
              unit: 'mL',
              name: say('lots.collected'),
              origin: fromBottles,
            },
            {
              operator: '÷',
              value: pooledVolumeMicrolitre,
              unit: 'µL',
              name: say('lots.pooled'),
              origin: fromUnits,
            },
          ],
          result: { value: cellsPerMicrolitre, unit: 'cells/µL', name: say('lots.equivalent') },
        },
      ]}
    />
  );
}

type Bottle = SecretomeFacts['bottles'][number];

const bottleColumns: readonly TableColumn<Bottle>[] = [
  { id: 'number', head: say('lots.bottle'), isNarrow: true, cell: (one) => one.number },
  {
    id: 'cells',
    head: say('lots.cells'),
    kind: 'number',
    cell: (one) => <Measure value={one.cells} />,
  },
  {
    id: 'medium',
    head: say('lots.medium-collected'),
    unit: 'mL',
    kind: 'number',
    cell: (one) => <Measure value={one.cmMl} />,
  },
];

function Bottles({ bottles }: Pick<SecretomeFacts, 'bottles'>): ReactElement {
  return (
    <Table<Bottle>
      label={say('lots.bottles')}
      columns={bottleColumns}
      rows={bottles}
      rowId={(one) => String(one.number)}
    />
  );
}

type Unit = SecretomeFacts['units'][number];

const unitColumns: readonly TableColumn<Unit>[] = [
  { id: 'number', head: say('lots.unit'), isNarrow: true, cell: (one) => one.number },
  {
    id: 'medium',
    head: say('lots.medium-loaded'),
    unit: 'mL',
    kind: 'number',
    cell: (one) => <Measure value={one.cmMl} />,
  },
  {
    id: 'volume',
    head: say('lots.unit-volume'),
    unit: 'µL',
    kind: 'number',
    cell: (one) => <Measure value={one.volumeMicrolitre} />,
  },
  {
    id: 'accepted',
    head: say('lots.unit-accepted'),
    isNarrow: true,
    cell: (one) => (
      <StatusPill tone={one.isAccepted ? 'done' : 'refused'}>
        {say(one.isAccepted ? 'lots.accepted' : 'lots.not-accepted')}
      </StatusPill>
    ),
  },
];

function Units({ units }: Pick<SecretomeFacts, 'units'>): ReactElement {
  return (
    <Table<Unit>
      label={say('lots.units')}
      columns={unitColumns}
      rows={units}
      rowId={(one) => String(one.number)}
    />
  );
}
