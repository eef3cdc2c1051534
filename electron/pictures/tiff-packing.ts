// The three ways in which the pixels of a TIFF are packed, and the differences they may be stored as (TIFF 6.0).
// Must not unpack more than it is asked for: a few bytes can claim to be a gigabyte.

import { inflateSync } from 'node:zlib';
import type { Packing } from './tiff-directory.ts';

/**
 * Up to `most` bytes of what was packed. Fewer than were packed in are for the caller to notice. Throws what zlib
 * throws at a damaged stream.
 */
export function unpacked(packed: Uint8Array, packing: Packing, most: number): Uint8Array {
  switch (packing) {
    case 'none':
      return packed.subarray(0, most);
    case 'packbits':
      return unpackedBits(packed, most);
    case 'lzw':
      return unpackedLzw(packed, most);
    case 'deflate':
      return inflateSync(packed, { maxOutputLength: most });
  }
}

/** Section 9: a count of bytes as they are, or one byte and how often. */
function unpackedBits(packed: Uint8Array, most: number): Uint8Array {
  const out = new Uint8Array(most);
  let [at, place] = [0, 0];
  while (place < packed.length && at < most) {
    const count = ((packed[place] ?? 0) << 24) >> 24;
    place += 1;
    if (count >= 0) {
      const run = packed.subarray(place, place + Math.min(count + 1, most - at));
      out.set(run, at);
      at += run.length;
      place += count + 1;
    } else if (count !== -128) {
      const end = Math.min(at + 1 - count, most);
      if (place < packed.length) out.fill(packed[place] ?? 0, at, end);
      at = end;
      place += 1;
    }
  }
  return out.subarray(0, at);
}

const [clearCode, endCode, firstCode, tableLength] = [256, 257, 258, 4096];
const [leastWidth, mostWidth] = [9, 12];

/**
 * Section 13. Every text of the table is one that was written before, and the one after it: so the table is where it
 * begins in what is unpacked, and how long it is.
 */
function unpackedLzw(packed: Uint8Array, most: number): Uint8Array {
  const out = new Uint8Array(most);
  const [begins, lengths] = [new Uint32Array(tableLength), new Uint16Array(tableLength)];
  let [next, width, at] = [firstCode, leastWidth, 0];
  /** The text before this one, in `out`; of length 0 after the table was cleared. */
  let [lastBegin, lastLength] = [0, 0];
  let [held, heldBits] = [0, 0];
  for (const byte of packed) {
    if (at >= most) break;
    held = (held << 8) | byte;
    heldBits += 8;
    if (heldBits < width) continue;
    heldBits -= width;
    const code = held >>> heldBits;
    held &= (1 << heldBits) - 1;
    if (code === endCode) break;
    if (code === clearCode) {
      [next, width, lastLength] = [firstCode, leastWidth, 0];
      continue;
    }
    if (lastLength > 0 && next < tableLength) {
      begins[next] = lastBegin;
      lengths[next] = lastLength + 1;
      next += 1;
    }
    const begin = at;
    if (code < clearCode) {
      out[at] = code;
      at += 1;
    } else {
      // A code that was never given is damage; what is missing is noticed by the length.
      if (code >= next) break;
      const from = begins[code] ?? 0;
      const length = Math.min(lengths[code] ?? 0, most - at);
      // The text may reach into itself: byte by byte, forwards.
      for (let index = 0; index < length; index += 1) out[at + index] = out[from + index] ?? 0;
      at += length;
    }
    [lastBegin, lastLength] = [begin, at - begin];
    // One code earlier than needed, as the first program that wrote such files did.
    if (next >= (1 << width) - 1 && width < mostWidth) width += 1;
  }
  return out.subarray(0, at);
}

export interface Rows {
  /** Samples in a row, and how many of them are one pixel. */
  readonly samples: number;
  readonly pixelSamples: number;
  /** 8 or 16. */
  readonly bits: number;
  readonly isLittleEndian: boolean;
}

/** Adds up in place what was stored as differences, row by row (section 14). */
export function addUp(bytes: Uint8Array, { samples, pixelSamples, bits, isLittleEndian }: Rows): void {
  const rowBytes = samples * (bits / 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let row = 0; row + rowBytes <= bytes.length; row += rowBytes) {
    for (let index = pixelSamples; index < samples; index += 1) {
      if (bits === 8) {
        const at = row + index;
        bytes[at] = (bytes[at] ?? 0) + (bytes[at - pixelSamples] ?? 0);
      } else {
        const at = row + 2 * index;
        const left = view.getUint16(at - 2 * pixelSamples, isLittleEndian);
        view.setUint16(at, view.getUint16(at, isLittleEndian) + left, isLittleEndian);
      }
    }
  }
}
