// Starts a run on an animal: which protocol, at which time point for samples, who takes part.
// Must not choose the protocol or the people for anybody.

import { Play } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { permissions } from '../../../shared/permissions.ts';
import { useActFields } from '../../ActFields.tsx';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Grid, Row, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { showToast } from '../../ui/toast.ts';
import type { Animal } from './AnimalMarks.tsx';

type Protocol = QueryValue<'protocol.list'>['protocols'][number];
const timePoints = ['pre-op', 'day-1', 'day-3', 'day-7'] as const;
type TimePoint = (typeof timePoints)[number];

export function StartRun({ animal }: { readonly animal: Animal }): ReactElement | null {
  const me = useMe();
  const { value } = useLive('protocol.list', {});
  if (!value) return null;
  const protocols = value.protocols.filter((one) => one.isLatest && one.subjectType !== 'lot');
  return (
    <Panel title={say('animals.start-title', { id: animal.id })}>
      {protocols.length > 0 ? (
        <StartForm animal={animal} protocols={protocols} />
      ) : (
        <Notice
          tone="due"
          message={say('animals.no-protocols')}
          remedy={say('animals.no-protocols-remedy')}
          actions={
            me.can('protocol.list') && (
              <Button onPress={() => go('protocols')}>{say('animals.open-protocols')}</Button>
            )
          }
        />
      )}
    </Panel>
  );
}

interface StartFormProps {
  readonly animal: Animal;
  readonly protocols: readonly Protocol[];
}

function StartForm({ animal, protocols }: StartFormProps): ReactElement {
  const hasEnded = animal.status !== 'active';
  const saver = useSaver();
  const act = useActFields({ hasReason: hasEnded, reasonLabel: say('animals.start-reason') });
  const [protocolKey, setProtocolKey] = useState<string | null>(null);
  const [timePoint, setTimePoint] = useState<TimePoint | null>(null);
  const [participants, setParticipants] = useState<readonly string[]>([]);
  const [isTried, setTried] = useState(false);
  const protocol = protocols.find((one) => one.key === protocolKey);
  const isOnSamples = protocol?.subjectType === 'samples';

  const start = async (): Promise<void> => {
    setTried(true);
    if (!protocol || (isOnSamples && timePoint === null)) return;
    const id = timePoint !== null && isOnSamples ? `${animal.id}/${timePoint}` : animal.id;
    const subject = { type: protocol.subjectType, id };
    const input = { protocolKey: protocol.key, subject, participants: [...participants] };
    const outcome = await saver.save('run.start', input, act.meta);
    if (!outcome.ok) return;
    const { runId, code } = outcome.value.value;
    showToast({ tone: 'done', message: say('animals.started', { code }) });
    go('runs', runId);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Stack gap={3}>
        {hasEnded && <Notice tone="due" message={say('animals.start-ended', { id: animal.id })} />}
        <RadioGroup
          label={say('animals.protocol')}
          options={protocols.map(({ key, title, version, stepCount }) => ({
            value: key,
            label: title,
            note: say('animals.protocol-note', { version, steps: stepCount }),
          }))}
          value={protocolKey}
          onChange={setProtocolKey}
          isRequired
          error={isTried && !protocol ? say('animals.choose') : undefined}
        />
        {isOnSamples && (
          <RadioGroup
            label={say('animals.time-point')}
            orientation="horizontal"
            options={timePoints.map((value) => ({ value, label: say(`sample.timePoint.${value}`) }))}
            value={timePoint}
            onChange={setTimePoint}
            isRequired
            error={isTried && timePoint === null ? say('animals.choose') : undefined}
          />
        )}
        <Participants chosen={participants} onChange={setParticipants} />
        {act.fields}
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
        <Row>
          <Button variant="primary" type="submit" icon={Play} isPending={saver.isSaving}>
            {protocol
              ? say('animals.start-submit-title', { title: protocol.title })
              : say('animals.start-submit')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}

interface ParticipantsProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** The people whose role can carry a run out. */
function Participants({ chosen, onChange }: ParticipantsProps): ReactElement {
  const { list } = usePeople();
  const allowed = permissions.get('run.completeStep') ?? [];
  const people = list.filter((one) => one.isActive && one.roles.some((role) => allowed.includes(role)));
  return (
    <fieldset>
      <legend className="animals-legend">{say('animals.participants')}</legend>
      <p className="animals-hint">{say('animals.participants-hint')}</p>
      <Grid columns="normal" gap={0}>
        {people.map(({ userId, printedName, roles }) => (
          <Checkbox
            key={userId}
            description={roles.map((role) => say(`role.${role}`)).join(', ')}
            isSelected={chosen.includes(userId)}
            onChange={(isChosen) =>
              onChange(isChosen ? [...chosen, userId] : chosen.filter((one) => one !== userId))
            }
          >
            {printedName}
          </Checkbox>
        ))}
      </Grid>
    </fieldset>
  );
}
