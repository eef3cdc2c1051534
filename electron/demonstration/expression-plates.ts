// HGF, Cyclin D1 and TGF-β against β-actin in liver RNA: one plate of the LightCycler for each batch of animals.
// Must not compute an expression: it writes Cp, and the program evaluates what the reader found.

import { decimal } from '../../shared/kernel/units.ts';
import { assayDefaults } from '../../shared/domain/assay-queries.ts';
import type { PlateReadings } from '../../shared/assays/instrument-reading.ts';
import type { Story } from './agenda.ts';
import { batches, dayOf, subjectsIn, type Batch, type MeasuredSubject } from './batch.ts';
import { director, thirdTechnician } from './cast.ts';
import type { CourseModel } from './course-model.ts';
import { readingOf } from '../../shared/assays/instrument-reading.ts';
import { wellsByName, type AttachedFile } from './instrument-files.ts';
import { lightCyclerText, type CpWell } from './lightcycler-text.ts';
import { tissueModel, type TissueKey } from './tissue-model.ts';
import { groupOf, type World } from './world.ts';

interface Gene {
  readonly name: string;
  readonly analyte: Extract<TissueKey, 'hgf' | 'cyclin-d1' | 'tgf-beta'> | null;
  /** Cp of a sample with an expression of 1. */
  readonly cp: number;
}

const reference: Gene = { name: 'β-actin', analyte: null, cp: 17.6 };
const genes: readonly Gene[] = [
  { name: 'HGF', analyte: 'hgf', cp: 25.9 },
  { name: 'Cyclin D1', analyte: 'cyclin-d1', cp: 24.7 },
  { name: 'TGF-β', analyte: 'tgf-beta', cp: 26.8 },
  reference,
];

const wellNoise = 0.06;
const sampleNoise = 0.3;
/** What went wrong with single wells: duplicates a cycle apart, one that did not amplify, a late control. */
const isApart = (name: string, gene: Gene) => name === 'P14 D3' && gene.analyte === 'hgf';
const isSilent = (name: string, gene: Gene) => name === 'P05 D7' && gene.analyte === 'cyclin-d1';
const isLateControl = (batch: Batch, gene: Gene) => batch.number === 2 && gene.analyte === 'tgf-beta';
const controls = [
  { kind: 'no-template', label: 'NTC' },
  { kind: 'no-rt', label: 'noRT' },
] as const;

export function* measuresExpression(world: World): Story {
  const { stage } = world;
  const model = tissueModel(world.readings);
  for (const batch of batches) {
    yield stage.calendar.at(dayOf(batch, 1), '09:50');
    const subjects = subjectsIn(world, batch, 'liver-rna');
    const title = `Expression plate ${batch.number}`;
    const text = lightCyclerText(title, wellsOf(world, model, batch, subjects));
    const { file, plates } = world.files.import(
      thirdTechnician,
      `expression plate ${batch.number}.txt`,
      text,
    );
    const [plate] = plates;
    if (!plate) throw new RangeError(`The file of ${title} has no plate.`);
    yield stage.about(20);
    const input = expressionInput(world, title, subjects, file, plate);
    stage.run(
      thirdTechnician,
      'assay.evaluate',
      { assayKey: 'qrt-pcr', title, input },
      { source: 'imported' },
    );
  }
}

function wellsOf(
  world: World,
  model: CourseModel<TissueKey>,
  batch: Batch,
  subjects: readonly MeasuredSubject[],
): readonly CpWell[] {
  const { readings } = world;
  const well = (name: string, cp: number): CpWell => ({
    name,
    cp: (cp + wellNoise * readings.deviate()).toFixed(2),
  });
  const controlWells = controls.flatMap(({ label }) =>
    genes.flatMap((gene): CpWell[] => {
      const name = `${label} ${gene.name}`;
      const isLate = label === 'NTC' && isLateControl(batch, gene);
      return [isLate ? well(name, 36.9) : { name, cp: '' }, { name, cp: '' }];
    }),
  );
  const sampleWells = subjects.flatMap(({ animalId, timePoint, name }) => {
    const group = groupOf(world, animalId);
    // More or less cDNA in the sample moves all its genes alike.
    const amount = sampleNoise * readings.deviate();
    return genes.flatMap((gene): CpWell[] => {
      const fold = gene.analyte === null ? '1' : model.value(animalId, group, timePoint, gene.analyte);
      const cp = gene.cp + amount - decimal(fold).log(2).toNumber();
      const label = `${name} ${gene.name}`;
      if (isSilent(name, gene)) return [well(label, cp), { name: label, cp: '' }];
      return [well(label, cp), well(label, isApart(name, gene) ? cp + 0.9 : cp)];
    });
  });
  return [...controlWells, ...sampleWells];
}

/** Relative to the samples before the operation on the same plate. */
function expressionInput(
  world: World,
  title: string,
  subjects: readonly MeasuredSubject[],
  file: AttachedFile,
  plate: PlateReadings,
) {
  const defaults = world.stage.notebook.ask(assayDefaults, {}, director);
  if (!defaults.ok) throw new TypeError(defaults.refusal.message);
  const { ctRules } = defaults.value;
  const byName = wellsByName(plate.wells);
  const readings = (name: string) =>
    (byName.get(name) ?? []).map((one) =>
      readingOf(one, one.cq, { plate: title, attachmentId: file.attachmentId }),
    );
  return {
    files: [file],
    method: 'delta-delta-ct',
    reference: reference.name,
    genes: genes.map(({ name, analyte }) => ({ name, analyte, efficiency: { kind: 'assumed' } })),
    samples: subjects.map(({ animalId, timePoint, name }) => ({
      name,
      subject: { animalId, timePoint },
      wells: genes.map((gene) => ({ gene: gene.name, readings: readings(`${name} ${gene.name}`) })),
    })),
    calibrator: {
      kind: 'samples',
      names: subjects.filter((one) => one.timePoint === 'pre-op').map((one) => one.name),
    },
    controls: controls.flatMap(({ kind, label }) =>
      genes.map((gene) => ({ kind, gene: gene.name, readings: readings(`${label} ${gene.name}`) })),
    ),
    rules: { ...ctRules, controlMargin: ctRules.controlMargin ?? '5' },
  };
}
