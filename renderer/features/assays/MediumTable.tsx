// The factors of a checked lot beside the article's lot: mean, SD, the bottles, and how many lie beyond the range.
// Must not judge: the article's figures are a reference, not limits.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { secretomeFactors } from '../../../shared/domain/secretome-factors.ts';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { factorLabel } from './cm-elisa-draft.ts';
import { NumberValue } from './ResultTable.tsx';
import type { Output } from './shown.ts';

type LotFactor = Output['lotFactors'][number];

interface MediumTableProps {
  readonly output: Pick<Output, 'lotFactors' | 'numbers'>;
  /** Opens where a mean came from. */
  readonly onOpen?: ((numberId: string) => void) | undefined;
  readonly selectedId?: string | undefined;
}

export function MediumTable({ output, onOpen, selectedId }: MediumTableProps): ReactElement {
  const { lotFactors } = output;
  const selected = lotFactors.find((one) => selectedId?.startsWith(`${one.analyte}/`))?.analyte;
  return (
    <Table
      label={say('medium.factors')}
      columns={columnsFor(output)}
      rows={lotFactors}
      rowId={(one) => one.analyte}
      selectedId={selected}
      onOpen={onOpen && ((one) => onOpen(meanId(one)))}
    />
  );
}

function meanId({ analyte }: LotFactor): string {
  return `${analyte}/mean`;
}

function columnsFor({ numbers }: Pick<Output, 'numbers'>): readonly TableColumn<LotFactor>[] {
  const numberOf = (id: string) => numbers.find((one) => one.id === id);
  const shown = (id: string) => {
    const number = numberOf(id);
    return number?.value === null || number === undefined ? '–' : <NumberValue number={number} />;
  };
  return [
    { id: 'factor', head: say('medium.column-factor'), cell: (one) => factorLabel(one.analyte) },
    { id: 'mean', head: say('medium.column-mean'), kind: 'number', cell: (one) => shown(meanId(one)) },
    {
      id: 'sd',
      head: say('medium.column-sd'),
      kind: 'number',
      cell: (one) => shown(`${one.analyte}/standard-deviation`),
    },
    { id: 'article', head: say('medium.column-article'), kind: 'number', cell: (one) => articleOf(one) },
    { id: 'values', head: say('medium.column-bottles'), cell: (one) => one.values.join(' · ') },
    {
      id: 'n',
      head: say('medium.column-n'),
      kind: 'number',
      cell: (one) => say('medium.n-of', { n: one.values.length, bottles: one.bottles }),
    },
    {
      id: 'flags',
      head: say('assays.column-flags'),
      cell: (one) => numberOf(meanId(one))?.flagTexts.join('; ') ?? '',
    },
  ];
}

function articleOf({ analyte }: LotFactor): string {
  const factor = secretomeFactors.find((one) => one.analyte === analyte);
  return factor ? `${factor.referenceMean} ± ${factor.referenceSd} ${factor.unit}` : '–';
}
