// Who else did it, who witnessed, at another time: folded away where the usual case is "me, now".
// Must not hide what was filled in: it stays open then.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { ActFields } from '../../ActFields.tsx';

export function MoreAct({ act }: { readonly act: ActFields }): ReactElement {
  return (
    <details className="animals-more" {...(Object.keys(act.meta).length > 0 ? { open: true } : {})}>
      <summary>{say('animals.more-act')}</summary>
      <div className="animals-more-fields">{act.fields}</div>
    </details>
  );
}
