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
import { usePeople, type People } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { NumberText } from '../../ui/Measure.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Code, Soft } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Tone } from '../../ui/tone.ts';
import { SampleStatusPills } from './SampleStatusPills.tsx';
import type { Task } from './ScheduleView.tsx';
import { materialName, timePointName, type Labelled, type TimePointPlan } from './wording.ts';

interface TimePointPanelProps {
  readonly plan: TimePointPlan;
  /** Where the Today board has it; undefined when nothing is to be taken. */
  readonly lane: Lane | undefined;
  /** Repeats and aliquots. */
  readonly others: readonly SampleState[];
  readonly can: (name: CommandName) => boolean;
  readonly onTask: (task: Task) => void;
}

interface Line {
  readonly id: string;
  readonly material: Material;
  readonly container: string;
  readonly sample: SampleState | null;
  readonly isOutsideWindow: boolean;
  readonly isOpen: boolean;
  readonly isOther: boolean;
}

const laneTone: Readonly<Record<Lane, Tone>> = {
  overdue: 'refused',
  now: 'due',
  next: 'neutral',
  later: 'neutral',
};
/** Those whose processing has a clock of its own. */
const timedMaterials: readonly Material[] = ['serum', 'liver-ki67'];

export function TimePointPanel({ plan, lane, others, can, onTask }: TimePointPanelProps): ReactElement {
  const { timePoint, animalId } = plan;
  const saver = useSaver();
  const lines = linesOf(plan, others);
  const open = lines.filter((line) => line.isOpen).length;
  const there = lines.flatMap((line) => (line.sample ? [line.sample] : []));
  const storable = there.filter(
    (one) => one.placeId === null && isAtHand(one) && one.material !== 'liver-histology',
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
    <section
      id={`time-point-${timePoint}`}
      className="samples-time-point"
      aria-label={timePointName(timePoint)}
    >
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
        <Samples lines={lines} label={timePointName(timePoint)} onOpen={(line) => go('samples', line.id)} />
      </Panel>
    </section>
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

function linesOf(plan: TimePointPlan, others: readonly SampleState[]): readonly Line[] {
  return plan.samples.flatMap((planned): readonly Line[] => {
    const { sampleId, material, container, sample, isOpen, isOutsideWindow } = planned;
    const beside = others
      .filter((one) => one.material === material)
      .map((one) => ({
        id: one.id,
        material,
        container: one.container ?? '',
        sample: one,
        isOutsideWindow: one.isOutsideWindow,
        isOpen: false,
        isOther: true,
      }));
    return [
      { id: sampleId, material, container, sample, isOutsideWindow, isOpen, isOther: false },
      ...beside,
    ];
  });
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

function columnsWith(nameOf: People['nameOf']): readonly TableColumn<Line>[] {
  return [
    {
      id: 'what',
      head: say('samples.column.what'),
      cell: (line) =>
        line.isOther ? <span className="samples-other">{otherName(line)}</span> : materialName(line.material),
    },
    { id: 'id', head: say('samples.column.sample'), isNarrow: true, cell: (line) => <Code>{line.id}</Code> },
    { id: 'container', head: say('samples.column.container'), cell: (line) => line.container },
    { id: 'status', head: say('samples.column.status'), cell: (line) => <LineStatus line={line} /> },
    {
      id: 'taken',
      head: say('samples.column.collected'),
      isNarrow: true,
      cell: ({ sample }) =>
        sample?.collectedAt ? (
          <span className="samples-taken">
            <TimeText at={sample.collectedAt} />
            {sample.collectedBy !== null && <Soft>{nameOf(sample.collectedBy)}</Soft>}
          </span>
        ) : (
          '–'
        ),
    },
    {
      id: 'volume',
      head: say('samples.column.volume'),
      unit: say('samples.microlitre'),
      kind: 'number',
      cell: ({ sample }) => (sample?.volumeMicrolitre ? <NumberText value={sample.volumeMicrolitre} /> : '–'),
    },
    {
      id: 'place',
      head: say('samples.column.place'),
      isNarrow: true,
      cell: ({ sample }) => (sample?.placeId ? <Code>{sample.placeId}</Code> : '–'),
    },
  ];
}

interface SamplesProps {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly onOpen: (line: Line) => void;
}

function Samples({ label, lines, onOpen }: SamplesProps): ReactElement {
  const { nameOf } = usePeople();
  return (
    <Table
      label={label}
      columns={columnsWith(nameOf)}
      rows={lines}
      rowId={(line) => line.id}
      onOpen={onOpen}
    />
  );
}

/** Of `P07-D1-SER-1-A2` the 2nd aliquot, of `P07-D1-SER-2` the 2nd taking. */
function otherName(line: Line): string {
  const number = line.id.split('-').at(-1) ?? '';
  const isAliquot = line.sample?.aliquotOf !== null;
  return say(isAliquot ? 'samples.aliquot-n' : 'samples.repeat-n', { number: number.replace('A', '') });
}

function LineStatus({ line }: { readonly line: Line }): ReactElement {
  if (line.sample)
    return <SampleStatusPills status={line.sample.status} isOutsideWindow={line.isOutsideWindow} />;
  return <Soft>{say(line.isOpen ? 'samples.open' : 'samples.closed')}</Soft>;
}
