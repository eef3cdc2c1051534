// An instrument's file dropped into the notebook and read from there: kept as it came, refused in words.
// Must not test a format: the readers' own tests do.

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Attachment, withholdAttachment } from '../../shared/domain/attachment.ts';
import { attachBytes } from '../notebook/attach-file.ts';
import { readAttachment } from '../notebook/attachments.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { readKeptInstrumentFile } from './attached-instrument.ts';

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

const subject = { animalId: null, runId: null, lotId: null };
const text = 'well,od\nA1,0.120\nA2,0.125\n';
const mapping = { layout: 'list', columns: { well: 'well', value: 'od' } };

function dropped(content: string | Uint8Array, name = 'plate.csv') {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { attachmentId } = accepted(attachBytes(notebook, { name, bytes }, subject, director));
  const kept = notebook.queryContext(director).read.get(Attachment, attachmentId);
  if (!kept) throw new TypeError('It was not kept.');
  return kept;
}

test('[GLP-3] what was dropped is kept byte for byte under its name, without a path', () => {
  const bytes = Uint8Array.from({ length: 2 * 1024 * 1024 + 5 }, (_, index) => index % 251);
  const kept = dropped(bytes, '/home/someone/plate 1.xpt');
  expect(kept).toMatchObject({
    name: 'plate 1.xpt',
    bytes: bytes.length,
    hash: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(Buffer.concat([...readAttachment(notebook.database, kept.hash)]).equals(bytes)).toBe(true);
});

test('[ALC-3] what is read is the kept original', () => {
  const read = accepted(readKeptInstrumentFile(notebook.database, dropped(text), mapping));
  expect(read.plates[0]?.wells.map((one) => [one.well, one.raw])).toEqual([
    ['A1', '0.120'],
    ['A2', '0.125'],
  ]);
});

test('a file that no reader knows, one too large, and one withheld are refused', () => {
  const kept = dropped(text);
  const read = (file: typeof kept) => refusedWith(readKeptInstrumentFile(notebook.database, file));
  expect(read(kept)).toBe('instrument.unknown');
  expect(read({ ...kept, bytes: 32 * 1024 * 1024 + 1 })).toBe('instrument.too-large');
  const withheld = notebook.transact(
    withholdAttachment,
    { attachmentId: kept.id },
    director,
    {
      reason: 'Names of people.',
    },
    (database, { hash }) => {
      database.prepare('DELETE FROM attachmentChunk WHERE hash = ?').run(hash);
    },
  );
  accepted(withheld);
  expect(read(kept)).toBe('attachment.withheld');
});
