// An animal: who it is, its weights over time, what happened to it, and whether it fits the study's criteria.
// Must not hold its group: that is read from its position through allocation.ts.

import { z } from 'zod';
import { defineEntity, type Reader } from '../kernel/decider.ts';
import { localDay } from '../kernel/time.ts';
import { decimal, plain } from '../kernel/units.ts';
import { say } from '../catalogue/catalogue.ts';
import { numberSetting } from './settings.ts';
import { ageOf, elapsedBetween, isExact, timeScale, type Age, type ScaledTime } from './time-scale.ts';

export const sexes = ['female', 'male', 'castrated'] as const;
export const severities = ['mild', 'moderate', 'severe'] as const;
export const criteria = ['age', 'weight'] as const;
export type Criterion = (typeof criteria)[number];

export interface WeightEntry extends ScaledTime {
  readonly weightKg: string;
  readonly by: string;
  /** The record that brought the weight: a correction names it. */
  readonly recordId: string;
  /** What stood here before the last correction. */
  readonly correctedFrom: string | null;
}

export interface AnimalState {
  /** As people say it: `P07`. Never used again. */
  readonly id: string;
  /** What a scanner reads from the ear tag. */
  readonly code: string;
  readonly earTag: string;
  readonly sex: (typeof sexes)[number];
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly source: string;
  readonly strain: string;
  /** Donors of fat are exempt from the criteria and never enrolled (study.md, protocol 3). */
  readonly purpose: 'study' | 'donor';
  readonly housing: string;
  readonly status: 'active' | 'dead' | 'withdrawn' | 'completed';
  /** Its place in the allocation list; it says nothing about the group by itself. */
  readonly position: number | null;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly registeredAt: string;
  readonly enrolledAt: string | null;
  /** In the order of recording; `latestWeight` orders by time. */
  readonly weights: readonly WeightEntry[];
  readonly exception: {
    readonly reason: string | null;
    readonly by: string;
    readonly at: string;
    readonly criteria: readonly Criterion[];
  } | null;
  readonly complications: readonly {
    readonly id: string;
    readonly at: string;
    readonly what: string;
    readonly severity: (typeof severities)[number];
    readonly by: string;
  }[];
  readonly ended: { readonly at: string; readonly reason: string | null } | null;
}

const particulars = {
  earTag: z.string().min(1),
  sex: z.enum(sexes),
  birthDate: z.iso.date(),
  source: z.string(),
  strain: z.string(),
};
const registeredForm = z.object({ ...particulars, purpose: z.enum(['study', 'donor']), housing: z.string() });
/** What may be corrected after arrival. */
export const particularsForm = z.object(particulars).partial();
const scale = timeScale.nullable();
const nothing = z.object({});

export const Animal = defineEntity<AnimalState>()({
  type: 'animal',
  reducer: 2,
  opening: {
    'animal.registered': {
      version: 1,
      payload: registeredForm,
      apply: (_, payload, record) => ({
        id: record.subjectId,
        code: payload.earTag,
        ...payload,
        status: 'active',
        position: null,
        replaces: null,
        replacedBy: null,
        registeredAt: record.occurredAt,
        enrolledAt: null,
        weights: [],
        exception: null,
        complications: [],
        ended: null,
      }),
    },
  },
  changing: {
    'animal.corrected': {
      version: 1,
      payload: z.object({ from: particularsForm, to: particularsForm }),
      apply: (state, { to }) => ({
        ...state,
        code: to.earTag ?? state.code,
        earTag: to.earTag ?? state.earTag,
        sex: to.sex ?? state.sex,
        birthDate: to.birthDate ?? state.birthDate,
        source: to.source ?? state.source,
        strain: to.strain ?? state.strain,
      }),
    },
    'animal.weighed': {
      version: 1,
      payload: z.object({ weightKg: z.string(), scale }),
      apply: (state, payload, record) => ({
        ...state,
        weights: [
          ...state.weights,
          {
            ...payload,
            at: record.occurredAt,
            by: record.performedBy,
            recordId: record.id,
            correctedFrom: null,
          },
        ],
      }),
    },
    'animal.weightCorrected': {
      version: 1,
      payload: z.object({ recordId: z.string(), from: z.string(), weightKg: z.string() }),
      apply: (state, { recordId, from, weightKg }) => ({
        ...state,
        weights: state.weights.map((one) =>
          one.recordId === recordId ? { ...one, weightKg, correctedFrom: from } : one,
        ),
      }),
    },
    /** The step that weighed it has been given another time. */
    'animal.weighingTimeCorrected': {
      version: 1,
      payload: z.object({ recordId: z.string(), from: z.string(), at: z.string(), scale }),
      apply: (state, payload) => ({
        ...state,
        weights: state.weights.map((one) =>
          one.recordId === payload.recordId ? { ...one, at: payload.at, scale: payload.scale } : one,
        ),
      }),
    },
    'animal.exceptionGranted': {
      version: 1,
      payload: z.object({ criteria: z.array(z.enum(criteria)).min(1) }),
      apply: (state, payload, record) => ({
        ...state,
        exception: {
          reason: record.reason,
          by: record.performedBy,
          at: record.occurredAt,
          criteria: payload.criteria,
        },
      }),
    },
    'animal.complicationRecorded': {
      version: 1,
      payload: z.object({ what: z.string(), severity: z.enum(severities) }),
      apply: (state, { what, severity }, record) => ({
        ...state,
        complications: [
          ...state.complications,
          { id: record.id, at: record.occurredAt, what, severity, by: record.performedBy },
        ],
      }),
    },
    'animal.died': {
      version: 1,
      payload: nothing,
      apply: (state, _, { occurredAt: at, reason }) => ({ ...state, status: 'dead', ended: { at, reason } }),
    },
    'animal.withdrawn': {
      version: 1,
      payload: nothing,
      apply: (state, _, { occurredAt: at, reason }) => ({
        ...state,
        status: 'withdrawn',
        ended: { at, reason },
      }),
    },
    'animal.completed': {
      version: 1,
      payload: nothing,
      apply: (state, _, { occurredAt: at, reason }) => ({
        ...state,
        status: 'completed',
        ended: { at, reason },
      }),
    },
    'animal.reinstated': {
      version: 1,
      payload: nothing,
      apply: (state) => ({ ...state, status: 'active', ended: null }),
    },
    'animal.rehoused': {
      version: 1,
      payload: z.object({ from: z.string(), housing: z.string() }),
      apply: (state, { housing }) => ({ ...state, housing }),
    },
    'animal.enrolled': {
      version: 1,
      payload: z.object({ position: z.number().int().min(1), replaces: z.string().nullable() }),
      apply: (state, { position, replaces }, record) => ({
        ...state,
        position,
        replaces,
        enrolledAt: record.occurredAt,
      }),
    },
    'animal.replaced': {
      version: 1,
      payload: z.object({ by: z.string() }),
      apply: (state, { by }) => ({ ...state, replacedBy: by }),
    },
  },
});

/** The weight that was newest at `until` (default: of all), by the time of weighing and not of recording. */
export function latestWeight(animal: AnimalState, until?: ScaledTime): WeightEntry | null {
  return newestWeights(animal, until).at(-1) ?? null;
}

/**
 * The weight that counts at `at`, and how old it then is against a limit in milliseconds. `uncertain` also where
 * recorded clock changes leave open which of two different weights is the newer one: the later entry is named.
 */
export function weightAt(animal: AnimalState, at: ScaledTime, limitMs: number) {
  const newest = newestWeights(animal, at);
  const weight = newest.at(-1) ?? null;
  const isOpen = newest.some((one) => one.weightKg !== weight?.weightKg);
  const age: Age = weight === null ? 'over' : isOpen ? 'uncertain' : ageOf(weight, at, limitMs);
  return { weight, age };
}

/** Every weight that did not surely come before another one, in the order of entry: more than one where it is open. */
function newestWeights(animal: AnimalState, until?: ScaledTime): readonly WeightEntry[] {
  const known = animal.weights.filter((one) => !until || ageOf(one, until, Infinity) !== 'after');
  return known.filter((one, entered) => !known.some((other, later) => isBefore(one, other, later > entered)));
}

/** Whether one weighing surely came before another one, which was entered after it or not. */
function isBefore(one: WeightEntry, other: WeightEntry, isEnteredFirst: boolean): boolean {
  const elapsed = elapsedBetween(one, other);
  if (elapsed !== null && elapsed.leastMs > 0) return true;
  if (elapsed !== null && elapsed.mostMs < 0) return false;
  if (!isExact(one.scale)) return isEnteredFirst;
  if (!isExact(other.scale)) return false;
  // Both are exact: at the same time the later entry counts; a change of unknown size lies after all before it.
  return elapsed === null ? one.scale.breaks < other.scale.breaks : isEnteredFirst;
}

/** Completed months of life on a day, both YYYY-MM-DD: 6 until the day before the seventh month is full. */
export function ageMonths(birthDate: string, day: string): number {
  const [year = 0, month = 0, date = 0] = birthDate.split('-').map(Number);
  const [dayYear = 0, dayMonth = 0, dayDate = 0] = day.split('-').map(Number);
  return (dayYear - year) * 12 + (dayMonth - month) - (dayDate < date ? 1 : 0);
}

export interface CriteriaProblem {
  /** `not-weighed` cannot be excepted: without a weight nobody knows whether the animal fits. */
  readonly criterion: Criterion | 'not-weighed';
  readonly message: string;
}

/**
 * How a study animal misses the inclusion criteria on a local day (4-6 months, 20-25 kg, article: Methods), by the
 * newest weight up to that day or the one that is given. Empty for a donor. An exception does not shorten the list: see `openCriteria`.
 */
export function criteriaProblems(
  read: Reader,
  animal: AnimalState,
  atLocalDay: string,
  weight = latestWeightOn(animal, atLocalDay),
): readonly CriteriaProblem[] {
  if (animal.purpose === 'donor') return [];
  const problems: CriteriaProblem[] = [];
  const months = ageMonths(animal.birthDate, atLocalDay);
  const ageMin = numberSetting<'months'>(read, 'criteria.ageMonthsMin');
  const ageMax = numberSetting<'months'>(read, 'criteria.ageMonthsMax');
  if (ageMin?.gt(months) || ageMax?.lt(months)) {
    const limits = { min: ageMin ? plain(ageMin) : '–', max: ageMax ? plain(ageMax) : '–' };
    problems.push({ criterion: 'age', message: say('animal.outside-age', { months, ...limits }) });
  }
  if (!weight) return [...problems, { criterion: 'not-weighed', message: say('animal.not-weighed') }];
  const weightKg = decimal<'kg'>(weight.weightKg);
  const weightMin = numberSetting<'kg'>(read, 'criteria.weightKgMin');
  const weightMax = numberSetting<'kg'>(read, 'criteria.weightKgMax');
  if (weightMin?.gt(weightKg) || weightMax?.lt(weightKg)) {
    const limits = { min: weightMin ? plain(weightMin) : '–', max: weightMax ? plain(weightMax) : '–' };
    const message = say('animal.outside-weight', { weightKg: weight.weightKg, ...limits });
    problems.push({ criterion: 'weight', message });
  }
  return problems;
}

function latestWeightOn(animal: AnimalState, atLocalDay: string): WeightEntry | null {
  return latestWeight({
    ...animal,
    weights: animal.weights.filter((one) => localDay(one.at) <= atLocalDay),
  });
}

/** The problems that no exception covers: what a gate refuses on. */
export function openCriteria(
  read: Reader,
  animal: AnimalState,
  atLocalDay: string,
  weight = latestWeightOn(animal, atLocalDay),
): readonly CriteriaProblem[] {
  const excepted: readonly string[] = animal.exception?.criteria ?? [];
  return criteriaProblems(read, animal, atLocalDay, weight).filter(
    (one) => !excepted.includes(one.criterion),
  );
}
