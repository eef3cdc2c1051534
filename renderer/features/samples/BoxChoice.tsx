// Which box of which freezer is looked into: beside the last sample of the same material, until a person chooses.
// Must not choose a position.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryInput, QueryValue } from '../../../shared/contract.ts';
import type { SampleState } from '../../../shared/domain/sample.ts';
import type { Material } from '../../../shared/domain/schedule.ts';
import { useLive } from '../../live.ts';
import { Select } from '../../ui/Select.tsx';

export type FreezerRow = QueryValue<'freezer.list'>['freezers'][number];
export type ChosenBox = QueryInput<'freezer.show'>;

interface Choosing {
  /** Undefined until the notebook has answered. */
  readonly freezers: readonly FreezerRow[] | undefined;
  readonly chosen: ChosenBox | undefined;
  readonly choose: (box: ChosenBox) => void;
}

/** The box that a person chose, else the one where the last sample of this material went, or the next with room. */
export function useChosenBox(material: Material | undefined): Choosing {
  const [own, setOwn] = useState<ChosenBox>();
  const freezers = useLive('freezer.list', {}).value?.freezers;
  // All materials at once: the box stays in place while the next sample's is looked up.
  const stored = useLive('sample.list', { status: 'stored' }).value?.samples;
  const suggested =
    freezers &&
    stored &&
    suggestedBox(
      freezers,
      stored.filter((one) => one.material === material),
    );
  return { freezers, chosen: own ?? suggested, choose: setOwn };
}

function suggestedBox(
  freezers: readonly FreezerRow[],
  stored: readonly SampleState[],
): ChosenBox | undefined {
  const last = stored.reduce<SampleState | undefined>(
    (latest, one) => (latest === undefined || storedAt(one) > storedAt(latest) ? one : latest),
    undefined,
  );
  const [freezerId, rack, box] = last?.placeId?.split('/') ?? [];
  const freezer = freezers.find((one) => one.id === freezerId) ?? freezers[0];
  if (!freezer) return undefined;
  const from = { rack: Number(rack?.slice(1) ?? 1), box: Number(box?.slice(1) ?? 1) };
  const boxes = boxesOf(freezer);
  const onwards = boxes.filter(
    (one) => one.rack > from.rack || (one.rack === from.rack && one.box >= from.box),
  );
  const hasRoom = (one: { readonly rack: number; readonly box: number }): boolean =>
    takenIn(freezer, one.rack, one.box) < freezer.placesPerBox;
  return { freezerId: freezer.id, ...(onwards.find(hasRoom) ?? boxes.find(hasRoom) ?? from) };
}

/** Stored local texts of one place compare as they stand; where clocks changed, any of the last ones will do. */
function storedAt({ history }: SampleState): string {
  return history.findLast(({ what }) => what === 'stored' || what === 'moved')?.at ?? '';
}

function boxesOf(freezer: FreezerRow): readonly { readonly rack: number; readonly box: number }[] {
  return Array.from({ length: freezer.racks * freezer.boxesPerRack }, (_, index) => ({
    rack: Math.floor(index / freezer.boxesPerRack) + 1,
    box: (index % freezer.boxesPerRack) + 1,
  }));
}

export function takenIn(freezer: FreezerRow, rack: number, box: number): number {
  return freezer.takenByBox[`${freezer.id}/R${rack}/B${box}`] ?? 0;
}

/** The box to begin with: in use and not full, else any with room. */
export function firstWithRoom(freezer: FreezerRow): { readonly rack: number; readonly box: number } {
  const boxes = boxesOf(freezer).filter(
    ({ rack, box }) => takenIn(freezer, rack, box) < freezer.placesPerBox,
  );
  return boxes.find(({ rack, box }) => takenIn(freezer, rack, box) > 0) ?? boxes[0] ?? { rack: 1, box: 1 };
}

interface BoxChoiceProps {
  readonly freezers: readonly FreezerRow[];
  readonly chosen: ChosenBox;
  readonly onChoose: (box: ChosenBox) => void;
}

export function BoxChoice({ freezers, chosen, onChoose }: BoxChoiceProps): ReactElement {
  const { freezerId, rack, box } = chosen;
  const freezer = freezers.find((one) => one.id === freezerId);
  const numbers = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => index + 1);
  return (
    <div className="samples-box-choice">
      <Select
        label={say('samples.freezer')}
        options={freezers.map((one) => ({ value: one.id, label: `${one.id} · ${one.title}` }))}
        value={freezerId}
        onChange={(id) => {
          const next = freezers.find((one) => one.id === id);
          if (next) onChoose({ freezerId: id, ...firstWithRoom(next) });
        }}
      />
      <Select
        label={say('samples.rack')}
        options={numbers(freezer?.racks ?? 0).map((number) => ({
          value: String(number),
          label: say('samples.rack-number', { number }),
        }))}
        value={String(rack)}
        onChange={(value) => onChoose({ freezerId, rack: Number(value), box: 1 })}
      />
      <Select
        label={say('samples.box')}
        options={numbers(freezer?.boxesPerRack ?? 0).map((number) => ({
          value: String(number),
          label: say('samples.box-number', { number }),
          note:
            freezer &&
            say('samples.box-fill', { taken: takenIn(freezer, rack, number), places: freezer.placesPerBox }),
        }))}
        value={String(box)}
        onChange={(value) => onChoose({ freezerId, rack, box: Number(value) })}
      />
    </div>
  );
}
