// The timers of a run that have not been stopped, and a free one where the protocol has none.
// Must not count a pause or a gap away: both are said in words.

import { Timer } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { readDecimal } from '../../../shared/kernel/units.ts';
import { useMe } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { focusFirstField } from './focus.ts';
import type { ShownRun } from './run-view.ts';
import { TimerCard } from './TimerCard.tsx';

export function RunTimers({ run }: { readonly run: ShownRun }): ReactElement | null {
  const me = useMe();
  const [isStarting, setIsStarting] = useState(false);
  const active = run.timers.filter((timer) => timer.status !== 'stopped');
  const canStart = run.status === 'open' && me.can('timer.start');
  if (active.length === 0 && !isStarting) {
    if (!canStart) return null;
    return (
      <div>
        <Button variant="plain" icon={Timer} onPress={() => setIsStarting(true)}>
          {say('runs.timer-free')}
        </Button>
      </div>
    );
  }
  return (
    <Panel
      title={say('runs.timers')}
      actions={
        canStart &&
        !isStarting && (
          <Button icon={Timer} onPress={() => setIsStarting(true)}>
            {say('runs.timer-free')}
          </Button>
        )
      }
    >
      <Stack>
        {isStarting && <FreeTimer runId={run.id} onClose={() => setIsStarting(false)} />}
        {active.length > 0 && (
          <div className="runs-timers">
            {active.map((timer) => (
              <TimerCard key={timer.id} run={run} timer={timer} />
            ))}
          </div>
        )}
      </Stack>
    </Panel>
  );
}

function FreeTimer({
  runId,
  onClose,
}: {
  readonly runId: string;
  readonly onClose: () => void;
}): ReactElement {
  const saver = useSaver();
  const [label, setLabel] = useState('');
  const [minutes, setMinutes] = useState('');
  const durationSeconds = readDecimal(minutes)?.times(60).round().toNumber() ?? 0;
  const start = async (): Promise<void> => {
    const outcome = await saver.save('timer.start', { runId, label, durationSeconds });
    if (outcome.ok) onClose();
  };
  return (
    <form
      ref={focusFirstField}
      noValidate
      aria-label={say('runs.timer-free')}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Stack gap={1}>
        <Row align="end">
          <TextField label={say('runs.timer-what')} value={label} onChange={setLabel} isRequired />
          <NumberField
            label={say('runs.timer-duration')}
            value={minutes}
            onChange={setMinutes}
            unit="min"
            isRequired
          />
          <Button
            type="submit"
            variant="primary"
            isPending={saver.isSaving}
            isDisabled={label.trim() === '' || durationSeconds < 1}
          >
            {say('runs.timer-begin')}
          </Button>
          <Button onPress={onClose}>{say('runs.cancel')}</Button>
        </Row>
        <RefusalNotice refusal={saver.refusal} />
      </Stack>
    </form>
  );
}
