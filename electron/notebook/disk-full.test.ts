// A full disk: a command is refused with its sentence, what was confirmed stays, and work goes on once there is space.
// Must not need a disk of the machine: a small file system in memory, or SQLite's own limit where none can be mounted.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createUser } from '../../shared/domain/user.ts';
import { foundStudy } from '../found-study.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { addAttachment } from '../../shared/domain/attachment.ts';
import { digestFile, storeAttachment } from './attachments.ts';
import { backup } from './backup.ts';
import type { Notebook } from './notebook.ts';
import { createNotebook, openNotebook } from './open.ts';
import { verify } from './verify.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

function register(notebook: Notebook, count: number): ReturnType<Notebook['transact']> {
  const person = { userId: `technician-${count}`, printedName: 'x'.repeat(100), roles: ['technician'] };
  return notebook.transact(createUser, { ...person, identityVerifiedBy: director.userId }, director);
}

/** Writes until it is refused; returns the refusal's code and the confirmed head. */
function fillUp(notebook: Notebook, from: number): { code: string; head: string; seq: number; next: number } {
  for (let count = from; count < from + 20_000; count++) {
    const { head, seq } = notebook.head;
    const outcome = register(notebook, count);
    if (outcome.ok) continue;
    expect(notebook.head).toMatchObject({ head, seq });
    return { code: outcome.refusal.code, head, seq, next: count };
  }
  throw new Error('The disk was never full.');
}

function expectUnharmed(notebook: Notebook, head: string): void {
  const report = verify(notebook.database);
  expect(report.problems).toEqual([]);
  expect(report.devices[0]?.head).toBe(head);
}

test("SQLite's own limit: refused, nothing lost, works again when there is space", () => {
  const notebook = folder.create();
  const pages = notebook.database.pragma('page_count', { simple: true }) as number;
  notebook.database.pragma(`max_page_count = ${pages + 40}`);
  const { code, head, next } = fillUp(notebook, 0);
  expect(code).toBe('notebook.disk-full');
  expectUnharmed(notebook, head);
  expect(refusedWith(register(notebook, next))).toBe('notebook.disk-full');
  notebook.database.pragma('max_page_count = 1000000');
  accepted(register(notebook, next));
  expect(verify(notebook.database).ok).toBe(true);
  notebook.close();
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

describe.runIf(canMount)('a small disk that fills up', () => {
  let disk: string;
  const file = () => join(disk, 'study.ascnb');

  beforeEach(() => {
    disk = folder.file('disk');
    mkdirSync(disk);
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk]);
  });
  afterEach(() => {
    execFileSync('/bin/umount', ['-l', disk]);
  });

  function create(): Notebook {
    const { notebook } = accepted(createNotebook(file(), folder.options()));
    const founder = { id: director.userId, printedName: 'Study director 1', roles: director.roles };
    accepted(foundStudy(notebook, founder, false, () => {}));
    return notebook;
  }

  test('by another program: refused, nothing lost, works again, and so after a new start', () => {
    const notebook = create();
    writeFileSync(join(disk, 'other'), Buffer.alloc(3 * 1024 * 1024));
    const full = fillUp(notebook, 0);
    expect(full.code).toBe('notebook.disk-full');
    expectUnharmed(notebook, full.head);
    rmSync(join(disk, 'other'));
    accepted(register(notebook, full.next));
    const again = fillUp(notebook, full.next + 1);
    expect(again.code).toBe('notebook.disk-full');
    expect(again.seq).toBeGreaterThan(full.seq);
    expectUnharmed(notebook, again.head);
    notebook.close();
    const reopened = openNotebook(file(), folder.options());
    const { notebook: second } = accepted(reopened);
    expectUnharmed(second, again.head);
    second.close();
  });

  test('by one large attachment: neither its bytes nor its record stay', () => {
    const notebook = create();
    const path = folder.file('scan.tif');
    writeFileSync(path, Buffer.alloc(8 * 1024 * 1024, 'scan'));
    const digest = digestFile(path);
    const about = {
      hash: digest.hash,
      name: 'scan.tif',
      bytes: digest.size,
      animalId: null,
      runId: null,
      lotId: null,
    };
    const { head } = notebook.head;
    const added = notebook.transact(addAttachment, about, director, {}, (database) =>
      storeAttachment(database, path, digest),
    );
    expect(refusedWith(added)).toBe('notebook.disk-full');
    expectUnharmed(notebook, head);
    accepted(register(notebook, 1));
    notebook.close();
  });

  test('no space for a new notebook', () => {
    writeFileSync(join(disk, 'other'), Buffer.alloc(6 * 1024 * 1024 - 8192));
    const outcome = createNotebook(file(), folder.options());
    expect(refusedWith(outcome)).toBe('notebook.disk-full');
    expect(readdirSync(disk).filter((name) => !name.endsWith('.lock'))).toEqual(['other']);
    rmSync(join(disk, 'other'));
    create().close();
  });

  test('no space for a backup: refused, no part of it stays, the notebook goes on', async () => {
    const notebook = folder.create();
    writeFileSync(join(disk, 'other'), Buffer.alloc(6 * 1024 * 1024 - 100_000));
    expect(refusedWith(await backup(notebook, disk))).toBe('backup.failed');
    expect(readdirSync(disk)).toEqual(['other']);
    accepted(register(notebook, 1));
    notebook.close();
  });
});
