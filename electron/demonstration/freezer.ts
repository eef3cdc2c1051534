// Where samples are put in the demonstration: the next free position of the boxes of each kind.
// Must not decide whether a place is free: the notebook refuses a taken one.

import { rowLetter } from '../../shared/domain/place.ts';
import { thirdTechnician } from './cast.ts';
import type { Stage } from './stage.ts';

const layout = { racks: 5, boxesPerRack: 6, rows: 9, columns: 9 };

/** What is kept apart: the rack of the freezer, or the cabinet for blocks of fixed tissue. */
const shelves = {
  serum: 'F1/R1',
  tissue: 'F1/R2',
  block: 'C1/R1',
} as const;
export type Shelf = keyof typeof shelves;

export class FreezerPlaces {
  readonly #used = new Map<Shelf, number>();

  next(shelf: Shelf): string {
    const used = this.#used.get(shelf) ?? 0;
    this.#used.set(shelf, used + 1);
    const inBox = layout.rows * layout.columns;
    const box = 1 + Math.floor(used / inBox);
    const place = used % inBox;
    const row = rowLetter(1 + Math.floor(place / layout.columns));
    return `${shelves[shelf]}/B${box}/${row}${1 + (place % layout.columns)}`;
  }
}

export function defineFreezers(stage: Stage): void {
  const freezer = { freezerId: 'F1', title: 'Freezer 1, cell laboratory', temperatureCelsius: '-80' };
  stage.run(thirdTechnician, 'freezer.define', { ...freezer, ...layout });
  const cabinet = { freezerId: 'C1', title: 'Cabinet 1, fixed tissue and blocks', temperatureCelsius: '20' };
  stage.run(thirdTechnician, 'freezer.define', { ...cabinet, ...layout });
}
