// Before anything is recorded: that the file was evaluated before, or is named after another endpoint or lot.
// Must not block: a file may be evaluated twice, and a name be wrong.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Draft } from './draft.ts';
import { draftHints } from './draft-hints.ts';

export function DraftHints({ draft }: { readonly draft: Draft }): ReactElement {
  const evaluations = useLive('assay.list', { status: 'evaluated' }).value?.assays ?? [];
  const lots = useLive('lot.list', { kind: 'secretome' }).value?.lots ?? [];
  const hashes = draft.files.map(({ hash }) => hash);
  const before =
    draft.assayId === null
      ? evaluations.filter(({ fileHashes }) => fileHashes.some((hash) => hashes.includes(hash)))
      : [];
  return (
    <>
      {before.map(({ id, title }) => (
        <Notice
          key={id}
          tone="due"
          isLive={false}
          message={say('assays.hint-before', { title })}
          remedy={say('assays.hint-before-remedy')}
          actions={<Button onPress={() => go('assays', id)}>{say('slides.open-evaluation')}</Button>}
        />
      ))}
      {draftHints(draft, lots).map(({ key, named, chosen }) => (
        <Notice
          key={key}
          tone="due"
          isLive={false}
          message={say(`assays.hint-${key}`, { named, chosen })}
          remedy={say('assays.hint-remedy')}
        />
      ))}
    </>
  );
}
