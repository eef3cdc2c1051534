// Where an instrument's file is dropped or chosen: it is kept by its hash first, then read.
// Must not read the file itself, nor take one that is not kept.

import { FileUp } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome, type Refusal } from '../../../shared/kernel/refusal.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import { base64Of } from '../../base64.ts';
import { bridge } from '../../bridge.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Soft } from '../../ui/Text.tsx';
import { MapColumns } from './MapColumns.tsx';

interface FileDropProps {
  readonly onRead: (file: InstrumentFile) => void;
  /** Why a file that could be read does not belong here; undefined where it does. */
  readonly problemOf?: (file: InstrumentFile) => Refusal | undefined;
  /** What may be dropped, where it is one more. */
  readonly words?: string;
}

const about = { animalId: null, runId: null, lotId: null } as const;
const megabyte = 1024 * 1024;
const largestMegabytes = 32;

export function FileDrop({ onRead, problemOf, words }: FileDropProps): ReactElement {
  const [refusal, setRefusal] = useState<Refusal>();
  /** Kept, and of no format that is known. */
  const [unknownId, setUnknownId] = useState<string>();
  const [isOver, setIsOver] = useState(false);
  const [isReading, setIsReading] = useState(false);

  const give = (file: InstrumentFile): void => {
    const problem = problemOf?.(file);
    setRefusal(problem);
    if (problem) return;
    setUnknownId(undefined);
    onRead(file);
  };

  const take = async (attaching: () => Promise<Outcome<{ readonly attachmentId: string } | null>>) => {
    setRefusal(undefined);
    setUnknownId(undefined);
    setIsReading(true);
    const attached = await attaching();
    const read =
      attached.ok && attached.value
        ? await bridge.service('instrument.read', { attachmentId: attached.value.attachmentId })
        : undefined;
    setIsReading(false);
    if (!attached.ok) setRefusal(attached.refusal);
    else if (read && !read.ok) {
      setRefusal(read.refusal);
      if (read.refusal.code === 'instrument.unknown') setUnknownId(attached.value?.attachmentId);
    } else if (read?.ok) give(read.value);
  };

  const answer = useRef<HTMLDivElement>(null);
  // On a small screen the answer would stand below what is seen, as if nothing had happened.
  useEffect(() => {
    if (refusal) answer.current?.scrollIntoView({ block: 'nearest' });
  }, [refusal]);

  const zone = useRef<HTMLElement>(null);
  const onFiles = useEffectEvent((files: FileList): void => {
    const [file] = files;
    void take(() => (!file || files.length > 1 ? Promise.resolve(refuse('assay.one-file')) : attach(file)));
  });
  // The keyboard chooses a file by the button; only what is dragged needs the zone.
  useEffect(() => {
    const element = zone.current;
    if (!element) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    // A drop is taken only where the drag over it was.
    const onOver = (event: DragEvent): void => {
      event.preventDefault();
      setIsOver(true);
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      setIsOver(false);
      if (event.dataTransfer) onFiles(event.dataTransfer.files);
    };
    element.addEventListener('dragover', onOver, { signal });
    element.addEventListener('dragleave', () => setIsOver(false), { signal });
    element.addEventListener('drop', onDrop, { signal });
    return () => ending.abort();
  }, []);

  return (
    <>
      <section
        ref={zone}
        className={classes(
          'assays-drop',
          words !== undefined && 'assays-drop-more',
          isOver && 'assays-drop-over',
        )}
        aria-label={words ?? say('assays.drop')}
      >
        <p className="assays-drop-words">{words ?? say('assays.drop')}</p>
        <Soft>{say('assays.drop-formats', { formats: say('instrument.name-formats') })}</Soft>
        <Button
          icon={FileUp}
          isPending={isReading}
          onPress={() => void take(() => bridge.service('attachment.choose', about))}
        >
          {say('assays.choose-file')}
        </Button>
      </section>
      <div ref={answer} className="assays-drop-answer">
        <RefusalNotice refusal={refusal} />
        {unknownId !== undefined && <MapColumns attachmentId={unknownId} onRead={give} />}
      </div>
    </>
  );
}

async function attach(file: File): Promise<Outcome<{ readonly attachmentId: string }>> {
  const { name, size } = file;
  if (size > largestMegabytes * megabyte) {
    return refuse('attachment.too-large', { name, limit: largestMegabytes });
  }
  return bridge.service('attachment.add', {
    ...about,
    name,
    base64: base64Of(new Uint8Array(await file.arrayBuffer())),
  });
}
