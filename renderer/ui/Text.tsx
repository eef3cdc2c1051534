// Two kinds of text beside the plain one: secondary, and codes.
// Must not be used for headings: pages and panels bring theirs.

import type { ReactElement, ReactNode } from 'react';

import './text.css';

/** Secondary: 13 px, lighter. */
export function Soft({ children }: { children: ReactNode }): ReactElement {
  return <span className="ui-soft">{children}</span>;
}

/** Ids, hashes and codes, in the typewriter face. */
export function Code({ children }: { children: ReactNode }): ReactElement {
  return <code className="ui-code">{children}</code>;
}
