// All samples, narrowed by animal, time point, material and state.
// Must not lose its filters when a sample is opened and left again: they are kept beside the screen.

import { Snowflake } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { create } from 'zustand';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryInput } from '../../../shared/contract.ts';
import type { SampleState } from '../../../shared/domain/sample.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Grid, Stack } from '../../ui/Layout.tsx';
import { Page } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Code, Soft } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { NumberText } from '../../ui/Measure.tsx';
import { SampleStatusPills } from './SampleStatusPills.tsx';
import {
  materialName,
  materialOrder,
  statusName,
  statusOrder,
  timePointName,
  timePointOrder,
} from './wording.ts';

type Filters = QueryInput<'sample.list'>;
const useFilters = create<{ filters: Filters }>(() => ({ filters: {} }));

const columns: readonly TableColumn<SampleState>[] = [
  {
    id: 'id',
    head: say('samples.column.sample'),
    cell: (row) => <Code>{row.id}</Code>,
    sortBy: (row) => row.id,
  },
  {
    id: 'animal',
    head: say('samples.column.animal'),
    isNarrow: true,
    cell: (row) => row.animalId,
    sortBy: (row) => row.animalId,
  },
  {
    id: 'timePoint',
    head: say('samples.column.time-point'),
    cell: (row) => timePointName(row.timePoint),
    sortBy: (row) => timePointOrder.indexOf(row.timePoint),
  },
  {
    id: 'material',
    head: say('samples.column.material'),
    cell: (row) => materialName(row.material),
    sortBy: (row) => materialOrder.indexOf(row.material),
  },
  {
    id: 'status',
    head: say('samples.column.status'),
    cell: (row) => <SampleStatusPills sample={row} />,
    sortBy: (row) => statusOrder.indexOf(row.status),
  },
  {
    id: 'collected',
    head: say('samples.column.collected'),
    isNarrow: true,
    cell: (row) => (row.collectedAt === null ? '–' : <TimeText at={row.collectedAt} />),
    sortBy: (row) => row.collectedAt ?? undefined,
  },
  {
    id: 'volume',
    head: say('samples.column.volume'),
    unit: say('samples.microlitre'),
    kind: 'number',
    cell: (row) => (row.volumeMicrolitre === null ? '–' : <NumberText value={row.volumeMicrolitre} />),
    sortBy: (row) => row.volumeMicrolitre ?? undefined,
  },
  {
    id: 'place',
    head: say('samples.column.place'),
    isNarrow: true,
    cell: (row) => (row.placeId === null ? '–' : <Code>{row.placeId}</Code>),
    sortBy: (row) => row.placeId ?? undefined,
  },
];

export function SampleList(): ReactElement {
  const filters = useFilters((store) => store.filters);
  const { value, refusal } = useLive('sample.list', filters);
  const isFiltered = Object.keys(filters).length > 0;
  const count = value?.samples.length ?? 0;
  const clear = (): void => useFilters.setState({ filters: {} });
  return (
    <Page
      title={say('samples.title')}
      lead={say('samples.lead')}
      isWide
      actions={
        <Button icon={Snowflake} onPress={() => go('samples', undefined, 'freezer')}>
          {say('samples.freezers')}
        </Button>
      }
    >
      <RefusalNotice refusal={refusal} />
      <FilterFields filters={filters} onClear={isFiltered ? clear : undefined} />
      {value && (count > 0 || isFiltered) && (
        <Stack gap={1}>
          <Soft>{say(count === 1 ? 'samples.count-one' : 'samples.count', { count })}</Soft>
          <Table
            label={say('samples.list')}
            columns={columns}
            rows={value.samples}
            rowId={(row) => row.id}
            onOpen={(row) => go('samples', row.id)}
            empty={say('samples.none-fits')}
          />
        </Stack>
      )}
      {value && count === 0 && !isFiltered && <NoSamples />}
    </Page>
  );
}

interface FilterFieldsProps {
  readonly filters: Filters;
  readonly onClear: (() => void) | undefined;
}

function FilterFields({ filters, onClear }: FilterFieldsProps): ReactElement {
  // The combo box keeps what was typed; a new one forgets it.
  const [round, setRound] = useState(0);
  const animals = useLive('animal.list', {}).value?.animals ?? [];
  const change = (key: keyof Filters, value: string | null): void => {
    const { [key]: _, ...rest } = filters;
    useFilters.setState({ filters: value === null || value === 'all' ? rest : { ...rest, [key]: value } });
  };
  const all = { value: 'all' as const, label: say('samples.all') };
  return (
    <div className="samples-filters">
      <Grid columns="narrow">
        <ComboBox
          key={round}
          label={say('samples.filter-animal')}
          placeholder={say('samples.all-animals')}
          options={animals.map(({ animal }) => ({ value: animal.id, label: animal.id, note: animal.earTag }))}
          value={filters.animalId ?? null}
          onChange={(value) => change('animalId', value)}
        />
        <Select
          label={say('samples.filter-time-point')}
          options={[all, ...timePointOrder.map((value) => ({ value, label: timePointName(value) }))]}
          value={filters.timePoint ?? 'all'}
          onChange={(value) => change('timePoint', value)}
        />
        <Select
          label={say('samples.filter-material')}
          options={[all, ...materialOrder.map((value) => ({ value, label: materialName(value) }))]}
          value={filters.material ?? 'all'}
          onChange={(value) => change('material', value)}
        />
        <Select
          label={say('samples.filter-status')}
          options={[all, ...statusOrder.map((value) => ({ value, label: statusName(value) }))]}
          value={filters.status ?? 'all'}
          onChange={(value) => change('status', value)}
        />
      </Grid>
      <div className="samples-filter-actions">
        {onClear && (
          <Button
            onPress={() => {
              setRound(round + 1);
              onClear();
            }}
          >
            {say('samples.clear-filters')}
          </Button>
        )}
        {filters.animalId !== undefined && (
          <Button variant="primary" onPress={() => go('samples', filters.animalId)}>
            {say('samples.open-schedule', { animal: filters.animalId })}
          </Button>
        )}
      </div>
    </div>
  );
}

function NoSamples(): ReactElement {
  const { value } = useLive('animal.list', {});
  if (!value) return <></>;
  const hasAnimals = value.animals.length > 0;
  return (
    <EmptyState
      title={say('samples.none-title')}
      action={
        hasAnimals ? undefined : <Button onPress={() => go('animals')}>{say('samples.to-animals')}</Button>
      }
    >
      {say(hasAnimals ? 'samples.none' : 'samples.no-animals')}
    </EmptyState>
  );
}
