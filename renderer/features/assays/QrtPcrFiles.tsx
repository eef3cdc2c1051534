// The files of a qRT-PCR and their plates: which are in, one more file, and one taken out.
// Must not take out the last plate, nor a file with what was said of it without asking.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { canTakeOut, ctFileProblem, platesIn, withCtFile, withoutCtFile, withPlate } from './ct-files.ts';
import { changeQrtPcr } from './draft.ts';
import { FileDrop } from './FileDrop.tsx';
import type { CtPlate, QrtPcrDraft } from './qrt-pcr-draft.ts';
import type { KnownAnimal } from './sample-matching.ts';

interface QrtPcrFilesProps {
  readonly draft: QrtPcrDraft;
  readonly animals: readonly KnownAnimal[];
}

export function QrtPcrFiles({ draft, animals }: QrtPcrFilesProps): ReactElement {
  const { plates } = draft;
  return (
    <Panel
      title={say('ct.files')}
      mark={<span>{say('ct.files-in', { count: platesIn(draft).length, all: plates.length })}</span>}
    >
      <Stack gap={1}>
        {sourcesOf(draft).map((source) => (
          <Source key={source.attachmentId} source={source} draft={draft} animals={animals} />
        ))}
        <FileDrop
          words={say('ct.files-drop')}
          problemOf={(file) => ctFileProblem(draft, file)}
          onRead={(file) => changeQrtPcr((now) => withCtFile(now, file, animals))}
        />
      </Stack>
    </Panel>
  );
}

interface PlateSource {
  /** Null for what was typed. */
  readonly attachmentId: string | null;
  readonly name: string;
  readonly plates: readonly CtPlate[];
}

/** The files that have plates, in the order in which they were dropped. */
function sourcesOf({ files, sources, plates }: QrtPcrDraft): readonly PlateSource[] {
  const ofFiles = files.map(({ attachmentId, hash }) => ({
    attachmentId,
    name:
      sources.find((one) => one.attachmentId === attachmentId)?.name ??
      say('ct.files-of-record', { hash: hash.slice(0, 12) }),
  }));
  return [...ofFiles, { attachmentId: null, name: say('ct.files-typed') }]
    .map((one) => ({ ...one, plates: plates.filter((its) => its.attachmentId === one.attachmentId) }))
    .filter((one) => one.plates.length > 0);
}

interface SourceProps extends QrtPcrFilesProps {
  readonly source: PlateSource;
}

function Source({ source, draft, animals }: SourceProps): ReactElement {
  const { attachmentId, name, plates } = source;
  const [isAsking, setIsAsking] = useState(false);
  const isOnly = platesIn(draft).length === 1;
  return (
    <section className="assays-source" aria-label={name}>
      <strong className="assays-source-name">{name}</strong>
      <div className="assays-source-plates">
        {plates.map((plate) => (
          <Checkbox
            key={plate.name}
            isSelected={plate.isIn}
            isDisabled={plate.isIn && isOnly}
            description={plate.isIn && isOnly ? say('ct.plate-last') : undefined}
            onChange={(isIn) => changeQrtPcr((now) => withPlate(now, plate.name, isIn, animals))}
          >
            {plate.name}
          </Checkbox>
        ))}
      </div>
      {attachmentId !== null && canTakeOut(draft, attachmentId) && (
        <Button onPress={() => setIsAsking(true)}>{say('ct.files-out', { name })}</Button>
      )}
      {attachmentId !== null && (
        <Dialog
          isOpen={isAsking}
          onClose={() => setIsAsking(false)}
          title={say('ct.files-out-title', { name })}
          actions={
            <>
              <Button onPress={() => setIsAsking(false)}>{say('assays.discard-not')}</Button>
              <Button
                variant="danger"
                onPress={() => changeQrtPcr((now) => withoutCtFile(now, attachmentId, animals))}
              >
                {say('ct.files-out', { name })}
              </Button>
            </>
          }
        >
          <p>{say('ct.files-out-words')}</p>
        </Dialog>
      )}
    </section>
  );
}
