// The serum laboratory of the demonstration: every afternoon it types what it measured of the serum frozen by the day before.
// Must not invent a value of its own: those come from serum-model.ts.

import {
  analyte as analyteOf,
  serumAnalyteKeys,
  type SerumAnalyteKey,
} from '../../shared/domain/analytes.ts';
import { Result, resultId } from '../../shared/domain/result.ts';
import { hourMs } from '../../shared/kernel/time.ts';
import type { Story } from './agenda.ts';
import type { CourseModel } from './course-model.ts';
import { pathologist, secondTechnician } from './cast.ts';
import { studyAnimals, type Incidents } from './roster.ts';
import { serumModel } from './serum-model.ts';
import { groupOf, type WaitingSerum, type World } from './world.ts';

const firstMeasurementDay = -29;
const isChemistry = (key: SerumAnalyteKey): boolean => analyteOf(key).assay === 'serum-chemistry';
const chemistry: readonly SerumAnalyteKey[] = serumAnalyteKeys.filter(isChemistry);
/** Measured on plates of their own, by evaluated files: serum-plates.ts. */
const onPlates: readonly SerumAnalyteKey[] = ['il-6', 'tnf-alpha'];
const factors: readonly SerumAnalyteKey[] = serumAnalyteKeys.filter(
  (key) => !isChemistry(key) && !onPlates.includes(key),
);

interface Cell {
  readonly animalId: string;
  readonly timePoint: WaitingSerum['timePoint'];
  readonly analyte: SerumAnalyteKey;
  readonly value: string | null;
}

export function* measures(world: World): Story {
  const { stage, waitingSerum } = world;
  const model = serumModel(world.values);
  for (let day = firstMeasurementDay; day <= 0; day++) {
    yield stage.calendar.at(day, '15:30');
    const ready = waitingSerum.filter((one) => one.storedAt < stage.now - 18 * hourMs);
    if (ready.length === 0) continue;
    waitingSerum.splice(0, waitingSerum.length, ...waitingSerum.filter((one) => !ready.includes(one)));
    const cells = (keys: readonly SerumAnalyteKey[]) =>
      ready.flatMap((one) => cellsOf(world, model, one, keys));
    stage.run(secondTechnician, 'result.enter', { cells: cells(chemistry) });
    yield stage.about(75, 20);
    stage.run(pathologist, 'result.enter', { cells: cells(factors) }, { source: 'imported' });
    yield stage.in(16 * 60);
    for (const one of ready) correctTyping(world, one);
  }
}

function cellsOf(
  world: World,
  model: CourseModel<SerumAnalyteKey>,
  serum: WaitingSerum,
  keys: readonly SerumAnalyteKey[],
): Cell[] {
  const { animalId, timePoint } = serum;
  const incidents = incidentsOf(animalId);
  return keys.map((analyte) => {
    const value = model.value(animalId, groupOf(world, animalId), timePoint, analyte);
    if (serum.isHaemolysed && isChemistry(analyte)) return { animalId, timePoint, analyte, value: null };
    if (incidents.resultTypedWrongly === timePoint && analyte === 'alt') {
      return { animalId, timePoint, analyte, value: value.replace('.', '') };
    }
    return { animalId, timePoint, analyte, value };
  });
}

function incidentsOf(animalId: string): Incidents {
  return studyAnimals.find((one) => one.id === animalId)?.incidents ?? {};
}

function correctTyping({ stage }: World, { animalId, timePoint }: WaitingSerum): void {
  if (incidentsOf(animalId).resultTypedWrongly !== timePoint) return;
  const before = stage.read.get(Result, resultId(animalId, timePoint, 'alt'))?.value ?? '';
  const value = `${before.slice(0, -1)}.${before.slice(-1)}`;
  const meta = { reason: 'The decimal point was left out; the printout says this.' };
  stage.run(secondTechnician, 'result.correct', { animalId, timePoint, analyte: 'alt', value }, meta);
}
