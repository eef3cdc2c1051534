// What was typed and not saved: by notebook and person, on the disk at once, never in the way of a start.
// Must not test the forms.

import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestFolder } from './testing/bench-notebook.ts';
import { Unsaved } from './unsaved.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

test('is there for the same person and notebook after a restart, and for nobody else', () => {
  const file = folder.file('unsaved.json');
  const first = new Unsaved(file);
  first.keep('notebook-a', 'technician-1', 'run.note/R-1', 'half a sen');
  first.keep('notebook-a', 'technician-1', 'run.note/R-1', 'half a sentence');
  first.keep('notebook-a', 'technician-2', 'run.note/R-1', 'of another');
  first.keep('notebook-a', 'technician-1', 'animal.register', '{"animalId":"P31"}');

  const again = new Unsaved(file);
  expect(again.of('notebook-a', 'technician-1')).toEqual({
    'run.note/R-1': 'half a sentence',
    'animal.register': '{"animalId":"P31"}',
  });
  expect(again.of('notebook-b', 'technician-1')).toEqual({});
  again.keep('notebook-a', 'technician-1', 'run.note/R-1', null);
  expect(new Unsaved(file).of('notebook-a', 'technician-1')).toEqual({
    'animal.register': '{"animalId":"P31"}',
  });
  expect(new Unsaved(file).of('notebook-a', 'technician-2')).toEqual({ 'run.note/R-1': 'of another' });
});

test.each(['', '{"notebook-a/technician-1": {"form', '[]', '{"a": 1}'])(
  'a damaged file (%s) means empty forms',
  (text) => {
    const file = folder.file('unsaved.json');
    writeFileSync(file, text);
    const unsaved = new Unsaved(file);
    expect(unsaved.of('notebook-a', 'technician-1')).toEqual({});
    unsaved.keep('notebook-a', 'technician-1', 'form', 'text');
    expect(new Unsaved(file).of('notebook-a', 'technician-1')).toEqual({ form: 'text' });
  },
);
