// The one clock that matters now, huge, the figures beside it, and the other timers small below.
// Must not compute a duration that the notebook gives; it only counts on from there.

import { useMemo, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { durationText, localClock } from '../../../shared/kernel/time.ts';
import { readClock, useTick, type CountingTimer } from '../../clock.ts';
import { useLive } from '../../live.ts';
import { ClockFace } from '../../ui/ClockFace.tsx';

export type Ischaemia = NonNullable<QueryValue<'ischaemia.show'>['ischaemia']>;
export type RunningTimer = QueryValue<'timer.running'>['timers'][number];

export function TheatreClock({ ischaemia }: { readonly ischaemia: Ischaemia }): ReactElement {
  return (
    <>
      <TheatreMainClock ischaemia={ischaemia} />
      <Figures ischaemia={ischaemia} />
      <OtherTimers ownId={ischaemia.timer?.id} />
    </>
  );
}

interface MainClockProps {
  readonly ischaemia: Ischaemia;
  /** `normal` beside the choice of people, where the clock is not all that there is. */
  readonly size?: 'huge' | 'normal';
}

export function TheatreMainClock({ ischaemia, size = 'huge' }: MainClockProps): ReactElement {
  const { phase, timer, durationMs, clampOffAt, resectionEndedAt, injectedAt } = ischaemia;
  const since = useSince(resectionEndedAt === null ? ischaemia.sinceReleaseMs : ischaemia.sinceResectionMs);
  if (phase === 'clamped' && timer)
    return <IschaemiaClock timer={timer} markedAt={ischaemia.clampOffMarkedAt} size={size} />;
  if (resectionEndedAt !== null && injectedAt !== null) {
    const { resectionToInjectionMs } = ischaemia;
    return (
      <ClockFace
        size={size}
        label={say('theatre.resection-to-injection')}
        text={resectionToInjectionMs === null ? '–' : durationText(resectionToInjectionMs)}
        state="stopped"
        stateWord={say('theatre.injected-at', { time: localClock(injectedAt) })}
        note={resectionToInjectionMs === null ? say('theatre.uncertain') : undefined}
      />
    );
  }
  if (resectionEndedAt !== null) {
    return (
      <ClockFace
        size={size}
        label={say('theatre.since-resection')}
        {...since}
        state="due"
        stateWord={say('theatre.inject-now')}
        spoken={say('theatre.inject-now')}
      />
    );
  }
  if (clampOffAt !== null) {
    return (
      <ClockFace
        size={size}
        label={say('theatre.since-clamp-off')}
        {...since}
        state="running"
        stateWord={say('theatre.reperfusion-runs')}
        spoken={say('theatre.clamp-is-off')}
      />
    );
  }
  return (
    <ClockFace
      size={size}
      label={say('theatre.ischaemia')}
      text={durationMs === null ? '–' : durationText(durationMs)}
      state="paused"
      stateWord={say(phase === 'clamped' ? 'theatre.no-timer' : 'theatre.not-started')}
    />
  );
}

/** The time since a moment, going on from what the notebook said of it; a dash and a word where nobody can know it. */
function useSince(sinceMs: number | null): { readonly text: string; readonly note: string | undefined } {
  const tick = useTick();
  const counting = useMemo<CountingTimer>(
    () => ({ status: 'running', elapsedMs: sinceMs, durationMs: 0, isUncertain: false }),
    [sinceMs],
  );
  return {
    text: readClock(counting, tick).elapsedText,
    note: sinceMs === null ? say('theatre.uncertain') : undefined,
  };
}

/** What is left, then what is over; the pre-alarms said in words as well as in colour. */
interface IschaemiaClockProps {
  readonly timer: NonNullable<Ischaemia['timer']>;
  readonly markedAt: string | null;
  readonly size: 'huge' | 'normal';
}

function IschaemiaClock({ timer, markedAt, size }: IschaemiaClockProps): ReactElement {
  const tick = useTick();
  const firstMs = timer.preAlarmsMs.at(0) ?? timer.durationMs;
  const { text, state, elapsedMs, remainingMs } = readClock(timer, tick, timer.durationMs - firstMs);
  const passed = timer.preAlarmsMs.filter((alarmMs) => elapsedMs >= alarmMs).at(-1);
  const minutes = passed === undefined ? 0 : Math.round((timer.durationMs - passed) / 60_000);
  const alarm =
    remainingMs < 0 ? say('theatre.over') : passed !== undefined && say('theatre.less-than', { minutes });
  const words =
    markedAt === null ? alarm || undefined : say('theatre.marked-short', { time: localClock(markedAt) });
  return (
    <ClockFace
      size={size}
      label={say(remainingMs < 0 ? 'theatre.ischaemia-over' : 'theatre.ischaemia-left')}
      text={text}
      state={timer.isUncertain && remainingMs < 0 ? 'overrun' : state}
      stateWord={words}
      note={uncertaintyOf(timer)}
      spoken={words ?? say('theatre.clamp-is-on')}
    />
  );
}

/** In words, where the clock was set: that nobody can know the time, or by how much at most it is too long. */
function uncertaintyOf({ isUncertain, uncertaintyMs }: NonNullable<Ischaemia['timer']>): string | undefined {
  if (isUncertain) return say('theatre.uncertain');
  return uncertaintyMs > 0 ? say('theatre.uncertain-by', { time: durationText(uncertaintyMs) }) : undefined;
}

function Figures({ ischaemia }: { readonly ischaemia: Ischaemia }): ReactElement {
  const { timer, phase, clampOnAt, clampOffAt, resectionEndedAt } = ischaemia;
  return (
    <dl className="theatre-figures">
      {timer && <Elapsed timer={timer} isOver={phase === 'released'} />}
      {clampOnAt !== null && <Figure name={say('theatre.clamp-on')} value={localClock(clampOnAt)} />}
      {clampOffAt !== null && <Figure name={say('theatre.clamp-off')} value={localClock(clampOffAt)} />}
      {resectionEndedAt !== null && (
        <Figure name={say('theatre.resection-end')} value={localClock(resectionEndedAt)} />
      )}
    </dl>
  );
}

function Elapsed({
  timer,
  isOver,
}: {
  readonly timer: CountingTimer;
  readonly isOver: boolean;
}): ReactElement {
  const tick = useTick();
  const { elapsedText } = readClock(timer, tick);
  return (
    <Figure name={say(isOver ? 'theatre.ischaemia-lasted' : 'theatre.elapsed')} value={elapsedText} isLarge />
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly isLarge?: boolean;
}

function Figure({ name, value, isLarge = false }: FigureProps): ReactElement {
  return (
    <div className={isLarge ? 'theatre-figure theatre-figure-large' : 'theatre-figure'}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function OtherTimers({ ownId }: { readonly ownId: string | undefined }): ReactElement | null {
  const tick = useTick();
  const others = (useLive('timer.running', {}).value?.timers ?? []).filter((timer) => timer.id !== ownId);
  if (others.length === 0) return null;
  return (
    <ul className="theatre-others" aria-label={say('theatre.other-timers')}>
      {others.slice(0, 4).map((timer) => {
        const { text, state } = readClock(timer, tick);
        return (
          <li key={timer.id} className={`theatre-other theatre-other-${state}`}>
            <span>{timer.animalId === null ? timer.label : `${timer.label} · ${timer.animalId}`}</span>
            <span className="theatre-other-time">{text}</span>
            <span>{state === 'running' ? '' : say(`theatre.state-${state}`)}</span>
          </li>
        );
      })}
      {others.length > 4 && <li>{say('theatre.more-timers', { count: others.length - 4 })}</li>}
    </ul>
  );
}
