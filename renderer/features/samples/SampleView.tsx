// One sample: what it is, where it lies, its aliquots, everything that happened to it, and what can be done with it.
// Must not hide an old value: corrections stay in the history, struck through.

import { Archive, Barcode, FlaskConical, MoveRight, Pencil, Split, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { SampleState } from '../../../shared/domain/sample.ts';
import { seenSeq } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { CodeImage } from '../../ui/CodeImage.tsx';
import { dataMatrix } from '../../ui/Labels.tsx';
import { Menu, type MenuAction } from '../../ui/Menu.tsx';
import { NumberText } from '../../ui/Measure.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Code } from '../../ui/Text.tsx';
import { AliquotDialog } from './AliquotDialog.tsx';
import { CorrectDialog } from './CorrectDialog.tsx';
import { DiscardDialog } from './DiscardDialog.tsx';
import { LabelsDialog } from './LabelsDialog.tsx';
import { ProcessingTimers } from './ProcessingTimers.tsx';
import { SampleFacts } from './SampleFacts.tsx';
import { SampleHistory } from './SampleHistory.tsx';
import { SampleStatusPills } from './SampleStatusPills.tsx';
import { StoreDialog } from './StoreDialog.tsx';
import { materialName, timePointName } from './wording.ts';

interface SampleViewProps {
  readonly shown: QueryValue<'sample.show'>;
  readonly sample: SampleState;
}

const aliquotColumns: readonly TableColumn<SampleState>[] = [
  { id: 'id', head: say('samples.column.sample'), cell: (one) => <Code>{one.id}</Code> },
  {
    id: 'status',
    head: say('samples.column.status'),
    cell: (one) => <SampleStatusPills sample={one} isOutsideWindow={false} />,
  },
  {
    id: 'volume',
    head: say('samples.column.volume'),
    unit: say('samples.microlitre'),
    kind: 'number',
    cell: (one) => (one.volumeMicrolitre === null ? '–' : <NumberText value={one.volumeMicrolitre} />),
  },
  {
    id: 'place',
    head: say('samples.column.place'),
    cell: (one) => (one.placeId === null ? '–' : <Code>{one.placeId}</Code>),
  },
];

type Task = 'aliquots' | 'store' | 'move' | 'labels' | 'correct' | 'discard';

export function SampleView({ shown, sample }: SampleViewProps): ReactElement {
  const [task, setTask] = useState<Task>();
  const close = (): void => setTask(undefined);
  const { parent, aliquots } = shown;
  return (
    <Page
      title={sample.id}
      mark={<SampleStatusPills sample={sample} />}
      lead={`${sample.animalId} · ${timePointName(sample.timePoint)} · ${materialName(sample.material)}`}
      back={{
        label: say('samples.schedule-of', { animal: sample.animalId }),
        onPress: () => go('samples', sample.animalId, sample.timePoint),
      }}
      actions={<Actions sample={sample} onTask={setTask} />}
    >
      <ProcessingTimers animalId={sample.animalId} />
      <Panel title={say('samples.facts')}>
        <div className="samples-facts">
          <SampleFacts sample={sample} parentId={parent?.id ?? null} />
          <CodeImage svg={dataMatrix(sample.code)} label={sample.code} />
        </div>
      </Panel>
      {aliquots.length > 0 && (
        <Panel title={say('samples.aliquots')} isFlush>
          <Table
            label={say('samples.aliquots')}
            rows={aliquots}
            rowId={(one) => one.id}
            onOpen={(one) => go('samples', one.id)}
            columns={aliquotColumns}
          />
        </Panel>
      )}
      <Panel title={say('samples.history')} isFlush>
        <SampleHistory history={sample.history} />
      </Panel>
      {task === 'aliquots' && <AliquotDialog sample={sample} onClose={close} />}
      {(task === 'store' || task === 'move') && (
        <StoreDialog sampleIds={[sample.id]} isMove={task === 'move'} onClose={close} />
      )}
      {task === 'labels' && <LabelsDialog labelled={[sample]} isJustTaken={false} onClose={close} />}
      {task === 'correct' && <CorrectDialog sample={sample} onClose={close} />}
      {task === 'discard' && <DiscardDialog sample={sample} onClose={close} />}
    </Page>
  );
}

interface ActionsProps {
  readonly sample: SampleState;
  readonly onTask: (task: Task) => void;
}

function Actions({ sample, onTask }: ActionsProps): ReactElement | null {
  const me = useMe();
  const saver = useSaver();
  if (sample.status === 'missed' || sample.status === 'discarded') return null;
  const isStored = sample.placeId !== null;
  const more: readonly MenuAction[] = [
    ...(me.can('sample.aliquot')
      ? [
          {
            id: 'aliquots',
            label: say('samples.make-aliquots'),
            icon: Split,
            onAction: () => onTask('aliquots'),
          },
        ]
      : []),
    ...(me.can('sample.correct')
      ? [{ id: 'correct', label: say('samples.correct'), icon: Pencil, onAction: () => onTask('correct') }]
      : []),
    ...(me.can('sample.discard')
      ? [
          {
            id: 'discard',
            label: say('samples.discard'),
            icon: Trash2,
            isDanger: true,
            onAction: () => onTask('discard'),
          },
        ]
      : []),
  ];
  return (
    <>
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      {more.length > 0 && <Menu label={say('samples.more')} actions={more} />}
      <Button icon={Barcode} onPress={() => onTask('labels')}>
        {say('samples.label')}
      </Button>
      {me.can('sample.process') && sample.status === 'collected' && (
        <Button
          icon={FlaskConical}
          isPending={saver.isSaving}
          onPress={() =>
            void saver.save('sample.process', { sampleIds: [sample.id] }, { seenSeq: seenSeq() })
          }
        >
          {say(`sample.processing.${sample.material}`)}
        </Button>
      )}
      {me.can(isStored ? 'sample.move' : 'sample.store') && (
        <Button
          icon={isStored ? MoveRight : Archive}
          variant={isStored ? 'quiet' : 'primary'}
          onPress={() => onTask(isStored ? 'move' : 'store')}
        >
          {say(isStored ? 'samples.move' : 'samples.store-this')}
        </Button>
      )}
    </>
  );
}
