// The densities of the bands, lane by protein, typed or pasted as a block; and why a band is left out.
// Must not refuse what was typed: a word stands for a band without a number.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { DataGrid } from '../../ui/DataGrid.tsx';
import type { GridCell } from '../../ui/GridCell.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import {
  changedBand,
  columnsOf,
  emptyBand,
  isDensity,
  type BlotDraft,
  type DraftBand,
} from './blot-draft.ts';
import { changeBlot } from './draft.ts';

const parts = ['density', 'background'] as const;
type Part = (typeof parts)[number];

interface Column {
  readonly id: string;
  readonly protein: string;
  readonly part: Part;
}

export function BlotGrid({ draft }: { readonly draft: BlotDraft }): ReactElement {
  const [active, setActive] = useState<{ readonly lane: string; readonly protein: string }>();
  const columns = parts.flatMap((part) =>
    columnsOf(draft).map((protein): Column => ({ id: `${part}/${protein}`, protein, part })),
  );
  const columnOf = (id: string) => columns.find((one) => one.id === id);
  const bandAt = (lane: string, protein: string): DraftBand =>
    draft.names.find((one) => one.name === lane)?.bands.find((one) => one.protein === protein) ??
    emptyBand(protein);
  const current = active && bandAt(active.lane, active.protein);
  return (
    <Panel title={say('blot.densities')}>
      <Stack gap={2}>
        <p>{say('blot.densities-hint')}</p>
        <DataGrid
          label={say('blot.densities')}
          corner={say('blot.column-lane')}
          columns={columns.map(({ id, protein, part }) => ({
            id,
            head: part === 'density' ? protein : say('blot.background-of', { protein }),
          }))}
          rows={draft.names.map(({ name, membrane }, index) => ({
            id: name,
            head: name,
            note: membrane,
            isFirst: draft.names[index - 1]?.membrane !== membrane,
          }))}
          cell={(lane, columnId) => {
            const column = columnOf(columnId);
            return column
              ? shownCell(bandAt(lane, column.protein), column.part)
              : { value: '', state: 'empty' };
          }}
          onChange={(changes) =>
            changeBlot((now) =>
              changes.reduce((made, { rowId, columnId, value }) => {
                const column = columnOf(columnId);
                return column ? changedBand(made, rowId, column.protein, { [column.part]: value }) : made;
              }, now),
            )
          }
          onActive={(lane, columnId) => {
            const column = columnOf(columnId);
            if (column) setActive({ lane, protein: column.protein });
          }}
        />
        {active && current && current.density.trim() !== '' && (
          <TextField
            label={say('blot.leave-out', active)}
            description={say('blot.leave-out-hint')}
            value={current.leftOut ?? ''}
            maxLength={300}
            onChange={(reason) =>
              changeBlot((now) =>
                changedBand(now, active.lane, active.protein, {
                  leftOut: reason.trim() === '' ? null : reason,
                }),
              )
            }
          />
        )}
      </Stack>
    </Panel>
  );
}

function shownCell(band: DraftBand, part: Part): GridCell {
  const value = band[part];
  if (value === '') return { value, state: 'empty' };
  if (part === 'density' && band.leftOut !== null) {
    return { value, state: 'outlier', note: say('blot.left-out-because', { reason: band.leftOut }) };
  }
  return isDensity(value)
    ? { value, state: 'saved' }
    : { value, state: 'missing', note: say('blot.no-number') };
}
