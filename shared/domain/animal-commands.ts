// What people record about an animal: arrival, housing, complications, exceptions, death, withdrawal, replacement.
// Must not weigh (weighing.ts) nor choose a position: a replacement takes the one that its predecessor had.

import { z } from 'zod';
import { decide, defineCommand, type Reader } from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { localDay } from '../kernel/time.ts';
import {
  ageMonths,
  Animal,
  criteria,
  criteriaProblems,
  particularsForm,
  severities,
  sexes,
  type AnimalState,
  type Criterion,
} from './animal.ts';
import { positionRefusal } from './allocation.ts';
import { planWeighing, weightReason } from './weighing.ts';

const line = z.string().trim().min(1).max(200);
const particularsInput = {
  earTag: line,
  sex: z.enum(sexes),
  birthDate: z.iso.date(),
  source: line,
  strain: line,
};

/** Pigs reach 20 years and more; beyond this a birth date is mistyped, and no exception makes it true. */
const oldestMonths = 300;

function findAnimal(read: Reader, animalId: string): Outcome<AnimalState> {
  const animal = read.get(Animal, animalId);
  return animal ? accept(animal) : refuse('entity.unknown', { what: 'animal', id: animalId });
}

/**
 * Refusals: `animal.exists`, `animal.ear-tag-taken`, `animal.birth-in-future`, `animal.birth-implausible`,
 * `animal.weight-impossible`, without `deviationReason` `animal.weight-unusual`.
 */
export const registerAnimal = defineCommand({
  name: 'animal.register',
  input: z.object({
    animalId: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{1,3}\d{1,3}$/),
    ...particularsInput,
    purpose: z.enum(['study', 'donor']),
    housing: line,
    /** The weight on arrival, if it was taken. */
    weightKg: z.string().nullable().default(null),
    deviationReason: weightReason,
  }),
  decide({ animalId, weightKg, deviationReason, ...facts }, context) {
    const { read, occurredAt } = context;
    if (read.get(Animal, animalId)) return refuse('animal.exists', { id: animalId });
    const refused = particularsRefusal(read, animalId, facts, occurredAt);
    if (refused) return refused;
    const registered = Animal.record('animal.registered', animalId, facts);
    if (weightKg === null) return decide([registered], { animalId });
    const weighed = planWeighing(context, animalId, weightKg, deviationReason);
    return weighed.ok ? decide([registered, ...weighed.value], { animalId }) : weighed;
  },
});

function particularsRefusal(
  read: Reader,
  animalId: string,
  facts: { readonly earTag?: string | undefined; readonly birthDate?: string | undefined },
  occurredAt: string,
) {
  const { earTag, birthDate } = facts;
  const day = localDay(occurredAt);
  if (birthDate !== undefined && birthDate > day) return refuse('animal.birth-in-future', { birthDate, day });
  if (birthDate !== undefined && ageMonths(birthDate, day) > oldestMonths) {
    return refuse('animal.birth-implausible', { birthDate, years: oldestMonths / 12 });
  }
  if (earTag === undefined) return null;
  const other = read.list(Animal, { code: earTag }).find((one) => one.id !== animalId);
  return other ? refuse('animal.ear-tag-taken', { earTag, animalId: other.id }) : null;
}

/**
 * Corrects what was typed wrongly at arrival; only what differs is recorded, with the old values.
 * Refusals: `entity.unknown`, `reason.missing`, `animal.ear-tag-taken`, `-birth-in-future`, `-birth-implausible`,
 * `-nothing-to-correct`.
 */
export const correctAnimal = defineCommand({
  name: 'animal.correct',
  input: z.object({ animalId: z.string(), to: z.object(particularsInput).partial() }),
  decide({ animalId, to }, { read, reason, occurredAt }) {
    const found = findAnimal(read, animalId);
    if (!found.ok) return found;
    if (!reason) return refuse('reason.missing');
    const refused = particularsRefusal(read, animalId, to, occurredAt);
    if (refused) return refused;
    const { earTag, sex, birthDate, source, strain } = found.value;
    const old = new Map(Object.entries({ earTag, sex, birthDate, source, strain }));
    const changed = Object.entries<string | undefined>(to).filter(
      ([key, value]) => value !== undefined && value !== old.get(key),
    );
    if (changed.length === 0) return refuse('animal.nothing-to-correct');
    const correction = {
      from: particularsForm.parse(Object.fromEntries(changed.map(([key]) => [key, old.get(key)]))),
      to: particularsForm.parse(Object.fromEntries(changed)),
    };
    return decide([Animal.record('animal.corrected', animalId, correction)], {});
  },
});

/** Refusals: `entity.unknown`, `animal.nothing-to-correct` when it already lives there. */
export const rehouseAnimal = defineCommand({
  name: 'animal.rehouse',
  input: z.object({ animalId: z.string(), housing: line }),
  decide({ animalId, housing }, { read }) {
    const found = findAnimal(read, animalId);
    if (!found.ok) return found;
    const from = found.value.housing;
    if (from === housing) return refuse('animal.nothing-to-correct');
    return decide([Animal.record('animal.rehoused', animalId, { from, housing })], {});
  },
});

/**
 * Lets an animal into the study in spite of the criteria it misses (or, named in advance, is going to miss).
 * Refusals: `entity.unknown`, `reason.missing`, `animal.exception-not-needed`.
 */
export const grantException = defineCommand({
  name: 'animal.grantException',
  input: z.object({
    animalId: z.string(),
    /** Null means those that it misses today. */
    criteria: z.array(z.enum(criteria)).nullable().default(null),
  }),
  decide(input, { read, reason, occurredAt }) {
    const found = findAnimal(read, input.animalId);
    if (!found.ok) return found;
    if (!reason) return refuse('reason.missing');
    const missed = criteriaProblems(read, found.value, localDay(occurredAt))
      .map((one) => one.criterion)
      .filter((one): one is Criterion => one !== 'not-weighed');
    const wanted = input.criteria ?? missed;
    if (wanted.length === 0) return refuse('animal.exception-not-needed', { animalId: input.animalId });
    const all = [...(found.value.exception?.criteria ?? []), ...wanted];
    const granted = criteria.filter((one) => all.includes(one));
    return decide([Animal.record('animal.exceptionGranted', input.animalId, { criteria: granted })], {});
  },
});

/** A complication of any animal, also of one that has died: it may be found afterwards. */
export const recordComplication = defineCommand({
  name: 'animal.recordComplication',
  input: z.object({
    animalId: z.string(),
    what: z.string().trim().min(1).max(1000),
    severity: z.enum(severities),
  }),
  decide({ animalId, what, severity }, { read }) {
    const found = findAnimal(read, animalId);
    if (!found.ok) return found;
    return decide([Animal.record('animal.complicationRecorded', animalId, { what, severity })], {});
  },
});

const onAnimal = z.object({ animalId: z.string() });

/** The reason is the cause. Refusals: `entity.unknown`, `reason.missing`, `animal.already-ended`. */
export const recordDeath = defineCommand({
  name: 'animal.recordDeath',
  input: onAnimal,
  decide({ animalId }, { read, reason }) {
    const found = findAnimal(read, animalId);
    if (!found.ok) return found;
    if (!reason) return refuse('reason.missing');
    const { status } = found.value;
    // An animal withdrawn from the study, or through with it, can still die, and that is recorded.
    if (status === 'dead') return refuse('animal.already-ended', { animalId, status });
    return decide([Animal.record('animal.died', animalId, {})], {});
  },
});

/** Refusals: `entity.unknown`, `reason.missing`, `animal.already-ended`. */
export const withdrawAnimal = defineCommand({
  name: 'animal.withdraw',
  input: onAnimal,
  decide({ animalId }, { read, reason }) {
    const found = findAnimal(read, animalId);
    if (!found.ok) return found;
    if (!reason) return refuse('reason.missing');
    const { status } = found.value;
    if (status !== 'active') return refuse('animal.already-ended', { animalId, status });
    return decide([Animal.record('animal.withdrawn', animalId, {})], {});
  },
});

/** The animal has gone through the whole study. Refusals: `entity.unknown`, `animal.already-ended`. */
export const completeAnimal = defineCommand({
  name: 'animal.complete',
  input: onAnimal,
  decide({ animalId }, { read }) {
    const found = findAnimal(read, animalId);
    if (!found.ok) return found;
    const { status } = found.value;
    if (status !== 'active') return refuse('animal.already-ended', { animalId, status });
    return decide([Animal.record('animal.completed', animalId, {})], {});
  },
});

/**
 * Takes back a death, withdrawal or completion that was recorded in error.
 * Refusals: `entity.unknown`, `reason.missing`, `animal.nothing-to-reinstate`, `animal.already-replaced`.
 */
export const reinstateAnimal = defineCommand({
  name: 'animal.reinstate',
  input: onAnimal,
  decide({ animalId }, { read, reason }) {
    const found = findAnimal(read, animalId);
    if (!found.ok) return found;
    if (!reason) return refuse('reason.missing');
    const { status, replacedBy } = found.value;
    if (status === 'active') return refuse('animal.nothing-to-reinstate', { animalId });
    if (replacedBy !== null) return refuse('animal.already-replaced', { animalId, by: replacedBy });
    return decide([Animal.record('animal.reinstated', animalId, {})], {});
  },
});

/**
 * The new animal takes the position, and so the group, of one that died or was withdrawn.
 * Refusals: `entity.unknown`, `reason.missing`, `animal.not-ended`, `animal.not-enrolled`, `animal.already-replaced`,
 * and for the new animal those of `positionRefusal`.
 */
export const replaceAnimal = defineCommand({
  name: 'animal.replace',
  input: z.object({ animalId: z.string(), by: z.string() }),
  decide({ animalId, by }, { read, reason, occurredAt }) {
    const old = findAnimal(read, animalId);
    if (!old.ok) return old;
    const successor = findAnimal(read, by);
    if (!successor.ok) return successor;
    if (!reason) return refuse('reason.missing');
    const { status, position, replacedBy } = old.value;
    if (status !== 'dead' && status !== 'withdrawn') return refuse('animal.not-ended', { animalId });
    if (position === null) return refuse('animal.not-enrolled', { animalId });
    if (replacedBy !== null) return refuse('animal.already-replaced', { animalId, by: replacedBy });
    const refused = positionRefusal(read, successor.value, localDay(occurredAt));
    if (refused) return { ok: false, refusal: refused };
    return decide(
      [
        Animal.record('animal.replaced', animalId, { by }),
        Animal.record('animal.enrolled', by, { position, replaces: animalId }),
      ],
      { position },
    );
  },
});

export const animalCommands = [
  registerAnimal,
  correctAnimal,
  rehouseAnimal,
  grantException,
  recordComplication,
  recordDeath,
  withdrawAnimal,
  completeAnimal,
  reinstateAnimal,
  replaceAnimal,
] as const;
