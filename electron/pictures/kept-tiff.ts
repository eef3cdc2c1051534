// A TIFF that is kept in the notebook, as a PNG of its first page to be looked at, pixel for pixel.
// Must not run in the main process, which has alarms to sound, nor write; the kept file stays as it came.

import type { Database } from 'better-sqlite3';
import { accept, refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import type { ServiceValues } from '../../shared/services.ts';
import { hasBytes, readAttachment } from '../notebook/attachments.ts';
import { pngFile } from './png-file.ts';
import { readTiffDirectory } from './tiff-directory.ts';
import { shadesOf, type Shades } from './tiff-shades.ts';

export interface KeptPicture {
  readonly name: string;
  readonly hash: string;
  readonly bytes: number;
}

const megabyte = 1024 * 1024;
/** Of the file, which is held whole; of the picture made of it, which passes through the window's channel. */
const [largestMegabytes, largestMadeMegabytes] = [256, 96];

/** Refusals: `attachment.withheld`, `picture.too-large`, and those of `shownTiff`. */
export function keptTiffPicture(
  database: Database,
  { name, hash, bytes }: KeptPicture,
): Outcome<ServiceValues['attachment.picture']> {
  if (!hasBytes(database, hash)) return refuse('attachment.withheld', { name });
  if (bytes > largestMegabytes * megabyte) return refuse('picture.too-large', { limit: largestMegabytes });
  const shown = shownTiff(Buffer.concat([...readAttachment(database, hash)]));
  if (!shown.ok) return shown;
  const { png, stretched, pages } = shown.value;
  return accept({ type: 'image/png', base64: png.toString('base64'), hash, stretched, pages });
}

export interface ShownTiff extends Pick<Shades, 'stretched'> {
  readonly png: Buffer;
  readonly pages: number;
}

/**
 * The first page as PNG, of the same width and height. Refusals: `picture.damaged`, `picture.tiff-kind`,
 * `picture.too-many-pixels`, `picture.made-too-large`.
 */
export function shownTiff(bytes: Uint8Array): Outcome<ShownTiff> {
  try {
    const read = readTiffDirectory(bytes);
    if (!read.ok) return read;
    const shades = shadesOf(bytes, read.value.page);
    return shades ? made(shades, read.value.pages) : refuse('picture.damaged');
  } catch (error) {
    if (isOfTheFile(error)) return refuse('picture.damaged');
    throw error;
  }
}

function made(shades: Shades, pages: number): Outcome<ShownTiff> {
  try {
    const png = pngFile(shades, largestMadeMegabytes * megabyte);
    return accept({ png, stretched: shades.stretched, pages });
  } catch (error) {
    if (codeOf(error) !== 'ERR_BUFFER_TOO_LARGE') throw error;
    return refuse('picture.made-too-large', { limit: largestMadeMegabytes });
  }
}

/** A read beyond the end of the file, or a stream that zlib cannot unpack, or that unpacks to more than it should. */
function isOfTheFile(error: unknown): boolean {
  const code = codeOf(error);
  return error instanceof RangeError || code.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
