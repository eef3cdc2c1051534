// The anaesthesia record of the demonstration: what the monitor shows at each interval, and the drugs.
// Must not operate: it goes on beside the operation until it is told that the animal is awake.

import type { Story } from './agenda.ts';
import { thirdTechnician } from './cast.ts';
import type { StudyAnimal } from './roster.ts';
import type { World } from './world.ts';

/** As the study director of the demonstration has settled it. */
const intervalMinutes = 10;

export interface Anaesthesia {
  readonly animal: StudyAnimal;
  readonly runId: string;
  isOver: boolean;
}

export function* isWatched(world: World, anaesthesia: Anaesthesia): Story {
  const { stage, values } = world;
  const { animal, runId } = anaesthesia;
  const pulse = values.between(92, 112);
  const began = stage.in(5);
  for (let count = 0; ; count++) {
    yield stage.in(count * intervalMinutes, began);
    if (anaesthesia.isOver) return;
    const cooling = Math.min(1.6, count * 0.12);
    const isSlip = animal.incidents.isObservationTypedWrongly === true && count === 4;
    const { observationId } = stage.run(
      thirdTechnician,
      'anaesthesia.observe',
      {
        animalId: animal.id,
        runId,
        heartRatePerMinute: (pulse + 4 * values.deviate()).toFixed(0),
        spo2Percent: isSlip ? '79' : Math.min(100, 97.6 + values.deviate()).toFixed(0),
        endTidalCo2MmHg: (40 + (count > 2 ? 3 : 0) + 1.5 * values.deviate()).toFixed(0),
        temperatureCelsius: (38.6 - cooling + 0.1 * values.deviate()).toFixed(1),
        isofluranePercent: (count === 0 ? 3.2 : 2 + 0.12 * values.deviate()).toFixed(1),
      },
      { source: 'typed' },
    );
    if (isSlip) {
      yield stage.about(3);
      const to = { spo2Percent: '97' };
      const meta = { reason: 'Digits exchanged while typing; the monitor printed 97.' };
      stage.run(thirdTechnician, 'anaesthesia.correctObservation', { observationId, to }, meta);
    }
  }
}

/** An antibiotic as an example of a drug that is entered in full; neither drug nor dose is the article's. */
export function giveAntibiotic({ stage }: World, animal: StudyAnimal, runId: string): void {
  const drug = {
    product: 'Cefazolin (simulated)',
    doseMgPerKg: '20',
    strengthMgPerMl: '100',
    route: 'intravenous',
  };
  stage.run(thirdTechnician, 'medication.give', { animalId: animal.id, runId, ...drug });
}

export function giveTolfedine({ stage }: World, animal: StudyAnimal, runId: string): void {
  stage.run(thirdTechnician, 'medication.give', { animalId: animal.id, runId, product: 'Tolfedine' });
}

/** The next day; once more was drawn than computed, and the truth is recorded. */
export function giveTolfedineAgain(world: World, animal: StudyAnimal, runId: string): void {
  if (animal.incidents.isDrawnWrongly !== true) {
    giveTolfedine(world, animal, runId);
    return;
  }
  const input = { animalId: animal.id, runId, product: 'Tolfedine', volumeMl: '1.5', route: 'intramuscular' };
  const meta = { reason: 'The volume of a heavier animal was drawn; noticed after the injection.' };
  world.stage.run(thirdTechnician, 'medication.giveOutsideGate', input, meta);
}
