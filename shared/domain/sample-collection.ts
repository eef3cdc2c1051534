// Taking planned samples, or giving the reason why one was missed.
// Must not change a planned sample silently: a repeat gets the next number.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { decide, defineCommand, type Context, type NewRecord, type Reader } from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { epochOf } from '../kernel/time.ts';
import { Animal, type AnimalState } from './animal.ts';
import { deviationRecord } from './deviation.ts';
import { containerForm, positiveAmount, Sample } from './sample.ts';
import { containerOf, shortTime } from './sample-plan.ts';
import {
  isOutside,
  materialKeys,
  sampleId,
  samplingRules,
  timePointKeys,
  windowsOf,
  type Material,
  type SamplingWindow,
  type TimePoint,
} from './schedule.ts';

const planned = { animalId: z.string(), timePoint: z.enum(timePointKeys) };

function windowOf(read: Reader, animalId: string, timePoint: TimePoint): SamplingWindow {
  const window = windowsOf(read, animalId, samplingRules(read)).find((one) => one.timePoint === timePoint);
  if (!window) throw new RangeError(`No window for ${timePoint}.`);
  return window;
}

function planFacts(window: SamplingWindow) {
  const { plannedAt, windowFrom, windowTo } = window;
  return { plannedAt, windowFrom, windowTo };
}

/**
 * The id under which a material is collected: the planned one, or the next number for a repeat. Without a reason
 * refuses `sample.already-collected` and `sample.was-missed`.
 */
function idToCollect(
  context: Context,
  animalId: string,
  timePoint: TimePoint,
  material: Material,
): Outcome<string> {
  for (let number = 1; ; number += 1) {
    const id = sampleId(animalId, timePoint, material, number);
    const state = context.read.get(Sample, id);
    if (!state) return accept(id);
    if (context.reason === undefined) {
      return refuse(state.status === 'missed' ? 'sample.was-missed' : 'sample.already-collected', {
        sample: id,
      });
    }
    if (state.status === 'missed') return accept(id);
  }
}

/** What is out of the plan about collecting now: the refusal for it, and the deviation when there is a reason. */
function gateOf(
  context: Context,
  animal: AnimalState,
  window: SamplingWindow,
  samples: string,
): Outcome<{ readonly isOutsideWindow: boolean; readonly deviations: readonly NewRecord[] }> {
  const at = context.occurredAt;
  const sentences: string[] = [];
  if (animal.ended !== null && epochOf(at) > epochOf(animal.ended.at)) {
    const parameters = { animal: animal.id, at: shortTime(animal.ended.at) };
    if (context.reason === undefined) return refuse('sample.animal-ended', parameters);
    sentences.push(say('sample.deviation.animal-ended', { ...parameters, sample: samples }));
  }
  const isUnknown = window.blocked !== null && window.timePoint !== 'pre-op';
  const isOutsideWindow = isUnknown || isOutside(window, at);
  const parameters = {
    sample: samples,
    animal: animal.id,
    at: shortTime(at),
    from: shortTime(window.windowFrom ?? '…'),
    to: shortTime(window.windowTo ?? '…'),
  };
  if (isOutsideWindow && context.reason === undefined) {
    return refuse(isUnknown ? 'sample.no-anchor' : 'sample.outside-window', parameters);
  }
  if (isOutsideWindow) {
    sentences.push(
      say(isUnknown ? 'sample.deviation.no-anchor' : 'sample.deviation.outside-window', parameters),
    );
  }
  const deviations = sentences.map((what) =>
    deviationRecord(context, { what, animalId: animal.id, where: 'sample' }),
  );
  return accept({ isOutsideWindow, deviations });
}

/**
 * Samples of one animal and time point, taken together at `occurredAt`. Outside the window, without a known window
 * or after the animal left the study: refused unless there is a reason, then also a deviation.
 */
export const collectSamples = defineCommand({
  name: 'sample.collect',
  input: z.object({
    ...planned,
    items: z
      .array(
        z.object({
          material: z.enum(materialKeys),
          volumeMicrolitre: positiveAmount.nullable().default(null),
          container: containerForm.optional(),
        }),
      )
      .min(1)
      .max(materialKeys.length)
      .refine((items) => new Set(items.map((item) => item.material)).size === items.length),
  }),
  decide({ animalId, timePoint, items }, context) {
    const animal = context.read.get(Animal, animalId);
    if (!animal) return refuse('entity.unknown', { what: 'animal', id: animalId });
    const window = windowOf(context.read, animalId, timePoint);
    const ids: string[] = [];
    for (const item of items) {
      const id = idToCollect(context, animalId, timePoint, item.material);
      if (!id.ok) return id;
      ids.push(id.value);
    }
    const gate = gateOf(context, animal, window, ids.join(', '));
    if (!gate.ok) return gate;
    const { isOutsideWindow, deviations } = gate.value;
    const collected = items.map((item, index) =>
      Sample.record('sample.collected', ids[index] ?? '', {
        animalId,
        timePoint,
        material: item.material,
        container: item.container ?? containerOf(item.material),
        volumeMicrolitre: item.volumeMicrolitre,
        isOutsideWindow,
        ...planFacts(window),
      }),
    );
    return decide([...collected, ...deviations], { sampleIds: ids, isOutsideWindow });
  },
});

/** Planned samples that were not taken, with the reason; a deviation unless the animal had left the study. */
export const missSamples = defineCommand({
  name: 'sample.miss',
  input: z.object({ ...planned, materials: z.array(z.enum(materialKeys)).min(1).max(materialKeys.length) }),
  decide({ animalId, timePoint, materials }, context) {
    const animal = context.read.get(Animal, animalId);
    if (!animal) return refuse('entity.unknown', { what: 'animal', id: animalId });
    if (context.reason === undefined) return refuse('reason.missing');
    const window = windowOf(context.read, animalId, timePoint);
    const unique = [...new Set(materials)];
    for (const material of unique) {
      const id = sampleId(animalId, timePoint, material);
      const status = context.read.get(Sample, id)?.status;
      if (status === 'missed') return refuse('sample.already-missed', { sample: id });
      if (status !== undefined) return refuse('sample.already-collected', { sample: id });
    }
    const ids = unique.map((material) => sampleId(animalId, timePoint, material));
    const missed = unique.map((material) =>
      Sample.record('sample.missed', sampleId(animalId, timePoint, material), {
        animalId,
        timePoint,
        material,
        ...planFacts(window),
      }),
    );
    const what = say('sample.deviation.missed', { sample: ids.join(', ') });
    const deviation =
      animal.ended === null ? [deviationRecord(context, { what, animalId, where: 'sample' })] : [];
    return decide([...missed, ...deviation], { sampleIds: ids });
  },
});

export const sampleCollectionCommands = [collectSamples, missSamples] as const;
