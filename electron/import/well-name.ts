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

/** The largest plate has the rows A to AF (or a to f after Z) and 48 columns: `HI2` is a damaged `H12`, not a well. */
const pattern = /^([A-Z]|A[A-F]|[a-f])0*([1-9]|[1-3]\d|4[0-8])$/;

/** `A1` for `A1`, `A01` and ` A1`; null for what is no well. */
export function wellName(text: string): string | null {
  const match = pattern.exec(text.trim());
  return match ? `${match[1]}${match[2]}` : null;
}

/** Whether a plate of so many wells has this one. */
export function isOnPlate(well: string, wells: number): boolean {
  const rows = rowsOfPlate(wells) ?? 0;
  const letters = well.replace(/\d+$/, '');
  const isRow = Array.from({ length: rows }, (_, index) => rowLetters(index)).includes(letters);
  return isRow && Number(well.slice(letters.length)) <= wells / rows;
}

export function isRowLetters(text: string): boolean {
  return /^(?:[A-Z]|A[A-F]|[a-f])$/.test(text);
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
