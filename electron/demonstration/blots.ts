// PCNA, p-STAT3, STAT3 and SOCS3 by Western blot: membranes of three animals, each with its picture.
// Must not normalise: it types the densities of the bands, as densitometry gives them.

import type { Story } from './agenda.ts';
import { batches, dayOf, subjectsIn, type Batch, type MeasuredSubject } from './batch.ts';
import { blotPicture } from './blot-picture.ts';
import { thirdTechnician } from './cast.ts';
import type { CourseModel } from './course-model.ts';
import type { AttachedFile } from './instrument-files.ts';
import { tissueModel, type TissueKey } from './tissue-model.ts';
import { groupOf, type World } from './world.ts';

type Protein = Extract<TissueKey, 'pcna' | 'p-stat3' | 'stat3' | 'socs3'>;

const proteins: readonly { readonly name: string; readonly key: Protein; readonly isResult: boolean }[] = [
  { name: 'PCNA', key: 'pcna', isResult: true },
  { name: 'p-STAT3', key: 'p-stat3', isResult: true },
  { name: 'STAT3', key: 'stat3', isResult: false },
  { name: 'SOCS3', key: 'socs3', isResult: true },
];
const reference = 'β-actin';
const referenceDensity = 21_000;
const animalsOnMembrane = 3;
/** The band that the imager could not measure: it is saturated. */
const isSaturated = (name: string, protein: Protein) => name === 'P12 D3' && protein === 'pcna';

interface Lane {
  readonly subject: MeasuredSubject;
  /** In arbitrary units, the reference last; null for a saturated band. */
  readonly densities: readonly (number | null)[];
}

export function* measuresProteins(world: World): Story {
  const { stage, files } = world;
  const model = tissueModel(world.readings);
  for (const batch of batches) {
    yield stage.calendar.at(dayOf(batch, 2), '11:10');
    const membranes = [];
    for (const [index, subjects] of membranesOf(world, batch).entries()) {
      const name = `Membrane ${batch.number}.${index + 1}`;
      const lanes = subjects.map((one) => measured(world, model, one));
      const picture = files.attach(thirdTechnician, `${name.toLowerCase()}.png`, pictureOf(lanes));
      membranes.push({ name, lanes, picture });
      yield stage.about(6);
    }
    const title = `PCNA, STAT3, SOCS3: blots ${batch.number}`;
    const input = {
      files: membranes.map((one) => one.picture),
      membranes: membranes.map(({ name, picture }) => ({
        name,
        exposure: '30 s',
        imageAttachmentId: picture.attachmentId,
      })),
      reference,
      proteins: [
        ...proteins.map(({ name, key, isResult }) => ({ name, analyte: isResult ? key : null })),
        { name: reference, analyte: null },
      ],
      shares: [{ protein: 'p-STAT3', of: 'STAT3' }],
      lanes: membranes.flatMap(({ name, lanes, picture }) =>
        lanes.map((lane, index) => laneInput(name, index + 1, lane, picture)),
      ),
      cvMax: null,
    };
    stage.run(thirdTechnician, 'assay.evaluate', { assayKey: 'western-blot', title, input });
  }
}

function membranesOf(world: World, batch: Batch): readonly (readonly MeasuredSubject[])[] {
  const subjects = subjectsIn(world, batch, 'liver-protein');
  const animals = [...new Set(subjects.map((one) => one.animalId))];
  return Array.from({ length: Math.ceil(animals.length / animalsOnMembrane) }, (_, index) => {
    const its = animals.slice(index * animalsOnMembrane, (index + 1) * animalsOnMembrane);
    return subjects.filter((one) => its.includes(one.animalId));
  });
}

function measured(world: World, model: CourseModel<TissueKey>, subject: MeasuredSubject): Lane {
  const { animalId, timePoint, name } = subject;
  const group = groupOf(world, animalId);
  const loaded = referenceDensity * (1 + 0.06 * world.readings.deviate());
  const densities = proteins.map(({ key }) => {
    const relative = Number(model.value(animalId, group, timePoint, key));
    return isSaturated(name, key) ? null : loaded * relative;
  });
  return { subject, densities: [...densities, loaded] };
}

function pictureOf(lanes: readonly Lane[]): Uint8Array {
  const rows = [...proteins, reference].map((_, row) =>
    lanes.map((lane) => {
      const density = lane.densities[row];
      return density === null || density === undefined ? 1 : Math.min(1, density / (1.1 * referenceDensity));
    }),
  );
  return blotPicture(rows);
}

function laneInput(membrane: string, number: number, { subject, densities }: Lane, picture: AttachedFile) {
  const { animalId, timePoint, name } = subject;
  const bands = [...proteins.map((one) => one.name), reference].map((protein, row) => {
    const density = densities[row] ?? null;
    return {
      protein,
      density: {
        plate: membrane,
        well: `lane ${number}, ${protein}`,
        value: density === null ? null : density.toFixed(1),
        raw: density === null ? 'saturated' : null,
        absent: density === null ? 'overflow' : null,
        attachmentId: picture.attachmentId,
        leftOut: null,
      },
      background: null,
    };
  });
  return { name, membrane, subject: { animalId, timePoint }, bands };
}
