// The checklist of a run, with who takes part above it.
// Must not change the order of the protocol.

import { Users } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Checklist } from '../../ui/Checklist.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { Soft } from '../../ui/Text.tsx';
import { PeoplePicker } from './PeoplePicker.tsx';
import type { ShownRun } from './run-view.ts';
import { StepRow } from './StepRow.tsx';

export function RunChecklist({ run }: { readonly run: ShownRun }): ReactElement {
  const { nameOf } = usePeople();
  const { nextStepKey } = run;
  const seenKey = useRef<string | null>(undefined);
  useEffect(() => {
    const next = document.querySelector<HTMLElement>('.ui-checklist [aria-current="step"]');
    next?.scrollIntoView({ block: 'nearest' });
    // After a step is done the hands are at its entries: those of the next one are ready to be typed into.
    if (seenKey.current !== undefined && seenKey.current !== nextStepKey) {
      next?.querySelector<HTMLElement>('.runs-inputs input')?.focus();
    }
    seenKey.current = nextStepKey;
  }, [nextStepKey]);
  return (
    <Stack gap={1}>
      <div className="runs-facts">
        <Subject run={run} />
        <span>
          <Soft>{say('runs.started')}</Soft> <PersonTime name={nameOf(run.startedBy)} at={run.startedAt} />
        </span>
        <Participants run={run} />
      </div>
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
      <span>
        <Soft>{say('runs.subject')}</Soft>
        <Button variant="plain" onPress={() => go('animals', animalId)}>
          {run.subject.id}
        </Button>
      </span>
    );
  }
  if (lotId === null) return <>{run.subject.id}</>;
  return (
    <span>
      <Soft>{say('runs.subject')}</Soft>
      <Button variant="plain" onPress={() => go('lots', lotId)}>
        {lots.find((lot) => lot.id === lotId)?.code ?? lotId}
      </Button>
    </span>
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
          <Soft>{say('runs.participants')}</Soft>{' '}
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
