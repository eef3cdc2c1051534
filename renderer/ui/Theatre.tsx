// The operating room: the whole window near-black, one thing at a time: clock, next step, huge actions.
// Must not hold fields or lists, and nothing may open over it.

import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';

import { word } from './words.ts';
import './clock.css';

interface TheatreProps {
  /** Which animal and run. */
  title: string;
  /** At the top right: who, saved, the way out. */
  top?: ReactNode;
  /** One huge ClockFace, and at most two normal ones. */
  clock: ReactNode;
  /** The next step, in one sentence. */
  next: ReactNode;
  /** One or two huge buttons, their keys on them. */
  actions: ReactNode;
}

export function Theatre({ title, top, clock, next, actions }: TheatreProps): ReactElement {
  const main = useRef<HTMLElement>(null);
  useEffect(() => main.current?.focus(), []);
  return (
    <main ref={main} tabIndex={-1} className="ui-theatre" data-theme="theatre" aria-label={title}>
      <div className="ui-theatre-top">
        <h1 className="ui-theatre-title">{title}</h1>
        {top}
      </div>
      <div className="ui-theatre-clock">{clock}</div>
      <div className="ui-theatre-next">
        <span className="ui-theatre-next-label">{word('ui.step-next')}</span>
        {next}
      </div>
      <div className="ui-theatre-actions">{actions}</div>
    </main>
  );
}
