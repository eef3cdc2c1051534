// Makes small TIFF files for tests, tag by tag, from the values of their pixels.
// Must not share a line with what reads them.

import { deflateSync } from 'node:zlib';

type Packing = 'none' | 'packbits' | 'lzw' | 'deflate';

export interface TiffToMake {
  readonly width: number;
  readonly height: number;
  readonly bits: 1 | 4 | 8 | 16;
  /** PhotometricInterpretation: 0 white is zero, 1 grey, 2 RGB, 3 palette. */
  readonly colours: 0 | 1 | 2 | 3;
  /** The samples of a pixel. */
  readonly pixel: (x: number, y: number) => readonly number[];
  readonly isBigEndian?: boolean;
  readonly packing?: Packing;
  readonly rowsPerStrip?: number;
  /** Tiles instead of strips; their sides, beyond the picture filled with 0. */
  readonly tile?: number;
  /** 8 and 16 bit: each sample as its difference to the one of the pixel on its left. */
  readonly isDifference?: boolean;
  /** A plane a sample. */
  readonly isPlanar?: boolean;
  readonly palette?: readonly number[];
  readonly pages?: number;
  /** Tags that say something else than what was made. */
  readonly claims?: Readonly<Record<number, number>>;
}

const compressions: Readonly<Record<Packing, number>> = { none: 1, packbits: 32_773, lzw: 5, deflate: 8 };
const [short, long] = [3, 4];

export function tiffFile(made: TiffToMake): Buffer {
  const { isBigEndian = false, pages = 1 } = made;
  const head = Buffer.from(isBigEndian ? 'MM\0*\0\0\0\0' : 'II*\0\0\0\0\0', 'latin1');
  const parts = [head];
  let [size, link, linkFrom] = [head.length, 4, head];
  for (let page = 0; page < pages; page += 1) {
    const { blocks, directory } = pageOf(made, size);
    const at = size + blocks.length;
    put(linkFrom, link, at, long, isBigEndian);
    parts.push(blocks, directory.bytes);
    [size, link, linkFrom] = [at + directory.bytes.length, directory.next, directory.bytes];
  }
  return Buffer.concat(parts);
}

function put(bytes: Buffer, at: number, value: number, type: number, isBigEndian: boolean): void {
  const width = type === short ? 2 : 4;
  if (isBigEndian) bytes.writeUIntBE(value, at, width);
  else bytes.writeUIntLE(value, at, width);
}

function pageOf(made: TiffToMake, begin: number) {
  const { width, height, bits, colours, isPlanar = false, packing = 'none', tile, palette, claims } = made;
  const samples = made.pixel(0, 0).length;
  const rowsPerStrip = made.rowsPerStrip ?? height;
  const packed = blocksOf(made, samples, rowsPerStrip).map((one) => packedAs(one, packing));
  let at = begin;
  const offsets = packed.map((one) => {
    const offset = at;
    at += one.length;
    return offset;
  });
  const places = [offsets, packed.map((one) => one.length)] as const;
  const entries: (readonly [tag: number, type: number, values: readonly number[]])[] = [
    [256, long, [width]],
    [257, long, [height]],
    [258, short, Array.from({ length: samples }, () => bits)],
    [259, short, [compressions[packing]]],
    [262, short, [colours]],
    ...(tile === undefined ? ([[273, long, places[0]]] as const) : []),
    [277, short, [samples]],
    ...(tile === undefined
      ? ([
          [278, long, [rowsPerStrip]],
          [279, long, places[1]],
        ] as const)
      : []),
    [284, short, [isPlanar ? 2 : 1]],
    ...(made.isDifference === true ? ([[317, short, [2]]] as const) : []),
    ...(palette ? ([[320, short, palette]] as const) : []),
    ...(tile === undefined
      ? []
      : ([
          [322, short, [tile]],
          [323, short, [tile]],
          [324, long, places[0]],
          [325, long, places[1]],
        ] as const)),
  ];
  const claimed = entries.map(([tag, type, values]) => [tag, type, claimedOf(claims, tag, values)] as const);
  const blocks = Buffer.concat(packed);
  return { blocks, directory: directoryOf(claimed, begin + blocks.length, made.isBigEndian ?? false) };
}

function claimedOf(claims: TiffToMake['claims'], tag: number, values: readonly number[]): readonly number[] {
  const claim = claims?.[tag];
  return claim === undefined ? values : values.map(() => claim);
}

/** The entries, where the next page will be written, and behind it the values that have no room in an entry. */
function directoryOf(
  entries: readonly (readonly [number, number, readonly number[]])[],
  begin: number,
  isBigEndian: boolean,
) {
  const next = 2 + entries.length * 12;
  const fixed = Buffer.alloc(next + 4);
  const beside: Buffer[] = [];
  let at = begin + fixed.length;
  put(fixed, 0, entries.length, short, isBigEndian);
  for (const [index, [tag, type, values]] of entries.entries()) {
    const entry = 2 + index * 12;
    put(fixed, entry, tag, short, isBigEndian);
    put(fixed, entry + 2, type, short, isBigEndian);
    put(fixed, entry + 4, values.length, long, isBigEndian);
    const width = type === short ? 2 : 4;
    const bytes = Buffer.alloc(Math.max(4, values.length * width));
    for (const [place, value] of values.entries()) put(bytes, place * width, value, type, isBigEndian);
    if (bytes.length === 4) {
      bytes.copy(fixed, entry + 8);
    } else {
      put(fixed, entry + 8, at, long, isBigEndian);
      beside.push(bytes);
      at += bytes.length;
    }
  }
  return { bytes: Buffer.concat([fixed, ...beside]), next };
}

function blocksOf(
  { width, height, bits, pixel, tile, ...made }: TiffToMake,
  samples: number,
  rowsPerStrip: number,
): readonly Buffer[] {
  const { isPlanar = false, isBigEndian = false, isDifference = false } = made;
  const [across, down] = tile === undefined ? [width, rowsPerStrip] : [tile, tile];
  const planes = isPlanar ? Array.from({ length: samples }, (_, index) => index) : [null];
  const blocks: Buffer[] = [];
  for (const plane of planes) {
    for (let top = 0; top < height; top += down) {
      for (let left = 0; left < width; left += across) {
        const rows = tile === undefined ? Math.min(down, height - top) : down;
        const lines: Buffer[] = [];
        for (let y = top; y < top + rows; y += 1) {
          const line: number[] = [];
          for (let x = left; x < left + across; x += 1) {
            const all = x < width && y < height ? pixel(x, y) : Array.from({ length: samples }, () => 0);
            line.push(...(plane === null ? all : [all[plane] ?? 0]));
          }
          const apart = plane === null ? samples : 1;
          lines.push(lineOf(isDifference ? differences(line, apart, bits) : line, bits, isBigEndian));
        }
        blocks.push(Buffer.concat(lines));
      }
    }
  }
  return blocks;
}

function differences(line: readonly number[], apart: number, bits: number): readonly number[] {
  return line.map((value, index) =>
    index < apart ? value : (value - (line[index - apart] ?? 0) + 2 ** bits) % 2 ** bits,
  );
}

/** A row begins at a byte. */
function lineOf(values: readonly number[], bits: number, isBigEndian: boolean): Buffer {
  if (bits <= 8) {
    const text = values.map((value) => value.toString(2).padStart(bits, '0')).join('');
    return bytesOf(text);
  }
  const line = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) put(line, 2 * index, value, short, isBigEndian);
  return line;
}

/** Of zeros and ones, the last byte filled up with zeros. */
function bytesOf(text: string): Buffer {
  return Buffer.from((text.match(/.{1,8}/g) ?? []).map((one) => Number.parseInt(one.padEnd(8, '0'), 2)));
}

const longestRun = 128;

function packedAs(block: Buffer, packing: Packing): Buffer {
  if (packing === 'deflate') return deflateSync(block);
  if (packing === 'lzw') return lzwOf(block);
  return packing === 'none' ? block : packBitsOf(block);
}

function packBitsOf(block: Buffer): Buffer {
  const out: number[] = [];
  for (let at = 0; at < block.length;) {
    const value = block[at] ?? 0;
    let end = at + 1;
    while (end < block.length && end - at < longestRun && block[end] === value) end += 1;
    // A run of one is written as it is.
    if (end - at > 1) out.push(257 - (end - at), value);
    else out.push(0, value);
    at = end;
  }
  return Buffer.from(out);
}

/** Section 13 of TIFF 6.0, with the table as texts. */
function lzwOf(block: Buffer): Buffer {
  let bits = '';
  let width = 9;
  let table = new Map<string, number>();
  const write = (code: number): void => {
    bits += code.toString(2).padStart(width, '0');
  };
  const clear = (): void => {
    write(256);
    width = 9;
    table = new Map(Array.from({ length: 256 }, (_, code) => [String.fromCodePoint(code), code]));
  };
  clear();
  let text = '';
  for (const byte of block) {
    const longer = text + String.fromCodePoint(byte);
    if (table.has(longer)) {
      text = longer;
      continue;
    }
    write(table.get(text) ?? 0);
    // 256 and 257 are no texts.
    const code = table.size + 2;
    table.set(longer, code);
    if (code === 4094) clear();
    else if ([511, 1023, 2047].includes(code)) width += 1;
    text = String.fromCodePoint(byte);
  }
  if (text !== '') write(table.get(text) ?? 0);
  write(257);
  return bytesOf(bits);
}
