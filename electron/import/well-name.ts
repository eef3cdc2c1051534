// The names of wells and the sizes of plates.
// Must not know a format.

/** Rows of the plates that the trade sells, by their number of wells. */
const rowsByWells: Readonly<Record<number, number>> = {
  6: 2,
  12: 3,
  24: 4,
  48: 6,
  96: 8,
  384: 16,
  1536: 32,
};

export function rowsOfPlate(wells: number): number | null {
  return rowsByWells[wells] ?? null;
}

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function rowLetters(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : `${rowLetters(Math.floor(index / 26) - 1)}${last}`;
}

const pattern = /^([A-Z]{1,2}|[a-f])0*([1-9]\d?)$/;

/** `A1` for `A1`, `A01` and ` A1`; null for what is no well. */
export function wellName(text: string): string | null {
  const match = pattern.exec(text.trim());
  return match ? `${match[1]}${match[2]}` : null;
}

export function isRowLetters(text: string): boolean {
  return /^(?:[A-Z]{1,2}|[a-f])$/.test(text);
}

/**
 * The columns that a line of a plate names: `1 2 3 …` from some cell on, as position and column. Empty where the
 * line is no such head.
 */
export function plateColumns(cells: readonly string[]): readonly { position: number; column: number }[] {
  const first = cells.findIndex((cell) => cell.trim() !== '');
  if (first < 0 || !/^0?1$/.test(cells[first]?.trim() ?? '')) return [];
  const columns: { position: number; column: number }[] = [];
  for (let position = first; position < cells.length; position++) {
    const text = cells[position]?.trim() ?? '';
    if (text === '') break;
    if (Number(text) !== columns.length + 1) return [];
    columns.push({ position, column: columns.length + 1 });
  }
  return columns;
}
