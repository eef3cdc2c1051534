// Words of lots: their kinds, and amounts with what they are in millilitres.
// Must not hold a value that a query did not give.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { LotKind } from '../../../shared/domain/lot.ts';
import { decimal, plain, readDecimal } from '../../../shared/kernel/units.ts';

/** In the order of the work: cells, what they give off, and the two that are bought. */
export const kindsInOrder: readonly LotKind[] = ['asc', 'secretome', 'saline', 'dmem'];

export function kindName(kind: LotKind): string {
  return say(`lot.kind-${kind}`);
}

/** `= 500 mL` for a typed `500000`, exact, against slips of three zeros; nothing while it is no number. */
export function inMillilitres(microlitres: string): string {
  const value = readDecimal(microlitres);
  return value === undefined
    ? say('lots.in-microlitre')
    : say('lots.equals-ml', { ml: plain(value.div(1000)) });
}

/** Both ends of what is near enough to `expected`, exact. */
export function limitsAround(expected: string, tolerancePercent: string): { low: string; high: string } {
  const away = decimal(expected).times(tolerancePercent).div(100);
  return { low: plain(decimal(expected).minus(away)), high: plain(decimal(expected).plus(away)) };
}

/** Null for a field that was left empty. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

export function isMissing(text: string): boolean {
  return text.trim() === '';
}

/** The sentence at an empty field that is needed, once the button was pressed. */
export function neededError(text: string, isTried: boolean): string | undefined {
  return isTried && isMissing(text) ? say('lots.needed') : undefined;
}
