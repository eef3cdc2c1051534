// Samples in the demonstration: taken from the animal, spun, fixed, divided and put into their places.
// Must not decide when they are due: the operation and the follow-up do.

import {
  isFrozen,
  materialKeys,
  sampleId,
  type Material,
  type TimePoint,
} from '../../shared/domain/schedule.ts';
import type { Story } from './agenda.ts';
import { secondTechnician, type Person } from './cast.ts';
import type { Shelf } from './freezer.ts';
import type { StudyAnimal } from './roster.ts';
import type { World } from './world.ts';

export interface Sampling {
  readonly animal: StudyAnimal;
  readonly timePoint: TimePoint;
  /** Who holds needle and laparoscope. */
  readonly takenBy: Person;
  readonly typedBy: Person;
  /** Needed where the samples are taken outside their window. */
  readonly reason?: string;
}

/** Materials of a time point that will not be taken. */
export function missedMaterials({ animal, timePoint }: Sampling): readonly Material[] {
  return animal.incidents.missed?.timePoint === timePoint ? ['liver-rna', 'liver-protein'] : [];
}

const serumVolume = 1500;
const aliquotVolume = 500;

/** Three aliquots of 500 µL hold the whole serum of one sample. */
export function collect({ stage }: World, sampling: Sampling, materials: readonly Material[]): void {
  const { animal, timePoint, takenBy, typedBy, reason } = sampling;
  const items = materials.map((material) => ({
    material,
    ...(material === 'serum' ? { volumeMicrolitre: String(serumVolume) } : {}),
  }));
  const meta = { performedBy: takenBy.userId, ...(reason === undefined ? {} : { reason }) };
  stage.run(typedBy, 'sample.collect', { animalId: animal.id, timePoint, items }, meta);
}

export function miss({ stage }: World, sampling: Sampling): void {
  const materials = missedMaterials(sampling);
  if (materials.length === 0) return;
  const { animal, timePoint, typedBy } = sampling;
  const meta = { reason: animal.incidents.missed?.reason ?? '' };
  stage.run(typedBy, 'sample.miss', { animalId: animal.id, timePoint, materials: [...materials] }, meta);
}

export function process({ stage }: World, sampling: Sampling, material: Material, hasTimer: boolean) {
  const id = sampleId(sampling.animal.id, sampling.timePoint, material);
  return stage.run(secondTechnician, 'sample.process', { sampleIds: [id], hasTimer }).timerIds;
}

/** Puts what is frozen at once into the freezer: RNA and protein. */
export function freezeTissue(world: World, sampling: Sampling): void {
  const missed = missedMaterials(sampling);
  const frozen = materialKeys.filter(
    (material) => isFrozen(material) && material !== 'serum' && !missed.includes(material),
  );
  store(world, sampling, frozen, 'tissue');
}

/** Puts fixed tissue into the cabinet. */
export function storeBlocks(world: World, sampling: Sampling): void {
  store(world, sampling, ['liver-histology', 'liver-ki67'], 'block');
}

function store(
  world: World,
  { animal, timePoint }: Sampling,
  materials: readonly Material[],
  shelf: Shelf,
): void {
  if (materials.length === 0) return;
  const items = materials.map((material) => ({
    sampleId: sampleId(animal.id, timePoint, material),
    placeId: world.places.next(shelf),
  }));
  world.stage.run(secondTechnician, 'sample.store', { items }, { source: 'scanned' });
}

/** Divides the serum, freezes the aliquots, and lets the laboratory know. */
export function divideSerum(world: World, { animal, timePoint }: Sampling): void {
  const { stage, places, waitingSerum } = world;
  const id = sampleId(animal.id, timePoint, 'serum');
  const aliquots = Array.from({ length: serumVolume / aliquotVolume }, () => ({
    volumeMicrolitre: String(aliquotVolume),
  }));
  const { sampleIds } = stage.run(secondTechnician, 'sample.aliquot', { sampleId: id, aliquots });
  const items = sampleIds.map((one) => ({ sampleId: one, placeId: places.next('serum') }));
  stage.run(secondTechnician, 'sample.store', { items }, { source: 'scanned' });
  const isHaemolysed = animal.incidents.haemolysedAt === timePoint;
  waitingSerum.push({ animalId: animal.id, timePoint, storedAt: stage.now, isHaemolysed });
}

/** What becomes of samples that were taken in theatre, at a bench of its own: two timers, then the places. */
export function* benchWork(world: World, sampling: Sampling): Story {
  const { stage } = world;
  yield stage.about(4, 2);
  const fixation = process(world, sampling, 'liver-ki67', true);
  yield stage.about(5, 3);
  freezeTissue(world, sampling);
  yield stage.about(26, 6);
  const spinning = process(world, sampling, 'serum', true);
  yield stage.in(15);
  for (const timerId of spinning) stage.run(secondTechnician, 'timer.stop', { timerId });
  yield stage.about(9, 6);
  divideSerum(world, sampling);
  yield stage.in(24 * 60 - 58);
  for (const timerId of fixation) stage.run(secondTechnician, 'timer.stop', { timerId });
  yield stage.about(20);
  storeBlocks(world, sampling);
}
