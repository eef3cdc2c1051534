// What the checks of the assumptions say, as sentences of the catalogue with their numbers.
// Must not choose the test: it names the one to read beside.

import type { SentenceKey, SentenceParameters } from '../catalogue/catalogue.ts';
import type { Outcome } from '../kernel/refusal.ts';
import type { Analysis } from './analysis.ts';

const level = 0.05;

export interface AssumptionFinding {
  readonly assumption: 'normality' | 'spread';
  /** Null where it could not be checked. */
  readonly isDoubtful: boolean | null;
  readonly key: SentenceKey;
  readonly parameters: SentenceParameters;
}

/**
 * Normality of the residuals by Shapiro and Wilk, equal variances by Brown and Forsythe, each doubtful at p < 0.05.
 * `probability` writes a p.
 */
export function judgeAssumptions(
  { residualNormality, brownForsythe }: Analysis,
  probability: (p: number) => string,
): readonly AssumptionFinding[] {
  const judge = (
    assumption: AssumptionFinding['assumption'],
    check: Outcome<{ readonly p: number }>,
  ): AssumptionFinding => {
    if (!check.ok) {
      const parameters = { reason: check.refusal.message };
      return { assumption, isDoubtful: null, key: `statistics.${assumption}-unknown`, parameters };
    }
    const isDoubtful = check.value.p < level;
    const key = `statistics.${assumption}-${isDoubtful ? 'doubtful' : 'kept'}` as const;
    return { assumption, isDoubtful, key, parameters: { p: probability(check.value.p) } };
  };
  return [judge('normality', residualNormality), judge('spread', brownForsythe)];
}
