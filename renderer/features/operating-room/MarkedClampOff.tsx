// Clamp off was pressed on the locked screen: who released the clamp is said with one key, the time stands.
// Must not name a person by itself.

import type { ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { localClock } from '../../../shared/kernel/time.ts';
import { usePeople } from '../../me.ts';
import { Button } from '../../ui/Button.tsx';
import { Theatre } from '../../ui/Theatre.tsx';
import { useTheatreKeys } from './theatre-keys.ts';

interface MarkedClampOffProps {
  readonly title: string;
  readonly top: ReactNode;
  readonly clock: ReactNode;
  readonly markedAt: string;
  readonly participants: readonly string[];
  readonly isSaving: boolean;
  readonly refusal: Refusal | undefined;
  readonly onConfirm: (userId: string, markedAt: string) => void;
}

/** As many as fit beside one another; anybody else is named in the run. */
const mostShown = 4;

export function MarkedClampOff({
  title,
  top,
  clock,
  markedAt,
  participants,
  isSaving,
  refusal,
  onConfirm,
}: MarkedClampOffProps): ReactElement {
  const { nameOf } = usePeople();
  const shown = participants.slice(0, mostShown);
  useTheatreKeys(
    Object.fromEntries(shown.map((userId, index) => [String(index + 1), () => onConfirm(userId, markedAt)])),
  );
  return (
    <Theatre
      title={title}
      top={top}
      clock={clock}
      next={
        <>
          <span>{say('theatre.marked', { time: localClock(markedAt) })}</span>
          {refusal && (
            <span className="theatre-refusal" role="alert">
              {refusal.message} {refusal.remedy}
            </span>
          )}
        </>
      }
      actions={shown.map((userId, index) => (
        <Button
          key={userId}
          size="huge"
          shortcut={String(index + 1)}
          isPending={isSaving}
          onPress={() => onConfirm(userId, markedAt)}
        >
          {nameOf(userId)}
        </Button>
      ))}
    />
  );
}
