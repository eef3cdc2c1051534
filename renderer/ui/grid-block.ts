// A rectangle of cells: moving through a grid, and blocks as spreadsheets put them on the clipboard.
// Must not know what is in a cell.

export interface GridPlace {
  row: number;
  column: number;
}

export interface GridSize {
  rows: number;
  columns: number;
}

export interface GridBlock {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** The rectangle between two corners, both included. */
export function blockOf(one: GridPlace, other: GridPlace): GridBlock {
  return {
    top: Math.min(one.row, other.row),
    left: Math.min(one.column, other.column),
    bottom: Math.max(one.row, other.row),
    right: Math.max(one.column, other.column),
  };
}

export function isInBlock(block: GridBlock, { row, column }: GridPlace): boolean {
  return row >= block.top && row <= block.bottom && column >= block.left && column <= block.right;
}

/** Every place of a block, row by row. */
export function placesOf(block: GridBlock): GridPlace[] {
  const places: GridPlace[] = [];
  for (let row = block.top; row <= block.bottom; row += 1) {
    for (let column = block.left; column <= block.right; column += 1) places.push({ row, column });
  }
  return places;
}

const pageRows = 12;

/** Where a key leads; undefined if it is not a key for moving. `toEdge` is Ctrl. */
export function placeAfter(
  key: string,
  { row, column }: GridPlace,
  size: GridSize,
  toEdge: boolean,
): GridPlace | undefined {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const places: Record<string, GridPlace> = {
    ArrowUp: { row: toEdge ? 0 : row - 1, column },
    ArrowDown: { row: toEdge ? last.row : row + 1, column },
    ArrowLeft: { row, column: toEdge ? 0 : column - 1 },
    ArrowRight: { row, column: toEdge ? last.column : column + 1 },
    Home: { row: toEdge ? 0 : row, column: 0 },
    End: { row: toEdge ? last.row : row, column: last.column },
    PageUp: { row: row - pageRows, column },
    PageDown: { row: row + pageRows, column },
  };
  const place = places[key];
  return place && within(place, size);
}

/** The next or the previous cell in reading order; undefined past either end. */
export function placeInOrder(
  { row, column }: GridPlace,
  size: GridSize,
  step: 1 | -1,
): GridPlace | undefined {
  const at = row * size.columns + column + step;
  if (at < 0 || at >= size.rows * size.columns) return undefined;
  return { row: Math.floor(at / size.columns), column: at % size.columns };
}

export function within({ row, column }: GridPlace, size: GridSize): GridPlace {
  return {
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  };
}

/** The cells of a clipboard text: tabs part the columns, lines the rows; surrounding blanks are dropped. */
export function cellsOfText(text: string): string[][] {
  const lines = text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
  return lines.map((line) => line.split('\t').map((cell) => cell.trim()));
}
