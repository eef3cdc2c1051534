import { TestFolder, director } from '../../../testing/bench-notebook.ts';
import { exportPdf } from '../../pdf.ts';
import { fillNotebook } from './filled-notebook.ts';
const folder = new TestFolder();
const notebook = folder.create('a.ascnb', true);
const filled = fillNotebook(notebook, folder.clock);
console.log(filled);
const t = performance.now();
for (const [name, scope, who] of [
  ['animal', { kind: 'animal', id: filled.animalId }, director],
  ['blind', { kind: 'animal', id: filled.animalId }, { userId: 'surgeon-1', roles: ['surgeon'] }],
  ['study', { kind: 'study' }, director],
  ['lot', { kind: 'lot', id: filled.lotId }, director],
  ['run', { kind: 'run', id: filled.runId }, director],
] as const)
  console.log(
    name,
    await exportPdf(notebook.database, scope, who, `/tmp/pm/${name}.pdf`, () => true),
    (performance.now() - t) | 0,
  );
folder.remove();
