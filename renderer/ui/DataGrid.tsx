// A grid for typing results, by keyboard alone: arrows move, typing or Enter changes, a block can be pasted.
// Must not refuse what was typed: the caller marks each cell with its state.

import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react';

import { classes } from './classes.ts';
import { GridCellContent, GridEditor, type GridCell } from './GridCell.tsx';
import {
  blockOf,
  cellsOfText,
  isInBlock,
  placeAfter,
  placeInOrder,
  placesOf,
  within,
  type GridPlace,
} from './grid-block.ts';
import { useRowWindow } from './row-window.ts';
import { HeadText } from './TableHead.tsx';
import { announce } from './toast.ts';
import { word } from './words.ts';
import './table.css';

export interface GridColumn {
  id: string;
  head: string;
  unit?: string | undefined;
}

export interface GridRow {
  id: string;
  head: string;
  /** Lighter, beside the head: the time point. */
  note?: string | undefined;
  /** Begins a new animal: drawn with a stronger line above. */
  isFirst?: boolean | undefined;
}

export interface GridChange {
  rowId: string;
  columnId: string;
  /** As typed, trimmed; empty when cleared. */
  value: string;
}

interface DataGridProps {
  label: string;
  /** The head above the rows' heads: "Animal". */
  corner: string;
  columns: readonly GridColumn[];
  rows: readonly GridRow[];
  cell: (rowId: string, columnId: string) => GridCell;
  /** One change, or those of a pasted or cleared block, together. */
  onChange: (changes: readonly GridChange[]) => void;
  /** The cell that the keys act on, at first and whenever it changes: for details beside the grid. */
  onActive?: ((rowId: string, columnId: string) => void) | undefined;
}

export function DataGrid({
  label,
  corner,
  columns,
  rows,
  cell,
  onChange,
  onActive,
}: DataGridProps): ReactElement {
  const [chosen, setChosen] = useState<{ anchor: GridPlace; active: GridPlace }>({
    anchor: { row: 0, column: 0 },
    active: { row: 0, column: 0 },
  });
  const [editing, setEditing] = useState<{ startText: string }>();
  const isLeaving = useRef(false);
  const isMoving = useRef(false);
  /** A cell that gets the focus once its row is drawn. */
  const sought = useRef<GridPlace>(undefined);
  const scrolled = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const size = { rows: rows.length, columns: columns.length };
  const drawn = useRowWindow(scrolled, rows.length);
  const active = within(chosen.active, size);
  const block = blockOf(within(chosen.anchor, size), active);

  const [activeRowId, activeColumnId] = [rows[active.row]?.id, columns[active.column]?.id];
  useEffect(() => {
    if (activeRowId !== undefined && activeColumnId !== undefined) onActive?.(activeRowId, activeColumnId);
  }, [activeRowId, activeColumnId, onActive]);

  const cellAt = ({
    row,
    column,
  }: GridPlace): (GridCell & { rowId: string; columnId: string }) | undefined => {
    const [rowId, columnId] = [rows[row]?.id, columns[column]?.id];
    if (rowId === undefined || columnId === undefined) return undefined;
    return { ...cell(rowId, columnId), rowId, columnId };
  };

  const goTo = (place: GridPlace, isExtending = false): void => {
    setChosen({ anchor: isExtending ? chosen.anchor : place, active: place });
    setEditing(undefined);
    sought.current = place;
    drawn.show(place.row);
    focusSought();
  };

  const focusSought = (): void => {
    if (!sought.current) return;
    const { row, column } = sought.current;
    const found = table.current?.querySelector<HTMLElement>(`[data-place="${row},${column}"]`);
    if (!found) return;
    sought.current = undefined;
    isMoving.current = true;
    found.focus();
    isMoving.current = false;
  };
  useEffect(focusSought);

  const edit = (startText?: string): void => {
    const current = cellAt(active);
    if (!current || current.isReadOnly === true) return;
    setChosen({ anchor: active, active });
    setEditing({ startText: startText ?? current.value });
  };

  const change = (places: readonly GridPlace[], valueOf: (place: GridPlace) => string): number => {
    const changes = places.flatMap((place) => {
      const current = cellAt(place);
      if (!current || current.isReadOnly === true) return [];
      return [{ rowId: current.rowId, columnId: current.columnId, value: valueOf(place).trim() }];
    });
    const real = changes.filter(({ rowId, columnId, value }) => cell(rowId, columnId).value !== value);
    if (real.length > 0) onChange(real);
    return changes.length;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing) return;
    const isControl = event.ctrlKey || event.metaKey;
    const place = placeAfter(event.key, active, size, isControl);
    const isTyped = event.key.length === 1 && !isControl && !event.altKey;
    if (place) goTo(place, event.shiftKey);
    else if (event.key === 'Tab' && !isLeaving.current) {
      const next = placeInOrder(active, size, event.shiftKey ? -1 : 1);
      if (!next) return;
      goTo(next);
    } else if (event.key === 'Enter' || event.key === 'F2') edit();
    else if (event.key === 'Delete' || event.key === 'Backspace') change(placesOf(block), () => '');
    else if (isControl && event.key === 'a')
      setChosen({ anchor: { row: 0, column: 0 }, active: { row: size.rows - 1, column: size.columns - 1 } });
    else if (isTyped) edit(event.key);
    else {
      if (event.key === 'Escape') isLeaving.current = true;
      return;
    }
    isLeaving.current = false;
    event.preventDefault();
  };

  const onPaste = (event: ClipboardEvent): void => {
    if (editing || !event.clipboardData) return;
    event.preventDefault();
    const pasted = cellsOfText(event.clipboardData.getData('text/plain'));
    const single = pasted.length === 1 && pasted[0]?.length === 1 ? pasted[0][0] : undefined;
    const width = Math.max(...pasted.map((line) => line.length));
    const target =
      single === undefined
        ? {
            top: block.top,
            left: block.left,
            bottom: block.top + pasted.length - 1,
            right: block.left + width - 1,
          }
        : block;
    const places = placesOf(target);
    const count = change(
      places,
      ({ row, column }) => single ?? pasted[row - block.top]?.[column - block.left] ?? '',
    );
    const left = places.length - count;
    announce(left === 0 ? word('ui.pasted', { count }) : word('ui.pasted-part', { count, left }));
    if (single === undefined) {
      setChosen({
        anchor: { row: target.top, column: target.left },
        active: within({ row: target.bottom, column: target.right }, size),
      });
    }
  };

  const onCopy = (event: ClipboardEvent): void => {
    if (editing || !event.clipboardData) return;
    event.preventDefault();
    const lines: string[][] = [];
    for (const place of placesOf(block))
      (lines[place.row - block.top] ??= []).push(cellAt(place)?.value ?? '');
    event.clipboardData.setData('text/plain', lines.map((line) => line.join('\t')).join('\n'));
  };

  useClipboard(table, { copy: onCopy, paste: onPaste });

  return (
    <div className="ui-grid-frame">
      <div className="ui-table-scroll" ref={scrolled}>
        <table
          ref={table}
          // A table whose cells are moved through and typed into is a grid.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
          role="grid"
          aria-label={label}
          aria-multiselectable="true"
          // The head is the first row.
          aria-rowcount={rows.length + 1}
          className="ui-table ui-grid-table"
        >
          <thead>
            <tr>
              <th scope="col">{corner}</th>
              {columns.map((column) => (
                <th key={column.id} scope="col" className="ui-table-number">
                  <HeadText head={column.head} unit={column.unit} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Room pixels={drawn.before} />
            {rows.slice(drawn.first, drawn.end).map((row, index) => {
              const rowIndex = drawn.first + index;
              return (
                <tr
                  key={row.id}
                  data-row={rowIndex}
                  aria-rowindex={rowIndex + 2}
                  className={classes(row.isFirst === true && rowIndex > 0 && 'ui-grid-row-first')}
                >
                  <th scope="row">
                    {row.head}
                    {row.note !== undefined && <span className="ui-grid-row-note">{row.note}</span>}
                  </th>
                  {columns.map((column, columnIndex) => {
                    const place = { row: rowIndex, column: columnIndex };
                    const content = cell(row.id, column.id);
                    const isActive = rowIndex === active.row && columnIndex === active.column;
                    const isEdited = isActive && editing !== undefined;
                    return (
                      <td
                        key={column.id}
                        data-place={`${rowIndex},${columnIndex}`}
                        tabIndex={isActive && !isEdited ? 0 : -1}
                        aria-selected={isInBlock(block, place)}
                        aria-readonly={content.isReadOnly === true ? true : undefined}
                        aria-invalid={content.state === 'error' ? true : undefined}
                        title={content.note}
                        className={classes('ui-grid-cell', `ui-grid-${content.state}`)}
                        onMouseDown={(event) => {
                          if (isEdited) return;
                          event.preventDefault();
                          goTo(place, event.shiftKey);
                        }}
                        onDoubleClick={() => edit()}
                        onKeyDown={onKeyDown}
                        onFocus={() => {
                          if (!isActive && !isMoving.current) setChosen({ anchor: place, active: place });
                        }}
                      >
                        {isEdited ? (
                          <GridEditor
                            startText={editing.startText}
                            label={[row.head, row.note, column.head, column.unit].filter(Boolean).join(', ')}
                            onDone={(text, how) => {
                              if (text !== undefined) change([place], () => text);
                              setEditing(undefined);
                              if (how === 'down')
                                goTo(within({ row: rowIndex + 1, column: columnIndex }, size));
                              else if (how === 'next' || how === 'previous')
                                goTo(placeInOrder(place, size, how === 'next' ? 1 : -1) ?? place);
                              else if (how === 'stay') goTo(place);
                            }}
                          />
                        ) : (
                          <GridCellContent {...content} />
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
            <Room pixels={drawn.after} />
          </tbody>
        </table>
      </div>
      <div className="ui-grid-status">
        <span className="ui-grid-note">{cellAt(active)?.note ?? ''}</span>
        <span>{word('ui.grid-hint')}</span>
      </div>
    </div>
  );
}

/** The room that rows take which are not drawn. */
function Room({ pixels }: { readonly pixels: number }): ReactElement | null {
  return pixels === 0 ? null : <tr aria-hidden="true" style={{ height: pixels }} />;
}

type ClipboardActs = Readonly<Record<'copy' | 'paste', (event: ClipboardEvent) => void>>;

/**
 * Copying and pasting while the focus is in `place`. Heard at the window: the events go to where text was last
 * selected, which need not be the cell that has the focus.
 */
function useClipboard(place: RefObject<HTMLElement | null>, acts: ClipboardActs): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const hear = (event: ClipboardEvent): void => {
      const focused = document.activeElement;
      const isInside = place.current?.contains(focused) === true;
      // On a page that was just opened the focus is where it was opened from: what is pasted there is for the grid.
      const isElsewhere = focused?.closest('input, textarea, [contenteditable], [role="dialog"]') !== null;
      if (!isInside && (event.type === 'copy' || isElsewhere)) return;
      latest.current[event.type === 'copy' ? 'copy' : 'paste'](event);
    };
    window.addEventListener('copy', hear);
    window.addEventListener('paste', hear);
    return () => {
      window.removeEventListener('copy', hear);
      window.removeEventListener('paste', hear);
    };
  }, [place]);
}
