// The statistics of a table by the command line: the keys of the reference data, the text, refusals and usage.
// Must not test the statistics again, but that none is lost on the way.

import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseArguments, UsageError } from './cli-arguments.ts';
import { commandHandlers, type CommandResult } from './cli-commands.ts';
import { TestFolder } from './testing/bench-notebook.ts';

interface Reference {
  readonly name: string;
  readonly control: string;
  readonly groups: Readonly<Record<string, readonly number[]>>;
}

function read(name: string): readonly Reference[] {
  return JSON.parse(
    readFileSync(new URL(`../build/reference/${name}`, import.meta.url), 'utf8'),
  ) as readonly Reference[];
}

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

function table(lines: readonly string[]): string {
  const path = folder.file('table.csv');
  writeFileSync(path, lines.join('\n'));
  return path;
}

function tableOf({ groups }: Reference): string {
  const rows = Object.entries(groups).flatMap(([group, values]) =>
    values.map((value) => `"${group.replaceAll('"', '""')}",${value}`),
  );
  return table(['the group,the value', ...rows]);
}

async function run(path: string, control: string, ...more: readonly string[]): Promise<CommandResult> {
  const words = [
    'stats',
    path,
    '--value',
    'the value',
    '--group',
    'the group',
    '--control',
    control,
    ...more,
  ];
  const parsed = parseArguments(words);
  return commandHandlers[parsed.command](parsed, {
    profileFolder: folder.file('profile'),
    appVersion: '0.0.0-test',
    readPassword: () => Promise.reject(new Error('Statistics need no password.')),
    tell: () => {},
  });
}

async function entry(path: string, control: string): Promise<Record<string, unknown>> {
  const result = await run(path, control, '--json');
  if (!result.ok) throw new Error(`Refused: ${result.refusal.message}`);
  // As it is printed: what JSON drops or turns into null is seen.
  return JSON.parse(JSON.stringify(result.value)) as Record<string, unknown>;
}

/** The keys of every object in it, at every depth; names of groups are keys as well. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value === null || typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

/** What R computed, without the data. */
function resultsOf(reference: Reference): Record<string, unknown> {
  return Object.fromEntries(Object.entries(reference).filter(([key]) => key !== 'name' && key !== 'groups'));
}

describe('the object', () => {
  test.each(read('stats.json'))(
    'is shaped as the reference, and what it lacks follows: $name',
    async (reference) => {
      const found = await entry(tableOf(reference), reference.control);
      const { describe: described, ...expected } = resultsOf(reference);
      const { describe: ownDescribed, ...own } = found;
      for (const [key, value] of Object.entries(expected)) {
        expect({ [key]: shapeOf(own[key]) }).toEqual({ [key]: shapeOf(value) });
      }
      for (const [name, one] of Object.entries(described as object)) {
        const group = new Map(Object.entries(ownDescribed as object)).get(name) as object;
        expect(Object.keys(group)).toEqual([...Object.keys(one as object), 'ci95']);
      }
      expect(Object.keys(found)).toEqual([
        ...Object.keys(resultsOf(reference)),
        'gamesHowell',
        'dunn',
        'holm',
        'sidak',
        'effectSizes',
        'shapiroResiduals',
        'missing',
        'refusals',
      ]);
      expect(found['refusals']).toEqual({});
    },
  );

  test('what follows is shaped as the second reference', async () => {
    for (const reference of read('stats-more.json').slice(0, 7)) {
      const found = await entry(tableOf(reference), reference.control);
      for (const [key, value] of Object.entries(resultsOf(reference))) {
        expect({ [key]: shapeOf(found[key]) }).toEqual({ [key]: shapeOf(value) });
      }
    }
  });

  test('what cannot be computed is null, with the reason; a missing value is counted', async () => {
    const path = table(['the group,the value', 'a,1', 'b,2', 'b,NA', 'b,4', '10,5', '10,5', '9,']);
    const found = await entry(path, 'a');
    expect(found).toMatchObject({
      describe: {
        a: { n: 1, mean: 1, sd: null, sem: null, median: 1, ci95: null },
        '9': { n: 0, mean: null },
      },
      welch: null,
      shapiroP: { a: null, b: null, '10': null, '9': null },
      tukey: [{ pair: 'b-a' }, { pair: '10-a' }, { pair: '10-b' }],
      dunnett: [{ pair: 'b - a' }, { pair: '10 - a' }],
      gamesHowell: [{ pair: 'b-a', p: null, df: null }, { p: null }, { pair: '10-b', df: 1 }],
      effectSizes: { hedgesG: [{ pair: 'b-a', value: null, ci95: null }, {}, {}] },
      missing: { a: 0, b: 1, '10': 0, '9': 1 },
      refusals: {
        welch: { code: 'statistics.group-too-small' },
        'shapiroP.a': { code: 'statistics.normality-size' },
        'gamesHowell.b-a': { code: 'statistics.group-too-small' },
        'effectSizes.hedgesG.b-a': { code: 'statistics.pair-too-small' },
      },
    });
  });

  test('a group may have any name', async () => {
    const found = await entry(
      table(['the group,the value', '__proto__,1', '__proto__,2', 'constructor,4', 'constructor,7']),
      '__proto__',
    );
    expect(Object.keys(found['describe'] as object)).toEqual(['__proto__', 'constructor']);
    expect(found).toMatchObject({ dunnett: [{ pair: 'constructor - __proto__' }] });
  });
});

describe('the text', () => {
  test('has every group, every comparison, the marks, and what the assumptions mean', async () => {
    const reference = read('stats.json')[2];
    if (!reference) throw new Error('No reference.');
    const result = await run(tableOf(reference), reference.control);
    const text = result.ok ? (result.text ?? '') : '';
    expect(text).toContain('No difference of the variances of the groups was found (p = 0.8341)');
    expect(text).toMatch(/ASC-secretome – saline +-61\.19 +-81\.11 … -41\.27 +< 0\.0001\n/);
    expect(text).toMatch(/Dunnett: against saline\n.*\n {2}DMEM – saline .* 0\.8317\n.*< 0\.0001 +\*\*\n/);
    expect(text).toMatch(/\n {2}η² +0\.8905 +0\.\d+ … 0\.\d+\n/);
    expect(text).not.toMatch(/NaN|undefined|Infinity|null/);
    expect(text.split('\n').filter((line) => line.trimEnd() !== line)).toEqual([]);
  });

  test('says why in the place of what cannot be computed', async () => {
    const result = await run(table(['the group,the value', 'a,1', 'a,2', 'a,2.5']), 'a');
    const text = result.ok ? (result.text ?? '') : '';
    expect(text.match(/Fewer than two groups have values/g)?.length).toBeGreaterThan(8);
    expect(text).toContain('Whether the variances of the groups are equal was not checked. Fewer than two');
    expect(text).not.toMatch(/NaN|undefined|Infinity|null/);
  });
});

describe('refusals and usage', () => {
  test.each([
    ['c', 'a,1', 'statistics.control-unknown', 'a'],
    ['a', 'a,x', 'table.number-malformed', 'x'],
    ['a', 'a,', 'statistics.no-values', 'no value'],
    ['a', 'a,1e150', 'statistics.value-range', '1e+150'],
  ])('control %s, row %s', async (control, row, code, told) => {
    const result = await run(table(['the group,the value', row]), control);
    expect(result).toMatchObject({ ok: false, refusal: { code } });
    expect(result.ok ? '' : result.refusal.message).toContain(told);
  });

  test('a column that tells every row apart is refused at once, whatever its size', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => `pig ${at},${at % 7}`);
    const result = await run(table(['the group,the value', ...rows]), 'pig 0');
    expect(result).toMatchObject({ ok: false, refusal: { code: 'statistics.too-many-groups' } });
    expect(result.ok ? '' : result.refusal.message).toContain('There are 5000 groups');
  });

  test('--decimal-point says what a point between semicolons is, and not together with --decimal-comma', async () => {
    const path = table(['the group;the value', 'a;1.250', 'a;1.300', 'b;2.000', 'b;2.100']);
    expect(await run(path, 'a')).toMatchObject({ ok: false, refusal: { code: 'table.point-ambiguous' } });
    const told = await run(path, 'a', '--decimal-point');
    expect(told).toMatchObject({ ok: true, value: { describe: { a: { mean: 1.275 } } } });
    await expect(run(path, 'a', '--decimal-point', '--decimal-comma')).rejects.toThrow(UsageError);
  });

  test('every column and the control must be named', async () => {
    for (const left of ['--value', '--group', '--control']) {
      const words = ['stats', 'x.csv', '--value', 'v', '--group', 'g', '--control', 'c'];
      words.splice(words.indexOf(left), 2);
      const parsed = parseArguments(words);
      const handled = commandHandlers[parsed.command](parsed, {
        profileFolder: '',
        appVersion: '',
        readPassword: () => Promise.resolve(''),
        tell: () => {},
      });
      await expect(handled).rejects.toThrow(UsageError);
    }
  });
});
