// The head of a table: names with their units, pressed to sort.
// Must not sort by itself.

import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactElement } from 'react';

import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import type { TableColumn, TableSort } from './table-sort.ts';

interface TableHeadProps<Row> {
  columns: readonly TableColumn<Row>[];
  sort: TableSort | undefined;
  onHead: (column: TableColumn<Row>) => void;
}

export function TableHead<Row>({ columns, sort, onHead }: TableHeadProps<Row>): ReactElement {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const isSorted = column.id === sort?.column;
          const order = sort?.isDescending === true ? 'descending' : 'ascending';
          return (
            <th
              key={column.id}
              scope="col"
              className={classes(
                column.kind === 'number' && 'ui-table-number',
                column.isNarrow === true && 'ui-table-narrow',
              )}
              aria-sort={isSorted ? order : undefined}
            >
              {column.sortBy ? (
                <button type="button" className="ui-table-sort" onClick={() => onHead(column)}>
                  <HeadText head={column.head} unit={column.unit} />
                  <Icon
                    of={isSorted && order === 'descending' ? ArrowDown : ArrowUp}
                    size="small"
                    className={classes(!isSorted && 'ui-table-sort-idle')}
                  />
                </button>
              ) : (
                <HeadText head={column.head} unit={column.unit} />
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** A name with its unit, as heads of tables and grids write it. */
export function HeadText({ head, unit }: { head: string; unit: string | undefined }): ReactElement {
  return (
    <span>
      {head}
      {unit !== undefined && <span className="ui-table-unit">{unit}</span>}
    </span>
  );
}
