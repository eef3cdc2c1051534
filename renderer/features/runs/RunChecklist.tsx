// The checklist of a run, with who takes part above it.
// Must not change the order of the protocol.

import { Users } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Checklist } from '../../ui/Checklist.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { PeoplePicker } from './PeoplePicker.tsx';
import type { ShownRun } from './run-view.ts';
import { StepRow } from './StepRow.tsx';

export function RunChecklist({ run }: { readonly run: ShownRun }): ReactElement {
  const { nameOf } = usePeople();
  return (
    <Stack gap={3}>
      <Facts
        facts={[
          { name: say('runs.subject'), value: <Subject run={run} /> },
          {
            name: say('runs.started'),
            value: <PersonTime name={nameOf(run.startedBy)} at={run.startedAt} />,
          },
          { name: say('runs.participants'), value: <Participants run={run} /> },
        ]}
      />
      <Checklist label={run.title}>
        {run.steps.map((step, index) => (
          <StepRow key={step.definition.key} run={run} step={step} number={index + 1} />
        ))}
      </Checklist>
    </Stack>
  );
}

function Subject({ run }: { readonly run: ShownRun }): ReactElement {
  const lots = useLive('lot.list', {}).value?.lots ?? [];
  const { animalId, lotId } = run;
  if (animalId !== null) {
    return (
      <Button variant="plain" onPress={() => go('animals', animalId)}>
        {run.subject.id}
      </Button>
    );
  }
  if (lotId === null) return <>{run.subject.id}</>;
  return (
    <Button variant="plain" onPress={() => go('lots', lotId)}>
      {lots.find((lot) => lot.id === lotId)?.code ?? lotId}
    </Button>
  );
}

function Participants({ run }: { readonly run: ShownRun }): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const saver = useSaver();
  const [chosen, setChosen] = useState<readonly string[]>();
  if (!chosen) {
    return (
      <Row gap={1}>
        <span>
          {run.participants.length === 0 ? say('runs.nobody-yet') : run.participants.map(nameOf).join(', ')}
        </span>
        {run.status === 'open' && me.can('run.setParticipants') && (
          <Button
            variant="plain"
            icon={Users}
            onPress={() => {
              saver.forget();
              setChosen(run.participants);
            }}
          >
            {say('runs.choose-participants')}
          </Button>
        )}
      </Row>
    );
  }
  const save = async (): Promise<void> => {
    const outcome = await saver.save('run.setParticipants', { runId: run.id, participants: [...chosen] });
    if (outcome.ok) setChosen(undefined);
  };
  return (
    <Stack gap={1}>
      <PeoplePicker chosen={chosen} onChange={setChosen} />
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      <Row gap={1}>
        <Button variant="primary" isPending={saver.isSaving} onPress={() => void save()}>
          {say('runs.save-participants')}
        </Button>
        <Button onPress={() => setChosen(undefined)}>{say('runs.cancel')}</Button>
      </Row>
    </Stack>
  );
}
