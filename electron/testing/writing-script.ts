// A second program that writes one command after the other and prints the position of each confirmed record.
// Must not be imported: it is run as a process of its own, and killed.

import { Animal } from '../../shared/domain/animal.ts';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { weighAnimal } from '../../shared/domain/weighing.ts';
import { KnownNotebooks } from '../notebook/known-notebooks.ts';
import { openNotebook } from '../notebook/open.ts';
import { accepted, director, TestClock } from './bench-notebook.ts';

const [path = '', knownFile = ''] = process.argv.slice(2);
const known = new KnownNotebooks(knownFile);
const { notebook } = accepted(openNotebook(path, { known, appVersion: '0.0.0-test', clock: new TestClock() }));
// A small threshold puts checkpoints between the kills as well.
notebook.database.pragma('wal_autocheckpoint = 20');

function print(seq: number, head: string): void {
  process.stdout.write(`${seq} ${head}\n`);
}

let count = notebook.queryContext(director).read.list(Animal).length;
const begun = count;
for (;;) {
  count += 1;
  const animalId = `P${String(count).padStart(5, '0')}`;
  const piglet = { animalId, earTag: animalId, sex: 'female', birthDate: '2025-10-01', source: 'breeder' };
  const rest = { strain: 'miniature pig', purpose: 'study', housing: 'pen 1' };
  const registered = accepted(notebook.transact(registerAnimal, { ...piglet, ...rest }, director));
  print(registered.seq, registered.head);
  const weighed = accepted(notebook.transact(weighAnimal, { animalId, weightKg: '22.4' }, director));
  print(weighed.seq, weighed.head);
  // Writing to a pipe waits for nobody: without this turn the lines would pile up unsent.
  if (count === begun + 5000) break;
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}
