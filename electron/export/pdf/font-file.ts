// A TrueType file as the printed notebook needs it: which characters it has, how wide they are, and a plainer copy.
// Must not shape text: kerning and ligatures are the PDF maker's business.

/** Tables that only shaping reads. Without them the PDF maker sets a new word several times faster. */
const shapingTables = new Set(['GSUB', 'GPOS', 'GDEF', 'kern', 'DSIG']);
const directoryStart = 12;
const entryBytes = 16;
/** Of one glyph (OpenType, glyf). */
const headerBytes = 10;

interface TableEntry {
  readonly tag: string;
  readonly at: number;
  readonly position: number;
  readonly length: number;
}

export class FontFile {
  readonly bytes: Buffer;
  readonly #unitsPerEm: number;
  readonly #glyphs: ReadonlyMap<number, number>;
  readonly #advances: readonly number[];
  readonly #widths = new Map<number, number>();

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    const table = (tag: string) => {
      const found = directory(bytes).find((one) => one.tag === tag);
      if (!found) throw new Error(`The font has no table ${tag}.`);
      return bytes.subarray(found.position, found.position + found.length);
    };
    this.#unitsPerEm = table('head').readUInt16BE(18);
    const count = table('hhea').readUInt16BE(34);
    const metrics = table('hmtx');
    this.#advances = Array.from({ length: count }, (_, index) => metrics.readUInt16BE(index * 4));
    this.#glyphs = characterMap(table('cmap'));
  }

  has(codePoint: number): boolean {
    return this.#glyphs.has(codePoint);
  }

  /** Advance of one character in thousandths of the font size; 0 for a character that the font lacks. */
  width(codePoint: number): number {
    const known = this.#widths.get(codePoint);
    if (known !== undefined) return known;
    const glyph = this.#glyphs.get(codePoint);
    // The last advance counts for all glyphs after it (OpenType, hmtx).
    const advance = glyph === undefined ? 0 : (this.#advances[glyph] ?? this.#advances.at(-1) ?? 0);
    const width = (advance * 1000) / this.#unitsPerEm;
    this.#widths.set(codePoint, width);
    return width;
  }

  /** The same font without kerning and ligatures. */
  plain(): Buffer {
    const kept = directory(this.bytes).filter((one) => !shapingTables.has(one.tag));
    // fontkit reads the header of an empty glyph even where the file ends, as at the space of IBM Plex Mono.
    const copy = Buffer.concat([this.bytes, Buffer.alloc(headerBytes)]);
    copy.writeUInt16BE(kept.length, 4);
    for (const [index, one] of kept.entries()) {
      this.bytes.copy(copy, directoryStart + index * entryBytes, one.at, one.at + entryBytes);
    }
    return copy;
  }
}

function directory(bytes: Buffer): readonly TableEntry[] {
  return Array.from({ length: bytes.readUInt16BE(4) }, (_, index) => {
    const at = directoryStart + index * entryBytes;
    return {
      tag: bytes.toString('latin1', at, at + 4),
      at,
      position: bytes.readUInt32BE(at + 8),
      length: bytes.readUInt32BE(at + 12),
    };
  });
}

/** Glyph by code point, from the Unicode subtables of formats 4 and 12 (OpenType, cmap). */
function characterMap(cmap: Buffer): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const platform = cmap.readUInt16BE(4 + index * 8);
    if (platform !== 0 && platform !== 3) continue;
    const subtable = cmap.subarray(cmap.readUInt32BE(8 + index * 8));
    const format = subtable.readUInt16BE(0);
    if (format === 4) readSegments(subtable, glyphs);
    else if (format === 12) readGroups(subtable, glyphs);
  }
  return glyphs;
}

function readSegments(subtable: Buffer, glyphs: Map<number, number>): void {
  const doubled = subtable.readUInt16BE(6);
  const ends = 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const ranges = deltas + doubled;
  for (let offset = 0; offset < doubled; offset += 2) {
    const end = subtable.readUInt16BE(ends + offset);
    const start = subtable.readUInt16BE(starts + offset);
    const delta = subtable.readUInt16BE(deltas + offset);
    const range = subtable.readUInt16BE(ranges + offset);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const own = range === 0 ? code : subtable.readUInt16BE(ranges + offset + range + (code - start) * 2);
      const glyph = range !== 0 && own === 0 ? 0 : (own + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
}

function readGroups(subtable: Buffer, glyphs: Map<number, number>): void {
  const count = subtable.readUInt32BE(12);
  for (let index = 0; index < count; index++) {
    const at = 16 + index * 12;
    const start = subtable.readUInt32BE(at);
    const end = subtable.readUInt32BE(at + 4);
    const first = subtable.readUInt32BE(at + 8);
    for (let code = start; code <= end; code++) glyphs.set(code, first + code - start);
  }
}
