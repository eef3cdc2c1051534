// The title of an evaluation that is being put together.
// Must not change the title of one that is recorded.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { TextField } from '../../ui/TextField.tsx';
import type { DraftCore } from './draft-core.ts';
import { changeDraft } from './draft.ts';

export function TitleField({ draft: { title, assayId } }: { readonly draft: DraftCore }): ReactElement {
  return (
    <TextField
      label={say('assays.column-title')}
      value={title}
      onChange={(text) => changeDraft((now) => ({ ...now, title: text }))}
      maxLength={120}
      isRequired
      isReadOnly={assayId !== null}
    />
  );
}
