// The text of a file that somebody names, read whole.
// Must not guess at bytes that are no text.

import { readFileSync } from 'node:fs';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { decoded } from './decoded-text.ts';

/** Refused: a file that cannot be read, one without text, and one with zero characters. */
export function readTextFile(path: string): Outcome<string> {
  let text: string;
  try {
    text = decoded(readFileSync(path));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return refuse('table.unreadable', { path, reason });
  }
  if (text.trim() === '') return refuse('table.empty', { path });
  // A workbook or an archive holds them, a text never does.
  if (text.includes('\0')) return refuse('table.not-text', { path });
  return { ok: true, value: text };
}
