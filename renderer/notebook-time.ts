// What time it is by the notebook's clock, going on between answers, and UTC texts in the zone of another text.
// Must not be a source of times for the record, nor know a time zone that no stored text brings.

import { useMemo } from 'react';
import { epochOf, localText, parseMoment } from '../shared/kernel/time.ts';
import { elapsedAt, useTick, type CountingTimer } from './clock.ts';
import { useLive } from './live.ts';

/** Milliseconds since 1970 by the main process's clock; undefined until it has answered. */
export function useNotebookNow(): number | undefined {
  const nowUtc = useLive('timer.running', {}).value?.nowUtc;
  const tick = useTick();
  const base = useMemo<CountingTimer | undefined>(
    () =>
      nowUtc === undefined
        ? undefined
        : { status: 'running', elapsedMs: epochOf(nowUtc), durationMs: 0, isUncertain: false },
    [nowUtc],
  );
  return base && elapsedAt(base, tick);
}

/** The instant of `utc` as a clock showed it where `like` was written. */
export function inZoneOf(utc: string, like: string): string {
  const zone = parseMoment(like);
  const moment = parseMoment(utc);
  return zone && moment ? localText({ ...zone, epochMs: moment.epochMs }) : utc;
}
