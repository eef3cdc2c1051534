// What is not as it is in the file: values stretched for the eye, and which page is shown.
// Must not stand where the picture is shown as it came: then it says nothing.

import type { ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import { Soft } from '../../../ui/Text.tsx';
import type { ShownPicture } from './picture.ts';

interface PictureNotesProps {
  readonly picture: Pick<ShownPicture, 'stretched' | 'pages'>;
}

export function PictureNotes({ picture: { stretched, pages } }: PictureNotesProps): ReactElement {
  return (
    <>
      {stretched && <Soft>{say('picture.stretched', stretched)}</Soft>}
      {pages > 1 && <Soft>{say('picture.first-page', { pages })}</Soft>}
    </>
  );
}
