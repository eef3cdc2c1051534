// Clamp off was pressed long before its time: whether the clamp is really off is asked once, on the same screen.
// Must not stop or cover the clock, nor lose the time of the first press while it is asked: that is the one that is recorded.

import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { localClock } from '../../../shared/kernel/time.ts';
import { useTick } from '../../clock.ts';
import { Button } from '../../ui/Button.tsx';
import { Theatre } from '../../ui/Theatre.tsx';
import { useTheatreKeys } from './theatre-keys.ts';

interface EarlyClampOffProps {
  readonly title: string;
  readonly top: ReactNode;
  readonly clock: ReactNode;
  /** When the key was pressed first, local text. */
  readonly pressedAt: string;
  /** When the question ends by itself, by the page's own steady clock. */
  readonly endsAtTick: number;
  readonly isOpen: () => boolean;
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
  endsAtTick,
  isOpen,
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
  const tick = useTick();
  useEffect(() => {
    // What is being saved was answered.
    if (!isSaving && !isOpen()) onGoOn();
  });
  // Another key than the one that asked: an elbow on the space bar does not answer its own question.
  useTheatreKeys({ Enter: confirm, Escape: onGoOn });
  const seconds = Math.max(0, Math.ceil((endsAtTick - tick) / 1_000));
  const time = localClock(pressedAt);
  return (
    <Theatre
      title={title}
      top={top}
      clock={clock}
      next={
        <>
          <span className="theatre-early" role="alert">
            {say('theatre.early', { time })}
          </span>{' '}
          <span className="theatre-remedy">{say('theatre.early-ends', { seconds })}</span>
        </>
      }
      actions={
        <>
          <Button size="huge" variant="danger" shortcut="Enter" isPending={isSaving} onPress={confirm}>
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
