// An icon from lucide at one of the sizes of the design, silent to screen readers: a word always stands beside it.
// Must not be the only carrier of a meaning.

import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';

import { classes } from './classes.ts';
import './icon.css';

interface IconProps {
  of: LucideIcon;
  /** 16, 20 or 32 px. */
  size?: 'small' | 'normal' | 'large' | undefined;
  className?: string | undefined;
}

export function Icon({ of: Drawing, size = 'normal', className }: IconProps): ReactElement {
  return (
    <Drawing
      aria-hidden="true"
      focusable="false"
      className={classes('ui-icon', `ui-icon-${size}`, className)}
    />
  );
}
