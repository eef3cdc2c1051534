// One surgery in the operating room: its people, its clock, what comes next, and what is to be pressed.
// Must not wait for a form: clamp on and clamp off are one key or one tap.

import { useEffect, useRef, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { bridge } from '../../bridge.ts';
import { elapsedAt } from '../../clock.ts';
import { seenSeq, useLive } from '../../live.ts';
import { usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { inZoneOf } from '../../notebook-time.ts';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Theatre } from '../../ui/Theatre.tsx';
import { ChoosePeople } from './ChoosePeople.tsx';
import { EarlyClampOff } from './EarlyClampOff.tsx';
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

/** The part of an address that asks for the people anew. */
const toChoose = '~';

export function TheatreRun({ runId, part }: TheatreRunProps): ReactElement | null {
  const ischaemia = useLive('ischaemia.show', { runId });
  const run = useLive('run.show', { runId }).value?.run;
  const leave = (): void => go('runs', runId);
  const refused =
    ischaemia.refusal?.message ?? (ischaemia.value?.ischaemia === null ? say('theatre.no-clamp') : undefined);
  if (refused !== undefined) return <NoTheatre message={refused} onLeave={() => go('runs')} />;
  if (!run || !ischaemia.value?.ischaemia) return null;
  const shown = ischaemia.value.ischaemia;
  const [chosen = '', observer = null] = (part ?? '').split('~');
  // Once the clamp is on nothing is asked before it comes off: those who put it on are taken.
  const clampOn = run.steps.find((step) => step.definition.key === shown.clampOnKey)?.state;
  const performedBy = chosen === '' ? (clampOn?.performedBy ?? null) : chosen;
  const witnessedBy = chosen === '' ? (clampOn?.witnessedBy ?? null) : observer;
  if (performedBy === null || part === toChoose) {
    return (
      <ChoosePeople
        title={run.code}
        participants={run.participants}
        onChosen={(surgeon, witness) => {
          keepPeople(run, [surgeon, witness]);
          go('operating-room', runId, witness === null ? surgeon : `${surgeon}~${witness}`);
        }}
        onLeave={leave}
      />
    );
  }
  return <InTheatre run={run} ischaemia={shown} performedBy={performedBy} witnessedBy={witnessedBy} />;
}

/** Who was chosen here takes part in the run, and is offered first from now on. A refusal must not keep anyone waiting. */
function keepPeople({ id, participants }: ShownRun, chosen: readonly (string | null)[]): void {
  const people = [...new Set([...participants, ...chosen.filter((one) => one !== null)])];
  if (people.length === participants.length) return;
  void bridge.command('run.setParticipants', { runId: id, participants: people });
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
  const [early, setEarly] = useState<{ readonly action: TheatreAction; readonly pressedAt: string }>();
  const { forget } = saver;
  const { phase, nextStep } = ischaemia;
  // What was refused is mended, or no longer what comes next.
  useEffect(forget, [phase, nextStep?.key, forget]);
  const given = useGivenDose(ischaemia);
  const actions = actionsFor(ischaemia, run, given);

  const perform = async (
    action: TheatreAction,
    deviationReason: string | null = null,
    isConfirmed = false,
  ): Promise<void> => {
    if (performance.now() - savedAt.current < bounceMs || saver.isSaving) return;
    const { does } = action;
    if (does.kind === 'open') {
      go(does.screen, does.screen === 'dose' ? (ischaemia.animalId ?? undefined) : run.id);
      return;
    }
    refusedAction.current = action;
    if (!isConfirmed && does.stepKey === ischaemia.clampOffKey && isEarly(ischaemia)) {
      const pressedAt = await timeOfPress(ischaemia);
      // Without a time nothing is asked: the release is recorded as it is.
      if (pressedAt !== null) {
        releaseFocus();
        const first = { action: { ...action, does: { ...does, occurredAt: pressedAt } }, pressedAt };
        setEarly((earlier) => earlier ?? first);
        return;
      }
    }
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
  const changePeople =
    ischaemia.phase === 'clamped' ? undefined : () => go('operating-room', run.id, toChoose);
  // Released meanwhile, here or by somebody else: the question is answered.
  if (early !== undefined && ischaemia.phase !== 'clamped') setEarly(undefined);
  const asked = ischaemia.phase === 'clamped' ? early : undefined;
  const isAsking = saver.refusal !== undefined || ischaemia.clampOffMarkedAt !== null || asked !== undefined;
  useTheatreKeys({
    Escape: asked === undefined ? leave : undefined,
    F4: changePeople,
    ...(isAsking
      ? {}
      : Object.fromEntries(actions.map((action) => [action.key, () => void perform(action)]))),
  });

  const people = [
    say('theatre.operates', { person: nameOf(performedBy) }),
    ...(witnessedBy === null ? [] : [say('theatre.witnesses', { person: nameOf(witnessedBy) })]),
  ].join(' · ');
  const top = (
    <TheatreTop people={people} onPeople={changePeople} onLeave={asked === undefined ? leave : undefined} />
  );
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
        onRecord={(text) => refusedAction.current && void perform(refusedAction.current, text, true)}
        {...{ title, top, clock }}
      />
    );
  }
  if (asked !== undefined) {
    return (
      <EarlyClampOff
        pressedAt={asked.pressedAt}
        isSaving={saver.isSaving}
        onConfirm={() => void perform(asked.action, null, true)}
        onGoOn={() => setEarly(undefined)}
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

/** Whether the clamp would come off so long before its time that a slip of the hand is more likely. */
function isEarly({ timer, clampOffAsksBeforeMs }: Ischaemia): boolean {
  if (timer === null || clampOffAsksBeforeMs === null) return false;
  return elapsedAt(timer, performance.now()) < clampOffAsksBeforeMs;
}

/** Now by the main process's clock, in the zone of the clamp-on; null when it does not answer. */
async function timeOfPress({ clampOnAt }: Ischaemia): Promise<string | null> {
  const outcome = await bridge.query('timer.running', {});
  return outcome.ok && clampOnAt !== null ? inZoneOf(outcome.value.nowUtc, clampOnAt) : null;
}

/** The dose that was given after the resection, once the dose screen has recorded it. */
function useGivenDose({ animalId }: Ischaemia): GivenDose | undefined {
  const { value } = useLive('dose.forAnimal', { animalId: animalId ?? '' });
  const dose = value?.doses.findLast((one) => one.status === 'given' && one.given !== null);
  return dose?.given ? { code: dose.code, at: dose.given.at } : undefined;
}
