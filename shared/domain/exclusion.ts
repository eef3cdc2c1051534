// Exclusions from the analysis: an animal for all outcomes, one outcome or one time point; recorded and lifted with reasons.
// Must not take a value away: it stays where it is, and analyses show both, with it and without it.

import { z } from 'zod';
import { decide, defineCommand, defineEntity, defineQuery, type Reader } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { epochOf } from '../kernel/time.ts';
import { say, type SentenceParameters } from '../catalogue/catalogue.ts';
import { analyte, analyteKeys, type AnalyteKey } from './analytes.ts';
import { Animal } from './animal.ts';
import { timePointKeys, type TimePoint } from './schedule.ts';

/** What it covers; null for all outcomes, and for all time points. */
export interface ExclusionScope {
  readonly animalId: string;
  readonly analyte: AnalyteKey | null;
  readonly timePoint: TimePoint | null;
}

interface ExclusionEvent {
  readonly status: 'excluded' | 'included';
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
}

export interface ExclusionState extends ExclusionScope, ExclusionEvent {
  /** `P13/all/day-3`. */
  readonly id: string;
  /** Earlier ones, oldest first. */
  readonly history: readonly ExclusionEvent[];
}

const scopeForm = z.object({
  animalId: z.string(),
  analyte: z.enum(analyteKeys).nullable(),
  timePoint: z.enum(timePointKeys).nullable(),
});

export const Exclusion = defineEntity<ExclusionState>()({
  type: 'exclusion',
  reducer: 1,
  opening: {
    'exclusion.recorded': {
      version: 1,
      payload: scopeForm,
      apply: (before, payload, record) => ({
        id: record.subjectId,
        ...payload,
        status: 'excluded',
        at: record.occurredAt,
        by: record.performedBy,
        reason: record.reason,
        history: before ? withOld(before) : [],
      }),
    },
  },
  changing: {
    'exclusion.lifted': {
      version: 1,
      payload: z.object({}),
      apply: (state, _, record) => ({
        ...state,
        status: 'included',
        at: record.occurredAt,
        by: record.performedBy,
        reason: record.reason,
        history: withOld(state),
      }),
    },
  },
});

function withOld({ history, status, at, by, reason }: ExclusionState): readonly ExclusionEvent[] {
  return [...history, { status, at, by, reason }];
}

function exclusionId({ animalId, analyte: key, timePoint }: ExclusionScope): string {
  return `${animalId}/${key ?? 'all'}/${timePoint ?? 'all'}`;
}

/** What is left out of the analysis now. */
export function exclusionsInForce(read: Reader): readonly ExclusionState[] {
  return read.list(Exclusion, { status: 'excluded' });
}

/** The exclusion that covers this value, or null. */
export function exclusionOf(
  inForce: readonly ExclusionState[],
  animalId: string,
  key: AnalyteKey,
  timePoint: TimePoint,
): ExclusionState | null {
  const covering = inForce.find(
    (one) =>
      one.animalId === animalId &&
      (one.analyte === null || one.analyte === key) &&
      (one.timePoint === null || one.timePoint === timePoint),
  );
  return covering ?? null;
}

/** What it covers, in words: `all outcomes, Day 3`. */
export function exclusionScopeText({ analyte: key, timePoint }: Omit<ExclusionScope, 'animalId'>): string {
  return say('exclusion.scope', {
    outcome: key === null ? say('exclusion.all-outcomes') : analyte(key).label,
    timePoint: timePoint === null ? say('exclusion.all-time-points') : say(`sample.timePoint.${timePoint}`),
  });
}

function nameOf(scope: ExclusionScope): SentenceParameters {
  return { animalId: scope.animalId, scope: exclusionScopeText(scope) };
}

/** Refusals: `reason.missing`, `entity.unknown`, `animal.not-a-study-animal`, `exclusion.exists`. */
export const recordExclusion = defineCommand({
  name: 'exclusion.record',
  isNowOnly: true,
  input: scopeForm,
  decide(scope, { read, reason }) {
    if (!reason) return refuse('reason.missing');
    const { animalId } = scope;
    const animal = read.get(Animal, animalId);
    if (!animal) return refuse('entity.unknown', { what: 'animal', id: animalId });
    if (animal.purpose !== 'study') return refuse('animal.not-a-study-animal', { animalId });
    const id = exclusionId(scope);
    if (read.get(Exclusion, id)?.status === 'excluded') return refuse('exclusion.exists', nameOf(scope));
    return decide([Exclusion.record('exclusion.recorded', id, scope)], { exclusionId: id });
  },
});

/** Takes the animal back into the analysis. Refusals: `reason.missing`, `exclusion.none`. */
export const liftExclusion = defineCommand({
  name: 'exclusion.lift',
  isNowOnly: true,
  input: scopeForm,
  decide(scope, { read, reason }) {
    if (!reason) return refuse('reason.missing');
    const id = exclusionId(scope);
    if (read.get(Exclusion, id)?.status !== 'excluded') return refuse('exclusion.none', nameOf(scope));
    return decide([Exclusion.record('exclusion.lifted', id, {})], { exclusionId: id });
  },
});

/** All that were ever recorded, with their words; the newest first. */
export const listExclusions = defineQuery({
  name: 'exclusion.list',
  input: z.object({}),
  answer: (_, { read }) => ({
    exclusions: read
      .list(Exclusion)
      .map((one) => ({ ...one, scopeText: exclusionScopeText(one) }))
      .toSorted((left, right) => epochOf(right.at) - epochOf(left.at)),
  }),
});

export const exclusionCommands = [recordExclusion, liftExclusion] as const;
export const exclusionQueries = [listExclusions] as const;
