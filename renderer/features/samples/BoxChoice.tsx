// Which box of which freezer is looked into; the last one is remembered while the program runs.
// Must not choose a position.

import type { ReactElement } from 'react';
import { create } from 'zustand';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryInput, QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { Select } from '../../ui/Select.tsx';

export type FreezerRow = QueryValue<'freezer.list'>['freezers'][number];
export type ChosenBox = QueryInput<'freezer.show'>;

const useLastBox = create<{ box: ChosenBox | undefined }>(() => ({ box: undefined }));

interface Choosing {
  /** Undefined until the notebook has answered. */
  readonly freezers: readonly FreezerRow[] | undefined;
  readonly chosen: ChosenBox | undefined;
  readonly choose: (box: ChosenBox) => void;
}

/** The box chosen last, else the first one that has room. */
export function useChosenBox(): Choosing {
  const last = useLastBox((store) => store.box);
  const freezers = useLive('freezer.list', {}).value?.freezers;
  const isThere = freezers?.some((one) => one.id === last?.freezerId) === true;
  const first = freezers?.[0];
  const chosen = isThere ? last : first && { freezerId: first.id, ...firstWithRoom(first) };
  return { freezers, chosen, choose: (box) => useLastBox.setState({ box }) };
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
