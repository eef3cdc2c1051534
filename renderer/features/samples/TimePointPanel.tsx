// One time point of an animal: its window, its samples line by line, and what can be done next.
// Must not decide what may be done: it offers, and the notebook refuses.

import { Archive, Barcode, Ban, FlaskConical, TestTubeDiagonal } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { CommandName } from '../../../shared/contract.ts';
import type { SampleState } from '../../../shared/domain/sample.ts';
import type { Material } from '../../../shared/domain/schedule.ts';
import type { Lane } from '../../../shared/domain/today-items.ts';
import { seenSeq } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Tone } from '../../ui/tone.ts';
import { linesOf, SampleLines } from './SampleLines.tsx';
import type { Task } from './task.ts';
import { isDivided, timePointName, type Labelled, type TimePointPlan } from './wording.ts';

interface TimePointPanelProps {
  readonly plan: TimePointPlan;
  /** Where the Today board has it; undefined when nothing is to be taken. */
  readonly lane: Lane | undefined;
  /** Repeats and aliquots. */
  readonly others: readonly SampleState[];
  readonly can: (name: CommandName) => boolean;
  readonly onTask: (task: Task) => void;
}

const laneTone: Readonly<Record<Lane, Tone>> = {
  overdue: 'refused',
  now: 'due',
  next: 'neutral',
  later: 'neutral',
};
/** Those that are asked for on the way to the freezer; fixed tissue is stored from its own page. */
const frozenMaterials: readonly Material[] = ['serum', 'liver-rna', 'liver-protein'];
/** Those whose processing has a clock of its own. */
const timedMaterials: readonly Material[] = ['serum', 'liver-ki67'];

export function TimePointPanel({ plan, lane, others, can, onTask }: TimePointPanelProps): ReactElement {
  const { timePoint, animalId } = plan;
  const saver = useSaver();
  const lines = linesOf(plan, others);
  const open = lines.filter((line) => line.isOpen).length;
  const there = lines.flatMap((line) => (line.sample ? [line.sample] : []));
  const storable = there.filter(
    (one) =>
      one.placeId === null && isAtHand(one) && !isDivided(one) && frozenMaterials.includes(one.material),
  );
  const isDue = lane === 'now' || lane === 'overdue';

  const process = (material: Material): void => {
    const sampleIds = there.filter((one) => canProcess(one, material)).map((one) => one.id);
    // The person acts on what the page shows now, not on what it showed when it was opened.
    void saver.save('sample.process', { sampleIds }, { seenSeq: seenSeq() });
  };
  const labelled: readonly Labelled[] = lines
    .filter(({ sample }) => sample === null || isAtHand(sample))
    .map((line) => ({
      animalId,
      timePoint,
      id: line.id,
      material: line.material,
      collectedAt: line.sample?.collectedAt ?? null,
    }));

  return (
    <div id={`time-point-${timePoint}`} className="samples-time-point">
      <Panel
        isFlush
        title={timePointName(timePoint)}
        mark={<PlanMark plan={plan} lane={lane} open={open} />}
        actions={
          <>
            {labelled.length > 0 && !plan.isClosed && (
              <Button icon={Barcode} onPress={() => onTask({ kind: 'labels', labelled, isJustTaken: false })}>
                {say('samples.labels')}
              </Button>
            )}
            {can('sample.process') &&
              timedMaterials
                .filter((material) => there.some((one) => canProcess(one, material)))
                .map((material) => (
                  <Button
                    key={material}
                    icon={FlaskConical}
                    isPending={saver.isSaving}
                    onPress={() => process(material)}
                  >
                    {say(`sample.processing.${material}`)}
                  </Button>
                ))}
            {can('sample.store') && storable.length > 0 && (
              <Button
                icon={Archive}
                onPress={() => onTask({ kind: 'store', sampleIds: storable.map((one) => one.id) })}
              >
                {say(storable.length === 1 ? 'samples.store-one' : 'samples.store', {
                  count: storable.length,
                })}
              </Button>
            )}
            {can('sample.miss') && open > 0 && (
              <Button icon={Ban} onPress={() => onTask({ kind: 'miss', timePoint })}>
                {say('samples.miss')}
              </Button>
            )}
            {can('sample.collect') && (
              <Button
                icon={TestTubeDiagonal}
                variant={isDue && open > 0 ? 'primary' : 'quiet'}
                onPress={() => onTask({ kind: 'take', timePoint })}
              >
                {takeWords(open)}
              </Button>
            )}
          </>
        }
      >
        <div className="samples-window">
          <WindowText plan={plan} />
        </div>
        {saver.refusal && (
          <div className="samples-window">
            <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
          </div>
        )}
        <SampleLines lines={lines} label={timePointName(timePoint)} />
      </Panel>
    </div>
  );
}

function takeWords(open: number): string {
  if (open === 0) return say('samples.take-more');
  return say(open === 1 ? 'samples.take-one' : 'samples.take', { count: open });
}

function isAtHand(sample: SampleState): boolean {
  return sample.status !== 'missed' && sample.status !== 'discarded';
}

function canProcess(sample: SampleState, material: Material): boolean {
  return sample.material === material && sample.status === 'collected' && sample.aliquotOf === null;
}

interface PlanMarkProps {
  readonly plan: TimePointPlan;
  readonly lane: Lane | undefined;
  readonly open: number;
}

function PlanMark({ plan, lane, open }: PlanMarkProps): ReactElement {
  if (plan.isClosed && plan.samples.every((one) => one.sample === null)) {
    return <StatusPill>{say('samples.closed')}</StatusPill>;
  }
  const count = plan.samples.filter((one) => one.sample?.status === 'missed').length;
  if (open === 0 && count > 0)
    return <StatusPill tone="due">{say('samples.complete-missed', { count })}</StatusPill>;
  if (open === 0) return <StatusPill tone="done">{say('samples.complete')}</StatusPill>;
  if (lane !== undefined) return <StatusPill tone={laneTone[lane]}>{say(`samples.lane.${lane}`)}</StatusPill>;
  return <StatusPill>{say('samples.waits')}</StatusPill>;
}

function WindowText({ plan }: { readonly plan: TimePointPlan }): ReactElement {
  const { plannedAt, windowFrom, windowTo, blocked, isClosed } = plan;
  if (isClosed) return <Soft>{say('samples.is-closed')}</Soft>;
  if (blocked) return <Soft>{say(`samples.blocked-${blocked}`)}</Soft>;
  return (
    <dl className="samples-when">
      {plannedAt !== null && (
        <div>
          <dt>{say('samples.planned')}</dt>
          <dd>
            <TimeText at={plannedAt} />
          </dd>
        </div>
      )}
      <div>
        <dt>{say('samples.window')}</dt>
        <dd>
          {windowFrom === null && windowTo === null ? (
            say('samples.window-none')
          ) : (
            <>
              {windowFrom === null ? say('samples.window-from-open') : <TimeText at={windowFrom} />}{' '}
              {say('samples.window-to')}{' '}
              {windowTo === null ? say('samples.window-from-open') : <TimeText at={windowTo} />}
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}
