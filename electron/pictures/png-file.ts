// Shades as a PNG file (ISO/IEC 15948): 8 bit, grey or red, green and blue.
// Must not lose a bit of what it is given, nor keep it: the rows are filtered where they lie.

import { crc32, deflateSync } from 'node:zlib';
import type { Shades } from './tiff-shades.ts';

const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
/** Colour types of the standard. */
const colourTypes = { 1: 0, 3: 2 } as const;
/** A photograph is hardly smaller by a higher level, and takes much longer. */
const level = 3;

/** Changes `rows`. Throws `ERR_BUFFER_TOO_LARGE` where the file would be larger than `mostBytes`. */
export function pngFile({ width, height, channels, rows }: Shades, mostBytes: number): Buffer {
  filter(rows, 1 + width * channels, channels);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, colourTypes[channels]], 8);
  return Buffer.concat([
    signature,
    ...chunk('IHDR', head),
    ...chunk('IDAT', deflateSync(rows, { level, maxOutputLength: mostBytes })),
    ...chunk('IEND', new Uint8Array()),
  ]);
}

/** Filter 1: each byte as its difference to the pixel on its left; from right to left, so that it can be done in place. */
function filter(rows: Uint8Array, stride: number, channels: number): void {
  for (let row = 0; row < rows.length; row += stride) {
    rows[row] = 1;
    for (let at = row + stride - 1; at > row + channels; at -= 1) {
      rows[at] = (rows[at] ?? 0) - (rows[at - channels] ?? 0);
    }
  }
}

function chunk(type: string, data: Uint8Array): readonly Uint8Array[] {
  const name = Buffer.from(type, 'latin1');
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(data, crc32(name)));
  return [length, name, data, sum];
}
