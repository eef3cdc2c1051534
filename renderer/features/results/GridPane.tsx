// The grid in which results are typed: animals down, time points or analytes across; saved together.
// Must not refuse a value or a mark: what is odd is shown as odd, and the notebook has the last word.

import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryInput, QueryValue } from '../../../shared/contract.ts';
import { analyte as analyteOf } from '../../../shared/domain/analytes.ts';
import { resultText } from '../../../shared/domain/result.ts';
import { seenSeq, useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { DataGrid, type GridChange } from '../../ui/DataGrid.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { GridCell as ShownCell } from '../../ui/GridCell.tsx';
import { Soft } from '../../ui/Text.tsx';
import { CellDetail } from './CellDetail.tsx';
import { SaveBar } from './SaveBar.tsx';
import { readCell, useTyped, type GridCellState, type TypedCell } from './typed.ts';

export function GridPane(input: QueryInput<'result.grid'>): ReactElement {
  const { value: grid, refusal } = useLive('result.grid', input);
  const me = useMe();
  const typedCells = useTyped();
  const typed = typedCells.cells;
  const saver = useSaver();
  const [activeCell, setActiveCell] = useState<{ rowId: string; columnId: string }>();
  const onActive = useCallback((rowId: string, columnId: string) => setActiveCell({ rowId, columnId }), []);
  const isReadOnly = !me.can('result.enter');

  const cells = useMemo(() => cellsOf(grid?.rows ?? []), [grid]);

  if (!grid) return <RefusalNotice refusal={refusal} />;
  if (grid.rows.length === 0) {
    return (
      <EmptyState
        title={say('results.no-animals-title')}
        action={<Button onPress={() => go('animals')}>{say('results.to-animals')}</Button>}
      >
        {say('results.no-animals')}
      </EmptyState>
    );
  }

  const cellOf = (rowId: string, columnId: string): GridCellState | undefined =>
    cells.get(`${rowId}/${columnId}`);

  const onChange = (changes: readonly GridChange[]): void => {
    const next = changes.flatMap(
      ({ rowId, columnId, value }): readonly (readonly [string, TypedCell | undefined])[] => {
        const cell = cellOf(rowId, columnId);
        if (!cell) return [];
        const { resultId, timePoint, analyte, result } = cell;
        const isAsSaved = value === (result?.value ?? '');
        const typedCell = {
          animalId: rowId,
          timePoint,
          analyte,
          text: value,
          isCorrection: result !== null,
          seenSeq: seenSeq(),
        };
        return [[resultId, isAsSaved ? undefined : typedCell]];
      },
    );
    typedCells.change(next);
  };

  const shownIds = new Set(grid.rows.flatMap((row) => row.cells.map((cell) => cell.resultId)));
  const name =
    input.analyte === undefined
      ? say(`sample.timePoint.${input.timePoint ?? 'pre-op'}`)
      : analyteOf(input.analyte).label;
  const active = activeCell && cellOf(activeCell.rowId, activeCell.columnId);
  return (
    <>
      <div className="results-grid-and-detail">
        <div className="results-grid">
          {!isReadOnly && <Soft>{say('results.typing')}</Soft>}
          <DataGrid
            label={say('results.grid', { name })}
            corner={say('results.animal')}
            columns={grid.columns.map((column) => ({
              id: columnIdOf(column),
              head: column.label,
              unit: column.unit,
            }))}
            rows={grid.rows.map(({ animalId, status }) => ({
              id: animalId,
              head: animalId,
              note:
                status === 'active' || status === 'completed' ? undefined : say(`results.status.${status}`),
            }))}
            cell={(rowId, columnId) => {
              const cell = cellOf(rowId, columnId);
              if (!cell) return { value: '', state: 'empty', isReadOnly: true };
              return { ...shownCell(cell, typed.get(cell.resultId)), isReadOnly };
            }}
            onChange={onChange}
            onActive={onActive}
          />
        </div>
        {active && activeCell && (
          <CellDetail
            key={active.resultId}
            animalId={activeCell.rowId}
            cell={active}
            isTyped={typed.has(active.resultId)}
          />
        )}
      </div>
      <SaveBar typed={typedCells} shownIds={shownIds} saver={saver} />
    </>
  );
}

type GridRows = QueryValue<'result.grid'>['rows'];

/** By animal and column. */
function cellsOf(rows: GridRows): ReadonlyMap<string, GridCellState> {
  return new Map(
    rows.flatMap((row) => row.cells.map((cell) => [`${row.animalId}/${columnIdOf(cell)}`, cell] as const)),
  );
}

function columnIdOf({ timePoint, analyte }: Pick<GridCellState, 'timePoint' | 'analyte'>): string {
  return `${timePoint}/${analyte}`;
}

function shownCell(cell: GridCellState, typed: TypedCell | undefined): ShownCell {
  if (typed) return typedState(cell, typed);
  const { result, sample, analyte } = cell;
  if (result === null) {
    return sample === 'missed'
      ? { value: '', state: 'missing', note: say(`results.cell-missed-${analyteOf(analyte).panel}`) }
      : { value: '', state: 'empty' };
  }
  if (result.value === null) {
    const note = result.flags.length === 0 ? say('results.cell-missing-marked') : resultText(result);
    return { value: '', state: 'missing', note };
  }
  if (result.mark === 'outlier') {
    const note =
      result.reason === null
        ? say('results.cell-outlier')
        : say('results.cell-outlier-why', { reason: result.reason });
    return { value: result.value, state: 'outlier', note };
  }
  return { value: result.value, state: 'saved' };
}

function typedState({ result }: GridCellState, { text }: TypedCell): ShownCell {
  const { mark, problem } = readCell(text);
  if (problem !== undefined) return { value: text, state: 'error', note: problem };
  if (result !== null) {
    const old = result.value ?? resultText(result);
    return { value: text, state: 'changed', note: say('results.cell-was', { old }) };
  }
  const note = mark === undefined ? 'results.cell-new' : (`results.cell-new-${mark}` as const);
  return { value: text, state: 'changed', note: say(note) };
}
