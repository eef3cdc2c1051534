// One surgery in the operating room: its people, its clock, what comes next, and what is to be pressed.
// Must not wait for a form: clamp on and clamp off are one key or one tap.

import { useRef, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { seenSeq, useLive } from '../../live.ts';
import { usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Theatre } from '../../ui/Theatre.tsx';
import { ChoosePeople } from './ChoosePeople.tsx';
import { MarkedClampOff } from './MarkedClampOff.tsx';
import { actionsFor, type GivenDose, type TheatreAction } from './theatre-actions.ts';
import { releaseFocus, useTheatreKeys } from './theatre-keys.ts';
import { TheatreAlarms } from './TheatreAlarms.tsx';
import { TheatreClock, type Ischaemia } from './TheatreClock.tsx';
import { TheatreRefusal } from './TheatreRefusal.tsx';
import { TheatreTop } from './TheatreTop.tsx';

type ShownRun = NonNullable<QueryValue<'run.show'>['run']>;

interface TheatreRunProps {
  readonly runId: string;
  readonly part: string | undefined;
}

export function TheatreRun({ runId, part }: TheatreRunProps): ReactElement | null {
  const ischaemia = useLive('ischaemia.show', { runId });
  const run = useLive('run.show', { runId }).value?.run;
  const leave = (): void => go('runs', runId);
  const refused =
    ischaemia.refusal?.message ?? (ischaemia.value?.ischaemia === null ? say('theatre.no-clamp') : undefined);
  if (refused !== undefined) return <NoTheatre message={refused} onLeave={() => go('runs')} />;
  if (!run || !ischaemia.value?.ischaemia) return null;
  const shown = ischaemia.value.ischaemia;
  const [chosen, witness = null] = (part ?? '').split('~');
  // Once the clamp is on nothing is asked before it comes off: the one who put it on is taken.
  const clampOn = run.steps.find((step) => step.definition.key === shown.clampOnKey)?.state;
  const performedBy = chosen !== undefined && chosen !== '' ? chosen : (clampOn?.performedBy ?? null);
  if (performedBy === null) {
    return (
      <ChoosePeople
        title={run.code}
        participants={run.participants}
        onChosen={(surgeon, observer) =>
          go('operating-room', runId, observer === null ? surgeon : `${surgeon}~${observer}`)
        }
        onLeave={leave}
      />
    );
  }
  return <InTheatre run={run} ischaemia={shown} performedBy={performedBy} witnessedBy={witness} />;
}

function NoTheatre({
  message,
  onLeave,
}: {
  readonly message: string;
  readonly onLeave: () => void;
}): ReactElement {
  useTheatreKeys({ Escape: onLeave, Enter: onLeave });
  return (
    <Theatre
      title={say('theatre.title')}
      top={<TheatreTop onLeave={onLeave} />}
      clock={<p className="theatre-question">{message}</p>}
      next={say('theatre.choose-another')}
      actions={
        <Button size="huge" shortcut="Enter" onPress={onLeave}>
          {say('theatre.to-runs')}
        </Button>
      }
    />
  );
}

/** A second tap at the same place within this time is a bounce, not the next action. */
const bounceMs = 1_500;

interface InTheatreProps {
  readonly run: ShownRun;
  readonly ischaemia: Ischaemia;
  readonly performedBy: string;
  readonly witnessedBy: string | null;
}

function InTheatre({ run, ischaemia, performedBy, witnessedBy }: InTheatreProps): ReactElement {
  const { nameOf } = usePeople();
  const saver = useSaver();
  const savedAt = useRef(-bounceMs);
  const refusedAction = useRef<TheatreAction>(undefined);
  const given = useGivenDose(ischaemia);
  const actions = actionsFor(ischaemia, run, given);

  const perform = async (action: TheatreAction, deviationReason: string | null = null): Promise<void> => {
    if (performance.now() - savedAt.current < bounceMs || saver.isSaving) return;
    const { does } = action;
    if (does.kind === 'open') {
      go(does.screen, does.screen === 'dose' ? (ischaemia.animalId ?? undefined) : run.id);
      return;
    }
    refusedAction.current = action;
    const outcome = await saver.save(
      'run.completeStep',
      { runId: run.id, stepKey: does.stepKey, values: does.values, deviationReason },
      {
        performedBy,
        ...(witnessedBy === null ? {} : { witnessedBy }),
        ...(does.occurredAt === undefined ? {} : { occurredAt: does.occurredAt }),
        seenSeq: seenSeq(),
      },
    );
    releaseFocus();
    if (outcome.ok) savedAt.current = performance.now();
  };
  const leave = (): void => go('runs', run.id);
  const changePeople = ischaemia.phase === 'clamped' ? undefined : () => go('operating-room', run.id);
  const isAsking = saver.refusal !== undefined || ischaemia.clampOffMarkedAt !== null;
  useTheatreKeys({
    Escape: leave,
    F4: changePeople,
    ...(isAsking
      ? {}
      : Object.fromEntries(actions.map((action) => [action.key, () => void perform(action)]))),
  });

  const people = [
    say('theatre.operates', { person: nameOf(performedBy) }),
    ...(witnessedBy === null ? [] : [say('theatre.witnesses', { person: nameOf(witnessedBy) })]),
  ].join(' · ');
  const top = <TheatreTop people={people} onPeople={changePeople} onLeave={leave} />;
  const clock = <TheatreClock ischaemia={ischaemia} />;
  const title = ischaemia.code;

  if (ischaemia.clampOffMarkedAt !== null) {
    return (
      <MarkedClampOff
        markedAt={ischaemia.clampOffMarkedAt}
        participants={[...new Set([performedBy, ...run.participants])]}
        isSaving={saver.isSaving}
        refusal={saver.refusal}
        onConfirm={(userId, markedAt) =>
          void saver.save(
            'run.completeStep',
            { runId: run.id, stepKey: ischaemia.clampOffKey, values: {} },
            { performedBy: userId, occurredAt: markedAt, seenSeq: seenSeq() },
          )
        }
        {...{ title, top, clock }}
      />
    );
  }
  if (saver.refusal) {
    return (
      <TheatreRefusal
        refusal={saver.refusal}
        isSaving={saver.isSaving}
        onBack={saver.forget}
        onRecord={(text) => refusedAction.current && void perform(refusedAction.current, text)}
        {...{ title, top, clock }}
      />
    );
  }
  return (
    <Theatre
      title={title}
      top={top}
      clock={clock}
      next={
        <>
          <span>{ischaemia.nextStep?.text ?? say('theatre.all-done')}</span>
          <TheatreAlarms />
        </>
      }
      actions={actions.map((action) => (
        <Button
          key={action.id}
          size="huge"
          variant={action.tone}
          shortcut={action.key === ' ' ? say('theatre.key-space') : action.key}
          isPending={saver.isSaving}
          onPress={() => void perform(action)}
        >
          {action.label}
        </Button>
      ))}
    />
  );
}

/** The dose that was given after the resection, once the dose screen has recorded it. */
function useGivenDose({ animalId }: Ischaemia): GivenDose | undefined {
  const { value } = useLive('dose.forAnimal', { animalId: animalId ?? '' });
  const dose = value?.doses.findLast((one) => one.status === 'given' && one.given !== null);
  return dose?.given ? { code: dose.code, at: dose.given.at } : undefined;
}
