// The running times of a syringe: since its preparation, since the end of the resection, and until when it may be used.
// Must not decide that its time is past: the main process refuses; here the clock only turns red.

import { useMemo, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { durationText, localClock } from '../../../shared/kernel/time.ts';
import { elapsedAt, useTick, type CountingTimer } from '../../clock.ts';
import { Icon } from '../../ui/Icon.tsx';
import { toneIcon } from '../../ui/tone.ts';

interface SyringeTimesProps {
  readonly answer: QueryValue<'dose.byCode'>;
}

export function SyringeTimes({ answer }: SyringeTimesProps): ReactElement {
  const { dose, sincePreparationMs, sinceResectionMs, usableForMs, hasResectionEnded, isTimeUncertain } =
    answer;
  const sincePreparation = useRunning(sincePreparationMs);
  const sinceResection = useRunning(sinceResectionMs);
  const pastMs = useRunning(usableForMs === null ? null : -usableForMs);
  const until = dose?.usableUntil ?? null;
  const leftMs = until === null || pastMs === null ? null : -pastMs;
  const uncertain = isTimeUncertain ? say('dosing.clock-was-set') : undefined;
  return (
    <dl className="dose-times">
      <Time
        name={say('dosing.since-preparation')}
        text={sincePreparation === null ? '–' : durationText(sincePreparation)}
        note={sincePreparation === null ? uncertain : undefined}
      />
      <Time
        name={say('dosing.since-resection')}
        text={
          sinceResection !== null
            ? durationText(sinceResection)
            : hasResectionEnded
              ? '–'
              : say('dosing.not-yet')
        }
        note={
          sinceResection !== null
            ? undefined
            : hasResectionEnded
              ? uncertain
              : say('dosing.resection-not-recorded')
        }
      />
      <Time
        name={say('dosing.use-before')}
        text={until === null ? '–' : localClock(until, false)}
        note={leftMs === null ? uncertain : leftText(leftMs)}
        isPast={leftMs !== null && leftMs < 0}
      />
    </dl>
  );
}

function leftText(leftMs: number): string {
  return leftMs < 0
    ? say('dosing.over-by', { time: durationText(-leftMs) })
    : say('dosing.left', { time: durationText(leftMs) });
}

interface TimeProps {
  readonly name: string;
  readonly text: string;
  readonly note?: string | undefined;
  readonly isPast?: boolean | undefined;
}

function Time({ name, text, note, isPast = false }: TimeProps): ReactElement {
  return (
    <div className={isPast ? 'dose-time dose-time-past' : 'dose-time'}>
      <dt>{name}</dt>
      <dd>
        <span className="dose-time-text">{text}</span>
        {note !== undefined && (
          <span className="dose-time-note">
            {isPast && <Icon of={toneIcon.refused} size="small" />} {note}
          </span>
        )}
      </dd>
    </div>
  );
}

/** Goes on from what an answer said, until the next answer. */
function useRunning(startMs: number | null): number | null {
  const tick = useTick();
  const timer = useMemo(
    (): CountingTimer | null =>
      startMs === null ? null : { status: 'running', elapsedMs: startMs, durationMs: 0, isUncertain: false },
    [startMs],
  );
  return timer === null ? null : elapsedAt(timer, tick);
}
