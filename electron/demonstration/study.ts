// All stories of the demonstration put on one agenda and played to the end.
// Must not open or close the file: demonstration.ts does.

import type { Notebook } from '../notebook/notebook.ts';
import { Agenda } from './agenda.ts';
import type { Calendar, SimulatedClock } from './calendar.ts';
import { isProduced, productions } from './conditioned-medium.ts';
import { begins, isBought } from './founding.ts';
import { FreezerPlaces } from './freezer.ts';
import { arrives, donorArrives, isEnrolled } from './husbandry.ts';
import { isIsolated } from './isolation.ts';
import { measures } from './laboratory.ts';
import { keepsSamples } from './sample-keeping.ts';
import { assesses, keepsHouse, plansAnalysis, releasesNewVersion, reviewsTrail } from './oversight.ts';
import { donors, studyAnimals } from './roster.ts';
import { SeededRandom } from './seeded-random.ts';
import { Stage } from './stage.ts';
import { assayStories } from './assay-batches.ts';
import { InstrumentFiles } from './instrument-files.ts';
import { isOperated } from './surgery-day.ts';
import type { World } from './world.ts';

/** Plays the study into a founded notebook; the instruments write their files into `folder`. Throws `Refused` where the notebook refuses a command. */
export async function playStudy(
  notebook: Notebook,
  calendar: Calendar,
  clock: SimulatedClock,
  seed: number,
  folder: string,
): Promise<void> {
  const stage = new Stage(notebook, calendar, clock, new SeededRandom(seed, 'events'));
  const world: World = {
    stage,
    agenda: new Agenda(clock),
    places: new FreezerPlaces(),
    values: new SeededRandom(seed, 'values'),
    readings: new SeededRandom(seed, 'assays'),
    files: new InstrumentFiles(stage, folder),
    lots: new Map(),
    waitingSerum: [],
  };
  const replaced = new Map(
    studyAnimals.flatMap(({ id, incidents }) =>
      incidents.replacedBy === undefined ? [] : [[incidents.replacedBy, id] as const],
    ),
  );
  const stories = [
    begins(world),
    isBought(world),
    ...donors.flatMap((donor) => [donorArrives(world, donor), isIsolated(world, donor)]),
    ...productions.map((production) => isProduced(world, production)),
    ...studyAnimals.flatMap((animal) => [
      arrives(world, animal),
      isEnrolled(world, animal, replaced.get(animal.id) ?? null),
      isOperated(world, animal),
    ]),
    measures(world),
    ...assayStories(world),
    plansAnalysis(world),
    assesses(world),
    releasesNewVersion(world),
    reviewsTrail(world),
    keepsHouse(world),
    keepsSamples(world),
  ];
  for (const story of stories) world.agenda.add(clock.epochMs, story);
  await world.agenda.play(calendar.end.epochMs);
  clock.moveTo(calendar.end.epochMs);
}
