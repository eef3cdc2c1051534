// The numbers of a qRT-PCR by sample and gene: the wells' CT, ΔCT, ΔΔCT, expression with its range, and remarks.
// Must not round or compute: the numbers are those of the assay.

import { useMemo, type ReactElement } from 'react';
import { qrtPcr } from '../../../shared/assays/qrt-pcr.ts';
import { readingId } from '../../../shared/assays/reading.ts';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { NumberView } from '../../../shared/domain/assay-view.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { NumberValue } from './ResultTable.tsx';

interface Row {
  /** `sample/gene`. */
  readonly id: string;
  readonly sample: string;
  readonly gene: string;
  readonly numbers: Readonly<Partial<Record<NumberView['quantity'], NumberView>>>;
}

interface ExpressionTableProps {
  /** Of the evaluation: every well is shown, one without a CT too. */
  readonly input: Json;
  readonly numbers: readonly NumberView[];
  /** Opens where a number came from. */
  readonly onOpen?: ((numberId: string) => void) | undefined;
  readonly selectedId?: string | undefined;
}

export function ExpressionTable({ input, numbers, onOpen, selectedId }: ExpressionTableProps): ReactElement {
  const rows = rowsOf(numbers);
  const columns = useMemo(() => columnsFor(wellTexts(input)), [input]);
  const selected = numbers.find((one) => one.id === selectedId)?.about;
  return (
    <Table
      label={say('ct.expression')}
      columns={columns}
      rows={rows}
      rowId={(one) => one.id}
      selectedId={selected}
      onOpen={
        onOpen &&
        (({ numbers: its }) => {
          const number = its['relative-expression'] ?? its.ct;
          if (number) onOpen(number.id);
        })
      }
    />
  );
}

/** A gene in a sample has numbers of its own about `sample/gene`. */
function rowsOf(numbers: readonly NumberView[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const number of numbers) {
    const [sample, gene, ...more] = number.about.split('/');
    if (sample === undefined || gene === undefined || more.length > 0) continue;
    const known = rows.get(number.about);
    rows.set(number.about, {
      id: number.about,
      sample,
      gene,
      numbers: { ...known?.numbers, [number.quantity]: number },
    });
  }
  return [...rows.values()];
}

function numberColumn(id: NumberView['quantity'], head: string): TableColumn<Row> {
  return {
    id,
    head,
    kind: 'number',
    cell: ({ numbers }) => {
      const number = numbers[id];
      return number?.value === null || number?.value === undefined ? '–' : <NumberValue number={number} />;
    },
    sortBy: ({ numbers }) => numbers[id]?.value ?? undefined,
  };
}

/** The CT of each well by its id, as the file has it. */
function wellTexts(input: Json): ReadonlyMap<string, string> {
  const parsed = qrtPcr.input.safeParse(input);
  const readings = parsed.success ? qrtPcr.readings(parsed.data) : [];
  return new Map(readings.map((one) => [readingId(one), one.value ?? '–']));
}

const columnsFor = (wells: ReadonlyMap<string, string>): readonly TableColumn<Row>[] => [
  { id: 'sample', head: say('ct.column-sample'), cell: (one) => one.sample, sortBy: (one) => one.sample },
  {
    id: 'gene',
    head: say('ct.column-gene'),
    isNarrow: true,
    cell: (one) => one.gene,
    sortBy: (one) => one.gene,
  },
  {
    id: 'wells',
    head: say('ct.column-cts'),
    isNarrow: true,
    cell: ({ numbers }) => numbers.ct?.inputs.map((id) => wells.get(id) ?? '–').join(' · ') ?? '',
  },
  numberColumn('ct', say('ct.column-ct')),
  numberColumn('delta-ct', say('ct.column-delta')),
  numberColumn('delta-delta-ct', say('ct.column-delta-delta')),
  numberColumn('relative-expression', say('ct.column-expression')),
  {
    id: 'range',
    head: say('ct.column-range'),
    kind: 'number',
    cell: ({ numbers }) => {
      const [low, high] = [numbers['relative-expression-low'], numbers['relative-expression-high']];
      return low?.value && high?.value ? `${low.value} – ${high.value}` : '–';
    },
  },
  {
    id: 'flags',
    head: say('assays.column-flags'),
    cell: ({ numbers }) => (numbers['relative-expression'] ?? numbers.ct)?.flagTexts.join('; ') ?? '',
  },
];
