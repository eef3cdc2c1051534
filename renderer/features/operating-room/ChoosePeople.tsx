// Who operates and who witnesses, chosen or confirmed on the way in: whoever taps later is recorded as typing.
// Must not take anybody whom no key confirmed: those of before are offered, and stand on their buttons.

import { useState, type ReactElement, type ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe, usePeople, type Person } from '../../me.ts';
import { Button } from '../../ui/Button.tsx';
import { Theatre } from '../../ui/Theatre.tsx';
import { useTheatreKeys } from './theatre-keys.ts';
import { TheatreTop } from './TheatreTop.tsx';

interface ChoosePeopleProps {
  readonly title: string;
  readonly participants: readonly string[];
  /** Who was at the clamp before: offered as chosen, for one key to confirm. */
  readonly last: { readonly performedBy: string; readonly witnessedBy: string | null } | null;
  /** While the clamp is on; the choice must not hide how long. */
  readonly clock: ReactNode;
  readonly onChosen: (performedBy: string, witnessedBy: string | null) => void;
  readonly onLeave: () => void;
}

/** As many as there are keys and room. */
const mostShown = 6;

/** Who was there before first, then participants, surgeons before others; only people who work with the study. */
function offered(
  list: readonly Person[],
  last: readonly string[],
  participants: readonly string[],
): readonly Person[] {
  const rank = (one: Person): number =>
    (last.includes(one.userId) ? 0 : participants.includes(one.userId) ? 3 : 6) +
    (one.roles.includes('surgeon') ? 0 : one.roles.includes('technician') ? 1 : 2);
  return list
    .filter((one) => one.isActive && one.roles.some((role) => role !== 'administrator'))
    .toSorted((left, right) => rank(left) - rank(right))
    .slice(0, mostShown);
}

interface Chosen {
  readonly performedBy?: string | undefined;
  readonly witnessedBy?: string | undefined;
}

export function ChoosePeople({
  title,
  participants,
  last,
  clock,
  onChosen,
  onLeave,
}: ChoosePeopleProps): ReactElement {
  const me = useMe();
  const { list } = usePeople();
  const [chosen, setChosen] = useState<Chosen>();
  const lastIds = [last?.performedBy, last?.witnessedBy].filter((one) => typeof one === 'string');
  const people = offered(list, lastIds, participants);
  const isOffered = (userId: string | null | undefined): userId is string =>
    people.some((one) => one.userId === userId);
  // Without the one who operated the witness is no choice that one key can confirm.
  const before: Chosen = isOffered(last?.performedBy)
    ? {
        performedBy: last.performedBy,
        witnessedBy: isOffered(last.witnessedBy) ? last.witnessedBy : undefined,
      }
    : {};
  const { performedBy, witnessedBy } = chosen ?? before;
  const choose = (userId: string): void => {
    // Whoever does not take those of before begins anew.
    if (chosen?.performedBy === undefined) setChosen({ performedBy: userId });
    else if (performedBy !== userId)
      setChosen({ performedBy, witnessedBy: witnessedBy === userId ? undefined : userId });
  };
  const go = (): void => {
    if (performedBy !== undefined) onChosen(performedBy, witnessedBy ?? null);
  };
  const again = (): void => setChosen({});
  useTheatreKeys({
    Escape: onLeave,
    Enter: go,
    Backspace: again,
    ...Object.fromEntries(people.map((one, index) => [String(index + 1), () => choose(one.userId)])),
  });
  const isFirst = performedBy === undefined;
  const isAsBefore = chosen === undefined && !isFirst;
  const question = isFirst ? 'theatre.who-operates' : 'theatre.who-witnesses';
  return (
    <Theatre
      title={title}
      top={<TheatreTop onLeave={onLeave} />}
      clock={
        <div className="theatre-choice">
          {clock}
          <p className="theatre-question">{say(isAsBefore ? 'theatre.who-now' : question)}</p>
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
