// The numbers of one panel of a figure: n, mean, SD, marks and exact p by time point and group, of the analysis drawn.
// Must not show another rounding than the tests beside it.

import { useMemo, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { AnalyteKey } from '../../../shared/domain/analytes.ts';
import {
  beyondPlan,
  type FigureAnalysis,
  type FigurePanel,
} from '../../../shared/statistics/figure-model.ts';
import { probabilityText } from '../../../shared/statistics/probability.ts';
import { useLive } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { GroupMark } from '../../ui/GroupMark.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Soft } from '../../ui/Text.tsx';
import { analysisRows, type AnalysisRow } from './figure-rows.ts';

interface FigureNumbersProps {
  readonly panel: FigurePanel;
  readonly isCoded: boolean;
  /** Whose numbers the drawing above has: the table has the same. */
  readonly analysis: FigureAnalysis;
  /** Opens the values behind one line, by the places of its group and its time point. */
  readonly onOpen: (group: number, at: number) => void;
}

export function FigureNumbers({ panel, isCoded, analysis, onOpen }: FigureNumbersProps): ReactElement {
  const { value, refusal } = useLive('analysis.show', { analyte: panel.key as AnalyteKey });
  const isWithEverything = beyondPlan({ analysis }) !== null;
  const rows = useMemo(() => (value ? analysisRows(value, isWithEverything) : []), [value, isWithEverything]);
  if (!value) return <RefusalNotice refusal={refusal} />;
  return (
    <Panel isFlush title={say('figures.numbers-of', { analyte: panel.title, unit: panel.unitWords })}>
      <div className="figures-hint">
        <Soft>
          {say('figures.numbers-analysis', { analysis: say(`figure.analysis-${analysis}`) })}
          {!isCoded && ` ${say('figures.numbers-hint')}`}
        </Soft>
      </div>
      <Table
        label={say('figures.numbers')}
        rows={rows}
        rowId={(row) => row.id}
        columns={columnsOf(panel, rows, isCoded, isWithEverything)}
        onOpen={isCoded ? undefined : (row) => onOpen(row.mark, row.at)}
      />
    </Panel>
  );
}

function columnsOf(
  panel: FigurePanel,
  rows: readonly AnalysisRow[],
  isCoded: boolean,
  isWithEverything: boolean,
): readonly TableColumn<AnalysisRow>[] {
  const decimals = panel.decimals + 1;
  const number = (one: number | null): string => one?.toFixed(decimals) ?? say('results.no-sd');
  const hasOther = rows.some(({ other }) => other);
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
    ...controls.map((control): TableColumn<AnalysisRow> => ({
      id: `p-${control}`,
      head: say('figures.column-p', { control }),
      kind: 'number',
      cell: ({ group }) => {
        const compared = group.against.find(({ versus }) => versus === control);
        return compared ? `${compared.mark} ${probabilityText(compared.p)}`.trim() : '';
      },
    })),
    ...(hasOther
      ? [
          {
            id: 'other',
            head: say(isWithEverything ? 'figures.column-planned' : 'figures.column-everything'),
            cell: ({ other }: AnalysisRow) =>
              other
                ? say('figures.everything', { mean: number(other.mean), sd: number(other.sd), n: other.n })
                : '',
          },
        ]
      : []),
  ];
}
