// A second program that opens a notebook and says what came of it; it holds the file until it is told to end.
// Must not be imported: it is run as a process of its own.

import { KnownNotebooks } from '../notebook/known-notebooks.ts';
import { createNotebook, openNotebook } from '../notebook/open.ts';
import { openConnection } from '../notebook/sqlite.ts';
import { TestClock } from './bench-notebook.ts';

const [path = '', knownFile = '', how = 'open', userId = ''] = process.argv.slice(2);
if (userId !== '') {
  // The sources and the native module may lie where only the first user may read: they are loaded before.
  openConnection(':memory:').close();
  process.setuid?.(Number(userId));
}
const options = { known: new KnownNotebooks(knownFile), appVersion: '0.0.0-test', clock: new TestClock() };
const outcome = how === 'create' ? createNotebook(path, options) : openNotebook(path, options);
process.stdout.write(`${outcome.ok ? outcome.value.anchor : outcome.refusal.code}\n`);
process.stdin.once('data', () => {
  if (outcome.ok) outcome.value.notebook.close();
  process.exit(0);
});
if (!outcome.ok) process.exit(0);
