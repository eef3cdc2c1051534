// Starting a run: the protocol, what it is carried out on, and who takes part.
// Must not choose the version: a new run takes the newest one that is released.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import type { SubjectType } from '../../../shared/protocols/protocol.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Page } from '../../ui/Page.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PeoplePicker } from './PeoplePicker.tsx';

/** `subjectId`: an animal or a lot that the page was opened for. */
export function StartRun({ subjectId }: { readonly subjectId: string | undefined }): ReactElement {
  const protocols = useLive('protocol.list', {});
  const saver = useSaver();
  const [protocolKey, setProtocolKey] = useState<string | null>(null);
  const [chosenId, setChosenId] = useState<string | null>(subjectId ?? null);
  const [timePoint, setTimePoint] = useState<(typeof timePointKeys)[number] | null>(null);
  const [participants, setParticipants] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const latest = (protocols.value?.protocols ?? []).filter((one) => one.isLatest);
  const protocol = latest.find((one) => one.key === protocolKey);
  const type = protocol?.subjectType;
  const isComplete = type !== undefined && chosenId !== null && (type !== 'samples' || timePoint !== null);

  const start = async (): Promise<void> => {
    if (protocolKey === null || type === undefined || chosenId === null) return;
    const id = type === 'samples' ? `${chosenId}/${timePoint ?? ''}` : chosenId;
    const outcome = await saver.save(
      'run.start',
      { protocolKey, subject: { type, id }, participants: [...participants] },
      reason.trim() === '' ? {} : { reason },
    );
    if (outcome.ok) go('runs', outcome.value.value.runId);
  };

  return (
    <Page title={say('runs.start')} back={{ label: say('runs.title'), onPress: () => go('runs') }}>
      {protocols.value && latest.length === 0 ? (
        <EmptyState
          title={say('runs.no-protocol')}
          action={<Button onPress={() => go('protocols')}>{say('runs.open-protocols')}</Button>}
        >
          {say('runs.no-protocol-words')}
        </EmptyState>
      ) : (
        <form
          className="runs-start"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void start();
          }}
        >
          <Stack gap={3}>
            <RadioGroup
              label={say('runs.protocol')}
              options={latest.map((one) => ({
                value: one.key,
                label: one.title,
                note: say('runs.protocol-note', { version: one.version, count: one.stepCount }),
              }))}
              value={protocolKey}
              onChange={setProtocolKey}
              isRequired
            />
            {type !== undefined && <SubjectField type={type} value={chosenId} onChange={setChosenId} />}
            {type === 'samples' && (
              <Select
                label={say('runs.time-point')}
                options={timePointKeys.map((key) => ({ value: key, label: say(`runs.point.${key}`) }))}
                value={timePoint}
                onChange={setTimePoint}
                isRequired
              />
            )}
            <PeoplePicker chosen={participants} onChange={setParticipants} />
            <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
            {saver.refusal?.code === 'run.animal-ended' && (
              <TextField
                label={say('act.reason')}
                value={reason}
                onChange={setReason}
                isMultiline
                isRequired
              />
            )}
            <Row>
              <Button onPress={() => go('runs')}>{say('runs.back')}</Button>
              <Button type="submit" variant="primary" isPending={saver.isSaving} isDisabled={!isComplete}>
                {protocol ? say('runs.start-this', { title: protocol.title }) : say('runs.start')}
              </Button>
            </Row>
          </Stack>
        </form>
      )}
    </Page>
  );
}

interface SubjectFieldProps {
  readonly type: SubjectType;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

function SubjectField({ type, value, onChange }: SubjectFieldProps): ReactElement {
  return type === 'lot' ? (
    <LotField value={value} onChange={onChange} />
  ) : (
    <AnimalField value={value} onChange={onChange} />
  );
}

function AnimalField({ value, onChange }: Omit<SubjectFieldProps, 'type'>): ReactElement {
  const animals = useLive('animal.list', {}).value?.animals ?? [];
  const options = animals
    .toSorted(
      (left, right) => Number(right.animal.status === 'active') - Number(left.animal.status === 'active'),
    )
    .map(({ animal }) => ({
      value: animal.id,
      label: animal.id,
      note: animal.status === 'active' ? animal.earTag : say('runs.animal-ended', { tag: animal.earTag }),
    }));
  return (
    <ComboBox label={say('runs.animal')} options={options} value={value} onChange={onChange} isRequired />
  );
}

function LotField({ value, onChange }: Omit<SubjectFieldProps, 'type'>): ReactElement {
  const { value: answer } = useLive('lot.list', {});
  const lots = answer?.lots ?? [];
  if (answer && lots.length === 0) {
    return (
      <EmptyState
        title={say('runs.no-lot')}
        action={<Button onPress={() => go('lots')}>{say('runs.open-lots')}</Button>}
      >
        {say('runs.no-lot-words')}
      </EmptyState>
    );
  }
  const options = lots.map((lot) => ({ value: lot.id, label: lot.code }));
  return <ComboBox label={say('runs.lot')} options={options} value={value} onChange={onChange} isRequired />;
}
