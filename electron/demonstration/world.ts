// What all stories of the demonstration share: the stage, the agenda, the lots, the places, what waits for an assay.
// Must not remember what the notebook knows: only what people at the bench carry in their heads.

import { Animal } from '../../shared/domain/animal.ts';
import { groupOfAnimal } from '../../shared/domain/allocation.ts';
import type { TimePoint } from '../../shared/domain/schedule.ts';
import type { EpochMs } from '../../shared/kernel/time.ts';
import type { Agenda, Story } from './agenda.ts';
import type { FreezerPlaces } from './freezer.ts';
import type { InstrumentFiles } from './instrument-files.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Stage } from './stage.ts';

/** Serum that lies in the freezer and has not been measured yet. */
export interface WaitingSerum {
  readonly animalId: string;
  readonly timePoint: TimePoint;
  readonly storedAt: EpochMs;
  readonly isHaemolysed: boolean;
}

export interface World {
  readonly stage: Stage;
  readonly agenda: Agenda;
  readonly places: FreezerPlaces;
  /** Draws the measured values. */
  readonly values: SeededRandom;
  /** Draws what the instruments of the assays measure. */
  readonly readings: SeededRandom;
  readonly files: InstrumentFiles;
  /** Ids of lots by what their label says. */
  readonly lots: Map<string, string>;
  readonly waitingSerum: WaitingSerum[];
}

/** Begins a story now, beside the one that goes on. */
export function beside({ agenda, stage }: World, story: Story): void {
  agenda.add(stage.now, story);
}

export function lotId(world: World, code: string): string {
  const id = world.lots.get(code);
  if (id === undefined) throw new RangeError(`The demonstration has no lot ${code} yet.`);
  return id;
}

/** The group of an animal, for those of the story who may know it. */
export function groupOf({ stage }: World, animalId: string): string {
  const animal = stage.read.get(Animal, animalId);
  const group = animal ? groupOfAnimal(stage.read, animal) : null;
  if (group === null) throw new RangeError(`${animalId} has no group yet.`);
  return group;
}
