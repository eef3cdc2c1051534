// A table of the report.
// Must not sort: the order is that of the study.

import type { ReactElement } from 'react';
import { Table } from '../../ui/Table.tsx';
import type { ReportTable as TableOfReport } from './report.ts';

interface Row {
  readonly id: string;
  readonly cells: readonly string[];
}

export function ReportTable({ table }: { readonly table: TableOfReport }): ReactElement {
  const rows = table.rows.map((cells, index): Row => ({ id: String(index), cells }));
  return (
    <Table
      label={table.title}
      columns={table.columns.map(({ label, isNumber }, index) => ({
        id: String(index),
        head: label,
        kind: isNumber ? ('number' as const) : ('text' as const),
        cell: (row: Row) => <span className="arrive-cell">{row.cells[index]}</span>,
      }))}
      rows={rows}
      rowId={(row) => row.id}
      isScrolling
    />
  );
}
