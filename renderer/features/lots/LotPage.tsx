// One lot: what it is, whether it may be used, how much is left, what it was made from, what was taken.
// Must not show movements to those who are not given them.

import { SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { PrintButton } from '../../PrintButton.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Labels } from '../../ui/Labels.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { AscLot } from './AscLot.tsx';
import { ByAt } from './ByAt.tsx';
import { kindName } from './lot-words.ts';
import { LotActions } from './LotActions.tsx';
import { LotFacts } from './LotFacts.tsx';
import { LotStatus } from './LotPills.tsx';
import { ReleaseLot } from './ReleaseLot.tsx';
import { SecretomeLot } from './SecretomeLot.tsx';

export function LotPage({ lotId }: { readonly lotId: string }): ReactElement {
  const { value, refusal } = useLive('lot.show', { lotId });
  const back = { label: say('lots.title'), onPress: () => go('lots') };
  if (!value) {
    return (
      <Page title={say('lots.lot')} back={back}>
        <RefusalNotice refusal={refusal} />
        {value === null && (
          <EmptyState
            icon={SearchX}
            title={say('lots.none-here')}
            action={<Button onPress={() => go('lots')}>{say('lots.show-all')}</Button>}
          >
            {say('lots.none-here-hint')}
          </EmptyState>
        )}
      </Page>
    );
  }
  const { lot, movements, referenceFactors, releaseProblem } = value;
  return (
    <Page
      title={lot.code}
      mark={<LotStatus status={lot.status} />}
      lead={lot.title === kindName(lot.kind) ? lot.title : `${lot.title} · ${kindName(lot.kind)}`}
      back={back}
      actions={
        <>
          <Origins lot={lot} />
          <PrintButton scope={{ kind: 'lot', id: lot.id }} label={say('print.lot')} />
        </>
      }
    >
      <ReleaseLot lot={lot} problem={releaseProblem} />
      <Panel title={say('lots.facts')} actions={<LotActions lot={lot} />}>
        <LotFacts lot={lot} />
      </Panel>
      {lot.asc && <AscLot lot={lot} asc={lot.asc} />}
      {lot.secretome && <SecretomeLot lot={lot} secretome={lot.secretome} reference={referenceFactors} />}
      {movements && <Movements movements={movements} />}
      <Panel title={say('lots.label')}>
        <Labels labels={[{ code: lot.code, lines: labelLines(lot) }]} />
      </Panel>
    </Page>
  );
}

type Lot = NonNullable<QueryValue<'lot.show'>>['lot'];

/** The ways to the animal and the run that a lot comes from. */
function Origins({ lot }: { readonly lot: Lot }): ReactElement {
  const { asc, runId } = lot;
  const run = useLive('run.list', {}).value?.runs.find((one) => one.id === runId);
  return (
    <>
      {asc && (
        <Button onPress={() => go('animals', asc.donorAnimalId)}>
          {say('lots.open-donor', { animal: asc.donorAnimalId })}
        </Button>
      )}
      {runId !== null && (
        <Button onPress={() => go('runs', runId)}>{say('lots.open-run', { run: run?.code ?? '' })}</Button>
      )}
    </>
  );
}

function labelLines(lot: Lot): readonly string[] {
  return [
    lot.code,
    ...(lot.expiresAt === null ? [] : [say('lots.label-expiry', { day: lot.expiresAt })]),
    ...(lot.location === null ? [] : [lot.location]),
    lot.title,
  ];
}

type Movement = NonNullable<NonNullable<QueryValue<'lot.show'>>['movements']>[number];

const columns: readonly TableColumn<Movement>[] = [
  {
    id: 'who',
    head: say('lots.taken'),
    cell: (one) => <ByAt by={one.by} at={one.at} />,
  },
  {
    id: 'amount',
    head: say('lots.amount'),
    unit: 'µL',
    kind: 'number',
    isNarrow: true,
    cell: (one) => <Measure value={one.amountMicrolitre} />,
  },
  { id: 'why', head: say('lots.what-for'), cell: (one) => one.why },
  {
    id: 'dose',
    head: say('lots.dose'),
    isNarrow: true,
    cell: ({ doseId }) =>
      doseId !== null && (
        <Button variant="plain" onPress={() => go('dose', doseId)}>
          {say('lots.open-dose')}
        </Button>
      ),
  },
];

function Movements({ movements }: { readonly movements: readonly Movement[] }): ReactElement {
  return (
    <Panel title={say('lots.movements')} isFlush>
      <Table<Movement>
        label={say('lots.movements')}
        columns={columns}
        rows={movements}
        rowId={(one) => `${one.at} ${one.amountMicrolitre} ${one.doseId ?? ''}`}
        empty={say('lots.nothing-taken')}
      />
    </Panel>
  );
}
