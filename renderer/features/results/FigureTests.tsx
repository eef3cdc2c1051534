// The tests of one outcome at one time point: overall, what the checks say in words, comparisons, what was left out.
// Must not show a result without the one with everything, where something was left out.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { AnalyteKey } from '../../../shared/domain/analytes.ts';
import type { TimePoint } from '../../../shared/domain/schedule.ts';
import { comparisonWords, effectText, overallText } from '../../../shared/domain/test-words.ts';
import type { FigurePanel } from '../../../shared/statistics/figure-model.ts';
import type { Tests } from '../../../shared/statistics/planned-analysis.ts';
import { useLive } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import { Soft } from '../../ui/Text.tsx';
import { ChoiceBar } from './ChoiceBar.tsx';
import type { Analysis } from './figure-rows.ts';
import { ProbabilityText } from './ProbabilityText.tsx';

type AnalysisAt = Analysis['byTimePoint'][number]['planned'];

export function FigureTests({ panel }: { readonly panel: FigurePanel }): ReactElement {
  const [chosen, setChosen] = useState<TimePoint>('day-1');
  const { value, refusal } = useLive('analysis.show', { analyte: panel.key as AnalyteKey });
  if (!value) return <RefusalNotice refusal={refusal} />;
  const shown = value.byTimePoint.find(({ timePoint }) => timePoint === chosen);
  return (
    <Panel title={say('figures.tests', { analyte: panel.title })}>
      <Stack>
        <ChoiceBar
          label={say('figures.time-point')}
          options={value.byTimePoint.map(({ timePoint }) => ({
            value: timePoint,
            label: say(`figure.time.${timePoint}`),
          }))}
          value={chosen}
          onChange={setChosen}
        />
        {shown?.everything && <h3>{say('figures.tests-planned')}</h3>}
        {shown && <TestsAt analysis={shown.planned} />}
        {shown?.everything && (
          <section className="figures-everything">
            <h3>{say('figures.tests-everything')}</h3>
            <TestsAt analysis={shown.everything} />
          </section>
        )}
        <LeftOut analysis={value} />
      </Stack>
    </Panel>
  );
}

function TestsAt({ analysis: { tests } }: { readonly analysis: AnalysisAt }): ReactElement {
  if (!tests.ok) return <Soft>{`${tests.refusal.message} ${tests.refusal.remedy}`}</Soft>;
  const { findings, beside } = tests.value;
  const effect = effectText(tests.value);
  return (
    <Stack gap={1}>
      <p className="figures-overall">
        <ProbabilityText text={overallText(tests.value)} />
      </p>
      {effect !== null && <Soft>{effect}</Soft>}
      {findings.map(({ text, isDoubtful }) =>
        isDoubtful === false ? (
          <Soft key={text}>
            <ProbabilityText text={text} />
          </Soft>
        ) : (
          <Notice key={text} tone="due" message={text} />
        ),
      )}
      <Comparisons tests={tests.value} />
      {beside.map((one) => (
        <section key={one.test}>
          <h3>{say('figures.beside')}</h3>
          <p className="figures-overall">
            <ProbabilityText text={overallText(one)} />
          </p>
          <Comparisons tests={one} />
        </section>
      ))}
    </Stack>
  );
}

function Comparisons({ tests: { comparisons, postHoc } }: { readonly tests: Tests }): ReactElement {
  const label = say('figures.post-hoc', { postHoc: say(`plan.post-hoc-${postHoc}`) });
  if (!comparisons.ok) return <Soft>{`${comparisons.refusal.message} ${comparisons.refusal.remedy}`}</Soft>;
  return (
    <div className="figures-comparisons">
      <Soft>{label}</Soft>
      <Table
        label={label}
        rows={comparisons.value.map(comparisonWords)}
        rowId={(row) => row.pair}
        columns={[
          { id: 'pair', head: say('figures.column-pair'), cell: (row) => row.pair },
          { id: 'p', head: say('figures.column-p-adjusted'), kind: 'number', cell: (row) => row.p },
          { id: 'effect', head: say('figures.column-effect'), kind: 'number', cell: (row) => row.effect },
        ]}
      />
    </div>
  );
}

function LeftOut({ analysis: { leftOut, whyCoded } }: { readonly analysis: Analysis }): ReactElement {
  if (whyCoded) return <Soft>{say('figures.left-out-coded')}</Soft>;
  if (leftOut.length === 0) return <Soft>{say('figures.no-left-out')}</Soft>;
  return (
    <section>
      <h3>{say('figures.left-out', { count: leftOut.length })}</h3>
      <ul className="figures-left-out">
        {leftOut.map(({ animalId, timePoint, why }) => (
          <li key={`${animalId} ${timePoint}`}>
            {say('figures.left-out-line', { animalId, timePoint: say(`sample.timePoint.${timePoint}`), why })}
          </li>
        ))}
      </ul>
    </section>
  );
}
