// A screen or a list with nothing on it: says what to do first, or that nothing is to be done.
// Must not be a dead end.

import { CircleCheck, CircleDashed, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import './notice.css';

interface EmptyStateProps {
  title: string;
  /** What to do first. */
  children: ReactNode;
  action?: ReactNode;
  icon?: LucideIcon | undefined;
  /** Nothing to do is the good case: the board of a finished day. */
  isGood?: boolean | undefined;
}

export function EmptyState({ title, children, action, icon, isGood = false }: EmptyStateProps): ReactElement {
  return (
    <div className={classes('ui-empty', isGood && 'ui-empty-good')}>
      <Icon of={icon ?? (isGood ? CircleCheck : CircleDashed)} size="large" />
      <h2 className="ui-empty-title">{title}</h2>
      <div className="ui-empty-words">{children}</div>
      {action !== undefined && <div className="ui-empty-action">{action}</div>}
    </div>
  );
}
