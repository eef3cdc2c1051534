// The pixels of a TIFF as shades that a screen has: 8 bit, grey or red, green and blue, in the same places.
// Must not scale, turn or sharpen: only the values of 16 bit are stretched, and from where to where is said.

import { addUp, unpacked } from './tiff-packing.ts';
import { mostSampleBytes, type TiffPage } from './tiff-directory.ts';

export interface Shades {
  readonly width: number;
  readonly height: number;
  /** 1: grey; 3: red, green, blue. */
  readonly channels: 1 | 3;
  /** Row by row; before each row one byte is left free for whoever writes it to a file. */
  readonly rows: Uint8Array;
  /** The least and the greatest value of 16 bit, shown as black and white; null where nothing was stretched. */
  readonly stretched: { readonly from: number; readonly to: number } | null;
}

/** Undefined where pixels are missing; throws what unpacking throws. */
export function shadesOf(bytes: Uint8Array, page: TiffPage): Shades | undefined {
  const { width, height } = page;
  const range = page.bits === 16 ? rangeOf(bytes, page) : null;
  if (range === undefined) return undefined;
  // One value everywhere has nothing to be stretched: it keeps the shade that it has in the whole range.
  const stretched = range && range.to > range.from ? range : null;
  const tables = tablesOf(page, stretched);
  const channels = page.colours === 'rgb' || page.colours === 'palette' ? 3 : 1;
  const stride = 1 + width * channels;
  const rows = new Uint8Array(stride * height);
  const isWhole = eachRow(bytes, page, ({ left, top, count, sample, samplesAt }) => {
    for (const [channel, { source, table }] of tables.entries()) {
      const index = sample === null ? source : 0;
      if (sample !== null && sample !== source) continue;
      let at = top * stride + 1 + left * channels + channel;
      for (let pixel = 0; pixel < count; pixel += 1, at += channels) {
        rows[at] = table[samplesAt(pixel, index)] ?? 0;
      }
    }
  });
  return isWhole ? { width, height, channels, rows, stretched } : undefined;
}

/** Which sample of a pixel a channel is made of, and the shade of each of its values. */
interface ChannelTable {
  readonly source: number;
  readonly table: Uint8Array;
}

function tablesOf(page: TiffPage, stretched: Shades['stretched']): readonly ChannelTable[] {
  const { colours, palette } = page;
  const count = 2 ** page.bits;
  if (colours === 'palette') {
    return [0, 1, 2].map((one) => ({
      source: 0,
      table: palette.subarray(one * count, (one + 1) * count),
    }));
  }
  const { from, to } = stretched ?? { from: 0, to: count - 1 };
  const table = Uint8Array.from({ length: count }, (_, value) => {
    const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
    return Math.round(255 * (colours === 'white-is-zero' ? 1 - share : share));
  });
  return sourcesOf(page).map((source) => ({ source, table }));
}

function sourcesOf({ colours }: TiffPage): readonly number[] {
  return colours === 'rgb' ? [0, 1, 2] : [0];
}

/** Of all samples that are shown; undefined where pixels are missing. */
function rangeOf(
  bytes: Uint8Array,
  page: TiffPage,
): { readonly from: number; readonly to: number } | undefined {
  const sources = sourcesOf(page);
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  const isWhole = eachRow(bytes, page, ({ count, sample, samplesAt }) => {
    for (const source of sources) {
      if (sample !== null && sample !== source) continue;
      const index = sample === null ? source : 0;
      for (let pixel = 0; pixel < count; pixel += 1) {
        const value = samplesAt(pixel, index);
        if (value < from) from = value;
        if (value > to) to = value;
      }
    }
  });
  return isWhole ? { from, to } : undefined;
}

/** A row of one block, as far as it lies in the picture. */
interface BlockRow {
  readonly left: number;
  readonly top: number;
  /** Pixels. */
  readonly count: number;
  /** The one that this plane holds; null where all samples of a pixel lie together. */
  readonly sample: number | null;
  readonly samplesAt: (pixel: number, index: number) => number;
}

/**
 * Unpacks one block after another, so that no more than one is held beside what is made of it. False where a block is
 * not in the file, or shorter than its pixels.
 */
function eachRow(bytes: Uint8Array, page: TiffPage, work: (row: BlockRow) => void): boolean {
  const { width, height, bits, samples, planes, blocks } = page;
  const [across, down] = [Math.ceil(width / blocks.width), Math.ceil(height / blocks.height)];
  const pixelSamples = planes === 1 ? samples : 1;
  const rowSamples = blocks.width * pixelSamples;
  const rowBytes = Math.ceil((rowSamples * bits) / 8);
  const fullBytes = rowBytes * blocks.height;
  if (fullBytes > mostSampleBytes || blocks.offsets.length < across * down * planes) return false;
  const shown = new Set(sourcesOf(page));
  for (let number = 0; number < across * down * planes; number += 1) {
    const plane = Math.floor(number / (across * down));
    const sample = planes === 1 ? null : plane;
    if (sample !== null && !shown.has(sample)) continue;
    const left = (number % across) * blocks.width;
    const top = (Math.floor(number / across) % down) * blocks.height;
    const visibleRows = Math.min(blocks.height, height - top);
    const neededBytes = blocks.isTiled ? fullBytes : rowBytes * visibleRows;
    const block = blockOf(bytes, page, { number, fullBytes, neededBytes });
    if (!block) return false;
    if (page.isDifference) {
      addUp(block, { samples: rowSamples, pixelSamples, bits, isLittleEndian: page.isLittleEndian });
    }
    const read = readerOf(block, page);
    for (let row = 0; row < visibleRows; row += 1) {
      const begin = row * rowBytes;
      work({
        left,
        top: top + row,
        count: Math.min(blocks.width, width - left),
        sample,
        samplesAt: (pixel, index) => read(begin, pixel * pixelSamples + index),
      });
    }
  }
  return true;
}

interface BlockSize {
  readonly number: number;
  /** A strip at the lower edge may be stored whole all the same. */
  readonly fullBytes: number;
  readonly neededBytes: number;
}

function blockOf(
  bytes: Uint8Array,
  { packing, blocks: { offsets, byteCounts } }: TiffPage,
  { number, fullBytes, neededBytes }: BlockSize,
): Uint8Array | undefined {
  const offset = offsets[number] ?? bytes.length;
  // Without a length, the pixels say how long it is, or what is packed ends by itself.
  const packedBytes =
    byteCounts?.[number] ?? (packing === 'none' ? neededBytes : Math.max(0, bytes.length - offset));
  if (packedBytes === 0 || offset + packedBytes > bytes.length) return undefined;
  const block = unpacked(bytes.subarray(offset, offset + packedBytes), packing, fullBytes);
  return block.length < neededBytes ? undefined : block;
}

/** The value of a sample in a row that begins at a byte. */
function readerOf(
  block: Uint8Array,
  { bits, isLittleEndian }: TiffPage,
): (begin: number, sample: number) => number {
  if (bits === 8) return (begin, sample) => block[begin + sample] ?? 0;
  if (bits === 16) {
    const [low, high] = isLittleEndian ? [0, 1] : [1, 0];
    return (begin, sample) => {
      const at = begin + 2 * sample;
      return (block[at + low] ?? 0) | ((block[at + high] ?? 0) << 8);
    };
  }
  const most = 2 ** bits - 1;
  return (begin, sample) => {
    const place = sample * bits;
    // The first sample of a byte is its highest bits.
    return ((block[begin + (place >> 3)] ?? 0) >> (8 - bits - (place & 7))) & most;
  };
}
