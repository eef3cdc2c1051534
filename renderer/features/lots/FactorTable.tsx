// The seven factors of a lot beside the article's lot: mean ± SD, n and the single values.
// Must not compare the concentrate with them: both are of unconcentrated medium (article, Results).

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SecretomeFacts } from '../../../shared/domain/lot.ts';
import type { SecretomeFactor } from '../../../shared/domain/secretome-factors.ts';
import { Measure } from '../../ui/Measure.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Soft } from '../../ui/Text.tsx';
import { ByAt } from './ByAt.tsx';

interface FactorTableProps {
  readonly secretome: SecretomeFacts;
  readonly reference: readonly SecretomeFactor[];
}

interface FactorRow {
  readonly factor: SecretomeFactor;
  readonly checked: SecretomeFacts['check'][number] | undefined;
}

const columns: readonly TableColumn<FactorRow>[] = [
  { id: 'factor', head: say('lots.factor'), isNarrow: true, cell: ({ factor }) => factor.label },
  {
    id: 'unit',
    head: say('lots.unit-of-measure'),
    isNarrow: true,
    cell: ({ factor }) => factor.unit,
  },
  {
    id: 'mean',
    head: say('lots.this-lot'),
    kind: 'number',
    isNarrow: true,
    cell: ({ checked }) =>
      checked ? (
        <Measure
          value={checked.mean === null ? '–' : withSd(checked.mean, checked.sd)}
          origin={say('lots.values', { values: checked.values.join(', ') })}
        />
      ) : (
        '–'
      ),
  },
  {
    id: 'n',
    head: say('lots.n'),
    kind: 'number',
    isNarrow: true,
    cell: ({ checked }) => (checked ? <Bottles checked={checked} /> : '–'),
  },
  {
    id: 'reference',
    head: say('lots.article-lot'),
    kind: 'number',
    isNarrow: true,
    cell: ({ factor }) => withSd(factor.referenceMean, factor.referenceSd),
  },
];

export function FactorTable({ secretome, reference }: FactorTableProps): ReactElement {
  const rows: readonly FactorRow[] = reference.map((factor) => ({
    factor,
    checked: secretome.check.find((one) => one.analyte === factor.analyte),
  }));
  const newest = secretome.check[0];
  return (
    <>
      <Table<FactorRow>
        label={say('lots.check')}
        columns={columns}
        rows={rows}
        rowId={({ factor }) => factor.analyte}
      />
      <p className="lots-foot">
        {newest ? <ByAt by={newest.by} at={newest.at} /> : <Soft>{say('lots.not-checked')}</Soft>}{' '}
        <Soft>{say('lots.check-note')}</Soft>
      </p>
    </>
  );
}

/** With a bottle beyond the range there is no mean: that of the others would be too high or too low. */
function Bottles({ checked }: { readonly checked: SecretomeFacts['check'][number] }): ReactElement {
  const { values, bottles, belowRange, aboveRange } = checked;
  if (values.length === bottles) return <>{bottles}</>;
  return (
    <>
      {say('lot.check-n', { n: values.length, bottles })}
      {belowRange > 0 && <Soft> · {say('lot.check-below', { count: belowRange })}</Soft>}
      {aboveRange > 0 && <Soft> · {say('lot.check-above', { count: aboveRange })}</Soft>}
    </>
  );
}

function withSd(mean: string, sd: string | null): string {
  return sd === null ? mean : `${mean} ± ${sd}`;
}
