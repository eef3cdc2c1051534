// What a TIFF says of its pages and of the first one's pixels, before a single pixel is unpacked (TIFF 6.0).
// Must not believe it: whatever it claims is held against the size of the file and the bounds here.

import { say } from '../../shared/catalogue/catalogue.ts';
import { accept, refuse, type Outcome } from '../../shared/kernel/refusal.ts';

export type Packing = 'none' | 'packbits' | 'lzw' | 'deflate';
export type Colours = 'grey' | 'white-is-zero' | 'rgb' | 'palette';

/** The page that is shown. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** 1, 2, 4, 8 or 16; unsigned, the same for every sample. */
  readonly bits: number;
  /** Of one pixel; those beyond the colours, such as alpha, are not shown. */
  readonly samples: number;
  readonly colours: Colours;
  /** Red, then green, then blue of every value, 8 bit; empty where the colours are no palette. */
  readonly palette: Uint8Array;
  readonly packing: Packing;
  /** Each sample is stored as its difference to the one on its left (section 14). */
  readonly isDifference: boolean;
  readonly isLittleEndian: boolean;
  /** 1: the samples of a pixel lie together; otherwise a plane a sample, one after the other. */
  readonly planes: number;
  readonly blocks: Blocks;
}

/** Strips are blocks of the picture's width, cut off below; tiles are always whole. */
export interface Blocks {
  readonly width: number;
  readonly height: number;
  readonly isTiled: boolean;
  /** Where each begins in the file, from left to right, row by row, plane by plane. */
  readonly offsets: readonly number[];
  /** Null where the file does not say. */
  readonly byteCounts: readonly number[] | null;
}

export interface TiffDirectory {
  readonly page: TiffPage;
  /** Without the small copies of a page that some microscopes keep beside it. */
  readonly pages: number;
}

/** What is unpacked at most: a picture has up to 100 megapixels, and up to 400 MB of samples. */
const [mostMegapixels, mostSampleMegabytes] = [100, 400];
export const mostSampleBytes = mostSampleMegabytes * 1_000_000;
/** Beyond what any microscope writes; a chain of pages must end. */
const mostPages = 65_535;

/** The number after the byte order: 42 is TIFF, this is its successor for files beyond 4 GB. */
const bigTiff = 43;

const tags = {
  kindOfPage: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  colours: 262,
  fillOrder: 266,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planar: 284,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  numbers: 339,
} as const;
type Tag = keyof typeof tags;

/** Bytes of the types of TIFF that hold whole numbers: BYTE, SHORT, LONG. */
const typeBytes: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };
const entryBytes = 12;

/** The first tag of a page that is a smaller copy (bit 0) or a mask (bit 2). */
const isBeside = (kind: number): boolean => (kind & 5) !== 0;

/**
 * The first page, and how many there are. The orientation that a file asks for is left alone: a mark is at a pixel as
 * stored. Refusals: `picture.damaged`, `picture.tiff-kind`, `picture.too-many-pixels`.
 */
export function readTiffDirectory(bytes: Uint8Array): Outcome<TiffDirectory> {
  const file = new TiffFile(bytes);
  if (file.version === bigTiff) return refuse('picture.tiff-kind', { what: say('tiff.big') });
  const places = file.places();
  if (!places) return refuse('picture.damaged');
  const directories = places.map((at) => new Directory(file, at));
  const whole = directories.filter((one) => !isBeside(one.number('kindOfPage') ?? 0));
  const first = whole[0] ?? directories[0];
  if (!first) return refuse('picture.damaged');
  const page = pageOf(first);
  return page.ok ? accept({ page: page.value, pages: Math.max(1, whole.length) }) : page;
}

/** The bytes of a file as its numbers. */
class TiffFile {
  readonly view: DataView;
  readonly isLittleEndian: boolean;

  constructor({ buffer, byteOffset, byteLength }: Uint8Array) {
    this.view = new DataView(buffer, byteOffset, byteLength);
    this.isLittleEndian = this.view.getUint8(0) === 0x49;
  }

  get version(): number {
    return this.short(2);
  }

  short(at: number): number {
    return this.view.getUint16(at, this.isLittleEndian);
  }

  long(at: number): number {
    return this.view.getUint32(at, this.isLittleEndian);
  }

  /** Where each page is described; undefined for a chain that runs in a circle or has no end. */
  places(): readonly number[] | undefined {
    const places = new Set<number>();
    for (let at = this.long(4); at !== 0; at = this.long(at + 2 + this.short(at) * entryBytes)) {
      if (places.has(at) || places.size === mostPages) return undefined;
      places.add(at);
    }
    return [...places];
  }
}

/** The tags of one page; looked up where they stand, since a file may claim many thousand of each. */
class Directory {
  readonly file: TiffFile;
  readonly #at: number;

  constructor(file: TiffFile, at: number) {
    this.file = file;
    this.#at = at;
  }

  #entryOf(tag: Tag): number | undefined {
    const end = this.#at + 2 + this.file.short(this.#at) * entryBytes;
    for (let entry = this.#at + 2; entry < end; entry += entryBytes) {
      if (this.file.short(entry) === tags[tag]) return entry;
    }
    return undefined;
  }

  /** Undefined where the tag is not there, or holds no whole numbers. Throws a RangeError beyond the end of the file. */
  numbers(tag: Tag): readonly number[] | undefined {
    const entry = this.#entryOf(tag);
    if (entry === undefined) return undefined;
    const { file } = this;
    const size = typeBytes[file.short(entry + 2)];
    const count = file.long(entry + 4);
    if (size === undefined || count === 0) return undefined;
    const isInside = size * count <= 4;
    const at = isInside ? entry + 8 : file.long(entry + 8);
    // Before room is made for them: a header may claim four billion.
    if (at + size * count > file.view.byteLength) throw new RangeError('Values beyond the end of the file.');
    return Array.from({ length: count }, (_, index) => {
      const place = at + index * size;
      if (size === 1) return file.view.getUint8(place);
      return size === 2 ? file.short(place) : file.long(place);
    });
  }

  number(tag: Tag): number | undefined {
    return this.numbers(tag)?.[0];
  }
}

const packings: Readonly<Record<number, Packing>> = {
  1: 'none',
  5: 'lzw',
  8: 'deflate',
  32_773: 'packbits',
  32_946: 'deflate',
};
const coloursByNumber: Readonly<Record<number, Colours>> = {
  0: 'white-is-zero',
  1: 'grey',
  2: 'rgb',
  3: 'palette',
};

function pageOf(directory: Directory): Outcome<TiffPage> {
  const [width = 0, height = 0] = [directory.number('width'), directory.number('height')];
  const samples = directory.number('samples') ?? 1;
  const depths = directory.numbers('bits') ?? [1];
  const [bits = 1] = depths;
  if (width === 0 || height === 0 || samples === 0) return refuse('picture.damaged');
  const megapixels = Math.min(
    mostMegapixels,
    Math.floor(mostSampleMegabytes / (samples * Math.ceil(bits / 8))),
  );
  if (width * height > megapixels * 1_000_000) {
    return refuse('picture.too-many-pixels', { width, height, limit: megapixels });
  }

  const number = directory.number('colours');
  const [packing, colours] = [
    packings[directory.number('compression') ?? 1],
    number === undefined ? undefined : coloursByNumber[number],
  ];
  const isDifference = directory.number('predictor') === 2 && (packing === 'lzw' || packing === 'deflate');
  const unknown = unknownKind(directory, { packing, colours, depths, isDifference });
  if (unknown !== undefined) return refuse('picture.tiff-kind', { what: unknown });
  const blocks = blocksOf(directory, width, height);
  const palette = colours === 'palette' ? paletteOf(directory, bits) : new Uint8Array();
  if (!packing || !colours || !blocks || !palette || (colours === 'rgb' && samples < 3)) {
    return refuse('picture.damaged');
  }
  const planes = directory.number('planar') === 2 ? samples : 1;
  const { isLittleEndian } = directory.file;
  const form = { width, height, bits, samples, colours, palette, packing, isDifference };
  return accept({ ...form, isLittleEndian, planes, blocks });
}

interface Kind {
  readonly packing: Packing | undefined;
  readonly colours: Colours | undefined;
  readonly depths: readonly number[];
  readonly isDifference: boolean;
}

/** What is written in a way that is not read here, in words; undefined where everything is known. */
function unknownKind(
  directory: Directory,
  { packing, colours, depths, isDifference }: Kind,
): string | undefined {
  const compression = directory.number('compression') ?? 1;
  const [bits = 1] = depths;
  if (!packing) return say(compression === 7 ? 'tiff.jpeg' : 'tiff.compression', { number: compression });
  const number = directory.number('colours');
  if (!colours && number !== undefined) return say('tiff.colours', { number });
  if ((directory.numbers('numbers') ?? [1]).some((one) => one === 2 || one === 3)) return say('tiff.numbers');
  const known = colours === 'palette' ? [1, 2, 4, 8] : [1, 2, 4, 8, 16];
  if (!known.includes(bits) || depths.some((one) => one !== bits)) {
    return say('tiff.bits', { bits: [...new Set(depths)].join(', ') });
  }
  if (isDifference && bits < 8) return say('tiff.bits', { bits });
  const predictor = directory.number('predictor') ?? 1;
  if (predictor > 2) return say('tiff.predictor', { number: predictor });
  return directory.number('fillOrder') === 2 ? say('tiff.fill-order') : undefined;
}

function blocksOf(directory: Directory, width: number, height: number): Blocks | undefined {
  const tile = [directory.number('tileWidth'), directory.number('tileHeight')];
  const isTiled = tile.some((side) => side !== undefined);
  const offsets = directory.numbers(isTiled ? 'tileOffsets' : 'stripOffsets');
  const byteCounts = directory.numbers(isTiled ? 'tileByteCounts' : 'stripByteCounts') ?? null;
  const sides = isTiled ? tile : [width, Math.min(directory.number('rowsPerStrip') ?? height, height)];
  const [across = 0, down = 0] = sides;
  if (across === 0 || down === 0 || !offsets) return undefined;
  return { width: across, height: down, isTiled, offsets, byteCounts };
}

/** 16 bit by the standard; some programs write 8. */
function paletteOf(directory: Directory, bits: number): Uint8Array | undefined {
  const values = directory.numbers('palette');
  if (values?.length !== 3 * 2 ** bits) return undefined;
  const isShort = values.every((one) => one < 256);
  return Uint8Array.from(values, (one) => (isShort ? one : one >> 8));
}
