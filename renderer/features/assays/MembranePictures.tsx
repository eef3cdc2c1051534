// The membranes of a recorded blot: exposure, picture and hash of each, beside the densities that were measured on them.
// Must not show what the record does not name.

import type { ReactElement } from 'react';
import { westernBlot } from '../../../shared/assays/western-blot.ts';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Code, Soft } from '../../ui/Text.tsx';
import { BlotPicture } from './BlotPicture.tsx';
import type { Shown } from './shown.ts';

/** Nothing where the record is of a form that names no membranes. */
export function MembranePictures({ input }: Pick<Shown, 'input'>): ReactElement | null {
  const parsed = westernBlot.input.safeParse(input);
  if (!parsed.success) return null;
  const { membranes, files } = parsed.data;
  return (
    <Panel title={say('blot.membranes')}>
      <ul className="blot-membranes">
        {membranes.map(({ name, exposure, imageAttachmentId }) => {
          const hash = files.find((one) => one.attachmentId === imageAttachmentId)?.hash;
          return (
            <li key={name} className="blot-membrane">
              <strong>{name}</strong>
              <Soft>{say('blot.exposed', { exposure })}</Soft>
              {imageAttachmentId === null ? (
                <Soft>{say('blot.no-picture')}</Soft>
              ) : (
                <>
                  <BlotPicture attachmentId={imageAttachmentId} membrane={name} />
                  {hash !== undefined && (
                    <Soft>
                      {say('blot.picture-kept')} <Code>{hash.slice(0, 12)}</Code>
                    </Soft>
                  )}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
