// The observations of a run, newest first, corrections struck through, each open to correction with a reason.
// Must not hide a reading that was replaced.

import { PencilLine } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe, usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StruckValue } from '../../ui/StruckValue.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { observedFields, type Observation, type ObservedKey, type TypedReadings } from './observed-fields.ts';

export function ObservationTable({
  observations,
}: {
  readonly observations: readonly Observation[];
}): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const [correctedId, setCorrectedId] = useState<string>();
  const corrected = observations.find((one) => one.id === correctedId);
  return (
    <>
      <Table
        label={say('runs.observations')}
        columns={columns(nameOf, me.can('anaesthesia.correctObservation') ? setCorrectedId : undefined)}
        rows={observations.toReversed()}
        rowId={(one) => one.id}
        empty={say('runs.no-observations')}
      />
      {corrected && <Correction observation={corrected} onClose={() => setCorrectedId(undefined)} />}
    </>
  );
}

interface ReadingProps {
  readonly observation: Observation;
  readonly field: ObservedKey | 'note';
}

function Reading({ observation, field }: ReadingProps): ReactElement {
  const { nameOf } = usePeople();
  const changes = observation.history.filter(
    (one, index) => one.values[field] !== (observation.history[index + 1]?.values ?? observation)[field],
  );
  const now = <>{observation[field] ?? '–'}</>;
  const last = changes.at(-1);
  if (!last) return now;
  return (
    <StruckValue
      old={changes.map((one) => one.values[field] ?? '–')}
      reason={last.reason ?? say('runs.no-reason')}
      by={<PersonTime name={nameOf(last.by)} at={last.at} />}
    >
      {now}
    </StruckValue>
  );
}

interface CorrectionProps {
  readonly observation: Observation;
  readonly onClose: () => void;
}

function Correction({ observation, onClose }: CorrectionProps): ReactElement {
  const saver = useSaver();
  const [changed, setChanged] = useState<TypedReadings>({});
  const [reason, setReason] = useState('');
  const save = async (): Promise<void> => {
    const outcome = await saver.save(
      'anaesthesia.correctObservation',
      { observationId: observation.id, to: changed },
      { reason },
    );
    if (outcome.ok) onClose();
  };
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={say('runs.correct-observation')}
      onSubmit={() => void save()}
      actions={
        <>
          <Button onPress={onClose}>{say('runs.cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            isPending={saver.isSaving}
            isDisabled={reason.trim() === ''}
          >
            {say('runs.correct-observation')}
          </Button>
        </>
      }
    >
      <Stack>
        {observedFields.map(({ key, head, unit }) => (
          <NumberField
            key={key}
            label={head}
            unit={unit}
            value={changed[key] ?? observation[key] ?? ''}
            onChange={(value) => setChanged({ ...changed, [key]: value })}
          />
        ))}
        <TextField
          label={say('runs.note')}
          value={changed.note ?? observation.note ?? ''}
          onChange={(note) => setChanged({ ...changed, note })}
        />
        <TextField label={say('runs.correct-reason')} value={reason} onChange={setReason} isRequired />
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      </Stack>
    </Drawer>
  );
}

function columns(
  nameOf: (userId: string) => string,
  onCorrect: ((observationId: string) => void) | undefined,
): readonly TableColumn<Observation>[] {
  return [
    { id: 'at', head: say('runs.time'), isNarrow: true, cell: (one) => <TimeText at={one.at} /> },
    ...observedFields.map(({ key, head, unit }) => ({
      id: key,
      head,
      unit,
      kind: 'number' as const,
      cell: (one: Observation) => <Reading observation={one} field={key} />,
    })),
    { id: 'note', head: say('runs.note'), cell: (one) => <Reading observation={one} field="note" /> },
    { id: 'by', head: say('runs.by'), isNarrow: true, cell: (one) => nameOf(one.by) },
    {
      id: 'correct',
      head: say('runs.correct'),
      isNarrow: true,
      cell: (one) =>
        onCorrect && (
          <IconButton
            icon={PencilLine}
            label={say('runs.correct-observation')}
            onPress={() => onCorrect(one.id)}
          />
        ),
    },
  ];
}
