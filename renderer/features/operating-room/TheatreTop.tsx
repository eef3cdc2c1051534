// The top of the operating room: simulated or not, who operates, whether everything is saved, the way out.
// Must not hold anything that tells the group.

import { CircleCheck, CircleX, LoaderCircle, LogOut, UserRoundPen } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe } from '../../me.ts';
import { useSaveState } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';

interface TheatreTopProps {
  /** Who operates and who witnesses, as printed names. */
  readonly people?: string | undefined;
  readonly onPeople?: (() => void) | undefined;
  /** Without it Escape means something else now. */
  readonly onLeave?: (() => void) | undefined;
}

export function TheatreTop({ people, onPeople, onLeave }: TheatreTopProps): ReactElement {
  const me = useMe();
  return (
    <div className="theatre-top">
      {me.isSimulated && <span className="theatre-simulated">{say('theatre.simulated')}</span>}
      {people !== undefined && <span>{people}</span>}
      {onPeople && (
        <Button variant="plain" icon={UserRoundPen} shortcut="F4" onPress={onPeople}>
          {say('theatre.change-people')}
        </Button>
      )}
      <SavedMark />
      {onLeave && (
        <Button variant="plain" icon={LogOut} shortcut="Esc" onPress={onLeave}>
          {say('theatre.leave')}
        </Button>
      )}
    </div>
  );
}

function SavedMark(): ReactElement {
  const { status, savedAt } = useSaveState();
  if (status === 'saving') {
    return (
      <output className="theatre-saved">
        <Icon of={LoaderCircle} /> {say('theatre.saving')}
      </output>
    );
  }
  if (status === 'refused') {
    return (
      <output className="theatre-saved theatre-not-saved">
        <Icon of={CircleX} /> {say('theatre.not-saved')}
      </output>
    );
  }
  const time = savedAt === null ? '' : new Date(savedAt).toTimeString().slice(0, 8);
  return (
    <output className="theatre-saved theatre-is-saved">
      <Icon of={CircleCheck} /> {say(savedAt === null ? 'theatre.saved' : 'theatre.saved-at', { time })}
    </output>
  );
}
