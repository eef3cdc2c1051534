// Where the picture of a field is dropped or chosen: it is kept as it came, with its animal, before it is shown.
// Must not show the name of the file.

import { ImageUp } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome, type Refusal } from '../../../../shared/kernel/refusal.ts';
import { bridge } from '../../../bridge.ts';
import { RefusalNotice } from '../../../RefusalNotice.tsx';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { Soft } from '../../../ui/Text.tsx';
import { attachPicture } from './picture.ts';

interface PictureDropProps {
  readonly animalId: string;
  readonly onAttached: (attachmentId: string) => void;
}

export function PictureDrop({ animalId, onAttached }: PictureDropProps): ReactElement {
  const [refusal, setRefusal] = useState<Refusal>();
  const [isOver, setIsOver] = useState(false);
  const [isReading, setIsReading] = useState(false);
  const take = async (attaching: () => Promise<Outcome<{ readonly attachmentId: string } | null>>) => {
    setRefusal(undefined);
    setIsReading(true);
    const attached = await attaching();
    setIsReading(false);
    if (!attached.ok) setRefusal(attached.refusal);
    else if (attached.value) onAttached(attached.value.attachmentId);
  };
  const zone = useRef<HTMLElement>(null);
  const onFiles = useEffectEvent((files: FileList): void => {
    const [file] = files;
    const one =
      file && files.length === 1 ? attachPicture(file, animalId) : Promise.resolve(refuse('assay.one-file'));
    void take(() => one);
  });
  // The keyboard chooses a picture by the button; only what is dragged needs the zone.
  useEffect(() => {
    const element = zone.current;
    if (!element) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    element.addEventListener(
      'dragover',
      (event) => {
        event.preventDefault();
        setIsOver(true);
      },
      { signal },
    );
    element.addEventListener('dragleave', () => setIsOver(false), { signal });
    element.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setIsOver(false);
        if (event.dataTransfer) onFiles(event.dataTransfer.files);
      },
      { signal },
    );
    return () => ending.abort();
  }, []);
  return (
    <>
      <section
        ref={zone}
        className={classes('assays-drop', isOver && 'assays-drop-over')}
        aria-label={say('nuclei.drop')}
      >
        <p className="assays-drop-words">{say('nuclei.drop')}</p>
        <Soft>{say('nuclei.drop-formats')}</Soft>
        <Button
          icon={ImageUp}
          isPending={isReading}
          onPress={() =>
            void take(() => bridge.service('attachment.choose', { animalId, runId: null, lotId: null }))
          }
        >
          {say('nuclei.choose')}
        </Button>
      </section>
      <RefusalNotice refusal={refusal} />
    </>
  );
}
