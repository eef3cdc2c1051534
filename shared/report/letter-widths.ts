// How wide and how high words are on a figure: the advances of IBM Plex Sans, in which figures are set.
// Must not need a font file: SVG, PDF and pictures take their letters from it, and the layout only its measures.

/** Advances of the semibold face, in thousandths of the size, for U+0020 to U+007E: the regular face is hardly wider. */
const printable = [
  236, 309, 471, 713, 600, 960, 713, 260, 337, 337, 556, 600, 299, 402, 299, 437, 600, 600, 600, 600, 600,
  600, 600, 600, 600, 600, 319, 319, 600, 600, 600, 493, 899, 672, 663, 642, 689, 600, 577, 712, 719, 423,
  545, 678, 521, 817, 719, 712, 641, 712, 664, 611, 580, 689, 638, 949, 655, 632, 599, 337, 437, 337, 600,
  565, 600, 559, 600, 513, 600, 558, 350, 545, 588, 275, 275, 562, 294, 888, 588, 563, 600, 600, 393, 499,
  374, 588, 524, 819, 544, 524, 502, 363, 376, 363, 600,
] as const;
/** For what stands outside of them: no Greek letter is wider; a sign of Chinese or Japanese is a square. */
const otherLetter = 660;
const square = 1000;
const firstSquare = 0x2e80;

/** In the unit of `size`; never less than what is drawn, so that words which have room by it have room on paper. */
export function textWidth(words: string, size: number): number {
  let width = 0;
  for (const letter of words) {
    const code = letter.codePointAt(0) ?? 0;
    width += printable[code - 0x20] ?? (code < firstSquare ? otherLetter : square);
  }
  return (width * size) / 1000;
}

const belowTheLine = /[gjpqyQ@,;()[\]{}|/\\_$†‡βγμµφ]/;

/** How far words reach above and below the middle of their digits, in the unit of `size`. */
export function textReach(words: string, size: number): { readonly up: number; readonly down: number } {
  // Digits and capitals are 0.698 of the size high; accents, asterisks and ascenders reach to 0.752, tails to −0.2.
  return { up: size * 0.4, down: size * (belowTheLine.test(words) ? 0.56 : 0.36) };
}
