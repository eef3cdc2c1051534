// The allocation list: who may know it, how it was drawn, positions with their animals, and its changes.
// Must not show a group that did not come with the answer.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { roles } from '../../../shared/kernel/decider.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { NamedGroup } from '../../NamedGroup.tsx';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Code } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { AllocationPositions } from './AllocationPositions.tsx';
import { Blinded, type Allocation } from './AnimalMarks.tsx';
import { DrawAllocation } from './DrawAllocation.tsx';
import { EnrolAnimal } from './EnrolAnimal.tsx';
import './animals.css';

export function AllocationPage(): ReactElement {
  const me = useMe();
  const { value, refusal } = useLive('allocation.show', {});
  return (
    <Page
      title={say('animals.allocation')}
      lead={say('animals.allocation-lead')}
      back={{ label: say('animals.back'), onPress: () => go('animals') }}
      mark={
        value && (
          <StatusPill tone={value.isDrawn ? 'done' : 'due'}>
            {say(value.isDrawn ? 'animals.allocation-drawn' : 'animals.allocation-not-drawn')}
          </StatusPill>
        )
      }
    >
      <RefusalNotice refusal={refusal} />
      {value && !value.isDrawn && <DrawAllocation allocation={value} />}
      {value?.isDrawn === true && me.can('allocation.enrol') && <EnrolAnimal />}
      {value?.isDrawn === true && <AllocationPositions allocation={value} />}
      {value && <Method allocation={value} />}
      {value && value.changes.length > 0 && <Changes allocation={value} />}
    </Page>
  );
}

function Method({ allocation }: { readonly allocation: Allocation }): ReactElement {
  const { nameOf } = usePeople();
  const { isDrawn, drawnAt, drawnBy, blockSize, seed, groups } = allocation;
  const facts = [
    ...(drawnAt !== null && drawnBy !== null
      ? [{ name: say('animals.drawn-by'), value: <PersonTime name={nameOf(drawnBy)} at={drawnAt} /> }]
      : []),
    ...(isDrawn
      ? [{ name: say('animals.seed'), value: seed === null ? <Blinded /> : <Code>{seed}</Code> }]
      : []),
    ...(blockSize === null
      ? []
      : [
          {
            name: say('animals.block-size'),
            value: say('animals.block-size-value', { count: blockSize }),
          },
        ]),
    {
      name: say('animals.groups'),
      value: (
        <span className="animals-groups">
          {groups.map(({ group }) => (
            <NamedGroup key={group} group={group} />
          ))}
        </span>
      ),
    },
    { name: say('animals.allocation-who-title'), value: <WhoMayKnow mayKnow={allocation.mayKnow} /> },
  ];
  return (
    <Panel title={say(isDrawn ? 'animals.method-title' : 'animals.method-planned')}>
      <div className="animals-method">
        <p>{allocation.method}</p>
        <p>{say('animals.method-by-hand')}</p>
        {allocation.seedText !== null && <p>{allocation.seedText}</p>}
      </div>
      <Facts facts={facts} />
    </Panel>
  );
}

/** The roles of the study setting, and whether the reader holds one of them. */
function WhoMayKnow({ mayKnow }: { readonly mayKnow: boolean }): ReactElement {
  const settings = useLive('study.overview', {}).value?.settings ?? [];
  const named = settings.find((one) => one.definition.key === 'blinding.rolesThatKnow')?.value ?? '';
  const knowing = roles.filter((role) => named.split(',').includes(role));
  return (
    <span className="animals-who">
      {knowing.map((role) => say(`role.${role}`)).join(', ')}
      {mayKnow ? (
        <StatusPill tone="done">{say('animals.allocation-who-you')}</StatusPill>
      ) : (
        <StatusPill tone="blinded">{say('animals.allocation-who-not')}</StatusPill>
      )}
    </span>
  );
}

function Changes({ allocation }: { readonly allocation: Allocation }): ReactElement {
  const { nameOf } = usePeople();
  return (
    <Panel title={say('animals.changes')} isFlush>
      <Table
        label={say('animals.changes')}
        rows={allocation.changes}
        rowId={(one) => `${one.position} ${one.at}`}
        columns={changeColumns(nameOf)}
      />
    </Panel>
  );
}

function changeColumns(
  nameOf: (userId: string) => string,
): readonly TableColumn<Allocation['changes'][number]>[] {
  return [
    {
      id: 'position',
      head: say('animals.position'),
      kind: 'number',
      isNarrow: true,
      cell: (one) => one.position,
    },
    { id: 'why', head: say('animals.changed-why'), cell: (one) => one.reason },
    { id: 'by', head: say('animals.changed-by'), cell: (one) => nameOf(one.by), isNarrow: true },
    { id: 'at', head: say('animals.changed-at'), cell: (one) => <TimeText at={one.at} />, isNarrow: true },
  ];
}
