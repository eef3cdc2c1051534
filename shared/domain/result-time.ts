// Whether a result can be of its time point yet: nobody has measured day 7 of an animal that has not lived it.
// Must not refuse the truth: an early sample is a reason, and with one the result is recorded.

import { say } from '../catalogue/catalogue.ts';
import type { Context, Reader } from '../kernel/decider.ts';
import { refusal, type refuse, type Refusal } from '../kernel/refusal.ts';
import { epochOf, localDay } from '../kernel/time.ts';
import { analyte, type AnalyteKey } from './analytes.ts';
import { Animal } from './animal.ts';
import { Sample } from './sample.ts';
import { sampleId, samplingRules, windowsOf, type SamplingWindow, type TimePoint } from './schedule.ts';

interface Cell {
  readonly animalId: string;
  readonly timePoint: TimePoint;
  readonly analyte: AnalyteKey;
}

/**
 * What is against results being of their time points, none of it where there is nothing to count from: the animal has
 * not reached the time point (`result.time-point-ahead`), its operation has not ended (`result.operation-not-ended`), or
 * it ended before (`result.animal-ended`). A sample that was taken shows that the time point was reached.
 */
export function timeProblems({ read, occurredAt }: Context, cells: readonly Cell[]): readonly Refusal[] {
  const rules = samplingRules(read);
  const windows = new Map<string, readonly SamplingWindow[]>();
  const windowOf = ({ animalId, timePoint }: Cell): SamplingWindow | undefined => {
    const known = windows.get(animalId) ?? windowsOf(read, animalId, rules);
    windows.set(animalId, known);
    return known.find((one) => one.timePoint === timePoint);
  };
  return cells.flatMap((cell) => {
    const window = cell.timePoint === 'pre-op' || isTaken(read, cell) ? undefined : windowOf(cell);
    if (window === undefined) return [];
    const words = {
      animal: cell.animalId,
      timePoint: say(`sample.timePoint.${cell.timePoint}`),
      analyte: analyte(cell.analyte).label,
    };
    const ended = read.get(Animal, cell.animalId)?.ended ?? null;
    if (ended !== null && isBefore(window, ended.at))
      return [refusal('result.animal-ended', { ...words, day: localDay(ended.at) })];
    if (!isBefore(window, occurredAt)) return [];
    if (window.plannedAt === null) return [refusal('result.operation-not-ended', words)];
    return [refusal('result.time-point-ahead', { ...words, day: localDay(window.plannedAt) })];
  });
}

/** The first of them, unless there is a reason: an early sample is one, and then the result is recorded. */
export function timeProblem(context: Context, cells: readonly Cell[]): ReturnType<typeof refuse> | undefined {
  if (context.reason !== undefined) return undefined;
  const [first] = timeProblems(context, cells);
  return first && { ok: false, refusal: first };
}

function isTaken(read: Reader, { animalId, timePoint, analyte: key }: Cell): boolean {
  const sample = read.get(Sample, sampleId(animalId, timePoint, analyte(key).material));
  return sample !== undefined && sample.collectedAt !== null;
}

/** Whether the window begins after `at`. Without a limit of the window, the day itself is the limit. */
function isBefore({ blocked, windowFrom, plannedAt }: SamplingWindow, at: string): boolean {
  if (blocked !== null) return blocked === 'no-anchor';
  if (windowFrom !== null) return epochOf(at) < epochOf(windowFrom);
  return plannedAt !== null && localDay(at) < localDay(plannedAt);
}
