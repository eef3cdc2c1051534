// Which rows of a long grid are drawn: those in sight and some around, with room kept for the others.
// Must not be used for rows of different heights.

import { useEffect, useState, type RefObject } from 'react';

export interface RowWindow {
  readonly first: number;
  /** The row after the last one drawn. */
  readonly end: number;
  /** Pixels that the rows before and after would take. */
  readonly before: number;
  readonly after: number;
  /** Brings a row into sight and has it drawn. */
  show(row: number): void;
}

/** Fewer rows than that are all drawn. */
const allBelow = 150;
/** Moved in such steps, so that not every pixel of a scroll draws anew. */
const stepRows = 15;
const [drawnRows, guessedPixels] = [75, 34];

/** `place` scrolls; its rows are `tbody tr[data-row]`. */
export function useRowWindow(place: RefObject<HTMLElement | null>, rows: number): RowWindow {
  const isWhole = rows < allBelow;
  const [at, setAt] = useState({ row: 0, rowPixels: guessedPixels });
  const first = isWhole ? 0 : Math.min(at.row, Math.max(0, rows - drawnRows));
  const end = isWhole ? rows : Math.min(rows, first + drawnRows);

  useEffect(() => {
    const scrolled = place.current;
    if (isWhole || !scrolled) return undefined;
    const follow = (): void => {
      const rowPixels = heightOfRow(scrolled);
      const top = Math.floor(scrolled.scrollTop / rowPixels);
      const inSight = Math.ceil(scrolled.clientHeight / rowPixels);
      const row = stepped(top - Math.floor((drawnRows - inSight) / 2));
      setAt((now) => (now.row === row && now.rowPixels === rowPixels ? now : { row, rowPixels }));
    };
    scrolled.addEventListener('scroll', follow, { passive: true });
    return () => scrolled.removeEventListener('scroll', follow);
  }, [place, isWhole]);

  return {
    first,
    end,
    before: first * at.rowPixels,
    after: (rows - end) * at.rowPixels,
    show(row) {
      const scrolled = place.current;
      if (isWhole || !scrolled || (row >= first && row < end)) return;
      const rowPixels = heightOfRow(scrolled);
      setAt({ row: stepped(row - Math.floor(drawnRows / 2)), rowPixels });
      scrolled.scrollTo({ top: Math.max(0, (row - rowsAbove) * rowPixels) });
    },
  };
}

/** Of a row that is sought, how many stay in sight above it. */
const rowsAbove = 5;

function heightOfRow(scrolled: HTMLElement): number {
  const drawn = scrolled.querySelector('tbody tr[data-row]')?.getBoundingClientRect().height ?? 0;
  return drawn > 0 ? drawn : guessedPixels;
}

function stepped(row: number): number {
  return Math.max(0, Math.floor(row / stepRows) * stepRows);
}
