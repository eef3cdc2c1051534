// The clocks of processing (centrifuge, fixation) that belong to an animal's samples, with the way to stop them.
// Must not count time itself: the notebook's timers do.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { durationText } from '../../../shared/kernel/time.ts';
import { readClock, useTick } from '../../clock.ts';
import { seenSeq, useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

export function ProcessingTimers({ animalId }: { readonly animalId: string }): ReactElement | null {
  const me = useMe();
  const tick = useTick();
  const saver = useSaver();
  const timers = (useLive('timer.running', {}).value?.timers ?? []).filter(
    (one) => one.timerKey.startsWith('sample.') && (one.animalId === animalId || one.animalId === null),
  );
  if (timers.length === 0 && !saver.refusal) return null;
  return (
    <>
      {timers.map((timer) => {
        const { remainingMs, state, elapsedText } = readClock(timer, tick);
        const isOver = remainingMs < 0;
        return (
          <Notice
            key={timer.id}
            tone={isOver ? 'due' : 'accent'}
            message={
              <span className="samples-timer">
                {say(timerWords(state === 'paused', isOver), {
                  label: timer.label,
                  time:
                    timer.elapsedMs === null
                      ? elapsedText
                      : durationText(isOver ? -remainingMs : remainingMs + 999),
                })}
              </span>
            }
            actions={
              me.can('timer.stop') && (
                <Button
                  variant={isOver ? 'primary' : 'quiet'}
                  isPending={saver.isSaving}
                  onPress={() => void saver.save('timer.stop', { timerId: timer.id }, { seenSeq: seenSeq() })}
                >
                  {say('samples.timer-stop')}
                </Button>
              )
            }
          />
        );
      })}
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
    </>
  );
}

function timerWords(isPaused: boolean, isOver: boolean) {
  if (isPaused) return 'samples.timer-paused';
  return isOver ? 'samples.timer-over' : 'samples.timer-left';
}
