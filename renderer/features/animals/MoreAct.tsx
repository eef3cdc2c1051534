// Who else did it, who witnessed, at another time: folded away where the usual case is "me, now".
// Must not hide what was filled in: it stays open then.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { ActFields } from '../../ActFields.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';

export function MoreAct({ act }: { readonly act: ActFields }): ReactElement {
  return (
    <Disclosure summary={say('animals.more-act')} isOpen={Object.keys(act.meta).length > 0}>
      {act.fields}
    </Disclosure>
  );
}
