// What is folded away under a line of words until somebody asks for it.
// Must not hide a field that is required, nor what failed.

import type { ReactElement, ReactNode } from 'react';

import './layout.css';

interface DisclosureProps {
  readonly summary: string;
  /** Open at first, where something was filled in already. */
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

export function Disclosure({ summary, isOpen = false, children }: DisclosureProps): ReactElement {
  return (
    <details className="ui-disclosure" {...(isOpen ? { open: true } : {})}>
      <summary>{summary}</summary>
      <div className="ui-disclosure-body">{children}</div>
    </details>
  );
}
