// Folds away what is seldom needed: done by someone else, witnessed, or earlier.
// Must not hide a field that is required.

import type { ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';

export function MoreFields({ children }: { readonly children: ReactNode }): ReactElement {
  return <Disclosure summary={say('dosing.more-fields')}>{children}</Disclosure>;
}
