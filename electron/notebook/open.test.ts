// Opening what is not as it should be: each has its own sentence, nothing is changed, nothing is locked for good.
// Must not accept an exception in place of a refusal.

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accepted, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { Child } from '../testing/child.ts';
import { openPlain } from '../testing/tampering.ts';
import { createNotebook, openForReading, openNotebook, rememberHead } from './open.ts';
import { verify } from './verify.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const openScript = new URL('../testing/open-script.ts', import.meta.url);
function make(name = 'study.ascnb'): string {
  const notebook = folder.create(name);
  rememberHead(notebook, folder.options().known);
  notebook.close();
  return folder.file(name);
}

/** Both ways in must refuse alike. */
function refusedBothWays(path: string): string {
  const code = refusedWith(openNotebook(path, folder.options()));
  expect(refusedWith(openForReading(path))).toBe(code);
  return code;
}

describe('[P11-10a] a file that is no sound notebook', () => {
  test('nothing, a folder, a text, an empty file', () => {
    expect(refusedBothWays(folder.file('none.ascnb'))).toBe('notebook.not-found');
    mkdirSync(folder.file('folder.ascnb'));
    expect(refusedBothWays(folder.file('folder.ascnb'))).toBe('notebook.not-a-notebook');
    writeFileSync(folder.file('text.ascnb'), 'Day 1: the animal is well.\n'.repeat(400));
    expect(refusedBothWays(folder.file('text.ascnb'))).toBe('notebook.not-a-notebook');
    writeFileSync(folder.file('empty.ascnb'), '');
    expect(refusedBothWays(folder.file('empty.ascnb'))).toBe('notebook.not-a-notebook');
    expect(statSync(folder.file('empty.ascnb')).size).toBe(0);
  });

  test("another program's database", () => {
    const other = openPlain(folder.file('other.ascnb'));
    other.exec('CREATE TABLE record (seq INTEGER PRIMARY KEY)');
    other.close();
    expect(refusedBothWays(folder.file('other.ascnb'))).toBe('notebook.not-a-notebook');
  });

  test('one from a newer version: nothing is changed', () => {
    const path = make();
    const plain = openPlain(path);
    plain.pragma('user_version = 99');
    plain.close();
    const before = readFileSync(path);
    expect(refusedBothWays(path)).toBe('notebook.newer');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test.each([
    'DROP TABLE record',
    'DROP TABLE entity',
    'DROP TABLE heartbeat',
    'DROP TABLE credential',
    'DROP TRIGGER recordIsNotDeleted',
    'DROP INDEX recordBySubject',
    'CREATE TRIGGER other AFTER INSERT ON record BEGIN SELECT 1; END',
  ])('after %s it can be read and verified, not written', (sql) => {
    const path = make();
    const plain = openPlain(path);
    plain.exec(sql);
    plain.close();
    expect(refusedWith(openNotebook(path, folder.options()))).toBe('notebook.damaged');
    const reader = accepted(openForReading(path));
    expect(verify(reader).ok).toBe(false);
    reader.close();
  });

  test('one without the table that names it', () => {
    const path = make();
    const plain = openPlain(path);
    plain.exec('DROP TABLE notebook');
    plain.close();
    expect(refusedBothWays(path)).toBe('notebook.damaged');
  });

  test('one whose id is gone', () => {
    const path = make();
    const plain = openPlain(path);
    plain.exec('DELETE FROM notebook');
    plain.close();
    expect(refusedBothWays(path)).toBe('notebook.damaged');
  });

  test('one that was cut off, wherever it was cut', () => {
    const path = make();
    const { size } = statSync(path);
    const places = [
      1,
      15,
      16,
      60,
      99,
      100,
      101,
      4095,
      4096,
      4097,
      8192,
      12_000,
      size - 4096,
      size - 4095,
      size - 1,
    ];
    for (const place of places) {
      const cut = folder.file(`cut-${place}.ascnb`);
      copyFileSync(path, cut);
      truncateSync(cut, place);
      const code = refusedBothWays(cut);
      const codes = place < 100 ? ['notebook.not-a-notebook', 'notebook.damaged'] : ['notebook.damaged'];
      expect(codes, `cut at ${place}`).toContain(code);
      expect(statSync(cut).size).toBe(place);
    }
  });

  test('one whose first page was overwritten', () => {
    const path = make();
    const bytes = readFileSync(path);
    bytes.fill(0x55, 100, 1500);
    writeFileSync(path, bytes);
    expect(refusedBothWays(path)).toBe('notebook.damaged');
  });

  test('a new notebook is never made over a file', () => {
    writeFileSync(folder.file('mine.ascnb'), 'mine');
    expect(refusedWith(createNotebook(folder.file('mine.ascnb'), folder.options()))).toBe('notebook.exists');
    expect(readFileSync(folder.file('mine.ascnb'), 'utf8')).toBe('mine');
  });

  test('a new notebook in a folder that does not exist, or under a file', () => {
    const nowhere = join(folder.file('missing'), 'study.ascnb');
    expect(refusedWith(createNotebook(nowhere, folder.options()))).toBe('notebook.no-folder');
    writeFileSync(folder.file('file'), '');
    const under = join(folder.file('file'), 'study.ascnb');
    expect(refusedWith(createNotebook(under, folder.options()))).toBe('notebook.no-folder');
  });
});

describe('a place that cannot be written', () => {
  /** Root may write everywhere: then another user of the system opens the file. */
  async function byUser(how: 'open' | 'create', path: string): Promise<string | undefined> {
    const isRoot = process.getuid?.() === 0;
    const child = new Child(openScript, [
      path,
      folder.file('child-known.json'),
      how,
      ...(isRoot ? ['65534'] : []),
    ]);
    const line = await child.line();
    await child.kill();
    return line;
  }

  test('a folder without the right to write: opening, creating', async () => {
    const path = make();
    chmodSync(path, 0o444);
    chmodSync(folder.path, 0o555);
    expect(await byUser('open', path)).toBe('notebook.read-only');
    expect(await byUser('create', folder.file('new.ascnb'))).toBe('notebook.read-only');
    chmodSync(folder.path, 0o777);
    expect(await byUser('open', path)).toBe('notebook.read-only');
    chmodSync(path, 0o666);
    expect(await byUser('open', path)).toBe('first-seen');
  }, 60_000);

  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'a disk mounted for reading only',
    () => {
      make();
      const disk = folder.file('disk');
      mkdirSync(disk);
      execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
      try {
        copyFileSync(folder.file(), join(disk, 'study.ascnb'));
        execFileSync('/bin/mount', ['-o', 'remount,ro', disk]);
        expect(refusedWith(openNotebook(join(disk, 'study.ascnb'), folder.options()))).toBe(
          'notebook.read-only',
        );
        const reader = accepted(openForReading(join(disk, 'study.ascnb')));
        expect(verify(reader).ok).toBe(true);
        reader.close();
      } finally {
        execFileSync('/bin/umount', [disk]);
      }
    },
  );
});

describe('one writer', () => {
  test('another process, and this one again, hear that it is in use; a kill frees it at once', async () => {
    const path = make();
    const holder = new Child(openScript, [path, folder.file('child-known.json')]);
    expect(await holder.line()).toBe('first-seen');
    expect(refusedWith(openNotebook(path, folder.options()))).toBe('notebook.in-use');
    const reader = accepted(openForReading(path));
    expect(verify(reader).ok).toBe(true);
    reader.close();
    await holder.kill();
    const { notebook } = folder.open();
    expect(refusedWith(openNotebook(path, folder.options()))).toBe('notebook.in-use');
    const second = new Child(openScript, [path, folder.file('child-known.json')]);
    expect(await second.line()).toBe('notebook.in-use');
    notebook.close();
    const third = new Child(openScript, [path, folder.file('child-known.json')]);
    expect(await third.line()).toBe('first-seen');
    third.tell('end');
    expect(await third.all()).toEqual([]);
    folder.open().notebook.close();
  }, 60_000);

  test('the lock is of the file, by whatever name it is reached', () => {
    const notebook = folder.create();
    symlinkSync(notebook.path, folder.file('link.ascnb'));
    expect(refusedWith(openNotebook(folder.file('link.ascnb'), folder.options()))).toBe('notebook.in-use');
    notebook.close();
  });

  test('a refused opening leaves no lock behind', () => {
    const path = make();
    const plain = openPlain(path);
    plain.exec('CREATE TABLE other (x)');
    plain.close();
    expect(refusedWith(openNotebook(path, folder.options()))).toBe('notebook.damaged');
    const again = openPlain(path);
    again.exec('DROP TABLE other');
    again.close();
    folder.open().notebook.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
  });
});
