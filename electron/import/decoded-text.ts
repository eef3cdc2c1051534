// The characters of a file: byte order marks, UTF-16 with and without one, UTF-8, and Windows-1252 for the rest.
// Must not guess a language, nor change a character but the line ends.

import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';

const zeroShareOfUtf16 = 0.3;
const sampledBytes = 2048;

/**
 * The lines of a text file, without their ends. Bytes that are not valid UTF-8 are read as Windows-1252, the code
 * page of the instruments' own computers. Refuses what is no text.
 */
export function textLines(bytes: Uint8Array): Outcome<readonly string[]> {
  const kind = kindOf(bytes);
  if (kind !== undefined) return refuse('instrument.no-text', { line: 1, kind: say(kind) });
  const text = decoded(bytes);
  if (text.trim() === '') return refuse('instrument.empty');
  const control = controlCharacter(text);
  if (control === null) return { ok: true, value: text.split(/\r\n|\n|\r/) };
  const line = text.slice(0, control).split(/\r\n|\n|\r/).length;
  return refuse('instrument.no-text', { line, kind: say('instrument.kind-unknown') });
}

/** How files begin that people take for an export; they hold no text, or not as text. */
const signatures = [
  ['instrument.kind-picture', [0x89, 0x50, 0x4e, 0x47]], // PNG
  ['instrument.kind-picture', [0xff, 0xd8, 0xff]], // JPEG
  ['instrument.kind-picture', [0x47, 0x49, 0x46, 0x38]], // GIF
  ['instrument.kind-picture', [0x49, 0x49, 0x2a, 0x00]], // TIFF, Intel
  ['instrument.kind-picture', [0x4d, 0x4d, 0x00, 0x2a]], // TIFF, Motorola
  ['instrument.kind-pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['instrument.kind-archive', [0x50, 0x4b, 0x03, 0x04]], // ZIP, which .xlsx is too
  ['instrument.kind-archive', [0x1f, 0x8b]], // gzip
  ['instrument.kind-archive', [0x37, 0x7a, 0xbc, 0xaf]], // 7z
  ['instrument.kind-archive', [0x52, 0x61, 0x72, 0x21]], // RAR
] as const;

function kindOf(bytes: Uint8Array) {
  return signatures.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];
}

/** Where the first line with text is, from 0; programs and people leave blank ones before it. */
export function firstTextLine(lines: readonly string[]): number {
  return Math.max(
    0,
    lines.findIndex((line) => line.trim() !== ''),
  );
}

/** The text of the bytes, without a byte order mark and without what old programs write behind its end. */
export function decoded(bytes: Uint8Array): string {
  const text = withFiller(bytes);
  let end = text.length;
  while (end > 0 && isFiller(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Zeros, and the Ctrl-Z by which DOS ends a text. */
function isFiller(code: number): boolean {
  return code === 0 || code === 26;
}

function withFiller(bytes: Uint8Array): string {
  const encoding = unicodeEncoding(bytes);
  if (encoding !== null) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function unicodeEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Latin text in UTF-16 has a zero in every second byte; UTF-8 and Windows-1252 have none at all.
  const sampled = bytes.subarray(0, sampledBytes);
  const zeros = [0, 0];
  sampled.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const enough = (sampled.length / 2) * zeroShareOfUtf16;
  if (odd > enough && even < enough) return 'utf-16le';
  return even > enough && odd < enough ? 'utf-16be' : null;
}

/** Where the first character stands that no text file has: neither tab, line end nor form feed. */
function controlCharacter(text: string): number | null {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) return index;
  }
  return null;
}
