// The picture of a membrane, or why it cannot be shown.
// Must not show the name of its file: it may tell a group.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Soft } from '../../ui/Text.tsx';
import { usePicture } from './microscope/picture.ts';
import { PictureNotes } from './microscope/PictureNotes.tsx';
import './blot-picture.css';

interface BlotPictureProps {
  readonly attachmentId: string;
  readonly membrane: string;
}

export function BlotPicture({ attachmentId, membrane }: BlotPictureProps): ReactElement {
  const { picture, refusal, isBroken } = usePicture(attachmentId);
  if (!picture) {
    if (refusal) return <RefusalNotice refusal={refusal} />;
    if (isBroken) return <Notice tone="refused" message={say('nuclei.picture-broken')} />;
    return <Soft>{say('nuclei.picture-loading')}</Soft>;
  }
  return (
    <>
      <img className="blot-picture" src={picture.url} alt={say('blot.picture-of', { membrane })} />
      <PictureNotes picture={picture} />
    </>
  );
}
