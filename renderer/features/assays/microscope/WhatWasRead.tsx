// What was read at the microscope, beside the numbers that came of it: scores by code, or fields with their marks.
// Must not be asked for scores that are hidden: the notebook does not give them.

import { useMemo, useState, type ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import { usePeople } from '../../../me.ts';
import { RefusalNotice } from '../../../RefusalNotice.tsx';
import { Stack } from '../../../ui/Layout.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Soft } from '../../../ui/Text.tsx';
import type { Shown } from '../shown.ts';
import { draftOf, marksOf, type DraftField } from './counts-draft.ts';
import { FieldTable } from './FieldTable.tsx';
import { NucleiPicture } from './NucleiPicture.tsx';
import { usePicture } from './picture.ts';
import { PictureNotes } from './PictureNotes.tsx';
import { ScoresByCode } from './ScoresByCode.tsx';

export function WhatWasRead({ shown }: { readonly shown: Shown }): ReactElement | null {
  if (shown.about.assayKey === 'suzuki') return <SlidesRead shown={shown} />;
  return shown.about.assayKey === 'ki67' ? <FieldsCounted shown={shown} /> : null;
}

function SlidesRead({ shown: { about, input, output } }: { readonly shown: Shown }): ReactElement {
  const { nameOf } = usePeople();
  const { firstReadBy, secondReadBy } = about;
  const names = {
    first: firstReadBy === null ? null : nameOf(firstReadBy),
    second: secondReadBy === null ? null : nameOf(secondReadBy),
  };
  return (
    <Panel title={say('slides.scores')}>
      <Stack gap={2}>
        <Soft>{say('slides.scores-note')}</Soft>
        <ScoresByCode input={input} numbers={output.numbers} names={names} />
      </Stack>
    </Panel>
  );
}

function FieldsCounted({ shown: { about, input } }: { readonly shown: Shown }): ReactElement | null {
  const recorded = useMemo(() => draftOf(about.title, input), [about.title, input]);
  const [open, setOpen] = useState<string>();
  if (!recorded) return null;
  const { fields } = recorded.draft;
  const field = fields.find((one) => one.name === open);
  return (
    <Panel title={say('nuclei.counted')}>
      <Stack gap={2}>
        <Soft>{say('nuclei.counted-hint')}</Soft>
        <FieldTable label={say('nuclei.counted')} fields={fields} shown={open ?? null} onShow={setOpen} />
        {field &&
          (field.imageAttachmentId === null ? (
            <p>{say('nuclei.no-picture', { field: field.name })}</p>
          ) : (
            <MarkedPicture key={field.name} field={field} attachmentId={field.imageAttachmentId} />
          ))}
      </Stack>
    </Panel>
  );
}

interface MarkedPictureProps {
  readonly field: DraftField;
  readonly attachmentId: string;
}

function MarkedPicture({ field, attachmentId }: MarkedPictureProps): ReactElement {
  const { picture, refusal, isBroken } = usePicture(attachmentId);
  const marks = useMemo(() => marksOf(field), [field]);
  return (
    <>
      <RefusalNotice refusal={refusal} />
      {isBroken && <Notice tone="refused" message={say('nuclei.picture-broken')} />}
      {!picture && !refusal && !isBroken && <p>{say('nuclei.picture-loading')}</p>}
      {picture && (
        <>
          <NucleiPicture
            label={say('nuclei.picture', { field: field.name })}
            picture={picture}
            marks={marks}
          />
          <Soft>
            {say('nuclei.hash', {
              hash: picture.hash.slice(0, 12),
              width: picture.width,
              height: picture.height,
            })}
          </Soft>
          <PictureNotes picture={picture} />
        </>
      )}
    </>
  );
}
