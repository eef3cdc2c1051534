// The command line on real files: what each command returns, refuses, and leaves untouched.
// Must not test the core again: only that the command line reaches it and hides nothing.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseArguments, UsageError } from './cli-arguments.ts';
import { commandHandlers, type CommandResult } from './cli-commands.ts';
import { openConnection } from './notebook/sqlite.ts';
import { TestFolder } from './testing/bench-notebook.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const password = 'four words in a row';

function run(words: readonly string[], typed = ''): Promise<CommandResult> {
  const parsed = parseArguments(words);
  return commandHandlers[parsed.command](parsed, {
    profileFolder: folder.file('profile'),
    appVersion: '0.0.0-test',
    readPassword: () => Promise.resolve(typed),
    tell: () => {},
  });
}

async function value(words: readonly string[], typed = ''): Promise<Record<string, unknown>> {
  const result = await run(words, typed);
  if (!result.ok) throw new Error(`Refused: ${result.refusal.code} ${result.refusal.message}`);
  return result.value as Record<string, unknown>;
}

async function refusal(words: readonly string[], typed = ''): Promise<string> {
  const result = await run(words, typed);
  if (result.ok) throw new Error('It was not refused.');
  return result.refusal.code;
}

async function createStudy(): Promise<string> {
  const path = folder.file('real.ascnb');
  await value(['create', path, '--study', 'asc-secretome', '--administrator', 'administrator-1'], password);
  return path;
}

function bytesOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

describe('usage', () => {
  test.each([
    [[]],
    [['frobnicate']],
    [['verify']],
    [['verify', 'a', 'b']],
    [['verify', 'a', '--loud']],
    [['dose', '--group']],
    [['dose', '--group', 'asc', '--group', 'asc']],
    [['create', 'a', '--seed', '--demo']],
  ])('%j is refused with the form of the command', (words) => {
    expect(() => parseArguments(words)).toThrow(UsageError);
  });

  test('a value after an equals sign, and one that begins with a dash', () => {
    const parsed = parseArguments(['dose', '--group=asc', '--weight-kg', '-3', '--json']);
    expect([...parsed.options]).toEqual([
      ['group', 'asc'],
      ['weight-kg', '-3'],
      ['json', true],
    ]);
  });
});

describe('the ARRIVE report', () => {
  test('is written as PDF and as Word file, and the log and other scopes are not', async () => {
    const path = folder.file('demo.ascnb');
    await value(['create', path, '--demo', '--seed', '2', '--now', '2026-11-24T10:00+08:00[Asia/Shanghai]']);
    for (const [format, start] of [
      ['pdf', '%PDF'],
      ['docx', 'PK'],
    ] as const) {
      const out = folder.file(`arrive.${format}`);
      await value(['export', path, '--format', format, '--arrive', '--out', out]);
      expect(readFileSync(out).subarray(0, start.length).toString('latin1')).toBe(start);
    }
    const out = folder.file('no.docx');
    const refused = [
      ['--format', 'docx'],
      ['--format', 'docx', '--animal', 'P07'],
      ['--format', 'docx', '--arrive', '--animal', 'P07'],
      ['--format', 'jsonl', '--arrive'],
      ['--format', 'doc', '--arrive'],
    ];
    for (const words of refused) {
      await expect(run(['export', path, '--out', out, ...words])).rejects.toThrow(UsageError);
    }
    expect(existsSync(out)).toBe(false);
  }, 60_000);
});

describe('create, verify, rebuild', () => {
  test('a new study verifies; an existing file is never overwritten; a short password is refused', async () => {
    const path = await createStudy();
    const report = await value(['verify', path, '--json']);
    expect(report).toMatchObject({
      ok: true,
      records: 8,
      problems: [],
      entities: { checked: 7, mismatched: 0 },
    });
    expect(Object.keys(report)).toEqual(['ok', 'records', 'devices', 'entities', 'attachments', 'problems']);
    const again = ['create', path, '--study', 'asc-secretome', '--administrator', 'administrator-1'];
    expect(await refusal(again, password)).toBe('notebook.exists');
    const other = [...again.slice(0, 1), folder.file('other.ascnb'), ...again.slice(2)];
    expect(await refusal(other, 'short')).toBe('session.password-short');
    expect(existsSync(folder.file('other.ascnb'))).toBe(false);
  });

  test('[P11-200] without a password the administrator gets a one-time code that opens no command', async () => {
    const path = folder.file('coded.ascnb');
    const made = await value([
      'create',
      path,
      '--study',
      'asc-secretome',
      '--administrator',
      'administrator-1',
    ]);
    expect(made['oneTimeCode']).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    const backup = ['backup', path, '--to', folder.file('backups'), '--as', 'administrator-1'];
    expect(await refusal(backup, String(made['oneTimeCode']))).toBe('session.must-change');
  });

  test('the demonstration leaves the files of its instruments, and each can be read', async () => {
    const files = folder.file('plates');
    const now = '2026-11-24T10:00+08:00[Asia/Shanghai]';
    const made = [
      'create',
      folder.file('with files.ascnb'),
      '--demo',
      '--now',
      now,
      '--instrument-files',
      files,
    ];
    await value(made);
    const texts = readdirSync(files).filter((name) => name.endsWith('.txt'));
    expect(texts).toHaveLength(12);
    for (const name of texts) {
      const { plates } = await value(['read-instrument', join(files, name)]);
      expect(plates).not.toEqual([]);
    }
    const again = ['create', folder.file('again.ascnb'), '--demo', '--instrument-files', files];
    expect(await refusal(again)).toBe('notebook.exists');
    const study = ['create', folder.file('s.ascnb'), '--study', 'asc-secretome', '--administrator', 'a'];
    await expect(value([...study, '--instrument-files', files])).rejects.toThrow(UsageError);
  });

  test('the same seed and moment make the same demonstration; a moment without its zone is refused', async () => {
    const make = (name: string, now: string) =>
      value(['create', folder.file(name), '--demo', '--seed', '3', '--now', now]);
    const first = await make('first.ascnb', '2026-11-24T10:00+08:00[Asia/Shanghai]');
    const second = await make('second.ascnb', '2026-11-24T10:00:00+08:00[Asia/Shanghai]');
    const other = await make('other.ascnb', '2026-11-24T02:00Z');
    expect(second).toMatchObject({ records: first['records'], head: first['head'] });
    expect(bytesOf(folder.file('second.ascnb'))).toBe(bytesOf(folder.file('first.ascnb')));
    expect(other['head']).not.toBe(first['head']);
    for (const now of [
      '2026-11-24',
      '2026-11-24T10:00+08:00',
      '2026-11-24T10:00+02:00[Asia/Shanghai]',
      'noon',
    ]) {
      await expect(make('none.ascnb', now)).rejects.toThrow(UsageError);
    }
    expect(existsSync(folder.file('none.ascnb'))).toBe(false);
  }, 120_000);

  test('[P11-10a] a changed state is found, is not sound, and rebuild mends it from the log', async () => {
    const path = await createStudy();
    const database = openConnection(path);
    database.exec(
      `UPDATE entity SET state = replace(state, 'asc-secretome', 'something-else') WHERE type = 'study'`,
    );
    database.close();
    const result = await run(['verify', path]);
    expect(result).toMatchObject({
      ok: true,
      isSound: false,
      value: { ok: false, entities: { mismatched: 1 } },
    });
    expect(await refusal(['rebuild', path, '--as', 'administrator-1'], 'a wrong password')).toBe(
      'session.wrong',
    );
    expect(await value(['rebuild', path, '--as', 'administrator-1'], password)).toEqual({ entities: 7 });
    expect(await run(['verify', path])).toMatchObject({ isSound: true });
  });
});

describe('backup and restore', () => {
  test('[P11-10c] a restored backup has identical hashes, and nothing is overwritten', async () => {
    const path = await createStudy();
    const made = await value(['backup', path, '--to', folder.file('b'), '--as', 'administrator-1'], password);
    const to = folder.file('restored.ascnb');
    expect(await value(['restore', String(made['path']), '--to', to])).toMatchObject({ records: 8 });
    const heads = (report: Record<string, unknown>) => report['devices'];
    expect(heads(await value(['verify', to]))).toEqual(heads(await value(['verify', path])));
    expect(await refusal(['restore', String(made['path']), '--to', to])).toBe('notebook.exists');
  });

  test('[P11-10a] any changed byte of a backup is found by verify and by restore', async () => {
    const path = await createStudy();
    const made = await value(['backup', path, '--to', folder.file('b'), '--as', 'administrator-1'], password);
    const copy = String(made['path']);
    const bytes = readFileSync(copy);
    const last = bytes.length - 1;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    writeFileSync(copy, bytes);
    expect(await run(['verify', copy])).toMatchObject({ isSound: false });
    expect(await refusal(['restore', copy, '--to', folder.file('r.ascnb')])).toBe('backup.not-sound');
    expect(existsSync(folder.file('r.ascnb'))).toBe(false);
  });
});

describe('export', () => {
  test('[GLP-2] is refused of a file whose states an earlier program made, until they are made anew', async () => {
    const path = folder.file('demo.ascnb');
    await value(['create', path, '--demo', '--now', '2026-11-24T10:00Z']);
    const database = openConnection(path);
    database.exec("UPDATE entity SET reducer = 0 WHERE type = 'user'");
    database.close();
    const out = folder.file('arrive.docx');
    const document = ['export', path, '--format', 'docx', '--arrive', '--out', out];
    const figure = ['figure', path, '--figure', '2a', '--format', 'svg', '--out', folder.file('2a.svg')];
    expect([await refusal(document), await refusal(figure)]).toEqual(['notebook.older', 'notebook.older']);
    expect(readdirSync(folder.path).filter((name) => /docx|svg/.test(name))).toEqual([]);
    await value(['rebuild', path]);
    await value(document);
    expect(existsSync(out)).toBe(true);
  });

  test('[P11-10g] needs sign-in and a role; what is refused writes nothing, and reading appends nothing', async () => {
    const path = await createStudy();
    const before = bytesOf(path);
    const out = folder.file('log.jsonl');
    const words = ['export', path, '--format', 'jsonl', '--out', out];
    expect(await refusal(words)).toBe('session.none');
    expect(await refusal([...words, '--as', 'administrator-1'], 'a wrong password')).toBe('session.wrong');
    expect(await refusal([...words, '--as', 'nobody-1'], password)).toBe('session.wrong');
    expect(await refusal([...words, '--as', 'administrator-1'], password)).toBe('role.not-allowed');
    expect(existsSync(out)).toBe(false);
    await value(['verify', path]);
    expect(bytesOf(path)).toBe(before);
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  test('a copy of the file opens as well as the file', async () => {
    const path = await createStudy();
    const copy = folder.file('copy.ascnb');
    copyFileSync(path, copy);
    expect(await run(['verify', copy])).toMatchObject({ isSound: true });
  });

  test.each([
    ['a missing file', 'missing.ascnb', undefined, 'notebook.not-found'],
    ['a text', 'text.ascnb', 'not a database at all', 'notebook.not-a-notebook'],
    ['an empty file', 'empty.ascnb', '', 'notebook.not-a-notebook'],
  ])('%s is refused', async (_, name, content, code) => {
    if (content !== undefined) writeFileSync(folder.file(name), content);
    expect(await refusal(['verify', folder.file(name)])).toBe(code);
  });
});

describe('dose', () => {
  test('the worked example of the study, and the same without a syringe', async () => {
    const secretome = [
      'dose',
      '--group',
      'asc-secretome',
      '--weight-kg',
      '22.4',
      '--lot-source-cells',
      '4.8e7',
    ];
    const lot = [...secretome, '--lot-volume-ml', '2'];
    expect(await value([...lot, '--syringe-ml', '1', '--graduation-ul', '10', '--json'])).toEqual({
      cells: '22400000',
      volumeMicrolitre: '933.3',
      drawMicrolitre: '930.0',
      errorPercent: '-0.36',
    });
    expect(await value(lot)).toEqual({
      cells: '22400000',
      volumeMicrolitre: '933.3',
      drawMicrolitre: null,
      errorPercent: null,
    });
    const half = [...lot, '--cm-collected-ml', '48', '--cm-processed-ml', '24'];
    expect(await value(half)).toMatchObject({ volumeMicrolitre: '1866.7' });
  });

  test.each([
    ['0', '5e6'],
    ['-22.4', '5e6'],
    ['22,4', '5e6'],
    ['2240', '5e6'],
    ['NaN', '5e6'],
    ['22.4', '0'],
    ['22.4', '-5e6'],
    ['22.4', '5e99'],
    ['', '5e6'],
  ])('%s kg and %s cells/mL are refused', async (weight, cells) => {
    const words = ['dose', '--group', 'asc', '--weight-kg', weight, '--cells-per-ml', cells];
    expect(await refusal(words)).toMatch(/^dose\./);
  });

  test('half of the options of a syringe or of the medium is usage', async () => {
    const asc = ['dose', '--group', 'asc', '--weight-kg', '22.4', '--cells-per-ml', '5e6'];
    await expect(run([...asc, '--syringe-ml', '5'])).rejects.toThrow(UsageError);
    await expect(run(['dose', '--group', 'saline', '--weight-kg', '22.4'])).rejects.toThrow(UsageError);
  });
});
