// The numbers of one panel of a figure: n, mean, SD, marks and exact p by time point and group, and with everything.
// Must not show another rounding than the tests beside it.

import { useMemo, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { AnalyteKey } from '../../../shared/domain/analytes.ts';
import type { TimePoint } from '../../../shared/domain/schedule.ts';
import type { FigurePanel } from '../../../shared/statistics/figure-model.ts';
import { probabilityText } from '../../../shared/statistics/probability.ts';
import { useLive } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { GroupMark } from '../../ui/GroupMark.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Soft } from '../../ui/Text.tsx';

type GroupAt = QueryValue<'analysis.show'>['byTimePoint'][number]['planned']['groups'][number];

interface FigureNumbersProps {
  readonly panel: FigurePanel;
  readonly isCoded: boolean;
  /** Opens the values behind one line, by the places of its group and its time point. */
  readonly onOpen: (group: number, at: number) => void;
}

interface Row {
  readonly id: string;
  readonly timePoint: TimePoint;
  readonly at: number;
  readonly mark: number;
  readonly group: GroupAt;
  readonly everything: GroupAt | undefined;
}

export function FigureNumbers({ panel, isCoded, onOpen }: FigureNumbersProps): ReactElement {
  const { value, refusal } = useLive('analysis.show', { analyte: panel.key as AnalyteKey });
  const rows = useMemo(
    () =>
      (value?.byTimePoint ?? []).flatMap(({ timePoint, planned, everything }, at) =>
        planned.groups.map((group, mark): Row => {
          const whole = everything?.groups[mark];
          return {
            id: `${timePoint}/${group.key}`,
            timePoint,
            at,
            mark,
            group,
            everything: whole && whole.n !== group.n ? whole : undefined,
          };
        }),
      ),
    [value],
  );
  if (!value) return <RefusalNotice refusal={refusal} />;
  return (
    <Panel isFlush title={say('figures.numbers-of', { analyte: panel.title, unit: panel.unit })}>
      {!isCoded && (
        <div className="figures-hint">
          <Soft>{say('figures.numbers-hint')}</Soft>
        </div>
      )}
      <Table
        label={say('figures.numbers')}
        rows={rows}
        rowId={(row) => row.id}
        columns={columnsOf(panel, rows, isCoded)}
        onOpen={isCoded ? undefined : (row) => onOpen(row.mark, row.at)}
      />
    </Panel>
  );
}

function columnsOf(panel: FigurePanel, rows: readonly Row[], isCoded: boolean): readonly TableColumn<Row>[] {
  const decimals = panel.decimals + 1;
  const number = (one: number | null): string => one?.toFixed(decimals) ?? say('results.no-sd');
  const controls = [...new Set(rows.flatMap(({ group }) => group.against.map(({ versus }) => versus)))];
  return [
    {
      id: 'timePoint',
      head: say('results.column.time-point'),
      cell: ({ mark, timePoint }) =>
        mark === 0 ? (
          say(`figure.time.${timePoint}`)
        ) : (
          <span className="ui-hidden">{say(`figure.time.${timePoint}`)}</span>
        ),
    },
    {
      id: 'group',
      head: say('results.column.group'),
      cell: ({ mark, group }) => <GroupMark mark={mark} name={group.label} isBlinded={isCoded} />,
    },
    { id: 'n', head: say('results.column.n'), kind: 'number', cell: ({ group }) => group.n },
    {
      id: 'mean',
      head: say('results.column.mean'),
      kind: 'number',
      cell: ({ group }) => number(group.mean),
    },
    {
      id: 'sd',
      head: say('results.column.sd'),
      kind: 'number',
      cell: ({ group }) => number(group.sd),
    },
    ...controls.map((control): TableColumn<Row> => ({
      id: `p-${control}`,
      head: say('figures.column-p', { control }),
      kind: 'number',
      cell: ({ group }) => {
        const compared = group.against.find(({ versus }) => versus === control);
        return compared ? `${compared.mark} ${probabilityText(compared.p)}`.trim() : '';
      },
    })),
    ...(rows.some(({ everything }) => everything)
      ? [
          {
            id: 'everything',
            head: say('figures.column-everything'),
            cell: ({ everything }: Row) =>
              everything
                ? say('figures.everything', {
                    mean: number(everything.mean),
                    sd: number(everything.sd),
                    n: everything.n,
                  })
                : '',
          },
        ]
      : []),
  ];
}
