// How things stand on a page: below one another, beside one another, in columns.
// Must not carry a meaning or a colour.

import type { ReactElement, ReactNode } from 'react';

import { classes } from './classes.ts';
import './layout.css';

/** In steps of 8 px. */
type Gap = 0 | 1 | 2 | 3 | 4 | 6;

interface StackProps {
  children: ReactNode;
  gap?: Gap | undefined;
}

/** Below one another. */
export function Stack({ children, gap = 2 }: StackProps): ReactElement {
  return <div className={classes('ui-stack', `ui-gap-${gap}`)}>{children}</div>;
}

interface RowProps {
  children: ReactNode;
  gap?: Gap | undefined;
  /** Across: fields want `end`, words of different sizes `baseline`. */
  align?: 'start' | 'center' | 'end' | 'baseline' | undefined;
  /** Along: `between` pushes the last to the right edge. */
  justify?: 'start' | 'between' | 'end' | undefined;
}

/** Beside one another, onto the next line where there is no room. */
export function Row({ children, gap = 2, align = 'center', justify = 'start' }: RowProps): ReactElement {
  return (
    <div className={classes('ui-row', `ui-gap-${gap}`, `ui-align-${align}`, `ui-justify-${justify}`)}>
      {children}
    </div>
  );
}

interface GridProps {
  children: ReactNode;
  gap?: Gap | undefined;
  /** The least width of a column: 160, 240, 360 px; or exactly two, with `halves`. */
  columns?: 'narrow' | 'normal' | 'wide' | 'halves' | undefined;
}

/** In columns as many as there is room for. */
export function Grid({ children, gap = 2, columns = 'normal' }: GridProps): ReactElement {
  return <div className={classes('ui-grid', `ui-gap-${gap}`, `ui-columns-${columns}`)}>{children}</div>;
}
