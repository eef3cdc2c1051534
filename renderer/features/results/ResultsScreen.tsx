// The screen Results: values typed by analyte or time point, the chart of an analyte, the article's figures, the plan.
// Must not decide anything: it shows state and sends commands.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import {
  analyte as analyteOf,
  analytePanels,
  analytes,
  type AnalyteKey,
  type AnalytePanel,
} from '../../../shared/domain/analytes.ts';
import type { TimePoint } from '../../../shared/domain/schedule.ts';
import { go, type ScreenProps } from '../../navigation.ts';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { ChartPane } from './ChartPane.tsx';
import { ChoiceBar } from './ChoiceBar.tsx';
import { FigureGallery } from './FigureGallery.tsx';
import { FigurePage } from './FigurePage.tsx';
import { GridPane } from './GridPane.tsx';
import { PlanPane } from './PlanPane.tsx';
import './figures.css';
import './results.css';

const timePoints: readonly TimePoint[] = ['pre-op', 'day-1', 'day-3', 'day-7'];
const panelOptions = analytePanels.map((value) => ({ value, label: say(`results.panel-${value}`) }));
const timePointOptions = timePoints.map((value) => ({ value, label: say(`sample.timePoint.${value}`) }));

const views = ['analyte', 'time-point', 'chart', 'figures', 'plan'] as const;
type View = (typeof views)[number];

/** What the address asks for: a view by its name, or what is looked at in the other views. */
function viewOf({ id, part }: ScreenProps): View {
  if (id === 'figures' || id === 'plan') return id;
  if (timePoints.some((one) => one === id)) return 'time-point';
  return part === 'chart' ? 'chart' : 'analyte';
}

export function ResultsScreen({ id, part }: ScreenProps): ReactElement {
  const analyte = analytes.find((one) => one.key === id)?.key;
  const timePoint = timePoints.find((one) => one === id);
  const [lastAnalyte, setLastAnalyte] = useState<AnalyteKey>('alt');
  const [lastTimePoint, setLastTimePoint] = useState<TimePoint>('day-1');
  const [gridPanel, setGridPanel] = useState<AnalytePanel>('serum');
  // What is looked at stays when the view changes: the chart of the column that was just typed.
  if (analyte !== undefined && analyte !== lastAnalyte) setLastAnalyte(analyte);
  if (timePoint !== undefined && timePoint !== lastTimePoint) setLastTimePoint(timePoint);
  const view = viewOf({ id, part });

  const open = (next: View): void => {
    if (next === 'time-point') go('results', lastTimePoint);
    else if (next === 'chart') go('results', lastAnalyte, 'chart');
    else if (next === 'figures' || next === 'plan') go('results', next);
    else go('results', lastAnalyte);
  };

  const analyteBar = (chartPart?: 'chart'): ReactElement => {
    const { panel } = analyteOf(lastAnalyte);
    const openFirst = (next: AnalytePanel): void => {
      const first = analytes.find((one) => one.panel === next);
      if (first) go('results', first.key, chartPart);
    };
    return (
      <div className="results-bars">
        <ChoiceBar label={say('results.panels')} options={panelOptions} value={panel} onChange={openFirst} />
        <ChoiceBar
          label={say('results.analytes')}
          options={analytes
            .filter((one) => one.panel === panel)
            .map(({ key, label }) => ({ value: key, label }))}
          value={lastAnalyte}
          onChange={(key) => go('results', key, chartPart)}
        />
      </div>
    );
  };
  return (
    <Page title={say('results.title')} isWide>
      <Tabs
        label={say('results.views')}
        selected={view}
        onSelect={(key) => {
          const next = views.find((one) => one === key);
          if (next && next !== view) open(next);
        }}
        parts={[
          {
            id: 'analyte',
            label: say('results.by-analyte'),
            content: (
              <div className="results-pane">
                {analyteBar()}
                <GridPane key={lastAnalyte} analyte={lastAnalyte} />
              </div>
            ),
          },
          {
            id: 'time-point',
            label: say('results.by-time-point'),
            content: (
              <div className="results-pane">
                <div className="results-bars">
                  <ChoiceBar
                    label={say('results.panels')}
                    options={panelOptions}
                    value={gridPanel}
                    onChange={setGridPanel}
                  />
                  <ChoiceBar
                    label={say('results.time-points')}
                    options={timePointOptions}
                    value={lastTimePoint}
                    onChange={(key) => go('results', key)}
                  />
                </div>
                <GridPane key={`${lastTimePoint}/${gridPanel}`} timePoint={lastTimePoint} panel={gridPanel} />
              </div>
            ),
          },
          {
            id: 'chart',
            label: say('results.chart'),
            content: (
              <div className="results-pane">
                {analyteBar('chart')}
                <ChartPane key={lastAnalyte} analyteKey={lastAnalyte} onEnter={() => open('analyte')} />
              </div>
            ),
          },
          {
            id: 'figures',
            label: say('figures.tab'),
            content: (
              <div className="results-pane">
                {part === undefined ? <FigureGallery /> : <FigurePage key={part} figure={part} />}
              </div>
            ),
          },
          {
            id: 'plan',
            label: say('planning.tab'),
            content: (
              <div className="results-pane">
                <PlanPane />
              </div>
            ),
          },
        ]}
      />
    </Page>
  );
}
