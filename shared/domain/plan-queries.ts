// The analysis plan as people read it: what is in force in words, every version, and what the article would do.
// Must not test anything, nor record the offer by itself.

import { z } from 'zod';
import { say, type SentenceKey } from '../catalogue/catalogue.ts';
import { defineQuery } from '../kernel/decider.ts';
import { offeredPlan, Plan, planId, type PlanContent } from './analysis-plan.ts';
import { analyte } from './analytes.ts';
import { groupLabel, type DesignGroup } from './design.ts';
import { designGroups } from './settings.ts';

export interface PlanFact {
  readonly label: string;
  readonly text: string;
}

/** A plan line by line, in the words that its form, the screen and the page share. */
export function planFacts(content: PlanContent, design: readonly DesignGroup[]): readonly PlanFact[] {
  const { test, postHoc, controls, primary, belowRange, aboveRange, outliers } = content;
  const fact = (label: SentenceKey, text: string): PlanFact => ({ label: say(label), text });
  return [
    fact('plan.test', say(`plan.test-${test}`)),
    fact('plan.post-hoc', say(`plan.post-hoc-${postHoc}`)),
    fact(
      'plan.marks',
      controls
        .map(({ group, symbol }) => say('plan.mark', { symbol, control: groupLabel(design, group) }))
        .join('; '),
    ),
    fact(
      'plan.primary',
      primary === null
        ? say('plan.primary-open')
        : say('plan.primary-is', {
            analyte: analyte(primary.analyte).label,
            timePoint: say(`sample.timePoint.${primary.timePoint}`),
          }),
    ),
    fact('plan.below-range', say(`plan.below-range-${belowRange}`)),
    fact('plan.above-range', say(`plan.above-range-${aboveRange}`)),
    fact('plan.outliers', say(`plan.outliers-${outliers}`)),
  ];
}

/** `versions` oldest first, each with its words; `offered` is the article's plan for this design, to begin with. */
export const showPlan = defineQuery({
  name: 'plan.show',
  input: z.object({}),
  answer(_, { read }) {
    const design = designGroups(read);
    const plan = read.get(Plan, planId);
    return {
      versions: (plan?.versions ?? []).map((one) => ({ ...one, facts: planFacts(one.content, design) })),
      lockedAt: plan?.lockedAt ?? null,
      lockedBy: plan?.lockedBy ?? null,
      offered: offeredPlan(design),
      groups: design.map(({ group, label }) => ({ group, label })),
    };
  },
});

export const planQueries = [showPlan] as const;
