// Opening what is not as it should be: each has its own sentence, nothing is changed, nothing is locked for good.
// Must not accept an exception in place of a refusal.

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Device } from '../../shared/domain/device.ts';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { Child } from '../testing/child.ts';
import { openPlain } from '../testing/tampering.ts';
import { KnownNotebooks } from './known-notebooks.ts';
import type { Notebook } from './notebook.ts';
import { createNotebook, openForReading, openNotebook, rememberHead } from './open.ts';
import { isOnNetwork } from './place.ts';
import { verify } from './verify.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const openScript = new URL('../testing/open-script.ts', import.meta.url);
const piglet = {
  animalId: 'P07',
  earTag: 'E-0007',
  sex: 'female',
  birthDate: '2025-10-01',
  source: 'breeder',
  strain: 'miniature pig',
  purpose: 'study',
  housing: 'pen 1',
};

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

function write(notebook: Notebook, animalId: string): void {
  accepted(notebook.transact(registerAnimal, { ...piglet, animalId, earTag: `E-${animalId}` }, director));
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
    'DROP INDEX recordByKind',
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
    const child = new Child(
      openScript,
      [path, folder.file('child-known.json'), how],
      isRoot ? 65_534 : undefined,
    );
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
  });

  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'a disk mounted for reading only',
    () => {
      make();
      const disk = folder.file('disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
      try {
        copyFileSync(folder.file(), join(disk, 'study.ascnb'));
        execFileSync('mount', ['-o', 'remount,ro', disk]);
        expect(refusedWith(openNotebook(join(disk, 'study.ascnb'), folder.options()))).toBe(
          'notebook.read-only',
        );
        const reader = accepted(openForReading(join(disk, 'study.ascnb')));
        expect(verify(reader).ok).toBe(true);
        reader.close();
      } finally {
        execFileSync('umount', [disk]);
      }
    },
  );
});

describe('a network share', () => {
  test.each([
    '\\\\server\\share\\study.ascnb',
    '//server/share/study.ascnb',
    '\\\\?\\UNC\\server\\share\\a.ascnb',
  ])('%s is refused by its name', (path) => {
    expect(isOnNetwork(path, () => 0xef53)).toBe(true);
  });

  test.each([
    ['NFS', 0x6969],
    ['CIFS', 0xff534d42],
    ['CIFS as a signed number', 0xff534d42 | 0],
    ['SMB2', 0xfe534d42],
    ['9P', 0x01021997],
    ['Ceph', 0x00c36400],
  ])('a folder on %s', (_, type) => {
    expect(isOnNetwork(folder.file(), () => type)).toBe(true);
  });

  test.each([
    ['ext4', 0xef53],
    ['Btrfs', 0x9123683e],
    ['XFS', 0x58465342],
    ['tmpfs', 0x01021994],
    ['overlay', 0x794c7630],
    // A disk with NTFS is one as well as sshfs is: the type does not tell them apart.
    ['FUSE', 0x65735546],
    ['FAT on a USB disk', 0x4d44],
  ])('a folder on %s is a place for a notebook', (_, type) => {
    expect(isOnNetwork(folder.file(), () => type)).toBe(false);
  });

  test('a system that cannot tell does not refuse', () => {
    const broken = () => {
      throw new Error('not supported');
    };
    expect(isOnNetwork(folder.file(), broken)).toBe(false);
  });

  test('opening and creating refuse it', () => {
    const share = '//server/share/study.ascnb';
    expect(refusedWith(createNotebook(share, folder.options()))).toBe('notebook.on-network');
  });
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

describe('[P11-10a] what this machine remembers', () => {
  /** The chains in the file: device, records, parent's head. */
  function chains(path: string): { device: string; records: number; parentHead: string | null }[] {
    const reader = accepted(openForReading(path));
    const report = verify(reader);
    expect(report.problems).toEqual([]);
    const starts = reader
      .prepare(
        "SELECT subjectId, payload ->> '$.parentHead' AS head FROM record WHERE kind = 'device.chainStarted'",
      )
      .all() as { subjectId: string; head: string | null }[];
    reader.close();
    return report.devices.map(({ device, records }) => ({
      device,
      records,
      parentHead: starts.find((one) => one.subjectId === device)?.head ?? null,
    }));
  }

  function openAndWrite(name: string, animalId: string): string {
    const { notebook, anchor } = folder.open(name);
    write(notebook, animalId);
    rememberHead(notebook, folder.options().known);
    notebook.close();
    return anchor;
  }

  test('a known file continues its one chain', () => {
    const path = make();
    expect(openAndWrite('study.ascnb', 'P01')).toBe('continued');
    expect(openAndWrite('study.ascnb', 'P02')).toBe('continued');
    expect(chains(path)).toHaveLength(1);
  });

  test('more records than remembered, as after a crash, continue the chain', () => {
    make();
    const { notebook } = folder.open();
    write(notebook, 'P01');
    notebook.close();
    expect(openAndWrite('study.ascnb', 'P02')).toBe('continued');
    expect(chains(folder.file())).toHaveLength(1);
  });

  test('a file put back to an older state is told, and its next record starts a chain that names its parent', () => {
    const path = make();
    copyFileSync(path, folder.file('old.ascnb'));
    openAndWrite('study.ascnb', 'P01');
    copyFileSync(folder.file('old.ascnb'), path);
    const reader = accepted(openForReading(path));
    const head = verify(reader).devices[0]?.head;
    reader.close();
    expect(openAndWrite('study.ascnb', 'P02')).toBe('rolled-back');
    expect(chains(path)).toMatchObject([{ parentHead: null }, { parentHead: head }]);
    expect(openAndWrite('study.ascnb', 'P03')).toBe('continued');
    expect(chains(path)).toHaveLength(2);
  });

  test('a copy forks visibly: both files differ in their second chain', () => {
    const path = make();
    copyFileSync(path, folder.file('copy.ascnb'));
    expect(openAndWrite('copy.ascnb', 'P01')).toBe('first-seen');
    expect(openAndWrite('study.ascnb', 'P01')).toBe('continued');
    const [own, fork] = chains(folder.file('copy.ascnb'));
    const [original] = chains(path);
    expect(own?.device).toBe(original?.device);
    expect(fork?.device).not.toBe(original?.device);
    expect(fork?.parentHead).toMatch(/^[0-9a-f]{64}$/);
  });

  test('another notebook under a known name is not taken for the old one', () => {
    make();
    renameSync(folder.file(), folder.file('elsewhere.ascnb'));
    make('other.ascnb');
    renameSync(folder.file('other.ascnb'), folder.file());
    expect(openAndWrite('study.ascnb', 'P01')).toBe('first-seen');
  });

  test('[P11-10k] a new version of the program is a record', () => {
    make();
    const options = { ...folder.options(), appVersion: '9.0.0' };
    const { notebook } = accepted(openNotebook(folder.file(), options));
    write(notebook, 'P01');
    const { read } = notebook.queryContext(director);
    expect(read.get(Device, notebook.device)?.appVersion).toBe('9.0.0');
    notebook.close();
  });

  test('a damaged or missing memory only means that the file is new to this machine', () => {
    make();
    writeFileSync(folder.file('known.json'), '{"half');
    expect(openAndWrite('study.ascnb', 'P01')).toBe('first-seen');
    expect(new KnownNotebooks(folder.file('known.json')).recall(folder.file())?.deviceSeq).toBeGreaterThan(0);
  });
});
