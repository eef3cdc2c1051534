// The tests of an analysis in words, as the screen, the page and the figure's panel share them.
// Must not compute; rounds only what it writes.

import { say } from '../catalogue/catalogue.ts';
import type { Comparison, OverallResult, Tests } from '../statistics/planned-analysis.ts';
import { probabilityText } from '../statistics/probability.ts';
import type { TestsAt } from './analysis.ts';

/** `One-way analysis of variance: F(3, 20) = 16.63, p = 1.2e-5`, or why it was refused. */
export function overallText({ test, overall }: Pick<Tests, 'test' | 'overall'>): string {
  const result = overall.ok ? statisticText(overall.value) : overall.refusal.message;
  return say('analysis.overall', { test: say(`plan.test-${test}`), result });
}

function statisticText({ statistic, value, df, p }: OverallResult): string {
  const degrees = df.map((one) => (Number.isInteger(one) ? String(one) : one.toFixed(1))).join(', ');
  return `${statistic}(${degrees}) = ${value.toFixed(2)}, p = ${probabilityText(p)}`;
}

/** `ω² = 0.66 (95 % 0.32 … 0.77): the share of the variance that lies between the groups`; null where refused. */
export function effectText({ effects }: Pick<TestsAt, 'effects'>): string | null {
  if (!effects.ok) return null;
  const { value, ci95 } = effects.value.omegaSquared;
  const [low, high] = ci95.map((limit) => limit.toFixed(2));
  return say('analysis.omega-squared', { value: value.toFixed(2), low: low ?? '', high: high ?? '' });
}

export interface ComparisonWords {
  readonly pair: string;
  readonly p: string;
  /** Hedges' g with its 95 % interval; empty where there is none. */
  readonly effect: string;
}

export function comparisonWords({ group, versus, p, refusal, hedgesG }: Comparison): ComparisonWords {
  const signed = (value: number): string => value.toFixed(2).replace('-', '−');
  const [low, high] = (hedgesG?.ci95 ?? []).map(signed);
  return {
    pair: `${group} – ${versus}`,
    p: p === null ? (refusal?.message ?? '') : probabilityText(p),
    effect: hedgesG === null ? '' : `${signed(hedgesG.value)} (${low ?? ''} … ${high ?? ''})`,
  };
}
