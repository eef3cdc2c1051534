// The relative densities of blots by animal, time point and protein, and the shares, with what there is to say of each.
// Must not round or compute: the numbers are those of the assay.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { NumberView } from '../../../shared/domain/assay-view.ts';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { NumberValue } from './ResultTable.tsx';

interface DensityTableProps {
  readonly numbers: readonly NumberView[];
  /** Opens where a number came from. */
  readonly onOpen?: ((numberId: string) => void) | undefined;
  readonly selectedId?: string | undefined;
}

export function DensityTable({ numbers, onOpen, selectedId }: DensityTableProps): ReactElement {
  return (
    <Table
      label={say('blot.relative')}
      columns={columns}
      rows={numbers.filter(isOfSubject)}
      rowId={(one) => one.id}
      selectedId={selectedId}
      onOpen={onOpen && ((one) => onOpen(one.id))}
      empty={say('assays.no-results')}
    />
  );
}

/** Of an animal at a time point: single lanes stand among every number. */
function isOfSubject({ id }: NumberView): boolean {
  return id.endsWith('/relative-density') || id.endsWith('/share');
}

const columns: readonly TableColumn<NumberView>[] = [
  {
    id: 'subject',
    head: say('blot.column-subject'),
    cell: (one) => one.about.split('/')[0] ?? '',
    sortBy: (one) => one.about,
  },
  {
    id: 'protein',
    head: say('blot.column-protein'),
    cell: (one) => one.about.split('/').slice(1).join(' / '),
    sortBy: (one) => one.about.split('/').slice(1).join('/'),
  },
  { id: 'what', head: say('assays.column-number'), cell: (one) => one.label },
  {
    id: 'lanes',
    head: say('blot.column-lanes'),
    cell: (one) => one.formula.parameters['values']?.replaceAll(' + ', ' · ') ?? '',
  },
  {
    id: 'value',
    head: say('assays.column-value'),
    kind: 'number',
    cell: (one) => <NumberValue number={one} />,
    sortBy: (one) => one.value ?? undefined,
  },
  { id: 'flags', head: say('assays.column-flags'), cell: (one) => one.flagTexts.join('; ') },
];
