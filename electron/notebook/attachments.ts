// Attachments inside the notebook file: addressed by SHA-256, in chunks, never whole in memory (PAIN-3).
// Must not interpret a file; the record that names it is the domain's.

import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

const chunkBytes = 1024 * 1024;

export interface FileDigest {
  readonly hash: string;
  readonly size: number;
}

/** A file by its path, or bytes that came without one. */
export type AttachmentSource = string | Uint8Array;

/** Chunks of `source`; of a file in one buffer reused: copy what must outlive the next step. */
function* chunksOf(source: AttachmentSource): Generator<Uint8Array> {
  if (typeof source !== 'string') {
    for (let at = 0; at < source.length; at += chunkBytes) yield source.subarray(at, at + chunkBytes);
    return;
  }
  const descriptor = openSync(source, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const read = readSync(descriptor, buffer, 0, chunkBytes, null);
      if (read === 0) return;
      yield buffer.subarray(0, read);
    }
  } finally {
    closeSync(descriptor);
  }
}

export function digestFile(source: AttachmentSource): FileDigest {
  const digest = createHash('sha256');
  let size = 0;
  for (const chunk of chunksOf(source)) {
    digest.update(chunk);
    size += chunk.length;
  }
  return { hash: digest.digest('hex'), size };
}

/**
 * Stores the chunks; inside the transaction of the record that names it. A file already there is not stored
 * twice; one that was withheld and is added again is.
 */
export function storeAttachment(database: Database, source: AttachmentSource, expected: FileDigest): void {
  if (hasBytes(database, expected.hash)) return;
  database
    .prepare('INSERT INTO attachment (hash, size) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING')
    .run(expected.hash, expected.size);
  const insert = database.prepare('INSERT INTO attachmentChunk (hash, position, bytes) VALUES (?, ?, ?)');
  const digest = createHash('sha256');
  let position = 0;
  for (const chunk of chunksOf(source)) {
    digest.update(chunk);
    insert.run(expected.hash, position++, chunk);
  }
  if (digest.digest('hex') !== expected.hash) {
    throw new Error('The file changed while it was being added.');
  }
}

/** False once the bytes were withheld, or when they were never there. */
export function hasBytes(database: Database, hash: string): boolean {
  const stored = database
    .prepare(
      'SELECT size = 0 OR EXISTS (SELECT 1 FROM attachmentChunk WHERE hash = ?) FROM attachment WHERE hash = ?',
    )
    .pluck()
    .get(hash, hash);
  return stored === 1;
}

/** The stored chunks in order. */
export function* readAttachment(database: Database, hash: string): Generator<Buffer> {
  const rows = database
    .prepare('SELECT bytes FROM attachmentChunk WHERE hash = ? ORDER BY position')
    .pluck()
    .iterate(hash) as IterableIterator<Buffer>;
  yield* rows;
}
