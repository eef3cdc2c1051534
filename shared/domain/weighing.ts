// Weighing an animal, and correcting a weight that was read or typed wrongly.
// Must not judge a weight against the criteria: a wrong animal is weighed all the same.

import { z } from 'zod';
import { decide, defineCommand, type Context, type NewRecord } from '../kernel/decider.ts';
import { accept, refusal, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { dayMs, epochOf, localClock, localDay } from '../kernel/time.ts';
import { decimal, plain } from '../kernel/units.ts';
import { usualWeightKg } from '../protocols/body-weight.ts';
import { Animal, latestWeight, type AnimalState, type WeightEntry } from './animal.ts';
import { deviationRecord } from './deviation.ts';
import { limitsOf, readQuantity } from './dose-quantity.ts';
import { ageOf, elapsedBetween, occurrence, type ScaledTime } from './time-scale.ts';

/**
 * The weight as stored, a plain decimal in kg, between the limits of what can be meant (dose-quantity.ts): no exception
 * reaches beyond them. Refusal: `animal.weight-impossible`.
 */
export function readWeight(weightKg: string): Outcome<string> {
  const weight = readQuantity('weight', weightKg);
  if (weight.ok) return accept(plain(weight.value));
  const { min, max } = limitsOf('weight');
  return { ok: false, refusal: refusal('animal.weight-impossible', { weightKg, min, max }) };
}

/**
 * How many times the smaller of two weights the larger may be: a quarter more at once, a hundredth more with every day,
 * and never more than two fifths. Fasting, a meal and a resection change a pig by less than a tenth, and a miniature pig
 * of 20 to 45 kg gains some 100 to 200 g a day, less than a hundredth. The end is there because time would excuse any
 * slip: another figure for the tens is 10 kg or more, over two fifths of the weights at which this study enrols, and a
 * doubling is so at any weight. Whoever weighs after many weeks and meets a pig that grew by more gives that as the
 * reason.
 */
const atOnce = '1.25';
const daily = '1.01';
const most = '1.4';
/** After so many days the end is reached: 1.25 × 1.01¹² = 1.409. */
const growingDays = 12;

/**
 * `animal.weight-doubtful` where `weightKg` and the weight before it, or after it when it is entered late, cannot both
 * be true for the time between them; null for nothing. `recordId`: the weight that it replaces does not count.
 */
export function leapProblem(
  animal: AnimalState | undefined,
  weightKg: string,
  at: ScaledTime,
  recordId: string | null = null,
): Refusal | null {
  if (!animal) return null;
  const others = animal.weights.filter((one) => one.recordId !== recordId);
  const before = latestWeight({ ...animal, weights: others }, at);
  const [after] = others
    .filter((one) => ageOf(one, at, Infinity) === 'after')
    .toSorted((left, right) => epochOf(left.at) - epochOf(right.at));
  const other = [before, after ?? null].find((one) => one !== null && isLeap(one, weightKg, at));
  if (!other) return null;
  return refusal('animal.weight-doubtful', {
    animalId: animal.id,
    weightKg,
    other: other.weightKg,
    day: localDay(other.at),
    time: localClock(other.at, false),
  });
}

function isLeap(one: WeightEntry, weightKg: string, at: ScaledTime): boolean {
  const elapsed = elapsedBetween(one, at);
  // Where the clock leaves the time open, the shorter one: it asks rather than not.
  const betweenMs = elapsed ? Math.min(Math.abs(elapsed.leastMs), Math.abs(elapsed.mostMs)) : 0;
  const days = Math.floor(betweenMs / dayMs) + 1;
  const [smaller, larger] = [decimal<'kg'>(one.weightKg), decimal<'kg'>(weightKg)].toSorted((left, right) =>
    left.comparedTo(right),
  );
  if (!smaller || !larger) return false;
  const grown = decimal(atOnce).times(decimal(daily).pow(Math.min(days, growingDays)));
  return larger.greaterThan(smaller.times(grown.lessThan(decimal(most)) ? grown : decimal(most)));
}

/** What needs a second look at the scale: an unusual weight, or one that does not follow from the others. */
function doubtOf(
  animal: AnimalState | undefined,
  weightKg: string,
  at: ScaledTime,
  recordId: string | null = null,
): Refusal | null {
  const leap = leapProblem(animal, weightKg, at, recordId);
  const [min, max] = usualWeightKg;
  if (leap || (decimal(weightKg).gte(min) && decimal(weightKg).lte(max))) return leap;
  return refusal('animal.weight-unusual', { weightKg, min, max });
}

/** Why a doubtful weight is right; it is recorded with a deviation then. */
export const weightReason = z.string().trim().min(1).nullable().default(null);

/**
 * The records of a weight, for use inside another command such as the arrival of an animal. Refusals:
 * `animal.weight-impossible`; without a reason `animal.weight-doubtful`, `-unusual`.
 */
export function planWeighing(
  context: Context,
  animalId: string,
  weightKg: string,
  deviationReason: string | null,
): Outcome<readonly NewRecord[]> {
  const weighed = plannedWeight(context, animalId, weightKg);
  if (!weighed.ok) return weighed;
  const { at, value, record } = weighed.value;
  const doubt = doubtOf(context.read.get(Animal, animalId), value, at);
  if (doubt === null) return accept([record]);
  return deviationReason === null
    ? asked(doubt)
    : accept([record, doubtful(context, animalId, doubt, deviationReason)]);
}

/** The record of a weight without a second look: of a step, whose own gate asks (`leapProblem`). */
export function weightRecord(context: Context, animalId: string, weightKg: string): Outcome<NewRecord> {
  const weighed = plannedWeight(context, animalId, weightKg);
  return weighed.ok ? accept(weighed.value.record) : weighed;
}

function plannedWeight(context: Context, animalId: string, weightKg: string) {
  const weight = readWeight(weightKg);
  if (!weight.ok) return weight;
  const at = occurrence(context);
  const payload = { weightKg: weight.value, scale: at.scale };
  return accept({ at, value: weight.value, record: Animal.record('animal.weighed', animalId, payload) });
}

function asked(doubt: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { ...doubt, details: { deviationText: doubt.message } } };
}

function doubtful(context: Context, animalId: string, doubt: Refusal, reason: string): NewRecord {
  const record = deviationRecord(context, { what: doubt.message, where: 'weigh', animalId });
  return { ...record, facts: { ...record.facts, reason } };
}

/** Refusals: `entity.unknown`, `animal.weight-impossible`; without `deviationReason` `animal.weight-doubtful`, `-unusual`. */
export const weighAnimal = defineCommand({
  name: 'animal.weigh',
  input: z.object({ animalId: z.string(), weightKg: z.string(), deviationReason: weightReason }),
  decide({ animalId, weightKg, deviationReason }, context) {
    if (!context.read.get(Animal, animalId)) {
      return refuse('entity.unknown', { what: 'animal', id: animalId });
    }
    const weighed = planWeighing(context, animalId, weightKg, deviationReason);
    return weighed.ok ? decide(weighed.value, {}) : weighed;
  },
});

/**
 * Replaces the weight that the record `recordId` brought; the old one stays visible.
 * Refusals: `entity.unknown`, `reason.missing`, `animal.weight-unknown`, `-impossible`, `animal.nothing-to-correct`;
 * without `deviationReason` `animal.weight-doubtful`, `-unusual`.
 */
export const correctWeight = defineCommand({
  name: 'animal.correctWeight',
  input: z.object({
    animalId: z.string(),
    recordId: z.string(),
    weightKg: z.string(),
    deviationReason: weightReason,
  }),
  decide({ animalId, recordId, weightKg, deviationReason }, context) {
    const animal = context.read.get(Animal, animalId);
    if (!animal) return refuse('entity.unknown', { what: 'animal', id: animalId });
    if (!context.reason) return refuse('reason.missing');
    const old = animal.weights.find((one) => one.recordId === recordId);
    if (!old) return refuse('animal.weight-unknown', { animalId });
    const weight = readWeight(weightKg);
    if (!weight.ok) return weight;
    if (weight.value === old.weightKg) return refuse('animal.nothing-to-correct');
    const doubt = doubtOf(animal, weight.value, old, recordId);
    if (doubt !== null && deviationReason === null) return asked(doubt);
    const correction = { recordId, from: old.weightKg, weightKg: weight.value };
    const corrected = Animal.record('animal.weightCorrected', animal.id, correction);
    if (doubt === null || deviationReason === null) return decide([corrected], {});
    return decide([corrected, doubtful(context, animalId, doubt, deviationReason)], {});
  },
});

export const weighingCommands = [weighAnimal, correctWeight] as const;
