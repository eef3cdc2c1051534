// Weighing an animal, and correcting a weight that was read or typed wrongly.
// Must not judge a weight against the criteria: a wrong animal is weighed all the same.

import { z } from 'zod';
import { decide, defineCommand, type Context, type NewRecord } from '../kernel/decider.ts';
import { accept, refusal, refuse, type Outcome } from '../kernel/refusal.ts';
import { plain } from '../kernel/units.ts';
import { Animal } from './animal.ts';
import { limitsOf, readQuantity } from './dose-quantity.ts';
import { occurrence } from './time-scale.ts';

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

/** The record of a weight, for use inside another command such as the weighing step of a run. */
export function planWeighing(context: Context, animalId: string, weightKg: string): Outcome<NewRecord> {
  const weight = readWeight(weightKg);
  if (!weight.ok) return weight;
  const { scale } = occurrence(context);
  return accept(Animal.record('animal.weighed', animalId, { weightKg: weight.value, scale }));
}

/** Refusals: `entity.unknown`, `animal.weight-impossible`. */
export const weighAnimal = defineCommand({
  name: 'animal.weigh',
  input: z.object({ animalId: z.string(), weightKg: z.string() }),
  decide({ animalId, weightKg }, context) {
    if (!context.read.get(Animal, animalId)) {
      return refuse('entity.unknown', { what: 'animal', id: animalId });
    }
    const weighed = planWeighing(context, animalId, weightKg);
    return weighed.ok ? decide([weighed.value], {}) : weighed;
  },
});

/**
 * Replaces the weight that the record `recordId` brought; the old one stays visible.
 * Refusals: `entity.unknown`, `reason.missing`, `animal.weight-unknown`, `-impossible`, `animal.nothing-to-correct`.
 */
export const correctWeight = defineCommand({
  name: 'animal.correctWeight',
  input: z.object({ animalId: z.string(), recordId: z.string(), weightKg: z.string() }),
  decide({ animalId, recordId, weightKg }, { read, reason }) {
    const animal = read.get(Animal, animalId);
    if (!animal) return refuse('entity.unknown', { what: 'animal', id: animalId });
    if (!reason) return refuse('reason.missing');
    const old = animal.weights.find((one) => one.recordId === recordId);
    if (!old) return refuse('animal.weight-unknown', { animalId });
    const weight = readWeight(weightKg);
    if (!weight.ok) return weight;
    if (weight.value === old.weightKg) return refuse('animal.nothing-to-correct');
    const correction = { recordId, from: old.weightKg, weightKg: weight.value };
    return decide([Animal.record('animal.weightCorrected', animal.id, correction)], {});
  },
});

export const weighingCommands = [weighAnimal, correctWeight] as const;
