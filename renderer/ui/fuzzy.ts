// How well a text fits what was typed: its letters in order, better at the start of words and side by side.
// Must not know what is searched.

/** Higher fits better; undefined does not fit. An empty query fits everything alike. */
export function fuzzyScore(text: string, query: string): number | undefined {
  const letters = text.toLowerCase();
  let score = 0;
  for (const part of query.toLowerCase().split(/\s+/)) {
    const partScore = part === '' ? 0 : scoreOfPart(letters, part);
    if (partScore === undefined) return undefined;
    score += partScore;
  }
  return score - letters.length / 1000;
}

function scoreOfPart(letters: string, part: string): number | undefined {
  const whole = letters.indexOf(part);
  if (whole >= 0) return part.length * 3 + (isWordStart(letters, whole) ? 4 : 0);
  let score = 0;
  let at = -1;
  for (const letter of part) {
    const found = letters.indexOf(letter, at + 1);
    if (found < 0) return undefined;
    score += found === at + 1 ? 2 : isWordStart(letters, found) ? 1.5 : 0;
    at = found;
  }
  return score;
}

function isWordStart(letters: string, at: number): boolean {
  return at === 0 || /[\s\-_/.·:,(]/.test(letters[at - 1] ?? '');
}
