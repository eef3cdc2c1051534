// The characters of a file: byte order marks, UTF-16 with and without one, UTF-8, and Windows-1252 for the rest.
// Must not guess a language, nor change a character but the line ends.

import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';

const zeroShareOfUtf16 = 0.3;
const sampledBytes = 2048;

/**
 * The lines of a text file, without their ends. Bytes that are not valid UTF-8 are read as Windows-1252, the code
 * page of the instruments' own computers. Refuses what is no text.
 */
export function textLines(bytes: Uint8Array): Outcome<readonly string[]> {
  const text = decoded(bytes);
  if (text.trim() === '') return refuse('instrument.empty');
  const control = controlCharacter(text);
  if (control === null) return { ok: true, value: text.split(/\r\n|\n|\r/) };
  const line = text.slice(0, control).split(/\r\n|\n|\r/).length;
  return refuse('instrument.no-text', { line });
}

/** The text of the bytes, without a byte order mark. */
export function decoded(bytes: Uint8Array): string {
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
