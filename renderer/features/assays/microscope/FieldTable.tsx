// The fields of a count, each with its nuclei and rate; one is opened.
// Must not show a rate where nothing is counted.

import type { ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import type { TableColumn } from '../../../ui/table-sort.ts';
import { Table } from '../../../ui/Table.tsx';
import { timePointWords } from '../ResultTable.tsx';
import { nucleiOf, rateText, type DraftField } from './counts-draft.ts';

interface FieldTableProps {
  readonly label: string;
  readonly fields: readonly DraftField[];
  readonly shown: string | null;
  readonly onShow: (name: string) => void;
}

export function FieldTable({ label, fields, shown, onShow }: FieldTableProps): ReactElement {
  return (
    <Table
      label={label}
      columns={fieldColumns}
      rows={fields}
      rowId={(one) => one.name}
      onOpen={(one) => onShow(one.name)}
      selectedId={shown ?? undefined}
    />
  );
}

const fieldColumns: readonly TableColumn<DraftField>[] = [
  { id: 'name', head: say('nuclei.column-field'), cell: (one) => one.name },
  { id: 'animal', head: say('assays.animal'), cell: (one) => one.animalId },
  { id: 'time', head: say('assays.time-point'), cell: (one) => timePointWords(one.timePoint) },
  { id: 'how', head: say('nuclei.column-how'), cell: (one) => say(`nuclei.by-${one.by}`) },
  {
    id: 'positive',
    head: say('nuclei.column-positive'),
    kind: 'number',
    cell: (one) => nucleiOf(one)?.positive ?? '–',
  },
  {
    id: 'total',
    head: say('nuclei.column-total'),
    kind: 'number',
    cell: (one) => nucleiOf(one)?.total ?? '–',
  },
  {
    id: 'rate',
    head: say('nuclei.column-rate'),
    kind: 'number',
    cell: (one) => {
      const counted = nucleiOf(one);
      const rate = counted && rateText(counted);
      return rate === null ? '–' : say('nuclei.rate-of', { rate });
    },
  },
];
