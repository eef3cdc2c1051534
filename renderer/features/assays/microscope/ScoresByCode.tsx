// What was scored, slide by slide and field by field under its code, for each reader, and how far they agree.
// Must not name an animal: a code is all that stands here.

import { useMemo, type ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import type { NumberView } from '../../../../shared/domain/assay-view.ts';
import type { Json } from '../../../../shared/kernel/record.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { Stack } from '../../../ui/Layout.tsx';
import type { TableColumn } from '../../../ui/table-sort.ts';
import { Table } from '../../../ui/Table.tsx';
import { NumberValue } from '../ResultTable.tsx';
import { criteria, type SlideScores } from './reading.ts';
import { recordedScores } from './readers.ts';

interface ScoresByCodeProps {
  readonly input: Json;
  readonly numbers: readonly NumberView[];
  /** Whose the two readings are, as printed; without names they are the first and the second reader's. */
  readonly names?: { readonly first: string | null; readonly second: string | null } | undefined;
}

interface Row {
  readonly code: string;
  readonly first: SlideScores | undefined;
  readonly second: SlideScores | undefined;
}

export function ScoresByCode({ input, numbers, names }: ScoresByCodeProps): ReactElement | null {
  const scores = useMemo(() => recordedScores(input), [input]);
  const columns = useMemo(
    () => columnsFor(numbers, scores !== null && scores.second !== null, names),
    [numbers, scores, names],
  );
  if (!scores) return null;
  const { first, second } = scores;
  const codes = [...new Set([...first, ...(second ?? [])].map((one) => one.code))];
  const rows = codes.map((code): Row => ({
    code,
    first: first.find((one) => one.code === code),
    second: second?.find((one) => one.code === code),
  }));
  const kappas = numbers.filter((one) => one.quantity === 'weighted-kappa');
  return (
    <Stack gap={2}>
      {kappas.length > 0 && (
        <Facts
          facts={kappas.map((one) => ({
            name: say('slides.kappa', { criterion: criterionWords(one.about) }),
            value: <NumberValue number={one} />,
          }))}
        />
      )}
      <Table label={say('slides.scores')} columns={columns} rows={rows} rowId={(one) => one.code} />
    </Stack>
  );
}

/** The name of a criterion as the assay has it, in words. */
function criterionWords(name: string): string {
  const known = criteria.find((one) => one === name);
  return known === undefined ? name : say(`slides.criterion-${known}`);
}

function columnsFor(
  numbers: readonly NumberView[],
  hasSecond: boolean,
  names: ScoresByCodeProps['names'],
): readonly TableColumn<Row>[] {
  const valueOf = new Map(numbers.map((one) => [one.id, one.value]));
  const readers = hasSecond ? (['first', 'second'] as const) : (['first'] as const);
  return [
    {
      id: 'code',
      head: say('slides.code'),
      isNarrow: true,
      cell: (one) => one.code,
      sortBy: (one) => one.code,
    },
    ...readers.map((reader): TableColumn<Row> => {
      const name = names?.[reader];
      const words = say(`slides.reader-${reader}`);
      return {
        id: reader,
        head:
          name === undefined || name === null ? words : say('slides.reader-named', { reader: words, name }),
        cell: ({ code, [reader]: slide }) =>
          slide ? (
            <span className="slides-read">
              {slide.fields.map(({ necrosis, congestion, vacuolization }, index) => {
                const id = `${reader}/${code}/field ${index + 1}`;
                const sum = valueOf.get(id);
                return (
                  <span key={id} className="slides-read-field">
                    {[necrosis, congestion, vacuolization].join(' · ')}
                    {sum !== undefined && sum !== null && <strong>{say('slides.equals', { sum })}</strong>}
                  </span>
                );
              })}
            </span>
          ) : (
            '–'
          ),
      };
    }),
  ];
}
