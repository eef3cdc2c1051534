// A stored time as it was written: clock time, date and the offset known then.
// Must not convert to another zone, nor to words such as "yesterday".

import type { ReactElement } from 'react';

import { localClock, localDay } from '../../shared/kernel/time.ts';
import './text.css';

interface TimeTextProps {
  /** `2026-11-24T12:54:24.123+08:00[Asia/Shanghai]`, or UTC text ending in Z. */
  at: string;
  show?: 'both' | 'clock' | 'day' | undefined;
  withSeconds?: boolean | undefined;
  /** Shows the offset beside the time; the whole stored text is always in the tooltip. */
  withOffset?: boolean | undefined;
}

export function TimeText({
  at,
  show = 'both',
  withSeconds = false,
  withOffset = false,
}: TimeTextProps): ReactElement {
  const machineText = at.replace(/\[.*\]$/, '');
  return (
    <time className="ui-time" dateTime={show === 'day' ? localDay(at) : machineText} title={at}>
      {show !== 'day' && localClock(at, withSeconds)}
      {show === 'both' && ' '}
      {show === 'both' && <span className="ui-time-rest">{localDay(at)}</span>}
      {show === 'day' && localDay(at)}
      {withOffset && <span className="ui-time-rest"> {storedOffset(machineText)}</span>}
    </time>
  );
}

/** `+08:00`, or `UTC` for a text ending in Z. */
function storedOffset(machineText: string): string {
  return machineText.endsWith('Z') ? 'UTC' : machineText.slice(-6);
}
