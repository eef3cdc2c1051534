// What stands on a page between its head and its foot, and which of it is a heading, by its size.
// Must not know the words of a document.

import { page, size } from '../page-style.ts';
import type { PdfLine } from './pdf-text.ts';

/** Lines between head and foot, from the top down. */
export function bodyOf(lines: readonly PdfLine[]): readonly PdfLine[] {
  return lines
    .filter(
      ({ height, text }) => height < page.height - page.top && height > page.bottom && text.trim() !== '',
    )
    .toSorted((left, right) => right.height - left.height);
}

export function isHeading({ size: points }: PdfLine): boolean {
  return points >= size.part;
}
