// A second program that writes one command after the other and prints the position of each confirmed record.
// Must not be imported: it is run as a process of its own, and killed.

import { changeRoles, createUser, User } from '../../shared/domain/user.ts';
import { KnownNotebooks } from '../notebook/known-notebooks.ts';
import { openNotebook } from '../notebook/open.ts';
import { accepted, director, TestClock } from './bench-notebook.ts';

const [path = '', knownFile = ''] = process.argv.slice(2);
const known = new KnownNotebooks(knownFile);
const { notebook } = accepted(
  openNotebook(path, { known, appVersion: '0.0.0-test', clock: new TestClock() }),
);
// A small threshold puts checkpoints between the kills as well.
notebook.database.pragma('wal_autocheckpoint = 20');

function print(seq: number, head: string): void {
  process.stdout.write(`${seq} ${head}\n`);
}

let count = notebook.queryContext(director).read.list(User).length;
const begun = count;
for (;;) {
  count += 1;
  const person = { userId: `technician-${count}`, printedName: `Technician ${count}`, roles: ['technician'] };
  const identity = { identityVerifiedBy: director.userId };
  const created = accepted(notebook.transact(createUser, { ...person, ...identity }, director));
  print(created.seq, created.head);
  const change = { userId: person.userId, roles: ['surgeon', 'technician'] };
  const changed = accepted(notebook.transact(changeRoles, change, director, { reason: 'trained' }));
  print(changed.seq, changed.head);
  // Writing to a pipe waits for nobody: without this turn the lines would pile up unsent.
  if (count === begun + 5000) break;
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}
