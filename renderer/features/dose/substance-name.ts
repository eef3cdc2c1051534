// The printed name of a substance for those who may know it.
// Must not be called with what a query did not give.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { LotKind } from '../../../shared/domain/lot.ts';

const kinds: readonly LotKind[] = ['asc', 'secretome', 'saline', 'dmem'];

/** `ASC secretome` for `secretome`. */
export function substanceName(substance: string): string {
  const kind = kinds.find((one) => one === substance);
  return kind === undefined ? substance : say(`lot.kind-${kind}`);
}
