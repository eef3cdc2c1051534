// The results of an evaluation: animal, time point, number or what stands in its place, and its flags in words.
// Must not round: the numbers are those of the record.

import type { ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { NumberView } from '../../../shared/domain/assay-view.ts';
import { analyteKeys, analyte as analyteOf } from '../../../shared/domain/analytes.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import { Measure } from '../../ui/Measure.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import type { Output, OutputResult } from './shown.ts';

interface Row extends OutputResult {
  readonly number: NumberView | undefined;
}

interface ResultTableProps {
  readonly output: Output;
  /** Opens where the number came from. */
  readonly onOpen?: ((numberId: string) => void) | undefined;
  readonly selectedId?: string | undefined;
}

export function ResultTable({ output, onOpen, selectedId }: ResultTableProps): ReactElement {
  const rows = output.results.map((one): Row => ({
    ...one,
    number: output.numbers.find((its) => its.id === one.numberId),
  }));
  return (
    <Table
      label={say('assays.results')}
      columns={columns}
      rows={rows}
      rowId={rowIdOf}
      {...(onOpen ? { onOpen: (row: Row) => onOpen(row.numberId) } : {})}
      {...(selectedId === undefined
        ? {}
        : { selectedId: rows.filter((one) => one.numberId === selectedId).map(rowIdOf)[0] })}
      empty={say('assays.no-results')}
    />
  );
}

function rowIdOf({ animalId, timePoint, analyte }: OutputResult): string {
  return `${animalId}/${timePoint}/${analyte}`;
}

const columns: readonly TableColumn<Row>[] = [
  { id: 'animal', head: say('assays.animal'), cell: (one) => one.animalId, sortBy: (one) => one.animalId },
  {
    id: 'time',
    head: say('assays.time-point'),
    cell: (one) => timePointWords(one.timePoint),
    sortBy: (one) => timePointKeys.findIndex((key) => key === one.timePoint),
  },
  { id: 'analyte', head: say('assays.analyte'), cell: (one) => analyteLabel(one.analyte) },
  { id: 'sample', head: say('assays.column-name'), cell: (one) => one.number?.about ?? '' },
  {
    id: 'value',
    head: say('assays.column-value'),
    kind: 'number',
    cell: ({ number }) => number && <NumberValue number={number} />,
    sortBy: (one) => one.number?.value ?? undefined,
  },
  { id: 'flags', head: say('assays.column-flags'), cell: (one) => one.number?.flagTexts.join('; ') ?? '' },
];

export function timePointWords(key: string): string {
  const known = timePointKeys.find((one) => one === key);
  return known === undefined ? key : say(`sample.timePoint.${known}`);
}

export function analyteLabel(key: string): string {
  const known = analyteKeys.find((one) => one === key);
  return known === undefined ? key : analyteOf(known).label;
}

/** The number, or the end of the range beyond which it lies; words where there is neither. */
export function NumberValue({ number }: { readonly number: NumberView }): ReactNode {
  const { value, limit, unit, flags, flagTexts } = number;
  const shown = unit === '' ? {} : { unit };
  if (value !== null) return <Measure value={value} {...shown} />;
  if (limit !== null)
    return <Measure value={`${flags.includes('above-range') ? '>' : '<'} ${limit}`} {...shown} />;
  return <>{flagTexts[0] ?? '–'}</>;
}
