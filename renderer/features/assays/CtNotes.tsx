// What several plates may do to the results of a qRT-PCR, in words before the preview.
// Must not stand in the way: it blocks nothing.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ctNotes } from './ct-notes.ts';
import type { QrtPcrDraft } from './qrt-pcr-draft.ts';

export function CtNotes({ draft }: { readonly draft: QrtPcrDraft }): ReactElement | null {
  const notes = ctNotes(draft);
  if (notes.length === 0) return null;
  return (
    <Panel title={say('ct.notes')}>
      <Stack gap={1}>
        {notes.map(({ key, about }) => (
          <Notice
            key={key}
            tone="due"
            message={say(`ct.note-${key}`, about)}
            remedy={say(`ct.note-${key}-remedy`)}
          />
        ))}
      </Stack>
    </Panel>
  );
}
