// Views of the animals: the list, and one animal with what happened to it in order of time.
// Must not show a group except through blinding.ts.

import { z } from 'zod';
import { defineQuery, type Actor, type Reader } from '../kernel/decider.ts';
import { epochOf, isLate, localDay, localText } from '../kernel/time.ts';
import { groupOfAnimal } from './allocation.ts';
import {
  ageMonths,
  Animal,
  criteriaProblems,
  latestWeight,
  openCriteria,
  type AnimalState,
} from './animal.ts';
import { openBlind, visiblePayload } from './blinding.ts';
import { Deviation } from './deviation.ts';

function summary(read: Reader, actor: Actor, animal: AnimalState, today: string) {
  return {
    animal,
    ageMonths: ageMonths(animal.birthDate, localDay(animal.ended?.at ?? today)),
    weight: latestWeight(animal),
    criteriaProblems: criteriaProblems(read, animal, today),
    /** Those that no exception covers. */
    openCriteria: openCriteria(read, animal, today),
    /** Null while there is none, and for those who may not know. */
    group: openBlind(read, actor, groupOfAnimal(read, animal)),
  };
}

/** All animals by id; age and criteria as of today, where the notebook is. */
export const listAnimals = defineQuery({
  name: 'animal.list',
  input: z.object({ status: z.enum(['active', 'dead', 'withdrawn', 'completed']).optional() }),
  answer({ status }, { read, actor, now }) {
    const today = localDay(localText(now));
    const animals = read.list(Animal, status === undefined ? {} : { status });
    return { animals: animals.map((one) => summary(read, actor, one, today)) };
  },
});

/** One animal, or null if there is none; the timeline holds its own records, newest first, and its deviations. */
export const showAnimal = defineQuery({
  name: 'animal.show',
  input: z.object({ animalId: z.string() }),
  answer({ animalId }, context) {
    const { read, actor, now } = context;
    const animal = read.get(Animal, animalId);
    if (!animal) return null;
    const own = context.records({ subjectType: Animal.type, subjectId: animalId, limit: 1000 });
    const timeline = own
      .map((one) => ({
        recordId: one.id,
        seq: one.seq,
        kind: one.kind,
        at: one.occurredAt,
        recordedAt: one.recordedAt,
        isLate: isLate(one),
        author: one.author,
        performedBy: one.performedBy,
        witnessedBy: one.witnessedBy,
        source: one.source,
        reason: one.reason,
        payload: visiblePayload(read, actor, one.payload),
      }))
      .toSorted((left, right) => epochOf(right.at) - epochOf(left.at) || right.seq - left.seq);
    const deviations = read
      .list(Deviation, { animalId })
      .map((one) => ({ ...one, blind: openBlind(read, actor, one.blind) }));
    return { ...summary(read, actor, animal, localDay(localText(now))), timeline, deviations };
  },
});

export const animalQueries = [listAnimals, showAnimal] as const;
