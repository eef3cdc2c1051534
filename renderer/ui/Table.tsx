// A table for reading: sorted by its heads, rows opened with Enter, moved through with the arrow keys.
// Must not be typed into (DataGrid is), nor fetch: it shows the rows it is given, a portion at a time.

import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
} from 'react';

import { classes } from './classes.ts';
import { nextSort, sorted, type TableColumn, type TableSort } from './table-sort.ts';
import { TableHead } from './TableHead.tsx';
import { word } from './words.ts';
import './table.css';

interface TableProps<Row> {
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Enter, Space or a press on a row. Makes the rows reachable by the arrow keys. */
  onOpen?: ((row: Row) => void) | undefined;
  selectedId?: string | undefined;
  /** The order at first; the heads change it. */
  defaultSort?: TableSort | undefined;
  /** With `onSort` the caller sorts; without, the table does. */
  sort?: TableSort | undefined;
  onSort?: ((sort: TableSort) => void) | undefined;
  /** In place of the rows when there are none: an EmptyState or a sentence. */
  empty?: ReactNode;
  /** Scrolls in a frame of its own, 70 % of the window high. */
  isScrolling?: boolean | undefined;
}

const portion = 200;
const pageRows = 12;

export function Table<Row>({
  label,
  columns,
  rows,
  rowId,
  onOpen,
  selectedId,
  defaultSort,
  sort: givenSort,
  onSort,
  empty,
  isScrolling = false,
}: TableProps<Row>): ReactElement {
  const [ownSort, setOwnSort] = useState(defaultSort);
  const [portions, setPortions] = useState(1);
  const [activeId, setActiveId] = useState<string>();
  const body = useRef<HTMLTableSectionElement>(null);
  const sort = onSort ? givenSort : ownSort;
  const ordered = useMemo(() => (onSort ? rows : sorted(rows, columns, sort)), [rows, columns, sort, onSort]);
  const shown = ordered.slice(0, portions * portion);
  const tabStop = shown.some((row) => rowId(row) === activeId) ? activeId : shown[0] && rowId(shown[0]);

  const onHead = (column: TableColumn<Row>): void => {
    const next = nextSort(column, sort);
    if (onSort) onSort(next);
    else setOwnSort(next);
  };

  const rowAt = (target: EventTarget): number =>
    target instanceof HTMLTableRowElement ? target.sectionRowIndex : -1;

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = rowAt(event.target);
    const row = shown[at];
    if (!row || !onOpen) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen(row);
      return;
    }
    const to = destination(event.key, at, shown.length);
    if (to === undefined) return;
    event.preventDefault();
    body.current?.rows[to]?.focus();
  };

  const onClick = (event: MouseEvent, row: Row): void => {
    const isOwnControl =
      event.target instanceof Element && event.target.closest('button, a, input, label') !== null;
    const isSelecting = window.getSelection()?.type === 'Range';
    if (!isOwnControl && !isSelecting) onOpen?.(row);
  };

  return (
    <div
      className={classes('ui-table-frame', isScrolling && 'ui-table-scroll')}
      {...(isScrolling && !onOpen ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}
    >
      <table
        className="ui-table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        {...(onOpen ? { role: 'grid' } : {})}
      >
        <TableHead columns={columns} sort={sort} onHead={onHead} />
        <tbody ref={body}>
          {shown.map((row) => {
            const id = rowId(row);
            return (
              <tr
                key={id}
                data-row={id}
                className={classes('ui-table-row', onOpen && 'ui-table-row-open')}
                aria-selected={onOpen ? id === selectedId : undefined}
                tabIndex={onOpen ? (id === tabStop ? 0 : -1) : undefined}
                onFocus={onOpen ? () => setActiveId(id) : undefined}
                onClick={onOpen ? (event) => onClick(event, row) : undefined}
                onKeyDown={onOpen ? onKeyDown : undefined}
              >
                {columns.map((column, index) => {
                  const className = cellClass(column);
                  return index === 0 ? (
                    <th key={column.id} scope="row" className={className}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.id} className={className}>
                      {column.cell(row)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 && <div className="ui-table-empty">{empty ?? word('ui.nothing-here')}</div>}
      {shown.length < rows.length && (
        <MoreRows
          key={shown.length}
          shown={shown.length}
          total={rows.length}
          onReach={() => setPortions(portions + 1)}
        />
      )}
    </div>
  );
}

function cellClass<Row>(column: TableColumn<Row>): string {
  return classes(
    column.kind === 'number' && 'ui-table-number',
    column.isNarrow === true && 'ui-table-narrow',
  );
}

function destination(key: string, at: number, count: number): number | undefined {
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: count - 1,
    PageDown: at + pageRows,
    PageUp: at - pageRows,
  }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}

/** The end of the portion shown; coming near it shows the next one. */
function MoreRows({
  shown,
  total,
  onReach,
}: {
  shown: number;
  total: number;
  onReach: () => void;
}): ReactElement {
  const mark = useRef<HTMLDivElement>(null);
  const reach = useRef(onReach);
  useEffect(() => {
    reach.current = onReach;
  });
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) reach.current();
      },
      { rootMargin: '600px' },
    );
    if (mark.current) observer.observe(mark.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={mark} className="ui-table-more">
      {word('ui.more-rows', { shown, total })}
    </div>
  );
}
