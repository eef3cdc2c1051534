// A timer, huge: what it is, the digits, the state in words with an icon.
// Must not count by itself, and must not be read out each second: only `spoken` is, when it changes.

import {
  CircleCheck,
  CirclePause,
  CircleQuestionMark,
  Play,
  Timer,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';

import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import { word } from './words.ts';
import './clock.css';

export type ClockState = 'running' | 'due' | 'overrun' | 'uncertain' | 'paused' | 'stopped';

const stateIcon: Readonly<Record<ClockState, LucideIcon>> = {
  running: Play,
  due: Timer,
  overrun: TriangleAlert,
  uncertain: CircleQuestionMark,
  paused: CirclePause,
  stopped: CircleCheck,
};

interface ClockFaceProps {
  /** What is timed: "Ischaemia". */
  label: string;
  /** The digits as they stand now: `58:12`, `+2:03`. */
  text: string;
  state: ClockState;
  /** Beside the word of the state: "1:48 remaining", "gap of 4 min, app was closed". */
  note?: string | undefined;
  /** In place of the word of the state, such as "Not started". */
  stateWord?: string | undefined;
  /** Read out when it changes: "5 minutes remaining". Set it at such moments, not each second. */
  spoken?: string | undefined;
  /** 96 px, or as large as the operating room allows. */
  size?: 'normal' | 'huge' | undefined;
}

export function ClockFace({
  label,
  text,
  state,
  note,
  stateWord,
  spoken = '',
  size = 'normal',
}: ClockFaceProps): ReactElement {
  return (
    <div className={classes('ui-clock', `ui-clock-${state}`, size === 'huge' && 'ui-clock-huge')}>
      <div className="ui-clock-label">{label}</div>
      <div className="ui-clock-digits" role="timer" aria-live="off" aria-label={label}>
        {text}
      </div>
      <div className="ui-clock-state">
        <Icon of={stateIcon[state]} />
        {stateWord ?? word(`ui.clock-${state}`)}
        {note !== undefined && ` · ${note}`}
      </div>
      <output className="ui-hidden">{spoken}</output>
    </div>
  );
}
