// Backups on real files: made while work goes on, checked before they get their name, thinned out, restored.
// Must not keep a copy that is not sound, nor write over anything.

import fc from 'fast-check';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { dayMs, hourMs, utcText } from '../../shared/kernel/time.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { flipByte, openPlain, pastTriggers } from '../testing/tampering.ts';
import {
  backup,
  checkFileHash,
  checkHere,
  listBackups,
  restore,
  toThinOut,
  type BackupFile,
} from './backup.ts';
import type { Notebook } from './notebook.ts';
import { openForReading } from './open.ts';
import { verify } from './verify.ts';

let folder: TestFolder;
let notebook: Notebook;
let backups: string;
let animals = 0;

beforeEach(() => {
  folder = new TestFolder();
  notebook = folder.create();
  backups = folder.file('backups');
});
afterEach(() => {
  notebook.close();
  folder.remove();
});

function write(to: Notebook = notebook): void {
  animals += 1;
  const piglet = { animalId: `P${animals}`, earTag: `E-${animals}`, sex: 'female', birthDate: '2025-10-01' };
  const rest = { source: 'breeder', strain: 'miniature pig', purpose: 'study', housing: 'pen 1' };
  accepted(to.transact(registerAnimal, { ...piglet, ...rest }, director));
}

async function made(): Promise<string> {
  write();
  folder.clock.epochMs += hourMs;
  return accepted(await backup(notebook, backups)).path;
}

function hashes(path: string): string[] {
  const reader = accepted(openForReading(path));
  const all = reader.prepare('SELECT hash FROM record ORDER BY seq').pluck().all() as string[];
  expect(verify(reader).problems).toEqual([]);
  reader.close();
  return all;
}

describe('[P11-10c] making a backup', () => {
  test('it has the head in its name, a digest beside it, and is one sound file by itself', async () => {
    write();
    const copy = accepted(await backup(notebook, backups));
    const { head, seq } = notebook.head;
    expect(copy).toEqual({
      path: join(backups, `study-20260302T000000Z-${head.slice(0, 12)}.ascnb`),
      head,
      records: seq,
      isNew: true,
    });
    expect(readdirSync(backups).toSorted()).toEqual(
      [`study-20260302T000000Z-${head.slice(0, 12)}.ascnb`].flatMap((one) => [one, `${one}.sha256`]),
    );
    expect(await checkFileHash(copy.path)).toBeUndefined();
    expect(hashes(copy.path).at(-1)).toBe(head);
    expect([...readFileSync(copy.path).subarray(18, 20)]).toEqual([1, 1]);
  });

  test('nothing new: nothing is written', async () => {
    const first = await made();
    folder.clock.epochMs += hourMs;
    const again = accepted(await backup(notebook, backups));
    expect(again).toMatchObject({ path: first, isNew: false, head: notebook.head.head });
    expect(listBackups(backups, 'study')).toHaveLength(1);
    write();
    expect(accepted(await backup(notebook, backups)).isNew).toBe(true);
  });

  test('work goes on meanwhile, and the name says what the copy holds', async () => {
    write();
    const running = backup(notebook, backups);
    write();
    const copy = accepted(await running);
    write();
    expect(hashes(copy.path).at(-1)).toBe(copy.head);
    expect(copy.path).toContain(copy.head.slice(0, 12));
    expect(hashes(notebook.path).slice(0, hashes(copy.path).length)).toEqual(hashes(copy.path));
  });

  test('backups of another study in the same folder are left alone', async () => {
    mkdirSync(backups);
    const other = join(backups, 'other-20200101T000000Z-aaaaaaaaaaaa.ascnb');
    writeFileSync(other, 'other');
    writeFileSync(join(backups, 'study-notes.txt'), 'mine');
    await made();
    expect(readFileSync(other, 'utf8')).toBe('other');
    expect(existsSync(join(backups, 'study-notes.txt'))).toBe(true);
  });

  test('[P11-10a] a copy that is not sound is refused and not kept; the older ones stay', async () => {
    const older = await made();
    const plain = openPlain(notebook.path);
    pastTriggers(plain, () => plain.exec("UPDATE record SET reason = 'changed' WHERE seq = 3"));
    plain.close();
    write();
    expect(refusedWith(await backup(notebook, backups))).toBe('backup.not-sound');
    expect(readdirSync(backups).toSorted()).toEqual(
      [older, `${older}.sha256`].map((one) => one.slice(backups.length + 1)),
    );
  });

  test('a failure in the middle leaves no part of a file behind', async () => {
    const fail = async () => {
      throw Object.assign(new Error('planted'), { code: 'EIO' });
    };
    expect(refusedWith(await backup(notebook, backups, fail))).toBe('backup.failed');
    expect(readdirSync(backups)).toEqual([]);
    writeFileSync(folder.file('no-folder'), '');
    expect(refusedWith(await backup(notebook, folder.file('no-folder')))).toBe('backup.failed');
  });

  test('what a crash left behind a day ago is cleared away, a copy still being made is not', async () => {
    mkdirSync(backups);
    const old = '.study-20260228T120000Z.partial';
    const recent = '.study-20260301T230000Z.partial';
    const other = '.other-20200101T000000Z.partial';
    for (const name of [old, `${old}-wal`, recent, other]) writeFileSync(join(backups, name), '');
    accepted(await backup(notebook, backups));
    const left = readdirSync(backups).filter((name) => name.includes('partial'));
    expect(left.toSorted()).toEqual([other, recent]);
  });
});

describe('[P11-10a] the digest beside a backup', () => {
  test('finds any flipped byte, whether anything reads it or not', async () => {
    const path = await made();
    const { length } = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.integer({ min: 1, max: 255 }), async (offset, mask) => {
        flipByte(path, offset, mask);
        expect(await checkFileHash(path)).toBeDefined();
        flipByte(path, offset, mask);
      }),
      { numRuns: 50 },
    );
    expect(await checkFileHash(path)).toBeUndefined();
  });

  test('a restore from such a file is refused, and makes none', async () => {
    const path = await made();
    const { length } = readFileSync(path);
    for (const offset of [20, 70, 5000, Math.floor(length / 2), length - 1]) {
      flipByte(path, offset);
      const refused = refusedWith(await restore(path, folder.file('restored.ascnb')));
      expect(['backup.not-sound', 'notebook.damaged', 'notebook.not-a-notebook']).toContain(refused);
      expect(readdirSync(folder.path).filter((name) => name.startsWith('restored'))).toEqual([]);
      flipByte(path, offset);
    }
  });
});

describe('[P11-10c] restoring', () => {
  test('gives identical hashes; without the digest as well', async () => {
    const path = await made();
    const restored = accepted(await restore(path, folder.file('restored.ascnb')));
    expect(restored.records).toBe(notebook.head.seq);
    expect(hashes(restored.path)).toEqual(hashes(notebook.path));
    rmSync(`${path}.sha256`);
    accepted(await restore(path, folder.file('again.ascnb')));
    expect(hashes(folder.file('again.ascnb'))).toEqual(hashes(notebook.path));
  });

  test('never over a file, not even one that appears while it is checked', async () => {
    const path = await made();
    expect(refusedWith(await restore(path, notebook.path))).toBe('notebook.exists');
    const to = folder.file('restored.ascnb');
    const late = async (copy: string) => {
      writeFileSync(to, 'mine');
      return checkHere(copy);
    };
    expect(refusedWith(await restore(path, to, late))).toBe('notebook.exists');
    expect(readFileSync(to, 'utf8')).toBe('mine');
    writeFileSync(folder.file('other.ascnb.partial'), 'mine as well');
    accepted(await restore(path, folder.file('other.ascnb')));
    expect(readFileSync(folder.file('other.ascnb.partial'), 'utf8')).toBe('mine as well');
  });

  test('a file with a write-ahead log beside it is restored whole, or not at all', async () => {
    write();
    const { head } = notebook.head;
    const crashed = folder.file('crashed.ascnb');
    for (const side of ['', '-wal']) copyFileSync(notebook.path + side, crashed + side);
    const to = folder.file('restored.ascnb');
    accepted(await restore(crashed, to));
    expect(hashes(to).at(-1)).toBe(head);
  });

  test('what is not there or no notebook is refused', async () => {
    const to = folder.file('restored.ascnb');
    expect(refusedWith(await restore(folder.file('none.ascnb'), to))).toBe('notebook.not-found');
    writeFileSync(folder.file('text.ascnb'), 'text'.repeat(500));
    expect(refusedWith(await restore(folder.file('text.ascnb'), to))).toBe('notebook.not-a-notebook');
    const path = await made();
    expect(refusedWith(await restore(path, join(folder.file('missing'), 'a.ascnb')))).toBe('backup.failed');
    expect(existsSync(to)).toBe(false);
  });

  test('a restored file that is written to starts a chain that names the head it was restored with', async () => {
    const path = await made();
    const { head } = notebook.head;
    accepted(await restore(path, folder.file('restored.ascnb')));
    const { notebook: restored, anchor } = folder.open('restored.ascnb');
    expect(anchor).toBe('first-seen');
    write(restored);
    const report = verify(restored.database);
    expect(report.problems).toEqual([]);
    expect(report.devices).toHaveLength(2);
    const payload = restored.database
      .prepare("SELECT payload FROM record WHERE kind = 'device.chainStarted' AND device = ?")
      .pluck()
      .get(restored.device) as string;
    expect(JSON.parse(payload)).toMatchObject({ parentDevice: notebook.device, parentHead: head });
    restored.close();
  });

  test('a backup put by hand in the place of the notebook is told from it', async () => {
    const path = await made();
    write();
    folder.options().known.remember(notebook.path, {
      notebookId: notebook.id,
      device: notebook.device,
      deviceSeq: notebook.head.deviceSeq,
      head: notebook.head.head,
    });
    notebook.close();
    copyFileSync(path, notebook.path);
    const opened = folder.open();
    expect(opened.anchor).toBe('rolled-back');
    opened.notebook.close();
  });
});

describe('thinning out', () => {
  const now = Date.UTC(2026, 2, 20, 15);
  const file = (epochMs: number): BackupFile => ({ path: utcText(epochMs), epochMs, head: '' });
  const day = (one: BackupFile) => one.path.slice(0, 10);
  const month = (one: BackupFile) => one.path.slice(0, 7);

  /** The rule, written a second time: for each file, whether any clause keeps it. */
  function isKept(one: BackupFile, all: readonly BackupFile[]): boolean {
    const newer = all.filter((other) => other.epochMs > one.epochMs);
    const today = utcText(now).slice(0, 10);
    if (!newer.some((other) => month(other) === month(one))) return true;
    if (day(one) === today) return newer.filter((other) => day(other) === today).length < 3;
    const isRecent = Date.parse(today) - Date.parse(day(one)) <= 14 * dayMs;
    return isRecent && !newer.some((other) => day(other) === day(one));
  }

  const moments = fc
    .uniqueArray(fc.integer({ min: 0, max: 24 * 400 }), { maxLength: 80 })
    .map((hours) => hours.toSorted((left, right) => right - left).map((one) => file(now - one * hourMs)));
  const recent = fc
    .uniqueArray(fc.integer({ min: 0, max: 24 * 20 }), { maxLength: 80 })
    .map((hours) => hours.toSorted((left, right) => right - left).map((one) => file(now - one * hourMs)));

  test('keeps 3 of today, 1 a day for 14 days, 1 a month, and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(moments, recent), (all) => {
        const gone = new Set(toThinOut(all, now));
        const kept = all.filter((one) => !gone.has(one));
        expect(kept).toEqual(all.filter((one) => isKept(one, all)));
        expect(toThinOut(kept, now)).toEqual([]);
        expect(kept.at(-1)).toBe(all.at(-1));
      }),
    );
  });

  test('a year of hourly backups, thinned out after each', () => {
    let kept: BackupFile[] = [];
    const begin = Date.UTC(2025, 0, 1, 8);
    for (let hour = 0; hour < 365 * 24; hour += 3) {
      const at = begin + hour * hourMs;
      kept.push(file(at));
      const gone = new Set(toThinOut(kept, at));
      kept = kept.filter((one) => !gone.has(one));
    }
    expect(new Set(kept.map(month)).size).toBe(12 + 1);
    expect(kept.length).toBeLessThanOrEqual(3 + 14 + 13);
    expect(kept.filter((one) => day(one) >= '2025-12-20').length).toBeGreaterThanOrEqual(12);
  });

  test('a real folder: the digests go with their files', async () => {
    for (let count = 0; count < 5; count++) await made();
    expect(listBackups(backups, 'study')).toHaveLength(3);
    expect(readdirSync(backups)).toHaveLength(6);
  });

  test('a backup that holds what this notebook does not is never thinned out', async () => {
    const older = await made();
    const onlyCopy = await made();
    notebook.close();
    copyFileSync(older, notebook.path);
    notebook = folder.open().notebook;
    for (let count = 0; count < 5; count++) await made();
    expect(existsSync(onlyCopy)).toBe(true);
    expect(listBackups(backups, 'study')).toHaveLength(4);
  });

  test('nor is one of another notebook of the same name', async () => {
    mkdirSync(folder.file('elsewhere'));
    const other = folder.create('elsewhere/study.ascnb');
    const { path } = accepted(await backup(other, backups));
    other.close();
    for (let count = 0; count < 5; count++) await made();
    expect(existsSync(path)).toBe(true);
  });
});
