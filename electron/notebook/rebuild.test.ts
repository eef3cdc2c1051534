// Rebuild: the states made anew from the log are the same bytes as the commands had left, whatever happened to them.
// Must not compare parsed states: the text is what is compared everywhere else.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { changeRoles, createUser } from '../../shared/domain/user.ts';
import { weighAnimal } from '../../shared/domain/weighing.ts';
import { accepted, director, TestFolder } from '../testing/bench-notebook.ts';
import type { Notebook } from './notebook.ts';
import { needsRebuild, rebuild } from './rebuild.ts';
import { verify } from './verify.ts';

let folder: TestFolder;
let notebook: Notebook;

beforeEach(() => {
  folder = new TestFolder();
  notebook = folder.create();
  const piglet = { sex: 'female', birthDate: '2025-10-01', source: 'breeder', strain: 'miniature pig' };
  for (const animalId of ['P09', 'P07', 'P08']) {
    const about = { animalId, earTag: `E-${animalId}`, ...piglet, purpose: 'study', housing: 'pen 1' };
    accepted(notebook.transact(registerAnimal, about, director));
  }
  for (const weightKg of ['22.4', '22.6', '23.0']) {
    folder.clock.epochMs += 3_600_000;
    accepted(notebook.transact(weighAnimal, { animalId: 'P07', weightKg }, director));
  }
  const person = {
    userId: 'technician-9',
    printedName: '外科 µ',
    roles: ['technician'],
    identityVerifiedBy: 'ID card',
  };
  accepted(notebook.transact(createUser, person, director));
  const roles = { userId: 'technician-9', roles: ['surgeon'] };
  accepted(notebook.transact(changeRoles, roles, director, { reason: 'training done' }));
});
afterEach(() => {
  notebook.close();
  folder.remove();
});

function states(): string {
  return JSON.stringify(notebook.database.prepare('SELECT * FROM entity ORDER BY type, id').raw().all());
}

test('[GLP-2] the states made anew are identical, byte for byte', () => {
  const before = states();
  const count = notebook.database.prepare('SELECT count(*) FROM entity').pluck().get();
  expect(rebuild(notebook.database, notebook.path)).toBe(count);
  expect(states()).toBe(before);
  expect(verify(notebook.database).ok).toBe(true);
});

test.each([
  'DELETE FROM entity',
  "DELETE FROM entity WHERE type = 'animal'",
  "UPDATE entity SET state = '{}', version = 9",
  "INSERT INTO entity (type, id, version, reducer, state) VALUES ('animal', 'ghost', 1, 1, '{}')",
])('after %s as well', (sql) => {
  const before = states();
  notebook.database.exec(sql);
  expect(verify(notebook.database).ok).toBe(false);
  rebuild(notebook.database, notebook.path);
  expect(states()).toBe(before);
});

test('no record is touched, and work goes on in the open notebook', () => {
  const log = () => JSON.stringify(notebook.database.prepare('SELECT * FROM record').raw().all());
  const before = log();
  rebuild(notebook.database, notebook.path);
  expect(log()).toBe(before);
  accepted(notebook.transact(weighAnimal, { animalId: 'P08', weightKg: '21.0' }, director));
  expect(verify(notebook.database).ok).toBe(true);
});

test('a state of an older reducer asks for it', () => {
  expect(needsRebuild(notebook.database)).toBe(false);
  notebook.database.exec("UPDATE entity SET reducer = 0 WHERE type = 'animal'");
  expect(needsRebuild(notebook.database)).toBe(true);
  rebuild(notebook.database, notebook.path);
  expect(needsRebuild(notebook.database)).toBe(false);
});

test('a failure in the middle leaves the states as they were', () => {
  const before = states();
  notebook.database.exec(
    "CREATE TEMP TRIGGER planted BEFORE INSERT ON main.entity WHEN NEW.type = 'user' BEGIN SELECT raise(ABORT, 'planted'); END",
  );
  expect(() => rebuild(notebook.database, notebook.path)).toThrow('planted');
  notebook.database.exec('DROP TRIGGER planted');
  expect(states()).toBe(before);
});
