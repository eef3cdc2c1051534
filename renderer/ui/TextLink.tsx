// A link inside running text: it breaks across lines like the words around it.
// Must not save anything: what changes the notebook is a button.

import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-aria-components';

import { classes } from './classes.ts';
import { given } from './given.ts';
import './text.css';

interface TextLinkProps {
  children: ReactNode;
  onPress: () => void;
  /** Begins with the words that are seen. */
  'aria-label'?: string | undefined;
  tone?: 'accent' | 'refused' | undefined;
}

export function TextLink({ children, tone = 'accent', ...rest }: TextLinkProps): ReactElement {
  return (
    <Link {...given(rest)} className={classes('ui-text-link', tone === 'refused' && 'ui-text-link-refused')}>
      {children}
    </Link>
  );
}
