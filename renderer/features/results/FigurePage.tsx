// One figure of the article: drawn, with its numbers, its tests, what is left out, its caption, and as files.
// Must not compute or round otherwise than its files: the model and the analysis come from the notebook.

import { ChevronLeft } from 'lucide-react';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { analytes } from '../../../shared/domain/analytes.ts';
import type { FigureTarget } from '../../../shared/report/figure-drawing.ts';
import {
  beyondPlan,
  figureVariants,
  type FigureModel,
  type FigurePanel,
  type FigureVariant,
} from '../../../shared/statistics/figure-model.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChartWithErrorBars } from '../../ui/ChartWithErrorBars.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { GroupMark } from '../../ui/GroupMark.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { CellValues, type OpenCell } from './CellValues.tsx';
import { ChoiceBar } from './ChoiceBar.tsx';
import { chartFigureOf, chartGroupsOf } from './figure-content.ts';
import { FigureNumbers } from './FigureNumbers.tsx';
import { FigureSaveMenu } from './FigureSaveMenu.tsx';
import { FigureTests } from './FigureTests.tsx';
import { FigureView } from './FigureView.tsx';
import { ProbabilityText } from './ProbabilityText.tsx';
import { useTableKey } from './use-table-key.ts';
import { WhyCoded } from './WhyCoded.tsx';

type Shown = NonNullable<QueryValue<'figure.show'>>;

export function FigurePage({ figure }: { readonly figure: string }): ReactElement {
  const [variant, setVariant] = useState<FigureVariant>('bars');
  const [isWithEverything, setWithEverything] = useState(false);
  const [chosenKey, setChosenKey] = useState<string>();
  // What does not change with the drawing: its controls stay, and keep the focus, while another one is on its way.
  const { value: figureAsBars, refusal } = useLive('figure.show', { figure });
  const { value: drawn } = useLive('figure.show', { figure, variant, isWithEverything });
  const back = (
    <Button icon={ChevronLeft} onPress={() => go('results', 'figures')}>
      {say('figures.back')}
    </Button>
  );
  if (figureAsBars === undefined) return <RefusalNotice refusal={refusal} />;
  if (figureAsBars === null || figureAsBars.model.panels.length === 0) {
    return (
      <div className="figures-page">
        {back}
        <EmptyState title={say('figures.title', { figure, title: say('figures.card-empty') })}>
          <Missing missing={figureAsBars?.missing ?? []} />
        </EmptyState>
      </div>
    );
  }
  const { whyCoded } = figureAsBars;
  const offered = figureVariants.filter((one) => whyCoded === null || one !== 'paired');
  return (
    <div className="figures-page">
      <div className="figures-bar">
        {back}
        <ChoiceBar
          label={say('figures.variant')}
          options={offered.map((one) => ({ value: one, label: say(`figures.variant-${one}`) }))}
          value={offered.includes(variant) ? variant : 'bars'}
          onChange={setVariant}
        />
        <Switch isSelected={isWithEverything} onChange={setWithEverything}>
          {say('figures.with-everything')}
        </Switch>
        {drawn && (
          <FigureSaveMenu model={drawn.model} caption={drawn.caption} isWithEverything={isWithEverything} />
        )}
      </div>
      <WhyCoded refusal={whyCoded} />
      {drawn && <DrawnPanels shown={drawn} chosenKey={chosenKey} onChoose={setChosenKey} />}
    </div>
  );
}

function Missing({ missing }: Pick<Shown, 'missing'>): ReactElement {
  return (
    <ul className="figures-missing">
      {missing.map(({ analyte, text }) => (
        <li key={analyte}>
          <span>{text}</span>{' '}
          <Button variant="plain" onPress={() => go('results', analyte)}>
            {say('figures.enter', { analyte: labelOf(analyte) })}
          </Button>
        </li>
      ))}
    </ul>
  );
}

const labelOf = (key: string): string => analytes.find((one) => one.key === key)?.label ?? key;

interface DrawnPanelsProps {
  readonly shown: Shown;
  /** The outcome whose numbers and tests are shown; the first one until another is chosen. */
  readonly chosenKey: string | undefined;
  readonly onChoose: (key: string) => void;
}

function DrawnPanels({ shown, chosenKey, onChoose }: DrawnPanelsProps): ReactElement {
  const { model, missing, caption, whyCoded } = shown;
  const [opened, setOpened] = useState<OpenCell>();
  const [shownAs, setShownAs] = useState<'chart' | 'file'>('chart');
  const numbers = useRef<HTMLDivElement>(null);
  useTableKey(numbers);
  const chosen = model.panels.find((one) => one.key === chosenKey) ?? model.panels[0];
  const beyond = beyondPlan(model);
  const title = model.panels.map((one) => one.title).join(', ');
  const open = (panel: FigurePanel, group: number, at: number): void => {
    if (model.isCoded) return;
    onChoose(panel.key);
    setOpened({ analyte: panel.key, group: model.groups[group]?.key ?? '', at });
  };
  const openTarget = ({ panel, group, category }: FigureTarget): void => {
    const pointed = model.panels[panel];
    if (pointed) open(pointed, group, category);
  };
  return (
    <>
      <Panel
        title={say('figures.title', { figure: model.figure, title })}
        mark={
          whyCoded ? (
            <StatusPill tone="blinded">
              {say(whyCoded.code === 'analysis.groups-blinded' ? 'figures.blinded' : 'figures.coded')}
            </StatusPill>
          ) : undefined
        }
        actions={
          <Button shortcut="T" onPress={() => numbers.current?.focus()}>
            {say('results.numbers-key')}
          </Button>
        }
      >
        {beyond !== null && (
          <div className="figures-beyond">
            <Notice tone="due" message={say(`figure.analysis-${beyond}`)} />
          </div>
        )}
        <div className="figures-shown-as">
          <ChoiceBar
            label={say('figures.shown-as')}
            options={(['chart', 'file'] as const).map((one) => ({
              value: one,
              label: say(`figures.shown-as-${one}`),
            }))}
            value={shownAs}
            onChange={setShownAs}
          />
        </div>
        {shownAs === 'file' ? (
          <FigureView model={model} onOpen={model.isCoded ? undefined : openTarget} />
        ) : (
          <Charts model={model} onOpen={open} />
        )}
        <p className="figures-caption">
          <ProbabilityText text={caption} />
        </p>
        {missing.length > 0 && <Missing missing={missing} />}
      </Panel>
      {model.panels.length > 1 && chosen && (
        <ChoiceBar
          label={say('figures.outcome')}
          options={model.panels.map(({ key, title: label }) => ({ value: key, label }))}
          value={chosen.key}
          onChange={onChoose}
        />
      )}
      {chosen && (
        <div className="figures-beside">
          <div ref={numbers} tabIndex={-1} className="results-numbers">
            <FigureNumbers
              panel={chosen}
              onOpen={(group, at) => open(chosen, group, at)}
              isCoded={model.isCoded}
              analysis={model.analysis}
            />
          </div>
          <FigureTests panel={chosen} />
        </div>
      )}
      {opened && <CellValues cell={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

interface ChartsProps {
  readonly model: FigureModel;
  readonly onOpen: (panel: FigurePanel, group: number, at: number) => void;
}

/** Drawn by Chart.js, which answers to the mouse; the files are drawn as vectors, from the same model and layout. */
function Charts({ model, onOpen }: ChartsProps): ReactElement {
  return (
    <>
      <div className="figures-legend">
        {model.groups.map(({ key, label }, mark) => (
          <GroupMark key={key} mark={mark} name={label} isBlinded={model.isCoded} />
        ))}
      </div>
      <div className="figures-panels">
        {model.panels.map((panel) => (
          <FigureChart key={panel.key} model={model} panel={panel} onOpen={onOpen} />
        ))}
      </div>
    </>
  );
}

interface FigureChartProps {
  readonly model: FigureModel;
  readonly panel: FigurePanel;
  readonly onOpen: (panel: FigurePanel, group: number, at: number) => void;
}

function FigureChart({ model, panel, onOpen }: FigureChartProps): ReactElement {
  const content = useMemo(
    () => ({
      groups: chartGroupsOf(model, panel),
      figure: chartFigureOf(model, panel),
      timePoints: model.categories.map(({ label, short }) => (model.panels.length > 1 ? short : label)),
    }),
    [model, panel],
  );
  return (
    <ChartWithErrorBars
      title={panel.title}
      unit={panel.unitWords}
      decimals={panel.decimals + 1}
      isBlinded={model.isCoded}
      isLegendHidden
      onOpen={model.isCoded ? undefined : (group, at) => onOpen(panel, group, at)}
      {...content}
    />
  );
}
