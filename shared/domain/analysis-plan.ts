// The analysis plan: tests, controls, primary outcome, what becomes of odd values; recorded, locked, amended.
// Must not be applied before somebody has recorded and locked it: the article's plan is an offer, not a default.

import { z } from 'zod';
import { decide, defineCommand, defineEntity, type Reader } from '../kernel/decider.ts';
import { refusal, refuse, type Refusal } from '../kernel/refusal.ts';
import { canonical } from '../kernel/canonical.ts';
import { markSymbols } from '../statistics/marks.ts';
import { overallTests, postHocTests, postHocTestsOf } from '../statistics/planned-analysis.ts';
import { analyteKeys } from './analytes.ts';
import type { DesignGroup } from './design.ts';
import { Result } from './result.ts';
import { timePointKeys } from './schedule.ts';
import { designGroups } from './settings.ts';

/** A value below the range: not a number, or the end of the range, or half of it. */
export const belowRangeRules = ['left-out', 'limit', 'half-limit'] as const;
export const aboveRangeRules = ['left-out', 'limit'] as const;
export const outlierRules = ['kept', 'left-out'] as const;

export const planForm = z.object({
  test: z.enum(overallTests),
  postHoc: z.enum(postHocTests),
  controls: z
    .array(z.object({ group: z.string(), symbol: z.enum(markSymbols) }))
    .min(1)
    .max(markSymbols.length),
  /** The outcome and the time point that the study stands on (ARRIVE 2.0, item 6); null until it is decided. */
  primary: z.object({ analyte: z.enum(analyteKeys), timePoint: z.enum(timePointKeys) }).nullable(),
  belowRange: z.enum(belowRangeRules),
  aboveRange: z.enum(aboveRangeRules),
  outliers: z.enum(outlierRules),
});
export type PlanContent = z.output<typeof planForm>;

export interface PlanVersion {
  readonly number: number;
  readonly content: PlanContent;
  readonly at: string;
  readonly by: string;
  /** Why it replaced the version before; null for the first. */
  readonly reason: string | null;
  /** How many results the notebook had when this version came into force; null while it is not locked. */
  readonly resultCount: number | null;
}

export interface PlanState {
  readonly id: string;
  /** Oldest first; the last one is in force once the plan is locked. */
  readonly versions: readonly PlanVersion[];
  readonly lockedAt: string | null;
  readonly lockedBy: string | null;
}

export const planId = 'plan';

export const Plan = defineEntity<PlanState>()({
  type: 'plan',
  reducer: 1,
  opening: {
    /** Recorded again before it is locked, it takes the place of what was recorded before. */
    'plan.recorded': {
      version: 1,
      payload: z.object({ content: planForm }),
      apply: (_, { content }, record) => ({
        id: record.subjectId,
        versions: [
          {
            number: 1,
            content,
            at: record.occurredAt,
            by: record.performedBy,
            reason: record.reason,
            resultCount: null,
          },
        ],
        lockedAt: null,
        lockedBy: null,
      }),
    },
  },
  changing: {
    'plan.locked': {
      version: 1,
      payload: z.object({ resultCount: z.int() }),
      apply: (state, { resultCount }, record) => ({
        ...state,
        versions: state.versions.map((one) => ({ ...one, resultCount })),
        lockedAt: record.occurredAt,
        lockedBy: record.performedBy,
      }),
    },
    'plan.amended': {
      version: 1,
      payload: z.object({ content: planForm, resultCount: z.int() }),
      apply: (state, { content, resultCount }, record) => ({
        ...state,
        versions: [
          ...state.versions,
          {
            number: state.versions.length + 1,
            content,
            at: record.occurredAt,
            by: record.performedBy,
            reason: record.reason,
            resultCount,
          },
        ],
      }),
    },
  },
});

/**
 * The article's plan for this design: one-way ANOVA at each time point, the first control marked `*`, the second `#`.
 * The article does not name its post-hoc test; Tukey is the lab's choice to confirm. It names no primary outcome.
 */
export function offeredPlan(design: readonly DesignGroup[]): PlanContent {
  const controls = design.filter((one) => one.controlOf !== null);
  return {
    test: 'anova',
    postHoc: 'tukey',
    controls: markSymbols.flatMap((symbol, index) => {
      const group = controls[index]?.group;
      return group === undefined ? [] : [{ group, symbol }];
    }),
    primary: null,
    belowRange: 'left-out',
    aboveRange: 'left-out',
    outliers: 'kept',
  };
}

/** The version in force, or null while no plan is locked. */
export function planInForce(read: Reader): PlanVersion | null {
  const plan = read.get(Plan, planId);
  return !plan || plan.lockedAt === null ? null : (plan.versions.at(-1) ?? null);
}

/** Why the plan cannot be recorded like this, or null. */
function planRefusal(read: Reader, content: PlanContent): Refusal | null {
  const { test, postHoc, controls } = content;
  if (!postHocTestsOf[test].includes(postHoc)) return refusal('plan.post-hoc-does-not-fit');
  const groups = designGroups(read).map(({ group }) => group);
  const unknown = controls.find(({ group }) => !groups.includes(group));
  if (unknown) return refusal('plan.control-unknown', { group: unknown.group, groups: groups.join(', ') });
  const distinct = (list: readonly string[]) => new Set(list).size === list.length;
  const isOnce =
    distinct(controls.map(({ group }) => group)) && distinct(controls.map(({ symbol }) => symbol));
  return isOnce ? null : refusal('plan.control-twice');
}

/** Refusals: `plan.is-locked`, `plan.post-hoc-does-not-fit`, `plan.control-unknown`, `plan.control-twice`. */
export const recordPlan = defineCommand({
  name: 'plan.record',
  isNowOnly: true,
  input: z.object({ content: planForm }),
  decide({ content }, { read }) {
    if (planInForce(read)) return refuse('plan.is-locked');
    const refused = planRefusal(read, content);
    if (refused) return { ok: false, refusal: refused };
    return decide([Plan.record('plan.recorded', planId, { content })], {});
  },
});

/** From here on a change is an amendment. Refusals: `plan.none`, `plan.is-locked`, `plan.primary-missing`. */
export const lockPlan = defineCommand({
  name: 'plan.lock',
  isNowOnly: true,
  input: z.object({}),
  decide(_, { read }) {
    const plan = read.get(Plan, planId);
    if (!plan) return refuse('plan.none');
    if (plan.lockedAt !== null) return refuse('plan.is-locked');
    if (plan.versions.at(-1)?.content.primary === null) return refuse('plan.primary-missing');
    return decide([Plan.record('plan.locked', planId, { resultCount: read.list(Result).length })], {});
  },
});

/**
 * A new version of a locked plan, with its reason; the old one stays. Refusals: `plan.not-locked`, `reason.missing`,
 * `plan.unchanged`, `plan.primary-missing`, and those of recording.
 */
export const amendPlan = defineCommand({
  name: 'plan.amend',
  isNowOnly: true,
  input: z.object({ content: planForm }),
  decide({ content }, { read, reason }) {
    const inForce = planInForce(read);
    if (!inForce) return refuse('plan.not-locked');
    if (!reason) return refuse('reason.missing');
    const refused = planRefusal(read, content);
    if (refused) return { ok: false, refusal: refused };
    if (content.primary === null) return refuse('plan.primary-missing');
    if (canonical(content) === canonical(inForce.content)) return refuse('plan.unchanged');
    const resultCount = read.list(Result).length;
    return decide([Plan.record('plan.amended', planId, { content, resultCount })], {
      version: inForce.number + 1,
    });
  },
});

export const planCommands = [recordPlan, lockPlan, amendPlan] as const;
