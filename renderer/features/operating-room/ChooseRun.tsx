// Which surgery the operating room shows, when the address does not say.
// Must not start a run: that is done at the bench.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Theatre } from '../../ui/Theatre.tsx';
import { useTheatreKeys } from './theatre-keys.ts';
import { TheatreTop } from './TheatreTop.tsx';

/** Only runs of this protocol have a clamp. */
const surgeryKey = 'surgery';

export function ChooseRun(): ReactElement {
  const { value, refusal } = useLive('run.list', { status: 'open' });
  const runs = (value?.runs ?? []).filter((run) => run.protocolKey === surgeryKey).slice(0, 9);
  const leave = (): void => go('runs');
  useTheatreKeys({
    Escape: leave,
    ...Object.fromEntries(runs.map((run, index) => [String(index + 1), () => go('operating-room', run.id)])),
  });
  return (
    <Theatre
      title={say('theatre.title')}
      top={<TheatreTop onLeave={leave} />}
      clock={
        <div className="theatre-choice">
          <RefusalNotice refusal={refusal} />
          <p className="theatre-question">
            {say(value && runs.length === 0 ? 'theatre.no-run' : 'theatre.which-run')}
          </p>
          {runs.map((run, index) => (
            <Button
              key={run.id}
              size="huge"
              shortcut={String(index + 1)}
              onPress={() => go('operating-room', run.id)}
            >
              {run.code}
            </Button>
          ))}
        </div>
      }
      next={say(runs.length === 0 ? 'theatre.start-first' : 'theatre.choose')}
      actions={
        <Button size="huge" shortcut="Esc" onPress={leave}>
          {say('theatre.to-runs')}
        </Button>
      }
    />
  );
}
