// The analysis plan: what is in force, every earlier version, and the director's acts; the exclusions below it.
// Must not apply the article's plan by itself: it is shown as an offer until somebody records and locks one.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { PlanContent } from '../../../shared/domain/analysis-plan.ts';
import { planFacts } from '../../../shared/domain/plan-queries.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { SaveForm } from '../../SaveForm.tsx';
import { Button } from '../../ui/Button.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Table } from '../../ui/Table.tsx';
import { Soft } from '../../ui/Text.tsx';
import { ExclusionsPanel } from './ExclusionsPanel.tsx';
import { PlanForm } from './PlanForm.tsx';

type Shown = QueryValue<'plan.show'>;
type Version = Shown['versions'][number];
type Act = 'record' | 'lock' | 'amend';

export function PlanPane(): ReactElement {
  const { value, refusal } = useLive('plan.show', {});
  const [act, setAct] = useState<Act>();
  if (!value) return <RefusalNotice refusal={refusal} />;
  const current = value.versions.at(-1);
  const close = (): void => setAct(undefined);
  return (
    <div className="planning">
      {current ? (
        <CurrentPlan shown={value} current={current} onAct={setAct} />
      ) : (
        <OfferedPlan shown={value} onRecord={() => setAct('record')} />
      )}
      {value.versions.length > 1 && <EarlierVersions versions={value.versions.slice(0, -1)} />}
      <ExclusionsPanel />
      {(act === 'record' || act === 'amend') && (
        <PlanForm
          isAmendment={act === 'amend'}
          initial={current?.content ?? value.offered}
          groups={value.groups}
          onClose={close}
        />
      )}
      {act === 'lock' && <LockPlan onClose={close} />}
    </div>
  );
}

interface OfferedPlanProps {
  readonly shown: Shown;
  readonly onRecord: () => void;
}

function OfferedPlan({ shown: { offered, groups }, onRecord }: OfferedPlanProps): ReactElement {
  const me = useMe();
  return (
    <>
      <Notice tone="due" message={say('planning.none-title')} remedy={say('planning.none')} />
      <Panel
        title={say('planning.offered')}
        actions={
          me.can('plan.record') ? (
            <Button variant="primary" onPress={onRecord}>
              {say('planning.record')}
            </Button>
          ) : undefined
        }
      >
        <p className="planning-lead">
          <Soft>{say('planning.offered-lead')}</Soft>
        </p>
        <Facts facts={factsOf(offered, groups)} />
      </Panel>
    </>
  );
}

function factsOf(content: PlanContent, groups: Shown['groups']): readonly Fact[] {
  const design = groups.map((one) => ({ ...one, animals: 0, controlOf: null }));
  return planFacts(content, design).map(({ label, text }) => ({ name: label, value: text }));
}

interface CurrentPlanProps {
  readonly shown: Shown;
  readonly current: Version;
  readonly onAct: (act: Act) => void;
}

function CurrentPlan({ shown: { lockedAt, lockedBy }, current, onAct }: CurrentPlanProps): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const isLocked = lockedAt !== null;
  const facts: Fact[] = [
    ...current.facts.map(({ label, text }) => ({ name: label, value: text })),
    {
      name: say('planning.recorded-by'),
      value: <PersonTime name={nameOf(current.by)} at={current.at} />,
    },
    ...(current.reason === null ? [] : [{ name: say('planning.reason'), value: current.reason }]),
    ...(lockedAt === null || lockedBy === null
      ? []
      : [
          {
            name: say('planning.locked-by'),
            value: <PersonTime name={nameOf(lockedBy)} at={lockedAt} />,
          },
        ]),
    ...(current.resultCount === null
      ? []
      : [{ name: say('planning.results-then'), value: String(current.resultCount) }]),
  ];
  return (
    <>
      {!isLocked && <Notice tone="due" message={say('planning.not-locked')} />}
      <Panel
        title={say('planning.plan')}
        mark={
          <>
            <StatusPill tone={isLocked ? 'done' : 'due'}>
              {say(isLocked ? 'planning.locked' : 'planning.draft')}
            </StatusPill>
            <Soft>{say('planning.version', { version: current.number })}</Soft>
          </>
        }
        actions={
          isLocked
            ? me.can('plan.amend') && <Button onPress={() => onAct('amend')}>{say('planning.amend')}</Button>
            : me.can('plan.lock') && (
                <>
                  <Button onPress={() => onAct('record')}>{say('planning.change')}</Button>
                  <Button variant="primary" onPress={() => onAct('lock')}>
                    {say('planning.lock')}
                  </Button>
                </>
              )
        }
      >
        <Facts facts={facts} />
      </Panel>
    </>
  );
}

function EarlierVersions({ versions }: { readonly versions: readonly Version[] }): ReactElement {
  const { nameOf } = usePeople();
  return (
    <Panel isFlush title={say('planning.earlier')}>
      <Table
        label={say('planning.earlier')}
        rows={versions.toReversed()}
        rowId={(row) => String(row.number)}
        columns={[
          { id: 'version', head: say('planning.column-version'), isNarrow: true, cell: (row) => row.number },
          {
            id: 'when',
            head: say('planning.column-when'),
            cell: (row) => <PersonTime name={nameOf(row.by)} at={row.at} />,
          },
          { id: 'why', head: say('planning.column-why'), cell: (row) => row.reason ?? '' },
          {
            id: 'what',
            head: say('planning.column-what'),
            cell: (row) => (
              <ul className="planning-words">
                {row.facts.map(({ label, text }) => (
                  <li key={label}>
                    <Soft>{label}</Soft> {text}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function LockPlan({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <SaveForm
      frame="dialog"
      title={say('planning.lock-title')}
      lead={say('planning.lock-lead')}
      submit={say('planning.lock')}
      done={say('planning.locked-now')}
      focusesField={false}
      onClose={onClose}
      save={(saver, meta) => saver.save('plan.lock', {}, meta)}
    />
  );
}
