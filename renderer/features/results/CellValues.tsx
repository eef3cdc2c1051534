// The values behind one bar, animal by animal, and for each of them where it came from.
// Must not be opened while the groups are coded: it would say which animals stand together.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { analyte as analyteOf, analyteKeys } from '../../../shared/domain/analytes.ts';
import { useLive } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Table } from '../../ui/Table.tsx';
import { Soft } from '../../ui/Text.tsx';
import { ResultTrace } from './ResultTrace.tsx';

/** A bar: the outcome, the key of the group, the place of the time point. */
export interface OpenCell {
  readonly analyte: string;
  readonly group: string;
  readonly at: number;
}

interface CellValuesProps {
  readonly cell: OpenCell;
  readonly onClose: () => void;
}

type Value = QueryValue<'analysis.show'>['values'][number]['byTimePoint'][number]['values'][number];

export function CellValues({ cell, onClose }: CellValuesProps): ReactElement | null {
  const key = analyteKeys.find((one) => one === cell.analyte) ?? 'alt';
  const { label, unit } = analyteOf(key);
  const { value, refusal } = useLive('analysis.show', { analyte: key });
  const [traced, setTraced] = useState<string>();
  if (!value) return <RefusalNotice refusal={refusal} />;
  const group = value.values.find((one) => one.key === cell.group);
  const shown = group?.byTimePoint[cell.at];
  if (!group || !shown) return null;
  const timePoint = say(`sample.timePoint.${shown.timePoint}`);
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={say('figures.values-of', { group: group.label, timePoint, analyte: label })}
    >
      <Stack>
        {shown.values.length === 0 ? (
          <Soft>{say('figures.values-none')}</Soft>
        ) : (
          <>
            <Soft>{say('figures.values-hint')}</Soft>
            <Table
              label={say('figures.values')}
              rows={shown.values}
              rowId={(row) => row.resultId}
              selectedId={traced}
              onOpen={(row) => setTraced(row.resultId)}
              columns={[
                { id: 'animal', head: say('figures.column-animal'), cell: (row) => row.animalId },
                {
                  id: 'value',
                  head: say('figures.column-value'),
                  unit,
                  kind: 'number',
                  cell: (row) => <Measure value={row.text} />,
                },
                { id: 'counts', head: say('figures.column-counts'), cell: countsText },
                ...(shown.values.some(({ flags }) => flags.length > 0)
                  ? [{ id: 'remarks', head: say('figures.column-remarks'), cell: remarksText }]
                  : []),
              ]}
            />
          </>
        )}
        {traced !== undefined && <ResultTrace key={traced} resultId={traced} />}
      </Stack>
    </Drawer>
  );
}

function countsText({ kind, exclusion, isPlanned }: Value): string {
  if (exclusion) return say('figures.not-excluded', { reason: exclusion.reason ?? '' });
  if (!isPlanned) return say('figures.not-outlier');
  return say(kind === 'measured' ? 'figures.counts' : `figures.counts-${kind}`);
}

/** What the assay says of it; it counts all the same. */
function remarksText({ flags }: Value): string {
  return flags.map((flag) => say(`assay.flag.${flag}`)).join('; ');
}
