// The rows and columns of a plate: the smallest usual one that holds the wells.
// Must not lose a well: what has no place on a plate is told apart.

const sizes = [
  { rows: 2, columns: 3 },
  { rows: 3, columns: 4 },
  { rows: 4, columns: 6 },
  { rows: 6, columns: 8 },
  { rows: 8, columns: 12 },
  { rows: 16, columns: 24 },
] as const;

export interface PlateSize {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

const wellForm = /^([A-P])(\d{1,2})$/;

/** Null where a well has no place on a plate of up to 384 wells: lanes, or a plate of another kind. */
export function plateSize(wells: readonly string[]): PlateSize | null {
  let [row, column] = [0, 0];
  for (const well of wells) {
    const [, letter = '', number = ''] = wellForm.exec(well) ?? [];
    if (letter === '') return null;
    row = Math.max(row, (letter.codePointAt(0) ?? 0) - 64);
    column = Math.max(column, Number(number));
  }
  const size = sizes.find((one) => one.rows >= row && one.columns >= column);
  if (!size || wells.length === 0) return null;
  return {
    rows: Array.from({ length: size.rows }, (_, index) => String.fromCodePoint(65 + index)),
    columns: Array.from({ length: size.columns }, (_, index) => String(index + 1)),
  };
}
