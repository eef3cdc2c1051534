// The top of every screen: running timers, whether everything is saved, who is signed in.
// Must not count, and must say "saved" only when it is told so.

import {
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  LoaderCircle,
  Lock,
  Timer,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { useRef, type ReactElement, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';

import { classes } from './classes.ts';
import type { ClockState } from './ClockFace.tsx';
import { Icon } from './Icon.tsx';
import { useReservedHeight } from './reserved-height.ts';
import { word } from './words.ts';
import './shell.css';

export interface StripTimer {
  id: string;
  /** "Ischaemia · Pig 12". */
  label: string;
  /** The digits as they stand now. */
  text: string;
  state: ClockState;
}

export type SavedState = 'saved' | 'saving' | 'not-saved' | 'read-only';

interface StripProps {
  timers: readonly StripTimer[];
  onTimer: (timerId: string) => void;
  /** Nobody on the lock screen. */
  person?: { name: string; role: string } | undefined;
  saved: SavedState;
  /** Beside the word, such as why it is not saved. */
  savedNote?: string | undefined;
  isSimulated?: boolean | undefined;
  /** At the right end: search, switch user, lock. */
  actions?: ReactNode;
}

const savedIcon: Readonly<Record<SavedState, LucideIcon>> = {
  saved: CircleCheck,
  saving: LoaderCircle,
  'not-saved': CircleX,
  'read-only': Lock,
};

function timerIcon(state: ClockState): LucideIcon {
  if (state === 'overrun') return TriangleAlert;
  return state === 'uncertain' ? CircleQuestionMark : Timer;
}

export function Strip({
  timers,
  onTimer,
  person,
  saved,
  savedNote,
  isSimulated = false,
  actions,
}: StripProps): ReactElement {
  const strip = useRef<HTMLElement>(null);
  // Dialogs and drawers begin below the strip, so that no clock is ever covered.
  useReservedHeight('--strip-height', strip);
  return (
    <header ref={strip} className="ui-strip">
      <section className="ui-strip-timers" aria-label={word('ui.timers')}>
        {timers.length === 0 && <span className="ui-strip-quiet">{word('ui.no-timers')}</span>}
        {timers.map((timer) => (
          <AriaButton
            key={timer.id}
            className={classes('ui-strip-timer', `ui-strip-timer-${timer.state}`)}
            onPress={() => onTimer(timer.id)}
          >
            <Icon of={timerIcon(timer.state)} />
            <span className="ui-strip-timer-words">
              <span className="ui-strip-timer-label">
                {timer.label}
                {timer.state !== 'running' && ` · ${word(`ui.clock-${timer.state}`)}`}
              </span>
              <span className="ui-strip-timer-text">{timer.text}</span>
            </span>
          </AriaButton>
        ))}
      </section>
      {isSimulated && <span className="ui-strip-simulated">{word('ui.simulated')}</span>}
      <output className={classes('ui-strip-saved', `ui-strip-saved-${saved}`)}>
        <Icon of={savedIcon[saved]} size="small" />
        {word(`ui.${saved}`)}
        {savedNote !== undefined && ` · ${savedNote}`}
      </output>
      <span className="ui-strip-person">
        <span className="ui-strip-name">{person ? person.name : word('ui.nobody')}</span>
        {person && <span className="ui-strip-role">{person.role}</span>}
      </span>
      {actions}
    </header>
  );
}
