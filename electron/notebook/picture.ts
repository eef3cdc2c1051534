// An attached picture as the window is given it: whole, told by its bytes, without the name of its file.
// Must not hand out a document that could act, such as SVG, nor more than passes through the window's channel.

import type { Database } from 'better-sqlite3';
import type { AttachmentState } from '../../shared/domain/attachment.ts';
import { accept, refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import type { ServiceValues } from '../../shared/services.ts';
import { hasBytes, readAttachment } from './attachments.ts';

const megabyte = 1024 * 1024;
const largestMegabytes = 32;

/** Refusals: `attachment.withheld`, `picture.too-large`, `picture.not-shown`. */
export function pictureOf(
  database: Database,
  { hash, name, bytes: size }: Pick<AttachmentState, 'hash' | 'name' | 'bytes'>,
): Outcome<ServiceValues['attachment.picture']> {
  if (!hasBytes(database, hash)) return refuse('attachment.withheld', { name });
  if (size > largestMegabytes * megabyte) return refuse('picture.too-large', { limit: largestMegabytes });
  const bytes = Buffer.concat([...readAttachment(database, hash)]);
  const type = pictureTypeOf(bytes);
  return type === undefined
    ? refuse('picture.not-shown')
    : accept({ type, base64: bytes.toString('base64'), hash, stretched: null, pages: 1 });
}

/** The first bytes of what is kept: enough to tell a kind of file by; none of what was withheld. */
export function firstBytesOf(database: Database, hash: string): Uint8Array {
  for (const chunk of readAttachment(database, hash)) return chunk.subarray(0, 16);
  return new Uint8Array();
}

type PictureType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif' | 'image/bmp';

/** What stands at which byte, in Latin-1. */
const marks: readonly { readonly type: PictureType; readonly texts: Readonly<Record<number, string>> }[] = [
  { type: 'image/png', texts: { 0: '\u0089PNG\r\n\u001A\n' } },
  { type: 'image/jpeg', texts: { 0: '\u00FF\u00D8\u00FF' } },
  { type: 'image/webp', texts: { 0: 'RIFF', 8: 'WEBP' } },
  { type: 'image/gif', texts: { 0: 'GIF8' } },
  { type: 'image/bmp', texts: { 0: 'BM' } },
];

/** The kind of a picture that a browser shows, by its first bytes; undefined for everything else. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return marks.find(({ texts }) =>
    Object.entries(texts).every(([at, text]) => head.startsWith(text, Number(at))),
  )?.type;
}

/** Byte order and number of a TIFF, and of its successor for files beyond 4 GB. */
const tiffMarks = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'];

/** Whether these are the first bytes of a TIFF, whatever is wrong with the rest. No browser shows one. */
export function isTiff(bytes: Uint8Array): boolean {
  return tiffMarks.includes(Buffer.from(bytes.subarray(0, 4)).toString('latin1'));
}
