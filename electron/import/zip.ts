// The entries of a ZIP archive in memory: sizes checked before, the checksum after each is unpacked.
// Must not unpack what nobody asked for, nor write a file.

import { crc32, inflateRawSync } from 'node:zlib';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { say } from '../../shared/catalogue/catalogue.ts';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const entryLength = 46;
const localLength = 30;
const longestComment = 0xffff;
const stored = 0;
const deflated = 8;
const largestEntry = 256 * 1024 * 1024;
/** Of all entries that were asked for: an archive of a few kilobytes can hold many large ones. */
const largestInAll = 512 * 1024 * 1024;

interface Entry {
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && view(bytes).getUint32(0, true) === localSignature;
}

/** An archive that is whole as far as its directory tells. See PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16. */
export class ZipArchive {
  readonly #bytes: Uint8Array;
  readonly #entries: ReadonlyMap<string, Entry>;
  #unpacked = 0;

  private constructor(bytes: Uint8Array, entries: ReadonlyMap<string, Entry>) {
    this.#bytes = bytes;
    this.#entries = entries;
  }

  static open(bytes: Uint8Array): Outcome<ZipArchive> {
    const entries = directory(bytes);
    return entries === null
      ? damaged(say('instrument.reason-zip'))
      : { ok: true, value: new ZipArchive(bytes, entries) };
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The bytes of the entry `name`, unpacked and checked. */
  read(name: string): Outcome<Uint8Array> {
    const entry = this.#entries.get(name);
    if (!entry) return damaged(say('instrument.reason-no-part', { part: name }));
    this.#unpacked += entry.size;
    const unpacked = this.#unpacked > largestInAll ? null : unpack(this.#bytes, entry);
    if (unpacked === null || unpacked.length !== entry.size || crc32(unpacked) !== entry.checksum) {
      return damaged(say('instrument.reason-part', { part: name }));
    }
    return { ok: true, value: unpacked };
  }
}

function damaged(reason: string) {
  return refuse('instrument.damaged-workbook', { reason });
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function directory(bytes: Uint8Array): ReadonlyMap<string, Entry> | null {
  const data = view(bytes);
  const earliest = Math.max(0, bytes.length - endLength - longestComment);
  let end = bytes.length - endLength;
  while (end >= earliest && data.getUint32(end, true) !== endSignature) end -= 1;
  if (end < earliest || end < 0) return null;
  const count = data.getUint16(end + 10, true);
  const entries = new Map<string, Entry>();
  let at = data.getUint32(end + 16, true);
  for (let number = 0; number < count; number++) {
    if (at + entryLength > end || data.getUint32(at, true) !== entrySignature) return null;
    const nameLength = data.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + entryLength, at + entryLength + nameLength));
    entries.set(name, {
      method: data.getUint16(at + 10, true),
      checksum: data.getUint32(at + 16, true),
      packedSize: data.getUint32(at + 20, true),
      size: data.getUint32(at + 24, true),
      offset: data.getUint32(at + 42, true),
    });
    at += entryLength + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true);
  }
  return entries;
}

function unpack(bytes: Uint8Array, entry: Entry): Uint8Array | null {
  const data = view(bytes);
  const { offset } = entry;
  if (offset + localLength > bytes.length || data.getUint32(offset, true) !== localSignature) return null;
  const begin = offset + localLength + data.getUint16(offset + 26, true) + data.getUint16(offset + 28, true);
  if (begin + entry.packedSize > bytes.length || entry.size > largestEntry) return null;
  const packed = bytes.subarray(begin, begin + entry.packedSize);
  if (entry.method === stored) return packed;
  if (entry.method !== deflated) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch {
    return null;
  }
}
