// One analyte by group and time point: the chart, the same numbers as a table beside it, and both as files.
// Must not draw marks of significance, nor show those who are blinded a number of one group.

import { useMemo, useRef, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { AnalyteKey } from '../../../shared/domain/analytes.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChartWithErrorBars, type ChartHandle } from '../../ui/ChartWithErrorBars.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { Soft } from '../../ui/Text.tsx';
import {
  analysisWords,
  decimalsOf,
  groupsOf,
  hasPoints,
  outliersOf,
  rowsOf,
  timePointNames,
  type ChartAnswer,
  type ChartChoice,
  type OutlierNote,
} from './chart-numbers.ts';
import { NumbersTable } from './NumbersTable.tsx';
import { SaveAsMenu } from './SaveAsMenu.tsx';
import { useTableKey } from './use-table-key.ts';
import { WhyCoded } from './WhyCoded.tsx';

interface ChartPaneProps {
  readonly analyteKey: AnalyteKey;
  /** Opens the grid of this analyte. */
  readonly onEnter: () => void;
}

export function ChartPane({ analyteKey, onEnter }: ChartPaneProps): ReactElement {
  const [isWithoutOutliers, setIsWithoutOutliers] = useState(false);
  const [isWithEverything, setIsWithEverything] = useState(false);
  const choice = { isWithoutOutliers, isWithEverything };
  const { value, refusal } = useLive('result.chart', { analyte: analyteKey, ...choice });
  if (!value) return <RefusalNotice refusal={refusal} />;
  const { label } = value.analyte;
  if (!hasPoints(value)) {
    return (
      <EmptyState
        title={say('results.nothing-title')}
        action={
          <Button variant="primary" onPress={onEnter}>
            {say('results.enter', { analyte: label })}
          </Button>
        }
      >
        {say('results.nothing', { analyte: label })}
      </EmptyState>
    );
  }
  return (
    <ChartAndNumbers
      answer={value}
      choice={choice}
      onWithoutOutliers={setIsWithoutOutliers}
      onWithEverything={setIsWithEverything}
    />
  );
}

interface ChartAndNumbersProps {
  readonly answer: ChartAnswer;
  readonly choice: Required<ChartChoice>;
  readonly onWithoutOutliers: (isWithout: boolean) => void;
  readonly onWithEverything: (isWith: boolean) => void;
}

function ChartAndNumbers({
  answer,
  choice,
  onWithoutOutliers,
  onWithEverything,
}: ChartAndNumbersProps): ReactElement {
  const { isSimulated } = useMe();
  const { isWithoutOutliers, isWithEverything } = choice;
  const chart = useRef<ChartHandle>(null);
  const numbers = useRef<HTMLDivElement>(null);
  useTableKey(numbers);
  const { groups, timePoints, rows, decimals } = useContent(answer, isWithoutOutliers);
  const note = isSimulated ? say('results.simulated') : null;
  const analysis = analysisWords(answer);
  const { label, unit } = answer.analyte;
  return (
    <div className="results-figure">
      <WhyCoded refusal={answer.whyCoded} />
      <Panel
        title={say('results.chart-title', { analyte: label })}
        mark={
          answer.isBlinded ? (
            <StatusPill tone="blinded">
              {say(
                answer.whyCoded?.code === 'analysis.groups-blinded'
                  ? 'results.chart-blinded'
                  : 'results.chart-coded',
              )}
            </StatusPill>
          ) : undefined
        }
        actions={
          <>
            <Button shortcut="T" onPress={() => numbers.current?.focus()}>
              {say('results.numbers-key')}
            </Button>
            <SaveAsMenu
              answer={answer}
              rows={rows}
              choice={choice}
              note={note}
              toPng={() => chart.current?.toPng()}
            />
          </>
        }
      >
        <ChartWithErrorBars
          ref={chart}
          title={label}
          unit={unit}
          timePoints={timePoints}
          groups={groups}
          isBlinded={answer.isBlinded}
          decimals={decimals}
          pictureNote={note === null ? analysis : `${note} · ${analysis}`}
        />
        <div className="results-figure-foot">
          <Switch isSelected={isWithEverything} onChange={onWithEverything}>
            {say('figures.with-everything')}
          </Switch>
          <Switch isSelected={isWithoutOutliers} onChange={onWithoutOutliers}>
            {say('results.without-outliers')}
          </Switch>
          <Remarks answer={answer} analysis={analysis} isWithEverything={isWithEverything} />
        </div>
      </Panel>
      <div ref={numbers} tabIndex={-1} className="results-numbers">
        <Panel isFlush title={say('results.numbers')}>
          <NumbersTable rows={rows} unit={unit} isBlinded={answer.isBlinded} />
        </Panel>
      </div>
    </div>
  );
}

/** Drawn again only when the answer is another one. */
function useContent(answer: ChartAnswer, isWithoutOutliers: boolean) {
  return useMemo(() => {
    const decimals = decimalsOf(answer);
    return {
      decimals,
      rows: rowsOf(answer, decimals),
      groups: groupsOf(answer, isWithoutOutliers),
      timePoints: timePointNames(answer),
    };
  }, [answer, isWithoutOutliers]);
}

interface RemarksProps {
  readonly answer: ChartAnswer;
  readonly analysis: string;
  readonly isWithEverything: boolean;
}

/** Who is not in the chart, and what the outliers did to it. */
function Remarks({ answer, analysis, isWithEverything }: RemarksProps): ReactElement {
  const outliers = outliersOf(answer);
  const exclusions = useLive('exclusion.list', {}).value?.exclusions ?? [];
  const excluded = exclusions.filter(
    (one) => one.status === 'excluded' && (one.analyte === null || one.analyte === answer.analyte.key),
  ).length;
  const leftOut = (['replaced', 'not-allocated'] as const).flatMap((why) => {
    const animals = answer.leftOut.filter((one) => one.why === why).map((one) => one.animalId);
    return animals.length === 0 ? [] : [say(`results.left-out-${why}`, { animals: animals.join(', ') })];
  });
  return (
    <div className="results-remarks">
      <Soft>{say('results.analysis', { analysis })}</Soft>
      {leftOut.length > 0 && <Soft>{say('results.left-out', { animals: leftOut.join(', ') })}</Soft>}
      {excluded > 0 && (
        <Soft>
          {say(isWithEverything ? 'figures.excluded-in-chart' : 'figures.excluded-from-chart', {
            count: excluded,
          })}
        </Soft>
      )}
      {outliers.counted > 0 && <Soft>{outliersInWords(outliers.counted)}</Soft>}
      {outliers.leftOut > 0 && <Soft>{outliersOutWords(outliers)}</Soft>}
    </div>
  );
}

function outliersInWords(count: number): string {
  return say(count === 1 ? 'results.outliers-in-one' : 'results.outliers-in', { count });
}

function outliersOutWords({ leftOut, names }: OutlierNote): string {
  if (names.length === 0) return say('results.outliers-out-count', { count: leftOut });
  return say('results.outliers-out', { points: names.join('; ') });
}
