// The plan of an animal beside what was done of it: which samples are still to be taken, when, and in what.
// Must not list entities without an index: the Today board asks for the plans of all animals at once.

import { say } from '../catalogue/catalogue.ts';
import type { Reader } from '../kernel/decider.ts';
import { epochOf, parseMoment } from '../kernel/time.ts';
import type { AnimalState } from './animal.ts';
import { latestRunOf } from './run.ts';
import { Sample, type SampleState } from './sample.ts';
import {
  isOutside,
  materialKeys,
  sampleId,
  windowsOf,
  type Material,
  type SamplingRules,
  type SamplingWindow,
} from './schedule.ts';

export interface PlannedSample {
  readonly sampleId: string;
  readonly material: Material;
  /** The container that the article's processing asks for. */
  readonly container: string;
  /** What was recorded of it; null while nothing was. */
  readonly sample: SampleState | null;
  /** Still to be taken or to be given a reason. */
  readonly isOpen: boolean;
}

export interface PlannedTimePoint extends SamplingWindow {
  readonly animalId: string;
  readonly samples: readonly PlannedSample[];
  /** The animal left the study before the window closed: nothing is due any more. */
  readonly isClosed: boolean;
}

export function containerOf(material: Material): string {
  return say(`sample.container.${material}`);
}

/** What is planned for an animal; nothing for a donor, which has no operation of the study. */
export function planOf(read: Reader, animal: AnimalState, rules: SamplingRules): readonly PlannedTimePoint[] {
  if (animal.purpose === 'donor') return [];
  return windowsOf(read, animal.id, rules).map((window) => {
    const isClosed = closesBefore(animal, window);
    const samples = materialKeys.map((material): PlannedSample => {
      const id = sampleId(animal.id, window.timePoint, material);
      const sample = read.get(Sample, id) ?? null;
      return {
        sampleId: id,
        material,
        container: sample?.container ?? containerOf(material),
        sample,
        isOpen: sample === null && !isClosed,
      };
    });
    return { ...window, animalId: animal.id, samples, isClosed };
  });
}

function closesBefore(animal: AnimalState, window: SamplingWindow): boolean {
  if (animal.ended === null) return false;
  // Where nothing limits the window, the planned time decides what the animal still lived to see.
  const end = window.windowTo ?? window.plannedAt;
  return end === null || epochOf(end) > epochOf(animal.ended.at);
}

/** Whether a sample's collection lies outside the window as it is now, which a correction of the run may have moved. */
export function isOutsideNow(window: SamplingWindow, sample: SampleState): boolean {
  if (sample.collectedAt === null) return false;
  if (window.blocked !== null) return window.timePoint !== 'pre-op';
  return isOutside(window, sample.collectedAt);
}

/** Who is expected to take the samples: the participants of the latest sampling run, else of the operation. */
export function samplersOf(read: Reader, animalId: string): readonly string[] {
  const run = latestRunOf(read, animalId, 'sampling') ?? latestRunOf(read, animalId, 'surgery');
  return run?.participants ?? [];
}

/** `2026-03-03 12:05` of a stored local text, for sentences. */
export function shortTime(at: string): string {
  return parseMoment(at) === undefined ? at : `${at.slice(0, 10)} ${at.slice(11, 16)}`;
}
