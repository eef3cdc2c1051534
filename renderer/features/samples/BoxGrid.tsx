// One box of a freezer, position by position, moved through by the arrow keys.
// Must not decide whether a place can be taken: the caller says what a press does.

import { Check } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Icon } from '../../ui/Icon.tsx';

export interface BoxPosition {
  readonly id: string;
  readonly occupantId: string | null;
}

interface BoxGridProps {
  readonly boxId: string;
  readonly rows: readonly (readonly BoxPosition[])[];
  /** What is about to be put where: place id → sample id. */
  readonly planned?: ReadonlyMap<string, string> | undefined;
  /** Shown as chosen: the place that the address or a scan names. */
  readonly marked?: string | undefined;
  /** Writes the occupants into the positions; without, only that they are taken. */
  readonly isNamed: boolean;
  /** Takes over the focus from the box before it, which the same keys were used in. */
  readonly takesFocus?: boolean;
  /** Goes on to the next free position after a press on a free one. */
  readonly movesOn?: boolean;
  readonly hint: string;
  readonly onPress: (position: BoxPosition) => void;
}

interface At {
  readonly row: number;
  readonly column: number;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function BoxGrid({
  boxId,
  rows,
  planned,
  marked,
  isNamed,
  takesFocus = false,
  movesOn = false,
  hint,
  onPress,
}: BoxGridProps): ReactElement {
  const [at, setAt] = useState<At>(() => startOf(rows, marked, planned));
  const table = useRef<HTMLTableElement>(null);
  const columns = rows[0]?.length ?? 0;
  const active = { row: Math.min(at.row, rows.length - 1), column: Math.min(at.column, columns - 1) };

  useEffect(() => {
    if (takesFocus) table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [takesFocus]);

  const focus = ({ row, column }: At): void => {
    setAt({ row, column });
    table.current?.querySelector<HTMLElement>(`[data-at="${row},${column}"]`)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const to =
      event.key === 'Home'
        ? { row: active.row, column: 0 }
        : event.key === 'End'
          ? { row: active.row, column: columns - 1 }
          : step && { row: active.row + step[0], column: active.column + step[1] };
    if (!to) return;
    event.preventDefault();
    const inside = {
      row: Math.max(0, Math.min(rows.length - 1, to.row)),
      column: Math.max(0, Math.min(columns - 1, to.column)),
    };
    focus(inside);
  };

  return (
    <div className="samples-box-frame">
      <table
        ref={table}
        // A table whose positions are moved through by arrow keys is a grid.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label={say('samples.box-grid', { box: boxId })}
        className={isNamed ? 'samples-box samples-box-named' : 'samples-box'}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">
              <span className="ui-hidden">{say('samples.row')}</span>
            </th>
            {Array.from({ length: columns }, (_, column) => (
              <th key={column} scope="col">
                {column + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((positions, row) => (
            <tr key={positions[0]?.id ?? row}>
              <th scope="row">{letterOf(positions)}</th>
              {positions.map((position, column) => (
                <td key={position.id}>
                  <PositionButton
                    position={position}
                    sample={planned?.get(position.id)}
                    isMarked={position.id === marked}
                    isNamed={isNamed}
                    isActive={row === active.row && column === active.column}
                    at={`${row},${column}`}
                    onPress={() => {
                      const next = movesOn ? nextFree(rows, planned, { row, column }) : undefined;
                      focus(next ?? { row, column });
                      onPress(position);
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="samples-box-hint">{hint}</p>
    </div>
  );
}

interface PositionButtonProps {
  readonly position: BoxPosition;
  readonly sample: string | undefined;
  readonly isMarked: boolean;
  readonly isNamed: boolean;
  readonly isActive: boolean;
  readonly at: string;
  readonly onPress: () => void;
}

function PositionButton({
  position,
  sample,
  isMarked,
  isNamed,
  isActive,
  at,
  onPress,
}: PositionButtonProps): ReactElement {
  const { id, occupantId } = position;
  const state = sample === undefined ? (occupantId === null ? 'free' : 'taken') : 'planned';
  return (
    <button
      type="button"
      data-at={at}
      tabIndex={isActive ? 0 : -1}
      className={`samples-position samples-position-${state}${isMarked ? ' samples-position-marked' : ''}`}
      aria-label={positionWords(id, occupantId, sample)}
      title={positionWords(id, occupantId, sample)}
      onClick={onPress}
    >
      {sample !== undefined && <Icon of={Check} size="small" />}
      {sample === undefined && occupantId !== null && (isNamed ? breakable(occupantId) : <TakenMark />)}
    </button>
  );
}

function TakenMark(): ReactElement {
  return <span className="samples-taken-mark" aria-hidden="true" />;
}

/** An id in two short lines: `P07-D1` above `SER-1`. */
function breakable(id: string): ReactElement {
  const parts = id.split('-');
  return (
    <span className="samples-occupant" aria-hidden="true">
      <span>{parts.slice(0, 2).join('-')}</span>
      <span>{parts.slice(2).join('-')}</span>
    </span>
  );
}

function positionWords(place: string, occupant: string | null, sample: string | undefined): string {
  if (sample !== undefined) return say('samples.position-planned', { place, sample });
  if (occupant === null) return say('samples.position-free', { place });
  return say('samples.position-taken', { place, occupant });
}

function letterOf(positions: readonly BoxPosition[]): string {
  return positions[0]?.id.split('/').at(-1)?.slice(0, 1) ?? '';
}

function isFree({ id, occupantId }: BoxPosition, planned: ReadonlyMap<string, string> | undefined): boolean {
  return occupantId === null && planned?.has(id) !== true;
}

/** In reading order after a free position; undefined after a taken or chosen one, and at the end. */
function nextFree(
  rows: readonly (readonly BoxPosition[])[],
  planned: ReadonlyMap<string, string> | undefined,
  from: At,
): At | undefined {
  const all = rows.flatMap((positions, row) =>
    positions.map((position, column) => ({ position, row, column })),
  );
  const at = all.findIndex(({ row, column }) => row === from.row && column === from.column);
  const here = all[at];
  if (!here || !isFree(here.position, planned)) return undefined;
  return all.slice(at + 1).find(({ position }) => isFree(position, planned));
}

/** The marked place, else the first free one. */
function startOf(
  rows: readonly (readonly BoxPosition[])[],
  marked: string | undefined,
  planned: ReadonlyMap<string, string> | undefined,
): At {
  const find = (fits: (position: BoxPosition) => boolean): At | undefined => {
    for (const [row, positions] of rows.entries()) {
      const column = positions.findIndex(fits);
      if (column >= 0) return { row, column };
    }
    return undefined;
  };
  return find((one) => one.id === marked) ?? find((one) => isFree(one, planned)) ?? { row: 0, column: 0 };
}
