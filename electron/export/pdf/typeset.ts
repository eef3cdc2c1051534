// Text into lines of runs: each run in a font that has all its characters, each line within a width.
// Must not drop a character: control characters and what no font has become visible codes.

import type { Faces, FaceName } from './faces.ts';

export interface Ink {
  readonly color: string;
  readonly isStruck: boolean;
}

/** A piece of text with the face that it is meant to have. */
export interface Piece {
  readonly text: string;
  readonly face: FaceName;
  readonly ink: Ink;
}

export interface Run {
  readonly text: string;
  readonly face: FaceName;
  readonly ink: Ink;
}

export interface Line {
  readonly runs: readonly Run[];
  /** In points. */
  readonly width: number;
}

interface Mutable {
  text: string;
  readonly face: FaceName;
  readonly ink: Ink;
}

const nonBreakingSpace = 0xa0;
const space = 0x20;

/** Breaks pieces into lines of at most `width` points: at spaces, between Chinese characters, else where it must. */
export function setLines(
  faces: Faces,
  pieces: readonly Piece[],
  size: number,
  width: number,
): readonly Line[] {
  const setter = new Setter(faces, size, width);
  for (const piece of pieces) {
    const [first = '', ...others] = piece.text.normalize('NFC').split(/\r\n|[\n\r\u2028\u2029]/);
    setter.add({ ...piece, text: first });
    for (const text of others) {
      setter.endLine();
      setter.add({ ...piece, text });
    }
  }
  return setter.finish();
}

/** The same on one line, however long. */
export function setLine(faces: Faces, pieces: readonly Piece[], size: number): Line {
  return setLines(faces, pieces, size, Infinity)[0] ?? { runs: [], width: 0 };
}

class Setter {
  readonly #faces: Faces;
  readonly #size: number;
  readonly #most: number;
  readonly #lines: Line[] = [];
  #runs: Mutable[] = [];
  #width = 0;
  /** What stands since the last place where the line may be broken, not yet part of the line. */
  #word: Mutable[] = [];
  #wordWidth = 0;
  /** Spaces before the word: dropped when the line is broken there. */
  #gap: Mutable | null = null;
  #gapWidth = 0;

  constructor(faces: Faces, size: number, most: number) {
    this.#faces = faces;
    this.#size = size;
    // The maker adds the same widths in another order; a line must not be a rounding error too wide for it.
    this.#most = most - 0.05;
  }

  add({ text, face, ink }: Piece): void {
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? space;
      if (codePoint === space || codePoint === 0x09) {
        this.#addSpace(face, ink);
        continue;
      }
      const own = this.#faces.faceFor(face, codePoint);
      if (own === undefined) {
        const code = `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
        for (const sign of code) this.#addCharacter(sign, sign.charCodeAt(0), face, ink);
        continue;
      }
      const isHan = own === 'han';
      if (isHan) this.#endWord();
      // A space that may not be broken has done its work here, and is a common space in the file.
      this.#addCharacter(codePoint === nonBreakingSpace ? ' ' : character, codePoint, own, ink);
      if (isHan) this.#endWord();
    }
  }

  endLine(): void {
    this.#endWord();
    this.#lines.push({ runs: this.#runs, width: this.#width });
    this.#runs = [];
    this.#width = 0;
    this.#gap = null;
    this.#gapWidth = 0;
  }

  finish(): readonly Line[] {
    this.endLine();
    return this.#lines;
  }

  #addSpace(face: FaceName, ink: Ink): void {
    this.#endWord();
    const width = this.#widthOf(face, space);
    if (this.#gap === null) {
      this.#gap = { text: ' ', face, ink };
      this.#gapWidth = width;
    } else {
      this.#gap.text += ' ';
      this.#gapWidth += width;
    }
  }

  #addCharacter(text: string, codePoint: number, face: FaceName, ink: Ink): void {
    const width = this.#widthOf(face, codePoint);
    // A word longer than a whole line, such as a hash in a narrow column, is broken where the line is full.
    if (this.#wordWidth + width > this.#most && this.#word.length > 0) this.#endWord();
    append(this.#word, text, face, ink);
    this.#wordWidth += width;
  }

  #endWord(): void {
    if (this.#word.length === 0) return;
    if (this.#runs.length > 0 && this.#width + this.#gapWidth + this.#wordWidth > this.#most) {
      this.#lines.push({ runs: this.#runs, width: this.#width });
      this.#runs = [];
      this.#width = 0;
    } else if (this.#gap !== null && this.#runs.length > 0) {
      append(this.#runs, this.#gap.text, this.#gap.face, this.#gap.ink);
      this.#width += this.#gapWidth;
    }
    this.#gap = null;
    this.#gapWidth = 0;
    for (const { text, face, ink } of this.#word) append(this.#runs, text, face, ink);
    this.#width += this.#wordWidth;
    this.#word = [];
    this.#wordWidth = 0;
  }

  #widthOf(face: FaceName, codePoint: number): number {
    return (this.#faces.width(face, codePoint) * this.#size) / 1000;
  }
}

function append(runs: Mutable[], text: string, face: FaceName, ink: Ink): void {
  const last = runs.at(-1);
  if (last && last.face === face && last.ink === ink) last.text += text;
  else runs.push({ text, face, ink });
}
