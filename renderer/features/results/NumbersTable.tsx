// The numbers of the chart beside it: n, mean and SD of each group at each time point.
// Must not show another rounding than the chart and the files.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { GroupMark } from '../../ui/GroupMark.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import type { NumberRow } from './chart-numbers.ts';

interface NumbersTableProps {
  readonly rows: readonly NumberRow[];
  readonly unit: string;
  readonly isBlinded: boolean;
}

export function NumbersTable({ rows, unit, isBlinded }: NumbersTableProps): ReactElement {
  return (
    <Table
      label={say('results.numbers')}
      rows={rows}
      rowId={(row) => row.id}
      columns={columnsWith(rows, unit, isBlinded)}
    />
  );
}

function columnsWith(
  rows: readonly NumberRow[],
  unit: string,
  isBlinded: boolean,
): readonly TableColumn<NumberRow>[] {
  const hasOutOfRange = rows.some((row) => row.outOfRange > 0);
  return [
    {
      id: 'timePoint',
      head: say('results.column.time-point'),
      cell: (row) => (row.mark === 0 ? say(`sample.timePoint.${row.timePoint}`) : <Again row={row} />),
    },
    {
      id: 'group',
      head: say('results.column.group'),
      cell: (row) => <GroupMark mark={row.mark} name={row.group} isBlinded={isBlinded} />,
    },
    { id: 'n', head: say('results.column.n'), kind: 'number', cell: (row) => row.n },
    {
      id: 'mean',
      head: say('results.column.mean'),
      unit,
      kind: 'number',
      cell: (row) => row.mean ?? say('results.no-sd'),
    },
    {
      id: 'sd',
      head: say('results.column.sd'),
      unit,
      kind: 'number',
      cell: (row) => row.sd ?? say('results.no-sd'),
    },
    ...(rows.some((row) => row.leftOut > 0) ? [leftOutColumn] : []),
    // Typed results are never out of range: an empty column would take the place of the numbers.
    ...(hasOutOfRange ? [outOfRangeColumn] : []),
    {
      id: 'missing',
      head: say('results.column.missing'),
      kind: 'number',
      cell: (row) => (row.missing === 0 ? '' : row.missing),
    },
  ];
}

const leftOutColumn: TableColumn<NumberRow> = {
  id: 'leftOut',
  head: say('results.column.left-out'),
  kind: 'number',
  cell: (row) => (row.leftOut === 0 ? '' : row.leftOut),
};

const outOfRangeColumn: TableColumn<NumberRow> = {
  id: 'outOfRange',
  head: say('results.column.out-of-range'),
  kind: 'number',
  cell: (row) => (row.outOfRange === 0 ? '' : row.outOfRange),
};

/** The time point stands once for the eye; screen readers hear it in every row. */
function Again({ row }: { readonly row: NumberRow }): ReactElement {
  return <span className="ui-hidden">{say(`sample.timePoint.${row.timePoint}`)}</span>;
}
