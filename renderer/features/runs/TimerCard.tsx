// One running or paused timer: what is left or over, its gaps in words, and pause, resume, stop, acknowledge.
// Must not stop a timer that a later step stops, without a reason.

import { BellOff, Pause, Play, Square } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { durationText, localClock } from '../../../shared/kernel/time.ts';
import { bridge } from '../../bridge.ts';
import { readClock, useTick } from '../../clock.ts';
import { seenSeq } from '../../live.ts';
import { useMe } from '../../me.ts';
import { inZoneOf } from '../../notebook-time.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { ClockFace } from '../../ui/ClockFace.tsx';
import { Row } from '../../ui/Layout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast.ts';
import { focusFirstField } from './focus.ts';
import type { ShownRun, ShownTimer } from './run-view.ts';

interface TimerCardProps {
  readonly run: ShownRun;
  readonly timer: ShownTimer;
}

export function TimerCard({ run, timer }: TimerCardProps): ReactElement {
  const me = useMe();
  const saver = useSaver();
  const tick = useTick();
  const [reason, setReason] = useState<string>();
  const firstAlarmMs = timer.preAlarmsMs.at(0) ?? timer.durationMs;
  const { text, state, elapsedMs, elapsedText } = readClock(timer, tick, timer.durationMs - firstAlarmMs);
  const isAlarmDue =
    timer.dueAlarm !== null || (timer.nextAlarm !== null && elapsedMs >= timer.nextAlarm.alarmMs);
  const stopsWith = run.steps.find((step) => step.definition.key === timer.stopsOn)?.definition.title;
  const { id: timerId } = timer;
  const isOfLaterStep = timer.stopsOn !== null && timer.stopsOn !== timer.stepKey;
  const now = () => ({ seenSeq: seenSeq() });

  const stop = async (): Promise<void> => {
    const why = reason?.trim() ?? '';
    const meta = why === '' ? now() : { ...now(), reason: why };
    const outcome = await saver.save('timer.stop', { timerId }, meta);
    if (!outcome.ok) return;
    const { deviation } = outcome.value.value;
    if (deviation !== null)
      showToast({ tone: 'due', message: say('runs.deviation-recorded', { what: deviation }) });
  };
  /** Where a deviation will come of it, its reason is asked first, with the text as of this moment. */
  const askOrStop = async (): Promise<void> => {
    const outcome = await bridge.query('timer.running', {});
    const text = outcome.ok
      ? outcome.value.timers.find((one) => one.id === timerId)?.deviationText
      : undefined;
    if (isOfLaterStep || (text ?? null) !== null) setReason(text ?? '');
    else await stop();
  };

  return (
    <div className="runs-timer">
      <div className="runs-timer-line">
        <ClockFace
          label={timer.label}
          text={text}
          state={state}
          note={say('runs.timer-of', {
            elapsed: elapsedText,
            duration: durationText(timer.durationMs),
          })}
        />
        {me.can('timer.stop') && (
          <Row gap={1}>
            {isAlarmDue && (
              <Button
                variant="primary"
                icon={BellOff}
                onPress={() => void saver.save('timer.acknowledge', { timerId }, now())}
              >
                {say('runs.timer-acknowledge')}
              </Button>
            )}
            {timer.canPause && timer.status === 'running' && (
              <Button icon={Pause} onPress={() => void saver.save('timer.pause', { timerId }, now())}>
                {say('runs.timer-pause')}
              </Button>
            )}
            {timer.status === 'paused' && (
              <Button icon={Play} onPress={() => void saver.save('timer.resume', { timerId }, now())}>
                {say('runs.timer-resume')}
              </Button>
            )}
            {reason === undefined && (
              <Button icon={Square} onPress={() => void askOrStop()}>
                {say('runs.timer-stop')}
              </Button>
            )}
          </Row>
        )}
      </div>
      <p className="runs-timer-words">
        {say('runs.timer-since', { time: localClock(timer.startedAt) })}
        {stopsWith !== undefined && ` ${say('runs.timer-stops-with', { step: stopsWith })}`}
      </p>
      <Gaps timer={timer} />
      {reason !== undefined && (
        <form
          ref={focusFirstField}
          className="runs-timer-stop"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void stop();
          }}
        >
          <TextField
            label={say('runs.timer-stop-reason')}
            value={reason}
            onChange={setReason}
            isMultiline
            isRequired={isOfLaterStep}
          />
          <Row gap={1}>
            <Button type="submit" variant="danger" isPending={saver.isSaving}>
              {say('runs.timer-stop-this', { label: timer.label })}
            </Button>
            <Button onPress={() => setReason(undefined)}>{say('runs.cancel')}</Button>
          </Row>
        </form>
      )}
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
    </div>
  );
}

/** Why the time may not be what it seems: the program was off, the clock was set, the length cannot be known. */
function Gaps({ timer }: { readonly timer: ShownTimer }): ReactElement | null {
  const lines = timer.gaps.map((gap) =>
    say(gap.isCertain ? 'runs.gap' : 'runs.gap-uncertain', {
      from: localClock(inZoneOf(gap.fromUtc, timer.startedAt)),
      to: localClock(inZoneOf(gap.toUtc, timer.startedAt)),
      cause: say(`runs.gap-${gap.cause}`),
    }),
  );
  if (timer.gapCount > timer.gaps.length)
    lines.push(say('runs.gaps-more', { count: timer.gapCount - timer.gaps.length }));
  if (timer.clockShiftMs !== 0) {
    const time = durationText(Math.abs(timer.clockShiftMs));
    lines.push(say(timer.clockShiftMs > 0 ? 'runs.clock-forward' : 'runs.clock-back', { time }));
  }
  if (timer.isUncertain) lines.push(say('runs.uncertain'));
  if (lines.length === 0) return null;
  return (
    <ul className="runs-gaps">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
