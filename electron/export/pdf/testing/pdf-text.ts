// Reads back what a PDF of ours says, page by page, through the fonts' own Unicode maps.
// Must not be a general reader of PDF: it knows the forms that the maker writes, and fails on others.

import { inflateSync } from 'node:zlib';

/** What stands at one height of a page, with the size of its first glyphs in points. */
export interface PdfLine {
  readonly text: string;
  /** From the foot of the page, in points. */
  readonly height: number;
  readonly size: number;
}

export interface ReadPdf {
  /** The text of each page; what stands at one height is one line. */
  readonly pages: readonly string[];
  /** The same line by line, in the order in which they were written. */
  readonly lines: readonly (readonly PdfLine[])[];
  /** The dictionaries of all objects, as written. */
  readonly dictionaries: readonly string[];
  /** Names of the embedded font programs, and of all fonts. */
  readonly fonts: readonly { readonly name: string; readonly isEmbedded: boolean }[];
  /** The XMP packet. */
  readonly metadata: string;
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream: Buffer | null;
}

export function readPdf(bytes: Buffer): ReadPdf {
  const objects = readObjects(bytes);
  const get = (id: number): PdfObject => {
    const found = objects.get(id);
    if (!found) throw new Error(`The PDF has no object ${id}.`);
    return found;
  };
  const all = [...objects.values()];
  const fonts = fontMaps(all, get);
  const root = all.find(({ dictionary }) => /\/Type \/Pages\b/.test(dictionary));
  const lines = references(root?.dictionary ?? '', 'Kids').map((id) => {
    const [contents = 0] = references(get(id).dictionary, 'Contents');
    return pageLines(get(contents).stream?.toString('latin1') ?? '', fonts);
  });
  const metadata = all.find(({ dictionary }) => dictionary.includes('/Type /Metadata'))?.stream;
  return {
    pages: lines.map((one) => one.map(({ text }) => text).join('\n')),
    lines,
    dictionaries: all.map((one) => one.dictionary),
    fonts: all
      .filter(({ dictionary }) => dictionary.includes('/Type /FontDescriptor'))
      .map(({ dictionary }) => ({
        name: /\/FontName \/(\S+)/.exec(dictionary)?.[1] ?? '',
        isEmbedded: dictionary.includes('/FontFile2'),
      })),
    metadata: metadata?.toString('utf8') ?? '',
  };
}

function readObjects(bytes: Buffer): ReadonlyMap<number, PdfObject> {
  const text = bytes.toString('latin1');
  const objects = new Map<number, PdfObject>();
  const start = /(?:^|\n)(\d+) 0 obj\n/g;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const from = start.lastIndex;
    const streamAt = text.indexOf('\nstream\n', from);
    const endAt = text.indexOf('\nendobj', from);
    if (streamAt === -1 || endAt < streamAt) {
      objects.set(Number(match[1]), { dictionary: text.slice(from, endAt), stream: null });
      continue;
    }
    const dictionary = text.slice(from, streamAt);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const raw = bytes.subarray(streamAt + 8, streamAt + 8 + length);
    objects.set(Number(match[1]), {
      dictionary,
      stream: dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw,
    });
    start.lastIndex = streamAt + 8 + length;
  }
  return objects;
}

function references(dictionary: string, key: string): readonly number[] {
  const list = new RegExp(`/${key} (\\[[^\\]]*\\]|\\d+ 0 R)`).exec(dictionary)?.[1] ?? '';
  return [...list.matchAll(/(\d+) 0 R/g)].map((one) => Number(one[1]));
}

type FontMaps = ReadonlyMap<string, ReadonlyMap<number, string>>;

function fontMaps(all: readonly PdfObject[], get: (id: number) => PdfObject): FontMaps {
  const maps = new Map<string, ReadonlyMap<number, string>>();
  for (const { dictionary } of all) {
    for (const [, name = '', id] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [unicode] = references(get(Number(id)).dictionary, 'ToUnicode');
      if (unicode !== undefined) maps.set(name, unicodeMap(get(unicode).stream?.toString('latin1') ?? ''));
    }
  }
  return maps;
}

function unicodeMap(program: string): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  for (const [, from = '', list = ''] of program.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    let code = Number.parseInt(from, 16);
    for (const [, hex = ''] of list.matchAll(/<([0-9a-f ]*)>/gi)) {
      const units = Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16();
      map.set(code++, units.toString('utf16le'));
    }
  }
  return map;
}

function pageLines(content: string, fonts: FontMaps): readonly PdfLine[] {
  const token = /\/(F\d+) ([\d.]+) Tf|1 0 0 1 [-\d.]+ ([-\d.]+) Tm|\[((?:<[0-9a-f]+>|[-\d. ]+)*)\] TJ/gi;
  let font: ReadonlyMap<number, string> = new Map();
  let size = 0;
  let height = 0;
  const lines: PdfLine[] = [];
  for (const [, name, points, y, glyphs] of content.matchAll(token)) {
    if (name !== undefined) {
      font = fonts.get(name) ?? new Map();
      size = Number(points);
    }
    if (y !== undefined) height = Math.round(Number(y));
    if (glyphs === undefined) continue;
    let text = '';
    for (const [, hex = ''] of glyphs.matchAll(/<([0-9a-f]+)>/gi)) {
      for (const [code] of hex.matchAll(/.{4}/g)) text += font.get(Number.parseInt(code, 16)) ?? '\ufffd';
    }
    const last = lines.at(-1);
    if (last?.height === height) lines.splice(-1, 1, { ...last, text: last.text + text });
    else lines.push({ text, height, size });
  }
  return lines;
}
