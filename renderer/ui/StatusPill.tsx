// A state in one or two words with its icon.
// Must not be pressed, and must not be coloured without its word.

import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';

import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import { toneIcon, type Tone } from './tone.ts';
import './text.css';

interface StatusPillProps {
  /** The word: "Released", "Overdue 2 h". */
  children: string;
  tone?: Tone | undefined;
  /** Another icon than the tone's own. */
  icon?: LucideIcon | undefined;
}

export function StatusPill({ children, tone = 'neutral', icon }: StatusPillProps): ReactElement {
  return (
    <span className={classes('ui-pill', `ui-pill-${tone}`)}>
      <Icon of={icon ?? toneIcon[tone]} size="small" />
      {children}
    </span>
  );
}
