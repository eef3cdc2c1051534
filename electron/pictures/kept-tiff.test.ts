// TIFF files as they are shown: each pixel in its place, 16 bit stretched and said so, whatever is wrong refused.
// Must not hold a picture that could not be made by hand: the maker is testing/tiff.ts.

import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attachBytes } from '../notebook/attach-file.ts';
import { Attachment, withholdAttachment } from '../../shared/domain/attachment.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { firstBytesOf, isTiff } from '../notebook/picture.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { keptTiffPicture, shownTiff } from './kept-tiff.ts';
import { tiffFile, type TiffToMake } from './testing/tiff.ts';

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: readonly number[];
}

/** Of a PNG with filter 0 or 1, by the standard. */
function pixelsOf(png: Buffer): Pixels {
  const [width, height, channels] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 2 ? 3 : 1];
  expect(png[24]).toBe(8);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const rows = inflateSync(Buffer.concat(data));
  const values: number[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = rows.subarray(y * (1 + width * channels), (y + 1) * (1 + width * channels));
    for (let at = 1; at < row.length; at += 1) {
      const left = row[0] === 1 && at > channels ? (values[values.length - channels] ?? 0) : 0;
      values.push(((row[at] ?? 0) + left) & 255);
    }
  }
  return { width, height, channels, values };
}

function shown(made: TiffToMake) {
  const { png, ...rest } = accepted(shownTiff(tiffFile(made)));
  return { ...pixelsOf(png), ...rest };
}

const grey: TiffToMake = {
  width: 3,
  height: 2,
  bits: 8,
  colours: 1,
  pixel: (x, y) => [x * 40 + y * 100],
};
const greyValues = [0, 40, 80, 100, 140, 180];
const deep: TiffToMake = { ...grey, bits: 16, pixel: (x, y) => [1000 + 500 * (x + 3 * y)] };

describe('what is shown', () => {
  test('8-bit grey is shown as it is', () => {
    expect(shown(grey)).toEqual({
      width: 3,
      height: 2,
      channels: 1,
      values: greyValues,
      stretched: null,
      pages: 1,
    });
  });

  test('16-bit grey is stretched from its least value to its greatest, and that is said', () => {
    expect(shown(deep)).toMatchObject({
      values: [0, 51, 102, 153, 204, 255],
      stretched: { from: 1000, to: 3500 },
    });
  });

  test('a 16-bit picture of one value everywhere has nothing to be stretched', () => {
    expect(shown({ ...deep, pixel: () => [0x80_80] })).toMatchObject({
      values: Array.from({ length: 6 }, () => 128),
      stretched: null,
    });
  });

  test('where white is zero, the least value is white', () => {
    expect(shown({ ...grey, colours: 0 }).values).toEqual(greyValues.map((one) => 255 - one));
    expect(shown({ ...deep, colours: 0 })).toMatchObject({
      values: [255, 204, 153, 102, 51, 0],
      stretched: { from: 1000, to: 3500 },
    });
  });

  test('RGB is shown in its colours; what is beside them, such as alpha, is not', () => {
    const rgb = (x: number, y: number) => [x * 10, y * 20, 200 - x];
    const values = [0, 0, 200, 10, 0, 199, 20, 0, 198, 0, 20, 200, 10, 20, 199, 20, 20, 198];
    expect(shown({ ...grey, colours: 2, pixel: rgb })).toMatchObject({ channels: 3, values });
    const withAlpha: TiffToMake = { ...grey, colours: 2, pixel: (x, y) => [...rgb(x, y), 7] };
    expect(shown(withAlpha)).toMatchObject({ channels: 3, values });
  });

  test('RGB of 16 bit is stretched alike in all its colours', () => {
    const picture: TiffToMake = {
      ...deep,
      colours: 2,
      pixel: (x) => [100 * x, 300, 500],
    };
    expect(shown(picture)).toMatchObject({ stretched: { from: 0, to: 500 } });
    expect(shown(picture).values.slice(0, 6)).toEqual([0, 153, 255, 51, 153, 255]);
  });

  test('a palette gives its colours, whether written with 16 bit or with 8', () => {
    const palette = [
      ...Array.from({ length: 256 }, (_, value) => value),
      ...Array.from({ length: 256 }, (_, value) => 255 - value),
      ...Array.from({ length: 256 }, () => 9),
    ];
    const values = greyValues.flatMap((one) => [one, 255 - one, 9]);
    expect(shown({ ...grey, colours: 3, palette: palette.map((one) => one * 257) }).values).toEqual(values);
    expect(shown({ ...grey, colours: 3, palette }).values).toEqual(values);
  });

  test('of several pages the first is shown, and how many there are is said', () => {
    const both = shown({ ...grey, pages: 2 });
    expect(both).toMatchObject({ values: greyValues, pages: 2 });
  });

  test('big-endian is read as big-endian', () => {
    expect(shown({ ...grey, isBigEndian: true }).values).toEqual(greyValues);
    expect(shown({ ...deep, isBigEndian: true })).toMatchObject({
      values: [0, 51, 102, 153, 204, 255],
      stretched: { from: 1000, to: 3500 },
    });
  });

  test.each(['lzw', 'deflate'] as const)('16 bit as differences in %s, of either byte order', (packing) => {
    for (const isBigEndian of [false, true]) {
      expect(shown({ ...deep, packing, isBigEndian, isDifference: true })).toMatchObject({
        values: [0, 51, 102, 153, 204, 255],
        stretched: { from: 1000, to: 3500 },
      });
    }
  });

  test('1 and 4 bit reach from black to white, each row from a byte of its own', () => {
    const one: TiffToMake = { ...grey, bits: 1, pixel: (x, y) => [(x + y) % 2] };
    expect(shown(one)).toMatchObject({ values: [0, 255, 0, 255, 0, 255], stretched: null });
    expect(shown({ ...one, colours: 0 }).values).toEqual([255, 0, 255, 0, 255, 0]);
    const four: TiffToMake = { ...grey, bits: 4, pixel: (x, y) => [x + 12 * y] };
    expect(shown(four).values).toEqual([0, 17, 34, 204, 221, 238]);
  });

  test('LZW with differences, as libtiff writes it', () => {
    const file =
      'SUkqACwAAACAAAAP8UAB2QWDwaEQgBjyCQqIQmJAY8Q+JQuIglaRaMReDQELAAABAwABAAAABgAAAAEBAwABAAAABAAAAAIB' +
      'AwADAAAAtgAAAAMBAwABAAAABQAAAAYBAwABAAAAAgAAABEBBAABAAAACAAAABUBAwABAAAAAwAAABYBAwABAAAABAAAABcB' +
      'BAABAAAAJAAAABwBAwABAAAAAQAAAD0BAwABAAAAAgAAAAAAAAAIAAgACAA=';
    const { png } = accepted(shownTiff(Buffer.from(file, 'base64')));
    const places = Array.from({ length: 24 }, (_, index) => [index % 6, Math.floor(index / 6)] as const);
    const values = places.flatMap(([x, y]) => [x * 40 + y * 3, y * 60, 255 - x * 20]);
    expect(pixelsOf(png)).toEqual({ width: 6, height: 4, channels: 3, values });
  });

  test('LZW whose table fills up and begins again', () => {
    // A sequence without short repeats: more texts than the table of 4096 has room for.
    const pixel = (x: number, y: number) => [(((x * 7919 + y * 104_729) ^ (x * y)) >> 3) & 255];
    const picture: TiffToMake = { ...grey, width: 120, height: 90, pixel, packing: 'lzw' };
    expect(shown(picture).values).toEqual(shown({ ...picture, packing: 'none' }).values);
    expect(shown(picture).values[121]).toEqual(pixel(1, 1)[0]);
  });

  test('every pixel is where it was, however the file is packed and cut up', () => {
    const forms = fc.record({
      width: fc.integer({ min: 1, max: 20 }),
      height: fc.integer({ min: 1, max: 20 }),
      samples: fc.constantFrom(1, 3),
      isBigEndian: fc.boolean(),
      isPlanar: fc.boolean(),
      packing: fc.constantFrom('none', 'packbits', 'lzw', 'deflate'),
      rowsPerStrip: fc.integer({ min: 1, max: 25 }),
      tile: fc.option(fc.constantFrom(4, 16), { nil: null }),
      seed: fc.integer({ min: 1, max: 250 }),
      isDifference: fc.boolean(),
    });
    fc.assert(
      fc.property(forms, ({ samples, seed, tile, ...rest }) => {
        const isDifference = rest.isDifference && (rest.packing === 'lzw' || rest.packing === 'deflate');
        const form = { ...rest, isDifference };
        const value = (x: number, y: number, sample: number) => (x * x * seed + y * 31 + sample * 77) & 255;
        const pixel = (x: number, y: number) =>
          Array.from({ length: samples }, (_, sample) => value(x, y, sample));
        const colours = samples === 3 ? 2 : 1;
        const made = shown({ ...form, bits: 8, colours, pixel, ...(tile === null ? {} : { tile }) });
        const { width, height } = form;
        const places = Array.from({ length: width * height }, (_, index) => index);
        expect(made.values).toEqual(
          places.flatMap((index) => pixel(index % width, Math.floor(index / width))),
        );
        return made.width === width && made.height === height;
      }),
      { numRuns: 150 },
    );
  });
});

describe('what is refused', () => {
  const refused = (bytes: Uint8Array) => refusedWith(shownTiff(bytes));
  const claiming = (claims: Readonly<Record<number, number>>, made = grey) => tiffFile({ ...made, claims });

  test('a file that ends anywhere before its end', () => {
    for (const packing of ['none', 'deflate'] as const) {
      const whole = tiffFile({ ...deep, packing, rowsPerStrip: 1 });
      for (let end = 4; end < whole.length; end += 1) {
        expect(refused(whole.subarray(0, end)), `cut at ${end}`).toBe('picture.damaged');
      }
    }
  });

  test('a file that ends before its second page is described', () => {
    const [one, two] = [tiffFile(grey), tiffFile({ ...grey, pages: 2 })];
    expect(refused(two.subarray(0, one.length + 8))).toBe('picture.damaged');
  });

  test.each(['packbits', 'lzw', 'deflate'] as const)('%s that ends before its pixels do', (packing) => {
    expect(refused(claiming({ 257: 3, 278: 3 }, { ...grey, packing }))).toBe('picture.damaged');
  });

  test('[PAIN-3] a header that claims four billion pixels, before a byte is unpacked', () => {
    const outcome = shownTiff(claiming({ 256: 65_536, 257: 65_536 }));
    expect(outcome).toMatchObject({
      refusal: {
        code: 'picture.too-many-pixels',
        message: expect.stringContaining('65536 × 65536') as string,
      },
    });
    expect(refused(claiming({ 256: 4_294_967_295, 257: 4_294_967_295 }))).toBe('picture.too-many-pixels');
  });

  test('[PAIN-3] samples, tiles and strips that claim more than there is', () => {
    expect(refused(claiming({ 277: 65_535, 256: 10_000 }))).toBe('picture.too-many-pixels');
    expect(refused(claiming({ 322: 65_535, 323: 65_535 }, { ...grey, tile: 16 }))).toBe('picture.damaged');
    expect(refused(claiming({ 322: 0 }, { ...grey, tile: 16 }))).toBe('picture.damaged');
    expect(refused(claiming({ 278: 0 }))).toBe('picture.damaged');
    expect(refused(claiming({ 273: 4_294_967_295 }))).toBe('picture.damaged');
    expect(refused(claiming({ 279: 4_294_967_295 }))).toBe('picture.damaged');
    expect(refused(claiming({ 256: 0 }))).toBe('picture.damaged');
  });

  test('[PAIN-3] a strip that unpacks to more than its pixels', () => {
    const bomb = tiffFile({ ...grey, width: 4000, height: 1000, pixel: () => [0], packing: 'deflate' });
    // The width stands first: two bytes of count, the tag, its type, how many.
    bomb.writeUInt32LE(4, bomb.readUInt32LE(4) + 2 + 8);
    expect(refused(bomb)).toBe('picture.damaged');
  });

  test('pages that name each other in a circle', () => {
    const circle = tiffFile(grey);
    const first = circle.readUInt32LE(4);
    circle.writeUInt32LE(first, first + 2 + circle.readUInt16LE(first) * 12);
    expect(refused(circle)).toBe('picture.damaged');
  });

  test.each([
    [{ 259: 7 }, 'JPEG compression'],
    [{ 259: 34_712 }, 'compression number 34712'],
    [{ 262: 5 }, 'colours of kind 5'],
    [{ 258: 32 }, '32 bits a sample'],
    [{ 258: 12 }, '12 bits a sample'],
  ])('what is not read, by name: %o', (claims, words) => {
    expect(shownTiff(claiming(claims))).toMatchObject({
      refusal: { code: 'picture.tiff-kind', message: expect.stringContaining(words) as string },
    });
  });

  test('BigTIFF, by name', () => {
    const big = tiffFile(grey);
    big[2] = 43;
    expect(isTiff(big)).toBe(true);
    expect(refused(big)).toBe('picture.tiff-kind');
  });

  test('whatever byte is wrong, there is an answer', () => {
    const wholes = (['none', 'packbits', 'lzw', 'deflate'] as const).map((packing) =>
      tiffFile({ ...grey, width: 9, height: 9, packing, pages: 2 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...wholes),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (whole, wrongs) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of wrongs) bytes[4 + (at % (bytes.length - 4))] = value;
          const outcome = shownTiff(bytes);
          expect(outcome.ok || outcome.refusal.code.startsWith('picture.')).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('in a notebook', () => {
  let folder: TestFolder;
  let notebook: Notebook;
  beforeEach(() => {
    folder = new TestFolder();
    notebook = folder.create();
  });
  afterEach(() => {
    notebook.close();
    folder.remove();
  });

  function kept(bytes: Uint8Array) {
    const subject = { animalId: null, runId: null, lotId: null };
    const file = { name: 'asc group, field 1.tif', bytes };
    const { attachmentId } = accepted(attachBytes(notebook, file, subject, director));
    const attachment = notebook.queryContext(director).read.get(Attachment, attachmentId);
    if (!attachment) throw new TypeError('It was not kept.');
    return attachment;
  }

  test('a kept TIFF is told by its bytes, and shown under the hash of the original, without its name', () => {
    const attachment = kept(tiffFile({ ...deep, pages: 3 }));
    expect(isTiff(firstBytesOf(notebook.database, attachment.hash))).toBe(true);
    const picture = accepted(keptTiffPicture(notebook.database, attachment));
    expect(picture).toMatchObject({
      type: 'image/png',
      hash: attachment.hash,
      stretched: { from: 1000, to: 3500 },
      pages: 3,
    });
    expect(pixelsOf(Buffer.from(picture.base64, 'base64'))).toMatchObject({ width: 3, height: 2 });
    expect(JSON.stringify(picture)).not.toContain('asc group');
  });

  test('[PAIN-3] one too large to be held, and one that was withheld, are refused', () => {
    const attachment = kept(tiffFile(grey));
    const large = { ...attachment, bytes: 256 * 1024 * 1024 + 1 };
    expect(refusedWith(keptTiffPicture(notebook.database, large))).toBe('picture.too-large');
    accepted(
      notebook.transact(
        withholdAttachment,
        { attachmentId: attachment.id },
        director,
        { reason: 'The wrong animal.' },
        (database, { hash }) => {
          database.prepare('DELETE FROM attachmentChunk WHERE hash = ?').run(hash);
        },
      ),
    );
    expect(firstBytesOf(notebook.database, attachment.hash)).toHaveLength(0);
    expect(refusedWith(keptTiffPicture(notebook.database, attachment))).toBe('attachment.withheld');
  });
});
