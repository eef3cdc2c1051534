// Numbers as instruments write them: decimal points and commas, thousands, exponents, and words where there is none.
// Must not make a number of anything that could be read as two different ones.

import { say } from '../../shared/catalogue/catalogue.ts';

/** The decimal mark of one file. `mixed`: both occur; `unknown`: there are marks, but none that tells. */
export type DecimalMark = '.' | ',' | 'mixed' | 'unknown';

/** A mark without digits after it is where a text was cut: `0.` of `0.884`. */
const plain = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const commaDecimal = /^[-+]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+),\d+(?:[eE][-+]?\d+)?$/;
/** `1,250` or `1.250`: one thousand two hundred and fifty, or one and a quarter. */
const couldBeThousands = /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/;
const groupedByCommas = /^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
const groupedByPoints = /^[-+]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/;

/** An absorbance of a thousand cannot be, nor a thousand cycles: what could be thousands is decimal there. */
const unitsBelowThousand = new Set<string | null | undefined>(['OD', 'AU']);

/** Whether a reading in this unit tells the decimal mark by being below a thousand. */
export function isBelowThousand(unit: string | null | undefined): boolean {
  return unitsBelowThousand.has(unit);
}

/**
 * Which decimal mark the numbers among `cells` show. Semicolons between cells are written where commas are needed in
 * numbers: there `1.250` alone does not tell whether its point is a decimal one. `small` are cells of quantities that
 * never reach a thousand (see `isBelowThousand`; cycles): there it always tells.
 */
export function decimalMarkOf(
  cells: Iterable<string>,
  delimiter?: string,
  small: Iterable<string> = [],
): DecimalMark {
  let [points, commas, ambiguousCommas, ambiguousPoints] = [0, 0, 0, 0];
  for (const cell of small) {
    const text = cell.trim();
    if (!couldBeThousands.test(text)) continue;
    if (text.includes(',')) commas += 1;
    else points += 1;
  }
  for (const cell of cells) {
    const text = cell.trim();
    const hasComma = text.includes(',');
    if (!hasComma && !text.includes('.')) continue;
    if (couldBeThousands.test(text)) {
      if (hasComma) ambiguousCommas += 1;
      else ambiguousPoints += 1;
    } else if (groupedByCommas.test(text)) {
      points += 1;
    } else if (hasComma) {
      if (commaDecimal.test(text)) commas += 1;
    } else if (plain.test(text)) {
      points += 1;
    }
  }
  if (commas > 0) return points > 0 ? 'mixed' : ',';
  const isUntold = ambiguousCommas > 0 || (delimiter === ';' && ambiguousPoints > 0);
  return points === 0 && isUntold ? 'unknown' : '.';
}

/** The number that `text` is, null where it is none, `ambiguous` where it could be two. */
export function numberOf(text: string, mark: DecimalMark): number | null | 'ambiguous' {
  const trimmed = text.trim();
  if (trimmed.includes(',')) return withCommas(trimmed, mark);
  if (mark === 'unknown' && couldBeThousands.test(trimmed)) return 'ambiguous';
  if (mark === ',' && groupedByPoints.test(trimmed)) return finite(trimmed.replaceAll('.', ''));
  return plain.test(trimmed) ? finite(trimmed) : null;
}

function withCommas(text: string, mark: DecimalMark): number | null | 'ambiguous' {
  if (couldBeThousands.test(text) && mark !== ',') {
    return mark === '.' ? finite(text.replace(',', '')) : 'ambiguous';
  }
  if (commaDecimal.test(text)) return finite(text.replaceAll('.', '').replace(',', '.'));
  return groupedByCommas.test(text) ? finite(text.replaceAll(',', '')) : null;
}

function finite(text: string): number | null {
  const value = Number(text);
  // A negative zero prints as zero and compares as none.
  return Number.isFinite(value) ? value + 0 : null;
}

export interface ReadNumber {
  readonly value: number | null;
  readonly raw: string | null;
  readonly note: string | null;
}

/** A cell that should hold a number: the number, or null and the reason. */
export function readNumber(text: string | undefined, mark: DecimalMark): ReadNumber {
  const raw = text?.trim() ?? '';
  if (raw === '') return { value: null, raw: null, note: say('instrument.note-empty') };
  const value = numberOf(raw, mark);
  if (value === 'ambiguous')
    return { value: null, raw, note: say('instrument.note-ambiguous', { text: raw }) };
  return { value, raw, note: value === null ? say('instrument.note-text', { text: raw }) : null };
}

/** A quantification cycle: a number above 0. Programs write 0 where there was none. */
export function readCq(text: string | undefined, mark: DecimalMark): ReadNumber {
  const read = readNumber(text, mark);
  if (read.value === null || read.value > 0) return read;
  return { ...read, value: null, note: say('instrument.note-no-cycle', { text: read.raw ?? '' }) };
}

/** The same where a note is of no use, such as for a concentration: the number, or null. */
export function plainNumber(text: string | undefined, mark: DecimalMark): number | null {
  return readNumber(text, mark).value;
}
