// Folds away what is seldom needed: done by someone else, witnessed, or earlier.
// Must not hide a field that is required.

import type { ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';

export function MoreFields({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <details className="dose-more">
      <summary>{say('dosing.more-fields')}</summary>
      <div className="dose-more-body">{children}</div>
    </details>
  );
}
