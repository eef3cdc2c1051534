// Attachments in the file: stored and read in chunks, once for equal bytes, never whole in memory.
// Must not judge what is in them.

import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addAttachment, withholdAttachment } from '../../shared/domain/attachment.ts';
import { accepted, director, TestFolder } from '../testing/bench-notebook.ts';
import { Child } from '../testing/child.ts';
import { digestFile, hasBytes, readAttachment, storeAttachment, type FileDigest } from './attachments.ts';
import type { Notebook } from './notebook.ts';
import { verify } from './verify.ts';

let folder: TestFolder;
let notebook: Notebook;
beforeEach(() => {
  folder = new TestFolder();
  notebook = folder.create();
});
afterEach(() => {
  notebook.close();
  folder.remove();
});

const chunk = 1024 * 1024;

function file(name: string, size: number): string {
  writeFileSync(folder.file(name), Buffer.alloc(size, `${name} of ${size}.`));
  return folder.file(name);
}

function add(path: string, digest: FileDigest): ReturnType<Notebook['transact']> {
  const about = {
    hash: digest.hash,
    name: 'file',
    bytes: digest.size,
    animalId: null,
    runId: null,
    lotId: null,
  };
  return notebook.transact(addAttachment, about, director, {}, (database) =>
    storeAttachment(database, path, digest),
  );
}

const count = (table: string) => notebook.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('[GLP-3] an attachment is kept as it came, by hash', () => {
  test.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk + 17])('of %i bytes', (size) => {
    const path = file('image.tif', size);
    const digest = digestFile(path);
    const whole = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(digest).toEqual({ hash: whole, size });
    accepted(add(path, digest));
    const stored = Buffer.concat([...readAttachment(notebook.database, digest.hash)]);
    expect(stored.equals(readFileSync(path))).toBe(true);
    expect(verify(notebook.database)).toMatchObject({ ok: true, attachments: { checked: 1, mismatched: 0 } });
  });

  test('the same bytes twice are two records and one file', () => {
    const path = file('image.tif', 2 * chunk);
    const digest = digestFile(path);
    accepted(add(path, digest));
    accepted(add(path, digest));
    expect([count('attachment'), count('attachmentChunk')]).toEqual([1, 2]);
    expect(verify(notebook.database).ok).toBe(true);
  });

  test('one that was withheld and is added again is stored again', () => {
    const path = file('image.tif', 2 * chunk);
    const digest = digestFile(path);
    const added = accepted(add(path, digest)).value as { attachmentId: string };
    const because = { reason: 'The wrong picture.' };
    accepted(
      notebook.transact(withholdAttachment, added, director, because, (database, { hash }) =>
        database.prepare('DELETE FROM attachmentChunk WHERE hash = ?').run(hash),
      ),
    );
    expect(hasBytes(notebook.database, digest.hash)).toBe(false);
    accepted(add(path, digest));
    expect([count('attachment'), count('attachmentChunk')]).toEqual([1, 2]);
    expect(verify(notebook.database).ok).toBe(true);
  });

  test('a file that changes while it is added leaves neither bytes nor a record', () => {
    const path = file('image.tif', 2 * chunk);
    const digest = digestFile(path);
    appendFileSync(path, 'more');
    const before = count('record');
    expect(() => add(path, digest)).toThrow('changed while it was being added');
    expect([count('attachment'), count('attachmentChunk'), count('record')]).toEqual([0, 0, before]);
  });

  test('[P11-10e] the database refuses to change or remove one', () => {
    const path = file('image.tif', 10);
    const digest = digestFile(path);
    accepted(add(path, digest));
    const refused = 'An attachment is kept as it came';
    const attempts = [
      "UPDATE attachmentChunk SET bytes = x'00'",
      'DELETE FROM attachmentChunk',
      'UPDATE attachment SET size = 1',
      'DELETE FROM attachment',
      "INSERT OR REPLACE INTO attachmentChunk (hash, position, bytes) SELECT hash, position, x'00' FROM attachmentChunk",
      'INSERT OR REPLACE INTO attachment (hash, size) SELECT hash, 99 FROM attachment',
    ];
    for (const sql of attempts) expect(() => notebook.database.exec(sql)).toThrow(refused);
    expect(verify(notebook.database).ok).toBe(true);
  });
});

test('[PAIN-3] 300 MB are stored, read and verified within a fixed bound of memory', async () => {
  const script = new URL('../testing/attachment-script.ts', import.meta.url);
  const [line = ''] = await new Child(script, ['300']).all();
  const seen = JSON.parse(line) as { storingMegabytes: number; readingMegabytes: number };
  expect(seen).toMatchObject({ isSame: true, isSound: true, size: 300 * chunk });
  expect(seen.storingMegabytes).toBeLessThan(64);
  // V8 lets about 64 MB of chunks that are no longer used wait for collection, twice at worst.
  expect(seen.readingMegabytes).toBeLessThan(160);
}, 120_000);
