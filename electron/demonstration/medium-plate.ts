// The check of a secretome lot: seven kits on one sheet of the plate reader, five bottles in duplicates.
// Must not use the concentrate: the samples are the supernatant before concentration.

import { secretomeFactors } from '../../shared/domain/secretome-factors.ts';
import { localDay } from '../../shared/kernel/time.ts';
import { secondTechnician } from './cast.ts';
import { gen5Text } from './gen5-text.ts';
import { readingOf } from '../../shared/assays/instrument-reading.ts';
import { curveInput, samplesOn, simulatedPlate, type Kit } from './kit.ts';
import type { World } from './world.ts';

/** The highest standard of each kit, in the unit of the article's lot. */
const highest: Readonly<Record<string, number>> = {
  'tnf-alpha': 250,
  'il-6': 1000,
  'il-1beta': 500,
  'ang-1': 4000,
  'ang-2': 20,
  vegf: 250,
  'b-fgf': 1000,
};
const bottles = [1, 2, 3, 4, 5] as const;
const bottleName = (bottle: number) => `bottle ${bottle}`;
/** The lots of the demonstration are a little stronger than the article's. */
const strength = 1.02;

export function checkMedium(world: World, code: string, lotId: string): void {
  const { stage, readings, files } = world;
  const title = `${code}, seven factors`;
  const date = localDay(stage.calendar.text(stage.now));
  const tests = secretomeFactors.map(({ analyte, label, unit, referenceMean, referenceSd }) => {
    const kit: Kit = { unit, highest: highest[analyte] ?? 1000, dilution: 1 };
    const samples = bottles.map((bottle) => ({
      name: bottleName(bottle),
      concentration: Number(referenceMean) * strength + Number(referenceSd) * readings.deviate(),
    }));
    const name = `${code} ${label}`;
    return { analyte, unit, kit, name, plate: simulatedPlate(readings, kit, { name, date }, samples) };
  });
  const text = gen5Text(
    title,
    tests.map((one) => one.plate),
  );
  const { file, plates } = files.import(secondTechnician, `${code} medium.txt`, text, lotId);
  const factors = tests.map(({ analyte, unit, kit, name }) => {
    const plate = plates.find((one) => one.name === name);
    if (!plate) throw new RangeError(`The file of ${code} has no plate ${name}.`);
    const found = samplesOn(plate);
    return {
      ...curveInput(stage, kit, file, plate),
      analyte,
      resultUnit: unit,
      bottles: bottles.map((bottle) => ({
        bottle,
        dilution: '1',
        readings: (found.get(bottleName(bottle)) ?? []).map((one) =>
          readingOf(one, one.value, { plate: name, attachmentId: file.attachmentId }),
        ),
      })),
    };
  });
  const input = { files: [file], material: 'unconcentrated-medium', factors };
  stage.run(
    secondTechnician,
    'assay.evaluate',
    { assayKey: 'cm-elisa', title, lotId, input },
    { source: 'imported' },
  );
}
