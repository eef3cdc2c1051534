// An import of 10,000 records in one transaction beside bare inserts into the same tables, indexes and triggers.
// Must not compare with a file that has fewer checks: both are notebooks.

import { accepted, director, TestFolder } from '../../electron/testing/bench-notebook.ts';
import type { Notebook } from '../../electron/notebook/notebook.ts';
import { analyteKeys } from '../../shared/domain/analytes.ts';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { enterResults } from '../../shared/domain/result-commands.ts';
import { timePointKeys } from '../../shared/domain/schedule.ts';
import { createUser } from '../../shared/domain/user.ts';
import { inserter, rowsAfter } from './bare-file.ts';
import { higher, median, timed, type Measurement } from './measure.ts';

const records = 10_000;
const repeats = 5;
const cellsOfAnimal = timePointKeys.length * analyteKeys.length;
const animals = Math.ceil(records / cellsOfAnimal);
const animalIdOf = (count: number) => `I${String(count).padStart(3, '0')}`;

/** As a file of a plate reader comes in: a command for each animal. */
function results() {
  return Array.from({ length: animals }, (_, animal) => ({
    command: enterResults,
    input: {
      cells: timePointKeys.flatMap((timePoint) =>
        analyteKeys.map((analyte, place) => {
          return { animalId: animalIdOf(animal), timePoint, analyte, value: `${animal + place}.${place}` };
        }),
      ),
    },
  }));
}

/** The worst case: a command for each record. */
function people() {
  return Array.from({ length: records }, (_, count) => ({
    command: createUser,
    input: {
      userId: `person-${count}`,
      printedName: `Person ${count}`,
      roles: ['technician'],
      identityVerifiedBy: 'the import',
    },
  }));
}

function found(folder: TestFolder, name: string): Notebook {
  const notebook = folder.create(name);
  for (let animal = 0; animal < animals; animal++) {
    const animalId = animalIdOf(animal);
    const piglet = {
      animalId,
      earTag: `E-${animalId}`,
      sex: 'female',
      birthDate: '2025-10-01',
      source: 'breeder',
    };
    accepted(
      notebook.transact(
        registerAnimal,
        { ...piglet, strain: 'pig', purpose: 'study', housing: 'pen' },
        director,
      ),
    );
  }
  return notebook;
}

/** Bare inserts' time as a share of the import's, the median of some runs. */
function shareOfBare(requests: () => ReturnType<typeof results> | ReturnType<typeof people>): number {
  const shares: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const folder = new TestFolder();
    const [imported, bare] = [found(folder, 'imported.ascnb'), found(folder, 'bare.ascnb')];
    const { seq } = imported.head;
    const all = requests();
    const importMs = timed(() => accepted(imported.transactAll(all, director, { source: 'imported' })));
    const rows = rowsAfter(imported.database, seq);
    const insert = inserter(bare.database);
    const bareMs = timed(() => insert(rows));
    if (rows.records.length < records) throw new Error(`Only ${rows.records.length} records were imported.`);
    shares.push((100 * bareMs) / importMs);
    for (const notebook of [imported, bare]) notebook.close();
    folder.remove();
  }
  return median(shares);
}

const measureImport: Measurement = () => [
  higher('import.shareOfBare', shareOfBare(results), '%', 25),
  higher('import.oneCommandEachShareOfBare', shareOfBare(people), '%', 25),
];

export default measureImport;
