// A count beside a word.
// Must not stand alone: screen readers get what it counts from `label`.

import type { ReactElement } from 'react';

import { classes } from './classes.ts';
import './text.css';

interface BadgeProps {
  count: number;
  /** What is counted: "overdue". */
  label: string;
  tone?: 'neutral' | 'due' | 'refused' | 'accent' | undefined;
}

export function Badge({ count, label, tone = 'neutral' }: BadgeProps): ReactElement {
  return (
    <span className={classes('ui-badge', `ui-badge-${tone}`)}>
      {count}
      <span className="ui-hidden"> {label}</span>
    </span>
  );
}
