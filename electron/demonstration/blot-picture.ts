// Simulated pictures of Western blot membranes: a grey PNG with bands as dark as they measured, and the word SIMULATED.
// Must not compress: stored bytes are the same with every version of zlib, and so is the hash that the log keeps.

import { crc32 } from 'node:zlib';

/** Of one protein, lane by lane, 0 (no band) to 1 (black). */
export type BandRow = readonly number[];

const [lanePitch, rowPitch, margin, captionHeight] = [22, 20, 6, 18];
const [bandWidth, bandHeight] = [16, 8];
/** 4 bits: 16 greys, two pixels a byte. */
const lightest = 15;

/** Rows of 5 pixels by letter, 7 high. */
const glyphs: Readonly<Record<string, readonly number[]>> = {
  S: [15, 16, 16, 14, 1, 1, 30],
  I: [14, 4, 4, 4, 4, 4, 14],
  M: [17, 27, 21, 21, 17, 17, 17],
  U: [17, 17, 17, 17, 17, 17, 14],
  L: [16, 16, 16, 16, 16, 16, 31],
  A: [14, 17, 17, 31, 17, 17, 17],
  T: [31, 4, 4, 4, 4, 4, 4],
  E: [31, 16, 16, 30, 16, 16, 31],
  D: [30, 17, 17, 17, 17, 17, 30],
};

export function blotPicture(rows: readonly BandRow[]): Uint8Array {
  const lanes = Math.max(1, ...rows.map((row) => row.length));
  // Even, so that every line ends at a byte.
  const width = 2 * Math.ceil(Math.max(lanes * lanePitch + 2 * margin, 80) / 2);
  const height = captionHeight + rows.length * rowPitch + margin;
  const pixels = new Uint8Array(width * height).fill(lightest);
  write(pixels, width, 'SIMULATED');
  for (const [row, densities] of rows.entries()) {
    for (const [lane, density] of densities.entries()) {
      const [left, top] = [margin + lane * lanePitch, captionHeight + row * rowPitch];
      drawBand(pixels, width, left, top, density);
    }
  }
  return pngOf(pixels, width, height);
}

function write(pixels: Uint8Array, width: number, text: string): void {
  for (const [place, letter] of text.split('').entries()) {
    for (const [y, bits] of (glyphs[letter] ?? []).entries()) {
      for (let x = 0; x < 5; x++) {
        if ((bits >> (4 - x)) & 1) pixels[(margin + y) * width + margin + place * 6 + x] = 0;
      }
    }
  }
}

/** Darkest in the middle, paler towards its edge. */
function drawBand(pixels: Uint8Array, width: number, left: number, top: number, density: number): void {
  for (let y = 0; y < bandHeight; y++) {
    for (let x = 0; x < bandWidth; x++) {
      const across = (2 * x + 1) / bandWidth - 1;
      const down = (2 * y + 1) / bandHeight - 1;
      const shade = density * Math.max(0, 1 - across * across) * Math.max(0, 1 - down * down);
      pixels[(top + y) * width + left + x] = Math.max(0, Math.round(lightest * (1 - 1.2 * shade)));
    }
  }
}

/** ISO/IEC 15948, grey with 4 bits a pixel, no filter, stored blocks (RFC 1951, 3.2.4). */
function pngOf(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const lineBytes = width / 2;
  const lines = new Uint8Array(height * (1 + lineBytes));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < lineBytes; x++) {
      const [high = 0, low = 0] = pixels.subarray(y * width + 2 * x);
      lines[y * (1 + lineBytes) + 1 + x] = (high << 4) | low;
    }
  }
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([4, 0, 0, 0, 0], 8);
  const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
  return joined([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', stored(lines)),
    chunk('IEND', new Uint8Array()),
  ]);
}

const mostInBlock = 65_535;

/** A zlib stream (RFC 1950) of stored blocks. */
function stored(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at < bytes.length; at += mostInBlock) {
    const block = bytes.subarray(at, at + mostInBlock);
    const { length } = block;
    const isLast = at + mostInBlock >= bytes.length;
    const complement = 0xffff - length;
    parts.push(
      Uint8Array.of(isLast ? 1 : 0, length & 255, length >> 8, complement & 255, complement >> 8),
      block,
    );
  }
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return joined([...parts, bigEndian(high * 0x1_0000 + low)]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([new TextEncoder().encode(type), data]);
  return joined([bigEndian(data.length), named, bigEndian(crc32(named))]);
}

function bigEndian(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) {
    whole.set(one, at);
    at += one.length;
  }
  return whole;
}
