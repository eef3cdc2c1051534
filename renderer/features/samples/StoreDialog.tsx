// Putting samples into freezer positions: picked from the box, typed or scanned, saved together.
// Must not take a place by itself: every place is one that a person chose.

import { useState, type ReactElement } from 'react';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { BoxGrid, type BoxPosition } from './BoxGrid.tsx';
import { BoxChoice, useChosenBox } from './BoxChoice.tsx';

interface StoreDialogProps {
  readonly sampleIds: readonly string[];
  /** The one sample leaves its place for another. */
  readonly isMove?: boolean;
  readonly onClose: () => void;
}

export function StoreDialog({ sampleIds, isMove = false, onClose }: StoreDialogProps): ReactElement {
  const [places, setPlaces] = useState<ReadonlyMap<string, string>>(new Map());
  const saver = useSaver();
  const act = useActFields();
  const [hasPicked, setHasPicked] = useState(false);
  const next = sampleIds.find((id) => (places.get(id) ?? '') === '');
  const known = useLive('sample.list', {}).value?.samples;
  const material = known?.find(({ id }) => id === (next ?? sampleIds.at(-1)))?.material;
  const { freezers, chosen, choose } = useChosenBox(material);
  const box = useLive('freezer.show', chosen ?? { freezerId: '', rack: 1, box: 1 }).value?.box;
  const planned = new Map([...places].map(([sample, place]) => [place.trim().toUpperCase(), sample]));
  const count = sampleIds.length;
  const first = sampleIds[0] ?? '';

  const put = (sample: string, place: string): void => setPlaces(new Map(places).set(sample, place));
  const pick = ({ id, occupantId }: BoxPosition): void => {
    const sample = planned.get(id);
    setHasPicked(true);
    if (sample !== undefined) put(sample, '');
    else if (occupantId === null && next !== undefined) put(next, id);
    else if (occupantId === null && count === 1) put(first, id);
  };

  const submit = async (): Promise<void> => {
    if (saver.isSaving || next !== undefined) return;
    const items = sampleIds.map((sampleId) => ({ sampleId, placeId: places.get(sampleId) ?? '' }));
    const outcome = isMove
      ? await saver.save('sample.move', { sampleId: first, placeId: places.get(first) ?? '' }, act.meta)
      : await saver.save('sample.store', { items }, act.meta);
    if (outcome.ok) onClose();
  };

  if (freezers?.length === 0) {
    return (
      <Dialog isOpen onClose={onClose} title={say('samples.store-title')}>
        <EmptyState
          title={say('samples.no-freezer-title')}
          action={
            <Button onPress={() => go('samples', undefined, 'freezer')}>
              {say('samples.define-freezer')}
            </Button>
          }
        >
          {say('samples.no-freezer')}
        </EmptyState>
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title={isMove ? say('samples.move-title', { sample: first }) : say('samples.store-title')}
      onSubmit={() => void submit()}
      actions={
        <Button type="submit" variant="primary" isPending={saver.isSaving} isDisabled={next !== undefined}>
          {submitWords(isMove, count, places.get(first))}
        </Button>
      }
    >
      <div className="samples-store">
        <div className="samples-store-list">
          <p className="samples-store-next" aria-live="polite">
            {next === undefined ? say('samples.all-placed') : say('samples.pick-for', { sample: next })}
          </p>
          {sampleIds.map((id) => (
            <TextField
              key={id}
              label={say('samples.place-of', { sample: id })}
              description={id === first ? say('samples.place-hint') : undefined}
              value={places.get(id) ?? ''}
              onChange={(place) => put(id, place)}
              isMono
            />
          ))}
        </div>
        <div className="samples-store-box">
          {freezers && known && chosen && <BoxChoice freezers={freezers} chosen={chosen} onChoose={choose} />}
          {known && box && (
            <BoxGrid
              key={box.id}
              boxId={box.id}
              rows={box.rows}
              planned={planned}
              isNamed={false}
              takesFocus={hasPicked}
              movesOn={next !== undefined}
              hint={say('samples.grid-hint')}
              onPress={pick}
            />
          )}
        </div>
      </div>
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      {act.fields}
    </Dialog>
  );
}

function submitWords(isMove: boolean, count: number, place: string | undefined): string {
  if (isMove)
    return place ? say('samples.move-now', { place: place.toUpperCase() }) : say('samples.move-open');
  return say(count === 1 ? 'samples.store-now-one' : 'samples.store-now', { count });
}
