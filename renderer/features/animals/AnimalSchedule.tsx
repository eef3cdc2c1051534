// The samples planned for an animal: when, in which window, by whom, in what, and what was done.
// Must not compute a window or what is due: both come from the notebook.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Soft } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';

type Schedule = NonNullable<QueryValue<'schedule.show'>['schedule']>;
type TimePoint = Schedule['timePoints'][number];
type Planned = TimePoint['samples'][number];
type Lane = QueryValue<'today.board'>['items'][number]['lane'];

const laneTone = { overdue: 'refused', now: 'due', next: 'accent', later: 'neutral' } as const;
const sampleTone = {
  collected: 'accent',
  processing: 'accent',
  stored: 'done',
  missed: 'refused',
  discarded: 'neutral',
} as const;

export function AnimalSchedule({ animalId }: { readonly animalId: string }): ReactElement {
  const { value, refusal } = useLive('schedule.show', { animalId });
  const board = useLive('today.board', {}).value?.items ?? [];
  const laneOf = (timePoint: string): Lane | undefined =>
    board.find((one) => one.key === `sample/${animalId}/${timePoint}`)?.lane;
  return (
    <Stack gap={3}>
      <RefusalNotice refusal={refusal} />
      {value?.schedule?.timePoints.map((one) => (
        <TimePointPanel
          key={one.timePoint}
          planned={one}
          who={value.schedule?.who ?? []}
          lane={laneOf(one.timePoint)}
        />
      ))}
    </Stack>
  );
}

interface TimePointPanelProps {
  readonly planned: TimePoint;
  readonly who: readonly string[];
  /** Where Today has it; undefined once nothing is open. */
  readonly lane: Lane | undefined;
}

function TimePointPanel({ planned, who, lane }: TimePointPanelProps): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const { samples, animalId, timePoint } = planned;
  const done = samples.filter((one) => one.sample !== null).length;
  const isOpen = samples.some((one) => one.isOpen);
  return (
    <Panel
      title={say(`sample.timePoint.${timePoint}`)}
      mark={
        lane === undefined ? (
          <Soft>{say('animals.taken', { done, count: samples.length })}</Soft>
        ) : (
          <StatusPill tone={laneTone[lane]}>{say(`animals.lane-${lane}`)}</StatusPill>
        )
      }
      actions={
        isOpen &&
        planned.blocked === null &&
        me.can('sample.collect') && (
          <Button onPress={() => go('samples', animalId, timePoint)}>{say('animals.take')}</Button>
        )
      }
      isFlush
    >
      <p className="animals-window">
        <Window planned={planned} />
        {planned.blocked === null && !planned.isClosed && (
          <Soft>
            {say('animals.expected')}:{' '}
            {who.length === 0 ? say('role.technician') : who.map(nameOf).join(', ')}
          </Soft>
        )}
      </p>
      <Table
        label={say(`sample.timePoint.${timePoint}`)}
        columns={columns}
        rows={samples}
        rowId={(one) => one.sampleId}
      />
    </Panel>
  );
}

function Window({ planned }: { readonly planned: TimePoint }): ReactElement {
  const { blocked, isClosed, plannedAt, windowFrom, windowTo } = planned;
  if (isClosed) return <span>{say('animals.closed')}</span>;
  if (blocked !== null || plannedAt === null)
    return <span>{say(`animals.${blocked ?? 'no-operation'}`)}</span>;
  return (
    <>
      <span>
        {say('animals.planned')} <TimeText at={plannedAt} />
      </span>
      <span>
        {say('animals.window')} {windowFrom === null && windowTo === null && say('animals.window-open')}
        {windowFrom !== null && <TimeText at={windowFrom} />}
        {windowTo !== null && (
          <>
            {' '}
            {say('animals.window-between')} <TimeText at={windowTo} />
          </>
        )}
      </span>
    </>
  );
}

const columns: readonly TableColumn<Planned>[] = [
  { id: 'material', head: say('animals.material'), cell: (one) => say(`sample.material.${one.material}`) },
  { id: 'container', head: say('animals.container'), cell: (one) => one.container },
  { id: 'status', head: say('animals.status'), cell: (one) => <SampleStatus planned={one} /> },
  {
    id: 'collected',
    head: say('animals.collected'),
    isNarrow: true,
    cell: ({ sample }) =>
      sample?.collectedAt ? <TimeText at={sample.collectedAt} /> : (sample?.reason ?? ''),
  },
];

function SampleStatus({ planned }: { readonly planned: Planned }): ReactElement {
  const { sample, isOpen, isOutsideWindow } = planned;
  if (!sample) return <Soft>{say(isOpen ? 'animals.to-take' : 'animals.not-due')}</Soft>;
  return (
    <span className="animals-marks">
      <StatusPill tone={sampleTone[sample.status]}>{say(`sample.status.${sample.status}`)}</StatusPill>
      {isOutsideWindow && <StatusPill tone="due">{say('animals.outside-window')}</StatusPill>}
    </span>
  );
}
