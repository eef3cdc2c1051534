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
import { TheatreClock, TheatreMainClock, type Ischaemia } from './TheatreClock.tsx';
import { TheatreRefusal } from './TheatreRefusal.tsx';
import { TheatreTop } from './TheatreTop.tsx';

type ShownRun = NonNullable<QueryValue<'run.show'>['run']>;

interface TheatreRunProps {
  readonly runId: string;
  readonly part: string | undefined;
}

/** Who operates and who witnesses. */
interface TheatrePeople {
  readonly performedBy: string;
  readonly witnessedBy: string | null;
}

export function TheatreRun({ runId, part }: TheatreRunProps): ReactElement | null {
  // Only as long as this view: an address that comes back, from whomever, was confirmed by nobody.
  const [people, setPeople] = useState<TheatrePeople>();
  const [isChoosing, setIsChoosing] = useState(false);
  const ischaemia = useLive('ischaemia.show', { runId });
  const run = useLive('run.show', { runId }).value?.run;
  const leave = (): void => go('runs', runId);
  const refused =
    ischaemia.refusal?.message ?? (ischaemia.value?.ischaemia === null ? say('theatre.no-clamp') : undefined);
  if (refused !== undefined) return <NoTheatre message={refused} onLeave={() => go('runs')} />;
  if (!run || !ischaemia.value?.ischaemia) return null;
  const shown = ischaemia.value.ischaemia;
  if (people === undefined || isChoosing) {
    return (
      <ChoosePeople
        title={run.code}
        participants={run.participants}
        last={people ?? lastPeople(run, shown, part)}
        clock={shown.phase === 'clamped' && <TheatreMainClock ischaemia={shown} size="normal" />}
        onChosen={(performedBy, witnessedBy) => {
          keepPeople(run, [performedBy, witnessedBy]);
          setPeople({ performedBy, witnessedBy });
          setIsChoosing(false);
          go('operating-room', runId, [performedBy, witnessedBy].filter((one) => one !== null).join('~'));
        }}
        onLeave={leave}
      />
    );
  }
  return <InTheatre run={run} ischaemia={shown} {...people} onPeople={() => setIsChoosing(true)} />;
}

/** Those whom the address names, else those who put the clamp on: they are offered, and one key confirms them. */
function lastPeople(
  run: ShownRun,
  { clampOnKey }: Ischaemia,
  part: string | undefined,
): TheatrePeople | null {
  const [named = '', observer = null] = (part ?? '').split('~');
  if (named !== '') return { performedBy: named, witnessedBy: observer };
  const clampOn = run.steps.find((step) => step.definition.key === clampOnKey)?.state;
  if (!clampOn?.performedBy) return null;
  return { performedBy: clampOn.performedBy, witnessedBy: clampOn.witnessedBy };
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
  readonly onPeople: () => void;
}

interface EarlyPress {
  /** What was pressed, to be done as of that press. */
  readonly confirmed: TheatreAction;
  readonly pressedAt: string;
  /** When the question ends by itself, by the page's own steady clock. */
  readonly endsAtTick: number;
}

/**
 * So long an early press waits for its answer. Whoever released the clamp looks at the screen at once; a press that
 * nobody looked at was a slip, and its time must not become that of the release half an hour later.
 */
const answerMs = 15_000;

function InTheatre({ run, ischaemia, performedBy, witnessedBy, onPeople }: InTheatreProps): ReactElement {
  const { nameOf } = usePeople();
  const saver = useSaver();
  const savedAt = useRef(-bounceMs);
  const refusedAction = useRef<TheatreAction>(undefined);
  const [early, setEarly] = useState<EarlyPress>();
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
      const endsAtTick = performance.now() + answerMs;
      const pressedAt = await timeOfPress(ischaemia);
      // Without a time nothing is asked: the release is recorded as it is.
      if (pressedAt !== null) {
        releaseFocus();
        const confirmed = { ...action, does: { ...does, occurredAt: pressedAt } };
        setEarly((earlier) =>
          earlier && isOpen(earlier, ischaemia) ? earlier : { confirmed, pressedAt, endsAtTick },
        );
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
  const changePeople = ischaemia.phase === 'clamped' ? undefined : onPeople;
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
        endsAtTick={asked.endsAtTick}
        isOpen={() => isOpen(asked, ischaemia)}
        isSaving={saver.isSaving}
        onConfirm={() => {
          if (isOpen(asked, ischaemia)) void perform(asked.confirmed, null, true);
          else setEarly(undefined);
        }}
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

/** Whether the question may still be answered: in time, and while the clamp would come off early. */
function isOpen({ endsAtTick }: EarlyPress, ischaemia: Ischaemia): boolean {
  return performance.now() < endsAtTick && isEarly(ischaemia);
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
