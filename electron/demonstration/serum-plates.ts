// IL-6 and TNF-α of the serum, measured on plates: three of each, one of them washed badly and repeated.
// Must not invent a value of its own: those come from serum-model.ts, through a file that the reader reads.

import type { SerumAnalyteKey } from '../../shared/domain/analytes.ts';
import { localDay } from '../../shared/kernel/time.ts';
import type { Story } from './agenda.ts';
import { batches, dayOf, subjectsIn, type Batch, type MeasuredSubject } from './batch.ts';
import { pathologist, secondTechnician } from './cast.ts';
import type { CourseModel } from './course-model.ts';
import { gen5Text } from './gen5-text.ts';
import { readingOf } from '../../shared/assays/instrument-reading.ts';
import { curveInput, mostSamples, samplesOn, simulatedPlate, type Kit, type Washing } from './kit.ts';
import { studyAnimals } from './roster.ts';
import { serumModel } from './serum-model.ts';
import { groupOf, type World } from './world.ts';

interface SerumKit extends Kit {
  readonly analyte: Extract<SerumAnalyteKey, 'il-6' | 'tnf-alpha'>;
  readonly label: string;
}

const kits: readonly SerumKit[] = [
  { analyte: 'il-6', label: 'IL-6', unit: 'pg/mL', highest: 1000, dilution: 1 },
  { analyte: 'tnf-alpha', label: 'TNF-α', unit: 'pg/mL', highest: 500, dilution: 2 },
];

/** What went wrong with single samples; the second batch of TNF-α went wrong as a whole. */
const isBelowRange = (name: string) => name === 'P06 PRE';
const isOverflow = (name: string) => name === 'P03 D3';
const failsFirst = { batch: 2, analyte: 'tnf-alpha' } as const;
const overflowReason = 'A bubble in the well: the reader gives no value.';

export function* measuresSerum(world: World): Story {
  const model = serumModel(world.readings);
  for (const batch of batches) {
    for (const [index, kit] of kits.entries()) {
      yield world.stage.calendar.at(batch.day, index === 0 ? '13:10' : '14:50');
      const isFailing = batch.number === failsFirst.batch && kit.analyte === failsFirst.analyte;
      const assayId = evaluatePlate(world, model, kit, batch, isFailing ? 'badlyWashed' : 'usual');
      if (kit.analyte === 'il-6') markOutliers(world, batch);
      if (!isFailing) continue;
      yield world.stage.about(25);
      const meta = { reason: 'The washer left liquid in the wells; the control is out of its range.' };
      world.stage.run(secondTechnician, 'assay.reject', { assayId }, meta);
      yield world.stage.calendar.at(dayOf(batch, 1), '13:20');
      evaluatePlate(world, model, kit, batch, 'usual', ', repeated');
    }
  }
}

function evaluatePlate(
  world: World,
  model: CourseModel<SerumAnalyteKey>,
  kit: SerumKit,
  batch: Batch,
  washing: Washing,
  ending = '',
): string {
  const { stage, readings, files } = world;
  const subjects = subjectsIn(world, batch, 'serum').slice(0, mostSamples);
  const title = `${kit.label} plate ${batch.number}${ending}`;
  const samples = subjects.map((one) => ({
    name: one.name,
    concentration: concentrationOf(world, model, kit.analyte, one),
    apart: kit.analyte === 'il-6' && isOutlier(one) ? 0.7 : 0,
    isOverflow: kit.analyte === 'tnf-alpha' && isOverflow(one.name),
  }));
  const about = { name: title, date: localDay(stage.calendar.text(stage.now)) };
  const text = gen5Text(title, [simulatedPlate(readings, kit, about, samples, washing)]);
  const { file, plates } = files.import(
    secondTechnician,
    `${kit.analyte} plate ${batch.number}${ending}.txt`,
    text,
  );
  const [plate] = plates;
  if (!plate) throw new RangeError(`The file of ${title} has no plate.`);
  const input = {
    ...curveInput(stage, kit, file, plate),
    analyte: kit.analyte,
    resultUnit: kit.unit,
    files: [file],
    samples: [...samplesOn(plate)].map(([name, wells]) => ({
      name,
      subject: subjectNamed(subjects, name),
      dilution: String(kit.dilution),
      readings: wells.map((one) =>
        readingOf(one, one.value, {
          plate: title,
          attachmentId: file.attachmentId,
          leftOut: one.raw === 'OVRFLW' ? overflowReason : null,
        }),
      ),
    })),
  };
  return stage.run(
    secondTechnician,
    'assay.evaluate',
    { assayKey: 'elisa', title, input },
    { source: 'imported' },
  ).assayId;
}

/** The animal and time point behind a name in a file. */
function subjectNamed(subjects: readonly MeasuredSubject[], name: string) {
  const found = subjects.find((one) => one.name === name);
  if (!found) throw new RangeError(`The plate has ${name}, which nobody put on it.`);
  return { animalId: found.animalId, timePoint: found.timePoint };
}

function concentrationOf(
  world: World,
  model: CourseModel<SerumAnalyteKey>,
  analyte: SerumKit['analyte'],
  one: MeasuredSubject,
): number {
  const { animalId, timePoint } = one;
  const value = Number(model.value(animalId, groupOf(world, animalId), timePoint, analyte));
  if (analyte === 'tnf-alpha' && isBelowRange(one.name)) return value * 0.1;
  return analyte === 'il-6' && isOutlier(one) ? value * 2.6 : value;
}

function isOutlier({ animalId, timePoint }: MeasuredSubject): boolean {
  return studyAnimals.find((one) => one.id === animalId)?.incidents.outlierAt === timePoint;
}

function markOutliers(world: World, batch: Batch): void {
  const meta = { reason: 'Three times the other animals; the duplicate on the plate differs by half.' };
  for (const one of subjectsIn(world, batch, 'serum').filter(isOutlier)) {
    const { animalId, timePoint } = one;
    world.stage.run(
      pathologist,
      'result.mark',
      { animalId, timePoint, analyte: 'il-6', mark: 'outlier' },
      meta,
    );
  }
}
