// What people ask about samples: the schedule of an animal, lists, one sample with where it came from.
// Must not compute windows of its own.

import { z } from 'zod';
import { defineQuery, type Reader } from '../kernel/decider.ts';
import { epochOf } from '../kernel/time.ts';
import { Animal, type AnimalState } from './animal.ts';
import { Sample, sampleStatuses, type SampleState } from './sample.ts';
import { isOutsideNow, planOf, samplersOf } from './sample-plan.ts';
import { materialKeys, samplingRules, timePointKeys } from './schedule.ts';

function scheduleOf(read: Reader, animal: AnimalState) {
  return {
    animalId: animal.id,
    who: samplersOf(read, animal.id),
    timePoints: planOf(read, animal, samplingRules(read)).map((one) => ({
      ...one,
      samples: one.samples.map((planned) => ({
        ...planned,
        isOutsideWindow: planned.sample !== null && isOutsideNow(one, planned.sample),
      })),
    })),
  };
}

/** The planned samples of one animal with their windows, containers, people and what was done; null if unknown. */
export const showSchedule = defineQuery({
  name: 'schedule.show',
  input: z.object({ animalId: z.string() }),
  answer({ animalId }, { read }) {
    const animal = read.get(Animal, animalId);
    return { schedule: animal ? scheduleOf(read, animal) : null };
  },
});

/** Samples and aliquots, newest collection first; all given filters must match. */
export const listSamples = defineQuery({
  name: 'sample.list',
  input: z.object({
    animalId: z.string().optional(),
    status: z.enum(sampleStatuses).optional(),
    timePoint: z.enum(timePointKeys).optional(),
    material: z.enum(materialKeys).optional(),
  }),
  answer({ animalId, status, timePoint, material }, { read }) {
    const where = {
      ...(animalId === undefined ? {} : { animalId }),
      ...(status === undefined ? {} : { status }),
    };
    const samples = read
      .list(Sample, where)
      .filter((one) => timePoint === undefined || one.timePoint === timePoint)
      .filter((one) => material === undefined || one.material === material)
      .toSorted((left, right) => collectedEpoch(right) - collectedEpoch(left));
    return { samples };
  },
});

function collectedEpoch(sample: SampleState): number {
  return sample.collectedAt === null ? 0 : epochOf(sample.collectedAt);
}

/** One sample with its aliquots and the one that it was taken from; null if unknown. */
export const showSample = defineQuery({
  name: 'sample.show',
  input: z.object({ sampleId: z.string() }),
  answer({ sampleId }, { read }) {
    const sample = read.get(Sample, sampleId);
    if (!sample) return { sample: null, parent: null, aliquots: [] };
    const aliquots = Array.from({ length: sample.aliquots }, (_, index) => `${sample.id}-A${index + 1}`)
      .map((id) => read.get(Sample, id))
      .filter((one) => one !== undefined);
    const parent = sample.aliquotOf === null ? null : (read.get(Sample, sample.aliquotOf) ?? null);
    return { sample, parent, aliquots };
  },
});

export const sampleQueries = [showSchedule, listSamples, showSample] as const;
