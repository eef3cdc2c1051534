// Who and when, as written in at the right of a step; late entries say so and keep both times.
// Must not look a person up: it gets the name as it was at the time.

import type { ReactElement } from 'react';

import { TimeText } from './TimeText.tsx';
import { word } from './words.ts';
import './text.css';

interface PersonTimeProps {
  name: string;
  /** When it happened, stored local text. */
  at: string;
  /** When it was recorded, if that was late; shown beside the mark. */
  lateAt?: string | undefined;
  witness?: string | undefined;
  /** Who typed, if another. */
  typedBy?: string | undefined;
  /** Leaves the date out, where the page says it. */
  isSameDay?: boolean | undefined;
}

export function PersonTime({
  name,
  at,
  lateAt,
  witness,
  typedBy,
  isSameDay = false,
}: PersonTimeProps): ReactElement {
  return (
    <span className="ui-person-time">
      <span className="ui-person-name">{name}</span>
      <span aria-hidden="true">·</span>
      <TimeText at={at} show={isSameDay ? 'clock' : 'both'} />
      {lateAt !== undefined && <LateMark at={lateAt} isSameDay={lateAt.slice(0, 10) === at.slice(0, 10)} />}
      {witness !== undefined && (
        <span className="ui-person-more">{word('ui.witnessed', { name: witness })}</span>
      )}
      {typedBy !== undefined && <span className="ui-person-more">{word('ui.typed', { name: typedBy })}</span>}
    </span>
  );
}

function LateMark({ at, isSameDay }: { at: string; isSameDay: boolean }): ReactElement {
  return (
    <span className="ui-late" title={word('ui.recorded', { time: at })}>
      {word('ui.late')} <TimeText at={at} show={isSameDay ? 'clock' : 'both'} />
    </span>
  );
}
