// The columns of a table and the order of its rows.
// Must not change the rows it is given.

import type { ReactNode } from 'react';

export interface TableColumn<Row> {
  id: string;
  head: string;
  /** In the head, in brackets. */
  unit?: string | undefined;
  /** Numbers stand at the right. */
  kind?: 'text' | 'number' | undefined;
  /** As narrow as its content. */
  isNarrow?: boolean | undefined;
  cell: (row: Row) => ReactNode;
  /** What the column is sorted by, decimal text for numbers; makes it sortable. Undefined comes last. */
  sortBy?: ((row: Row) => string | number | undefined) | undefined;
}

export interface TableSort {
  column: string;
  isDescending: boolean;
}

const inOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A press on a head: ascending at first, then the other way round. */
export function nextSort<Row>(column: TableColumn<Row>, sort: TableSort | undefined): TableSort {
  return { column: column.id, isDescending: sort?.column === column.id && !sort.isDescending };
}

/** A sorted copy; equal rows keep their order. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sort: TableSort | undefined,
): readonly Row[] {
  const column = columns.find((candidate) => candidate.id === sort?.column);
  const sortBy = column?.sortBy;
  if (!sort || !column || !sortBy) return rows;
  const direction = sort.isDescending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [a, b] = [sortBy(left), sortBy(right)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    const order = column.kind === 'number' ? Number(a) - Number(b) : inOrder.compare(String(a), String(b));
    return direction * order;
  });
}
