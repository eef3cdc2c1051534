// The bottles and ultrafiltration units that a secretome lot is made of, as they are typed.
// Must not add anything up: source cells, medium and volume are sums of the main process.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import type { NumberLimits } from '../../ui/number-text.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { EntryRows, type EntryColumn, type Numbered } from './entry-rows.tsx';

export interface BottleEntry extends Numbered {
  readonly cells: string;
  readonly cmMl: string;
}

export interface UnitEntry extends Numbered {
  readonly cmMl: string;
  readonly volumeMicrolitre: string;
  readonly isAccepted: boolean;
}

export const firstBottle: BottleEntry = { key: 1, number: '1', cells: '', cmMl: '' };
export const firstUnit: UnitEntry = {
  key: 1,
  number: '1',
  cmMl: '12',
  volumeMicrolitre: '',
  isAccepted: true,
};

const bottleColumns: readonly EntryColumn<BottleEntry>[] = [
  {
    head: say('lots.bottle'),
    field: (row, change) => <NumberOf row={row} what={say('lots.bottle')} onChange={change} />,
  },
  {
    head: say('lots.cells'),
    field: (row, change) => (
      <NumberField
        label={say('lots.cells-of', { number: row.number })}
        isLabelHidden
        isScientific
        unit={say('lots.cells-unit')}
        value={row.cells}
        onChange={(cells) => change({ cells })}
      />
    ),
  },
  {
    head: say('lots.medium-collected'),
    field: (row, change) => (
      <NumberField
        label={say('lots.medium-of-bottle', { number: row.number })}
        isLabelHidden
        unit="mL"
        value={row.cmMl}
        onChange={(cmMl) => change({ cmMl })}
      />
    ),
  },
];

interface BottleRowsProps {
  readonly bottles: readonly BottleEntry[];
  readonly onChange: (bottles: readonly BottleEntry[]) => void;
}

export function BottleRows({ bottles, onChange }: BottleRowsProps): ReactElement {
  return (
    <EntryRows<BottleEntry>
      label={say('lots.bottle')}
      rows={bottles}
      onChange={onChange}
      blank={{ cells: '', cmMl: '' }}
      addLabel={say('lots.add-bottle')}
      columns={bottleColumns}
    />
  );
}

function unitColumns(limits: NumberLimits | undefined): readonly EntryColumn<UnitEntry>[] {
  return [
    {
      head: say('lots.unit'),
      field: (row, change) => <NumberOf row={row} what={say('lots.unit')} onChange={change} />,
    },
    {
      head: say('lots.medium-loaded'),
      field: (row, change) => (
        <NumberField
          label={say('lots.medium-of-unit', { number: row.number })}
          isLabelHidden
          unit="mL"
          value={row.cmMl}
          onChange={(cmMl) => change({ cmMl })}
        />
      ),
    },
    {
      head: say('lots.unit-volume'),
      field: (row, change) => (
        <NumberField
          label={say('lots.volume-of-unit', { number: row.number })}
          isLabelHidden
          unit="µL"
          limits={limits}
          value={row.volumeMicrolitre}
          onChange={(volumeMicrolitre) => change({ volumeMicrolitre })}
        />
      ),
    },
    {
      head: say('lots.unit-accepted'),
      field: (row, change) => (
        <Checkbox isSelected={row.isAccepted} onChange={(isAccepted) => change({ isAccepted })}>
          {say('lots.accept-unit', { number: row.number })}
        </Checkbox>
      ),
    },
  ];
}

interface UnitRowsProps {
  readonly units: readonly UnitEntry[];
  readonly onChange: (units: readonly UnitEntry[]) => void;
  /** What is near enough to the article's 500 µL. */
  readonly limits: NumberLimits | undefined;
}

export function UnitRows({ units, onChange, limits }: UnitRowsProps): ReactElement {
  return (
    <EntryRows<UnitEntry>
      label={say('lots.unit')}
      rows={units}
      onChange={onChange}
      blank={{ cmMl: '12', volumeMicrolitre: '', isAccepted: true }}
      addLabel={say('lots.add-unit')}
      columns={unitColumns(limits)}
    />
  );
}

interface NumberOfProps {
  readonly row: Numbered;
  readonly what: string;
  readonly onChange: (part: { readonly number: string }) => void;
}

function NumberOf({ row, what, onChange }: NumberOfProps): ReactElement {
  return (
    <NumberField
      label={say('lots.number-of', { what, number: row.number })}
      isLabelHidden
      isWhole
      value={row.number}
      onChange={(number) => onChange({ number })}
    />
  );
}
