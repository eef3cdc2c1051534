// A second program that stores a large attachment and reads it back, and says how much its memory grew at most.
// Must not be imported: the peak of a process of its own is what is measured.

import { createHash } from 'node:crypto';
import { writeSync, openSync, closeSync, ftruncateSync } from 'node:fs';
import { addAttachment } from '../../shared/domain/attachment.ts';
import { digestFile, readAttachment, storeAttachment } from '../notebook/attachments.ts';
import { verify } from '../notebook/verify.ts';
import { accepted, director, TestFolder } from './bench-notebook.ts';

const megabytes = Number(process.argv[2]);
const folder = new TestFolder();
const notebook = folder.create();
const path = folder.file('scan.tif');
const file = openSync(path, 'w');
ftruncateSync(file, megabytes * 1024 * 1024);
for (let place = 0; place < megabytes; place++) writeSync(file, `tile ${place}`, place * 1024 * 1024 + place);
closeSync(file);

const peakMegabytes = () => process.resourceUsage().maxRSS / 1024;
const before = peakMegabytes();
const digest = digestFile(path);
const about = {
  hash: digest.hash,
  name: 'scan.tif',
  bytes: digest.size,
  animalId: null,
  runId: null,
  lotId: null,
};
accepted(
  notebook.transact(addAttachment, about, director, {}, (database) =>
    storeAttachment(database, path, digest),
  ),
);
const storingMegabytes = peakMegabytes() - before;
const again = createHash('sha256');
for (const chunk of readAttachment(notebook.database, digest.hash)) again.update(chunk);
const isSound = verify(notebook.database).ok;
const readingMegabytes = peakMegabytes() - before;
notebook.close();
folder.remove();
const isSame = again.digest('hex') === digest.hash;
const seen = { isSame, isSound, size: digest.size, storingMegabytes, readingMegabytes };
process.stdout.write(`${JSON.stringify(seen)}\n`);
