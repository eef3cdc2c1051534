// Where a dose begins: a field for a scan, the syringes that wait, and the animals that can be prepared for.
// Must not show more of an animal or a syringe than the queries give this person.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { NamedGroup } from '../../NamedGroup.tsx';
import { go } from '../../navigation.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Code } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { OutsideGateButton } from './OutsideGate.tsx';
import { ScanField } from './ScanField.tsx';
import { resolveScan } from './scanning.ts';

export function DoseChooser(): ReactElement {
  const me = useMe();
  const [error, setError] = useState<string>();
  const animals = useLive('animal.list', {}).value?.animals ?? [];
  const studyAnimals = animals.filter(({ animal }) => animal.purpose === 'study');
  const open = async (code: string): Promise<void> => {
    const scanned = await resolveScan(code);
    if (scanned.kind === 'other') setError(scanned.message);
    else go('dose', scanned.code);
  };
  return (
    <Page
      title={say('dosing.title')}
      lead={say('dosing.lead')}
      actions={me.can('dose.giveOutsideGate') && <OutsideGateButton animalId={null} code={null} />}
    >
      <Grid columns="wide">
        <ScanField
          label={say('dosing.scan-any')}
          description={say('dosing.scan-any-hint')}
          action={say('dosing.open')}
          error={error}
          takesFocus
          onCode={(code) => void open(code)}
        />
        <ComboBox
          label={say('dosing.pick-animal')}
          options={studyAnimals.map(({ animal }) => ({
            value: animal.id,
            label: animal.id,
            note: animal.earTag,
          }))}
          value={null}
          onChange={(animalId) => {
            if (animalId !== null) go('dose', animalId);
          }}
        />
      </Grid>
      <WaitingSyringes />
      {me.can('dose.preparationView') && <AnimalsToPrepare />}
    </Page>
  );
}

type Waiting = QueryValue<'today.board'>['items'][number];

const waitingColumns: readonly TableColumn<Waiting>[] = [
  { id: 'animal', head: say('dosing.animal'), isNarrow: true, cell: (item) => item.animalId ?? '' },
  { id: 'what', head: say('dosing.what'), cell: (item) => item.what },
  {
    id: 'until',
    head: say('dosing.use-before'),
    isNarrow: true,
    cell: (item) => item.windowTo !== null && <TimeText at={item.windowTo} show="clock" />,
  },
  {
    id: 'state',
    head: say('dosing.state'),
    isNarrow: true,
    cell: (item) =>
      item.lane === 'overdue' ? (
        <StatusPill tone="refused">{say('dosing.past-its-time')}</StatusPill>
      ) : (
        <StatusPill tone="due">{say('dosing.waits')}</StatusPill>
      ),
  },
];

function WaitingSyringes(): ReactElement | null {
  const { value } = useLive('today.board', {});
  if (!value) return null;
  const waiting = value.items.filter((item) => item.kind === 'dose');
  return (
    <Panel title={say('dosing.waiting')} isFlush>
      <Table<Waiting>
        label={say('dosing.waiting')}
        columns={waitingColumns}
        rows={waiting}
        rowId={(item) => item.key}
        onOpen={(item) => go('dose', item.target.id ?? undefined)}
        empty={say('dosing.none-waiting')}
      />
    </Panel>
  );
}

type ToPrepare = QueryValue<'dose.preparationView'>['animals'][number];

const animalColumns: readonly TableColumn<ToPrepare>[] = [
  {
    id: 'animal',
    head: say('dosing.animal'),
    isNarrow: true,
    cell: (one) => <Code>{one.animalId}</Code>,
  },
  {
    id: 'group',
    head: say('dosing.group'),
    cell: ({ group }) => group !== null && <NamedGroup group={group} />,
  },
  {
    id: 'weight',
    head: say('dosing.weight-of-day'),
    unit: 'kg',
    kind: 'number',
    isNarrow: true,
    cell: (one) => one.weightKg !== null && <Measure value={one.weightKg} />,
  },
  {
    id: 'problems',
    head: say('dosing.before-dose'),
    cell: (one) =>
      one.problems[0]?.message ?? <StatusPill tone="done">{say('dosing.can-prepare')}</StatusPill>,
  },
];

function AnimalsToPrepare(): ReactElement | null {
  const { value } = useLive('dose.preparationView', {});
  if (!value || value.isBlinded) return null;
  const has = (animal: ToPrepare, code: string): boolean => animal.problems.some((one) => one.code === code);
  const animals = value.animals
    .filter((one) => !has(one, 'dose.already-given') && !has(one, 'dose.already-prepared'))
    .toSorted((left, right) => left.problems.length - right.problems.length);
  if (animals.length === 0) {
    return (
      <EmptyState title={say('dosing.none-to-prepare')}>{say('dosing.none-to-prepare-hint')}</EmptyState>
    );
  }
  return (
    <Panel title={say('dosing.to-prepare')} isFlush>
      <Table<ToPrepare>
        label={say('dosing.to-prepare')}
        columns={animalColumns}
        rows={animals}
        rowId={(one) => one.animalId}
        onOpen={(one) => go('dose', one.animalId)}
      />
    </Panel>
  );
}
