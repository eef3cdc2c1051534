// A plate as it lies on the bench: every well with its reading and its name, moved through with the arrow keys.
// Must not change a well, nor say anything by colour alone.

import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { classes } from '../../ui/classes.ts';
import { plateSize } from './plate-size.ts';
import type { Use } from './plate.ts';

export interface ShownWell {
  readonly well: string;
  /** The reading as text, or the word of the instrument. */
  readonly text: string;
  readonly name: string;
  readonly use: Use;
  readonly leftOut: string | null;
  /** What else there is to say of it. */
  readonly note: string | null;
  /** Part of what is looked at just now. */
  readonly isMarked: boolean;
}

/** A table whose cells are moved through is a grid. */
const gridRole = { role: 'grid' } as const;

interface PlateGridProps {
  readonly label: string;
  readonly wells: readonly ShownWell[];
  /** Which well the keys stand on. */
  readonly active: string | undefined;
  readonly onActive: (well: string) => void;
}

export function PlateGrid({ label, wells, active, onActive }: PlateGridProps): ReactElement {
  const table = useRef<HTMLTableElement>(null);
  const [first] = wells;
  const size = plateSize(wells.map((one) => one.well));
  const byWell = new Map(wells.map((one) => [one.well, one]));
  const [startWell] = useState(() => wells.find((one) => one.isMarked)?.well);
  if (!size) return <WellList label={label} wells={wells} active={active} onActive={onActive} />;
  const { rows, columns } = size;
  const stop = active !== undefined && byWell.has(active) ? active : (startWell ?? first?.well ?? 'A1');

  const onKeyDown = (event: KeyboardEvent, row: number, column: number): void => {
    const isFar = event.ctrlKey || event.metaKey;
    const to = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [isFar ? 0 : row, 0],
      End: [isFar ? rows.length - 1 : row, columns.length - 1],
    }[event.key];
    const [toRow = -1, toColumn = -1] = to ?? [];
    const [letter, number] = [rows[toRow], columns[toColumn]];
    if (to !== undefined) event.preventDefault();
    if (letter === undefined || number === undefined) return;
    table.current?.querySelector<HTMLElement>(`[data-well="${letter}${number}"]`)?.focus();
  };

  return (
    <div className="assays-plate">
      <table
        ref={table}
        {...gridRole}
        aria-label={label}
        aria-readonly="true"
        className={classes('assays-plate-table', columns.length > 12 && 'assays-plate-dense')}
      >
        <thead>
          <tr>
            <th scope="col">
              <span className="ui-hidden">{say('assays.plate-row')}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.map((column, columnIndex) => {
                const well = `${row}${column}`;
                const shown = byWell.get(well);
                return (
                  <td
                    key={column}
                    data-well={well}
                    tabIndex={well === stop ? 0 : -1}
                    aria-selected={shown?.isMarked === true}
                    className={wellClass(shown, well === active)}
                    title={shown ? wordsOf(shown) : undefined}
                    onFocus={() => onActive(well)}
                    onClick={(event) => event.currentTarget.focus()}
                    onKeyDown={(event) => onKeyDown(event, rowIndex, columnIndex)}
                  >
                    {shown && <WellContent shown={shown} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function wellClass(shown: ShownWell | undefined, isActive: boolean): string {
  return classes(
    'assays-well',
    shown && `assays-well-${shown.use}`,
    shown?.isMarked === true && 'assays-well-marked',
    isActive && 'assays-well-active',
  );
}

function WellContent({ shown }: { readonly shown: ShownWell }): ReactElement {
  const { text, name, use, leftOut } = shown;
  return (
    <>
      {leftOut === null ? (
        <span className="assays-well-text">{text}</span>
      ) : (
        <del className="assays-well-text">{text}</del>
      )}
      <span className="assays-well-name">
        {name === '' ? say('assays.well-unnamed') : name}
        <span className="ui-hidden">
          , {say(`assays.use-${use}`)}
          {leftOut !== null && `, ${say('assays.well-left-out')}`}
        </span>
      </span>
    </>
  );
}

function wordsOf({ well, text, name, use, leftOut, note }: ShownWell): string {
  const parts = [well, text, name, say(`assays.use-${use}`), leftOut, note];
  return parts.filter((one) => one !== null && one !== '').join(' · ');
}

type WellListProps = Pick<PlateGridProps, 'label' | 'wells' | 'active' | 'onActive'>;

/** Lanes, bands, fields and lines stand in no rows and columns. */
function WellList({ label, wells, active, onActive }: WellListProps): ReactElement {
  return (
    <ul className="assays-wells" aria-label={label}>
      {wells.map((one) => (
        <li key={one.well} className={classes(one.isMarked && 'assays-well-marked')}>
          <button
            type="button"
            className="assays-well-button"
            aria-pressed={one.well === active}
            title={wordsOf(one)}
            onClick={() => onActive(one.well)}
          >
            {one.isMarked ? <strong>{one.well}</strong> : one.well}
            <WellContent shown={one} />
          </button>
        </li>
      ))}
    </ul>
  );
}
