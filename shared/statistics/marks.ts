// The marks of significance that figures and tables carry.
// Must not compute a probability, nor round one: 0.05 itself carries no mark.

/** `*` and `#` are the article's, against saline and DMEM; a design with more controls has two more. */
export const markSymbols = ['*', '#', '†', '‡'] as const;
export type MarkSymbol = (typeof markSymbols)[number];

/** One symbol for p < 0.05, two for p < 0.01, as in the article: `*` against one control, `#` against the other. */
export function significanceMark(p: number, symbol: MarkSymbol): string {
  if (p < 0.01) return symbol.repeat(2);
  return p < 0.05 ? symbol : '';
}
