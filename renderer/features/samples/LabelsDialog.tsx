// Labels of samples, to look at and to print; after taking samples it comes by itself.
// Must not put anything on a label that tells a group.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Labels } from '../../ui/Labels.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { labelOf, type Labelled } from './wording.ts';

interface LabelsDialogProps {
  readonly labelled: readonly Labelled[];
  readonly isJustTaken: boolean;
  readonly onClose: () => void;
}

export function LabelsDialog({ labelled, isJustTaken, onClose }: LabelsDialogProps): ReactElement {
  const animalId = labelled[0]?.animalId;
  const known = useLive('sample.list', animalId === undefined ? {} : { animalId }).value?.samples ?? [];
  const labels = labelled.map((one) => labelOf(known.find(({ id }) => id === one.id) ?? one));
  const count = labels.length;
  return (
    <Dialog
      isOpen
      isWide
      isDismissable
      onClose={onClose}
      title={say('samples.labels-title')}
      actions={<Button onPress={onClose}>{say('samples.done')}</Button>}
    >
      {isJustTaken && (
        <Notice
          tone="done"
          isLive
          message={say(count === 1 ? 'samples.taken-title-one' : 'samples.taken-title', { count })}
          remedy={say('samples.taken-next')}
        />
      )}
      <Labels labels={labels} />
    </Dialog>
  );
}
