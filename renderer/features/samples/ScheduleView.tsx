// The sampling schedule of one animal: each time point with its window, what is to be taken, in what, and what became of it.
// Must not compute a window or decide what is due: the notebook says both.

import { useEffect, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SampleState } from '../../../shared/domain/sample.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { LabelsDialog } from './LabelsDialog.tsx';
import { MissDialog } from './MissDialog.tsx';
import { ProcessingTimers } from './ProcessingTimers.tsx';
import { StoreDialog } from './StoreDialog.tsx';
import { TakeDialog } from './TakeDialog.tsx';
import type { Task } from './task.ts';
import { TimePointPanel } from './TimePointPanel.tsx';
import type { Schedule, TimePointPlan } from './wording.ts';

interface ScheduleViewProps {
  readonly schedule: Schedule;
  /** The time point to begin at. */
  readonly part: string | undefined;
}

export function ScheduleView({ schedule, part }: ScheduleViewProps): ReactElement {
  const { animalId, who, timePoints } = schedule;
  const me = useMe();
  const { nameOf } = usePeople();
  const [task, setTask] = useState<Task>();
  const samples = useLive('sample.list', { animalId }).value?.samples ?? [];
  const board = useLive('today.board', {}).value?.items ?? [];
  const close = (): void => setTask(undefined);
  const plan =
    task && 'timePoint' in task ? timePoints.find((one) => one.timePoint === task.timePoint) : undefined;

  useEffect(() => {
    if (part !== undefined) document.getElementById(`time-point-${part}`)?.scrollIntoView({ block: 'start' });
  }, [part]);

  return (
    <Page
      title={say('samples.schedule-title', { animal: animalId })}
      lead={
        who.length === 0
          ? say('samples.schedule-lead')
          : `${say('samples.schedule-lead')} ${say('samples.schedule-who', { names: who.map(nameOf).join(', ') })}`
      }
      back={{ label: say('samples.back-to-list'), onPress: () => go('samples') }}
      actions={
        <Button onPress={() => go('animals', animalId)}>
          {say('samples.to-animal', { animal: animalId })}
        </Button>
      }
    >
      {timePoints.length === 0 && (
        <EmptyState
          title={say('samples.donor-title')}
          action={
            <Button onPress={() => go('animals', animalId)}>
              {say('samples.to-animal', { animal: animalId })}
            </Button>
          }
        >
          {say('samples.donor')}
        </EmptyState>
      )}
      <ProcessingTimers animalId={animalId} />
      {timePoints.map((one) => (
        <TimePointPanel
          key={one.timePoint}
          plan={one}
          lane={board.find(({ key }) => key === `sample/${animalId}/${one.timePoint}`)?.lane}
          others={othersOf(samples, one)}
          can={(name) => me.can(name)}
          onTask={setTask}
        />
      ))}
      {task?.kind === 'take' && plan && (
        <TakeDialog
          plan={plan}
          who={who}
          onClose={close}
          onTaken={(labelled) => setTask({ kind: 'labels', labelled, isJustTaken: true })}
        />
      )}
      {task?.kind === 'miss' && plan && <MissDialog plan={plan} who={who} onClose={close} />}
      {task?.kind === 'labels' && (
        <LabelsDialog labelled={task.labelled} isJustTaken={task.isJustTaken} onClose={close} />
      )}
      {task?.kind === 'store' && <StoreDialog sampleIds={task.sampleIds} onClose={close} />}
    </Page>
  );
}

/** Repeats and aliquots of a time point: what is there beside what was planned. */
function othersOf(samples: readonly SampleState[], plan: TimePointPlan): readonly SampleState[] {
  const planned = new Set(plan.samples.map((one) => one.sampleId));
  return samples
    .filter((one) => one.timePoint === plan.timePoint && !planned.has(one.id))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
}
