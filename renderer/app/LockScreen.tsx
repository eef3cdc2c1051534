// The locked screen: the clocks go on, clamp off works at once, and only a password opens the rest.
// Must not show an animal, a protocol or anything else of the study.

import { useEffect, useState, type ReactElement } from 'react';
import { say } from '../../shared/catalogue/catalogue.ts';
import { localClock } from '../../shared/kernel/time.ts';
import type { Refusal } from '../../shared/kernel/refusal.ts';
import type { LockScreenClock, SignedInPerson } from '../../shared/services.ts';
import { bridge } from '../bridge.ts';
import { readClock, useTick } from '../clock.ts';
import { Button } from '../ui/Button.tsx';
import { ClockFace } from '../ui/ClockFace.tsx';
import { Stack } from '../ui/Layout.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TextField } from '../ui/TextField.tsx';
import { refreshApplication } from './application.ts';
import { EntryForm } from './EntryForm.tsx';

/** The clocks, asked again whenever the notebook changes. */
function useLockScreenClocks(): readonly LockScreenClock[] {
  const [clocks, setClocks] = useState<readonly LockScreenClock[]>([]);
  useEffect(() => {
    const ask = (): void => {
      void bridge.service('clock.onLockScreen', {}).then((outcome) => {
        if (!outcome.ok) return;
        // Clamp off must be at hand without scrolling.
        const ordered = outcome.value.toSorted(
          (left, right) => Number(right.isIschaemia) - Number(left.isIschaemia),
        );
        setClocks(ordered);
      });
    };
    ask();
    return bridge.on('changed', ask);
  }, []);
  return clocks;
}

interface LockScreenProps {
  readonly session: SignedInPerson;
  /** In the demonstration nobody has a password. */
  readonly isSimulated: boolean;
}

export function LockScreen({ session, isSimulated }: LockScreenProps): ReactElement {
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [isChecking, setIsChecking] = useState(false);
  const [marked, setMarked] = useState<ReadonlyMap<string, string>>(new Map());
  const clocks = useLockScreenClocks();
  const tick = useTick();
  // The mark counts from the press on, also before the notebook has said so.
  const markedAt =
    [...marked.values()].at(-1) ??
    clocks.find((one) => one.clampOffMarkedAt !== null)?.clampOffMarkedAt ??
    undefined;

  const unlock = async (): Promise<void> => {
    setIsChecking(true);
    const { userId } = session;
    const outcome = await (isSimulated && password === ''
      ? bridge.service('session.become', { userId })
      : bridge.service('session.unlock', { password }));
    setIsChecking(false);
    setPassword('');
    if (outcome.ok) await refreshApplication();
    else setRefusal(outcome.refusal);
  };

  const clampOff = async (timerId: string): Promise<void> => {
    const outcome = await bridge.service('clock.clampOffOnLockScreen', { timerId });
    if (outcome.ok) setMarked((before) => new Map(before).set(timerId, outcome.value.stoppedAt));
    else setRefusal(outcome.refusal);
  };

  return (
    <EntryForm
      title={say('lock.title')}
      lead={say('lock.signed-in', { person: session.userId })}
      refusal={refusal}
      onSubmit={() => void unlock()}
      actions={
        <>
          <Button onPress={() => void bridge.service('session.signOut', {}).then(refreshApplication)}>
            {say('lock.other-person')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            isPending={isChecking}
            isDisabled={password === '' && !isSimulated}
          >
            {say('lock.unlock')}
          </Button>
        </>
      }
    >
      {markedAt !== undefined && (
        <Notice tone="due" isLive message={say('lock.clamp-off-noted', { time: localClock(markedAt) })} />
      )}
      {clocks.length === 0 && <p className="entry-lead">{say('lock.no-clocks')}</p>}
      <Stack gap={2}>
        {clocks.map((clock) => {
          const { text, state, elapsedText } = readClock(clock, tick);
          const isMarked = clock.clampOffMarkedAt !== null;
          return (
            <div key={clock.timerId}>
              <ClockFace
                label={isMarked ? say('lock.lasted', { label: clock.label }) : clock.label}
                text={isMarked ? elapsedText : text}
                state={state}
                stateWord={
                  clock.clampOffMarkedAt === null
                    ? undefined
                    : say('lock.clamp-off-marked', { time: localClock(clock.clampOffMarkedAt) })
                }
                note={isMarked && clock.isUncertain ? say('theatre.uncertain') : undefined}
              />
              {clock.isIschaemia && !isMarked && !marked.has(clock.timerId) && (
                <Button variant="danger" size="huge" isWide onPress={() => void clampOff(clock.timerId)}>
                  {say('lock.clamp-off')}
                </Button>
              )}
            </div>
          );
        })}
      </Stack>
      <TextField
        label={say('sign-in.password')}
        description={isSimulated ? say('lock.simulated') : undefined}
        type="password"
        value={password}
        onChange={setPassword}
        autoFocus
      />
    </EntryForm>
  );
}
