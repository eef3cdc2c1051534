// Alarms of running timers that nobody has acknowledged, said in words, each with its one key.
// Must not hide the clock or the next step.

import { BellOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { readClock, useTick } from '../../clock.ts';
import { seenSeq, useLive } from '../../live.ts';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { releaseFocus, useTheatreKeys } from './theatre-keys.ts';
import type { RunningTimer } from './TheatreClock.tsx';

export function TheatreAlarms(): ReactElement | null {
  const tick = useTick();
  const saver = useSaver();
  const timers = useLive('timer.running', {}).value?.timers ?? [];
  const due = timers.flatMap((timer) => {
    const reading = readClock(timer, tick);
    return isDue(timer, reading.elapsedMs) ? [{ timer, ...reading }] : [];
  });
  const [first] = due;
  const acknowledge = (timerId: string): void => {
    void saver.save('timer.acknowledge', { timerId }, { seenSeq: seenSeq() }).then(releaseFocus);
  };
  useTheatreKeys({ F2: first && (() => acknowledge(first.timer.id)) });
  if (!first) return null;
  const { timer, remainingMs, distanceText } = first;
  const label = timer.animalId === null ? timer.label : `${timer.label} · ${timer.animalId}`;
  return (
    <span className={remainingMs < 0 ? 'theatre-alarm theatre-alarm-over' : 'theatre-alarm'}>
      <span>
        {say(remainingMs < 0 ? 'theatre.alarm-over' : 'theatre.alarm-soon', {
          label,
          time: distanceText,
        })}
        {due.length > 1 && ` ${say('theatre.alarms-more', { count: due.length - 1 })}`}
      </span>
      <Button icon={BellOff} shortcut="F2" isPending={saver.isSaving} onPress={() => acknowledge(timer.id)}>
        {say('theatre.acknowledge')}
      </Button>
    </span>
  );
}

function isDue(timer: RunningTimer, elapsedMs: number): boolean {
  return timer.dueAlarm !== null || (timer.nextAlarm !== null && elapsedMs >= timer.nextAlarm.alarmMs);
}
