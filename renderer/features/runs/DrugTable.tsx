// The drugs and fluids of a run, each with the factors of its volume; what was given outside the gate is red.
// Must not fill in a factor that nobody knew.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { usePeople } from '../../me.ts';
import { Measure } from '../../ui/Measure.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { TimeText } from '../../ui/TimeText.tsx';

type Medication = QueryValue<'anaesthesia.show'>['medications'][number];

const amount = (
  id: 'weightKg' | 'doseMgPerKg' | 'strengthMgPerMl' | 'massMg' | 'volumeMl',
  head: string,
  unit: string,
): TableColumn<Medication> => ({
  id,
  head,
  unit,
  kind: 'number',
  cell: (one) => {
    const value = one[id];
    return value === null ? '–' : <Measure value={value} />;
  },
});

export function DrugTable({ medications }: { readonly medications: readonly Medication[] }): ReactElement {
  const { nameOf } = usePeople();
  return (
    <Table
      label={say('runs.drugs')}
      columns={columns(nameOf)}
      rows={medications.toReversed()}
      rowId={(one) => one.id}
      empty={say('runs.no-drugs')}
    />
  );
}

function columns(nameOf: (userId: string) => string): readonly TableColumn<Medication>[] {
  return [
    { id: 'product', head: say('runs.product'), cell: (one) => one.product },
    { id: 'route', head: say('runs.route'), cell: (one) => one.route },
    amount('weightKg', say('runs.factor-weight'), 'kg'),
    amount('doseMgPerKg', say('runs.dose'), 'mg/kg'),
    amount('strengthMgPerMl', say('runs.strength'), 'mg/mL'),
    amount('massMg', say('runs.factor-mass'), 'mg'),
    amount('volumeMl', say('runs.volume'), 'mL'),
    { id: 'at', head: say('runs.time'), isNarrow: true, cell: (one) => <TimeText at={one.at} /> },
    { id: 'by', head: say('runs.by'), isNarrow: true, cell: (one) => nameOf(one.by) },
    {
      id: 'gate',
      head: say('runs.gate'),
      cell: (one) =>
        one.isOutsideGate && (
          <>
            <StatusPill tone="refused">{say('runs.outside')}</StatusPill> {one.reason}
          </>
        ),
    },
  ];
}
