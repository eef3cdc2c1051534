// Clamp off was pressed long before its time: whether the clamp is really off is asked once, on the same screen.
// Must not stop or cover the clock, nor lose the time of the first press: that is the one that is recorded.

import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { localClock } from '../../../shared/kernel/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Theatre } from '../../ui/Theatre.tsx';
import { useTheatreKeys } from './theatre-keys.ts';

interface EarlyClampOffProps {
  readonly title: string;
  readonly top: ReactNode;
  readonly clock: ReactNode;
  /** When the key was pressed first, local text. */
  readonly pressedAt: string;
  readonly isSaving: boolean;
  readonly onConfirm: () => void;
  readonly onGoOn: () => void;
}

/** A second press within this time is the bounce of the first, not an answer. */
const bounceMs = 700;

export function EarlyClampOff({
  title,
  top,
  clock,
  pressedAt,
  isSaving,
  onConfirm,
  onGoOn,
}: EarlyClampOffProps): ReactElement {
  const shownAt = useRef(Infinity);
  useEffect(() => {
    shownAt.current = performance.now();
  }, []);
  const confirm = (): void => {
    if (performance.now() - shownAt.current >= bounceMs) onConfirm();
  };
  useTheatreKeys({ ' ': confirm, Escape: onGoOn });
  const time = localClock(pressedAt);
  return (
    <Theatre
      title={title}
      top={top}
      clock={clock}
      next={
        <span className="theatre-early" role="alert">
          {say('theatre.early', { time })}
        </span>
      }
      actions={
        <>
          <Button
            size="huge"
            variant="danger"
            shortcut={say('theatre.key-space')}
            isPending={isSaving}
            onPress={confirm}
          >
            {say('theatre.early-yes', { time })}
          </Button>
          <Button size="huge" shortcut="Esc" onPress={onGoOn}>
            {say('theatre.early-no')}
          </Button>
        </>
      }
    />
  );
}
