// Reading at the microscope: slides by digits, and nuclei marked on a picture.
// Must not assert: specs do.

import { deflateSync, crc32 } from 'node:zlib';

import type { Locator, Page } from '@playwright/test';

import { tiffFile } from '../../../electron/pictures/testing/tiff.ts';

/** Slower than a scanner, as fast as a practised hand. */
const betweenKeysMs = 70;

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export interface Nucleus {
  readonly x: number;
  readonly y: number;
  readonly isBrown: boolean;
}

function stainAt(nuclei: readonly Nucleus[], x: number, y: number): readonly number[] {
  const there = nuclei.find((one) => Math.hypot(one.x - x, one.y - y) < 8);
  if (!there) return [236, 230, 236];
  return there.isBrown ? [118, 66, 28] : [96, 112, 178];
}

/** A picture as PNG: brown and blue nuclei of eight pixels on a light ground. */
export function stainedPicture(width: number, height: number, nuclei: readonly Nucleus[]): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows.set(stainAt(nuclei, x, y), y * (width * 3 + 1) + 1 + x * 3);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits a colour, three colours.
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001A\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The same as TIFF, with a second page: RGB of 8 bit, little-endian, uncompressed. */
export function stainedTiff(width: number, height: number, nuclei: readonly Nucleus[]): Buffer {
  return tiffFile({ width, height, bits: 8, colours: 2, pages: 2, pixel: (x, y) => stainAt(nuclei, x, y) });
}

/** Grey of 16 bit, from 300 at the left to 300 + 10 a pixel. */
export function greyTiff(width: number, height: number): Buffer {
  return tiffFile({ width, height, bits: 16, colours: 1, pixel: (x) => [300 + 10 * x] });
}

export class Microscope {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** What the window itself could ask: for what no screen shows, such as an account made beforehand. */
  async call(name: string, input: object): Promise<unknown> {
    return this.page.evaluate(
      ([asked, given]) =>
        (
          window as unknown as { notebook: { call(name: string, input: unknown): Promise<unknown> } }
        ).notebook.call(asked, given),
      [name, input] as const,
    );
  }

  /** Digits and keys as a hand types them. */
  async type(digits: string): Promise<void> {
    await this.page.keyboard.type(digits, { delay: betweenKeysMs });
    await this.page.waitForTimeout(betweenKeysMs);
  }

  slide(code: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^Slide ${code},`) });
  }

  /** Everything the reader has before the eyes. */
  get stage(): Locator {
    return this.page.getByRole('region', { name: 'Slide and scores' });
  }

  async dropPicture(name: string, bytes: Buffer): Promise<void> {
    const zone = this.page.locator('.assays-drop');
    await zone.waitFor();
    const data = await this.page.evaluateHandle(
      ([fileName, base64]) => {
        const transfer = new DataTransfer();
        const content = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
        transfer.items.add(new File([content], fileName, { type: 'image/png' }));
        return transfer;
      },
      [name, bytes.toString('base64')] as const,
    );
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      await zone.dispatchEvent(kind, { dataTransfer: data });
    }
  }

  get picture(): Locator {
    return this.page.locator('.nuclei-frame');
  }

  /** Red, green and blue of a pixel of the picture that the window was given. */
  async colourAt({ x, y }: { readonly x: number; readonly y: number }): Promise<readonly number[]> {
    return this.picture.locator('image').evaluate(
      async (element, at) => {
        const image = new Image();
        image.src = element.getAttribute('href') ?? '';
        await image.decode();
        const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        return [...(context?.getImageData(at.x, at.y, 1, 1).data ?? [])].slice(0, 3);
      },
      { x, y },
    );
  }

  /** A press on a pixel of a picture that is shown whole. */
  async press(
    picture: { readonly width: number; readonly height: number },
    at: { readonly x: number; readonly y: number },
    isWithShift = false,
  ): Promise<void> {
    await this.picture.scrollIntoViewIfNeeded();
    const { width, height } = await this.picture.evaluate((element) => ({
      width: element.clientWidth,
      height: element.clientHeight,
    }));
    const scale = Math.min(width / picture.width, height / picture.height);
    await this.picture.click({
      position: {
        x: (width - picture.width * scale) / 2 + (at.x + 0.5) * scale,
        y: (height - picture.height * scale) / 2 + (at.y + 0.5) * scale,
      },
      ...(isWithShift ? { modifiers: ['Shift' as const] } : {}),
    });
  }

  /** Enlarges about the pointer, which stays over the same point of the picture. */
  async enlarge(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) await this.page.mouse.wheel(0, -100);
  }

  /** A press where the pointer is. */
  async pressHere(): Promise<void> {
    await this.page.mouse.down();
    await this.page.mouse.up();
  }

  count(name: string): Locator {
    return this.page
      .getByRole('region', { name: 'Counts of this field' })
      .locator('.nuclei-count')
      .filter({ has: this.page.locator('dt', { hasText: name }) })
      .locator('dd');
  }
}
