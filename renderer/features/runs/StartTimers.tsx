// The timers of a step that are started by hand, with how long they last or the question how long.
// Must not start one that starts with its step.

import { Timer } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { durationText } from '../../../shared/kernel/time.ts';
import { readDecimal } from '../../../shared/kernel/units.ts';
import type { StepTimer } from '../../../shared/protocols/protocol.ts';
import { seenSeq } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import type { ShownRun, ShownStep } from './run-view.ts';

interface StartTimersProps {
  readonly run: ShownRun;
  readonly step: ShownStep;
}

export function StartTimers({ run, step }: StartTimersProps): ReactElement | null {
  const startable = step.definition.timers.filter(
    (timer) =>
      timer.starts === 'on-demand' &&
      run.status === 'open' &&
      !run.timers.some((one) => one.timerKey === timer.key && one.status !== 'stopped'),
  );
  if (startable.length === 0) return null;
  return (
    <Stack>
      {startable.map((timer) => (
        <StartTimer
          key={timer.key}
          runId={run.id}
          stepKey={step.definition.key}
          timer={timer}
          durationMs={step.durationsMs[timer.key] ?? null}
        />
      ))}
    </Stack>
  );
}

interface StartTimerProps {
  readonly runId: string;
  readonly stepKey: string;
  readonly timer: StepTimer;
  readonly durationMs: number | null;
}

function StartTimer({ runId, stepKey, timer, durationMs }: StartTimerProps): ReactElement {
  const saver = useSaver();
  const [minutes, setMinutes] = useState('');
  const start = (): void => {
    const asked = readDecimal(minutes)?.times(60).round().toNumber();
    const durationSeconds = durationMs === null ? (asked ?? null) : null;
    void saver.save(
      'timer.start',
      { runId, stepKey, timerKey: timer.key, durationSeconds },
      { seenSeq: seenSeq() },
    );
  };
  return (
    <Stack gap={1}>
      <Row align="end">
        {durationMs === null && (
          <NumberField
            label={say('runs.timer-how-long', { label: timer.label })}
            description={say('runs.timer-unanswered')}
            value={minutes}
            onChange={setMinutes}
            unit="min"
          />
        )}
        <Button icon={Timer} isPending={saver.isSaving} onPress={start}>
          {durationMs === null
            ? say('runs.timer-start', { label: timer.label })
            : say('runs.timer-start-for', { label: timer.label, time: durationText(durationMs) })}
        </Button>
      </Row>
      <RefusalNotice refusal={saver.refusal} />
    </Stack>
  );
}
