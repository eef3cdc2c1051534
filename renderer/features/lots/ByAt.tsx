// Who and when, by the id of the person.
// Must not show a person other than the one who is named.

import type { ReactElement } from 'react';
import { usePeople } from '../../me.ts';
import { PersonTime } from '../../ui/PersonTime.tsx';

interface ByAtProps {
  readonly by: string;
  readonly at: string;
}

export function ByAt({ by, at }: ByAtProps): ReactElement {
  const { nameOf } = usePeople();
  return <PersonTime name={nameOf(by)} at={at} />;
}
