// What can be done with an evaluation: again, rejected, its results put in force again.
// Must not change it here: each is a command with its reason.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { draftOf, setDraft, useDraft } from './draft.ts';
import { partOf, type Part } from './microscope/readers.ts';
import type { Shown } from './shown.ts';

interface ActionsProps {
  readonly shown: Shown;
  readonly onReject: () => void;
}

export function EvaluationActions({ shown, onReject }: ActionsProps): ReactElement | null {
  const me = useMe();
  const part = useReadingPart(shown);
  const draft = useDraft(me.userId);
  const [isAsking, setIsAsking] = useState(false);
  const { about, input, readingListId } = shown;
  if (about.status === 'rejected') return null;
  const again = me.can('assay.reevaluate') ? draftOf(about.assayKey, about, input) : null;
  const start = (): void => {
    setDraft(me.userId, again);
    go('assays', 'new');
  };
  const isOwnReading = part?.startsWith('again') === true;
  return (
    <>
      {me.can('assay.reject') && (
        <Button variant="danger" onPress={onReject}>
          {say('assays.reject')}
        </Button>
      )}
      {again && (
        <Button onPress={() => (draft === null ? start() : setIsAsking(true))}>{say('assays.again')}</Button>
      )}
      {isAsking && draft !== null && (
        <DropDraft title={draft.title} onDrop={start} onClose={() => setIsAsking(false)} />
      )}
      {isOwnReading && readingListId !== null && (
        <Button onPress={() => go('assays', 'slides', readingListId)}>{say('assays.again')}</Button>
      )}
      {about.assayKey === 'ki67' && me.can('assay.reevaluate') && (
        <Button onPress={() => go('assays', 'ki67', about.id)}>{say('assays.again')}</Button>
      )}
    </>
  );
}

interface DropDraftProps {
  readonly title: string;
  readonly onDrop: () => void;
  readonly onClose: () => void;
}

/** There is one draft a person: another one takes the place of what was put together. */
function DropDraft({ title, onDrop, onClose }: DropDraftProps): ReactElement {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('assays.draft-there-title')}
      actions={
        <>
          <Button onPress={() => go('assays', 'new')}>{say('assays.continue')}</Button>
          <Button variant="danger" onPress={onDrop}>
            {say('assays.draft-there-drop')}
          </Button>
        </>
      }
    >
      <p>{say('assays.draft-there', { title })}</p>
    </Dialog>
  );
}

/** What this person would do with the list of a blind reading; null for every other assay, and where it is all read. */
function useReadingPart(shown: Shown): Part | null {
  const me = useMe();
  const { assayKey, status } = shown.about;
  if (assayKey !== 'suzuki' || status === 'rejected' || !me.can('assay.reevaluate')) return null;
  return partOf(me.userId, shown);
}

/** The same input again: what a newer run had replaced is in force once that was rejected. */
export function Restore({
  shown,
  onClose,
}: {
  readonly shown: Shown;
  readonly onClose: () => void;
}): ReactElement {
  const { about, input, readingListId } = shown;
  return (
    <SaveForm
      frame="dialog"
      title={say('assays.restore-title', { title: about.title })}
      lead={say('assays.restore-words')}
      submit={say('assays.restore')}
      hasReason
      reasonLabel={say('act.reason')}
      onClose={onClose}
      save={(saver, meta) =>
        saver.save('assay.reevaluate', { assayId: about.id, input, readingListId }, meta)
      }
    />
  );
}

export function Reject({
  shown,
  onClose,
}: {
  readonly shown: Shown;
  readonly onClose: () => void;
}): ReactElement {
  const { id, title } = shown.about;
  return (
    <SaveForm
      frame="dialog"
      title={say('assays.reject-title', { title })}
      lead={say('assays.reject-words')}
      submit={say('assays.reject')}
      isDanger
      hasReason
      reasonLabel={say('act.reason')}
      onClose={onClose}
      save={(saver, meta) => saver.save('assay.reject', { assayId: id }, meta)}
    />
  );
}
