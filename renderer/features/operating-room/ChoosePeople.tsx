// Who operates and who witnesses, chosen once before the clamp: whoever taps later is recorded as typing.
// Must not choose anybody by itself.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe, usePeople, type Person } from '../../me.ts';
import { Button } from '../../ui/Button.tsx';
import { Theatre } from '../../ui/Theatre.tsx';
import { useTheatreKeys } from './theatre-keys.ts';
import { TheatreTop } from './TheatreTop.tsx';

interface ChoosePeopleProps {
  readonly title: string;
  readonly participants: readonly string[];
  readonly onChosen: (performedBy: string, witnessedBy: string | null) => void;
  readonly onLeave: () => void;
}

/** As many as there are keys and room. */
const mostShown = 6;

/** Participants first, surgeons before others; only people who work with the study. */
function offered(list: readonly Person[], participants: readonly string[]): readonly Person[] {
  const rank = (one: Person): number =>
    (participants.includes(one.userId) ? 0 : 3) +
    (one.roles.includes('surgeon') ? 0 : one.roles.includes('technician') ? 1 : 2);
  return list
    .filter((one) => one.isActive && one.roles.some((role) => role !== 'administrator'))
    .toSorted((left, right) => rank(left) - rank(right))
    .slice(0, mostShown);
}

export function ChoosePeople({ title, participants, onChosen, onLeave }: ChoosePeopleProps): ReactElement {
  const me = useMe();
  const { list } = usePeople();
  const [performedBy, setPerformedBy] = useState<string>();
  const [witnessedBy, setWitnessedBy] = useState<string>();
  const people = offered(list, participants);
  const choose = (userId: string): void => {
    if (performedBy === undefined || performedBy === userId) setPerformedBy(userId);
    else setWitnessedBy(witnessedBy === userId ? undefined : userId);
  };
  const go = (): void => {
    if (performedBy !== undefined) onChosen(performedBy, witnessedBy ?? null);
  };
  const again = (): void => {
    setPerformedBy(undefined);
    setWitnessedBy(undefined);
  };
  useTheatreKeys({
    Escape: onLeave,
    Enter: go,
    Backspace: again,
    ...Object.fromEntries(people.map((one, index) => [String(index + 1), () => choose(one.userId)])),
  });
  const isFirst = performedBy === undefined;
  return (
    <Theatre
      title={title}
      top={<TheatreTop onLeave={onLeave} />}
      clock={
        <div className="theatre-choice">
          <p className="theatre-question">
            {say(isFirst ? 'theatre.who-operates' : 'theatre.who-witnesses')}
          </p>
          <div className="theatre-people">
            {people.map((one, index) => (
              <Button
                key={one.userId}
                size="huge"
                variant={one.userId === performedBy || one.userId === witnessedBy ? 'primary' : 'quiet'}
                shortcut={String(index + 1)}
                onPress={() => choose(one.userId)}
              >
                {label(one, performedBy, witnessedBy)}
              </Button>
            ))}
          </div>
        </div>
      }
      next={say('theatre.typed-by', { person: me.printedName })}
      actions={
        <>
          <Button size="huge" shortcut="Backspace" isDisabled={isFirst} onPress={again}>
            {say('theatre.choose-again')}
          </Button>
          <Button size="huge" variant="primary" shortcut="Enter" isDisabled={isFirst} onPress={go}>
            {say(witnessedBy === undefined ? 'theatre.go-without-witness' : 'theatre.go')}
          </Button>
        </>
      }
    />
  );
}

function label(one: Person, performedBy: string | undefined, witnessedBy: string | undefined): string {
  if (one.userId === performedBy) return say('theatre.operates', { person: one.printedName });
  if (one.userId === witnessedBy) return say('theatre.witnesses', { person: one.printedName });
  return one.printedName;
}
