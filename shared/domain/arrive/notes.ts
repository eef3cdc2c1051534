// References of a report: a number for each set of records that a text stands for, in the order of their appearance.
// Must not show a record: a reference gives positions in the log.

import type { Piece, PieceTone, Sentence } from './citation.ts';

/** `note`: the reference whose records the text stands for; null for words. */
export interface NotedPiece {
  readonly text: string;
  readonly tone: PieceTone;
  readonly note: number | null;
}

export interface Note {
  readonly number: number;
  /** The texts that carry this reference. */
  readonly texts: readonly string[];
  /** Positions in the log of this file, ascending. */
  readonly seqs: readonly number[];
}

export class Notes {
  readonly #notes = new Map<string, { number: number; texts: Set<string>; seqs: readonly number[] }>();

  /** The sentence with its references; the same records always get the same number. */
  noted(one: Sentence): readonly NotedPiece[] {
    return one.map((piece) => ({ text: piece.text, tone: piece.tone, note: this.#noteOf(piece) }));
  }

  get all(): readonly Note[] {
    return [...this.#notes.values()].map(({ number, texts, seqs }) => ({ number, texts: [...texts], seqs }));
  }

  #noteOf({ text, records }: Piece): number | null {
    if (records.length === 0) return null;
    const seqs = [...new Set(records.map(({ seq }) => seq))].toSorted((left, right) => left - right);
    const key = seqs.join(' ');
    const known = this.#notes.get(key);
    if (known) {
      known.texts.add(text);
      return known.number;
    }
    const number = this.#notes.size + 1;
    this.#notes.set(key, { number, texts: new Set([text]), seqs });
    return number;
  }
}

/** `12, 15–18, 20`: positions in as few words as they need. */
export function rangesText(seqs: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const seq of seqs) {
    const last = ranges.at(-1);
    if (last && seq === last.to + 1) last.to = seq;
    else ranges.push({ from: seq, to: seq });
  }
  return ranges
    .map(({ from, to }) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`))
    .join(', ');
}
