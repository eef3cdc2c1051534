// All animals with what matters at a glance, by status and by words.
// Must not change an animal: its own page does.

import { PiggyBank, Scale, Shuffle } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Row } from '../../ui/Layout.tsx';
import { Page } from '../../ui/Page.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { animalColumns } from './animal-columns.tsx';
import type { Animal, AnimalRow } from './AnimalMarks.tsx';
import './animals.css';

export function AnimalList(): ReactElement {
  const me = useMe();
  const { value, refusal } = useLive('animal.list', {});
  const mayRegister = me.can('animal.register');
  const register = (
    <Button variant="primary" icon={PiggyBank} onPress={() => go('animals', undefined, 'register')}>
      {say('animals.register')}
    </Button>
  );
  return (
    <Page
      title={say('animals.title')}
      isWide
      actions={
        <>
          <Button icon={Shuffle} onPress={() => go('animals', undefined, 'allocation')}>
            {say('animals.allocation')}
          </Button>
          {me.can('animal.weigh') && (
            <Button icon={Scale} onPress={() => go('animals', undefined, 'weigh')}>
              {say('animals.weigh')}
            </Button>
          )}
          {mayRegister && register}
        </>
      }
    >
      <RefusalNotice refusal={refusal} />
      {value && value.animals.length === 0 && (
        <EmptyState
          title={say('animals.none-title')}
          icon={PiggyBank}
          action={mayRegister ? register : undefined}
        >
          {say(mayRegister ? 'animals.none' : 'animals.none-other')}
        </EmptyState>
      )}
      {value && value.animals.length > 0 && <FilteredList animals={value.animals} />}
    </Page>
  );
}

const statuses = ['active', 'completed', 'dead', 'withdrawn'] as const;
type Shown = Animal['status'] | 'all';

function FilteredList({ animals }: { readonly animals: readonly AnimalRow[] }): ReactElement {
  const [shown, setShown] = useState<Shown>('all');
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const rows = animals.filter(
    ({ animal }) =>
      (shown === 'all' || animal.status === shown) &&
      [animal.id, animal.earTag, animal.housing].join(' ').toLowerCase().includes(wanted),
  );
  const count = (status: Shown): number =>
    animals.filter(({ animal }) => status === 'all' || animal.status === status).length;
  return (
    <>
      <Row gap={4} align="end">
        <div className="animals-search">
          <TextField
            label={say('animals.search')}
            placeholder={say('animals.search-hint')}
            type="search"
            value={text}
            onChange={setText}
          />
        </div>
        <RadioGroup
          label={say('animals.show')}
          orientation="horizontal"
          options={(['all', ...statuses] as const)
            .filter((value) => value === 'all' || value === 'active' || count(value) > 0)
            .map((value) => ({ value, label: say(`animals.${value}`, { count: count(value) }) }))}
          value={shown}
          onChange={setShown}
        />
      </Row>
      <div className="animals-list">
        <Table
          label={say('animals.list')}
          columns={animalColumns}
          rows={rows}
          rowId={({ animal }) => animal.id}
          onOpen={({ animal }) => go('animals', animal.id)}
          defaultSort={{ column: 'id', isDescending: false }}
          empty={say('animals.none-fits')}
        />
      </div>
    </>
  );
}
