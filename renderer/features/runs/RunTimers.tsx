// The timers of a run that have not been stopped, and a free one where the protocol has none.
// Must not count a pause or a gap away: both are said in words.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { readDecimal } from '../../../shared/kernel/units.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { focusFirstField } from './focus.ts';
import type { ShownRun } from './run-view.ts';
import { TimerCard } from './TimerCard.tsx';

interface RunTimersProps {
  readonly run: ShownRun;
  /** A free timer is being started. */
  readonly isStarting: boolean;
  readonly onStarted: () => void;
}

export function RunTimers({ run, isStarting, onStarted }: RunTimersProps): ReactElement | null {
  const active = run.timers.filter((timer) => timer.status !== 'stopped');
  if (active.length === 0 && !isStarting) return null;
  return (
    <Stack gap={1}>
      {isStarting && <FreeTimer runId={run.id} onClose={onStarted} />}
      {active.length > 0 && (
        <section className="runs-timers" aria-label={say('runs.timers')}>
          {active.map((timer) => (
            <TimerCard key={timer.id} run={run} timer={timer} />
          ))}
        </section>
      )}
    </Stack>
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
