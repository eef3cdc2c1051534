// The command that reads an instrument's file, on real files in a folder: what it returns and refuses.
// Must not test the formats again.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseArguments, UsageError } from './cli-arguments.ts';
import { commandHandlers, type CommandResult } from './cli-commands.ts';
import { TestFolder } from './testing/bench-notebook.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const reference = path.join(import.meta.dirname, 'import', 'testing', 'instruments');

function run(...words: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(words);
  return commandHandlers[parsed.command](parsed, {
    profileFolder: folder.file('profile'),
    appVersion: '0.0.0-test',
    readPassword: () => Promise.resolve(''),
    tell: () => {},
  });
}

function written(name: string, text: string): string {
  const file = folder.file(name);
  writeFileSync(file, text);
  return file;
}

async function refusal(...words: readonly string[]): Promise<string> {
  const result = await run(...words);
  if (result.ok) throw new Error('It was not refused.');
  return result.refusal.code;
}

test('[ALC-3] a file is read whole: format, plates, wells, warnings', async () => {
  const result = await run(
    'read-instrument',
    path.join(reference, 'endpoint_stdcurve_singleplate.txt'),
    '--json',
  );
  expect(result.ok && result.value).toMatchObject({
    format: 'Agilent Gen5',
    plates: [{ name: 'Plate 1', wells: { length: 96 } }],
    warnings: [expect.stringContaining('[Concentration]')],
  });
});

test('the name of the file means nothing', async () => {
  const text =
    'Experiment: x  Selected Filter: SYBR (465-510)\nInclude\tColor\tPos\tName\tCp\nTrue\t1\tA1\tS\t20.1\n';
  const result = await run('read-instrument', written('results.gen5.json', text));
  expect(result.ok && result.value).toMatchObject({ format: 'Roche LightCycler 480' });
});

test('a mapping reads any CSV; one that is no JSON is refused', async () => {
  const csv = written('a.csv', 'Pos,OD\nA1,0.5\n');
  const mapping = written('m.json', '{"layout":"list","unit":"OD","columns":{"well":"Pos","value":"OD"}}');
  const result = await run('read-instrument', csv, '--mapping', mapping);
  expect(result.ok && result.value).toMatchObject({
    plates: [{ wells: [{ well: 'A1', value: 0.5, unit: 'OD' }] }],
  });
  expect(await refusal('read-instrument', csv)).toBe('instrument.unknown');
  expect(await refusal('read-instrument', csv, '--mapping', written('n.json', '{'))).toBe(
    'instrument.mapping-invalid',
  );
});

test('a file that is not there, a folder, and a missing word are told apart', async () => {
  expect(await refusal('read-instrument', folder.file('none.txt'))).toBe('instrument.not-found');
  expect(await refusal('read-instrument', reference)).toBe('instrument.unreadable');
  expect(await refusal('read-instrument', written('a.txt', 'x'), '--mapping', folder.file('none.json'))).toBe(
    'instrument.not-found',
  );
  expect(() => parseArguments(['read-instrument'])).toThrow(UsageError);
});
