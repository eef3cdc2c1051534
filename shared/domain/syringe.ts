// Syringes that are commonly at hand, and which of them can hold a dose within the allowed rounding error.
// Must not limit the choice: any syringe and graduation can be entered.

import { decimal } from '../kernel/units.ts';
import { computeDose, type DoseInput } from './dose-arithmetic.ts';

export interface Syringe {
  readonly syringeMl: string;
  readonly graduationMicrolitre: string;
}

/** Nominal volume and graduation as commonly sold (single use, Luer); what is printed on the barrel decides. */
const commonSyringes: readonly Syringe[] = [
  { syringeMl: '0.3', graduationMicrolitre: '5' },
  { syringeMl: '0.5', graduationMicrolitre: '10' },
  { syringeMl: '1', graduationMicrolitre: '10' },
  { syringeMl: '2', graduationMicrolitre: '100' },
  { syringeMl: '2.5', graduationMicrolitre: '100' },
  { syringeMl: '5', graduationMicrolitre: '100' },
  { syringeMl: '5', graduationMicrolitre: '200' },
  { syringeMl: '10', graduationMicrolitre: '200' },
  { syringeMl: '10', graduationMicrolitre: '500' },
  { syringeMl: '20', graduationMicrolitre: '1000' },
];

export interface SyringeSuggestion extends Syringe {
  readonly fills: readonly string[];
  readonly drawMicrolitre: string;
  readonly errorPercent: string;
}

const mostFills = 3;

/**
 * The syringes in which this dose can be drawn within its error limit, in one fill or a split of up to three: fewest
 * fills first, then the smallest error, then the smallest syringe. Empty when the dose itself cannot be computed.
 */
export function suggestSyringes(input: DoseInput): readonly SyringeSuggestion[] {
  const found: SyringeSuggestion[] = [];
  for (const syringe of commonSyringes) {
    for (let fills = 1; fills <= mostFills; fills++) {
      const dose = computeDose({ ...input, ...syringe, fills });
      if (!dose.ok || dose.value.drawMicrolitre === null || dose.value.errorPercent === null) continue;
      const { drawMicrolitre, errorPercent } = dose.value;
      found.push({ ...syringe, fills: dose.value.fills, drawMicrolitre, errorPercent });
      break;
    }
  }
  const size = (text: string) => decimal(text).abs();
  return found.toSorted(
    (left, right) =>
      left.fills.length - right.fills.length ||
      size(left.errorPercent).comparedTo(size(right.errorPercent)) ||
      size(left.syringeMl).comparedTo(size(right.syringeMl)),
  );
}
